//! The second look: chance draws, an auditor judges, what was wrong is taken back as far as it is there.

use contract::points::{Claim, GiveGift, JudgeClaim, ListReAudits};
use domain::{
    permissions::Role,
    points::{ClaimStateName, GiftRules, ProgrammeRules, ReAudit, WalletKind},
};

use super::{HOME, OTHER_HOME, Town, activity, rules};
use crate::support::code;

/// Every approved claim is looked at again, and points can be given away.
async fn town() -> Town {
    let gifts = Some(GiftRules { each_max: 100, month_max: 100 });
    let all = ProgrammeRules { re_audit_share: 10_000, gifts, ..rules(vec![activity("a", 30)]) };
    Town::new(WalletKind::Person, all, 1_000).await
}

fn verdict(upheld: bool) -> JudgeClaim {
    JudgeClaim { upheld, reason: "现场核对".to_owned() }
}

async fn judge(it: &Town, claim: &Claim, upheld: bool) -> Result<Claim, client::ClientError> {
    let etag = format!("\"{}\"", claim.version);
    let auditor = it.client(it.auditor);
    Ok(auditor.judge_re_audit(claim.id, &etag, &verdict(upheld), None).await?.body)
}

#[actix_web::test]
async fn what_was_wrong_is_taken_back_and_what_was_right_stays() {
    let it = town().await;
    let resident = it.resident(HOME);
    let (right, wrong) = (it.earn(resident, "a").await, it.earn(resident, "a").await);
    // Those who are looked at do not see it coming.
    assert_eq!(it.client(resident).get_claim(right.id).await.unwrap().body.re_audit, None);
    let query = ListReAudits::default();
    assert_eq!(code(it.client(it.worker).list_re_audits(&query).await), "not_allowed");
    assert_eq!(it.client(it.auditor).list_re_audits(&query).await.unwrap().items.len(), 2);
    let etag = format!("\"{}\"", right.version);
    let refused = it.client(it.worker).judge_re_audit(right.id, &etag, &verdict(true), None).await;
    assert_eq!(code(refused), "not_allowed");

    let upheld = judge(&it, &right, true).await.unwrap();
    assert_eq!((upheld.state, upheld.re_audit), (ClaimStateName::Approved, Some(ReAudit::Upheld)));
    assert_eq!(code(judge(&it, &upheld, false).await), "claim_not_drawn");
    let overturned = judge(&it, &wrong, false).await.unwrap();
    assert_eq!(
        (overturned.state, overturned.taken_back, overturned.unrecovered),
        (ClaimStateName::Overturned, 30, 0)
    );
    assert_eq!(code(judge(&it, &wrong, false).await), "changed_meanwhile");
    assert_eq!((it.wallet(resident).await.balance, it.shown().await.totals.left), (30, 970));
    let done = ListReAudits { done: true, ..query.clone() };
    assert_eq!(it.client(it.auditor).list_re_audits(&done).await.unwrap().items.len(), 2);
    assert_eq!(it.client(it.auditor).list_re_audits(&query).await.unwrap().items, []);
}

#[actix_web::test]
async fn what_was_spent_already_is_recorded_and_nothing_is_refused_for_it() {
    let it = town().await;
    let (resident, friend) = (it.resident(HOME), it.resident(OTHER_HOME));
    let claim = it.earn(resident, "a").await;
    let account_id = it.account(resident).await;
    let gift = GiveGift { account_id, recipient_id: friend.0, points: 20, words: None };
    it.client(resident).give_gift(&gift, None).await.unwrap();
    let overturned = judge(&it, &claim, false).await.unwrap();
    assert_eq!((overturned.taken_back, overturned.unrecovered), (10, 20));
    assert_eq!((it.wallet(resident).await.balance, it.wallet(friend).await.balance), (0, 20));
    assert_eq!(it.shown().await.totals.left, 980);
    // With nothing there at all nothing is posted.
    let claim = it.earn(resident, "a").await;
    let gift = GiveGift { points: 30, ..gift };
    it.client(resident).give_gift(&gift, None).await.unwrap();
    let overturned = judge(&it, &claim, false).await.unwrap();
    assert_eq!((overturned.taken_back, overturned.unrecovered), (0, 30));
    // What is earned later is not touched.
    it.earn(resident, "a").await;
    assert_eq!(it.wallet(resident).await.balance, 30);
}

#[actix_web::test]
async fn who_approved_a_claim_does_not_look_at_it_again() {
    let it = town().await;
    let resident = it.resident(HOME);
    let claim = it.claimed(resident, "a").await;
    it.server.world.grant(&it.server.store, it.auditor.0, Role::Official, "1/1/");
    it.server.state.forget_actors();
    let approved = it.approve(it.auditor, &claim).await.unwrap();
    assert_eq!(code(judge(&it, &approved, true).await), "claim_own");
}
