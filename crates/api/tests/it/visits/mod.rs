//! Visits to households: plans, what falls due, records from the network's edge, and who reads any of it.

mod plans;
mod records;

use chrono::{NaiveDate, TimeDelta};
use client::Client;
use contract::visits::{MakeVisitPlan, RecordVisit, VisitPlan, VisitPlanDetail, WriteVisit, WriteVisitPlan};
use domain::{
    ids::{SessionId, UserId, VisitId, VisitPlanId},
    permissions::Role,
    town_time,
    visits::{Unit, VisitOutcome, VisitReason},
};

use crate::support::TestServer;

pub const GRID: &str = "1/1/1/1/";
pub const HOME: &str = "1/1/1/1/1/";

pub fn today(server: &TestServer) -> NaiveDate {
    town_time::date(server.store.db.now())
}

/// Every week from today on.
pub fn weekly(server: &TestServer) -> WriteVisitPlan {
    WriteVisitPlan {
        member_id: None,
        reason: VisitReason::LivesAlone,
        detail: "耳背，请大声敲门".to_owned(),
        every: 1,
        unit: Unit::Weeks,
        from_on: today(server),
        until_on: None,
        worker_id: None,
    }
}

pub async fn planned(server: &TestServer, worker: &Client, plan: WriteVisitPlan) -> VisitPlan {
    let body = MakeVisitPlan { household_id: server.world.area(HOME), plan };
    worker.make_visit_plan(&body, None).await.unwrap().body.plan
}

pub fn visited(server: &TestServer, outcome: VisitOutcome) -> WriteVisit {
    WriteVisit { visited_at: server.store.db.now(), outcome, note: "精神不错".to_owned() }
}

/// Records a visit that was made just now.
pub async fn record(
    server: &TestServer,
    worker: &Client,
    plan_id: VisitPlanId,
    outcome: VisitOutcome,
) -> (VisitId, VisitPlanDetail) {
    let id = server.store.db.fresh_id();
    let body = RecordVisit { plan_id, visit: visited(server, outcome), photo: None };
    (id, worker.record_visit(id, &body, None).await.unwrap())
}

fn worker(server: &TestServer) -> Client {
    server.signed_in(Role::GridWorker, GRID)
}

/// Somebody who works in the grid; a client of theirs is good for minutes, and they for days.
pub fn work_here(server: &TestServer) -> (UserId, SessionId) {
    server.world.person(&server.store, Some((Role::GridWorker, GRID)))
}

fn days(count: i64) -> TimeDelta {
    TimeDelta::days(count)
}
