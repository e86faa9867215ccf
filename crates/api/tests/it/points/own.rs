//! Points in the copy of one's own data.

use app::{points::own, redemptions, testing::statements};
use contract::{
    points::{GiveGift, NewClaim, WalletLineKind},
    redemptions::Reserve,
};
use domain::points::{ClaimStateName, GiftRules, ProgrammeRules, WalletKind};

use super::{HOME, OTHER_HOME, Person, Town, activity, day, rules};

async fn town() -> Town {
    let gifts = Some(GiftRules { each_max: 100, month_max: 1_000 });
    Town::new(WalletKind::Person, ProgrammeRules { gifts, ..rules(vec![activity("a", 50)]) }, 10_000).await
}

async fn give(it: &Town, from: Person, to: Person, points: i64) {
    let account_id = it.account(from).await;
    let words = Some("谢谢".to_owned());
    let gift = GiveGift { account_id, recipient_id: to.0, points, words };
    it.client(from).give_gift(&gift, None).await.unwrap();
}

#[actix_web::test]
async fn the_copy_holds_what_one_earned_has_gave_and_reserved() {
    let it = town().await;
    let (me, friend) = (it.resident(HOME), it.resident(OTHER_HOME));
    let empty = it.client(me).export_me().await.unwrap();
    assert!(empty.claims.is_empty() && empty.wallets.is_empty() && empty.gifts.is_empty());
    let claim = it.earn(me, "a").await;
    it.server.store.clock.advance(chrono::TimeDelta::seconds(1));
    it.earn(friend, "a").await;
    let waiting = it.claimed(me, "a").await;
    give(&it, friend, me, 20).await;
    it.server.store.clock.advance(chrono::TimeDelta::seconds(1));
    give(&it, me, friend, 5).await;
    let offer_id = it.offer(30).await.id;
    let reserve = Reserve { offer_id, household_id: None, price: 30 };
    let reserved = it.client(me).reserve_offer(&reserve, None).await.unwrap().body;

    let data = it.client(me).export_me().await.unwrap();
    let claims: Vec<_> = data.claims.iter().map(|claim| (claim.id, claim.state)).collect();
    assert_eq!(claims, [(claim.id, ClaimStateName::Approved), (waiting.id, ClaimStateName::Submitted)]);
    let [wallet] = &data.wallets[..] else { panic!("{:?}", data.wallets) };
    assert_eq!((wallet.wallet.balance, wallet.wallet.held), (65, 30));
    let lots: Vec<_> = wallet.lots.iter().map(|lot| (lot.points, lot.last_day, lot.claim_id)).collect();
    let last = Some(day("2026-02-28"));
    assert_eq!(lots, [(50, last, Some(claim.id)), (20, last, None)]);
    let lines: Vec<_> = wallet.lines.iter().map(|line| (line.kind, line.points, line.balance)).collect();
    let told = [
        (WalletLineKind::Earned, 50, 50),
        (WalletLineKind::Received, 20, 70),
        (WalletLineKind::Given, -5, 65),
    ];
    assert_eq!(lines, told);
    let gifts: Vec<_> = data.gifts.iter().map(|gift| (gift.given, gift.points)).collect();
    assert_eq!(gifts, [(false, 20), (true, 5)]);
    // Of others it says no more than one sees anyway.
    assert!(data.gifts.iter().all(|gift| gift.person == "测***"));
    assert_eq!(data.gifts[0].words.as_deref(), Some("谢谢"));
    assert_eq!(wallet.lots[1].gift_id, Some(data.gifts[0].id));
    assert_eq!(data.redemptions.iter().map(|one| one.id).collect::<Vec<_>>(), [reserved.id]);
}

#[actix_web::test]
async fn what_somebody_proposed_for_others_is_in_the_copy_of_the_others() {
    let it = town().await;
    let resident = it.resident(HOME);
    let new = NewClaim { beneficiary_id: Some(resident.0), ..it.claim("a") };
    let proposed = it.client(it.worker).create_claim(&new, None).await.unwrap().body;
    assert_eq!(it.client(it.worker).export_me().await.unwrap().claims, []);
    assert_eq!(it.client(resident).export_me().await.unwrap().claims[0].id, proposed.id);
}

#[actix_web::test]
async fn a_fuller_wallet_takes_no_more_statements_to_copy() {
    let it = town().await;
    let (me, friend) = (it.resident(HOME), it.resident(OTHER_HOME));
    let offer_id = it.offer(1).await.id;
    let reserve = Reserve { offer_id, household_id: None, price: 1 };
    let (actor, ring) = (it.actor(me), it.server.state.keyring.clone());
    let count = || {
        let points = statements(&it.server.store, |tx| own::all_mine(tx, &actor)).unwrap();
        let reserved = statements(&it.server.store, |tx| redemptions::all_mine(tx, &ring, &actor)).unwrap();
        (points.0.wallets[0].lines.len(), reserved.0.len(), points.1, reserved.1)
    };
    it.earn(me, "a").await;
    give(&it, me, friend, 1).await;
    it.client(me).reserve_offer(&reserve, None).await.unwrap();
    let before = count();
    assert_eq!((before.0, before.1), (2, 1));
    for _ in 0..4 {
        it.earn(me, "a").await;
        give(&it, me, friend, 1).await;
        it.client(me).reserve_offer(&reserve, None).await.unwrap();
    }
    assert_eq!(count(), (10, 5, before.2, before.3));
}
