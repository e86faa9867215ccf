//! The whole way of a project over HTTP, from the call to the archive.

use contract::funds::{
    CastVote, CommentOnProject, JudgeStep, RateProject, ReachMilestone, ScreenProject, ScreeningResult,
    ShowStep,
};
use domain::funds::{committee::Choice, projects::StateName};

use super::{HOME, OTHER_HOME, write_call, write_project};
use crate::{funds::Town, tickets::picture};

fn words(text: &str) -> ShowStep {
    ShowStep { text: text.to_owned(), photos: Vec::new() }
}

const YES: JudgeStep = JudgeStep { accepted: true, reason: None };

#[actix_web::test]
async fn from_the_call_to_the_archive() {
    let it = Town::committed(3).await;
    let (person, neighbour) = (it.resident(HOME), it.resident(OTHER_HOME));
    let (proposer, office) = (it.client(person), it.official());
    let call = office.draft_proposal_call(it.fund, &write_call(it.now()), None).await.unwrap().body.id;
    office.publish_proposal_call(call, "\"1\"").await.unwrap();
    let id = proposer.draft_project(call, &write_project(), None).await.unwrap().body.summary.id;
    proposer.submit_project(id, None).await.unwrap();
    let passed = ScreenProject { result: ScreeningResult::Passed, reason: None };
    office.screen_project(id, &passed, None).await.unwrap();
    let said = CommentOnProject { text: "建议再加两张长椅。".to_owned() };
    it.client(neighbour).comment_on_project(id, &said, None).await.unwrap();
    it.days_later(8);
    let by = it.put(id).await;
    for number in 0..3 {
        let choice = if number == 2 { Choice::Abstain } else { Choice::Yes };
        it.member(number).cast_vote(by, &CastVote { choice }, None).await.unwrap();
    }
    it.days_later(3);
    assert_eq!(it.votes_end().await, Some(1));
    let (proposer, office) = (it.client(person), it.official());
    office.sign_project_agreement(id, &words("已签"), None).await.unwrap();
    proposer.countersign_project_agreement(id, None).await.unwrap();
    proposer.reach_milestone(id, 0, &ReachMilestone::default(), None).await.unwrap();
    office.judge_milestone(id, 0, &YES, None).await.unwrap();
    let photo = |shade| proposer.upload_photo(picture(shade), None);
    let (shown, invoice) = (photo(1).await.unwrap().id, photo(2).await.unwrap().id);
    let evidence = ReachMilestone { text: None, photos: vec![shown], invoices: vec![invoice] };
    proposer.reach_milestone(id, 1, &evidence, None).await.unwrap();
    office.judge_milestone(id, 1, &YES, None).await.unwrap();
    proposer.report_project(id, &words("花园建成"), None).await.unwrap();
    office.judge_project_report(id, &YES, None).await.unwrap();
    it.client(neighbour).rate_project(id, &RateProject { rating: 5 }, None).await.unwrap();
    it.days_later(15);
    it.official().archive_project(id, None).await.unwrap();
    let public = it.server.anonymous().get_project(id).await.unwrap().body;
    let told = (public.summary.state, public.summary.resolution_id, public.granted_fen);
    assert_eq!(told, (StateName::Archived, Some(by), Some(100_000)));
    let kinds: Vec<&str> = public.timeline.iter().map(|entry| entry.kind.as_str()).collect();
    assert_eq!(
        kinds,
        [
            "submitted",
            "screened",
            "put",
            "approved",
            "agreed",
            "countersigned",
            "milestone_reached",
            "milestone_accepted",
            "milestone_reached",
            "milestone_accepted",
            "reported",
            "report_accepted",
            "archived",
        ]
    );
    assert!(public.timeline.iter().all(|entry| entry.by.is_none()), "the public is told of no names");
    let inside = it.official().get_project(id).await.unwrap().body;
    assert!(inside.timeline[2].by.is_some(), "who put it");
}
