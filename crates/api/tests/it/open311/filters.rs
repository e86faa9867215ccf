//! Conditions, pages, and what a list costs.

use app::tickets::{PublicFilter, PublicPage, public_tickets};
use chrono::{DateTime, SecondsFormat, TimeDelta, Utc};

use super::{TOWN, city, get, lamp, reported, resident};
use crate::{
    support::TestServer,
    tickets::{close, matter, neighbours, report, take},
};

async fn listed(server: &TestServer, query: &str) -> Vec<String> {
    get(server, &format!("requests.json?jurisdiction_id={TOWN}{query}")).await.ids()
}

/// Lets a second pass: ids of one moment come in no order.
fn soon(server: &TestServer) {
    server.store.clock.advance(TimeDelta::seconds(1));
}

fn at(moment: DateTime<Utc>) -> String {
    moment.to_rfc3339_opts(SecondsFormat::Micros, true)
}

#[actix_web::test]
async fn kinds_states_and_ids_narrow_the_list() {
    let server = city().await;
    let (resident, worker) = neighbours(&server);
    let lamp = report(&resident, "路灯不亮").await.ticket;
    soon(&server);
    let mut rubbish = matter("垃圾成堆");
    rubbish.category = "environment".to_owned();
    let rubbish = reported(&resident, &rubbish).await.ticket;
    take(&worker, lamp.id).await.unwrap();
    close(&worker, lamp.id).await.unwrap();
    let body = contract::tickets::ConfirmTicket { rating: 5, text: None };
    resident.confirm_ticket(lamp.id, &body, None).await.unwrap();

    assert_eq!(listed(&server, "").await, [rubbish.number.clone(), lamp.number.clone()]);
    assert_eq!(listed(&server, "&service_code=facilities").await, [lamp.number.as_str()]);
    let both = listed(&server, "&service_code=facilities,environment,unknown").await;
    assert_eq!(both.len(), 2);
    assert!(listed(&server, "&service_code=unknown").await.is_empty());
    assert_eq!(listed(&server, "&status=open").await, [rubbish.number.as_str()]);
    assert_eq!(listed(&server, "&status=CLOSED").await, [lamp.number.as_str()]);
    assert_eq!(listed(&server, "&status=open,closed").await.len(), 2);
    // Ids override everything else.
    let ids = format!("&service_request_id={},{}&status=open", lamp.number, "2019-000001");
    assert_eq!(listed(&server, &ids).await, [lamp.number.as_str()]);
    let path = format!("requests/{}.json?jurisdiction_id={TOWN}&extensions=true", lamp.number);
    let closed = get(&server, &path).await.json();
    assert_eq!(closed[0]["status"], "closed");
    assert!(closed[0]["extended_attributes"]["closed_datetime"].is_string());
}

#[actix_web::test]
async fn ninety_days_are_the_longest_span() {
    let server = city().await;
    let old = report(&resident(&server), "旧事").await.ticket;
    server.store.clock.advance(TimeDelta::days(91));
    let new = report(&resident(&server), "新事").await.ticket;

    assert_eq!(listed(&server, "").await, [new.number.as_str()]);
    let day = |days| at(old.reported_at + TimeDelta::days(days)).replace('+', "%2B");
    assert_eq!(listed(&server, &format!("&start_date={}", day(-1))).await, [old.number.as_str()]);
    assert_eq!(listed(&server, &format!("&end_date={}", day(1))).await, [old.number.as_str()]);
    assert!(listed(&server, &format!("&start_date={}&end_date={}", day(1), day(2))).await.is_empty());
    // A wider span is cut to the days before its end.
    let wide = format!("&start_date={}&end_date={}", day(-1), day(100));
    assert_eq!(listed(&server, &wide).await, [new.number.as_str()]);
    // Both ends belong to it.
    let exact = format!("&start_date={0}&end_date={0}", at(old.reported_at));
    assert_eq!(listed(&server, &exact).await, [old.number.as_str()]);
    // Who asks for what changed is told of old ones too.
    let changed = format!("&updated_after={}&updated_before={}", day(-1), day(1));
    assert_eq!(listed(&server, &changed).await, [old.number]);
    assert_eq!(listed(&server, &format!("&updated_after={}", day(1))).await, [new.number]);
}

#[actix_web::test]
async fn pages_follow_each_other_until_they_are_empty() {
    let server = city().await;
    let resident = resident(&server);
    let mut all = Vec::new();
    for n in 0..5 {
        all.insert(0, report(&resident, &format!("第{n}件")).await.ticket.number);
        soon(&server);
    }
    let mut read = Vec::new();
    for page in 1..=3 {
        read.extend(listed(&server, &format!("&page={page}&page_size=2")).await);
    }
    assert_eq!(read, all);
    assert!(listed(&server, "&page=4&page_size=2").await.is_empty());
    assert_eq!(listed(&server, "&page=1").await.len(), 5);
    assert_eq!(listed(&server, "&page_size=5000").await.len(), 5);
}

#[actix_web::test]
async fn a_circle_is_drawn_around_rounded_positions() {
    let server = city().await;
    let resident = resident(&server);
    // 30.9514 is shown as 30.951: some 44 m further south.
    let near = reported(&resident, &lamp(118.311, 30.951_4)).await.ticket;
    soon(&server);
    let far = reported(&resident, &lamp(118.321, 30.951)).await.ticket;
    report(&resident, "没有位置").await;
    let circle = |lat: &str, radius: u32| {
        let query = format!("&lat={lat}&long=118.311&radius={radius}");
        let server = &server;
        async move { listed(server, &query).await }
    };
    assert_eq!(circle("30.951", 50).await, [near.number.as_str()]);
    // The exact spot is 0 m from here, and is not what is measured.
    assert!(circle("30.9514", 20).await.is_empty());
    // A hundredth of a degree east is some 950 m here.
    assert_eq!(circle("30.951", 900).await, [near.number.as_str()]);
    assert_eq!(circle("30.951", 1000).await, [far.number.clone(), near.number.clone()]);
    assert_eq!(listed(&server, "&lat=30.951&long=118.311").await, [far.number, near.number]);
}

#[actix_web::test]
async fn more_requests_take_no_more_statements() {
    let server = city().await;
    let resident = resident(&server);
    let count = |server: &TestServer| {
        let page = PublicPage { after: None, skip: 0, limit: 1000 };
        let read = |tx: &mut app::db::Tx<'_>| public_tickets(tx, &PublicFilter::default(), page);
        app::testing::statements(&server.store, read).unwrap()
    };
    report(&resident, "第一件").await;
    let (one, for_one) = count(&server);
    for n in 0..20 {
        report(&resident, &format!("第{n}件")).await;
    }
    let (many, for_many) = count(&server);
    assert_eq!((one.len(), many.len(), for_many), (1, 21, for_one));
}
