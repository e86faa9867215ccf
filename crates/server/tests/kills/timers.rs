//! Nodes are killed while thousands of timers come at once: each comes once, and none is lost. On PostgreSQL two nodes work
//! them off together; the embedded database has one.
//!
//! `GONGZHI_TIMER_TICKETS` says how many tickets have become late, with four timers each.

use std::{
    collections::BTreeMap,
    thread::sleep,
    time::{Duration, Instant},
};

use app::{
    categories,
    db::{
        Database, DbError,
        schema::{journal, ticket_timers as t},
    },
    testing::{TestStore, Thawed, World},
    tickets::{self, Report},
};
use chrono::TimeDelta;
use diesel::prelude::*;
use domain::{
    areas::AreaPath,
    ids::{GrantId, SessionId, UserId},
    permissions::{Actor, Grant, Role},
    tickets::{CategoryCode, TicketText, Timer, form::RawAnswers},
};
use uuid::Uuid;

use crate::{
    place::{Place, now},
    process::Server,
};

const TICKETS: i64 = 1_000;
/// Reports of one transaction.
const AT_ONCE: i64 = 500;
const HOME: &str = "1/1/1/1/1/";
/// How often a node is killed.
const KILLS: i64 = 3;
const LOOK_EVERY: Duration = Duration::from_millis(5);
const SECONDS_MAX: u64 = 600;

struct Late {
    place: Place,
    store: Thawed,
    person: (UserId, SessionId),
    tickets: i64,
}

/// Tickets that somebody reported ten days ago and nobody looked at, and an official above them.
fn late() -> Late {
    let tickets = std::env::var("GONGZHI_TIMER_TICKETS").ok().and_then(|count| count.parse().ok());
    let tickets = tickets.unwrap_or(TICKETS);
    let (store, place) = (TestStore::new(), Place::new());
    let world = World::build(&store);
    store.write(categories::seed).unwrap();
    let resident = world.person(&store, Some((Role::Resident, HOME)));
    let person = world.person(&store, Some((Role::Official, "1/1/")));
    store.clock.advance(now() - TimeDelta::days(10) - store.db.now());
    let grant = Grant {
        id: GrantId(Uuid::nil()),
        role: Role::Resident,
        area: world.area(HOME),
        path: AreaPath::parse(HOME).unwrap(),
        from: store.db.now(),
        until: None,
        provider: None,
    };
    let actor = Actor { user: resident.0, session: resident.1, grants: vec![grant], principal: None };
    let report = Report {
        category: CategoryCode::new("facilities").unwrap(),
        text: TicketText::new("路灯不亮").unwrap(),
        answers: RawAnswers::new(),
        photos: Vec::new(),
        position: None,
        area: None,
        on_behalf_of: None,
        anonymous: false,
    };
    let mut left = tickets;
    while left > 0 {
        let count = left.min(AT_ONCE);
        let (actor, report) = (actor.clone(), report.clone());
        let some = move |tx: &mut app::db::Tx<'_>| -> Result<(), tickets::Error> {
            (0..count).try_for_each(|_| tickets::report(tx, &actor, &report).map(drop))
        };
        store.db.write_blocking(some).unwrap();
        left -= count;
    }
    let clock = std::sync::Arc::clone(&store.clock);
    Late { place, store: store.freeze().thaw(&clock), person, tickets }
}

impl Late {
    fn serve(&self) -> Server {
        Server::start(&self.place, &self.store, self.person)
    }

    /// How many nodes the store can have.
    fn nodes(&self) -> usize {
        if self.store.address.starts_with("sqlite:") { 1 } else { 2 }
    }
}

/// How many timers have come.
fn came(db: &Database) -> i64 {
    let count = |tx: &mut app::db::Tx<'_>| -> Result<i64, DbError> {
        Ok(t::table.filter(t::fired_at.is_not_null()).count().get_result(tx.db())?)
    };
    db.read_blocking(count).unwrap()
}

/// How often each thing was told of each ticket.
fn told(db: &Database) -> BTreeMap<(String, String), usize> {
    let read = |tx: &mut app::db::Tx<'_>| -> Result<Vec<(String, String)>, DbError> {
        let told = ["ticket.due_soon", "ticket.overdue"];
        let rows = journal::table.filter(journal::event.eq_any(told));
        Ok(rows.select((journal::event, journal::subject)).load(tx.db())?)
    };
    let mut told = BTreeMap::new();
    for key in db.read_blocking(read).unwrap() {
        *told.entry(key).or_default() += 1;
    }
    told
}

#[test]
fn every_timer_comes_once_wherever_a_node_is_killed() {
    let late = late();
    let timers = late.tickets * i64::try_from(Timer::ALL.len()).unwrap();
    let db = late.store.open().unwrap();
    let begun = Instant::now();
    let mut nodes: Vec<Server> = (0..late.nodes()).map(|_| late.serve()).collect();
    let mut killed = 0;
    loop {
        let done = came(&db);
        if done == timers {
            break;
        }
        // In the middle of it: a little further each time.
        if killed < KILLS && done > timers * killed / (KILLS + 1) {
            killed += 1;
            nodes.remove(0).kill();
            nodes.push(late.serve());
        }
        assert!(begun.elapsed() < Duration::from_secs(SECONDS_MAX), "{done} of {timers} have come");
        sleep(LOOK_EVERY);
    }
    println!("{timers} timers on {} nodes, {killed} killed: {:?}", late.nodes(), begun.elapsed());
    assert!(killed > 0, "nobody was killed while timers came");
    drop(nodes);
    let told = told(&db);
    assert_eq!(told.len(), usize::try_from(late.tickets).unwrap() * 2);
    let more = told.iter().find(|(_, times)| **times != 2);
    assert_eq!(more, None, "an answer and a solution, once each");
    drop(db);
    late.store.wait_until_left();
    late.place.verify(&late.store);
}
