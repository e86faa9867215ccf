//! Providers, their staff and what is agreed with them.

use contract::{
    grants::{CreateGrant, ListGrants},
    page::Page,
    providers::{Agree, CreateProvider, ListProviders, OpeningHours, Provider, ProviderContent},
    redemptions::ListManagedOffers,
    tickets::{Point, PointKind},
};
use domain::{
    ids::{ProgrammeId, ProviderId},
    permissions::Role,
    providers::{ProviderKind, ProviderState},
};
use uuid::Uuid;

use crate::{
    redemptions::{GRID, TOWN, VILLAGE, fund},
    support::{TestServer, code},
};

pub fn content(name: &str) -> ProviderContent {
    ProviderContent {
        name: name.to_owned(),
        kind: ProviderKind::Shop,
        about: "柴米油盐".to_owned(),
        address: "青禾路 3 号".to_owned(),
        position: Some(Point { kind: PointKind::Point, coordinates: [118.31, 30.95] }),
        telephone: Some("0563-3023456".to_owned()),
        opening_hours: OpeningHours {
            week: vec![vec!["09:00-12:00".to_owned(), "14:00-18:00".to_owned()]; 7],
            closed_on: vec![],
        },
    }
}

async fn add(server: &TestServer, path: &str, name: &str) -> Provider {
    let official = server.signed_in(Role::Official, "1/");
    let new = CreateProvider { area_id: server.world.area(path), content: content(name) };
    official.create_provider(&new, None).await.unwrap().body
}

#[actix_web::test]
async fn a_provider_is_added_changed_and_ended_by_officials_and_seen_by_everybody() {
    let server = TestServer::start().await;
    let official = server.signed_in(Role::Official, TOWN);
    let new = CreateProvider { area_id: server.world.area(TOWN), content: content("便民超市") };
    let made = official.create_provider(&new, Some("a")).await.unwrap();
    assert_eq!(official.create_provider(&new, Some("a")).await.unwrap().body.id, made.body.id);
    // Nine in the morning of a Monday.
    assert!(made.body.open_now && made.body.area_name == "青禾镇");

    let id = made.body.id;
    let other = ProviderContent { telephone: None, position: None, ..content("便民超市二店") };
    assert_eq!(code(official.change_provider(id, "\"7\"", &other).await), "changed_meanwhile");
    let village = server.signed_in(Role::Official, VILLAGE);
    assert_eq!(code(village.change_provider(id, &made.etag, &other).await), "not_allowed");
    let changed = official.change_provider(id, &made.etag, &other).await.unwrap();
    assert_eq!((changed.body.name.as_str(), changed.body.position), ("便民超市二店", None));
    let bad = ProviderContent { telephone: Some("call me".to_owned()), ..content("店") };
    assert_eq!(code(official.change_provider(id, &changed.etag, &bad).await), "fields_invalid");

    let seen = server.anonymous().get_provider(id).await.unwrap();
    assert_eq!(seen.body, changed.body);
    let ended = official.end_provider(id).await.unwrap();
    assert_eq!(ended.body.state, ProviderState::Ended);
    assert_eq!(code(official.end_provider(id).await), "provider_ended");
    assert_eq!(code(official.change_provider(id, &ended.etag, &other).await), "provider_ended");
    assert_eq!(code(server.anonymous().get_provider(ProviderId(Uuid::nil())).await), "not_found");
}

#[actix_web::test]
async fn a_list_holds_who_serves_a_place_page_by_page_and_asks_the_store_no_more_for_many() {
    let server = TestServer::start().await;
    let one = add(&server, TOWN, "一").await;
    let statements = || {
        let read = |tx: &mut app::db::Tx<'_>| {
            app::providers::providers(tx, &app::providers::ProviderFilter::default(), None, 100)
        };
        app::testing::statements(&server.store, read).unwrap().1
    };
    let for_one = statements();
    for (path, name) in [(GRID, "二"), ("1/2/", "三"), (VILLAGE, "四")] {
        server.store.clock.advance(chrono::TimeDelta::milliseconds(1));
        add(&server, path, name).await;
    }
    assert_eq!(statements(), for_one);
    let anybody = server.anonymous();
    let names = |page: Page<Provider>| page.items.into_iter().map(|p| p.name).collect::<Vec<_>>();
    // A village is served by those of its town and of its grids, not by those of another town.
    let query = ListProviders { area_id: Some(server.world.area(VILLAGE)), ..ListProviders::default() };
    assert_eq!(names(anybody.list_providers(&query).await.unwrap()), ["四", "二", "一"]);
    let first = ListProviders { limit: Some(3), ..ListProviders::default() };
    let page = anybody.list_providers(&first).await.unwrap();
    let next = ListProviders { after: page.next.clone(), ..ListProviders::default() };
    assert_eq!(names(page), ["四", "三", "二"]);
    assert_eq!(names(anybody.list_providers(&next).await.unwrap()), ["一"]);
    server.signed_in(Role::Official, TOWN).end_provider(one.id).await.unwrap();
    assert_eq!(names(anybody.list_providers(&ListProviders::default()).await.unwrap()).len(), 3);
    let all = ListProviders { ended: true, ..ListProviders::default() };
    assert_eq!(names(anybody.list_providers(&all).await.unwrap()).len(), 4);
    let bad = ListProviders { after: Some("x".to_owned()), ..ListProviders::default() };
    assert_eq!(code(anybody.list_providers(&bad).await), "query_invalid");
}

#[actix_web::test]
async fn staff_are_granted_at_their_provider_serve_it_alone_and_stop_when_the_grant_does() {
    let server = TestServer::start().await;
    let (shop, other) = (add(&server, TOWN, "甲").await, add(&server, TOWN, "乙").await);
    let official = server.signed_in(Role::Official, TOWN);
    let person = server.world.person(&server.store, None);
    let grant = |role: Role, path: &str, provider_id: Option<ProviderId>| CreateGrant {
        user_id: person.0,
        role,
        area_id: server.world.area(path),
        provider_id,
        from: None,
        until: None,
    };
    // Without a provider, with one that is elsewhere, and another role with one.
    for wrong in [
        grant(Role::ProviderStaff, TOWN, None),
        grant(Role::ProviderStaff, VILLAGE, Some(shop.id)),
        grant(Role::ProviderStaff, TOWN, Some(ProviderId(Uuid::nil()))),
        grant(Role::GridWorker, TOWN, Some(shop.id)),
    ] {
        assert_eq!(code(official.create_grant(&wrong, None).await), "fields_invalid");
    }
    let village = server.signed_in(Role::Official, VILLAGE);
    let staff = grant(Role::ProviderStaff, TOWN, Some(shop.id));
    assert_eq!(code(village.create_grant(&staff, None).await), "not_allowed");
    let held = official.create_grant(&staff, None).await.unwrap().body;
    assert_eq!(held.provider_name.as_deref(), Some("甲"));
    assert_eq!(code(official.create_grant(&staff, None).await), "grant_held");
    // One person may serve two.
    official.create_grant(&grant(Role::ProviderStaff, TOWN, Some(other.id)), None).await.unwrap();
    let of_shop = ListGrants { provider_id: Some(shop.id), ..ListGrants::default() };
    assert_eq!(official.list_grants(&of_shop).await.unwrap().items.len(), 1);

    let client = server.client_of(person);
    assert_eq!(client.list_my_providers().await.unwrap().items.len(), 2);
    official.revoke_grant(held.id).await.unwrap();
    let mine = client.list_my_providers().await.unwrap().items;
    assert_eq!(mine.iter().map(|p| p.name.as_str()).collect::<Vec<_>>(), ["乙"]);
    // The role alone serves nobody.
    let nobody = server.signed_in(Role::ProviderStaff, TOWN);
    assert!(nobody.list_my_providers().await.unwrap().items.is_empty());
    assert_eq!(code(nobody.list_managed_offers(&ListManagedOffers::default()).await), "not_allowed");
    assert_eq!(code(nobody.list_provider_agreements(shop.id).await), "not_allowed");
}

#[actix_web::test]
async fn a_rate_is_agreed_for_programmes_that_run_where_the_provider_serves() {
    let server = TestServer::start().await;
    let shop = add(&server, TOWN, "甲").await;
    let here = fund(&server, VILLAGE, 1_000);
    let elsewhere = fund(&server, "1/2/", 1_000);
    let official = server.signed_in(Role::Official, TOWN);
    let rate = |fen| Agree { fen_per_point: fen };
    assert_eq!(
        code(official.agree_with_provider(shop.id, elsewhere, &rate(Some(2))).await),
        "programme_not_here"
    );
    let unknown = ProgrammeId(Uuid::nil());
    assert_eq!(code(official.agree_with_provider(shop.id, unknown, &rate(None)).await), "programme_not_here");
    assert_eq!(code(official.agree_with_provider(shop.id, here, &rate(Some(0))).await), "fields_invalid");
    official.agree_with_provider(shop.id, here, &rate(Some(2))).await.unwrap();
    official.agree_with_provider(shop.id, here, &rate(Some(3))).await.unwrap();
    let treasurer = server.signed_in(Role::Treasurer, TOWN);
    let agreed = treasurer.list_provider_agreements(shop.id).await.unwrap().items;
    assert_eq!(
        agreed.iter().map(|a| (a.programme_id, a.fen_per_point)).collect::<Vec<_>>(),
        [(here, Some(3))]
    );
    assert_eq!(code(treasurer.agree_with_provider(shop.id, here, &rate(None)).await), "not_allowed");
}
