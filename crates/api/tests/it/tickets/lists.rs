use contract::tickets::ListTickets;
use diesel::connection::{Connection, InstrumentationEvent};
use domain::{permissions::Role, tickets::StateName};
use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use super::{GRID, HOME, matter, neighbours, report, take, town, upload};
use crate::support::code;

#[actix_web::test]
async fn pages_are_newest_first_and_hold_everything_once() {
    let server = town().await;
    let (resident, worker) = neighbours(&server);
    for n in 0..7 {
        server.store.clock.advance(chrono::TimeDelta::seconds(1));
        report(&resident, &format!("第{n}件")).await;
    }
    for (client, mine) in [(&worker, false), (&resident, true)] {
        let mut query = ListTickets { limit: Some(3), mine, ..ListTickets::default() };
        let mut numbers = Vec::new();
        loop {
            let page = client.list_tickets(&query).await.unwrap();
            assert!(page.items.len() <= 3);
            numbers.extend(page.items.into_iter().map(|t| t.number));
            query.after = page.next;
            if query.after.is_none() {
                break;
            }
        }
        let expected: Vec<String> = (1..=7).rev().map(|n| format!("2026-{n:06}")).collect();
        assert_eq!(numbers, expected);
    }
}

#[actix_web::test]
async fn everybody_sees_what_their_areas_hold() {
    let server = town().await;
    let (resident, worker) = neighbours(&server);
    report(&resident, "路灯不亮").await;
    let far = server.signed_in(Role::Resident, "1/1/2/1/1/");
    report(&far, "石桥积水").await;
    let count = async |client: &client::Client| {
        client.list_tickets(&ListTickets::default()).await.unwrap().items.len()
    };
    assert_eq!(count(&worker).await, 1);
    assert_eq!(count(&server.signed_in(Role::GridWorker, "1/1/1/2/")).await, 0);
    assert_eq!(count(&server.signed_in(Role::Official, "1/1/")).await, 2);
    assert_eq!(count(&server.signed_in(Role::Official, "1/2/")).await, 0);
    assert_eq!(count(&resident).await, 1);
    assert_eq!(count(&server.signed_in(Role::Resident, HOME)).await, 0);
    let official = server.signed_in(Role::Official, "1/1/");
    let area_id = Some(server.world.area("1/1/2/"));
    let narrow = official.list_tickets(&ListTickets { area_id, ..ListTickets::default() }).await.unwrap();
    assert_eq!(narrow.items[0].text, "石桥积水");
}

#[actix_web::test]
async fn filters_narrow_the_list() {
    let server = town().await;
    let (resident, worker) = neighbours(&server);
    let lamp = report(&resident, "路灯不亮 100%").await.ticket;
    let mut noise = matter("夜里施工");
    noise.category = "noise".to_owned();
    resident.report_ticket(&noise, None).await.unwrap();
    take(&worker, lamp.id).await.unwrap();
    let texts = async |query: ListTickets| -> Vec<String> {
        worker.list_tickets(&query).await.unwrap().items.into_iter().map(|t| t.text).collect()
    };
    let all = ListTickets::default;
    assert_eq!(texts(all().in_states(&[StateName::InProgress, StateName::Solved])).await, ["路灯不亮 100%"]);
    assert_eq!(texts(ListTickets { category: Some("noise".into()), ..all() }).await, ["夜里施工"]);
    assert_eq!(texts(ListTickets { assigned_to_me: true, ..all() }).await, ["路灯不亮 100%"]);
    assert_eq!(texts(ListTickets { search: Some("00%".into()), ..all() }).await, ["路灯不亮 100%"]);
    assert_eq!(texts(ListTickets { search: Some("_路灯".into()), ..all() }).await, Vec::<String>::new());
    assert_eq!(texts(ListTickets { search: Some("2026-2".into()), ..all() }).await, ["夜里施工"]);
    assert_eq!(texts(ListTickets { overdue: true, ..all() }).await, Vec::<String>::new());
    let state = Some("sleeping".to_owned());
    assert_eq!(code(worker.list_tickets(&ListTickets { state, ..all() }).await), "query_invalid");
    let after = Some("nowhere".to_owned());
    assert_eq!(code(worker.list_tickets(&ListTickets { after, ..all() }).await), "query_invalid");
}

#[actix_web::test]
async fn the_list_as_csv_holds_every_row_and_runs_nothing() {
    let server = town().await;
    let (resident, worker) = neighbours(&server);
    report(&resident, "=1+1").await;
    report(&resident, "路灯, \"不亮\"").await;
    let file = worker.export_tickets(&ListTickets::default(), "text/csv", |_| {}).await.unwrap();
    let text = String::from_utf8(file).unwrap();
    assert!(text.starts_with("\u{feff}编号,状态,区域"), "{text}");
    assert!(text.contains("'=1+1") && text.contains("\"路灯, \"\"不亮\"\"\""), "{text}");
    assert_eq!(text.lines().count(), 3);
}

/// Counts the statements of a read; each page of any length needs the same.
#[actix_web::test]
async fn a_page_takes_a_fixed_number_of_statements() {
    let server = town().await;
    let (resident, worker) = neighbours(&server);
    for n in 0..12 {
        let photos = vec![upload(&resident, n).await];
        let body = contract::tickets::ReportTicket { photos, ..matter("路灯不亮") };
        let id = resident.report_ticket(&body, None).await.unwrap().body.ticket.id;
        take(&worker, id).await.unwrap();
    }
    let path = domain::areas::AreaPath::parse(GRID).unwrap();
    let (user, session) = server.world.person(&server.store, Some((Role::GridWorker, GRID)));
    let actor = server
        .store
        .db
        .read_blocking(|tx| app::identity::load_actor(tx, session))
        .unwrap()
        .filter(|actor| actor.user == user && actor.may(domain::permissions::Permission::ViewTickets, &path))
        .unwrap();
    let statements = |limit: i64| {
        let count = Arc::new(AtomicUsize::new(0));
        let counter = Arc::clone(&count);
        server
            .store
            .db
            .read_blocking(|tx| {
                tx.db().set_instrumentation(move |event: InstrumentationEvent<'_>| {
                    if matches!(event, InstrumentationEvent::StartQuery { .. }) {
                        counter.fetch_add(1, Ordering::Relaxed);
                    }
                });
                let page = app::tickets::Page { after: None, limit };
                let found = app::tickets::list(tx, &actor, &app::tickets::Filter::default(), page);
                tx.db().set_instrumentation(|_: InstrumentationEvent<'_>| {});
                found.map(|items| assert_eq!(i64::try_from(items.len()).unwrap(), limit))
            })
            .unwrap();
        count.load(Ordering::Relaxed)
    };
    assert_eq!((statements(1), statements(12)), (6, 6));
}
