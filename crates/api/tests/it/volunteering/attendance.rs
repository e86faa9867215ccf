use api::chores::{Chore, run_due};
use app::db::{DbError, Key, schema::shifts};
use chrono::TimeDelta;
use contract::volunteering::AttendanceKind as Kind;
use diesel::prelude::*;
use domain::volunteering::AttendanceName;

use super::{Person, advance, faults, noted, planned, resident, roster, sign_up, sign_up_of, told, worker};
use crate::support::{TestServer, code};

async fn absences(server: &TestServer) -> usize {
    let done = run_due(&server.state, server.store.db.fresh_id()).await;
    done.into_iter().find(|(chore, _)| *chore == Chore::Absences).map_or(0, |(_, count)| count.unwrap())
}

#[actix_web::test]
async fn the_organiser_notes_by_hand_who_comes_and_goes() {
    let server = TestServer::start().await;
    let (organiser, me) = (worker(&server), resident(&server));
    let id = planned(&server, 60, 2).await.id;
    let sign_up = sign_up_of(&sign_up(&server, me, id).await.unwrap());
    let note = async |kind| {
        server.client_of(organiser).note_attendance(id, sign_up, &noted(kind, None, None), None).await
    };
    assert_eq!(code(note(Kind::Present).await), "check_too_early");
    advance(&server, 75);
    let entry = note(Kind::Present).await.unwrap();
    assert_eq!((entry.attendance, entry.checked_in_by.as_deref()), (AttendanceName::In, Some("测试用户")));
    assert_eq!(told(&server, "volunteering.checked_in")[0]["by_hand"], true);
    assert_eq!(code(note(Kind::Present).await), "already_checked_in");
    advance(&server, 45);
    let entry = note(Kind::Left).await.unwrap();
    assert_eq!((entry.attendance, entry.minutes), (AttendanceName::Attended, Some(45)));
    assert_eq!(code(note(Kind::Left).await), "attendance_settled");
}

#[actix_web::test]
async fn minutes_are_decided_after_the_end_for_a_reason_and_corrections_keep_both_values() {
    let server = TestServer::start().await;
    let (organiser, me) = (worker(&server), resident(&server));
    let id = planned(&server, 60, 2).await.id;
    let sign_up = sign_up_of(&sign_up(&server, me, id).await.unwrap());
    let note = async |kind, minutes, reason| {
        server.client_of(organiser).note_attendance(id, sign_up, &noted(kind, minutes, reason), None).await
    };
    let why = Some("手机没电");
    assert_eq!(code(note(Kind::Minutes, Some(60), why).await), "shift_not_over");
    assert_eq!(faults(note(Kind::Minutes, Some(60), None).await)[0].1, "attendance_note");
    assert_eq!(faults(note(Kind::Present, None, why).await)[0].1, "attendance_note");
    advance(&server, 70);
    note(Kind::Present, None, None).await.unwrap();
    assert_eq!(code(note(Kind::Absent, None, why).await), "shift_not_over");
    advance(&server, 110);
    assert_eq!(faults(note(Kind::Minutes, Some(121), why).await), [("/minutes".into(), "range".into())]);
    let entry = note(Kind::Minutes, Some(100), why).await.unwrap();
    assert_eq!((entry.minutes, entry.reason.as_deref()), (Some(100), why));
    advance(&server, 1);
    note(Kind::Minutes, Some(90), Some("早退")).await.unwrap();
    advance(&server, 1);
    note(Kind::Absent, None, Some("记错人了")).await.unwrap();
    assert_eq!(code(note(Kind::Absent, None, why).await), "already_absent");
    advance(&server, 1);
    note(Kind::Minutes, Some(30), Some("还是来了")).await.unwrap();
    assert_eq!(told(&server, "volunteering.attended").len(), 1);
    let corrected: Vec<_> = told(&server, "volunteering.attendance_corrected")
        .iter()
        .map(|event| (event["before"].as_u64().unwrap(), event["after"].as_u64().unwrap()))
        .collect();
    assert_eq!(corrected, [(100, 90), (90, 0), (0, 30)]);
}

#[actix_web::test]
async fn whoever_did_not_come_is_noted_once_and_can_be_corrected() {
    let server = TestServer::start().await;
    let (organiser, came, missing, waits) =
        (worker(&server), resident(&server), resident(&server), resident(&server));
    let id = planned(&server, 20, 2).await.id;
    let came_in = sign_up_of(&sign_up(&server, came, id).await.unwrap());
    let sign_up_id = sign_up_of(&sign_up(&server, missing, id).await.unwrap());
    sign_up(&server, waits, id).await.unwrap();
    let present = noted(Kind::Present, None, None);
    server.client_of(organiser).note_attendance(id, came_in, &present, None).await.unwrap();
    assert_eq!(absences(&server).await, 0);
    advance(&server, 140);
    assert_eq!(absences(&server).await, 1);
    advance(&server, 2);
    assert_eq!(absences(&server).await, 0);
    let states: Vec<_> =
        roster(&server.client_of(organiser), id).await.into_iter().map(|entry| entry.attendance).collect();
    assert_eq!(states, [AttendanceName::In, AttendanceName::Absent, AttendanceName::Open]);
    assert_eq!(told(&server, "volunteering.no_show").len(), 1);
    let here = noted(Kind::Minutes, Some(120), Some("没带手机，一直在"));
    let entry = server.client_of(organiser).note_attendance(id, sign_up_id, &here, None).await.unwrap();
    assert_eq!((entry.attendance, entry.minutes), (AttendanceName::Attended, Some(120)));
    // A no-show that was none is settled for the first time now.
    assert_eq!(told(&server, "volunteering.attended").len(), 1);
    assert!(told(&server, "volunteering.attendance_corrected").is_empty());
}

/// Moves a shift in the store, past the rule that keeps people out of two at once.
fn force(server: &TestServer, id: domain::ids::ShiftId, minutes: i64) {
    let (from, until) = (super::at(minutes), super::at(minutes + 720));
    let moved = move |tx: &mut app::db::Tx<'_>| -> Result<usize, DbError> {
        let times = (shifts::starts_at.eq(from.naive_utc()), shifts::ends_at.eq(until.naive_utc()));
        Ok(diesel::update(shifts::table.find(Key(id))).set(times).execute(tx.db())?)
    };
    server.store.write(moved).unwrap();
}

#[actix_web::test]
async fn nobody_helps_for_more_than_a_day_has() {
    let server = TestServer::start().await;
    let organiser = worker(&server);
    let me: Person = resident(&server);
    let mut made = Vec::new();
    for n in 0..3 {
        let id = planned(&server, 60 + n * 1440, 1).await.id;
        made.push((id, sign_up_of(&sign_up(&server, me, id).await.unwrap())));
    }
    // All on one day of the town, each of twelve hours.
    for (id, _) in &made {
        force(&server, *id, -540 + 1440);
    }
    server.store.clock.advance(TimeDelta::days(4));
    let whole = noted(Kind::Minutes, Some(720), Some("全程在"));
    let settle =
        async |(id, sign_up)| server.client_of(organiser).note_attendance(id, sign_up, &whole, None).await;
    settle(made[0]).await.unwrap();
    settle(made[1]).await.unwrap();
    assert_eq!(code(settle(made[2]).await), "day_full");
    let none = noted(Kind::Minutes, Some(0), Some("核对过"));
    server.client_of(organiser).note_attendance(made[2].0, made[2].1, &none, None).await.unwrap();
}
