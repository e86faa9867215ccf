use contract::volunteering::{AttendanceKind, CheckIn, GetCheckCode};
use domain::volunteering::{AttendanceName, CheckKind, Place};

use super::{advance, digits, hand_in, noted, planned, resident, sign_up, told, worker};
use crate::support::{TestServer, code};

#[actix_web::test]
async fn a_volunteer_scans_in_types_out_and_the_minutes_are_what_both_have_in_common() {
    let server = TestServer::start().await;
    let (organiser, me) = (worker(&server), resident(&server));
    let id = planned(&server, 60, 2).await.id;
    sign_up(&server, me, id).await.unwrap();
    advance(&server, 40);
    let shown =
        server.client_of(organiser).get_check_code(id, &GetCheckCode { kind: CheckKind::In }).await.unwrap();
    assert!(shown.link.starts_with(&format!("{}/volunteer/check#", server.origin)), "{}", shown.link);
    assert!((1..=30_000).contains(&shown.next_in_ms), "{}", shown.next_in_ms);
    let there = hand_in(&server, me, &shown.link).await.unwrap().mine.unwrap();
    assert_eq!((there.attendance, there.minutes), (AttendanceName::In, None));
    assert_eq!(code(hand_in(&server, me, &shown.link).await), "already_checked_in");
    advance(&server, 100);
    let typed = digits(&server, organiser, id, CheckKind::Out).await;
    let done = hand_in(&server, me, &format!("{} {}", &typed[..3], &typed[3..])).await.unwrap().mine.unwrap();
    assert_eq!((done.attendance, done.minutes), (AttendanceName::Attended, Some(80)));
    assert_eq!(code(hand_in(&server, me, &typed).await), "attendance_settled");
    let attended = told(&server, "volunteering.attended");
    assert_eq!(attended.len(), 1);
    let mut keys: Vec<&str> = attended[0].as_object().unwrap().keys().map(String::as_str).collect();
    keys.sort_unstable();
    assert_eq!(keys, ["minutes", "person", "shift", "sign_up"]);
    assert_eq!(attended[0]["minutes"], 80);
}

#[actix_web::test]
async fn a_code_holds_for_its_half_minute_and_the_next() {
    let server = TestServer::start().await;
    let (organiser, me) = (worker(&server), resident(&server));
    let id = planned(&server, 20, 2).await.id;
    sign_up(&server, me, id).await.unwrap();
    let shown =
        server.client_of(organiser).get_check_code(id, &GetCheckCode { kind: CheckKind::In }).await.unwrap();
    let seconds = |seconds| server.store.clock.advance(chrono::TimeDelta::seconds(seconds));
    seconds(59);
    hand_in(&server, me, &shown.digits).await.unwrap();
    seconds(1);
    for old in [&shown.digits, &shown.link] {
        assert_eq!(code(hand_in(&server, me, old).await), "check_code_invalid");
    }
    // A code that was changed, and one of another shift, are none.
    let forged = shown.link.replace(".in.", ".out.");
    assert_eq!(code(hand_in(&server, me, &forged).await), "check_code_invalid");
    assert_eq!(code(hand_in(&server, me, "no code").await), "check_code_invalid");
}

#[actix_web::test]
async fn whoever_guesses_digits_must_wait() {
    let server = TestServer::start().await;
    let (organiser, me) = (worker(&server), resident(&server));
    let id = planned(&server, 20, 2).await.id;
    sign_up(&server, me, id).await.unwrap();
    let good = digits(&server, organiser, id, CheckKind::In).await;
    let mut answers = Vec::new();
    for guess in 0..12 {
        let bad = if good == "000001" { "000002" } else { "000001" };
        let body = CheckIn { code: bad.to_owned() };
        let key = format!("guess-{guess}");
        answers.push(code(server.client_of(me).check_by_code(&body, Some(&key)).await));
    }
    assert_eq!(answers.iter().filter(|code| *code == "check_code_invalid").count(), 6, "{answers:?}");
    assert_eq!(answers.last().unwrap(), "too_many_requests");
    assert_eq!(code(hand_in(&server, me, &good).await), "too_many_requests");
    // Others are not held up, and after a while the same person is not either.
    let other = resident(&server);
    sign_up(&server, other, id).await.unwrap();
    hand_in(&server, other, &good).await.unwrap();
    advance(&server, 6);
    let good = digits(&server, organiser, id, CheckKind::In).await;
    hand_in(&server, me, &good).await.unwrap();
}

#[actix_web::test]
async fn codes_have_their_time_and_are_for_those_with_a_place() {
    let server = TestServer::start().await;
    let (organiser, me) = (worker(&server), resident(&server));
    let id = planned(&server, 60, 1).await.id;
    let ask = async |kind| server.client_of(organiser).get_check_code(id, &GetCheckCode { kind }).await;
    assert_eq!(code(ask(CheckKind::In).await), "check_too_early");
    advance(&server, 29);
    assert_eq!(code(ask(CheckKind::In).await), "check_too_early");
    advance(&server, 1);
    let shown = ask(CheckKind::In).await.unwrap();
    assert_eq!(code(hand_in(&server, me, &shown.link).await), "not_signed_up");
    sign_up(&server, resident(&server), id).await.unwrap();
    assert_eq!(sign_up(&server, me, id).await.unwrap().mine.unwrap().place, Place::Waiting);
    assert_eq!(code(hand_in(&server, me, &shown.link).await), "shift_no_place");
    // Digits are looked for among the shifts that one has a place in.
    assert_eq!(code(hand_in(&server, me, &shown.digits).await), "check_code_invalid");
    advance(&server, 150);
    assert_eq!(code(ask(CheckKind::In).await), "shift_over");
    ask(CheckKind::Out).await.unwrap();
    advance(&server, 120);
    assert_eq!(code(ask(CheckKind::Out).await), "check_too_late");
}

#[actix_web::test]
async fn going_needs_coming_and_ends_two_hours_after_the_shift() {
    let server = TestServer::start().await;
    let (organiser, me, other) = (worker(&server), resident(&server), resident(&server));
    let id = planned(&server, 20, 2).await.id;
    let sign_up_id = super::sign_up_of(&sign_up(&server, me, id).await.unwrap());
    sign_up(&server, other, id).await.unwrap();
    let out = digits(&server, organiser, id, CheckKind::Out).await;
    assert_eq!(code(hand_in(&server, me, &out).await), "not_checked_in");
    let into = digits(&server, organiser, id, CheckKind::In).await;
    hand_in(&server, me, &into).await.unwrap();
    // Who is there does not take it back any more.
    assert_eq!(code(server.client_of(me).withdraw_from_shift(id, None).await), "already_checked_in");
    advance(&server, 20 + 120 + 120);
    let left = noted(AttendanceKind::Left, None, None);
    let refused = server.client_of(organiser).note_attendance(id, sign_up_id, &left, None).await;
    assert_eq!(code(refused), "check_too_late");
}
