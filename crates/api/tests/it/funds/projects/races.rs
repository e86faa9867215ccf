//! What happens to projects at the same moment: screened in two ways, handed in twice, said and taken back at once.

use contract::funds::{CastVote, CommentOnProject, ScreeningResult};
use domain::{
    funds::{PROJECT_COMMENTS_MAX, PROPOSALS_UNDECIDED_MAX, committee::Choice, projects::StateName},
    permissions::Role,
};

use super::{HOME, screening, write_project};
use crate::{
    funds::Town,
    support::{ask_at_once, outcomes},
};

#[actix_web::test]
async fn of_many_who_screen_one_does_and_the_others_hear_what_happened_meanwhile() {
    let it = Town::calling().await;
    let proposer = it.client(it.resident(HOME));
    let id = it.submitted(&proposer).await.summary.id;
    let officials = (0..12).map(|_| it.client(it.person(Role::Official))).collect();
    let answers = ask_at_once(officials, move |n, official| async move {
        let all = [ScreeningResult::Passed, ScreeningResult::Returned, ScreeningResult::Rejected];
        official.screen_project(id, &screening(all[n % 3]), None).await
    });
    let (done, refused) = outcomes(answers.await);
    let after = proposer.get_project(id).await.unwrap().body;
    let said = match after.summary.state {
        StateName::PublicComment => "project_in_comment",
        StateName::Returned => "project_is_returned",
        StateName::Rejected => "project_ended",
        other => panic!("{other:?}"),
    };
    assert_eq!((done, after.timeline.len()), (1, 2));
    assert!(refused.iter().all(|code| code == said), "{refused:?}");
}

#[actix_web::test]
async fn a_proposal_is_handed_in_once_and_taken_back_or_screened() {
    let it = Town::calling().await;
    let person = it.resident(HOME);
    let id = it.draft(&it.client(person)).await.summary.id;
    let devices = (0..8).map(|_| it.client(person)).collect();
    let answers = ask_at_once(devices, move |_, device| async move { device.submit_project(id, None).await });
    let (done, refused) = outcomes(answers.await);
    assert_eq!(done, 1);
    assert!(refused.iter().all(|code| code == "project_is_submitted"), "{refused:?}");
    let both = vec![it.client(person), it.official()];
    let answers = ask_at_once(both, move |n, client| async move {
        match n {
            0 => client.withdraw_project(id, None).await,
            _ => client.screen_project(id, &screening(ScreeningResult::Rejected), None).await,
        }
    });
    let (done, refused) = outcomes(answers.await);
    assert_eq!((done, refused.as_slice()), (1, &["project_ended".to_owned()][..]));
}

#[actix_web::test]
async fn limits_hold_whatever_device_they_are_reached_from() {
    let it = Town::calling().await;
    let person = it.resident(HOME);
    let id = it.in_comment(&it.client(person)).await.summary.id;
    let most = usize::try_from(PROJECT_COMMENTS_MAX).unwrap();
    let devices = (0..most + 4).map(|_| it.client(person)).collect();
    let answers = ask_at_once(devices, move |_, device| async move {
        device.comment_on_project(id, &CommentOnProject { text: "一句话".to_owned() }, None).await
    });
    let (said, refused) = outcomes(answers.await);
    assert_eq!((said, refused.len()), (most, 4));
    let call = it.call().await.id;
    // One is there already.
    let most = usize::try_from(PROPOSALS_UNDECIDED_MAX).unwrap() - 1;
    let devices = (0..most + 4).map(|_| it.client(person)).collect();
    let answers = ask_at_once(devices, move |_, device| async move {
        device.draft_project(call, &write_project(), None).await
    });
    let (made, refused) = outcomes(answers.await);
    assert_eq!((made, refused.len()), (most, 4));
    assert!(refused.iter().all(|code| code == "project_proposals_full"), "{refused:?}");
}

#[actix_web::test]
async fn of_all_members_who_put_it_one_does_and_it_is_decided_once() {
    let it = Town::committed(6).await;
    let person = it.resident(HOME);
    let id = it.commented(&it.client(person)).await;
    let (asked, members) = (it.asked(), || (0..6).map(|number| it.member(number)).collect::<Vec<_>>());
    let answers = ask_at_once(members(), move |_, member| {
        let asked = asked.clone();
        async move { member.put_project(id, &asked, None).await }
    });
    let (put, refused) = outcomes(answers.await);
    assert_eq!((put, refused), (1, vec!["project_deciding".to_owned(); 5]));
    let on = it.client(person).get_project(id).await.unwrap().body.summary.resolution_id.unwrap();
    let votes = ask_at_once(members(), move |_, member| async move {
        member.cast_vote(on, &CastVote { choice: Choice::Yes }, None).await
    });
    assert_eq!(outcomes(votes.await), (6, vec![]));
    let decided = ask_at_once(members(), move |n, member| async move {
        match n % 2 {
            0 => member.decide_project(id, None).await.map(drop),
            _ => member.decide_resolution(on, None).await.map(drop),
        }
    });
    let (decided, refused) = outcomes(decided.await);
    let late = ["project_approved", "resolution_not_open"];
    assert!(decided == 1 && refused.iter().all(|code| late.contains(&code.as_str())), "{refused:?}");
    let after = it.client(person).get_project(id).await.unwrap().body;
    let kinds: Vec<&str> = after.timeline.iter().map(|entry| entry.kind.as_str()).collect();
    assert_eq!(kinds, ["submitted", "screened", "put", "approved"]);
}

#[actix_web::test]
async fn a_project_is_taken_back_or_decided_and_its_vote_with_it() {
    let it = Town::committed(3).await;
    // Sessions that nobody uses end after thirty days: three rounds of eight.
    for round in 0..3 {
        let person = it.resident(HOME);
        let id = it.commented(&it.client(person)).await;
        let on = it.put(id).await;
        for number in 0..3 {
            it.member(number).cast_vote(on, &CastVote { choice: Choice::Yes }, None).await.unwrap();
        }
        let both = vec![it.client(person), it.member(0), it.member(1), it.official()];
        let answers = ask_at_once(both, move |n, client| async move {
            match n {
                0 => client.withdraw_project(id, None).await.map(drop),
                1 => client.decide_resolution(on, None).await.map(drop),
                2 => client.decide_project(id, None).await.map(drop),
                _ => client.withdraw_resolution(on, None).await.map(drop),
            }
        });
        let (done, refused) = outcomes(answers.await);
        let known =
            ["project_approved", "project_ended", "project_in_comment", "resolution_not_open", "not_found"];
        assert!(refused.iter().all(|code| known.contains(&code.as_str())), "{round}: {refused:?}");
        let project = it.client(person).get_project(id).await.unwrap().body.summary.state;
        let vote = it.official().get_resolution(on).await.unwrap().body.outcome;
        // Taken back by hand it waits to be put again, and its proposer can still take it back.
        let expected = match (project, vote.is_some()) {
            (StateName::Approved, true) | (StateName::PublicComment, false) => 1..=1,
            (StateName::Withdrawn, false) => 1..=2,
            other => panic!("{other:?}"),
        };
        assert!(expected.contains(&done), "{round}: {done} {refused:?}");
    }
}

#[actix_web::test]
async fn the_committee_is_asked_once_at_a_time_to_end_a_project() {
    let it = Town::committed(5).await;
    let id = it.carried_project(&it.client(it.resident(HOME))).await.summary.id;
    let asked = it.asked();
    let members = (0..5).map(|number| it.member(number)).collect();
    let answers = ask_at_once(members, move |_, member| {
        let asked = asked.clone();
        async move { member.ask_to_terminate_project(id, &asked, None).await }
    });
    let (put, refused) = outcomes(answers.await);
    assert_eq!((put, refused), (1, vec!["project_termination_asked".to_owned(); 4]));
}
