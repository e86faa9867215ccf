//! Whatever arrives, how often, late, or in whatever order: settled once.

use chrono::TimeDelta;
use payments::limits::EXPIRY_GRACE_SECONDS;
use payments::settle::{Effect, Fact, SettleError, Settlement, Status};
use payments::{Channel, OrderNumber, Paid, RefundNumber, Refunded};
use proptest::prelude::*;

use crate::support::{fen, intent, now, number};

/// Seconds after the intent expires.
fn paid_at(seconds: i64) -> Paid {
    let expires_at = intent(Channel::Wechat).expires_at;
    Paid {
        number: number(),
        transaction: "42".to_owned(),
        amount: fen(8800),
        paid_at: expires_at + TimeDelta::seconds(seconds),
    }
}

fn refund_number(nth: u8) -> RefundNumber {
    RefundNumber::new(format!("R{nth}")).unwrap()
}

fn refunded(nth: u8, amount: i64) -> Fact {
    Fact::Refunded(Refunded {
        order: number(),
        number: refund_number(nth),
        amount: fen(amount),
        refunded_at: None,
    })
}

fn wanted(nth: u8, amount: i64) -> Fact {
    Fact::RefundWanted { number: refund_number(nth), amount: fen(amount) }
}

fn closed(seconds: i64) -> Fact {
    Fact::Closed { at: intent(Channel::Wechat).expires_at + TimeDelta::seconds(seconds) }
}

fn clock(seconds: i64) -> Fact {
    Fact::Clock { now: intent(Channel::Wechat).expires_at + TimeDelta::seconds(seconds) }
}

/// Applies facts; those that cannot be change nothing.
fn applied(facts: impl IntoIterator<Item = Fact>) -> (Settlement, Vec<Effect>) {
    let mut all = Vec::new();
    let mut it = Settlement::new(&intent(Channel::Wechat));
    for fact in facts {
        if let Ok((next, effects)) = it.clone().apply(fact) {
            it = next;
            all.extend(effects);
        }
    }
    (it, all)
}

fn refused(facts: impl IntoIterator<Item = Fact>, last: Fact) -> SettleError {
    applied(facts).0.apply(last).unwrap_err()
}

#[test]
fn a_payment_told_many_times_is_settled_once() {
    let (it, effects) = applied((0..5).map(|_| Fact::Paid(paid_at(-60))));
    assert_eq!((it.status(), effects), (Status::Paid, vec![Effect::Settle(paid_at(-60))]));
}

#[test]
fn a_payment_in_time_that_is_told_after_the_expiry_is_settled() {
    let (it, effects) = applied([clock(3600), Fact::Paid(paid_at(-1))]);
    assert_eq!((it.status(), effects), (Status::Paid, vec![Effect::Settle(paid_at(-1))]));
}

#[test]
fn an_unpaid_intent_expires_and_not_before_its_time() {
    assert_eq!(applied([clock(0)]).0.status(), Status::Created);
    assert_eq!(applied([clock(1)]).0.status(), Status::Expired);
    assert_eq!(applied([Fact::Paid(paid_at(-1)), clock(1)]).0.status(), Status::Paid);
}

#[test]
fn a_payment_after_the_expiry_goes_back_whether_the_expiry_was_seen_or_not() {
    let late = paid_at(EXPIRY_GRACE_SECONDS + 1);
    for before in [vec![], vec![clock(3600)]] {
        let (it, effects) = applied(before.into_iter().chain([Fact::Paid(late.clone())]));
        assert_eq!((it.status(), effects), (Status::PaidLate, vec![Effect::RefundLate(late.clone())]));
    }
    assert_eq!(applied([clock(3600), Fact::Paid(paid_at(EXPIRY_GRACE_SECONDS))]).0.status(), Status::Paid);
}

#[test]
fn a_payment_after_the_closing_goes_back_and_one_before_it_is_settled() {
    let (it, effects) = applied([closed(-60), Fact::Paid(paid_at(-30))]);
    assert_eq!((it.status(), effects), (Status::PaidLate, vec![Effect::RefundLate(paid_at(-30))]));
    let (it, effects) = applied([closed(-60), Fact::Paid(paid_at(-90))]);
    assert_eq!((it.status(), effects), (Status::Paid, vec![Effect::Settle(paid_at(-90))]));
    assert_eq!(applied([closed(-60), clock(60)]).0.status(), Status::Closed);
}

#[test]
fn a_late_payment_is_refunded_like_any_other() {
    let (it, effects) = applied([closed(-60), Fact::Paid(paid_at(-30)), wanted(1, 8800), refunded(1, 8800)]);
    assert_eq!(it.status(), Status::Refunded);
    assert!(matches!(effects[..], [Effect::RefundLate(_), Effect::SendRefund { .. }, Effect::BookRefund(_)]));
}

#[test]
fn refunds_never_exceed_what_was_paid() {
    let paid = Fact::Paid(paid_at(-60));
    assert_eq!(refused([], wanted(1, 1)), SettleError::NotPaid);
    assert_eq!(refused([paid.clone()], wanted(1, 8801)), SettleError::RefundTooMuch);
    assert_eq!(refused([paid.clone(), wanted(1, 5000)], wanted(2, 3801)), SettleError::RefundTooMuch);
    assert_eq!(refused([paid.clone(), refunded(1, 5000)], refunded(2, 3801)), SettleError::RefundTooMuch);
    let (it, _) = applied([
        paid.clone(),
        wanted(1, 5000),
        Fact::RefundFailed { number: refund_number(1) },
        wanted(2, 8800),
    ]);
    assert_eq!((it.promised_fen(), it.refunded_fen()), (8800, 0));
    let (it, _) = applied([paid, wanted(1, 5000), refunded(1, 5000)]);
    assert_eq!((it.status(), it.refunded_fen()), (Status::PartRefunded, 5000));
}

#[test]
fn a_refund_is_the_same_one_only_with_the_same_amount() {
    let before = [Fact::Paid(paid_at(-60)), wanted(1, 5000)];
    assert_eq!(refused(before.clone(), wanted(1, 4000)), SettleError::RefundDiffers);
    assert_eq!(refused(before.clone(), refunded(1, 4000)), SettleError::RefundDiffers);
    let (_, effects) = applied(before.clone().into_iter().chain([wanted(1, 5000)]));
    assert_eq!(effects.len(), 3, "asked for again is sent again");
    let failed = Fact::RefundFailed { number: refund_number(1) };
    assert_eq!(
        refused(before.clone().into_iter().chain([failed.clone()]), wanted(1, 5000)),
        SettleError::RefundFailed
    );
    let (it, effects) =
        applied(before.into_iter().chain([refunded(1, 5000), failed, wanted(1, 5000), refunded(1, 5000)]));
    assert_eq!((it.refunded_fen(), effects.len()), (5000, 3), "done stays done");
}

#[test]
fn what_contradicts_is_refused() {
    let paid = Fact::Paid(paid_at(-60));
    let other = Paid { number: OrderNumber::new("G20260701000002").unwrap(), ..paid_at(-60) };
    assert_eq!(refused([], Fact::Paid(other)), SettleError::OtherOrder);
    assert_eq!(
        refused([], Fact::Paid(Paid { amount: fen(8799), ..paid_at(-60) })),
        SettleError::AmountDiffers
    );
    let second = Paid { transaction: "43".to_owned(), ..paid_at(-60) };
    assert_eq!(refused([paid.clone()], Fact::Paid(second)), SettleError::PaidTwice);
    let many = (0..50).map(|nth| wanted(nth, 1));
    assert_eq!(refused([paid].into_iter().chain(many), wanted(50, 1)), SettleError::TooManyRefunds);
    let early = (0..50).map(|nth| refunded(nth, 1));
    assert_eq!(refused(early, refunded(50, 1)), SettleError::TooManyRefunds);
}

#[test]
fn a_refund_that_overtakes_its_payment_is_booked_after_it() {
    let (it, effects) = applied([refunded(1, 3000), refunded(1, 3000), Fact::Paid(paid_at(-60))]);
    assert_eq!(it.status(), Status::PartRefunded);
    assert!(
        matches!(&effects[..], [Effect::Settle(_), Effect::BookRefund(refund)] if refund.amount == fen(3000))
    );
}

/// What may have happened: at most one payment and one closing, and refunds of the merchant's own pages.
fn history() -> impl Strategy<Value = Vec<Fact>> {
    let paid = prop::option::of((-100i64..100).prop_map(|tens| Fact::Paid(paid_at(tens * 10))));
    let closing = prop::option::of((-100i64..100).prop_map(|tens| closed(tens * 10 + 5)));
    let refunds = prop::collection::vec(1i64..2900, 0..4);
    (paid, closing, refunds, any::<bool>()).prop_map(|(paid, closing, refunds, expired)| {
        let nothing_paid = paid.is_none();
        let refunds = refunds.into_iter().zip(1u8..).map(|(amount, nth)| refunded(nth, amount));
        let facts = paid.into_iter().chain(closing).chain(expired.then(|| clock(5000)));
        if nothing_paid { facts.collect() } else { facts.chain(refunds).collect() }
    })
}

/// A history as it is told: each fact at least once, in any order.
fn told() -> impl Strategy<Value = (Vec<Fact>, Vec<Fact>)> {
    history().prop_flat_map(|facts| {
        let repeated =
            facts.iter().flat_map(|fact| [fact.clone(), fact.clone(), fact.clone()]).collect::<Vec<_>>();
        (Just(facts), Just(repeated).prop_shuffle())
    })
}

/// Facts that need not be true together: nothing may be booked twice or beyond the amount whatever comes.
fn anything() -> impl Strategy<Value = Vec<Fact>> {
    let fact = prop_oneof![
        (-1000i64..1000, 0u8..3, 8799i64..8802).prop_map(|(seconds, transaction, amount)| {
            Fact::Paid(Paid { transaction: transaction.to_string(), amount: fen(amount), ..paid_at(seconds) })
        }),
        (-1000i64..1000).prop_map(closed),
        (-1000i64..1000).prop_map(clock),
        (0u8..6, 1i64..6000).prop_map(|(nth, amount)| wanted(nth, amount)),
        (0u8..6, 1i64..6000).prop_map(|(nth, amount)| refunded(nth, amount)),
        (0u8..6).prop_map(|nth| Fact::RefundFailed { number: refund_number(nth) }),
    ];
    prop::collection::vec(fact, 0..40)
}

proptest! {
    #[test]
    fn a_history_is_settled_once_in_whatever_order_it_is_told((facts, told) in told()) {
        let (it, effects) = applied(told);
        let money = effects.iter().filter(|effect| matches!(effect, Effect::Settle(_) | Effect::RefundLate(_))).count();
        let paid = facts.iter().any(|fact| matches!(fact, Fact::Paid(_)));
        prop_assert_eq!(money, usize::from(paid));
        let refunds = facts.iter().filter(|fact| matches!(fact, Fact::Refunded(_))).count();
        let booked = effects.iter().filter(|effect| matches!(effect, Effect::BookRefund(_))).count();
        prop_assert_eq!(booked, refunds, "each refund is booked once");
        if let Some(first) = effects.first() {
            prop_assert!(matches!(first, Effect::Settle(_) | Effect::RefundLate(_)), "nothing goes back before it came");
        }
        prop_assert_eq!(it.paid.is_some(), paid);
    }

    #[test]
    fn without_a_closing_the_order_makes_no_difference((facts, told) in told()) {
        let open = |facts: Vec<Fact>| applied(facts.into_iter().filter(|fact| !matches!(fact, Fact::Closed { .. })));
        let (straight, shuffled) = (open(facts).0, open(told).0);
        prop_assert_eq!(straight.status(), shuffled.status());
        prop_assert_eq!(straight.refunds, shuffled.refunds);
        prop_assert_eq!(straight.late, shuffled.late);
    }

    #[test]
    fn nothing_is_booked_twice_or_beyond_what_was_paid(facts in anything()) {
        let (it, effects) = applied(facts);
        let mut money = 0;
        let mut back = 0;
        let mut numbers = std::collections::BTreeSet::new();
        for effect in effects {
            match effect {
                Effect::Settle(paid) | Effect::RefundLate(paid) => {
                    prop_assert_eq!(money, 0, "once");
                    money = paid.amount.get();
                }
                Effect::BookRefund(refund) => {
                    prop_assert!(numbers.insert(refund.number), "once each");
                    back += refund.amount.get();
                }
                Effect::SendRefund { .. } => prop_assert!(money > 0),
            }
            prop_assert!(back <= money);
        }
        prop_assert_eq!(it.refunded_fen(), back);
        prop_assert!(money == 0 || money == 8800);
    }
}

#[test]
fn a_settlement_is_kept_as_json() {
    let (it, _) = applied([Fact::Paid(paid_at(-60)), wanted(1, 5000), refunded(1, 5000)]);
    let text = serde_json::to_string(&it).unwrap();
    assert_eq!(serde_json::from_str::<Settlement>(&text).unwrap(), it);
    assert!(it.expires_at > now());
}
