//! Offers: proposed, approved, changed, ended, with their photos.

use app::db::schema::programmes;
use contract::{
    photos::PhotoSize,
    redemptions::{CreateOffer, ListManagedOffers, ListOffers, OfferContent, RefuseOffer},
};
use diesel::prelude::*;
use domain::{
    ids::{ProgrammeId, ProviderId},
    permissions::Role,
    redemptions::OfferState,
};

use super::{Shop, day, fund, nil, rice};
use crate::{support::code, tickets::picture};

/// Lets a programme stand somewhere, without asking who may.
fn stand(shop: &Shop, programme: ProgrammeId, state: &'static str) {
    let set = move |tx: &mut app::db::Tx<'_>| -> Result<usize, app::db::DbError> {
        let found = programmes::table.find(app::db::Key(programme));
        Ok(diesel::update(found).set(programmes::state.eq(state)).execute(tx.db())?)
    };
    shop.server.store.write(set).unwrap();
}

fn no(reason: &str) -> RefuseOffer {
    RefuseOffer { reason: reason.to_owned() }
}

#[actix_web::test]
async fn what_staff_propose_is_shown_once_an_official_has_approved_it() {
    let shop = Shop::open().await;
    let new = CreateOffer { provider_id: shop.provider, programme_id: shop.programme, content: rice(|_| {}) };
    let made = shop.staff.create_offer(&new, Some("a")).await.unwrap();
    assert_eq!(shop.staff.create_offer(&new, Some("a")).await.unwrap().body.id, made.body.id);
    let (id, anybody) = (made.body.id, shop.server.anonymous());
    assert_eq!(made.body.state, OfferState::Proposed);
    assert_eq!(code(anybody.get_offer(id).await), "not_found");
    assert!(anybody.list_offers(&ListOffers::default()).await.unwrap().items.is_empty());
    assert_eq!(code(shop.staff.approve_offer(id, &made.etag).await), "not_allowed");
    assert_eq!(code(shop.official.approve_offer(id, "\"9\"").await), "changed_meanwhile");

    let refused = shop.official.refuse_offer(id, &made.etag, &no("请配一张照片")).await.unwrap();
    assert_eq!(refused.body.refusal.as_deref(), Some("请配一张照片"));
    assert_eq!(code(shop.official.approve_offer(id, &refused.etag).await), "offer_decided");
    // Changed, it waits again.
    let photo = shop.staff.upload_photo(picture(1), None).await.unwrap().id;
    let better = OfferContent { photos: vec![photo], ..rice(|_| {}) };
    let changed = shop.staff.change_offer(id, &refused.etag, &better).await.unwrap();
    assert_eq!((changed.body.state, changed.body.refusal), (OfferState::Proposed, None));
    assert_eq!(code(anybody.get_offer_photo(id, photo, PhotoSize::Small).await), "not_found");
    // Who decides sees what they decide on.
    assert!(shop.official.get_photo(photo, PhotoSize::Small).await.is_ok());
    let shown = shop.official.approve_offer(id, &changed.etag).await.unwrap();
    assert_eq!(shown.body.state, OfferState::Approved);
    assert!(anybody.get_offer_photo(id, photo, PhotoSize::Small).await.is_ok());
    let listed = anybody.list_offers(&ListOffers::default()).await.unwrap().items;
    assert_eq!((listed.len(), listed[0].pick_up.as_str(), listed[0].open_now), (1, "青禾路 3 号", true));
}

#[actix_web::test]
async fn a_new_price_of_the_staff_waits_again_a_new_stock_does_not_and_an_official_needs_nobody() {
    let shop = Shop::open().await;
    let offer = shop.offer(|_| {}).await;
    let id = offer.id;
    let etag = |version: i64| format!("\"{version}\"");
    let more = rice(|c| c.stock = Some(9));
    let restocked = shop.staff.change_offer(id, &etag(offer.version), &more).await.unwrap();
    assert_eq!(restocked.body.state, OfferState::Approved);
    assert_eq!(code(shop.staff.change_offer(id, &etag(offer.version), &more).await), "changed_meanwhile");
    let dearer = rice(|c| c.price = 90);
    let waits = shop.staff.change_offer(id, &restocked.etag, &dearer).await.unwrap();
    assert_eq!(waits.body.state, OfferState::Proposed);
    let back = shop.official.approve_offer(id, &waits.etag).await.unwrap();
    let cheaper = rice(|c| c.price = 70);
    let changed = shop.official.change_offer(id, &back.etag, &cheaper).await.unwrap();
    assert_eq!((changed.body.state, changed.body.price), (OfferState::Approved, 70));

    let stranger = shop.server.signed_in(Role::ProviderStaff, super::TOWN);
    assert_eq!(code(stranger.change_offer(id, &changed.etag, &cheaper).await), "not_allowed");
    let ended = shop.staff.end_offer(id).await.unwrap();
    assert_eq!(ended.body.state, OfferState::Ended);
    assert_eq!(code(shop.staff.end_offer(id).await), "offer_ended");
    assert_eq!(code(shop.staff.change_offer(id, &ended.etag, &cheaper).await), "offer_ended");
}

#[actix_web::test]
async fn an_official_who_serves_the_provider_leaves_the_decision_to_another() {
    let shop = Shop::open().await;
    let both = shop.server.world.staff(&shop.server.store, shop.provider, super::TOWN);
    shop.server.world.grant(&shop.server.store, both.0, Role::Official, super::TOWN);
    let both = shop.server.client_of(both);
    let new = CreateOffer { provider_id: shop.provider, programme_id: shop.programme, content: rice(|_| {}) };
    let made = both.create_offer(&new, None).await.unwrap();
    assert_eq!(made.body.state, OfferState::Proposed);
    assert_eq!(code(both.approve_offer(made.body.id, &made.etag).await), "offer_own");
    shop.official.approve_offer(made.body.id, &made.etag).await.unwrap();
}

#[actix_web::test]
async fn an_offer_takes_points_of_a_programme_that_runs_there_and_photos_of_who_makes_it() {
    let shop = Shop::open().await;
    let new = |content| CreateOffer { provider_id: shop.provider, programme_id: shop.programme, content };
    let elsewhere = fund(&shop.server, "1/2/", 10);
    let wrong = CreateOffer { programme_id: elsewhere, ..new(rice(|_| {})) };
    assert_eq!(code(shop.staff.create_offer(&wrong, None).await), "programme_not_here");
    for state in ["draft", "ended"] {
        let stopped = fund(&shop.server, super::TOWN, 10);
        stand(&shop, stopped, state);
        let early = CreateOffer { programme_id: stopped, ..new(rice(|_| {})) };
        assert_eq!(code(shop.staff.create_offer(&early, None).await), "programme_not_running", "{state}");
    }
    let nobody = CreateOffer { provider_id: nil::<ProviderId>(), ..new(rice(|_| {})) };
    assert_eq!(code(shop.staff.create_offer(&nobody, None).await), "fields_invalid");
    let theirs = shop.official.upload_photo(picture(1), None).await.unwrap().id;
    let stolen = new(rice(|c| c.photos = vec![theirs]));
    assert_eq!(code(shop.staff.create_offer(&stolen, None).await), "fields_invalid");
    let late = new(rice(|c| c.shown_until = Some(day("2025-12-31"))));
    assert_eq!(code(shop.staff.create_offer(&late, None).await), "fields_invalid");
    shop.official.end_provider(shop.provider).await.unwrap();
    assert_eq!(code(shop.staff.create_offer(&new(rice(|_| {})), None).await), "provider_ended");
}

#[actix_web::test]
async fn what_was_proposed_before_a_programme_ended_is_shown_no_more() {
    let shop = Shop::open().await;
    let new = CreateOffer { provider_id: shop.provider, programme_id: shop.programme, content: rice(|_| {}) };
    let made = shop.staff.create_offer(&new, None).await.unwrap();
    stand(&shop, shop.programme, "ended");
    let approved = shop.official.approve_offer(made.body.id, &made.etag).await;
    assert_eq!(code(approved), "programme_not_running");
    shop.official.refuse_offer(made.body.id, &made.etag, &no("项目已结束")).await.unwrap();
}

#[actix_web::test]
async fn photos_that_an_offer_drops_are_taken_away_and_those_it_keeps_stay() {
    let shop = Shop::open().await;
    let (one, two) = (picture(1), picture(2));
    let one = shop.official.upload_photo(one, None).await.unwrap().id;
    let two = shop.official.upload_photo(two, None).await.unwrap().id;
    let offer = shop.offer(|c| c.photos = vec![one, two]).await;
    let content = rice(|c| c.photos = vec![two]);
    let changed = shop.official.change_offer(offer.id, &format!("\"{}\"", offer.version), &content).await;
    assert_eq!(changed.unwrap().body.photos, [two]);
    shop.days(2);
    app::photos::sweep(&shop.server.store.db, &shop.server.state.photos).await.unwrap();
    let anybody = shop.server.anonymous();
    assert!(anybody.get_offer_photo(offer.id, two, PhotoSize::Small).await.is_ok());
    assert_eq!(code(anybody.get_offer_photo(offer.id, one, PhotoSize::Small).await), "not_found");
}

#[actix_web::test]
async fn a_provider_that_ends_offers_nothing_any_more() {
    let shop = Shop::open().await;
    let offer = shop.offer(|_| {}).await;
    let resident = shop.resident(100);
    shop.official.end_provider(shop.provider).await.unwrap();
    assert_eq!(code(resident.reserve(&offer).await), "offer_not_shown");
    let managed = shop.staff.list_managed_offers(&ListManagedOffers::default()).await.unwrap().items;
    assert_eq!(managed[0].state, OfferState::Ended);
}
