//! Checks of households and of villager groups on the engine that inspects villages.

use chrono::TimeDelta;
use client::Client;
use contract::{
    areas::NewArea,
    inspections::{ChangeMark, CorrectRound, GetRanking, KeepSheet, ListRounds, PlanRound, RaiseObjection},
};
use domain::{
    areas::AreaKind,
    ids::{AreaId, RoundId},
    inspections::{DrawPlan, Report, Subjects},
    permissions::Role,
};

use super::{Inspection, OTHER_VILLAGE, TOWN, VILLAGE, covert::everything_read, findings, first_code};
use crate::support::code;

pub(super) const HOME: &str = "1/1/1/1/1/";
pub(super) const OTHER_HOME: &str = "1/1/2/1/1/";

impl Inspection {
    /// A check of two households, whatever else the routine of January is: for all to read, as a bulletin.
    pub(crate) fn plan_homes(&self) -> PlanRound {
        let chosen = Some(vec![self.area(HOME), self.area(OTHER_HOME)]);
        PlanRound { subjects: Subjects::Households, chosen, ..self.plan() }
    }

    /// The same, with its sheets handed in and its time to object running; they lose so many hundredths.
    pub(super) async fn closed_homes(&self, plan: &PlanRound, lost: [i64; 2]) -> RoundId {
        let id = self.planned(plan).await.round.id;
        self.official().start_round(id, None).await.unwrap();
        for (path, lost) in [HOME, OTHER_HOME].into_iter().zip(lost) {
            let body = KeepSheet { findings: findings(lost), hand_in: true };
            self.inspector().keep_sheet(id, self.area(path), "\"0\"", &body, None).await.unwrap();
        }
        self.official().close_round(id, None).await.unwrap();
        id
    }

    pub(crate) async fn published_homes(&self, plan: &PlanRound, lost: [i64; 2]) -> RoundId {
        let id = self.closed_homes(plan, lost).await;
        self.server.store.clock.advance(TimeDelta::hours(48));
        self.official().publish_round(id, None).await.unwrap();
        id
    }

    pub(super) fn member(&self, path: &str) -> Client {
        self.server.signed_in(Role::Resident, path)
    }
}

/// 100.00 less 3.67: a score that stands nowhere by chance.
const LOST: [i64; 2] = [367, 491];
const SCORES: [&str; 2] = ["96.33", "95.09"];

#[actix_web::test]
async fn no_operation_tells_others_what_a_household_scores_whatever_the_round_says() {
    let it = Inspection::new().await;
    let id = it.published_homes(&it.plan_homes(), LOST).await;
    let correct = CorrectRound {
        reason: "抄录有误".to_owned(),
        changes: vec![ChangeMark {
            area_id: it.area(OTHER_HOME),
            code: first_code(),
            points: "4.81".parse().unwrap(),
        }],
    };
    it.official().correct_round(id, &correct, None).await.unwrap();
    // Sealed, so that the journal is read too.
    actix_web::rt::time::sleep(std::time::Duration::from_millis(400)).await;
    let person = |role, path| it.server.world.person(&it.server.store, Some((role, path)));
    let people = [
        ("an auditor", person(Role::Auditor, "1/")),
        ("another inspector", person(Role::Inspector, TOWN)),
        ("the village's official", person(Role::Official, VILLAGE)),
        ("the grid worker", person(Role::GridWorker, "1/1/1/1/")),
        ("a neighbour", person(Role::Resident, "1/1/1/1/2/")),
        ("somebody without any role", it.server.world.person(&it.server.store, None)),
    ];
    let areas = [it.area(HOME).to_string(), it.area(OTHER_HOME).to_string()];
    for (who, person) in people {
        let token = it.server.state.tokens.issue(person.0, person.1, it.server.store.db.now()).unwrap();
        for (address, text) in everything_read(&it, &token, &id.to_string(), &areas).await {
            let told = ["96.33", "95.09", "95.19", "3.67", "4.91", "4.81"].iter().find(|s| text.contains(*s));
            assert!(told.is_none(), "{who} reads {told:?} at {address}: {text}");
        }
        let client = it.server.client_of(person);
        // That there was a check is no secret; where it went is.
        assert!(client.get_round(id).await.is_ok());
        assert!(client.list_round_targets(id).await.unwrap().items.is_empty(), "{who}");
    }
    let anybody = it.server.anonymous();
    assert_eq!(code(anybody.get_ranking(id, &GetRanking::default()).await), "not_found");
    assert_eq!(code(anybody.get_round_scores(id, "text/csv").await), "not_found");
    assert_eq!(code(anybody.get_bulletin(id).await), "not_found");
}

#[actix_web::test]
async fn a_household_reads_its_own_check_and_those_who_hold_it_read_all() {
    let it = Inspection::new().await;
    let mut plan = it.plan_homes();
    plan.report = Report::SpecialReport;
    let id = it.published_homes(&plan, LOST).await;
    let member = it.member(HOME);
    let home = it.area(HOME);
    let checks = member.list_household_checks(home).await.unwrap().items;
    assert_eq!((checks.len(), checks[0].round_id, checks[0].score.to_string().as_str()), (1, id, SCORES[0]));
    assert!(checks[0].published);
    assert_eq!(member.get_sheet(id, home).await.unwrap().body.findings, findings(LOST[0]));
    assert_eq!(code(member.get_sheet(id, it.area(OTHER_HOME)).await), "not_found");
    assert_eq!(code(member.list_household_checks(it.area(OTHER_HOME)).await), "not_found");
    let own = member.get_ranking(id, &GetRanking::default()).await.unwrap();
    assert_eq!((own.items.len(), own.items[0].area_id), (1, home));
    assert_eq!(code(member.get_bulletin(id).await), "not_found");
    // The list of rounds has it for whoever it concerns.
    let list = ListRounds::default();
    assert_eq!(member.list_rounds(&list).await.unwrap().items.len(), 1);
    let village = it.village(VILLAGE);
    assert!(village.list_rounds(&list).await.unwrap().items.is_empty());
    assert_eq!(code(village.get_sheet(id, home).await), "not_found");
    // Who holds the round, and its team.
    for all in [it.official(), it.inspector()] {
        let ranking = all.get_ranking(id, &GetRanking::default()).await.unwrap();
        assert_eq!(ranking.items.iter().map(|p| p.score.to_string()).collect::<Vec<_>>(), SCORES);
        assert!(all.get_bulletin(id).await.unwrap().starts_with(b"%PDF-"));
        let csv = String::from_utf8(all.get_round_scores(id, "text/csv").await.unwrap()).unwrap();
        assert!(csv.starts_with("\u{feff}名次,户,得分") || csv.starts_with("名次,户,得分"), "{csv}");
    }
}

#[actix_web::test]
async fn its_members_object_for_a_household_and_its_village_does_not() {
    let it = Inspection::new().await;
    let id = it.closed_homes(&it.plan_homes(), LOST).await;
    let body =
        RaiseObjection { code: first_code(), text: "当天已经收好".to_owned(), photos: Vec::new() };
    let raise = |client: Client, path: &'static str| {
        let (body, area) = (body.clone(), it.area(path));
        async move { client.raise_objection(id, area, &body, None).await }
    };
    assert_eq!(code(raise(it.village(VILLAGE), HOME).await), "not_found");
    assert_eq!(code(raise(it.member("1/1/1/1/2/"), HOME).await), "not_found");
    assert_eq!(code(raise(it.official(), HOME).await), "not_allowed");
    let member = it.member(HOME);
    let raised = raise(member.clone(), HOME).await.unwrap();
    assert_eq!(member.list_objections(id).await.unwrap().items.len(), 1);
    assert!(it.member(OTHER_HOME).list_objections(id).await.unwrap().items.is_empty());
    // Another member of the household may not take back what this one raised; a stranger knows nothing of it.
    assert_eq!(code(it.member(HOME).withdraw_objection(raised.id, None).await), "objection_not_yours");
    assert_eq!(code(it.member(OTHER_HOME).withdraw_objection(raised.id, None).await), "not_found");
    member.withdraw_objection(raised.id, None).await.unwrap();
}

#[actix_web::test]
async fn households_are_drawn_with_a_public_record_and_groups_are_read_by_all() {
    let it = Inspection::new().await;
    let mut plan = it.plan_homes();
    plan.chosen = None;
    plan.draw = Some(DrawPlan::Subjects { take: 2 });
    let id = it.planned(&plan).await.round.id;
    it.official().commit_draw(id, None).await.unwrap();
    super::rounds::reveal(&it, id).await;
    it.official().start_round(id, None).await.unwrap();
    let draw = it.server.anonymous().get_round_draw(id).await.unwrap();
    assert_eq!(draw.sample.unwrap().concat().len(), 2);
    assert_eq!(it.inspector().list_round_targets(id).await.unwrap().items.len(), 2);
    assert!(it.server.anonymous().list_round_targets(id).await.unwrap().items.is_empty());

    // A villager group, planned, scored, closed and published as a village is.
    let group = it.group(OTHER_VILLAGE, "石桥一组").await;
    let plan = PlanRound { subjects: Subjects::VillagerGroups, ..it.plan() };
    let id = it.planned(&plan).await.round.id;
    it.official().start_round(id, None).await.unwrap();
    let body = KeepSheet { findings: findings(367), hand_in: true };
    it.inspector().keep_sheet(id, group, "\"0\"", &body, None).await.unwrap();
    it.official().close_round(id, None).await.unwrap();
    let objection = RaiseObjection { code: first_code(), text: "有误".to_owned(), photos: Vec::new() };
    // The village speaks for its groups.
    let village = it.village(OTHER_VILLAGE);
    let raised = village.raise_objection(id, group, &objection, None).await.unwrap();
    village.withdraw_objection(raised.id, None).await.unwrap();
    it.server.store.clock.advance(TimeDelta::hours(48));
    it.official().publish_round(id, None).await.unwrap();
    let anybody = it.server.anonymous();
    let ranking = anybody.get_ranking(id, &GetRanking::default()).await.unwrap();
    assert_eq!((ranking.items[0].area_id, ranking.items[0].score.to_string().as_str()), (group, "96.33"));
    assert!(anybody.get_bulletin(id).await.unwrap().starts_with(b"%PDF-"));
}

impl Inspection {
    /// A villager group in the area at `path`.
    pub(super) async fn group(&self, path: &str, name: &str) -> AreaId {
        let new = NewArea {
            parent_id: self.area(path),
            kind: AreaKind::VillagerGroup,
            name: name.to_owned(),
            segment: None,
            code: None,
            head_count: None,
            boundary: None,
        };
        self.official().create_area(&new, None).await.unwrap().body.id
    }
}
