use contract::{
    photos::PhotoSize,
    tickets::{ConfirmTicket, ObjectToSolution, Point, PointKind},
};
use domain::tickets::{Action, StateName};

use super::{close, matter, neighbours, report, take, town, upload};
use crate::support::code;

#[actix_web::test]
async fn a_problem_is_reported_taken_closed_and_confirmed() {
    let server = town().await;
    let (resident, worker) = neighbours(&server);
    let photos = vec![upload(&resident, 1).await, upload(&resident, 2).await];
    let position = Some(Point { kind: PointKind::Point, coordinates: [118.312_345_6, 30.951_234_5] });
    let body = contract::tickets::ReportTicket { photos, position, ..matter("路灯不亮，三天了") };
    let made = resident.report_ticket(&body, None).await.unwrap();
    let ticket = made.body;
    assert_eq!(made.etag, "\"1\"");
    assert_eq!(ticket.ticket.number, "2026-000001");
    assert_eq!(ticket.ticket.state, StateName::Submitted);
    assert_eq!(ticket.ticket.area.path.to_string(), "1/1/1/1/");
    assert_eq!(ticket.ticket.category.code.as_str(), "facilities");
    assert_eq!(ticket.ticket.position, position);
    assert_eq!(ticket.ticket.answer_due_at - ticket.ticket.reported_at, chrono::TimeDelta::hours(24));
    assert_eq!(ticket.timeline[0].photos.len(), 2);
    assert_eq!(ticket.actions, [Action::Withdraw, Action::Message]);
    assert!(ticket.ticket.mine);

    let seen = worker.list_tickets(&Default::default()).await.unwrap().items;
    assert_eq!(seen.len(), 1);
    assert!(!seen[0].mine && seen[0].cover_photo_id == Some(ticket.timeline[0].photos[0].id));
    let jpeg = worker.get_photo(ticket.timeline[0].photos[0].id, PhotoSize::Small).await.unwrap();
    assert_eq!(jpeg[..2], [0xff, 0xd8]);

    let id = ticket.ticket.id;
    let taken = take(&worker, id).await.unwrap();
    assert_eq!(taken.ticket.state, StateName::InProgress);
    assert!(taken.actions.contains(&Action::Solve));
    let closed = close(&worker, id).await.unwrap();
    assert_eq!(closed.ticket.state, StateName::Solved);
    assert_eq!(closed.timeline[2].photos[0].kind, "evidence");

    let confirmation = ConfirmTicket { rating: 5, text: Some("很快，谢谢".to_owned()) };
    let done = resident.confirm_ticket(id, &confirmation, None).await.unwrap().body;
    assert_eq!(done.ticket.state, StateName::Closed);
    assert_eq!(done.ticket.rating, Some(5));
    assert_eq!(done.actions, []);
    let kinds: Vec<&str> = done.timeline.iter().map(|e| e.kind.as_str()).collect();
    assert_eq!(kinds, ["reported", "taken", "solved", "confirmed"]);
}

#[actix_web::test]
async fn an_objection_reopens_with_the_first_clock_running() {
    let server = town().await;
    let (resident, worker) = neighbours(&server);
    let ticket = report(&resident, "井盖松动").await.ticket;
    take(&worker, ticket.id).await.unwrap();
    server.store.clock.advance(chrono::TimeDelta::minutes(2));
    let closed = close(&worker, ticket.id).await.unwrap().ticket;
    let photos = vec![upload(&resident, 3).await];
    let objection = ObjectToSolution { text: "还在晃".to_owned(), photos };
    let reopened = resident.object_to_solution(ticket.id, &objection, None).await.unwrap().body;
    assert_eq!(reopened.ticket.state, StateName::Reopened);
    assert_eq!(reopened.ticket.reopened_count, 1);
    assert_eq!(reopened.ticket.solve_due_at, ticket.solve_due_at);
    assert_eq!(reopened.timeline.last().unwrap().photos[0].kind, "objection");
    server.store.clock.advance(chrono::TimeDelta::minutes(2));
    let again = close(&worker, ticket.id).await.unwrap().ticket;
    assert_eq!(again.first_solved_at, closed.first_solved_at);
    assert_eq!(again.solve_due_at, ticket.solve_due_at);
    assert!(again.objection_until > closed.objection_until);
}

#[actix_web::test]
async fn a_report_may_be_withdrawn_before_it_is_taken() {
    let server = town().await;
    let (resident, worker) = neighbours(&server);
    let first = report(&resident, "垃圾没清").await.ticket.id;
    let withdrawn = resident.withdraw_ticket(first, None).await.unwrap().body.ticket;
    assert_eq!(withdrawn.state, StateName::Withdrawn);
    let second = report(&resident, "垃圾没清").await.ticket.id;
    take(&worker, second).await.unwrap();
    assert_eq!(code(resident.withdraw_ticket(second, None).await), "ticket_already_taken");
}

#[actix_web::test]
async fn a_retried_report_is_one_ticket() {
    let server = town().await;
    let (resident, _) = neighbours(&server);
    let body = matter("路面塌陷");
    let first = resident.report_ticket(&body, Some("k1")).await.unwrap().body;
    let second = resident.report_ticket(&body, Some("k1")).await.unwrap().body;
    assert_eq!(first, second);
    assert_eq!(code(resident.report_ticket(&matter("别的事"), Some("k1")).await), "idempotency_key_reused");
    assert_eq!(resident.list_tickets(&Default::default()).await.unwrap().items.len(), 1);
}
