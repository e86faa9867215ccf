use chrono::TimeDelta;
use contract::tickets::{ConfirmTicket, ListPublicTickets};
use domain::{ids::AreaId, tickets::public::PublicState};

use super::{GRID, close, matter, neighbours, report, take, town};
use crate::support::{TestServer, code};

async fn listed(server: &TestServer, query: ListPublicTickets) -> Vec<String> {
    server.anonymous().list_public_tickets(&query).await.unwrap().items.into_iter().map(|t| t.text).collect()
}

/// Lets a second pass: ids of one moment come in no order.
fn soon(server: &TestServer) {
    server.store.clock.advance(TimeDelta::seconds(1));
}

#[actix_web::test]
async fn everybody_reads_public_tickets_newest_first() {
    let server = town().await;
    let (resident, worker) = neighbours(&server);
    let lamp = report(&resident, "路灯不亮").await.ticket;
    soon(&server);
    let mut rubbish = matter("垃圾成堆");
    rubbish.category = "environment".to_owned();
    resident.report_ticket(&rubbish, None).await.unwrap();
    take(&worker, lamp.id).await.unwrap();
    close(&worker, lamp.id).await.unwrap();
    // Closed is what has ended: the reporter may still object.
    let of = |state| ListPublicTickets { state: Some(state), ..ListPublicTickets::default() };
    assert_eq!(listed(&server, of(PublicState::Open)).await.len(), 2);
    resident.confirm_ticket(lamp.id, &ConfirmTicket { rating: 5, text: None }, None).await.unwrap();

    assert_eq!(listed(&server, ListPublicTickets::default()).await, ["垃圾成堆", "路灯不亮"]);
    assert_eq!(listed(&server, of(PublicState::Open)).await, ["垃圾成堆"]);
    assert_eq!(listed(&server, of(PublicState::Closed)).await, ["路灯不亮"]);
    let kind = ListPublicTickets { category: Some("facilities".to_owned()), ..ListPublicTickets::default() };
    assert_eq!(listed(&server, kind).await, ["路灯不亮"]);
    for (path, count) in [("1/", 2), (GRID, 2), ("1/1/1/2/", 0), ("1/2/", 0)] {
        let area_id = Some(server.world.area(path));
        let there = listed(&server, ListPublicTickets { area_id, ..ListPublicTickets::default() }).await;
        assert_eq!(there.len(), count, "{path}");
    }
    let from = Some(lamp.reported_at + TimeDelta::seconds(1));
    let new = ListPublicTickets { reported_from: from, ..ListPublicTickets::default() };
    let old = ListPublicTickets { reported_until: from, ..ListPublicTickets::default() };
    assert_eq!(listed(&server, new).await, ["垃圾成堆"]);
    assert_eq!(listed(&server, old).await, ["路灯不亮"]);

    let one = server.anonymous().get_public_ticket(lamp.id).await.unwrap();
    assert_eq!((one.number, one.state), (lamp.number, PublicState::Closed));
    assert!(one.closed_at.is_some_and(|at| at >= one.reported_at));
}

#[actix_web::test]
async fn public_tickets_come_in_pages() {
    let server = town().await;
    let (resident, _) = neighbours(&server);
    for n in 0..5 {
        report(&resident, &format!("{n}")).await;
        soon(&server);
    }
    let mut read = Vec::new();
    let mut query = ListPublicTickets { limit: Some(2), ..ListPublicTickets::default() };
    loop {
        let page = server.anonymous().list_public_tickets(&query).await.unwrap();
        read.extend(page.items.into_iter().map(|ticket| ticket.text));
        query.after = page.next;
        if query.after.is_none() {
            break;
        }
    }
    assert_eq!(read, ["4", "3", "2", "1", "0"]);
}

#[actix_web::test]
async fn a_condition_that_means_nothing_is_refused() {
    let server = town().await;
    let any = ListPublicTickets::default;
    for query in [
        ListPublicTickets { after: Some("x".to_owned()), ..any() },
        ListPublicTickets { category: Some("NO CODE".to_owned()), ..any() },
        ListPublicTickets { bbox: Some("1,2,3".to_owned()), ..any() },
        ListPublicTickets { area_id: Some(AreaId(uuid::Uuid::max())), ..any() },
    ] {
        assert_eq!(code(server.anonymous().list_public_tickets(&query).await), "query_invalid", "{query:?}");
    }
    let (resident, _) = neighbours(&server);
    let mut noise = matter("楼上吵");
    noise.category = "noise".to_owned();
    let private = resident.report_ticket(&noise, None).await.unwrap().body.ticket;
    assert_eq!(code(server.anonymous().get_public_ticket(private.id).await), "not_found");
}
