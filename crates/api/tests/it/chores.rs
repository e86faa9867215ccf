//! What is done again and again: once a period, on one of the nodes, and again after a failure.

use api::chores::{Chore, RETRY_SECONDS, run_due};
use app::db::{Database, DbError, schema::leases};
use chrono::TimeDelta;
use diesel::prelude::*;
use domain::{ids::NodeId, permissions::Role};

use crate::{
    support::TestServer,
    tickets::{GRID, HOME, close, report, take, town},
};

fn node(db: &Database) -> NodeId {
    db.fresh_id()
}

async fn chores(server: &TestServer, node: NodeId) -> Vec<Chore> {
    let done = run_due(&server.state, node).await;
    done.into_iter()
        .map(|(chore, result)| {
            result.unwrap();
            chore
        })
        .collect()
}

#[actix_web::test]
async fn each_period_one_node_has_its_turn() {
    let server = TestServer::start().await;
    let (one, other) = (node(&server.store.db), node(&server.store.db));
    assert_eq!(chores(&server, one).await.len(), 20);
    assert_eq!(chores(&server, other).await, []);
    assert_eq!(chores(&server, one).await, []);
    server.store.clock.advance(TimeDelta::seconds(60));
    let minutely = [
        Chore::ObjectionWindows,
        Chore::Waits,
        Chore::Timers,
        Chore::LateCalls,
        Chore::TicketSearch,
        Chore::PointsEvents,
        Chore::PointsLow,
        Chore::OverdueRedemptions,
        Chore::Absences,
        Chore::Payments,
        Chore::Votes,
    ];
    assert_eq!(chores(&server, other).await, minutely);
    assert_eq!(chores(&server, one).await, []);
    server.store.clock.advance(TimeDelta::hours(1));
    assert_eq!(chores(&server, one).await.len(), 20);
    // A clock that is set back a day does not stop them for a day.
    server.store.clock.advance(-TimeDelta::days(1));
    assert_eq!(chores(&server, other).await.len(), 20);
}

#[actix_web::test]
async fn a_window_that_has_passed_is_found_by_the_clock() {
    let server = town().await;
    let person = server.world.person(&server.store, Some((Role::Resident, HOME)));
    let resident = server.client_of(person);
    let worker = server.signed_in(Role::GridWorker, GRID);
    let id = report(&resident, "路灯不亮").await.ticket.id;
    take(&worker, id).await.unwrap();
    close(&worker, id).await.unwrap();
    let node = node(&server.store.db);
    let windows = async || {
        let done = run_due(&server.state, node).await;
        done.into_iter()
            .find(|(chore, _)| *chore == Chore::ObjectionWindows)
            .map(|(_, result)| result.unwrap())
    };
    assert_eq!(windows().await, Some(0));
    assert_eq!(windows().await, None);
    server.store.clock.advance(TimeDelta::hours(72));
    assert_eq!(windows().await, Some(1));
    // Access tokens do not live that long; the session does.
    let detail = server.client_of(person).get_ticket(id).await.unwrap().body;
    assert_eq!(detail.timeline.last().unwrap().kind, "window_passed");
}

#[actix_web::test]
async fn a_chore_that_fails_is_tried_again_soon() {
    let server = TestServer::start().await;
    let node = node(&server.store.db);
    // A table away: what reads it fails, the others do not.
    let rename = |from: &'static str, to: &'static str| {
        let sql = format!("ALTER TABLE {from} RENAME TO {to}");
        server.store.write(move |tx| tx.db().batch(&sql)).unwrap();
    };
    rename("household_imports", "household_imports_away");
    let done = run_due(&server.state, node).await;
    let failed: Vec<Chore> =
        done.iter().filter(|(_, result)| result.is_err()).map(|(chore, _)| *chore).collect();
    assert_eq!((done.len(), failed), (20, vec![Chore::ImportPreviews]));
    rename("household_imports_away", "household_imports");
    assert_eq!(chores(&server, node).await, []);
    server.store.clock.advance(TimeDelta::seconds(RETRY_SECONDS));
    let again = chores(&server, node).await;
    assert!(again.contains(&Chore::ImportPreviews) && again.len() <= 5, "{again:?}");
    let turns = server.store.db.read_blocking(|tx| -> Result<i64, DbError> {
        Ok(leases::table.filter(leases::holder.eq(node.to_string())).count().get_result(tx.db())?)
    });
    assert_eq!(turns.unwrap(), 20);
}
