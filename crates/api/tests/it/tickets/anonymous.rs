//! Reporting anonymously, where a kind of matter lets it.

use contract::{
    categories::CreateCategory,
    tickets::{
        ConfirmTicket, GiveReason, ListTickets, ObjectToSolution, ReportTicket, RevealContact, SendMessage,
    },
};
use diesel::prelude::*;
use domain::{ids::UserId, permissions::Role, tickets::Action};

use super::{
    GRID, HOME, categories::stricter, close, evidence::shown, matter, relay::give_phone, take, town,
};
use crate::{
    notifications::{rows, told_of},
    support::{TestServer, code},
};

/// Complaints of which the village lets nobody look up the reporter.
async fn complaints(server: &TestServer) -> ReportTicket {
    let official = server.signed_in(Role::Official, "1/1/1/");
    let kind = CreateCategory { anonymous_allowed: true, ..stricter(server, "1/1/1/") };
    let kind = official.create_category(&kind, None).await.unwrap().body;
    ReportTicket { category: kind.code.as_str().to_owned(), anonymous: true, ..matter("有人收红包") }
}

/// What the journal says that somebody did with tickets.
fn journalled(server: &TestServer, person: UserId) -> Vec<String> {
    use app::db::schema::journal;
    let id = person.0.as_bytes().to_vec();
    let named = journal::agent_id.eq(id.clone()).or(journal::principal_id.eq(id));
    let told = journal::table.filter(journal::event.like("ticket.%")).filter(named);
    let events = told.order(journal::id).select(journal::event);
    server.store.db.read_blocking(|tx| events.load(tx.db()).map_err(app::db::DbError::from)).unwrap()
}

#[actix_web::test]
async fn nobody_looks_up_an_anonymous_reporter_who_follows_it_all_the_same() {
    let server = town().await;
    let resident_of = server.world.person(&server.store, Some((Role::Resident, HOME)));
    let worker_of = server.world.person(&server.store, Some((Role::GridWorker, GRID)));
    give_phone(&server, resident_of.0);
    let new = complaints(&server).await;
    let (resident, worker) = (server.client_of(resident_of), server.client_of(worker_of));
    let made = resident.report_ticket(&new, None).await.unwrap().body.ticket;
    assert!(made.anonymous && made.mine);
    let id = made.id;
    take(&worker, id).await.unwrap();
    let seen = worker.get_ticket(id).await.unwrap().body;
    assert!(seen.ticket.anonymous && !seen.ticket.mine);
    assert!(!seen.actions.contains(&Action::RevealContact));
    let why = RevealContact { purpose: "约上门时间".to_owned() };
    assert_eq!(code(worker.reveal_ticket_contact(id, &why, None).await), "not_allowed");
    assert!(worker.list_tickets(&ListTickets::default()).await.unwrap().items[0].anonymous);

    // Both write through the ticket: the handler hears of it, and the writer is not told of their own words.
    let said = SendMessage { text: "我有录音".to_owned() };
    told_of(&resident, "ticket.taken").await;
    let before = rows(&server, resident_of.0);
    resident.send_ticket_message(id, &said, None).await.unwrap();
    told_of(&worker, "ticket.message_sent").await;
    assert_eq!(rows(&server, resident_of.0), before);
    worker.send_ticket_message(id, &SendMessage { text: "请说说经过".to_owned() }, None).await.unwrap();
    told_of(&resident, "ticket.message_sent").await;

    // All that the reporter does stays theirs to do, and the journal names them nowhere.
    close(&worker, id).await.unwrap();
    let objection = ObjectToSolution { text: "没有查".to_owned(), photos: Vec::new() };
    resident.object_to_solution(id, &objection, None).await.unwrap();
    close(&worker, id).await.unwrap();
    resident.confirm_ticket(id, &ConfirmTicket { rating: 4, text: None }, None).await.unwrap();
    let gone = resident.report_ticket(&new, None).await.unwrap().body.ticket.id;
    resident.withdraw_ticket(gone, None).await.unwrap();
    let refused = resident.report_ticket(&new, None).await.unwrap().body.ticket.id;
    let reason = GiveReason { text: "不属实".to_owned() };
    server.signed_in(Role::Official, "1/1/1/").reject_ticket(refused, &reason, None).await.unwrap();
    resident.appeal_rejection(refused, &reason, None).await.unwrap();
    assert_eq!(journalled(&server, resident_of.0), Vec::<String>::new());
    assert!(!journalled(&server, worker_of.0).is_empty());

    // Somebody else's open report names them.
    let open = ReportTicket { anonymous: false, ..new };
    assert!(!resident.report_ticket(&open, None).await.unwrap().body.ticket.anonymous);
    assert_eq!(journalled(&server, resident_of.0), ["ticket.reported"]);
}

#[actix_web::test]
async fn only_where_the_kind_lets_it_and_never_for_somebody_else() {
    let server = town().await;
    let resident_of = server.world.person(&server.store, Some((Role::Resident, HOME)));
    let resident = server.client_of(resident_of);
    let other = ReportTicket { anonymous: true, ..matter("路灯不亮") };
    let refused = resident.report_ticket(&other, None).await.unwrap_err();
    assert_eq!(shown(refused), ("/anonymous".to_owned(), "anonymous".to_owned()));
    let new = complaints(&server).await;
    let worker = server.signed_in(Role::GridWorker, GRID);
    let area_id = Some(server.world.area(GRID));
    let for_another = ReportTicket { on_behalf_of: Some(resident_of.0), area_id, ..new };
    assert_eq!(code(worker.report_ticket(&for_another, None).await), "fields_invalid");
}
