//! Words are found in the middle of a sentence, in the order of the list, and only where the caller may look.

use app::{
    db::{DbError, Tx},
    testing::statements,
    tickets::{Filter, Page, PublicFilter, PublicPage},
};
use chrono::TimeDelta;
use client::Client;
use contract::{
    areas::PatchArea,
    tickets::{HandOverTicket, ListPublicTickets, ListTickets, ReportTicket},
};
use domain::{
    permissions::{Permission, Role},
    tickets::{Sought, StateName},
};

use super::{GRID, HOME, matter, neighbours, report, take, town};
use crate::support::{TestServer, code};

async fn found(client: &Client, words: &str) -> Vec<String> {
    let query = ListTickets { search: Some(words.to_owned()), ..ListTickets::default() };
    client.list_tickets(&query).await.unwrap().items.into_iter().map(|ticket| ticket.text).collect()
}

async fn found_by_all(server: &TestServer, words: &str) -> Vec<String> {
    let query = ListPublicTickets { search: Some(words.to_owned()), ..ListPublicTickets::default() };
    let page = server.anonymous().list_public_tickets(&query).await.unwrap();
    page.items.into_iter().map(|ticket| ticket.text).collect()
}

/// Lets a second pass: ids of one moment come in no order.
fn soon(server: &TestServer) {
    server.store.clock.advance(TimeDelta::seconds(1));
}

async fn noise(client: &Client, text: &str) {
    let body = ReportTicket { category: "noise".to_owned(), ..matter(text) };
    client.report_ticket(&body, None).await.unwrap();
}

#[actix_web::test]
async fn two_characters_in_mid_sentence_are_found_in_every_list() {
    let server = town().await;
    let (resident, worker) = neighbours(&server);
    let (wet, lamp) = ("村口石桥下积水两天了", "ＬＥＤ路灯不亮，Street Lamp 37");
    report(&resident, wet).await;
    soon(&server);
    report(&resident, lamp).await;
    for (words, expected) in [
        ("积水", vec![wet]),
        ("石桥 积水", vec![wet]),
        ("水积", vec![]),
        ("led路灯", vec![lamp]),
        ("street lamp", vec![lamp]),
        ("AMP", vec![lamp]),
        ("37", vec![lamp]),
    ] {
        assert_eq!(found(&worker, words).await, expected, "{words}");
        assert_eq!(found(&resident, words).await, expected, "{words}");
        assert_eq!(found_by_all(&server, words).await, expected, "{words}");
    }
    // One more character narrows what two have found.
    assert_eq!(found(&worker, "积水 天").await, [wet]);
    assert_eq!(found(&worker, "积水 灯").await, Vec::<String>::new());
}

#[actix_web::test]
async fn single_characters_are_refused_in_words() {
    let server = town().await;
    let (resident, worker) = neighbours(&server);
    report(&resident, "路灯不亮").await;
    for words in ["灯", " 路 灯 "] {
        let query = ListTickets { search: Some(words.to_owned()), ..ListTickets::default() };
        assert_eq!(code(worker.list_tickets(&query).await), "search_too_short");
        let query = ListPublicTickets { search: Some(words.to_owned()), ..ListPublicTickets::default() };
        assert_eq!(code(server.anonymous().list_public_tickets(&query).await), "search_too_short");
    }
    let long = ListTickets { search: Some("灯".repeat(61)), ..ListTickets::default() };
    assert_eq!(code(worker.list_tickets(&long).await), "query_invalid");
    assert_eq!(found(&worker, "  ").await.len(), 1);
}

#[actix_web::test]
async fn a_number_finds_its_ticket_alone() {
    let server = town().await;
    let (resident, worker) = neighbours(&server);
    report(&resident, "路灯不亮").await;
    report(&resident, "和 2026-000001 同一件事").await;
    for number in ["2026-000001", "2026-1", "２０２６－１"] {
        assert_eq!(found(&worker, number).await, ["路灯不亮"], "{number}");
        assert_eq!(found_by_all(&server, number).await, ["路灯不亮"], "{number}");
    }
    assert_eq!(found(&server.signed_in(Role::Official, "1/2/"), "2026-1").await, Vec::<String>::new());
}

#[actix_web::test]
async fn nobody_finds_what_they_may_not_list() {
    let server = town().await;
    let (resident, worker) = neighbours(&server);
    report(&resident, "路灯不亮").await;
    soon(&server);
    noise(&resident, "路灯下面有人吵").await;
    let far = server.signed_in(Role::Resident, "1/1/2/1/1/");
    soon(&server);
    report(&far, "那边的路灯也不亮").await;
    assert_eq!(found(&worker, "路灯").await, ["路灯下面有人吵", "路灯不亮"]);
    assert_eq!(found(&server.signed_in(Role::Official, "1/1/"), "路灯").await.len(), 3);
    assert_eq!(found(&server.signed_in(Role::Official, "1/2/"), "路灯").await.len(), 0);
    assert_eq!(found(&resident, "路灯").await, ["路灯下面有人吵", "路灯不亮"]);
    assert_eq!(found(&server.signed_in(Role::Resident, HOME), "路灯").await.len(), 0);
    // What is private is found by nobody who has not signed in.
    assert_eq!(found_by_all(&server, "路灯").await, ["那边的路灯也不亮", "路灯不亮"]);
    assert_eq!(found_by_all(&server, "人吵").await, Vec::<String>::new());
}

#[actix_web::test]
async fn what_people_say_afterwards_and_who_they_are_is_not_searched() {
    let server = town().await;
    let (resident, worker) = neighbours(&server);
    let id = report(&resident, "路灯不亮").await.ticket.id;
    take(&worker, id).await.unwrap();
    let body = contract::tickets::SendMessage { text: "我家电话很旧，住在后门".to_owned() };
    resident.send_ticket_message(id, &body, None).await.unwrap();
    for words in ["电话", "后门", "居民"] {
        assert_eq!(found(&worker, words).await, Vec::<String>::new(), "{words}");
    }
}

#[actix_web::test]
async fn words_and_filters_hold_at_once_and_pages_hold_everything_once() {
    let server = town().await;
    let (resident, worker) = neighbours(&server);
    for n in 0..7 {
        soon(&server);
        let id = report(&resident, &format!("第{n}盏路灯不亮")).await.ticket.id;
        soon(&server);
        report(&resident, &format!("第{n}处积水")).await;
        if n % 2 == 0 {
            take(&worker, id).await.unwrap();
        }
    }
    let all = ListTickets { search: Some("路灯".to_owned()), limit: Some(2), ..ListTickets::default() };
    for (base, expected) in [
        (all.clone(), vec![6, 5, 4, 3, 2, 1, 0]),
        (all.clone().in_states(&[StateName::InProgress]), vec![6, 4, 2, 0]),
        (ListTickets { mine: true, ..all.clone() }, vec![]),
        (ListTickets { assigned_to_me: true, ..all.clone() }, vec![6, 4, 2, 0]),
        (ListTickets { category: Some("noise".to_owned()), ..all }, vec![]),
    ] {
        let (mut query, mut seen) = (base, Vec::new());
        loop {
            let page = worker.list_tickets(&query).await.unwrap();
            assert!(page.items.len() <= 2);
            seen.extend(page.items.into_iter().map(|ticket| ticket.text));
            query.after = page.next;
            if query.after.is_none() {
                break;
            }
        }
        let expected: Vec<String> = expected.iter().map(|n| format!("第{n}盏路灯不亮")).collect();
        assert_eq!(seen, expected);
    }
}

#[actix_web::test]
async fn where_it_is_is_found_and_follows_the_ticket_and_the_name() {
    let server = town().await;
    let (resident, worker) = neighbours(&server);
    let id = report(&resident, "路灯不亮").await.ticket.id;
    let official = server.signed_in(Role::Official, "1/1/");
    let rename = async |path: &str, name: &str| {
        let id = server.world.area(path);
        let tagged = official.get_area(id).await.unwrap();
        let body = PatchArea { name: Some(name.to_owned()), ..PatchArea::default() };
        official.change_area(id, &tagged.etag, &body).await.unwrap();
        server.store.write(app::tickets::fill_search).unwrap()
    };
    assert_eq!(rename(GRID, "柳溪网格").await, 1);
    assert_eq!(rename("1/1/1/2/", "桃源网格").await, 0);
    assert_eq!(found(&official, "柳溪").await, ["路灯不亮"]);
    assert_eq!(found(&official, "柳溪 路灯").await, ["路灯不亮"]);
    assert_eq!(found_by_all(&server, "柳溪网格").await, ["路灯不亮"]);
    let body = HandOverTicket { area_id: server.world.area("1/1/1/2/"), text: "归隔壁".to_owned() };
    worker.hand_over_ticket(id, &body, None).await.unwrap();
    assert_eq!(found(&official, "柳溪").await, Vec::<String>::new());
    assert_eq!(found(&official, "桃源").await, ["路灯不亮"]);
    assert_eq!(rename("1/1/1/2/", "石桥网格").await, 1);
    assert_eq!(found(&official, "桃源").await, Vec::<String>::new());
    assert_eq!(found(&official, "石桥 路灯").await, ["路灯不亮"]);
    assert_eq!(server.store.write(app::tickets::fill_search).unwrap(), 0);
}

/// Makes a store look as one of before the migration.
fn forget(server: &TestServer) {
    let forget = |tx: &mut Tx<'_>| -> Result<(), DbError> {
        tx.db().batch(
            "DELETE FROM ticket_pieces; DELETE FROM ticket_search;
             INSERT INTO ticket_search_due (ticket_id) SELECT id FROM tickets",
        )
    };
    server.store.write(forget).unwrap();
}

#[actix_web::test]
async fn tickets_of_before_are_taken_in_once_and_new_ones_are_found_meanwhile() {
    let server = town().await;
    let (resident, worker) = neighbours(&server);
    for n in 0..3 {
        report(&resident, &format!("旧路灯{n}")).await;
    }
    forget(&server);
    soon(&server);
    report(&resident, "新路灯").await;
    assert_eq!(found(&worker, "路灯").await, ["新路灯"]);
    assert_eq!(server.store.write(app::tickets::fill_search).unwrap(), 3);
    assert_eq!(found(&worker, "路灯").await.len(), 4);
    assert_eq!(server.store.write(app::tickets::fill_search).unwrap(), 0);
    // What is kept already is made anew, not twice.
    let again = |tx: &mut Tx<'_>| tx.db().batch("INSERT INTO ticket_search_due SELECT id FROM tickets");
    server.store.write(again).unwrap();
    assert_eq!(server.store.write(app::tickets::fill_search).unwrap(), 4);
    assert_eq!(found(&worker, "路灯").await.len(), 4);
}

fn sought(words: &str) -> Option<Sought> {
    Sought::new(words).unwrap()
}

#[actix_web::test]
async fn a_page_of_what_is_found_takes_a_fixed_number_of_statements() {
    let server = town().await;
    let (resident, worker) = neighbours(&server);
    for n in 0..12 {
        let id = report(&resident, &format!("路灯不亮{n}")).await.ticket.id;
        take(&worker, id).await.unwrap();
    }
    let (_, session) = server.world.person(&server.store, Some((Role::GridWorker, GRID)));
    let actor = server.store.db.read_blocking(|tx| app::identity::load_actor(tx, session)).unwrap().unwrap();
    assert!(!actor.scope(Permission::ViewTickets).is_empty());
    let office = |limit: i64| {
        let filter = Filter { search: sought("路灯 不亮"), ..Filter::default() };
        let page = Page { after: None, limit };
        statements(&server.store, |tx| app::tickets::list(tx, &actor, &filter, page).map(|all| all.len()))
            .unwrap()
    };
    let public = |limit: i64| {
        let filter = PublicFilter { search: sought("路灯 不亮"), ..PublicFilter::default() };
        let page = PublicPage { after: None, skip: 0, limit };
        statements(&server.store, |tx| app::tickets::public_tickets(tx, &filter, page).map(|all| all.len()))
            .unwrap()
    };
    assert_eq!((office(1), office(12)), ((1, 8), (12, 8)));
    assert_eq!((public(1), public(12)), ((1, 6), (12, 6)));
}
