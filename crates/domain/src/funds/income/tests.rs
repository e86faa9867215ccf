//! Donors, sources, and payments of which providers tell as they please.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, TimeDelta, Utc};
use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::{
    funds::{
        FundAccount, FundError, FundState,
        tests::{FUND, amount, fund, hash, person, purpose},
    },
    ids::{DonorId, IncomeId, PaymentIntentId},
};

const DONOR: Donor = Donor { id: DonorId(Uuid::from_u128(5)), user: Some(person(1)), named: false };

fn at(minute: i64) -> DateTime<Utc> {
    DateTime::UNIX_EPOCH + TimeDelta::minutes(minute)
}

fn income(source: Source, form: Form, restricted: Option<&str>) -> Income {
    Income {
        id: IncomeId(Uuid::from_u128(1)),
        fund: FUND,
        source,
        form,
        amount: amount(500),
        purpose: restricted.map(purpose),
        state: IncomeState::Expected,
    }
}

fn intent(channel: Channel) -> Intent {
    Intent {
        id: PaymentIntentId(Uuid::nil()),
        income: IncomeId(Uuid::from_u128(1)),
        channel,
        amount: amount(500),
        until: at(30),
        state: IntentState::Awaiting,
        returned: BTreeSet::new(),
    }
}

fn notice(reference: &str, outcome: NoticeOutcome) -> Notice {
    Notice { reference: DocumentNumber::new(reference).unwrap(), outcome, at: at(1) }
}

fn paid(reference: &str, fen: i64) -> Notice {
    notice(reference, NoticeOutcome::Succeeded { amount: amount(fen) })
}

#[test]
fn who_wants_to_stay_unnamed_is_known_to_the_auditor_and_to_themselves() {
    let seen = |donor: Donor| {
        let viewers = [
            Viewer::Public,
            Viewer::Person(person(2)),
            Viewer::Person(person(1)),
            Viewer::Treasurer,
            Viewer::Auditor,
        ];
        viewers.map(|viewer| donor.seen_by(viewer) == DonorSeen::Named(DONOR.id))
    };
    assert_eq!(seen(DONOR), [false, false, true, true, true]);
    assert_eq!(seen(Donor { user: None, ..DONOR }), [false, false, false, true, true]);
    assert_eq!(seen(Donor { named: true, ..DONOR }), [true; 5]);
}

#[test]
fn a_fund_takes_in_what_it_has_a_purpose_for() {
    let check = |source, form, restricted| income(source, form, restricted).check(&fund());
    let donation = Source::Donation { donor: DONOR };
    assert_eq!(check(donation.clone(), Form::InKind, Some("elders")), Ok(()));
    let unknown = FundError::NoPurpose(purpose("bridge"));
    assert_eq!(check(donation.clone(), Form::Money, Some("bridge")), Err(unknown.into()));
    assert_eq!(check(Source::Interest, Form::InKind, None), Err(IncomeError::NotInKind));
    assert_eq!(check(Source::SelfRaised, Form::InKind, None), Err(IncomeError::NotInKind));
    let sponsored = Source::Sponsorship { sponsor: DONOR, agreement: hash("agreed") };
    assert_eq!(check(sponsored.clone(), Form::Money, None), Err(IncomeError::NoAgreedUse));
    assert_eq!(check(sponsored, Form::Money, Some("garden")), Ok(()));
    let closing = crate::funds::Fund { state: FundState::Closing, ..fund() };
    let late = income(donation, Form::Money, None).check(&closing);
    assert_eq!(late, Err(FundError::NotOpen.into()));
}

#[test]
fn what_came_in_kind_never_meets_cash() {
    let gift = |form| income(Source::Donation { donor: DONOR }, form, Some("elders")).receive().unwrap();
    let (received, movement) = gift(Form::InKind);
    assert!(movement.from.is_in_kind() && movement.to == FundAccount::Goods(Some(purpose("elders"))));
    let (_, money) = gift(Form::Money);
    assert_eq!(money.to, FundAccount::Cash(Some(purpose("elders"))));
    assert_eq!(received.clone().receive(), Err(IncomeError::NotExpected));
    assert_eq!(received.clone().cancel(), Err(IncomeError::NotExpected));
    assert_eq!(received.clone().reverse(1), Err(IncomeError::Lifted));
    let (reversed, back) = received.reverse(0).unwrap();
    assert_eq!((back.from, back.to), (movement.to, movement.from));
    assert_eq!(reversed.reverse(0), Err(IncomeError::NotReceived));
}

#[test]
fn a_late_success_counts_and_another_payment_goes_back() {
    let lapsed = intent(Channel::Online).lapse(at(30));
    assert_eq!(lapsed.state, IntentState::Lapsed);
    let (settled, effect) = lapsed.hear(&paid("a", 500));
    assert_eq!(effect, Effect::Settle { income: settled.income });
    let (again, effect) = settled.hear(&paid("a", 500));
    assert_eq!(effect, Effect::Nothing);
    let (second, effect) = again.hear(&paid("b", 500));
    assert_eq!(effect, Effect::Return { amount: amount(500) });
    assert_eq!(second.clone().hear(&paid("b", 500)).1, Effect::Nothing);
    assert_eq!(second.clone().hear(&notice("a", NoticeOutcome::Failed)), (second, Effect::Nothing));
    let (other, effect) = intent(Channel::Online).hear(&paid("c", 499));
    assert_eq!((other.state, effect), (IntentState::Awaiting, Effect::Return { amount: amount(499) }));
}

#[test]
fn a_counter_confirms_for_others_once() {
    let (clerk, payer) = (person(8), Some(person(1)));
    let confirm = |intent: Intent, notice: &Notice, by| intent.confirm(notice, by, payer);
    let counter = intent(Channel::Counter);
    assert_eq!(confirm(intent(Channel::Online), &paid("1", 500), clerk), Err(PaymentError::Online));
    assert_eq!(confirm(counter.clone(), &paid("1", 500), person(1)), Err(PaymentError::Own));
    assert_eq!(confirm(counter.clone(), &paid("1", 501), clerk), Err(PaymentError::OtherAmount));
    let (settled, effect) = confirm(counter, &paid("1", 500), clerk).unwrap();
    assert_eq!(effect, Effect::Settle { income: settled.income });
    assert_eq!(confirm(settled.clone(), &paid("1", 500), clerk), Ok((settled.clone(), Effect::Nothing)));
    assert_eq!(confirm(settled, &paid("2", 500), clerk), Err(PaymentError::Settled));
}

#[test]
fn names_read_back() {
    assert!(Form::ALL.into_iter().all(|one| Form::parse(one.as_str()) == Some(one)));
    assert!(Channel::ALL.into_iter().all(|one| Channel::parse(one.as_str()) == Some(one)));
    assert!(SourceKind::ALL.into_iter().all(|one| SourceKind::parse(one.as_str()) == Some(one)));
    assert!(IncomeState::ALL.into_iter().all(|one| IncomeState::parse(one.as_str()) == Some(one)));
    assert_eq!(DocumentNumber::new("  "), Err(DocumentNumberError));
    assert_eq!(DocumentNumber::new(" 民发〔2026〕1号 ").unwrap().as_str(), "民发〔2026〕1号");
}

proptest! {
    /// Three payments of one intent, their notices in any order, any number of times, with failures and the end of the time
    /// between them: what is kept is the same amount of money, settled at most once.
    #[test]
    fn however_notices_come_money_is_counted_once(
        told in proptest::collection::vec((0_usize..3, any::<bool>(), any::<bool>()), 0..30)
    ) {
        let payments = [("a", 500), ("b", 500), ("c", 400)];
        let (mut now, mut settled, mut returned) = (intent(Channel::Online), 0, BTreeMap::new());
        let mut came = BTreeMap::new();
        for (which, failed, over) in told {
            let (reference, fen) = payments[which];
            let told = if failed { notice(reference, NoticeOutcome::Failed) } else { paid(reference, fen) };
            if over {
                now = now.lapse(at(31));
            }
            let (next, effect) = now.hear(&told);
            now = next;
            if !failed {
                came.insert(reference, fen);
            }
            match effect {
                Effect::Nothing => {}
                Effect::Settle { .. } => settled += 1,
                Effect::Return { amount } => {
                    prop_assert_eq!(returned.insert(reference, amount.fen()), None, "told once");
                }
            }
        }
        let fits = came.values().any(|fen| *fen == 500);
        prop_assert_eq!(settled, i32::from(fits));
        prop_assert_eq!(matches!(now.state, IntentState::Settled { .. }), fits);
        let kept = if fits { 500 } else { 0 };
        prop_assert_eq!(came.values().sum::<i64>(), kept + returned.values().sum::<i64>());
    }
}
