//! The table of moves over HTTP: every move of its own person, from every state.

use client::{Client, ClientError};
use contract::funds::{CommentOnProject, ScreenProject, ScreeningResult, ShowStep};
use domain::{
    funds::projects::{Action, StateName},
    ids::ProjectId,
};

use super::{HOME, OTHER_HOME, write_project};
use crate::funds::Town;

/// What somebody hears who tries what the state does not allow.
fn stands(state: StateName) -> &'static str {
    match state {
        StateName::Draft => "project_is_draft",
        StateName::Submitted => "project_is_submitted",
        StateName::Returned => "project_is_returned",
        StateName::PublicComment => "project_in_comment",
        StateName::Deciding => "project_deciding",
        StateName::Approved => "project_approved",
        StateName::Offered => "project_offered",
        StateName::InProgress => "project_in_progress",
        StateName::Reported => "project_reported",
        StateName::Rating => "project_in_rating",
        StateName::Archived | StateName::Rejected | StateName::Withdrawn | StateName::Terminated => {
            "project_ended"
        }
    }
}

/// The states from which a move is possible.
fn from(action: Action) -> &'static [StateName] {
    use StateName as S;
    match action {
        Action::Revise | Action::Submit => &[S::Draft, S::Returned],
        Action::Return | Action::Screen | Action::ScreenOut => &[S::Submitted],
        Action::Comment => &[S::PublicComment],
        Action::Agree => &[S::Approved],
        Action::Countersign => &[S::Offered],
        Action::Withdraw => &StateName::UNDECIDED,
        _ => &[],
    }
}

const TRIED: [Action; 9] = [
    Action::Revise,
    Action::Submit,
    Action::Return,
    Action::Screen,
    Action::ScreenOut,
    Action::Comment,
    Action::Agree,
    Action::Countersign,
    Action::Withdraw,
];

struct People {
    proposer: Client,
    office: Client,
    resident: Client,
}

async fn attempt(action: Action, people: &People, id: ProjectId) -> Result<(), ClientError> {
    let screening = |result| ScreenProject { result, reason: Some("原因".to_owned()) };
    let screen = |result| async move { people.office.screen_project(id, &screening(result), None).await };
    match action {
        Action::Revise => {
            let version = people.proposer.get_project(id).await?.etag;
            people.proposer.revise_project(id, &version, &write_project()).await.map(drop)
        }
        Action::Submit => people.proposer.submit_project(id, None).await.map(drop),
        Action::Return => screen(ScreeningResult::Returned).await.map(drop),
        Action::Screen => screen(ScreeningResult::Passed).await.map(drop),
        Action::ScreenOut => screen(ScreeningResult::Rejected).await.map(drop),
        Action::Comment => {
            let words = CommentOnProject { text: "一句话".to_owned() };
            people.resident.comment_on_project(id, &words, None).await.map(drop)
        }
        Action::Agree => {
            let words = ShowStep { text: "已签".to_owned(), photos: Vec::new() };
            people.office.sign_project_agreement(id, &words, None).await.map(drop)
        }
        Action::Countersign => people.proposer.countersign_project_agreement(id, None).await.map(drop),
        Action::Withdraw => people.proposer.withdraw_project(id, None).await.map(drop),
        other => panic!("{other:?} is not tried here"),
    }
}

#[actix_web::test]
async fn every_move_passes_from_its_states_and_says_elsewhere_where_the_project_stands() {
    let it = Town::calling().await;
    let people = People {
        proposer: it.client(it.resident(HOME)),
        office: it.official(),
        resident: it.client(it.resident(OTHER_HOME)),
    };
    let id = it.draft(&people.proposer).await.summary.id;
    for state in StateName::ALL {
        for action in TRIED {
            it.project_is(id, state);
            if state == StateName::Deciding {
                it.votes_on(id).await;
            }
            let answer = attempt(action, &people, id).await;
            let heard = answer.as_ref().err().and_then(ClientError::code).unwrap_or("ok");
            // Who takes no part is not told of what was taken back.
            let expected = match () {
                () if action == Action::Comment && state == StateName::Withdrawn => "not_found",
                () if from(action).contains(&state) => "ok",
                () => stands(state),
            };
            assert_eq!(heard, expected, "{action:?} of what is {}", state.as_str());
        }
    }
}
