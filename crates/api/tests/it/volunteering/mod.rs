//! Volunteering over HTTP: from the plan to the hours.

mod attendance;
mod calendar;
mod check;
mod hours;
mod places;
mod plan;
mod races;

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use client::{Client, ClientError};
use contract::volunteering::{
    AttendanceKind, CheckIn, GetCheckCode, NoteAttendance, PlanShift, Shift, SignUpEntry,
};
use domain::{
    ids::{SessionId, ShiftId, SignUpId, UserId},
    permissions::{Actor, Role},
    volunteering::CheckKind,
};

use crate::support::TestServer;

const TOWN: &str = "1/1/";
const VILLAGE: &str = "1/1/1/";
const GRID: &str = "1/1/1/1/";
const HOME: &str = "1/1/1/1/1/";
/// In another village of the same town.
const FAR_HOME: &str = "1/1/2/1/1/";
/// In another town.
const OTHER_TOWN_HOME: &str = "1/2/1/1/1/";

/// So many minutes after the clock of a fresh server.
fn at(minutes: i64) -> DateTime<Utc> {
    let start: DateTime<Utc> = "2026-01-05T01:00:00Z".parse().unwrap();
    start + TimeDelta::minutes(minutes)
}

/// Two hours from so many minutes on.
fn body(server: &TestServer, starts: i64, places: u32) -> PlanShift {
    PlanShift {
        area_id: server.world.area(GRID),
        project_id: None,
        title: "清理河边垃圾".to_owned(),
        description: "沿河捡拾垃圾，两人一组。".to_owned(),
        place: "石桥东头的凉亭".to_owned(),
        position: None,
        bring: Some("手套".to_owned()),
        starts_at: at(starts),
        ends_at: at(starts + 120),
        sign_up_until: None,
        places,
        weeks: 1,
    }
}

/// A planned shift of two hours.
async fn planned(server: &TestServer, starts: i64, places: u32) -> Shift {
    let organiser = server.signed_in(Role::GridWorker, GRID);
    organiser.plan_shift(&body(server, starts, places), None).await.unwrap().items.remove(0)
}

type Person = (UserId, SessionId);

fn resident(server: &TestServer) -> Person {
    server.world.person(&server.store, Some((Role::Resident, HOME)))
}

fn worker(server: &TestServer) -> Person {
    server.world.person(&server.store, Some((Role::GridWorker, GRID)))
}

fn actor(server: &TestServer, person: Person) -> Arc<Actor> {
    server.store.db.read_blocking(|tx| app::identity::load_actor(tx, person.1)).unwrap().unwrap()
}

/// Access tokens do not live as long as tests advance the clock: a fresh client each time.
async fn sign_up(server: &TestServer, person: Person, id: ShiftId) -> Result<Shift, ClientError> {
    Ok(server.client_of(person).sign_up_for_shift(id, None).await?.body)
}

async fn digits(server: &TestServer, organiser: Person, id: ShiftId, kind: CheckKind) -> String {
    server.client_of(organiser).get_check_code(id, &GetCheckCode { kind }).await.unwrap().digits
}

async fn hand_in(server: &TestServer, person: Person, code: &str) -> Result<Shift, ClientError> {
    let code = CheckIn { code: code.to_owned() };
    Ok(server.client_of(person).check_by_code(&code, None).await?.shift)
}

fn noted(kind: AttendanceKind, minutes: Option<u32>, reason: Option<&str>) -> NoteAttendance {
    NoteAttendance { kind, minutes, reason: reason.map(str::to_owned) }
}

async fn roster(client: &Client, id: ShiftId) -> Vec<SignUpEntry> {
    client.list_sign_ups(id, &Default::default()).await.unwrap().items
}

fn sign_up_of(shift: &Shift) -> SignUpId {
    shift.mine.as_ref().unwrap().id
}

fn advance(server: &TestServer, minutes: i64) {
    server.store.clock.advance(TimeDelta::minutes(minutes));
}

/// Everything the journal says with this event, as payloads.
fn told(server: &TestServer, event: &'static str) -> Vec<serde_json::Value> {
    use app::db::schema::journal as j;
    use diesel::prelude::*;
    let rows: Vec<String> = server
        .store
        .db
        .read_blocking(|tx| {
            let found = j::table.filter(j::event.eq(event)).order((j::at, j::id)).select(j::payload);
            Ok::<_, app::db::DbError>(found.load(tx.db())?)
        })
        .unwrap();
    rows.iter().map(|row| serde_json::from_str(row).unwrap()).collect()
}

fn faults<T: std::fmt::Debug>(answer: Result<T, ClientError>) -> Vec<(String, String)> {
    let ClientError::Problem(problem) = answer.expect_err("a refusal") else { panic!("no problem") };
    problem.errors.into_iter().map(|error| (error.pointer, error.code.into_owned())).collect()
}
