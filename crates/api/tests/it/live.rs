use std::{
    pin::Pin,
    time::{Duration, Instant},
};

use app::db::DbError;
use client::{Client, ClientError, Live};
use contract::providers::CreateProvider;
use domain::permissions::Role;
use futures_util::{Stream, StreamExt};

use crate::{
    journal::{happen, sealed},
    providers::content,
    redemptions::{Shop, TOWN},
    support::{TestServer, code},
    tickets::{neighbours, report, take, town},
};

type Updates = Pin<Box<dyn Stream<Item = Result<Live, ClientError>>>>;

async fn follow(client: &Client, last: Option<u64>) -> Updates {
    Box::pin(client.follow_live(last).await.unwrap())
}

/// The next thing that is not a heartbeat.
async fn next(updates: &mut Updates) -> Live {
    let told = async {
        loop {
            match updates.next().await.expect("an open connection").unwrap() {
                Live::Quiet { .. } => {}
                told => return told,
            }
        }
    };
    tokio::time::timeout(Duration::from_secs(5), told).await.expect("told within five seconds")
}

async fn next_position(updates: &mut Updates) -> u64 {
    match next(updates).await {
        Live::Event(event) => event.position,
        other => panic!("{other:?}"),
    }
}

#[actix_web::test]
async fn what_one_may_see_is_told_within_a_second() {
    let server = TestServer::start().await;
    let mut worker = follow(&server.signed_in(Role::GridWorker, "1/1/1/1/"), None).await;
    assert_eq!(next(&mut worker).await, Live::Ready { last: None });
    // Neither the other grid's ticket nor a grant is for a grid worker.
    happen(&server, "ticket.opened", "1/1/1/2/", None, "ticket:1").await;
    happen(&server, "grant.given", "1/1/1/1/", None, "grant:1").await;
    let began = Instant::now();
    happen(&server, "ticket.opened", "1/1/1/1/", None, "ticket:2").await;
    let Live::Event(event) = next(&mut worker).await else { panic!("an event") };
    assert!(began.elapsed() < Duration::from_secs(1), "{:?}", began.elapsed());
    assert_eq!((event.event.as_str(), event.subject.as_str()), ("ticket.opened", "ticket:2"));
    assert_eq!(event.position, 2);
}

#[actix_web::test]
async fn a_resident_is_told_of_what_concerns_them_only() {
    let server = TestServer::start().await;
    let me = server.world.person(&server.store, Some((Role::Resident, "1/1/1/1/1/")));
    let mut updates = follow(&server.client_of(me), None).await;
    next(&mut updates).await;
    happen(&server, "ticket.opened", "1/1/1/1/", None, "ticket:1").await;
    happen(&server, "ticket.opened", "1/1/1/1/", Some(me.0), "ticket:2").await;
    happen(&server, "user.renamed", "1/2/", None, &format!("user:{}", me.0)).await;
    happen(&server, "area.renamed", "1/2/", None, "area:1").await;
    let told = [
        next_position(&mut updates).await,
        next_position(&mut updates).await,
        next_position(&mut updates).await,
    ];
    assert_eq!(told, [1, 2, 3]);
}

#[actix_web::test]
async fn a_reporter_is_told_when_somebody_takes_their_ticket() {
    let server = town().await;
    let (resident, worker) = neighbours(&server);
    let neighbour = server.signed_in(Role::Resident, "1/1/1/1/2/");
    let ticket = report(&resident, "井盖松动").await.ticket;
    let (mut mine, mut theirs) = (follow(&resident, None).await, follow(&neighbour, None).await);
    take(&worker, ticket.id).await.unwrap();
    happen(&server, "area.renamed", "1/", None, "area:1").await;
    let name = |live: Live| if let Live::Event(event) = live { event.event } else { String::new() };
    let told = async |updates: &mut Updates, until: &str| {
        let mut names = Vec::new();
        while names.last().is_none_or(|n| n != until) {
            names.push(name(next(updates).await));
        }
        names
    };
    assert!(told(&mut mine, "area.renamed").await.contains(&"ticket.taken".to_owned()));
    assert!(!told(&mut theirs, "area.renamed").await.contains(&"ticket.taken".to_owned()));
}

#[actix_web::test]
async fn the_staff_of_a_provider_are_told_of_what_is_redeemed_there_and_of_nothing_elsewhere() {
    let shop = Shop::open().await;
    let offer = shop.offer(|_| {}).await;
    let new = CreateProvider { area_id: shop.server.world.area(TOWN), content: content("另一家") };
    let other = shop.official.create_provider(&new, None).await.unwrap().body.id;
    let elsewhere = shop.server.client_of(shop.server.world.staff(&shop.server.store, other, TOWN));
    let (mut here, mut there) = (follow(&shop.staff, None).await, follow(&elsewhere, None).await);
    let made = shop.resident(100).reserve(&offer).await.unwrap();
    happen(&shop.server, "area.renamed", "1/", None, "area:1").await;
    let told = async |updates: &mut Updates| {
        let mut subjects = Vec::new();
        while subjects.last().is_none_or(|subject| subject != "area:1") {
            if let Live::Event(event) = next(updates).await {
                subjects.push(event.subject);
            }
        }
        subjects
    };
    let redeemed = format!("redemption:{}", made.id);
    assert!(told(&mut here).await.contains(&redeemed));
    assert!(!told(&mut there).await.contains(&redeemed));
}

#[actix_web::test]
async fn a_broken_connection_resumes_where_it_stopped() {
    let server = TestServer::start().await;
    let auditor = server.signed_in(Role::Auditor, "1/");
    for _ in 0..3 {
        happen(&server, "ticket.opened", "1/1/", None, "ticket:1").await;
    }
    sealed(&server, 3).await;
    let mut updates = follow(&auditor, Some(0)).await;
    assert_eq!(next_position(&mut updates).await, 1);
    assert_eq!(next_position(&mut updates).await, 2);
    assert_eq!(next(&mut updates).await, Live::Ready { last: Some(2) });
    drop(updates);
    for _ in 0..250 {
        happen(&server, "ticket.opened", "1/1/", None, "ticket:1").await;
    }
    let mut updates = follow(&auditor, Some(2)).await;
    let mut told = Vec::new();
    while told.len() < 250 {
        if let Live::Event(event) = next(&mut updates).await {
            told.push(event.position);
        }
    }
    assert_eq!(told, (3..253).collect::<Vec<u64>>(), "each once, in order, none skipped");
}

#[actix_web::test]
async fn who_missed_too_much_or_knows_another_journal_is_told_to_read_anew() {
    let server = TestServer::start().await;
    let auditor = server.signed_in(Role::Auditor, "1/");
    happen(&server, "ticket.opened", "1/1/", None, "ticket:1").await;
    sealed(&server, 1).await;
    let mut updates = follow(&auditor, Some(5_000)).await;
    assert_eq!(next(&mut updates).await, Live::Reset { last: Some(0) });
    assert_eq!(next(&mut updates).await, Live::Ready { last: Some(0) });
}

#[actix_web::test]
async fn a_connection_ends_with_its_session() {
    let server = TestServer::start().await;
    let person = server.world.person(&server.store, Some((Role::Auditor, "1/")));
    let mut updates = follow(&server.client_of(person), None).await;
    next(&mut updates).await;
    let end = server.store.db.write(move |tx| -> Result<(), DbError> {
        tx.db().batch("UPDATE sessions SET ended_at = created_at")
    });
    end.await.unwrap();
    let over = async { while updates.next().await.is_some_and(|told| told.is_ok()) {} };
    tokio::time::timeout(Duration::from_secs(5), over).await.expect("the connection ends");
}

#[actix_web::test]
async fn a_stopping_server_ends_its_connections() {
    let server = TestServer::start().await;
    let mut updates = follow(&server.signed_in(Role::Auditor, "1/"), None).await;
    next(&mut updates).await;
    server.state.live.close();
    let over = async { while updates.next().await.is_some_and(|told| told.is_ok()) {} };
    tokio::time::timeout(Duration::from_secs(5), over).await.expect("the connection ends");
}

#[actix_web::test]
async fn one_person_has_a_limited_number_of_connections() {
    let server = TestServer::start().await;
    let client = server.signed_in(Role::Auditor, "1/");
    let mut open = Vec::new();
    for _ in 0..16 {
        let mut updates = follow(&client, None).await;
        next(&mut updates).await;
        open.push(updates);
    }
    assert_eq!(code(client.follow_live(None).await.map(drop)), "too_many_live_connections");
    let other = server.signed_in(Role::Auditor, "1/");
    assert!(other.follow_live(None).await.is_ok());
}

#[actix_web::test]
async fn nobody_follows_without_signing_in() {
    let server = TestServer::start().await;
    assert_eq!(code(server.anonymous().follow_live(None).await.map(drop)), "sign_in_required");
    let call = server.signed_in(Role::Auditor, "1/").call(reqwest::Method::GET, "/live");
    assert_eq!(code(call.header("last-event-id", "x").send().await), "query_invalid");
}
