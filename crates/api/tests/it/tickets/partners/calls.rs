//! Calling several offices to one ticket: each must report.

use app::tickets::tell_late_calls;
use contract::tickets::{ListCalls, ReportOnCall};
use domain::{
    permissions::Role,
    providers::ProviderKind,
    tickets::{Action, CallState, StateName},
};

use super::{Scene, because, kinds, provider, solution};
use crate::{
    notifications::told_of,
    support::code,
    tickets::{close, refusals::bad_field, take, upload},
};

fn report(text: &str) -> ReportOnCall {
    ReportOnCall { text: text.to_owned(), photos: vec![] }
}

#[actix_web::test]
async fn each_who_is_called_reports_before_it_can_be_solved() {
    let scene = Scene::open().await;
    let office = provider(&scene.server, super::TOWN, "青禾城管中队", ProviderKind::Authority).await;
    let officer_person = scene.server.world.staff(&scene.server.store, office, super::TOWN);
    let officer = scene.server.client_of(officer_person);
    let id = scene.ticket().await;
    take(&scene.worker, id).await.unwrap();
    assert_eq!(code(officer.get_ticket(id).await), "not_found");

    let out = scene.call(&[scene.company, office]);
    let called = scene.worker.call_providers(id, &out, Some("k")).await.unwrap().body;
    assert_eq!(scene.worker.call_providers(id, &out, Some("k")).await.unwrap().body, called);
    assert_eq!(called.calls.len(), 2);
    assert_eq!(called.ticket.calls_open, 2);
    assert!(!called.actions.contains(&Action::Solve));
    assert_eq!(kinds(&called), ["reported", "taken", "called", "called"]);
    assert_eq!(called.timeline[3].provider.as_deref(), Some("青禾城管中队"));
    told_of(&officer, "ticket.called").await;
    told_of(&scene.mechanic, "ticket.called").await;
    assert_eq!(code(close(&scene.worker, id).await), "ticket_calls_open");

    // Who was called sees the ticket, reports, and does nothing else with it.
    let seen = officer.get_ticket(id).await.unwrap().body;
    assert!(seen.actions.is_empty());
    let of = |call: &&contract::tickets::Call| call.provider.id == office;
    let call = seen.calls.iter().find(of).unwrap();
    assert!(call.can_report && !call.can_withdraw);
    let other = seen.calls.iter().find(|call| !of(call)).unwrap();
    assert_eq!(code(officer.report_on_call(other.id, &report("代报"), None).await), "not_allowed");
    assert_eq!(code(scene.resident.report_on_call(call.id, &report("代报"), None).await), "not_allowed");
    let photo = upload(&officer, 9).await;
    let said = ReportOnCall { text: "已到现场，要求三日内拆除".to_owned(), photos: vec![photo] };
    let reported = officer.report_on_call(call.id, &said, Some("r")).await.unwrap().body;
    assert_eq!(officer.report_on_call(call.id, &said, Some("r")).await.unwrap().body, reported);
    assert_eq!(reported.ticket.calls_open, 1);
    let entry = reported.timeline.last().unwrap();
    assert_eq!((entry.kind.as_str(), entry.photos.len()), ("call_reported", 1));
    assert_eq!(code(officer.report_on_call(call.id, &report("再报"), None).await), "call_ended");
    told_of(&scene.worker, "ticket.call_reported").await;
    assert_eq!(code(close(&scene.worker, id).await), "ticket_calls_open");
    scene.mechanic.report_on_call(other.id, &report("已断电"), None).await.unwrap();
    assert_eq!(close(&scene.worker, id).await.unwrap().ticket.state, StateName::Solved);
    // They can still read what came of it.
    assert!(officer.get_ticket(id).await.is_ok());
}

#[actix_web::test]
async fn a_call_is_taken_back_by_who_made_it_or_by_the_office() {
    let scene = Scene::open().await;
    let id = scene.ticket().await;
    let call = |ticket: &contract::tickets::Ticket| {
        ticket.calls.iter().find(|call| call.state == CallState::Open).unwrap().id
    };
    let first = scene.worker.call_providers(id, &scene.call(&[scene.company]), None).await.unwrap().body;
    let another = scene.server.signed_in(Role::GridWorker, crate::tickets::GRID);
    assert_eq!(code(another.withdraw_call(call(&first), &because("不用了"), None).await), "not_allowed");
    let back = scene.worker.withdraw_call(call(&first), &because("不用了"), None).await.unwrap().body;
    assert_eq!((back.calls[0].state, back.ticket.calls_open), (CallState::Withdrawn, 0));
    assert_eq!(back.calls[0].answer.as_deref(), Some("不用了"));
    told_of(&scene.mechanic, "ticket.call_withdrawn").await;
    assert_eq!(code(scene.mechanic.get_ticket(id).await), "not_found", "it is none of theirs any more");
    let second = scene.worker.call_providers(id, &scene.call(&[scene.company]), None).await.unwrap().body;
    scene.official.withdraw_call(call(&second), &because("改由镇里办"), None).await.unwrap();
    let late = scene.mechanic.report_on_call(call(&second), &report("来了"), None).await;
    assert_eq!(code(late), "not_found");
}

#[actix_web::test]
async fn nobody_is_called_twice_at_once_nor_from_where_they_do_not_serve() {
    let scene = Scene::open().await;
    let id = scene.ticket().await;
    let beside = provider(&scene.server, "1/1/2/", "石桥派出所", ProviderKind::Authority).await;
    let refused = scene.worker.call_providers(id, &scene.call(&[scene.company, beside]), None).await;
    assert_eq!(bad_field(refused), ("/provider_ids/1".to_owned(), "serves_not".to_owned()));
    assert!(scene.worker.get_ticket(id).await.unwrap().body.calls.is_empty(), "all of them or none");
    let mut out = scene.call(&[scene.company]);
    out.until = scene.in_days(31);
    let refused = scene.worker.call_providers(id, &out, None).await;
    assert_eq!(bad_field(refused), ("/until".to_owned(), "wait_length".to_owned()));
    let out = scene.call(&[scene.company]);
    scene.worker.call_providers(id, &out, None).await.unwrap();
    assert_eq!(code(scene.official.call_providers(id, &out, None).await), "call_repeated");
    for n in 0..39 {
        let ticket = scene.worker.get_ticket(id).await.unwrap().body;
        let open = ticket.calls.iter().find(|call| call.state == CallState::Open).unwrap().id;
        scene.mechanic.report_on_call(open, &report(&format!("第{n}次")), None).await.unwrap();
        scene.worker.call_providers(id, &out, None).await.unwrap();
    }
    let ticket = scene.worker.get_ticket(id).await.unwrap().body;
    let open = ticket.calls.iter().find(|call| call.state == CallState::Open).unwrap().id;
    scene.mechanic.report_on_call(open, &report("最后一次"), None).await.unwrap();
    assert_eq!(code(scene.worker.call_providers(id, &out, None).await), "calls_full");
}

#[actix_web::test]
async fn calls_lapse_with_the_ticket_and_nothing_is_called_to_what_has_ended() {
    let scene = Scene::open().await;
    let id = scene.ticket().await;
    scene.worker.call_providers(id, &scene.call(&[scene.company]), None).await.unwrap();
    scene.resident.withdraw_ticket(id, None).await.unwrap();
    let ended = scene.official.get_ticket(id).await.unwrap().body;
    assert_eq!((ended.calls[0].state, ended.ticket.calls_open), (CallState::Lapsed, 0));
    assert_eq!(
        code(scene.mechanic.report_on_call(ended.calls[0].id, &report("来了"), None).await),
        "call_ended"
    );
    assert_eq!(
        code(scene.worker.call_providers(id, &scene.call(&[scene.company]), None).await),
        "ticket_ended"
    );
}

#[actix_web::test]
async fn a_late_report_is_told_of_once() {
    let scene = Scene::open().await;
    let worker_person =
        scene.server.world.person(&scene.server.store, Some((Role::GridWorker, crate::tickets::GRID)));
    let official_person =
        scene.server.world.person(&scene.server.store, Some((Role::Official, crate::tickets::GRID)));
    let id = scene.ticket().await;
    let worker = scene.server.client_of(worker_person);
    worker.call_providers(id, &scene.call(&[scene.company]), None).await.unwrap();
    let tell = || scene.server.store.write(tell_late_calls).unwrap();
    assert_eq!(tell(), 0);
    scene.days(4);
    assert_eq!((tell(), tell()), (1, 0));
    for person in [worker_person, official_person, scene.mechanic_person] {
        told_of(&scene.again(person), "ticket.call_overdue").await;
    }
    let mechanic = scene.again(scene.mechanic_person);
    let calls = mechanic.list_calls(&listed(scene.company, None)).await.unwrap().items;
    assert!(calls[0].call.overdue && calls[0].ticket.id == id);
}

fn listed(provider_id: domain::ids::ProviderId, state: Option<CallState>) -> ListCalls {
    ListCalls { provider_id, state, limit: None, after: None }
}

#[actix_web::test]
async fn a_company_lists_its_calls_page_by_page() {
    let scene = Scene::open().await;
    let mut ids = Vec::new();
    for _ in 0..3 {
        let id = scene.ticket().await;
        scene.worker.call_providers(id, &scene.call(&[scene.company]), None).await.unwrap();
        ids.push(id);
    }
    let first = ListCalls { limit: Some(2), ..listed(scene.company, None) };
    let first = scene.mechanic.list_calls(&first).await.unwrap();
    let second = ListCalls { after: first.next.clone(), ..listed(scene.company, None) };
    let second = scene.mechanic.list_calls(&second).await.unwrap();
    let seen: Vec<_> = first.items.iter().chain(&second.items).map(|one| one.ticket.id).collect();
    let each_once: std::collections::BTreeSet<_> = seen.iter().copied().collect();
    assert_eq!((each_once, seen.len(), second.next), (ids.into_iter().collect(), 3, None));
    scene.mechanic.report_on_call(first.items[0].call.id, &report("已到场"), None).await.unwrap();
    let open = scene.mechanic.list_calls(&listed(scene.company, Some(CallState::Open))).await.unwrap();
    assert_eq!(open.items.iter().map(|one| one.ticket.id).collect::<Vec<_>>(), seen[1..]);
    let bad = ListCalls { after: Some("x".to_owned()), ..listed(scene.company, None) };
    assert_eq!(code(scene.mechanic.list_calls(&bad).await), "query_invalid");
}

#[actix_web::test]
async fn a_company_that_keeps_a_ticket_waits_for_the_reports_of_others_too() {
    let scene = Scene::open().await;
    let office = provider(&scene.server, super::TOWN, "青禾水务", ProviderKind::PublicService).await;
    let id = scene.taken().await;
    scene.worker.call_providers(id, &scene.call(&[office]), None).await.unwrap();
    let refused = scene.mechanic.solve_ticket(id, &solution(&scene.mechanic).await, None).await;
    assert_eq!(code(refused), "ticket_calls_open");
}
