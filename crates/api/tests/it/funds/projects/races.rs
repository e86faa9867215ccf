//! What happens to projects at the same moment: screened in two ways, handed in twice, said and taken back at once.

use contract::funds::{CommentOnProject, ScreeningResult};
use domain::{
    funds::{PROJECT_COMMENTS_MAX, PROPOSALS_UNDECIDED_MAX, projects::StateName},
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
