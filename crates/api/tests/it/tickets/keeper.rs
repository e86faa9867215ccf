//! Kinds whose new reports go straight to a grid worker.

use contract::{categories::UpdateCategory, tickets::ReportTicket};
use domain::{
    permissions::Role,
    tickets::{Action, Keeper, StateName},
};

use super::{GRID, HOME, categories::stricter, close, matter, take, town};
use crate::{notifications::told_of, support::code};

#[actix_web::test]
async fn a_new_report_goes_to_the_grid_worker_with_the_fewest_open() {
    let server = town().await;
    let resident = server.signed_in(Role::Resident, HOME);
    let official = server.signed_in(Role::Official, "1/1/1/");
    let kind = official.create_category(&stricter(&server, "1/1/1/"), None).await.unwrap();
    assert_eq!(kind.body.keeper, Keeper::Queue);
    let to_workers = UpdateCategory { keeper: Some(Keeper::GridWorker), ..UpdateCategory::default() };
    let kind = official.update_category(kind.body.id, &kind.etag, &to_workers).await.unwrap().body;
    assert_eq!(kind.keeper, Keeper::GridWorker);
    let new = ReportTicket { category: kind.code.as_str().to_owned(), ..matter("路灯不亮") };

    // Nobody works in the grid yet: it waits for somebody to take it.
    let waiting = resident.report_ticket(&new, None).await.unwrap().body.ticket;
    assert_eq!((waiting.state, waiting.handler), (StateName::Submitted, None));

    let workers = [server.signed_in(Role::GridWorker, GRID), server.signed_in(Role::GridWorker, GRID)];
    let mut given = [0, 0];
    for _ in 0..4 {
        let report = resident.report_ticket(&new, None).await.unwrap().body;
        assert_eq!(report.ticket.state, StateName::Assigned);
        assert_eq!(report.ticket.answered_at, None, "nobody has looked at it yet");
        assert_eq!(report.timeline.last().unwrap().kind, "assigned");
        let mut whose = Vec::new();
        for (index, worker) in workers.iter().enumerate() {
            let actions = worker.get_ticket(report.ticket.id).await.unwrap().body.actions;
            if actions.contains(&Action::Take) {
                whose.push(index);
            }
        }
        assert_eq!(whose.len(), 1, "it is one worker's to begin");
        given[whose[0]] += 1;
    }
    assert_eq!(given, [2, 2]);
    told_of(&workers[0], "ticket.reported").await;
    told_of(&workers[1], "ticket.reported").await;
}

#[actix_web::test]
async fn what_was_given_and_not_begun_can_be_taken_back_refused_and_returned() {
    let server = town().await;
    let resident = server.signed_in(Role::Resident, HOME);
    let official = server.signed_in(Role::Official, "1/1/1/");
    let worker = server.signed_in(Role::GridWorker, GRID);
    let kind =
        contract::categories::CreateCategory { keeper: Keeper::GridWorker, ..stricter(&server, "1/1/1/") };
    let kind = official.create_category(&kind, None).await.unwrap().body;
    let new = ReportTicket { category: kind.code.as_str().to_owned(), ..matter("路灯不亮") };
    let report = async || resident.report_ticket(&new, None).await.unwrap().body.ticket.id;

    let gone = resident.withdraw_ticket(report().await, None).await.unwrap().body.ticket;
    assert_eq!(gone.state, StateName::Withdrawn);
    let because = contract::tickets::GiveReason { text: "不归本网格".to_owned() };
    let refused = official.reject_ticket(report().await, &because, None).await.unwrap().body.ticket;
    assert_eq!(refused.state, StateName::Rejected);
    // Given back by somebody who never answered, it is as new.
    let back = worker.hand_back_ticket(report().await, &because, None).await.unwrap().body.ticket;
    assert_eq!((back.state, back.answered_at), (StateName::Submitted, None));

    let id = report().await;
    assert_eq!(code(close(&worker, id).await), "ticket_not_taken");
    assert!(take(&worker, id).await.unwrap().ticket.answered_at.is_some());
    assert_eq!(code(resident.withdraw_ticket(id, None).await), "ticket_already_taken");
}
