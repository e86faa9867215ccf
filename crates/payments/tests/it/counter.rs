//! The counter.

use chrono::TimeDelta;
use payments::counter::Confirmation;
use payments::{
    Callback, Channel, Closing, Counter, Created, PaymentError, Payments, QueryState, RefundState,
};

use crate::support::{call, fen, intent, now, number, refund};

fn confirmation() -> Confirmation {
    Confirmation { receipt: " 0001 ".to_owned(), amount: fen(8800), received_at: now() - TimeDelta::days(1) }
}

#[tokio::test]
async fn the_counter_is_a_way_of_paying_like_the_others() {
    let counter: Box<dyn Payments> = Box::new(Counter);
    assert_eq!(counter.channel(), Channel::Counter);
    let intent = intent(Channel::Counter);
    assert_eq!(counter.create(call(), &intent).await, Ok(Created::Counter(number())));
    assert_eq!(counter.query(call(), &number()).await, Ok(QueryState::Waiting));
    assert_eq!(counter.close(call(), &number()).await, Ok(Closing::Closed));
    assert_eq!(counter.refund(call(), &refund()).await, Ok(RefundState::Processing));
    let callback = Callback { headers: &[], body: b"" };
    assert_eq!(counter.read_callback(call(), callback).await, Err(PaymentError::ByHand));
    assert_eq!(counter.bill(call(), now().date_naive()).await, Err(PaymentError::ByHand));
}

#[test]
fn what_the_treasurer_confirms_is_paid() {
    let paid = confirmation().paid(&intent(Channel::Counter)).unwrap();
    assert_eq!(
        (paid.transaction.as_str(), paid.amount, paid.paid_at),
        ("0001", fen(8800), now() - TimeDelta::days(1))
    );
    let refunded = Counter::refunded(&refund(), now());
    assert_eq!((refunded.amount, refunded.refunded_at), (fen(3000), Some(now())));
}

#[test]
fn another_amount_way_or_no_receipt_is_refused() {
    let of = |confirmation: Confirmation, channel| confirmation.paid(&intent(channel)).unwrap_err();
    assert_eq!(
        of(Confirmation { amount: fen(8801), ..confirmation() }, Channel::Counter),
        PaymentError::Amount
    );
    assert!(matches!(of(confirmation(), Channel::Wechat), PaymentError::NotOurs(_)));
    for receipt in ["", "  ", "a\nb"] {
        let wrong = Confirmation { receipt: receipt.to_owned(), ..confirmation() };
        assert!(matches!(of(wrong, Channel::Counter), PaymentError::Malformed(_)), "{receipt:?}");
    }
}
