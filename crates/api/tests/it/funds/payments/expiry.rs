//! What nobody tells of: asked about, closed, expired.

use chrono::TimeDelta;
use domain::funds::payments::PaymentState;

use super::{BOTH, Till, order};
use crate::support::assert_sound;

#[actix_web::test]
async fn a_payment_that_nobody_told_of_is_asked_about() {
    let it = Till::open().await;
    let (wechat, alipay) = (it.begin(BOTH[0], 300).await, it.begin(BOTH[1], 400).await);
    it.later(TimeDelta::minutes(2)).await;
    assert_eq!(it.seen(&wechat).await.state, PaymentState::Created);
    it.pay(&wechat);
    it.pay(&alipay);
    it.later(TimeDelta::minutes(5)).await;
    assert_eq!(it.seen(&wechat).await.state, PaymentState::Paid);
    assert_eq!(it.seen(&alipay).await.state, PaymentState::Paid);
    assert_eq!(it.town.cash().await, 700);
    // Told after all: known.
    assert!(it.notify(BOTH[0], &it.provider.paid(&order(wechat.payment.id))).await);
    assert_eq!(it.town.cash().await, 700);
    assert_sound(it.server());
}

#[actix_web::test]
async fn what_nobody_pays_is_closed_and_expires() {
    let it = Till::open().await;
    let all = [it.begin(BOTH[0], 300).await, it.begin(BOTH[1], 300).await];
    it.later(TimeDelta::minutes(29)).await;
    assert_eq!(it.seen(&all[0]).await.state, PaymentState::Created);
    it.later(TimeDelta::minutes(2)).await;
    for begun in &all {
        let seen = it.seen(begun).await;
        assert_eq!((seen.state, seen.code), (PaymentState::Expired, None));
    }
    assert!(!it.provider.is_open(&order(all[0].payment.id)), "nobody can pay it any more");
    let asked = it.provider.server.targets().len();
    it.later(TimeDelta::hours(3)).await;
    assert_eq!(it.provider.server.targets().len(), asked, "it is asked about no more");
}

#[actix_web::test]
async fn while_its_provider_is_away_nothing_is_given_up() {
    let it = Till::open().await;
    let (paid, unpaid) = (it.begin(BOTH[0], 300).await, it.begin(BOTH[0], 400).await);
    it.pay(&paid);
    it.provider.behave(|provider| provider.away = true);
    it.later(TimeDelta::minutes(2)).await;
    it.later(TimeDelta::minutes(40)).await;
    for begun in [&paid, &unpaid] {
        assert_eq!(it.seen(begun).await.state, PaymentState::Created);
    }
    it.provider.behave(|provider| provider.away = false);
    it.later(TimeDelta::hours(1)).await;
    assert_eq!(it.seen(&paid).await.state, PaymentState::Paid);
    assert_eq!(it.seen(&unpaid).await.state, PaymentState::Expired);
    assert_eq!(it.town.cash().await, 300);
}
