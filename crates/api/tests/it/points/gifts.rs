//! Gifts between residents.

use client::{Client, ClientError};
use contract::points::{FindGiftRecipient, Gift, GiveGift, WalletLineKind};
use domain::{
    ids::{LedgerAccountId, UserId},
    points::{GiftRules, ProgrammeRules, WalletKind},
};

use super::{HOME, OTHER_HOME, Town, activity, day, rules};
use crate::support::code;

async fn town(wallets: WalletKind) -> Town {
    let gifts = Some(GiftRules { each_max: 40, month_max: 60 });
    Town::new(wallets, ProgrammeRules { gifts, ..rules(vec![activity("a", 50)]) }, 1_000).await
}

async fn give(by: Client, account_id: LedgerAccountId, to: UserId, points: i64) -> Result<Gift, ClientError> {
    let words = Some("谢谢".to_owned());
    by.give_gift(&GiveGift { account_id, recipient_id: to, points, words }, None).await
}

#[actix_web::test]
async fn points_are_given_within_limits_and_keep_their_last_day() {
    let it = town(WalletKind::Person).await;
    let (giver, friend) = (it.resident(HOME), it.resident(OTHER_HOME));
    it.earn(giver, "a").await;
    it.advance_days(31);
    it.earn(giver, "a").await;
    let account = it.account(giver).await;
    let me = it.client(giver);
    assert_eq!(code(give(me.clone(), account, friend.0, 41).await), "gift_too_large");
    let gift = give(me.clone(), account, friend.0, 40).await.unwrap();
    assert_eq!((gift.points, gift.recipient.as_str()), (40, "测***"));
    assert_eq!(code(give(me.clone(), account, friend.0, 21).await), "gift_month_reached");
    let wallet = it.wallet(giver).await;
    assert_eq!((wallet.balance, wallet.given_this_month, wallet.gifts.is_some()), (60, 40, true));
    give(me.clone(), account, friend.0, 20).await.unwrap();

    // The oldest were spent first: 50 of January and 10 of February.
    let received = it.wallet(friend).await;
    let upcoming: Vec<_> = received.upcoming.iter().map(|part| (part.last_day, part.points)).collect();
    assert_eq!(upcoming, [(day("2026-02-28"), 50), (day("2026-03-31"), 10)]);
    let account_of_friend = received.account_id.unwrap();
    let page = it.client(friend).get_wallet_statement(account_of_friend, &Default::default()).await;
    let lines = page.unwrap().items;
    assert_eq!((lines[0].kind, lines[0].gift_person.as_deref()), (WalletLineKind::Received, Some("测***")));
    assert_eq!(lines[0].words.as_deref(), Some("谢谢"));
    it.advance_days(31);
    // 40 are left, and another month has begun.
    give(it.client(giver), account, friend.0, 30).await.unwrap();
    assert_eq!(code(give(it.client(giver), account, friend.0, 15).await), "points_short");
}

#[actix_web::test]
async fn not_to_oneself_nor_far_away_nor_where_a_programme_has_no_gifts() {
    let it = town(WalletKind::Person).await;
    let (giver, stranger) = (it.resident(HOME), it.resident("1/2/1/1/1/"));
    it.earn(giver, "a").await;
    let account = it.account(giver).await;
    assert_eq!(code(give(it.client(giver), account, giver.0, 5).await), "gift_own");
    assert_eq!(code(give(it.client(giver), account, stranger.0, 5).await), "gift_recipient_unknown");
    let friend = it.resident(OTHER_HOME);
    assert_eq!(code(give(it.client(friend), account, giver.0, 5).await), "not_found");

    let it = Town::new(WalletKind::Person, rules(vec![activity("a", 50)]), 100).await;
    let (giver, friend) = (it.resident(HOME), it.resident(OTHER_HOME));
    it.earn(giver, "a").await;
    let account = it.account(giver).await;
    assert_eq!(code(give(it.client(giver), account, friend.0, 5).await), "gifts_not_allowed");
}

#[actix_web::test]
async fn somebody_is_found_by_the_code_they_show_or_by_their_login() {
    let it = town(WalletKind::Household).await;
    let (giver, friend, housemate) = (it.resident(HOME), it.resident(OTHER_HOME), it.resident(HOME));
    it.earn(giver, "a").await;
    let account_id = it.account(giver).await;
    let find = |text: &str| {
        let (me, body) = (it.client(giver), FindGiftRecipient { account_id, login_or_code: text.to_owned() });
        async move { me.find_gift_recipient(&body).await }
    };
    let code_of = async |person| it.client(person).create_gift_code().await.unwrap().code;
    let (old, new) = (code_of(friend).await, code_of(friend).await);
    assert_eq!(code(find(&old).await), "gift_recipient_unknown");
    let found = find(&new.to_lowercase()).await.unwrap();
    assert_eq!((found.user_id, found.masked_name.as_str()), (friend.0, "测***"));
    it.server.store.clock.advance(chrono::TimeDelta::minutes(11));
    assert_eq!(code(find(&new).await), "gift_recipient_unknown");
    let login = format!("u{}", friend.0.0.simple());
    assert_eq!(find(&login[..30]).await.map(|found| found.user_id).ok(), None);
    assert_eq!(code(find(&code_of(housemate).await).await), "gift_own");
    give(it.client(giver), account_id, friend.0, 5).await.unwrap();
    // Any member of the household sees and spends its wallet.
    assert_eq!(it.wallet(housemate).await.balance, 45);
    give(it.client(housemate), account_id, friend.0, 5).await.unwrap();
    assert_eq!(it.wallet(friend).await.balance, 10);
    let mut met = Vec::new();
    for _ in 0..30 {
        met.push(code(find("nobody-here").await));
    }
    assert_eq!(met.last().map(String::as_str), Some("too_many_requests"));
}
