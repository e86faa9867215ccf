//! Lists: who sees what, page by page, and how often the store is asked.

use app::{
    redemptions::{self, RedemptionFilter, offers},
    testing::statements,
};
use chrono::TimeDelta;
use contract::redemptions::{
    ListManagedOffers, ListOffers, ListProviderRedemptions, ListRedemptions, RedemptionStateName, Reserve,
    ShownCode,
};
use domain::{ledger::Owner, permissions::Role, redemptions::OfferState};

use super::{HOME, Shop, TOWN, VILLAGE, day, earn, fund};
use crate::support::code;

#[actix_web::test]
async fn the_shop_shows_what_a_place_is_offered_now_and_what_one_can_afford() {
    let shop = Shop::open().await;
    for (title, price) in [("一", 10), ("二", 20), ("三", 30)] {
        shop.server.store.clock.advance(TimeDelta::milliseconds(1));
        shop.offer(|c| (c.title, c.price) = (title.to_owned(), price)).await;
    }
    shop.offer(|c| (c.title, c.shown_until) = ("昨天".to_owned(), Some(day("2026-01-04")))).await;
    let resident = shop.resident(20);
    let titles = async |client: &client::Client, query: &ListOffers| {
        let page = client.list_offers(query).await.unwrap();
        (page.items.into_iter().map(|offer| offer.title).collect::<Vec<_>>(), page.next)
    };
    let all = ListOffers { area_id: Some(shop.server.world.area(VILLAGE)), ..ListOffers::default() };
    assert_eq!(titles(&resident.client, &all).await.0, ["三", "二", "一"]);
    let first = ListOffers { limit: Some(2), ..all.clone() };
    let (two, next) = titles(&resident.client, &first).await;
    assert_eq!(two, ["三", "二"]);
    assert_eq!(titles(&resident.client, &ListOffers { after: next, ..first }).await.0, ["一"]);
    let affordable = ListOffers { affordable: true, ..all.clone() };
    assert_eq!(titles(&resident.client, &affordable).await.0, ["二", "一"]);
    assert!(titles(&shop.server.anonymous(), &affordable).await.0.is_empty());
    // Another place, another programme.
    let other_town = ListOffers { area_id: Some(shop.server.world.area("1/2/")), ..ListOffers::default() };
    assert!(titles(&resident.client, &other_town).await.0.is_empty());
    let other = fund(&shop.server, TOWN, 10);
    let other = ListOffers { programme_id: Some(other), ..ListOffers::default() };
    assert!(titles(&resident.client, &other).await.0.is_empty());
    // What one's household has counts, too.
    let member = shop.server.signed_in(Role::Resident, HOME);
    earn(&shop.server, shop.programme, Owner::Household(shop.server.world.area(HOME)), 30);
    assert_eq!(titles(&member, &affordable).await.0, ["三", "二", "一"]);
}

#[actix_web::test]
async fn who_manages_offers_sees_those_of_their_providers_in_every_state() {
    let shop = Shop::open().await;
    let offer = shop.offer(|_| {}).await;
    shop.staff.end_offer(offer.id).await.unwrap();
    let query = |state| ListManagedOffers { state, ..ListManagedOffers::default() };
    let count = async |client: &client::Client, query: &ListManagedOffers| {
        client.list_managed_offers(query).await.unwrap().items.len()
    };
    assert_eq!(count(&shop.staff, &query(None)).await, 1);
    assert_eq!(count(&shop.staff, &query(Some(OfferState::Proposed))).await, 0);
    assert_eq!(count(&shop.official, &query(Some(OfferState::Ended))).await, 1);
    let village = shop.server.signed_in(Role::Official, VILLAGE);
    assert_eq!(count(&village, &query(None)).await, 0);
    let here = ListManagedOffers { under_id: Some(shop.server.world.area(TOWN)), ..query(None) };
    assert_eq!(count(&shop.official, &here).await, 1);
    let resident = shop.server.signed_in(Role::Resident, HOME);
    assert_eq!(code(resident.list_managed_offers(&query(None)).await), "not_allowed");
}

#[actix_web::test]
async fn a_provider_lists_what_waits_and_what_was_collected_today() {
    let shop = Shop::open().await;
    let offer = shop.offer(|c| c.stock = None).await;
    let resident = shop.resident(1_000);
    let mut codes = Vec::new();
    for _ in 0..3 {
        codes.push(resident.reserve(&offer).await.unwrap().code.unwrap());
    }
    let shown = ShownCode { code: codes.remove(0) };
    shop.staff.collect_redemption(shop.provider, &shown, None).await.unwrap();
    let list = async |query: ListProviderRedemptions| {
        shop.staff.list_provider_redemptions(shop.provider, &query).await.unwrap().items
    };
    let waiting = ListProviderRedemptions {
        state: Some(RedemptionStateName::Reserved),
        ..ListProviderRedemptions::default()
    };
    assert_eq!(list(waiting).await.len(), 2);
    let on = |text: &str| ListProviderRedemptions {
        collected_on: Some(day(text)),
        ..ListProviderRedemptions::default()
    };
    let today = list(on("2026-01-05")).await;
    assert_eq!((today.len(), today[0].person.as_str(), today[0].points), (1, "测***", 80));
    assert!(list(on("2026-01-04")).await.is_empty());
    assert_eq!(
        code(resident.client.list_provider_redemptions(shop.provider, &on("2026-01-05")).await),
        "not_allowed"
    );
}

#[actix_web::test]
async fn lists_ask_the_store_no_more_for_many_than_for_one() {
    let shop = Shop::open().await;
    let person = shop.server.world.person(&shop.server.store, Some((Role::Resident, HOME)));
    earn(&shop.server, shop.programme, Owner::Person(person.0), 10_000);
    let client = shop.again(person);
    let actor = shop.server.store.db.read_blocking(|tx| app::identity::load_actor(tx, person.1));
    let actor = actor.unwrap().unwrap();
    let staff = shop.server.store.db.read_blocking(|tx| app::identity::load_actor(tx, shop.staff_person.1));
    let staff = staff.unwrap().unwrap();
    let ring = shop.server.state.keyring.clone();
    let counts = || {
        let all = offers::OfferFilter { affordable: true, ..offers::OfferFilter::default() };
        let store = &shop.server.store;
        let shown = statements(store, |tx| offers::shown(tx, Some(&actor), &all, None, 100)).unwrap();
        let filter = RedemptionFilter::default();
        let own = statements(store, |tx| redemptions::own(tx, &ring, &actor, &filter, None, 100)).unwrap();
        let filter = redemptions::ProviderFilter::default();
        let read = |tx: &mut app::db::Tx<'_>| {
            redemptions::of_provider(tx, &staff, shop.provider, &filter, None, 100)
        };
        let counter = statements(store, read).unwrap();
        assert!(!shown.0.is_empty() && !own.0.is_empty() && !counter.0.is_empty());
        [shown.1, own.1, counter.1]
    };
    let reserve = async || {
        let offer = shop.offer(|_| {}).await;
        let body = Reserve { offer_id: offer.id, household_id: None, price: offer.price };
        client.reserve_offer(&body, None).await.unwrap();
    };
    reserve().await;
    let for_one = counts();
    for _ in 0..5 {
        reserve().await;
    }
    assert_eq!(counts(), for_one);
    let page =
        client.list_redemptions(&ListRedemptions { limit: Some(4), ..ListRedemptions::default() }).await;
    let page = page.unwrap();
    assert!(page.items.iter().all(|one| one.code.is_some()) && page.next.is_some());
    let rest = ListRedemptions { after: page.next, ..ListRedemptions::default() };
    assert_eq!(client.list_redemptions(&rest).await.unwrap().items.len(), 2);
}
