use app::volunteering::{DonePage, attendances, roster as read_roster};
use contract::volunteering::{AttendanceKind as Kind, ListAttendances, ListSignUps};
use domain::volunteering::AttendanceName;

use super::{actor, advance, noted, planned, resident, sign_up, sign_up_of, worker};
use crate::support::{TestServer, code};

#[actix_web::test]
async fn hours_are_summed_by_month_and_open_into_their_shifts() {
    let server = TestServer::start().await;
    let (organiser, me) = (worker(&server), resident(&server));
    let mut made = Vec::new();
    // Two in January and one in February, by the town's days.
    for day in [1, 2, 27] {
        let id = planned(&server, day * 1440, 2).await.id;
        made.push((id, sign_up_of(&sign_up(&server, me, id).await.unwrap())));
    }
    assert!(server.client_of(me).get_volunteer_hours().await.unwrap().months.is_empty());
    advance(&server, 28 * 1440);
    for ((id, sign_up), minutes) in made.iter().zip([120, 30, 45]) {
        let note = noted(Kind::Minutes, Some(minutes), Some("补登"));
        server.client_of(organiser).note_attendance(*id, *sign_up, &note, None).await.unwrap();
    }
    let months = server.client_of(me).get_volunteer_hours().await.unwrap().months;
    let months: Vec<_> = months.iter().map(|m| (m.month.as_str(), m.minutes, m.shifts)).collect();
    assert_eq!(months, [("2026-02", 45, 1), ("2026-01", 150, 2)]);
    // A correction to absence takes its minutes away.
    let absent = noted(Kind::Absent, None, Some("记错人了"));
    server.client_of(organiser).note_attendance(made[2].0, made[2].1, &absent, None).await.unwrap();
    assert_eq!(server.client_of(me).get_volunteer_hours().await.unwrap().months.len(), 1);
    let ask = |after| ListAttendances { limit: Some(2), after };
    let first = server.client_of(me).list_attendances(&ask(None)).await.unwrap();
    let seen: Vec<_> = first.items.iter().map(|done| (done.attendance, done.minutes)).collect();
    assert_eq!(seen, [(AttendanceName::Absent, None), (AttendanceName::Attended, Some(30))]);
    let rest = server.client_of(me).list_attendances(&ask(first.next)).await.unwrap();
    assert_eq!((rest.items.len(), rest.items[0].minutes, rest.next), (1, Some(120), None));
    assert_eq!(code(server.client_of(me).list_attendances(&ask(Some("x".into()))).await), "query_invalid");
    assert!(server.client_of(resident(&server)).list_attendances(&ask(None)).await.unwrap().items.is_empty());
}

#[actix_web::test]
async fn a_roster_and_ones_own_past_ask_the_store_as_often_for_many_as_for_few() {
    let server = TestServer::start().await;
    let (organiser, me) = (worker(&server), resident(&server));
    let id = planned(&server, 60, 20).await.id;
    for _ in 0..12 {
        sign_up(&server, resident(&server), id).await.unwrap();
    }
    for day in 1..8 {
        let id = planned(&server, 60 + day * 1440, 2).await.id;
        sign_up(&server, me, id).await.unwrap();
    }
    let (reader, own) = (actor(&server, organiser), actor(&server, me));
    let rows = |limit| {
        app::testing::statements(&server.store, |tx| read_roster(tx, &reader, id, None, limit)).unwrap()
    };
    let ((few, one), (many, other)) = (rows(2), rows(12));
    assert_eq!((few.len(), many.len(), one, other), (2, 12, 3, 3));
    let page = server
        .client_of(organiser)
        .list_sign_ups(id, &ListSignUps { limit: Some(5), after: None })
        .await
        .unwrap();
    let next = ListSignUps { limit: Some(100), after: page.next };
    assert_eq!(server.client_of(organiser).list_sign_ups(id, &next).await.unwrap().items.len(), 7);
    advance(&server, 9 * 1440);
    let done = |limit| {
        let page = DonePage { after: None, limit };
        app::testing::statements(&server.store, |tx| attendances(tx, &own, page)).unwrap()
    };
    let ((few, one), (many, other)) = (done(2), done(7));
    assert_eq!((few.len(), many.len(), one, other), (2, 7, 1, 1));
}
