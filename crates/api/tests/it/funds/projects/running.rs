//! A project that runs: agreed on, reached milestone by milestone, reported, rated and put away.

use client::Client;
use contract::{
    funds::{JudgeStep, MilestoneStage, Project, RateProject, ReachMilestone, ShowStep},
    photos::PhotoSize,
};
use domain::{
    funds::projects::{Action, StateName},
    ids::{PhotoId, ProjectId},
    permissions::Role,
};

use super::{FAR_HOME, HOME, OTHER_HOME, write_project};
use crate::{
    funds::Town,
    points::{fault, faults},
    support::{ask_at_once, code, outcomes},
    tickets::picture,
};

async fn photo(of: &Client, shade: u8) -> PhotoId {
    of.upload_photo(picture(shade), None).await.unwrap().id
}

fn words(text: &str) -> ShowStep {
    ShowStep { text: text.to_owned(), photos: Vec::new() }
}

const YES: JudgeStep = JudgeStep { accepted: true, reason: None };

fn no() -> JudgeStep {
    JudgeStep { accepted: false, reason: Some("请补充".to_owned()) }
}

impl Town {
    /// A project that the committee has approved.
    async fn approved(&self, proposer: &Client) -> Project {
        let project = self.in_comment(proposer).await;
        self.project_is(project.summary.id, StateName::Approved);
        project
    }

    /// One that runs.
    async fn running(&self, proposer: &Client) -> ProjectId {
        let id = self.approved(proposer).await.summary.id;
        self.official().sign_project_agreement(id, &words("已签"), None).await.unwrap();
        proposer.countersign_project_agreement(id, None).await.unwrap();
        id
    }

    /// One all of whose milestones are accepted.
    async fn carried_out(&self, proposer: &Client) -> ProjectId {
        let (id, office) = (self.running(proposer).await, self.official());
        proposer.reach_milestone(id, 0, &ReachMilestone::default(), None).await.unwrap();
        office.judge_milestone(id, 0, &YES, None).await.unwrap();
        let (photos, invoices) = (vec![photo(proposer, 1).await], vec![photo(proposer, 2).await]);
        let shown = ReachMilestone { text: None, photos, invoices };
        proposer.reach_milestone(id, 1, &shown, None).await.unwrap();
        office.judge_milestone(id, 1, &YES, None).await.unwrap();
        id
    }

    /// One that residents rate.
    async fn in_rating(&self, proposer: &Client) -> ProjectId {
        let id = self.carried_out(proposer).await;
        proposer.report_project(id, &words("花园建成"), None).await.unwrap();
        self.official().judge_project_report(id, &YES, None).await.unwrap();
        id
    }
}

#[actix_web::test]
async fn milestones_are_reached_in_their_order_and_shown_and_judged_by_the_office() {
    let it = Town::calling().await;
    let (proposer, office) = (it.client(it.resident(HOME)), it.official());
    let id = it.approved(&proposer).await.summary.id;
    let nothing = ReachMilestone::default();
    assert_eq!(code(proposer.reach_milestone(id, 0, &nothing, None).await), "project_approved");
    assert_eq!(code(proposer.sign_project_agreement(id, &words("已签"), None).await), "project_not_yours");
    let scan = photo(&office, 3).await;
    let agreement = ShowStep { photos: vec![scan], ..words("已签") };
    let offered = office.sign_project_agreement(id, &agreement, Some("once")).await.unwrap().body;
    assert_eq!(office.sign_project_agreement(id, &agreement, Some("once")).await.unwrap().body, offered);
    assert_eq!(offered.summary.state, StateName::Offered);
    assert_eq!(offered.timeline.last().unwrap().photos, [scan]);
    assert_eq!(code(proposer.reach_milestone(id, 0, &nothing, None).await), "project_offered");
    proposer.countersign_project_agreement(id, None).await.unwrap();
    assert_eq!(code(office.sign_project_agreement(id, &words("再签"), None).await), "project_in_progress");
    assert_eq!(code(proposer.reach_milestone(id, 1, &nothing, None).await), "milestone_order");
    assert_eq!(code(office.judge_milestone(id, 0, &YES, None).await), "milestone_not_reached");
    assert_eq!(code(office.judge_milestone(id, 7, &YES, None).await), "milestone_missing");
    proposer.reach_milestone(id, 0, &nothing, None).await.unwrap();
    assert_eq!(code(proposer.reach_milestone(id, 0, &nothing, None).await), "milestone_reached");
    assert_eq!(code(proposer.judge_milestone(id, 0, &YES, None).await), "project_not_yours");
    assert_eq!(
        faults(office.judge_milestone(id, 0, &JudgeStep { reason: None, ..no() }, None).await),
        fault("", "project_reason")
    );
    office.judge_milestone(id, 0, &YES, None).await.unwrap();
    assert_eq!(code(proposer.reach_milestone(id, 1, &nothing, None).await), "milestone_evidence");
    assert_eq!(code(proposer.report_project(id, &words("好了"), None).await), "milestones_unfinished");
    let (shown, invoice) = (photo(&proposer, 1).await, photo(&proposer, 2).await);
    let evidence =
        ReachMilestone {
            text: Some("花已种好".to_owned()), photos: vec![shown], invoices: vec![invoice]
        };
    let foreign = ReachMilestone { photos: vec![photo(&office, 4).await], ..evidence.clone() };
    assert_eq!(faults(proposer.reach_milestone(id, 1, &foreign, None).await), fault("/photos/0", "photo"));
    let foreign = ReachMilestone { invoices: vec![photo(&office, 4).await], ..evidence.clone() };
    assert_eq!(faults(proposer.reach_milestone(id, 1, &foreign, None).await), fault("/invoices/0", "photo"));
    let twice = ReachMilestone { photos: vec![shown, shown], ..evidence.clone() };
    assert_eq!(faults(proposer.reach_milestone(id, 1, &twice, None).await), fault("/photos", "twice"));
    let reached = proposer.reach_milestone(id, 1, &evidence, None).await.unwrap().body;
    let stages: Vec<MilestoneStage> = reached.milestones.iter().map(|milestone| milestone.stage).collect();
    assert_eq!(stages, [MilestoneStage::Accepted, MilestoneStage::Reached]);
    let entry = reached.timeline.last().unwrap();
    assert_eq!(
        (entry.milestone, &entry.photos[..], &entry.invoices[..]),
        (Some(1), &[shown][..], &[invoice][..])
    );
    let anyone = it.server.anonymous();
    let public = anyone.get_project(id).await.unwrap().body;
    assert_eq!(public.timeline.last().unwrap().invoices, [], "invoices name people");
    assert!(anyone.get_project_photo(id, shown, PhotoSize::Small).await.is_ok());
    assert_eq!(code(anyone.get_project_photo(id, invoice, PhotoSize::Small).await), "not_found");
    let neighbour = it.client(it.resident(OTHER_HOME));
    assert!(neighbour.get_photo(shown, PhotoSize::Small).await.is_ok());
    assert_eq!(code(neighbour.get_photo(invoice, PhotoSize::Small).await), "not_found");
    assert!(it.client(it.person(Role::Auditor)).get_photo(invoice, PhotoSize::Small).await.is_ok());
    office.judge_milestone(id, 1, &no(), None).await.unwrap();
    let again = anyone.get_project(id).await.unwrap().body;
    assert_eq!(again.milestones[1].stage, MilestoneStage::Ahead);
}

#[actix_web::test]
async fn a_report_is_accepted_rated_by_residents_once_each_and_put_away() {
    let it = Town::calling().await;
    let (proposer, office) = (it.client(it.resident(HOME)), it.official());
    let id = it.carried_out(&proposer).await;
    proposer.report_project(id, &words("花园建成"), None).await.unwrap();
    office.judge_project_report(id, &no(), None).await.unwrap();
    assert_eq!(code(office.judge_project_report(id, &YES, None).await), "project_in_progress");
    proposer.report_project(id, &words("补充了照片"), None).await.unwrap();
    assert_eq!(code(proposer.report_project(id, &words("再报"), None).await), "project_reported");
    let rated = office.judge_project_report(id, &YES, None).await.unwrap().body;
    assert_eq!((rated.summary.state, rated.actions), (StateName::Rating, vec![]));
    let neighbour = it.client(it.resident(OTHER_HOME));
    let rate = |rating| RateProject { rating };
    assert_eq!(faults(neighbour.rate_project(id, &rate(6), None).await), fault("/rating", "range"));
    assert_eq!(code(proposer.rate_project(id, &rate(5), None).await), "project_own");
    assert_eq!(
        code(it.client(it.resident(FAR_HOME)).rate_project(id, &rate(5), None).await),
        "project_not_yours"
    );
    neighbour.rate_project(id, &rate(2), None).await.unwrap();
    let changed = neighbour.rate_project(id, &rate(4), None).await.unwrap().body;
    assert_eq!((changed.own_rating, changed.actions), (Some(4), vec![Action::Rate]));
    it.client(it.resident(HOME)).rate_project(id, &rate(5), None).await.unwrap();
    let ratings = it.server.anonymous().get_project(id).await.unwrap().body.summary.ratings;
    assert_eq!((ratings.sum, ratings.count), (9, 2));
    assert_eq!(code(office.archive_project(id, None).await), "project_window_open");
    let over = it.now() - chrono::TimeDelta::seconds(1);
    let set = move |tx: &mut app::db::Tx<'_>| -> Result<usize, app::db::DbError> {
        use app::db::schema::projects as t;
        use diesel::prelude::*;
        Ok(diesel::update(t::table).set(t::state_until.eq(over.naive_utc())).execute(tx.db())?)
    };
    it.server.store.write(set).unwrap();
    assert_eq!(code(neighbour.rate_project(id, &rate(1), None).await), "project_window_passed");
    let archived = office.archive_project(id, None).await.unwrap().body;
    assert_eq!(
        (archived.summary.state, archived.summary.resolution_id.is_some()),
        (StateName::Archived, true)
    );
    assert_eq!(code(office.archive_project(id, None).await), "project_ended");
}

#[actix_web::test]
async fn totals_are_those_of_the_public_projects() {
    let it = Town::calling().await;
    let proposer = it.client(it.resident(HOME));
    it.submitted(&proposer).await;
    it.in_comment(&proposer).await;
    it.in_comment(&proposer).await;
    it.running(&proposer).await;
    let withdrawn = it.in_comment(&proposer).await.summary.id;
    proposer.withdraw_project(withdrawn, None).await.unwrap();
    let totals = it.server.anonymous().get_project_totals(it.fund).await.unwrap().items;
    let of =
        |total: &contract::funds::ProjectTotal| (total.state, total.count, total.budget_fen, total.spent_fen);
    let each: i64 = write_project().lines.iter().map(|line| line.limit_fen).sum();
    let expected = [(StateName::InProgress, 1, each, 0), (StateName::PublicComment, 2, 2 * each, 0)];
    assert_eq!(totals.iter().map(of).collect::<Vec<_>>(), expected);
    it.fund_is("founding");
    assert_eq!(code(it.server.anonymous().get_project_totals(it.fund).await), "not_found");
}

#[actix_web::test]
async fn of_many_who_judge_a_milestone_one_does_and_each_resident_has_one_rating() {
    let it = Town::calling().await;
    let proposer = it.client(it.resident(HOME));
    let id = it.running(&proposer).await;
    proposer.reach_milestone(id, 0, &ReachMilestone::default(), None).await.unwrap();
    let officials = (0..8).map(|_| it.client(it.person(Role::Official))).collect();
    let answers = ask_at_once(officials, move |n, official| async move {
        official.judge_milestone(id, 0, &if n % 2 == 0 { YES } else { no() }, None).await
    });
    let (done, refused) = outcomes(answers.await);
    assert_eq!((done, refused.len()), (1, 7));
    assert!(refused.iter().all(|code| code == "milestone_not_reached"), "{refused:?}");
    let id = it.in_rating(&proposer).await;
    let neighbour = it.resident(OTHER_HOME);
    let devices = (0..10).map(|_| it.client(neighbour)).collect();
    let answers = ask_at_once(devices, move |n, device| async move {
        let rating = u8::try_from(n % 5).unwrap() + 1;
        device.rate_project(id, &RateProject { rating }, None).await
    });
    assert_eq!(outcomes(answers.await), (10, vec![]));
    assert_eq!(it.server.anonymous().get_project(id).await.unwrap().body.summary.ratings.count, 1);
}
