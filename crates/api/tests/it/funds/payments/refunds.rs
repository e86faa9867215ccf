//! Money that goes back.

use app::{
    db::Tx,
    funds::{Error, payments as stored},
};
use chrono::TimeDelta;
use contract::funds::{IncomeReason, Payment, RefundPayment};
use domain::{
    funds::{
        income::IncomeState,
        payments::{PaymentChannel, PaymentState, RefundState},
    },
    ids::PaymentIntentId,
    permissions::Role,
};
use payments::settle::Fact;

use super::{BOTH, Till, gift, order};
use crate::support::{ask_at_once, assert_sound, code, outcomes};

fn reason() -> RefundPayment {
    RefundPayment { reason: "捐赠人申请退回".to_owned() }
}

impl Till {
    async fn refund(&self, id: PaymentIntentId) -> Result<Payment, client::ClientError> {
        Ok(self.town.treasurer().refund_payment(id, &reason(), None).await?.body)
    }
}

#[actix_web::test]
async fn a_treasurer_sends_a_gift_back_through_its_provider() {
    let it = Till::open().await;
    for channel in BOTH {
        let begun = it.paid(channel, 800).await;
        let (id, treasurer) = (begun.payment.id, it.town.treasurer());
        let income = it.seen(&begun).await.income_id.unwrap();
        let by_hand = IncomeReason { reason: "登记有误".to_owned() };
        assert_eq!(code(treasurer.reverse_income(income, &by_hand, None).await), "income_online");
        let back = it.refund(id).await.unwrap();
        assert_eq!((back.state, back.refunds[0].state), (PaymentState::Refunded, RefundState::Done));
        assert_eq!(
            (back.refunds[0].reason.clone(), it.provider.refunded(&order(id))),
            (reason().reason, 800)
        );
        assert_eq!(code(it.refund(id).await), "payment_nothing_left");
        let reversed = treasurer.get_income(income).await.unwrap().body;
        assert_eq!((reversed.state, reversed.reason), (IncomeState::Reversed, Some(reason().reason)));
        // Told of it too: known.
        let number = back.refunds[0].number.clone();
        assert!(it.notify(channel, &it.provider.returned(&order(id), &number)).await);
        let unpaid = it.begin(channel, 5).await;
        assert_eq!(code(it.refund(unpaid.payment.id).await), "payment_not_paid");
    }
    assert_eq!(it.town.cash().await, 0);
    assert_sound(it.server());
}

#[actix_web::test]
async fn what_is_on_its_way_back_is_held_and_free_again_where_that_fails() {
    let it = Till::open().await;
    it.provider.behave(|provider| provider.refunds_slow = true);
    let begun = it.paid(PaymentChannel::Wechat, 800).await;
    let id = begun.payment.id;
    let asked = it.refund(id).await.unwrap();
    assert_eq!((asked.state, asked.refunds[0].state), (PaymentState::Paid, RefundState::Asked));
    assert_eq!(code(it.refund(id).await), "payment_nothing_left");
    it.provider.end_refunds(false);
    it.later(TimeDelta::minutes(2)).await;
    let failed = it.seen(&begun).await;
    assert_eq!((failed.state, failed.refunds[0].state), (PaymentState::Paid, RefundState::Failed));
    assert_eq!(it.town.cash().await, 800);
    // Another try has another number.
    let again = it.refund(id).await.unwrap();
    assert_eq!(again.refunds.len(), 2);
    it.provider.end_refunds(true);
    it.later(TimeDelta::minutes(2)).await;
    assert_eq!(it.seen(&begun).await.state, PaymentState::Refunded);
    assert_eq!((it.town.cash().await, it.provider.refunded(&order(id))), (0, 800));
    assert_sound(it.server());
}

#[actix_web::test]
async fn a_lost_answer_sends_money_back_once() {
    let it = Till::open().await;
    for channel in BOTH {
        let begun = it.paid(channel, 800).await;
        let id = begun.payment.id;
        it.provider.behave(|provider| provider.answers_lost = true);
        let asked = it.refund(id).await.unwrap();
        assert_eq!(asked.refunds[0].state, RefundState::Asked);
        assert_eq!(it.provider.refunded(&order(id)), 800, "it went back all the same");
        it.provider.behave(|provider| provider.answers_lost = false);
        it.later(TimeDelta::minutes(2)).await;
        assert_eq!(it.seen(&begun).await.state, PaymentState::Refunded);
        assert_eq!(it.provider.refunded(&order(id)), 800);
    }
    assert_eq!(it.town.cash().await, 0);
    assert_sound(it.server());
}

#[actix_web::test]
async fn treasurers_at_once_send_it_back_once() {
    let it = Till::open().await;
    let begun = it.paid(PaymentChannel::Alipay, 800).await;
    let id = begun.payment.id;
    let answers =
        ask_at_once((0..8).map(|_| it.town.treasurer()).collect(), move |_, treasurer| async move {
            treasurer.refund_payment(id, &reason(), None).await
        });
    let (done, refused) = outcomes(answers.await);
    assert_eq!((done, refused), (1, vec!["payment_nothing_left".to_owned(); 7]));
    assert_eq!((it.town.cash().await, it.provider.refunded(&order(id))), (0, 800));
    assert_sound(it.server());
}

#[actix_web::test]
async fn nobody_sends_their_own_gift_back() {
    let it = Till::open().await;
    let own = it.town.treasurer();
    let begun = own.begin_payment(it.town.fund, &gift(PaymentChannel::Wechat, 70), None).await.unwrap().body;
    it.pay(&begun);
    it.later(TimeDelta::minutes(3)).await;
    let other = it.server().signed_in(Role::Resident, "1/1/1/1/1/");
    assert_eq!(code(other.refund_payment(begun.payment.id, &reason(), None).await), "not_allowed");
    assert_eq!(code(own.refund_payment(begun.payment.id, &reason(), None).await), "income_own");
    it.refund(begun.payment.id).await.unwrap();
}

#[actix_web::test]
async fn a_payment_has_so_many_refunds() {
    let it = Till::open().await;
    let begun = it.paid(PaymentChannel::Wechat, 800).await;
    let (id, session) = (begun.payment.id, it.town.person(Role::Treasurer).1);
    let store = &it.server().store;
    let load = move |tx: &mut Tx<'_>| app::identity::load_actor(tx, session);
    let actor = store.db.read_blocking(load).unwrap().unwrap();
    let fail = move |tx: &mut Tx<'_>| -> Result<(), Error> {
        for _ in 0..50 {
            stored::want(tx, &actor, id, "试")?;
            let payment = stored::find(tx, id)?;
            let asked = payment.refunds.iter().find(|(_, refund)| refund.state == RefundState::Asked);
            let fact = Fact::RefundFailed { number: asked.unwrap().0.clone() };
            stored::tell(tx, PaymentChannel::Wechat, &payment.settlement.number, fact)?;
        }
        Ok(())
    };
    store.write(fail).unwrap();
    assert_eq!(code(it.refund(id).await), "payment_refunds_full");
    assert_eq!(it.town.cash().await, 800);
    assert_sound(it.server());
}
