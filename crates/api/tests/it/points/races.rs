//! What happens at the same moment, asked by clients on threads of their own: caps from two devices, a wallet spent twice,
//! two who approve, one key many times, one award taken back twice, an emptying budget.

use contract::{
    ledger::ListStatement,
    points::{GiveGift, JudgeClaim},
    redemptions::Reserve,
};
use domain::{
    permissions::Role,
    points::{Activity, Caps, ClaimStateName, GiftRules, ProgrammeRules, WalletKind},
};

use super::{HOME, OTHER_HOME, TOWN, Town, activity, rules};
use crate::support::{ask_at_once, assert_sound, outcomes};

/// 50 points at a time, and gifts.
fn generous() -> ProgrammeRules {
    let gifts = Some(GiftRules { each_max: 100, month_max: 1_000 });
    ProgrammeRules { gifts, ..rules(vec![activity("a", 50)]) }
}

#[actix_web::test]
async fn a_cap_holds_whatever_device_it_is_reached_from() {
    let capped = Activity { caps: Caps { day: Some(10), ..Caps::default() }, ..activity("a", 5) };
    let it = Town::new(WalletKind::Person, rules(vec![capped]), 1_000).await;
    let person = it.resident(HOME);
    let (devices, new) = ((0..12).map(|_| it.client(person)).collect(), it.claim("a"));
    let claims = ask_at_once(devices, move |_, device| {
        let new = new.clone();
        async move { device.create_claim(&new, None).await.map(|made| made.body) }
    });
    let claims = claims.await;
    let made: Vec<_> = claims.iter().filter_map(|claim| claim.as_ref().ok()).cloned().collect();
    let (waiting, refused) = outcomes(claims);
    assert_eq!((waiting, refused.len()), (2, 10));
    assert!(refused.iter().all(|code| code == "points_cap_reached"), "{refused:?}");
    let approvers = vec![it.client(it.worker), it.client(it.official)];
    let approvals = ask_at_once(approvers, move |n, approver| {
        let claim = made[n].clone();
        async move { approver.approve_claim(claim.id, "\"1\"", None).await }
    });
    assert_eq!(outcomes(approvals.await), (2, vec![]));
    assert_eq!((it.wallet(person).await.balance, it.shown().await.totals.left), (10, 990));
    assert_sound(&it.server);
}

#[actix_web::test]
async fn of_many_who_approve_one_claim_one_does() {
    let it = Town::new(WalletKind::Person, rules(vec![activity("a", 5)]), 1_000).await;
    let person = it.resident(HOME);
    let claim = it.claimed(person, "a").await;
    let approvers = (0..12).map(|n| it.client(if n % 2 == 0 { it.worker } else { it.official })).collect();
    let approvals = ask_at_once(approvers, move |_, approver| async move {
        approver.approve_claim(claim.id, "\"1\"", None).await
    });
    let (done, refused) = outcomes(approvals.await);
    assert_eq!((done, refused.len()), (1, 11));
    assert!(refused.iter().all(|code| code == "changed_meanwhile"), "{refused:?}");
    assert_eq!((it.wallet(person).await.balance, it.shown().await.totals.left), (5, 995));
    assert_sound(&it.server);
}

#[actix_web::test]
async fn one_key_fifty_times_at_once_is_one_approval_and_one_gift() {
    let it = Town::new(WalletKind::Person, generous(), 1_000).await;
    let (giver, friend) = (it.resident(HOME), it.resident(OTHER_HOME));
    let claim = it.claimed(giver, "a").await;
    let approvers = (0..50).map(|_| it.client(it.worker)).collect();
    let approvals = ask_at_once(approvers, move |_, approver| async move {
        approver.approve_claim(claim.id, "\"1\"", Some("approve")).await.unwrap().body
    });
    let answers = approvals.await;
    assert!(answers.iter().all(|answer| *answer == answers[0]));
    let account_id = it.account(giver).await;
    let gift = GiveGift { account_id, recipient_id: friend.0, points: 7, words: None };
    let given = ask_at_once((0..50).map(|_| it.client(giver)).collect(), move |_, device| {
        let gift = gift.clone();
        async move { device.give_gift(&gift, Some("gift")).await.unwrap() }
    });
    let answers = given.await;
    assert!(answers.iter().all(|answer| *answer == answers[0]));
    let lines = it.client(giver).get_ledger_statement(account_id, &ListStatement::default()).await.unwrap();
    assert_eq!(lines.items.iter().map(|line| line.amount).collect::<Vec<_>>(), [-7, 50]);
    assert_eq!((it.wallet(giver).await.balance, it.wallet(friend).await.balance), (43, 7));
    assert_sound(&it.server);
}

#[actix_web::test]
async fn an_emptying_budget_issues_what_it_has_and_no_more() {
    let it = Town::new(WalletKind::Person, rules(vec![activity("a", 10)]), 35).await;
    let mut claims = Vec::new();
    for n in 0..8 {
        claims.push(it.claimed(it.resident(if n % 2 == 0 { HOME } else { OTHER_HOME }), "a").await.id);
    }
    let approvals = ask_at_once((0..8).map(|_| it.client(it.worker)).collect(), move |n, approver| {
        let id = claims[n];
        async move { approver.approve_claim(id, "\"1\"", None).await }
    });
    let (done, refused) = outcomes(approvals.await);
    assert_eq!((done, refused.len(), it.shown().await.totals.left), (3, 5, 5));
    assert!(refused.iter().all(|code| code == "points_budget_short"), "{refused:?}");
    assert_sound(&it.server);
}

#[actix_web::test]
async fn a_wallet_gives_no_more_than_it_has_to_however_many_at_once() {
    let it = Town::new(WalletKind::Person, generous(), 1_000).await;
    let (giver, friend) = (it.resident(HOME), it.resident(OTHER_HOME));
    it.earn(giver, "a").await;
    let gift =
        GiveGift { account_id: it.account(giver).await, recipient_id: friend.0, points: 20, words: None };
    let given = ask_at_once((0..10).map(|_| it.client(giver)).collect(), move |_, device| {
        let gift = gift.clone();
        async move { device.give_gift(&gift, None).await }
    });
    let (done, refused) = outcomes(given.await);
    assert_eq!((done, refused.len()), (2, 8));
    assert!(refused.iter().all(|code| code == "points_short"), "{refused:?}");
    assert_eq!((it.wallet(giver).await.balance, it.wallet(friend).await.balance), (10, 40));
    assert_sound(&it.server);
}

#[actix_web::test]
async fn a_whole_wallet_is_given_away_or_spent_and_never_both() {
    let it = Town::new(WalletKind::Person, generous(), 10_000).await;
    let offer_id = it.offer(50).await.id;
    // How many of the two devices spend; the other gives.
    for spending in [0, 1, 2, 0, 1, 2] {
        let (giver, friend) = (it.resident(HOME), it.resident(OTHER_HOME));
        it.earn(giver, "a").await;
        let account_id = it.account(giver).await;
        let gift = GiveGift { account_id, recipient_id: friend.0, points: 50, words: None };
        let done = ask_at_once(vec![it.client(giver), it.client(giver)], move |n, device| {
            let gift = gift.clone();
            async move {
                if n < spending {
                    let reserve = Reserve { offer_id, household_id: None, price: 50 };
                    device.reserve_offer(&reserve, None).await.map(|_| 0)
                } else {
                    device.give_gift(&gift, None).await.map(|gift| gift.points)
                }
            }
        });
        let done = done.await;
        let given: i64 = done.iter().filter_map(|one| one.as_ref().ok()).sum();
        assert_eq!(outcomes(done), (1, vec!["points_short".to_owned()]), "{spending} spend");
        let wallet = it.wallet(giver).await;
        assert_eq!((wallet.balance, wallet.available), (50 - given, 0));
        let friends = it.client(friend).list_wallets().await.unwrap();
        assert_eq!(friends.items.iter().map(|wallet| wallet.balance).sum::<i64>(), given);
    }
    assert_sound(&it.server);
}

#[actix_web::test]
async fn an_award_is_taken_back_once_however_many_find_it_wrong() {
    let all = ProgrammeRules { re_audit_share: 10_000, ..rules(vec![activity("a", 30)]) };
    let it = Town::new(WalletKind::Person, all, 1_000).await;
    let other = it.server.world.person(&it.server.store, Some((Role::Auditor, TOWN)));
    let resident = it.resident(HOME);
    it.earn(resident, "a").await;
    let claim = it.earn(resident, "a").await;
    let account = it.account(resident).await;
    let auditors = (0..12).map(|n| it.client(if n % 2 == 0 { it.auditor } else { other })).collect();
    let etag = format!("\"{}\"", claim.version);
    let judged = ask_at_once(auditors, move |_, auditor| {
        let (etag, wrong) = (etag.clone(), JudgeClaim { upheld: false, reason: "现场核对".to_owned() });
        async move { auditor.judge_re_audit(claim.id, &etag, &wrong, None).await }
    });
    let (done, refused) = outcomes(judged.await);
    assert_eq!((done, refused.len()), (1, 11));
    assert!(refused.iter().all(|code| code == "changed_meanwhile"), "{refused:?}");
    let auditor = it.client(it.auditor);
    assert_eq!(auditor.get_claim(claim.id).await.unwrap().body.state, ClaimStateName::Overturned);
    let lines = auditor.get_ledger_statement(account, &ListStatement::default()).await.unwrap().items;
    assert_eq!(lines.iter().map(|line| line.amount).collect::<Vec<_>>(), [-30, 30, 30]);
    let back = auditor.get_ledger_posting(lines[0].posting_id).await.unwrap();
    assert_eq!(back.reverses_id, Some(lines[1].posting_id));
    assert_eq!((it.wallet(resident).await.balance, it.shown().await.totals.left), (30, 970));
    assert_sound(&it.server);
}
