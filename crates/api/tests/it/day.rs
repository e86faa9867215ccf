//! A grid worker's day.

use app::day;
use chrono::TimeDelta;
use contract::{
    areas::PatchArea,
    day::{Day, GetDay},
    mediations::AddMeeting,
    tickets::{AssignTicket, Point},
};
use domain::{
    day::{StopKind, Urgency},
    geo::Position,
    permissions::Role,
    visits::VisitOutcome,
};
use serde_json::json;

use crate::{
    mediations::{named, opened},
    support::{TestServer, code},
    tickets::{matter, town},
    visits::{GRID, HOME, planned, record, today, weekly, work_here},
};

async fn day_of(client: &client::Client) -> Day {
    client.get_day(&GetDay::default()).await.unwrap()
}

fn kinds(day: &Day) -> Vec<(StopKind, Urgency)> {
    day.stops.iter().map(|stop| (stop.kind, stop.urgency)).collect()
}

/// A ticket that `worker` has taken, so far east of the village.
async fn taken_at(server: &TestServer, worker: &client::Client, longitude: &str) -> String {
    let resident = server.signed_in(Role::Resident, HOME);
    let position = Position::parse(longitude, "31").unwrap();
    let report = contract::tickets::ReportTicket {
        position: Some(Point::from(position)),
        ..matter(&format!("路灯不亮 {longitude}"))
    };
    let id = resident.report_ticket(&report, None).await.unwrap().body.ticket.id;
    worker.assign_ticket(id, &AssignTicket::default(), None).await.unwrap();
    longitude.to_owned()
}

#[actix_web::test]
async fn the_day_holds_tickets_visits_and_meetings_and_the_overdue_ones_first() {
    let server = town().await;
    let person = work_here(&server);
    let worker = server.client_of(person);
    taken_at(&server, &worker, "118.01").await;
    let plan = planned(&server, &worker, weekly(&server)).await;
    let parties = vec![named("周大爷"), named("吴大妈")];
    let dispute = worker.open_mediation(&opened(&server, parties), None).await.unwrap().body.item.id;
    let meeting =
        AddMeeting {
            held_at: server.store.db.now(), place: "村委会调解室".to_owned(), notes: String::new()
        };
    worker.add_meeting(dispute, &meeting, None).await.unwrap();
    let day = day_of(&worker).await;
    assert_eq!(day.day, today(&server));
    assert_eq!(day.grids, [server.world.area(GRID)]);
    assert_eq!(
        kinds(&day),
        [
            (StopKind::Meeting, Urgency::Today),
            (StopKind::Visit, Urgency::Today),
            (StopKind::Ticket, Urgency::Later),
        ]
    );
    let visit = day.stops.iter().find(|stop| stop.kind == StopKind::Visit).unwrap();
    assert_eq!((visit.title.as_str(), visit.plan()), ("1号", Some(plan.id)));
    assert_eq!(visit.place.first().map(String::as_str), Some("柳塘村"));

    // What was not visited is overdue tomorrow, and the meeting is over.
    server.store.clock.advance(TimeDelta::days(1));
    let worker = server.client_of(person);
    let tomorrow = kinds(&day_of(&worker).await);
    assert_eq!(tomorrow[0], (StopKind::Visit, Urgency::Overdue));
    assert!(!tomorrow.iter().any(|(kind, _)| *kind == StopKind::Meeting));
    record(&server, &worker, plan.id, VisitOutcome::Met).await;
    assert!(!kinds(&day_of(&worker).await).iter().any(|(kind, _)| *kind == StopKind::Visit));
}

#[actix_web::test]
async fn within_an_urgency_one_goes_along_the_street_from_where_one_is() {
    let server = town().await;
    let worker = server.signed_in(Role::GridWorker, GRID);
    for longitude in ["118.03", "118.01", "118.04", "118.02"] {
        taken_at(&server, &worker, longitude).await;
    }
    let from =
        |longitude: &str| GetDay { longitude: Some(longitude.to_owned()), latitude: Some("31".to_owned()) };
    let east = |day: Day| -> Vec<f64> {
        day.stops.into_iter().filter_map(|stop| stop.position).map(|point| point.coordinates[0]).collect()
    };
    let there = east(worker.get_day(&from("118")).await.unwrap());
    assert_eq!(there, [118.01, 118.02, 118.03, 118.04]);
    let back = east(worker.get_day(&from("118.05")).await.unwrap());
    assert_eq!(back, [118.04, 118.03, 118.02, 118.01]);
    for wrong in [
        GetDay { longitude: Some("118".to_owned()), latitude: None },
        GetDay { longitude: Some("east".to_owned()), latitude: Some("31".to_owned()) },
    ] {
        assert_eq!(code(worker.get_day(&wrong).await), "query_invalid");
    }
}

#[actix_web::test]
async fn a_visit_lies_in_the_middle_of_what_has_an_outline_around_it() {
    let server = TestServer::start().await;
    let outline = json!({ "type": "Polygon", "coordinates": [
        [[118.0, 31.0], [118.2, 31.0], [118.2, 31.4], [118.0, 31.4], [118.0, 31.0]],
    ] });
    let patch = PatchArea { boundary: Some(Some(outline)), ..PatchArea::default() };
    let administrator = server.signed_in(Role::Administrator, GRID);
    administrator.change_area(server.world.area(GRID), "\"1\"", &patch).await.unwrap();
    let worker = server.signed_in(Role::GridWorker, GRID);
    planned(&server, &worker, weekly(&server)).await;
    let stop = day_of(&worker).await.stops.remove(0);
    assert_eq!(stop.position.map(|point| point.coordinates), Some([118.1, 31.2]));
    assert!(stop.roughly);
}

#[actix_web::test]
async fn visits_are_those_given_to_one_and_in_ones_grid_those_given_to_nobody() {
    let server = TestServer::start().await;
    let (user, session) = server.world.person(&server.store, Some((Role::GridWorker, GRID)));
    let (one, other) = (server.client_of((user, session)), server.signed_in(Role::GridWorker, GRID));
    let plan = contract::visits::WriteVisitPlan { worker_id: Some(user), ..weekly(&server) };
    planned(&server, &one, plan).await;
    assert_eq!(day_of(&one).await.stops.len(), 1);
    assert!(day_of(&other).await.stops.is_empty());
    planned(&server, &one, weekly(&server)).await;
    assert_eq!(day_of(&other).await.stops.len(), 1);
    // An office sees the plans, and does not go round by itself.
    let official = server.signed_in(Role::Official, "1/1/");
    assert!(day_of(&official).await.stops.is_empty());
    assert_eq!(code(server.signed_in(Role::Resident, HOME).get_day(&GetDay::default()).await), "not_allowed");
}

#[actix_web::test]
async fn a_full_day_takes_as_few_statements_as_a_short_one() {
    let server = town().await;
    let person = server.world.person(&server.store, Some((Role::GridWorker, GRID)));
    let worker = server.client_of(person);
    let load = |tx: &mut app::db::Tx<'_>| app::identity::load_actor(tx, person.1);
    let actor = server.store.db.read_blocking(load).unwrap().unwrap();
    let count = || {
        let (day, count) = app::testing::statements(&server.store, |tx| day::day(tx, &actor, None)).unwrap();
        (day.stops.len(), count)
    };
    taken_at(&server, &worker, "118.01").await;
    planned(&server, &worker, weekly(&server)).await;
    let (two, few) = count();
    assert_eq!(two, 2);
    for number in 2..6 {
        taken_at(&server, &worker, &format!("118.0{number}")).await;
        planned(&server, &worker, weekly(&server)).await;
    }
    assert_eq!(count(), (10, few));
    assert!(few <= 9, "{few}");
}
