use chrono::TimeDelta;
use contract::tickets::ConfirmTicket;
use domain::tickets::StateName;

use super::{close, neighbours, report, take, town};

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
    assert_eq!(state.unwrap(), (StateName::Confirmed.as_str().to_owned(), None));
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
