//! What happens at the same moment: caps from two devices, two who approve, one key many times, an emptying budget.

use contract::points::GiveGift;
use domain::points::{Activity, Caps, GiftRules, ProgrammeRules, WalletKind};
use futures_util::future::join_all;

use super::{HOME, OTHER_HOME, Town, activity, rules};

/// The codes of refusals, and how many were let through.
fn outcomes<T>(answers: Vec<Result<T, client::ClientError>>) -> (usize, Vec<String>) {
    let (good, bad): (Vec<_>, Vec<_>) = answers.into_iter().partition(Result::is_ok);
    let code = |error: client::ClientError| error.code().expect("a problem").to_owned();
    (good.len(), bad.into_iter().filter_map(Result::err).map(code).collect())
}

#[actix_web::test]
async fn a_cap_holds_whatever_device_it_is_reached_from() {
    let capped = Activity { caps: Caps { day: Some(10), ..Caps::default() }, ..activity("a", 5) };
    let it = Town::new(WalletKind::Person, rules(vec![capped]), 1_000).await;
    let person = it.resident(HOME);
    let claims = (0..12).map(|_| {
        let (client, new) = (it.client(person), it.claim("a"));
        async move { client.create_claim(&new, None).await }
    });
    let (made, refused) = outcomes(join_all(claims).await);
    assert_eq!((made, refused.len()), (2, 10));
    assert!(refused.iter().all(|code| code == "points_cap_reached"), "{refused:?}");
}

#[actix_web::test]
async fn of_many_who_approve_one_claim_one_does() {
    let it = Town::new(WalletKind::Person, rules(vec![activity("a", 5)]), 1_000).await;
    let person = it.resident(HOME);
    let claim = it.claimed(person, "a").await;
    let approvals = (0..12).map(|n| it.approve(if n % 2 == 0 { it.worker } else { it.official }, &claim));
    let (done, refused) = outcomes(join_all(approvals).await);
    assert_eq!(done, 1);
    assert!(refused.iter().all(|code| code == "changed_meanwhile"), "{refused:?}");
    assert_eq!((it.wallet(person).await.balance, it.shown().await.left), (5, 995));
}

#[actix_web::test]
async fn one_key_fifty_times_at_once_is_one_approval_and_one_gift() {
    let gifts = Some(GiftRules { each_max: 100, month_max: 1_000 });
    let it = Town::new(WalletKind::Person, ProgrammeRules { gifts, ..rules(vec![activity("a", 50)]) }, 1_000)
        .await;
    let (giver, friend) = (it.resident(HOME), it.resident(OTHER_HOME));
    let claim = it.claimed(giver, "a").await;
    let approvals = (0..50).map(|_| {
        let (client, id) = (it.client(it.worker), claim.id);
        async move { client.approve_claim(id, "\"1\"", Some("approve")).await.unwrap().body }
    });
    let answers = join_all(approvals).await;
    assert!(answers.iter().all(|answer| *answer == answers[0]));
    let account_id = it.account(giver).await;
    let gift = GiveGift { account_id, recipient_id: friend.0, points: 7, words: None };
    let given = (0..50).map(|_| {
        let (client, gift) = (it.client(giver), gift.clone());
        async move { client.give_gift(&gift, Some("gift")).await.unwrap() }
    });
    let answers = join_all(given).await;
    assert!(answers.iter().all(|answer| *answer == answers[0]));
    assert_eq!((it.wallet(giver).await.balance, it.wallet(friend).await.balance), (43, 7));
}

#[actix_web::test]
async fn an_emptying_budget_issues_what_it_has_and_no_more() {
    let it = Town::new(WalletKind::Person, rules(vec![activity("a", 10)]), 35).await;
    let mut claims = Vec::new();
    for n in 0..8 {
        claims.push(it.claimed(it.resident(if n % 2 == 0 { HOME } else { OTHER_HOME }), "a").await);
    }
    let (done, refused) = outcomes(join_all(claims.iter().map(|claim| it.approve(it.worker, claim))).await);
    assert_eq!((done, refused.len(), it.shown().await.left), (3, 5, 5));
    assert!(refused.iter().all(|code| code == "points_budget_short"), "{refused:?}");
}

#[actix_web::test]
async fn a_wallet_gives_no_more_than_it_has_to_however_many_at_once() {
    let gifts = Some(GiftRules { each_max: 100, month_max: 1_000 });
    let it = Town::new(WalletKind::Person, ProgrammeRules { gifts, ..rules(vec![activity("a", 50)]) }, 1_000)
        .await;
    let (giver, friend) = (it.resident(HOME), it.resident(OTHER_HOME));
    it.earn(giver, "a").await;
    let account_id = it.account(giver).await;
    let given = (0..10).map(|_| {
        let (client, recipient_id) = (it.client(giver), friend.0);
        let gift = GiveGift { account_id, recipient_id, points: 20, words: None };
        async move { client.give_gift(&gift, None).await }
    });
    let (done, refused) = outcomes(join_all(given).await);
    assert_eq!(done, 2);
    assert!(refused.iter().all(|code| code == "points_short"), "{refused:?}");
    assert_eq!((it.wallet(giver).await.balance, it.wallet(friend).await.balance), (10, 40));
}
