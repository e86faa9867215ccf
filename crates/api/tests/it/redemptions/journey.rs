//! One redemption from the reservation to its end.

use contract::redemptions::{CancelRedemption, RedemptionStateName, Reserve, ReturnRedemption, ShownCode};
use domain::{ledger::Owner, permissions::Role};

use super::{HOME, OTHER_HOME, Shop, TOWN, balance, day, earn, nil, rice};
use crate::support::code;

fn shown(code: &str) -> ShownCode {
    ShownCode { code: code.to_owned() }
}

fn why(reason: &str) -> CancelRedemption {
    CancelRedemption { reason: Some(reason.to_owned()) }
}

#[actix_web::test]
async fn what_is_reserved_holds_its_points_and_is_collected_once_with_its_code() {
    let shop = Shop::open().await;
    let offer = shop.offer(|c| c.stock = Some(1)).await;
    let resident = shop.resident(100);
    let body = Reserve { offer_id: offer.id, household_id: None, price: 80 };
    let made = resident.client.reserve_offer(&body, Some("a")).await.unwrap().body;
    let again = resident.client.reserve_offer(&body, Some("a")).await.unwrap().body;
    assert_eq!((made.id, &made.code), (again.id, &again.code));
    assert_eq!(balance(&shop.server, resident.wallet), (100, 80));
    assert_eq!(shop.left(&offer).await, Some(0));
    // To the end of the seventh day ahead, by the town's clock.
    assert_eq!(made.keep_until.to_rfc3339(), "2026-01-12T16:00:00+00:00");
    assert_eq!(code(shop.resident(100).reserve(&offer).await), "offer_sold_out");

    let kept = resident.client.get_redemption(made.id).await.unwrap().body;
    let typed = kept.code.clone().unwrap();
    assert!(kept.mine && kept.person == "测试用户");
    assert_eq!(code(shop.resident(1).client.get_redemption(made.id).await), "not_found");
    // The provider sees what it is, and no code.
    let seen = shop.staff.get_redemption(made.id).await.unwrap().body;
    assert_eq!((seen.code, seen.person.as_str()), (None, "测***"));

    let scanned = format!("https://town.example/provider/collect?code={}", typed.replace('-', ""));
    let looked = shop.staff.look_at_code(shop.provider, &shown(&scanned)).await.unwrap();
    assert_eq!((looked.points, looked.person.as_str()), (80, "测***"));
    assert_eq!(looked.state, RedemptionStateName::Reserved);
    assert_eq!(balance(&shop.server, resident.wallet), (100, 80));
    let collected = shop.staff.collect_redemption(shop.provider, &shown(&typed.to_lowercase()), None).await;
    assert_eq!(collected.unwrap().state, RedemptionStateName::Collected);
    assert_eq!(balance(&shop.server, resident.wallet), (20, 0));
    let twice = shop.staff.collect_redemption(shop.provider, &shown(&typed), None).await;
    assert_eq!(code(twice), "redemption_collected");
    let late = resident.client.cancel_redemption(made.id, &CancelRedemption::default(), None).await;
    assert_eq!(code(late), "redemption_collected");
    let after = resident.client.get_redemption(made.id).await.unwrap().body;
    assert_eq!((after.state, after.code), (RedemptionStateName::Collected, None));
}

#[actix_web::test]
async fn wrong_codes_are_counted_and_a_code_works_at_its_provider_alone() {
    let shop = Shop::open().await;
    let offer = shop.offer(|_| {}).await;
    let typed = shop.resident(100).reserve(&offer).await.unwrap().code.unwrap();
    assert_eq!(
        code(shop.staff.look_at_code(shop.provider, &shown("no code at all")).await),
        "fields_invalid"
    );
    let stranger = shop.server.signed_in(Role::ProviderStaff, TOWN);
    assert_eq!(code(stranger.look_at_code(shop.provider, &shown(&typed)).await), "not_allowed");
    let other = shop.server.signed_in(Role::Official, TOWN);
    let new = contract::providers::CreateProvider {
        area_id: shop.server.world.area(TOWN),
        content: crate::providers::content("另一家"),
    };
    let other = other.create_provider(&new, None).await.unwrap().body.id;
    let elsewhere = shop.server.client_of(shop.server.world.staff(&shop.server.store, other, TOWN));
    let refused = elsewhere.collect_redemption(other, &shown(&typed), None).await;
    assert_eq!(code(refused), "redemption_code_invalid");

    for _ in 0..10 {
        let wrong = shop.staff.collect_redemption(shop.provider, &shown("0000-0000"), None).await;
        assert_eq!(code(wrong), "redemption_code_invalid");
    }
    let right = shop.staff.collect_redemption(shop.provider, &shown(&typed), None).await;
    assert_eq!(code(right), "too_many_requests");
    // Right ones cost nothing, however many there are.
    shop.server.store.clock.advance(chrono::TimeDelta::minutes(30));
    let staff = shop.again(shop.staff_person);
    for _ in 0..12 {
        staff.look_at_code(shop.provider, &shown(&typed)).await.unwrap();
    }
}

#[actix_web::test]
async fn who_serves_several_providers_reads_a_code_at_any_of_them_and_is_told_whose_it_is() {
    use contract::{grants::CreateGrant, providers::CreateProvider};

    let shop = Shop::open().await;
    let offer = shop.offer(|_| {}).await;
    let resident = shop.resident(100);
    let typed = shown(&resident.reserve(&offer).await.unwrap().code.unwrap());
    let area_id = shop.server.world.area(TOWN);
    let new = CreateProvider { area_id, content: crate::providers::content("另一家") };
    let other = shop.official.create_provider(&new, None).await.unwrap().body.id;
    let person = shop.server.world.staff(&shop.server.store, other, TOWN);
    let elsewhere = shop.again(person);
    assert_eq!(code(elsewhere.look_at_code(other, &typed).await), "redemption_code_invalid");

    let grant = CreateGrant {
        user_id: person.0,
        role: Role::ProviderStaff,
        area_id,
        provider_id: Some(shop.provider),
        from: None,
        until: None,
    };
    shop.official.create_grant(&grant, None).await.unwrap();
    // Grants are remembered for a while.
    shop.server.store.clock.advance(chrono::TimeDelta::seconds(30));
    let both = shop.again(person);
    let seen = both.look_at_code(other, &typed).await.unwrap();
    assert_eq!((seen.provider_id, seen.provider_name.as_str()), (shop.provider, "便民超市"));
    // It is handed out where it belongs, and nowhere else.
    assert_eq!(code(both.collect_redemption(other, &typed, None).await), "redemption_code_invalid");
    let done = both.collect_redemption(shop.provider, &typed, None).await.unwrap();
    assert_eq!(done.state, RedemptionStateName::Collected);
    assert_eq!(balance(&shop.server, resident.wallet), (20, 0));
}

#[actix_web::test]
async fn what_is_not_in_order_is_refused_and_nobody_loses_a_point() {
    let shop = Shop::open().await;
    let offer = shop.offer(|_| {}).await;
    let resident = shop.resident(79);
    assert_eq!(code(resident.reserve(&offer).await), "points_short");
    let stranger = shop.server.signed_in(Role::Resident, HOME);
    let body = Reserve { offer_id: offer.id, household_id: None, price: 80 };
    assert_eq!(code(stranger.reserve_offer(&body, None).await), "points_short");
    let seen = Reserve { price: 70, ..body.clone() };
    assert_eq!(code(resident.client.reserve_offer(&seen, None).await), "offer_price_changed");
    let nowhere = Reserve { offer_id: nil(), ..body.clone() };
    assert_eq!(code(resident.client.reserve_offer(&nowhere, None).await), "not_found");
    let theirs = Reserve { household_id: Some(shop.server.world.area(OTHER_HOME)), ..body };
    assert_eq!(code(resident.client.reserve_offer(&theirs, None).await), "fields_invalid");
    let later = shop.offer(|c| c.shown_from = day("2026-02-01")).await;
    assert_eq!(code(shop.resident(100).reserve(&later).await), "offer_not_shown");
    assert_eq!(balance(&shop.server, resident.wallet), (79, 0));
    assert_eq!(shop.left(&offer).await, Some(3));
}

#[actix_web::test]
async fn a_frozen_wallet_reserves_nothing() {
    use app::db::{DbError, Key, schema::ledger_accounts};
    use diesel::prelude::*;

    let shop = Shop::open().await;
    let offer = shop.offer(|_| {}).await;
    let resident = shop.resident(100);
    let wallet = resident.wallet;
    let freeze = move |tx: &mut app::db::Tx<'_>| -> Result<usize, DbError> {
        let account = ledger_accounts::table.find(Key(wallet));
        Ok(diesel::update(account).set(ledger_accounts::state.eq("frozen")).execute(tx.db())?)
    };
    shop.server.store.write(freeze).unwrap();
    assert_eq!(code(resident.reserve(&offer).await), "ledger_account_frozen");
}

#[actix_web::test]
async fn limits_hold_for_the_person_a_month_and_in_all_and_cancelled_ones_do_not_count() {
    let shop = Shop::open().await;
    let limited = |c: &mut contract::redemptions::OfferContent| {
        (c.stock, c.price, c.month_max, c.whole_max, c.keep_days) = (None, 1, Some(2), Some(3), 30);
    };
    let offer = shop.offer(limited).await;
    let person = shop.server.world.person(&shop.server.store, Some((Role::Resident, HOME)));
    earn(&shop.server, shop.programme, Owner::Person(person.0), 100);
    let home = shop.server.world.area(HOME);
    earn(&shop.server, shop.programme, Owner::Household(home), 100);
    let own = Reserve { offer_id: offer.id, household_id: None, price: 1 };
    let households = Reserve { household_id: Some(home), ..own.clone() };
    let client = shop.again(person);
    let terms = client.get_offer_terms(offer.id).await.unwrap();
    assert_eq!((terms.payers.len(), terms.left_for_me), (2, Some(2)));
    let first = client.reserve_offer(&own, None).await.unwrap().body;
    client.reserve_offer(&households, None).await.unwrap();
    // Whichever wallet pays, it is the same person.
    assert_eq!(code(client.reserve_offer(&households, None).await), "redemption_limit_month");
    client.cancel_redemption(first.id, &CancelRedemption::default(), None).await.unwrap();
    client.reserve_offer(&own, None).await.unwrap();
    // Past the end of January by the town's clock.
    shop.days(27);
    let client = shop.again(person);
    client.reserve_offer(&own, None).await.unwrap();
    assert_eq!(code(client.reserve_offer(&own, None).await), "redemption_limit");
    assert_eq!(client.get_offer_terms(offer.id).await.unwrap().left_for_me, Some(0));
}

#[actix_web::test]
async fn a_households_points_are_spent_by_any_member_and_who_reserved_is_on_record() {
    let shop = Shop::open().await;
    let offer = shop.offer(|_| {}).await;
    let home = shop.server.world.area(HOME);
    let wallet = earn(&shop.server, shop.programme, Owner::Household(home), 100);
    let (one, other) =
        (shop.server.signed_in(Role::Resident, HOME), shop.server.signed_in(Role::Resident, HOME));
    let body = Reserve { offer_id: offer.id, household_id: Some(home), price: 80 };
    let made = one.reserve_offer(&body, None).await.unwrap().body;
    assert_eq!(balance(&shop.server, wallet), (100, 80));
    let seen = other.get_redemption(made.id).await.unwrap().body;
    assert_eq!((seen.mine, seen.person.as_str(), seen.code), (false, "测试用户", made.code));
    let neighbour = shop.server.signed_in(Role::Resident, OTHER_HOME);
    assert_eq!(code(neighbour.get_redemption(made.id).await), "not_found");
    let cancelled = other.cancel_redemption(made.id, &CancelRedemption::default(), None).await.unwrap();
    assert_eq!(cancelled.state, RedemptionStateName::Cancelled);
    assert_eq!(balance(&shop.server, wallet), (100, 0));
}

#[actix_web::test]
async fn a_new_price_leaves_what_was_reserved_alone() {
    let shop = Shop::open().await;
    let offer = shop.offer(|_| {}).await;
    let resident = shop.resident(100);
    let made = resident.reserve(&offer).await.unwrap();
    let now = shop.official.get_offer(offer.id).await.unwrap();
    let dearer = rice(|c| (c.price, c.stock) = (500, Some(2)));
    shop.official.change_offer(offer.id, &now.etag, &dearer).await.unwrap();
    let typed = made.code.unwrap();
    let collected = shop.staff.collect_redemption(shop.provider, &shown(&typed), None).await.unwrap();
    assert_eq!(collected.points, 80);
    assert_eq!(balance(&shop.server, resident.wallet), (20, 0));
}

#[actix_web::test]
async fn the_resident_cancels_without_a_reason_the_provider_with_one_and_the_piece_is_back() {
    let shop = Shop::open().await;
    let offer = shop.offer(|c| c.stock = Some(1)).await;
    let resident = shop.resident(100);
    let made = resident.reserve(&offer).await.unwrap();
    let none = CancelRedemption::default();
    resident.client.cancel_redemption(made.id, &none, None).await.unwrap();
    assert_eq!((shop.left(&offer).await, balance(&shop.server, resident.wallet)), (Some(1), (100, 0)));
    let twice = resident.client.cancel_redemption(made.id, &none, None).await;
    assert_eq!(code(twice), "redemption_cancelled");
    let dead = shown(&made.code.unwrap());
    assert_eq!(code(shop.staff.collect_redemption(shop.provider, &dead, None).await), "redemption_cancelled");

    let made = resident.reserve(&offer).await.unwrap();
    assert_eq!(code(shop.staff.cancel_redemption(made.id, &none, None).await), "fields_invalid");
    assert_eq!(code(shop.official.cancel_redemption(made.id, &none, None).await), "not_found");
    shop.staff.cancel_redemption(made.id, &why("米受潮了"), None).await.unwrap();
    let after = resident.client.get_redemption(made.id).await.unwrap().body;
    assert_eq!(after.reason.as_deref(), Some("米受潮了"));
    assert_eq!((shop.left(&offer).await, balance(&shop.server, resident.wallet)), (Some(1), (100, 0)));
}

#[actix_web::test]
async fn what_nobody_came_for_goes_back_by_itself_and_its_code_is_dead_at_once() {
    let shop = Shop::open().await;
    let offer = shop.offer(|c| c.keep_days = 1).await;
    let person = shop.server.world.person(&shop.server.store, Some((Role::Resident, HOME)));
    let wallet = earn(&shop.server, shop.programme, Owner::Person(person.0), 100);
    let body = Reserve { offer_id: offer.id, household_id: None, price: 80 };
    let made = shop.again(person).reserve_offer(&body, None).await.unwrap().body;
    shop.days(2);
    let staff = shop.again(shop.staff_person);
    let late = staff.collect_redemption(shop.provider, &shown(&made.code.unwrap()), None).await;
    assert_eq!(code(late), "redemption_expired");
    let expire = |server: &crate::support::TestServer| {
        server.store.db.write_in_turn_blocking(app::redemptions::expire).unwrap()
    };
    assert_eq!((expire(&shop.server), expire(&shop.server)), (1, 0));
    assert_eq!((shop.left(&offer).await, balance(&shop.server, wallet)), (Some(3), (100, 0)));
    let after = shop.again(person).get_redemption(made.id).await.unwrap().body;
    assert_eq!(after.state, RedemptionStateName::Expired);
    let gone = shop.again(person).cancel_redemption(made.id, &CancelRedemption::default(), None).await;
    assert_eq!(code(gone), "redemption_expired");
}

#[actix_web::test]
async fn an_official_takes_back_what_was_collected_within_a_fortnight_and_never_their_own() {
    let shop = Shop::open().await;
    let offer = shop.offer(|_| {}).await;
    let resident = shop.resident(200);
    let (kept, back) = (resident.reserve(&offer).await.unwrap(), resident.reserve(&offer).await.unwrap());
    let body = ReturnRedemption { reason: "袋子破了".to_owned(), restock: true };
    let early = shop.official.return_redemption(back.id, &body, None).await;
    assert_eq!(code(early), "redemption_not_collected");
    for one in [&kept, &back] {
        let typed = shown(one.code.as_ref().unwrap());
        shop.staff.collect_redemption(shop.provider, &typed, None).await.unwrap();
    }
    assert_eq!(code(shop.staff.return_redemption(back.id, &body, None).await), "not_allowed");
    // Somebody's own household is their own affair.
    let theirs = shop.server.world.person(&shop.server.store, Some((Role::Official, TOWN)));
    let wallet = earn(&shop.server, shop.programme, Owner::Person(theirs.0), 100);
    let own = Reserve { offer_id: offer.id, household_id: None, price: 80 };
    let own = shop.again(theirs).reserve_offer(&own, None).await.unwrap().body;
    shop.staff.collect_redemption(shop.provider, &shown(own.code.as_ref().unwrap()), None).await.unwrap();
    assert_eq!(code(shop.again(theirs).return_redemption(own.id, &body, None).await), "not_allowed");
    assert_eq!(balance(&shop.server, wallet), (20, 0));

    let returned = shop.official.return_redemption(back.id, &body, None).await.unwrap();
    assert_eq!(returned.state, RedemptionStateName::Returned);
    assert_eq!((shop.left(&offer).await, balance(&shop.server, resident.wallet)), (Some(1), (120, 0)));
    let twice = shop.official.return_redemption(back.id, &body, None).await;
    assert_eq!(code(twice), "redemption_returned");
    shop.days(14);
    let official = shop.server.signed_in(Role::Official, TOWN);
    assert_eq!(code(official.return_redemption(kept.id, &body, None).await), "redemption_return_late");
    let nowhere = official.return_redemption(nil(), &body, None).await;
    assert_eq!(code(nowhere), "not_found");
}
