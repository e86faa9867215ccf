use app::volunteering::{Filter, Page, list};
use contract::volunteering::{CancelShift, ListShifts, ShiftState, UpdateShift};
use domain::permissions::Role;

use super::{
    FAR_HOME, GRID, HOME, OTHER_TOWN_HOME, TOWN, VILLAGE, actor, at, body, faults, planned, resident,
};
use crate::support::{TestServer, code};

#[actix_web::test]
async fn what_is_wrong_with_a_plan_is_named_field_by_field() {
    let server = TestServer::start().await;
    let organiser = server.signed_in(Role::GridWorker, GRID);
    let plan = |change: fn(&mut contract::volunteering::PlanShift)| {
        let mut body = body(&server, 60, 3);
        change(&mut body);
        let organiser = organiser.clone();
        async move { faults(organiser.plan_shift(&body, None).await) }
    };
    let one = |pointer: &str, code: &str| vec![(pointer.to_owned(), code.to_owned())];
    assert_eq!(plan(|b| b.ends_at = at(60 + 14)).await, one("/ends_at", "shift_length"));
    assert_eq!(plan(|b| b.ends_at = at(60 + 721)).await, one("/ends_at", "shift_length"));
    assert_eq!(plan(|b| b.sign_up_until = Some(at(61))).await, one("/sign_up_until", "shift_sign_up"));
    assert_eq!(plan(|b| b.sign_up_until = Some(at(0))).await, one("/starts_at", "shift_past"));
    let far = plan(|b| (b.starts_at, b.ends_at) = (at(367 * 1440), at(367 * 1440 + 60))).await;
    assert_eq!(far, one("/starts_at", "shift_too_far"));
    assert_eq!(plan(|b| b.places = 501).await, one("/places", "range"));
    assert_eq!(plan(|b| b.weeks = 27).await, one("/weeks", "range"));
    assert_eq!(plan(|b| b.title = " ".to_owned()).await[0].0, "/title");
    assert_eq!(plan(|b| b.area_id = uuid::Uuid::nil().into()).await, one("/area_id", "not_found"));
    let mut at_home = body(&server, 60, 3);
    at_home.area_id = server.world.area(HOME);
    assert_eq!(faults(organiser.plan_shift(&at_home, None).await), one("/area_id", "not_found"));
}

#[actix_web::test]
async fn a_repeated_plan_makes_a_shift_a_week_and_its_key_makes_them_once() {
    let server = TestServer::start().await;
    let organiser = server.signed_in(Role::GridWorker, GRID);
    let mut body = body(&server, 60, 3);
    body.weeks = 3;
    let made = organiser.plan_shift(&body, Some("k")).await.unwrap().items;
    let again = organiser.plan_shift(&body, Some("k")).await.unwrap().items;
    assert_eq!(made, again);
    let starts: Vec<_> = made.iter().map(|shift| shift.starts_at).collect();
    assert_eq!(starts, [at(60), at(60 + 7 * 1440), at(60 + 14 * 1440)]);
    assert_eq!(organiser.list_shifts(&ListShifts::default()).await.unwrap().items.len(), 3);
}

#[actix_web::test]
async fn lists_are_near_and_filtered_and_come_page_by_page() {
    let server = TestServer::start().await;
    let mut ids = Vec::new();
    for day in 0..5 {
        ids.push(planned(&server, 60 + day * 1440, 1).await.id);
    }
    let me = resident(&server);
    let client = server.client_of(me);
    client.sign_up_for_shift(ids[1], None).await.unwrap();
    let ask = |query: ListShifts| {
        let client = client.clone();
        async move { client.list_shifts(&query).await.unwrap() }
    };
    let listed = |page: contract::page::Page<contract::volunteering::Shift>| -> Vec<_> {
        page.items.into_iter().map(|shift| shift.id).collect()
    };
    let first = ask(ListShifts { limit: Some(2), ..Default::default() }).await;
    let next = first.next.clone();
    assert_eq!(listed(first), ids[..2]);
    assert_eq!(listed(ask(ListShifts { limit: Some(9), after: next, ..Default::default() }).await), ids[2..]);
    assert_eq!(listed(ask(ListShifts { mine: true, ..Default::default() }).await), [ids[1]]);
    let free = listed(ask(ListShifts { free: true, ..Default::default() }).await);
    assert_eq!(free, [ids[0], ids[2], ids[3], ids[4]]);
    // One that goes on at `from` is listed.
    let from =
        ListShifts { from: Some(at(60 + 1440 + 30)), until: Some(at(60 + 3 * 1440)), ..Default::default() };
    assert_eq!(listed(ask(from).await), ids[1..3]);
    let village = ListShifts { area_id: Some(server.world.area(VILLAGE)), ..Default::default() };
    assert_eq!(ask(village).await.items.len(), 5);
    let elsewhere = ListShifts { area_id: Some(server.world.area("1/1/2/")), ..Default::default() };
    assert!(ask(elsewhere).await.items.is_empty());
    assert_eq!(
        code(client.list_shifts(&ListShifts { after: Some("x".into()), ..Default::default() }).await),
        "query_invalid"
    );
    let nowhere = ListShifts { area_id: Some(uuid::Uuid::nil().into()), ..Default::default() };
    assert_eq!(code(client.list_shifts(&nowhere).await), "query_invalid");
    // The whole town sees what one grid plans; the next town does not, unless it asks for it.
    for (role, path, sees) in [
        (Role::Resident, FAR_HOME, 5),
        (Role::Resident, OTHER_TOWN_HOME, 0),
        (Role::Official, TOWN, 5),
        (Role::Official, "1/", 5),
    ] {
        let reader = server.signed_in(role, path);
        let seen = reader.list_shifts(&ListShifts::default()).await.unwrap().items.len();
        assert_eq!(seen, sees, "{role:?} at {path}");
    }
}

#[actix_web::test]
async fn a_list_asks_the_store_as_often_for_twenty_shifts_as_for_two() {
    let server = TestServer::start().await;
    let me = resident(&server);
    let reader = actor(&server, me);
    let count = |limit| {
        let (filter, page) = (Filter::default(), Page { after: None, limit });
        app::testing::statements(&server.store, |tx| list(tx, &reader, &filter, page)).unwrap()
    };
    for day in 0..20 {
        let id = planned(&server, 60 + day * 1440, 1).await.id;
        if day % 2 == 0 {
            server.client_of(resident(&server)).sign_up_for_shift(id, None).await.unwrap();
        }
        server.client_of(me).sign_up_for_shift(id, None).await.unwrap();
    }
    let (two, few) = count(2);
    let (twenty, many) = count(20);
    assert_eq!((two.len(), twenty.len()), (2, 20));
    assert_eq!(few, many);
    assert!(many <= 5, "{many}");
}

#[actix_web::test]
async fn a_shift_is_changed_on_the_version_that_was_read_until_it_begins() {
    let server = TestServer::start().await;
    let organiser = server.world.person(&server.store, Some((Role::GridWorker, GRID)));
    let id = planned(&server, 60, 2).await.id;
    let client = server.client_of(organiser);
    let read = client.get_shift(id).await.unwrap();
    let change = UpdateShift { title: Some("清理河道".into()), bring: Some(None), ..Default::default() };
    let changed = client.update_shift(id, &read.etag, &change, None).await.unwrap();
    assert_eq!(
        (changed.body.title.as_str(), changed.body.bring, changed.body.version),
        ("清理河道", None, 2)
    );
    assert_eq!(code(client.update_shift(id, &read.etag, &change, None).await), "changed_meanwhile");
    // Sign-up goes on closing with the beginning.
    let later = UpdateShift { starts_at: Some(at(90)), ends_at: Some(at(150)), ..Default::default() };
    let later = client.update_shift(id, &changed.etag, &later, None).await.unwrap();
    assert_eq!((later.body.starts_at, later.body.sign_up_until), (at(90), at(90)));
    let past = UpdateShift { starts_at: Some(at(-1)), ..Default::default() };
    assert_eq!(faults(client.update_shift(id, &later.etag, &past, None).await)[0].1, "shift_past");

    server.client_of(resident(&server)).sign_up_for_shift(id, None).await.unwrap();
    server.client_of(resident(&server)).sign_up_for_shift(id, None).await.unwrap();
    let fewer = UpdateShift { places: Some(1), ..Default::default() };
    assert_eq!(code(client.update_shift(id, &later.etag, &fewer, None).await), "shift_places_taken");
    super::advance(&server, 90);
    let client = server.client_of(organiser);
    assert_eq!(code(client.update_shift(id, &later.etag, &change, None).await), "shift_started");
    assert_eq!(
        code(client.cancel_shift(id, &CancelShift { reason: "有大雨".into() }, None).await),
        "shift_started"
    );
}

#[actix_web::test]
async fn nobody_is_moved_into_two_shifts_at_once() {
    let server = TestServer::start().await;
    let organiser = server.signed_in(Role::GridWorker, GRID);
    let (first, second) = (planned(&server, 60, 2).await.id, planned(&server, 180, 2).await.id);
    let busy = resident(&server);
    super::sign_up(&server, busy, first).await.unwrap();
    super::sign_up(&server, busy, second).await.unwrap();
    let etag = organiser.get_shift(second).await.unwrap().etag;
    let earlier = UpdateShift { starts_at: Some(at(170)), ..Default::default() };
    assert_eq!(code(organiser.update_shift(second, &etag, &earlier, None).await), "shift_volunteers_overlap");
    server.client_of(busy).withdraw_from_shift(first, None).await.unwrap();
    organiser.update_shift(second, &etag, &earlier, None).await.unwrap();
}

#[actix_web::test]
async fn those_who_are_signed_up_read_why_a_shift_was_called_off() {
    let server = TestServer::start().await;
    let (organiser, me) = (server.signed_in(Role::Official, TOWN), resident(&server));
    let (id, other) = (planned(&server, 60, 2).await.id, planned(&server, 60, 2).await.id);
    super::sign_up(&server, me, id).await.unwrap();
    let why = CancelShift { reason: " 有大雨 ".into() };
    organiser.cancel_shift(id, &why, None).await.unwrap();
    let seen =
        server.client_of(me).list_shifts(&ListShifts { mine: true, ..Default::default() }).await.unwrap();
    assert_eq!(
        (seen.items[0].state, seen.items[0].cancel_reason.as_deref()),
        (ShiftState::Cancelled, Some("有大雨"))
    );
    assert_eq!(code(organiser.cancel_shift(id, &why, None).await), "shift_cancelled");
    assert_eq!(code(super::sign_up(&server, resident(&server), id).await), "shift_cancelled");
    // Its time is free again.
    super::sign_up(&server, me, other).await.unwrap();
}
