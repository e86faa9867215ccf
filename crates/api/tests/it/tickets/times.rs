use chrono::TimeDelta;
use contract::tickets::{ConfirmTicket, ObjectToSolution, SendMessage};
use domain::{permissions::Role, tickets::StateName};

use super::{GRID, HOME, close, neighbours, report, take, town};
use crate::support::code;

#[actix_web::test]
async fn a_closed_ticket_is_confirmed_when_the_window_has_passed() {
    let server = town().await;
    let (resident, worker) = neighbours(&server);
    let id = report(&resident, "路灯不亮").await.ticket.id;
    take(&worker, id).await.unwrap();
    close(&worker, id).await.unwrap();
    let sweep = || server.store.write(app::tickets::expire_objection_windows).unwrap();
    server.store.clock.advance(TimeDelta::hours(72) - TimeDelta::microseconds(1));
    assert_eq!(sweep(), 0);
    server.store.clock.advance(TimeDelta::microseconds(1));
    assert_eq!((sweep(), sweep()), (1, 0));
    let state = server.store.db.read_blocking(|tx| -> Result<(String, Option<i64>), app::db::DbError> {
        use app::db::{Key, schema::tickets};
        use diesel::prelude::*;
        Ok(tickets::table.find(Key(id)).select((tickets::state, tickets::rating)).first(tx.db())?)
    });
    assert_eq!(state.unwrap(), (StateName::Closed.as_str().to_owned(), None));
}

#[actix_web::test]
async fn a_rated_ticket_does_not_expire() {
    let server = town().await;
    let (resident, worker) = neighbours(&server);
    let id = report(&resident, "路灯不亮").await.ticket.id;
    take(&worker, id).await.unwrap();
    close(&worker, id).await.unwrap();
    resident.confirm_ticket(id, &ConfirmTicket { rating: 2, text: None }, None).await.unwrap();
    server.store.clock.advance(TimeDelta::days(30));
    assert_eq!(server.store.write(app::tickets::expire_objection_windows).unwrap(), 0);
}

#[actix_web::test]
async fn an_objection_after_the_window_comes_too_late() {
    let server = town().await;
    let person = server.world.person(&server.store, Some((Role::Resident, HOME)));
    let resident = server.client_of(person);
    let worker = server.signed_in(Role::GridWorker, GRID);
    let id = report(&resident, "路灯不亮").await.ticket.id;
    take(&worker, id).await.unwrap();
    close(&worker, id).await.unwrap();
    server.store.clock.advance(TimeDelta::hours(72));
    // Access tokens do not live that long; the session does.
    let resident = server.client_of(person);
    let body = ObjectToSolution { text: "还是不亮".to_owned(), photos: Vec::new() };
    assert_eq!(code(resident.object_to_solution(id, &body, None).await), "objection_window_passed");
}

#[actix_web::test]
async fn a_timeline_of_a_thousand_entries_takes_no_more_messages_but_can_be_ended() {
    let server = town().await;
    let (resident, _) = neighbours(&server);
    let id = report(&resident, "路灯不亮").await.ticket.id;
    let filled = server.store.write(move |tx| -> Result<usize, app::db::DbError> {
        use app::db::{Key, schema::tickets};
        use diesel::prelude::*;
        // Every entry makes one version: as after a thousand of them.
        let ticket = diesel::update(tickets::table.find(Key(id)));
        Ok(ticket.set(tickets::version.eq(1_000)).execute(tx.db())?)
    });
    assert_eq!(filled.unwrap(), 1);
    let body = SendMessage { text: "有人吗？".to_owned() };
    assert_eq!(code(resident.send_ticket_message(id, &body, None).await), "ticket_timeline_full");
    resident.withdraw_ticket(id, None).await.unwrap();
}
