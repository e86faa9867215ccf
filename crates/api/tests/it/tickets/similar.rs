//! Has somebody reported it already? What is offered to whom, and what becomes of joining.

use app::testing::{explained, statements};
use chrono::TimeDelta;
use client::Client;
use contract::tickets::{ConfirmTicket, FindSimilar, MergeTicket, Point, PointKind, ReportTicket, Ticket};
use domain::{
    ids::TicketId,
    permissions::Role,
    tickets::{CategoryCode, StateName, TicketText},
};

use super::{HOME, close, matter, neighbours, report, take, town, upload};
use crate::support::{TestServer, code};

/// A place on the map, some metres north and east of the others.
#[expect(clippy::float_arithmetic, reason = "GeoJSON has decimals")]
fn at(north: f64, east: f64) -> Option<Point> {
    let coordinates = [118.3 + east * 0.000_01, 30.9 + north * 0.000_01];
    Some(Point { kind: PointKind::Point, coordinates })
}

fn pinned(text: &str, position: Option<Point>) -> ReportTicket {
    ReportTicket { position, ..matter(text) }
}

async fn reported(client: &Client, body: &ReportTicket) -> Ticket {
    client.report_ticket(body, None).await.unwrap().body
}

async fn offered(client: &Client, body: &ReportTicket) -> Vec<(String, bool)> {
    let asked = FindSimilar {
        category: body.category.clone(),
        text: body.text.clone(),
        position: body.position,
        area_id: body.area_id,
    };
    let found = client.find_similar_tickets(&asked).await.unwrap().items;
    found.into_iter().map(|found| (found.ticket.text, found.mine)).collect()
}

fn neighbour(server: &TestServer) -> Client {
    server.signed_in(Role::Resident, HOME)
}

fn theirs(texts: &[&str]) -> Vec<(String, bool)> {
    texts.iter().map(|text| ((*text).to_owned(), false)).collect()
}

#[actix_web::test]
async fn what_is_near_in_place_time_and_words_is_offered() {
    let server = town().await;
    let (resident, worker) = neighbours(&server);
    let other = neighbour(&server);
    for (text, position) in [
        ("村口的路灯坏了三天", at(0.0, 0.0)),
        ("路灯不亮", at(3000.0, 0.0)),
        ("井盖丢失", at(0.0, 0.0)),
        ("石桥栏杆断了一截", None),
    ] {
        reported(&resident, &pinned(text, position)).await;
    }
    let new = pinned("路灯不亮", at(30.0, 20.0));
    assert_eq!(offered(&other, &new).await, theirs(&["村口的路灯坏了三天"]));
    assert_eq!(offered(&resident, &new).await, [("村口的路灯坏了三天".to_owned(), true)]);
    // Without a position, many words of the same area speak for it.
    assert_eq!(offered(&other, &matter("石桥栏杆断了")).await, theirs(&["石桥栏杆断了一截"]));
    assert_eq!(offered(&other, &matter("栏杆")).await, theirs(&[]));
    let elsewhere = ReportTicket { category: "environment".to_owned(), ..new.clone() };
    assert_eq!(offered(&other, &elsewhere).await, theirs(&[]));

    // What has ended is meant for a month more.
    let lamp = reported(&resident, &pinned("路灯又不亮", at(1.0, 1.0))).await.ticket.id;
    take(&worker, lamp).await.unwrap();
    close(&worker, lamp).await.unwrap();
    resident.confirm_ticket(lamp, &ConfirmTicket { rating: 5, text: None }, None).await.unwrap();
    assert_eq!(offered(&other, &new).await.len(), 2);
    server.store.clock.advance(TimeDelta::days(31));
    let other = neighbour(&server);
    assert_eq!(offered(&other, &new).await, theirs(&["村口的路灯坏了三天"]));
}

#[actix_web::test]
async fn of_private_tickets_nothing_is_said_and_positions_are_rounded() {
    let server = town().await;
    let (resident, _) = neighbours(&server);
    let loud =
        ReportTicket { category: "noise".to_owned(), ..pinned("楼上半夜打牌很吵", at(0.0, 0.0)) };
    reported(&resident, &loud).await;
    reported(&resident, &pinned("路灯不亮", at(1.0, 1.0))).await;
    let other = neighbour(&server);
    assert_eq!(offered(&other, &loud).await, theirs(&[]));
    assert_eq!(offered(&resident, &loud).await, [("楼上半夜打牌很吵".to_owned(), true)]);
    let asked = FindSimilar {
        category: "facilities".to_owned(),
        text: "路灯不亮".to_owned(),
        position: at(0.0, 0.0),
        area_id: None,
    };
    let found = other.find_similar_tickets(&asked).await.unwrap().items;
    assert_eq!(found[0].ticket.position.unwrap().coordinates, [118.3, 30.9]);
    let unknown = FindSimilar { category: "no_such".to_owned(), ..asked };
    assert_eq!(code(other.find_similar_tickets(&unknown).await), "fields_invalid");
}

#[actix_web::test]
async fn at_most_three_are_offered() {
    let server = town().await;
    let (resident, _) = neighbours(&server);
    for n in 0..5 {
        reported(&resident, &pinned(&format!("路灯不亮{n}"), at(0.0, 0.0))).await;
    }
    assert_eq!(offered(&neighbour(&server), &pinned("路灯不亮", at(0.0, 0.0))).await.len(), 3);
}

async fn join(client: &Client, into: TicketId, body: &ReportTicket) -> Result<Ticket, client::ClientError> {
    Ok(client.join_ticket(into, body, None).await?.body)
}

#[actix_web::test]
async fn who_joins_follows_the_other_through_a_ticket_of_their_own() {
    let server = town().await;
    let (resident, worker) = neighbours(&server);
    let lamp = report(&resident, "路灯不亮").await.ticket;
    let other = neighbour(&server);
    let mut body = matter("村口路灯坏了");
    body.photos = vec![upload(&other, 1).await];
    let joined = join(&other, lamp.id, &body).await.unwrap();
    assert_eq!((joined.ticket.state, joined.ticket.mine), (StateName::Merged, true));
    assert_eq!(joined.merged_into.as_ref().unwrap().number, lamp.number);
    let kinds: Vec<&str> = joined.timeline.iter().map(|entry| entry.kind.as_str()).collect();
    assert_eq!(kinds, ["reported", "merged"]);
    // The worker sees both, and that another has joined; not who.
    let shown = worker.get_ticket(lamp.id).await.unwrap().body;
    let entry = shown.timeline.last().unwrap();
    assert_eq!((entry.kind.as_str(), entry.side.as_str(), &entry.name), ("joined", "reporter", &None));
    take(&worker, lamp.id).await.unwrap();
    let own = other.get_ticket(joined.ticket.id).await.unwrap().body;
    assert_eq!(own.merged_into.unwrap().state, StateName::InProgress);

    // Twice is once; so is joining one's own.
    let again = join(&other, lamp.id, &matter("路灯还是坏的")).await.unwrap();
    assert_eq!((again.ticket.id, again.ticket.text.as_str()), (joined.ticket.id, "村口路灯坏了"));
    assert_eq!(join(&resident, lamp.id, &matter("路灯不亮")).await.unwrap().ticket.id, lamp.id);
    assert_eq!(worker.list_tickets(&Default::default()).await.unwrap().items.len(), 2);
    // Through a ticket that goes on in it one comes to the same.
    let third = neighbour(&server);
    let through = join(&third, joined.ticket.id, &matter("路灯不亮")).await.unwrap();
    assert_eq!(through.merged_into.unwrap().number, lamp.number);
}

#[actix_web::test]
async fn joining_what_has_ended_is_refused_and_the_report_goes_on() {
    let server = town().await;
    let (resident, worker) = neighbours(&server);
    let lamp = report(&resident, "路灯不亮").await.ticket.id;
    let body = matter("村口路灯坏了");
    take(&worker, lamp).await.unwrap();
    close(&worker, lamp).await.unwrap();
    resident.confirm_ticket(lamp, &ConfirmTicket { rating: 5, text: None }, None).await.unwrap();
    let other = neighbour(&server);
    assert_eq!(code(other.join_ticket(lamp, &body, None).await), "ticket_not_joinable");
    // Nothing was reported by the way.
    assert_eq!(worker.list_tickets(&Default::default()).await.unwrap().items.len(), 1);
    assert_eq!(reported(&other, &body).await.ticket.state, StateName::Submitted);
}

#[actix_web::test]
async fn nobody_joins_what_they_may_not_know_of() {
    let server = town().await;
    let (resident, _) = neighbours(&server);
    let loud = ReportTicket { category: "noise".to_owned(), ..matter("楼上很吵") };
    let id = reported(&resident, &loud).await.ticket.id;
    let other = neighbour(&server);
    assert_eq!(code(other.join_ticket(id, &loud, None).await), "not_found");
    let lamp = report(&resident, "路灯不亮").await.ticket.id;
    resident.withdraw_ticket(lamp, None).await.unwrap();
    assert_eq!(code(other.join_ticket(lamp, &matter("路灯不亮"), None).await), "not_found");
}

#[actix_web::test]
async fn a_keeper_is_offered_what_a_ticket_could_be_merged_into() {
    let server = town().await;
    let (resident, worker) = neighbours(&server);
    let lamp = reported(&resident, &pinned("村口路灯不亮", at(0.0, 0.0))).await.ticket;
    let loud = ReportTicket { category: "noise".to_owned(), ..pinned("楼上半夜很吵", at(0.0, 0.0)) };
    reported(&resident, &loud).await;
    let same = ReportTicket { category: "noise".to_owned(), ..pinned("楼上半夜又很吵", at(5.0, 5.0)) };
    let second = reported(&neighbour(&server), &same).await.ticket;
    let new = reported(&neighbour(&server), &pinned("路灯不亮", at(10.0, 0.0))).await.ticket;
    let texts = async |client: &Client, id: TicketId| -> Vec<String> {
        let found = client.list_merge_candidates(id).await.unwrap().items;
        found.into_iter().map(|ticket| ticket.text).collect()
    };
    assert_eq!(texts(&worker, new.id).await, ["村口路灯不亮"]);
    // Whoever sees private ones by their role is offered those, too.
    assert_eq!(texts(&worker, second.id).await, ["楼上半夜很吵"]);
    assert_eq!(code(resident.list_merge_candidates(new.id).await), "not_found");
    let own = neighbour(&server);
    let mine = report(&own, "路灯不亮").await.ticket.id;
    assert_eq!(code(own.list_merge_candidates(mine).await), "not_allowed");
    let elsewhere = server.signed_in(Role::GridWorker, "1/1/1/2/");
    assert_eq!(code(elsewhere.list_merge_candidates(new.id).await), "not_found");
    let into = MergeTicket { into: lamp.number.clone(), text: None };
    worker.merge_ticket(new.id, &into, None).await.unwrap();
    assert_eq!(texts(&worker, lamp.id).await, ["路灯不亮"]);
}

#[actix_web::test]
async fn only_what_lies_around_is_compared_and_in_a_fixed_number_of_statements() {
    let server = town().await;
    let (resident, _) = neighbours(&server);
    let (_, session) = server.world.person(&server.store, Some((Role::Resident, HOME)));
    let actor = server.store.db.read_blocking(|tx| app::identity::load_actor(tx, session)).unwrap().unwrap();
    let matter = app::tickets::Matter {
        category: CategoryCode::new("facilities").unwrap(),
        text: TicketText::new("路灯不亮").unwrap(),
        position: Some(at(0.0, 0.0).unwrap().try_into().unwrap()),
        area: None,
    };
    let asked = || {
        let found = statements(&server.store, |tx| app::tickets::similar(tx, &actor, &matter));
        found.map(|(found, count)| (found.len(), count)).unwrap()
    };
    reported(&resident, &pinned("路灯不亮", at(0.0, 0.0))).await;
    let one = asked();
    for n in 0..12 {
        reported(&resident, &pinned(&format!("路灯不亮{n}"), at(0.0, 0.0))).await;
    }
    assert_eq!((one.0, asked()), (1, (3, one.1)));
    let plans = explained(&server.store, |tx| app::tickets::similar(tx, &actor, &matter)).unwrap();
    assert!(plans.iter().any(|plan| plan.contains("ticket_search_cell")), "{plans:?}");
}
