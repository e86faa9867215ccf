use contract::volunteering::{CancelShift, UpdateShift};
use domain::permissions::Role;

use super::{GRID, planned, resident, sign_up};
use crate::support::{TestServer, code};

/// The unfolded lines of a calendar (RFC 5545, 3.1).
fn lines(file: &[u8]) -> Vec<String> {
    let text = std::str::from_utf8(file).unwrap();
    assert!(text.split("\r\n").all(|line| !line.contains('\n') && line.len() <= 75), "{text}");
    text.replace("\r\n ", "").lines().map(str::to_owned).collect()
}

fn has(lines: &[String], line: &str) -> bool {
    lines.iter().any(|found| found == line)
}

#[actix_web::test]
async fn a_shift_is_a_file_for_calendars() {
    let server = TestServer::start().await;
    let organiser = server.signed_in(Role::GridWorker, GRID);
    let id = planned(&server, 60, 2).await.id;
    let etag = organiser.get_shift(id).await.unwrap().etag;
    let odd = UpdateShift { description: Some("带伞; 带水,\n别迟到".into()), ..Default::default() };
    organiser.update_shift(id, &etag, &odd, None).await.unwrap();
    let file = lines(&organiser.get_shift_calendar(id).await.unwrap());
    let host = server.origin.strip_prefix("http://").unwrap();
    for line in [
        "BEGIN:VEVENT",
        "DTSTART:20260105T020000Z",
        "DTEND:20260105T040000Z",
        "DTSTAMP:20260105T010000Z",
        "STATUS:CONFIRMED",
        "SEQUENCE:2",
        "SUMMARY:清理河边垃圾",
        "LOCATION:石桥东头的凉亭",
        "DESCRIPTION:带伞\\; 带水\\,\\n别迟到\\n\\n请带：手套",
        &format!("UID:shift-{id}@{host}"),
        &format!("URL:{}/volunteer/shifts/{id}", server.origin),
    ] {
        assert!(has(&file, line), "{line} is not in {file:?}");
    }
    let nowhere = uuid::Uuid::nil().into();
    assert_eq!(code(organiser.get_shift_calendar(nowhere).await), "not_found");
}

#[actix_web::test]
async fn a_calendar_has_a_secret_address_that_its_owner_replaces_and_revokes() {
    let server = TestServer::start().await;
    let (me, organiser) = (resident(&server), server.signed_in(Role::GridWorker, GRID));
    let client = server.client_of(me);
    let (placed, waits, off) = (
        planned(&server, 60, 1).await.id,
        planned(&server, 600, 1).await.id,
        planned(&server, 1200, 1).await.id,
    );
    sign_up(&server, resident(&server), waits).await.unwrap();
    for id in [placed, waits, off] {
        sign_up(&server, me, id).await.unwrap();
    }
    organiser.cancel_shift(off, &CancelShift { reason: "有大雨".into() }, None).await.unwrap();
    assert_eq!(client.get_calendar_feed().await.unwrap().made_at, None);
    let token = async || {
        let url = client.make_calendar_feed().await.unwrap().url;
        url.rsplit('/').next().unwrap().strip_suffix(".ics").unwrap().to_owned()
    };
    let first = token().await;
    assert!(client.get_calendar_feed().await.unwrap().made_at.is_some());
    let read = async |token: &str| server.anonymous().read_calendar_feed(token).await;
    let file = lines(&read(&first).await.unwrap());
    let count = |line: &str| file.iter().filter(|found| *found == line).count();
    assert_eq!(count("BEGIN:VEVENT"), 3);
    assert_eq!((count("STATUS:CONFIRMED"), count("STATUS:TENTATIVE"), count("STATUS:CANCELLED")), (1, 1, 1));
    // What is taken back leaves the calendar.
    client.withdraw_from_shift(placed, None).await.unwrap();
    assert!(!has(&lines(&read(&first).await.unwrap()), "STATUS:CONFIRMED"));
    let second = token().await;
    assert_eq!(code(read(&first).await), "not_found");
    read(&second).await.unwrap();
    client.revoke_calendar_feed().await.unwrap();
    client.revoke_calendar_feed().await.unwrap();
    assert_eq!(code(read(&second).await), "not_found");
    assert_eq!(code(read("short").await), "not_found");
}
