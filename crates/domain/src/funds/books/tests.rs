//! Accounts, restrictions that donors lift, budgets, and the bank's side.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{NaiveDate, TimeDelta};
use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::{
    funds::{
        committee::{Matter, Resolution, ResolutionError},
        income::{Donor, Form, Income, IncomeState, Source, SourceKind},
        tests::{FUND, amount, hash, model::resolution, purpose},
    },
    ids::{
        DonorId, FundId, IncomeId, LedgerAccountId, LiftingId, PostingId, ProjectId, ResolutionId,
        StatementLineId,
    },
    ledger::{Accounts, Purpose, Refusal},
};

const DONOR: DonorId = DonorId(Uuid::from_u128(5));
const BY: ResolutionId = ResolutionId(Uuid::from_u128(6));

fn gift() -> Income {
    Income {
        id: IncomeId(Uuid::from_u128(1)),
        fund: FUND,
        source: Source::Donation { donor: Donor { id: DONOR, user: None, named: true } },
        form: Form::Money,
        amount: amount(500),
        purpose: Some(purpose("elders")),
        state: IncomeState::Received,
    }
}

fn consent(fen: i64, to: Option<&str>) -> Consent {
    Consent { donor: DONOR, to: to.map(purpose), most: amount(fen), document: hash("yes") }
}

fn lifting(fen: i64, to: Option<&str>) -> Result<Lifting, LiftingError> {
    Lifting::of(LiftingId(Uuid::nil()), &gift(), 400, consent(fen, to))
}

#[test]
fn accounts_have_names_of_their_own() {
    let line = LineKey { project: Some(ProjectId(Uuid::from_u128(9))), number: 50 };
    let longest = Purpose::parse(&"a".repeat(Purpose::CHARS_MAX)).unwrap();
    let (mut codes, mut names) = (BTreeSet::new(), BTreeSet::new());
    for purpose in [None, Some(purpose("elders")), Some(longest)] {
        let mut all = vec![
            FundAccount::Cash(purpose.clone()),
            FundAccount::Opening(purpose.clone()),
            FundAccount::Expense(line, purpose.clone()),
            FundAccount::Expense(LineKey { project: None, ..line }, purpose.clone()),
            FundAccount::Goods(purpose.clone()),
            FundAccount::HandedOut(line.project, purpose.clone()),
            FundAccount::HandedOut(None, purpose.clone()),
        ];
        all.extend(SourceKind::ALL.map(|source| FundAccount::Income(source, purpose.clone())));
        all.extend(SourceKind::ALL.map(|source| FundAccount::InKind(source, purpose.clone())));
        for account in all {
            assert!(account.code().len() <= 130);
            assert!(codes.insert(account.code()), "{}", account.code());
            assert!(names.insert(account.in_plain_text()), "{}", account.in_plain_text());
            assert_eq!(account.owned(FUND).book, FUND.0);
        }
    }
    assert!(
        codes.contains("cash") && codes.contains("cash/elders") && codes.contains("expense:fund:50/elders")
    );
    for name in [
        "Assets:Cash:Free",
        "Assets:Cash:For-elders",
        "Income:Money:Self-raised:Free",
        "Expenses:Money:Fund:50:For-elders",
    ] {
        assert!(names.contains(name), "{name} is none of {names:?}");
    }
    // An account below another would be added to it.
    let is_below = |name: &&String| names.iter().any(|other| other.starts_with(&format!("{name}:")));
    assert_eq!(names.iter().find(is_below), None);
}

#[test]
fn the_ledger_itself_refuses_restricted_money_for_something_else() {
    let (cash, income) = (FundAccount::Cash(Some(purpose("elders"))), SourceKind::Donation);
    let line = LineKey { project: None, number: 1 };
    let spent = FundAccount::Expense(line, Some(purpose("elders")));
    let source = FundAccount::Income(income, Some(purpose("elders")));
    let ids: BTreeMap<_, _> = [cash.clone(), spent.clone(), source].into_iter().zip(1_u128..).collect();
    let id = |account: &FundAccount| ids.get(account).map(|number| LedgerAccountId(Uuid::from_u128(*number)));
    let mut ledger: Accounts = ids.keys().map(|one| (id(one).unwrap(), one.empty())).collect();
    let got = Movement::income(income, Form::Money, Some(purpose("elders")), amount(100));
    ledger.post(&got.posting(id).unwrap()).unwrap();
    let good = Movement::disbursement(line, Some(purpose("elders")), amount(100));
    let bad = Movement { purpose: Some(purpose("garden")), ..good.clone() };
    assert_eq!(ledger.post(&bad.posting(id).unwrap()), Err(Refusal::OtherPurpose(id(&cash).unwrap())));
    ledger.post(&good.posting(id).unwrap()).unwrap();
    let more = ledger.post(&got.clone().reversed().posting(id).unwrap());
    assert!(matches!(more, Err(Refusal::BelowFloor { .. })), "what is spent is not given back");
    ledger.post(&good.reversed().posting(id).unwrap()).unwrap();
    ledger.post(&got.reversed().posting(id).unwrap()).unwrap();
    let unknown = Movement::opening(None, amount(1)).posting(id);
    assert_eq!(unknown, Err(MovementError::Missing("opening".to_owned())));
}

#[test]
fn only_the_donor_lifts_a_restriction_and_only_of_what_is_left() {
    let of = |gift: &Income, consent| Lifting::of(LiftingId(Uuid::nil()), gift, 400, consent);
    assert_eq!(lifting(401, None), Err(LiftingError::MoreThanLeft { left: 400 }));
    assert_eq!(lifting(1, Some("elders")), Err(LiftingError::SamePurpose));
    let stranger = Consent { donor: DonorId(Uuid::nil()), ..consent(1, None) };
    assert_eq!(of(&gift(), stranger), Err(LiftingError::NotDonor));
    for without in [
        Income { purpose: None, ..gift() },
        Income { form: Form::InKind, ..gift() },
        Income { state: IncomeState::Reversed, ..gift() },
    ] {
        assert_eq!(of(&without, consent(1, None)), Err(LiftingError::NotRestricted));
    }
    let subsidy = Income { source: Source::SelfRaised, ..gift() };
    assert_eq!(of(&subsidy, consent(1, None)), Err(LiftingError::NotDonor));
}

#[test]
fn a_transfer_goes_as_far_as_the_donor_lets_it() {
    let elders = || purpose("elders");
    let one = lifting(300, Some("garden")).unwrap();
    let by = |most| resolution(BY, Matter::Lifting { purpose: elders(), most: amount(most) });
    let go = |to: Option<&str>, fen, lifting: &Lifting| {
        Movement::transfer(FUND, (elders(), to.map(purpose)), amount(fen), lifting.clone(), by(1_000))
    };
    let error = |error: LiftingError| Err(MovementError::from(error));
    assert_eq!(go(None, 1, &one), error(LiftingError::OtherPurpose));
    assert_eq!(go(Some("elders"), 1, &one), Err(MovementError::SamePurpose));
    assert_eq!(go(Some("garden"), 301, &one), error(LiftingError::UsedUp { left: 300 }));
    let other = Movement::transfer(
        FundId(Uuid::nil()),
        (elders(), Some(purpose("garden"))),
        amount(1),
        one.clone(),
        Resolution { fund: FundId(Uuid::nil()), ..by(1) },
    );
    assert_eq!(other, error(LiftingError::OtherFund));
    let (movement, used, by_now) = go(Some("garden"), 200, &one).unwrap();
    assert_eq!(by_now.used_fen, 200);
    assert_eq!(movement.purpose, Some(elders()), "it is taken out of what was for elders");
    let ways = ["elders", "garden"].map(|code| FundAccount::Cash(Some(purpose(code))));
    assert_eq!([movement.from, movement.to], ways);
    assert_eq!(go(Some("garden"), 101, &used), error(LiftingError::UsedUp { left: 100 }));
    // And no further than the committee does.
    let ways = || (elders(), Some(purpose("garden")));
    let less = Movement::transfer(FUND, ways(), amount(200), one.clone(), by(199));
    assert_eq!(less, Err(ResolutionError::UsedUp { left: 199 }.into()));
    let spending = resolution(BY, Matter::Spending { most: amount(1_000) });
    let none = Movement::transfer(FUND, ways(), amount(1), one, spending);
    assert_eq!(none, Err(ResolutionError::OtherMatter.into()));
}

#[test]
fn only_what_the_committee_set_aside_is_freed_and_what_donors_gave_stays() {
    let table = [((500, 0, 500), 500), ((500, 100, 500), 400), ((500, 600, 500), 0), ((50, 100, 500), 50)];
    for ((aside, given, cash), left) in table {
        assert_eq!(set_aside_left(aside, given, cash), left, "{aside} {given} {cash}");
    }
    let by = || resolution(BY, Matter::Release { purpose: purpose("elders"), most: amount(300) });
    let more = Movement::release(FUND, purpose("elders"), amount(201), 200, by());
    assert_eq!(more, Err(MovementError::MoreThanSetAside { left: 200 }));
    let (movement, used) = Movement::release(FUND, purpose("elders"), amount(200), 200, by()).unwrap();
    assert_eq!((movement.to, used.used_fen), (FundAccount::Cash(None), 200));
    let other = Movement::release(FUND, purpose("garden"), amount(1), 200, by());
    assert_eq!(other, Err(ResolutionError::OtherMatter.into()));
}

#[test]
fn what_came_first_is_spent_first() {
    let id = |number| IncomeId(Uuid::from_u128(number));
    let left = unspent(&[(id(1), 100), (id(2), 50), (id(3), 70)], 90);
    assert_eq!(left, BTreeMap::from([(id(1), 0), (id(2), 20), (id(3), 70)]));
}

#[test]
fn a_line_is_not_made_smaller_than_what_is_used() {
    let elders = purpose("elders");
    let budget = Budget::new(vec![(amount(100), Some(elders.clone()))]).unwrap();
    let garden = BudgetError::Restricted(purpose("garden"));
    assert_eq!(budget.clone().reserve(1, Some(&purpose("garden")), amount(1)), Err(garden));
    assert_eq!(budget.clone().reserve(2, None, amount(1)), Err(BudgetError::NoLine(2)));
    let used = budget.reserve(1, None, amount(60)).unwrap().reserve(1, Some(&elders), amount(40)).unwrap();
    assert_eq!(used.clone().reserve(1, None, amount(1)), Err(BudgetError::Exceeded { left: 0 }));
    let used = used.spend(1, amount(60)).unwrap();
    assert_eq!(used.clone().revise(1, amount(99), None), Err(BudgetError::Used { used: 100 }));
    assert_eq!(used.clone().give_back(1, amount(61)), Err(BudgetError::NotUsed));
    let less = used.release(1, amount(40)).unwrap();
    assert_eq!(less.revise(1, amount(60), None).unwrap().lines()[&1].left_fen(), 0);
    assert_eq!(Budget::new(vec![]), Err(BudgetError::LineCount));
}

fn day(number: i64) -> NaiveDate {
    NaiveDate::default() + TimeDelta::days(number)
}

fn bank_line(number: u128, on: i64, fen: i64, reference: Option<&str>) -> StatementLine {
    let id = StatementLineId(Uuid::from_u128(number));
    StatementLine { id, day: day(on), fen, reference: reference.map(str::to_owned) }
}

fn cash_line(number: u128, on: i64, fen: i64, reference: Option<&str>) -> CashLine {
    let posting = PostingId(Uuid::from_u128(number));
    CashLine { posting, day: day(on), fen, reference: reference.map(str::to_owned) }
}

#[test]
fn a_number_matches_before_a_day_does_and_a_hand_before_both() {
    let bank = [bank_line(1, 1, 50, None), bank_line(2, 9, 50, Some("x")), bank_line(3, 1, -7, None)];
    let books = [cash_line(1, 1, 50, Some("x")), cash_line(2, 3, 50, None), cash_line(3, 9, -7, None)];
    let pairs = |found: &Reconciliation| -> Vec<(u128, u128)> {
        found.matched.iter().map(|(line, posting)| (line.0.as_u128(), posting.0.as_u128())).collect()
    };
    let found = reconcile(&bank, &books, &BTreeMap::new(), 3);
    assert_eq!(pairs(&found), [(1, 2), (2, 1)]);
    assert_eq!((found.only_bank, found.only_books), (vec![bank[2].clone()], vec![books[2].clone()]));
    let by_hand = BTreeMap::from([(bank[2].id, books[2].posting), (bank[0].id, books[0].posting)]);
    let found = reconcile(&bank, &books, &by_hand, 6);
    assert_eq!((pairs(&found), found.is_clean()), (vec![(1, 1), (2, 2), (3, 3)], true));
}

#[test]
fn what_could_be_one_or_the_other_is_left_to_a_person() {
    // Two of the bank's for one of the books, and one of the bank's for two of the books.
    let bank = [bank_line(1, 1, 50, None), bank_line(2, 2, 50, None), bank_line(3, 1, 70, None)];
    let books = [cash_line(1, 1, 50, None), cash_line(2, 1, 70, None), cash_line(3, 2, 70, None)];
    let found = reconcile(&bank, &books, &BTreeMap::new(), 3);
    assert_eq!((found.matched.len(), found.only_bank.len(), found.only_books.len()), (0, 3, 3));
    // A hand that says one says the other.
    let by_hand = BTreeMap::from([(bank[0].id, books[0].posting), (bank[2].id, books[1].posting)]);
    assert_eq!(reconcile(&bank, &books, &by_hand, 3).matched, by_hand);
    // A number that is there twice tells nothing.
    let bank = [bank_line(1, 1, 50, Some("x")), bank_line(2, 9, 50, Some("x"))];
    let found = reconcile(&bank, &[cash_line(1, 20, 50, Some("x"))], &BTreeMap::new(), 3);
    assert!(found.matched.is_empty());
}

proptest! {
    #[test]
    fn what_differs_is_exactly_what_matches_nothing(
        bank in proptest::collection::vec((0_i64..6, -3_i64..4, 0_usize..3), 0..12),
        books in proptest::collection::vec((0_i64..6, -3_i64..4, 0_usize..3), 0..12),
    ) {
        let word = |at: usize| [None, Some("x"), Some("y")][at];
        let bank: Vec<_> = (0..).zip(&bank).map(|(id, (on, fen, r))| bank_line(id, *on, *fen, word(*r))).collect();
        let books: Vec<_> = (0..).zip(&books).map(|(id, (on, fen, r))| cash_line(id, *on, *fen, word(*r))).collect();
        let found = reconcile(&bank, &books, &BTreeMap::new(), 2);
        let sum: i64 = bank.iter().map(|one| one.fen).sum::<i64>() - books.iter().map(|one| one.fen).sum::<i64>();
        prop_assert_eq!(found.difference_fen(), i128::from(sum));
        prop_assert_eq!(found.matched.values().collect::<BTreeSet<_>>().len(), found.matched.len());
        prop_assert_eq!(found.matched.len() + found.only_bank.len(), bank.len());
        prop_assert_eq!(found.matched.len() + found.only_books.len(), books.len());
        for (line, posting) in &found.matched {
            let one = bank.iter().find(|one| one.id == *line).unwrap();
            prop_assert_eq!(one.fen, books.iter().find(|one| one.posting == *posting).unwrap().fen);
        }
        // Nothing that is left fits one other and nothing else.
        for one in &found.only_bank {
            let near = |other: &&CashLine| other.fen == one.fen && (other.day - one.day).num_days().abs() <= 2;
            let mut fitting = found.only_books.iter().filter(near);
            if let (Some(only), None) = (fitting.next(), fitting.next()) {
                let wanted = |line: &&StatementLine| line.fen == only.fen && (only.day - line.day).num_days().abs() <= 2;
                prop_assert!(found.only_bank.iter().filter(wanted).count() > 1);
            }
        }
    }
}

#[test]
fn a_code_names_one_account_and_reads_back() {
    let project = ProjectId(Uuid::from_u128(7));
    let line = |project, number| LineKey { project, number };
    for purpose in [None, Some(purpose("elders"))] {
        let mut all = vec![
            FundAccount::Cash(purpose.clone()),
            FundAccount::Opening(purpose.clone()),
            FundAccount::Goods(purpose.clone()),
            FundAccount::HandedOut(None, purpose.clone()),
            FundAccount::HandedOut(Some(project), purpose.clone()),
            FundAccount::Expense(line(None, 3), purpose.clone()),
            FundAccount::Expense(line(Some(project), 65_535), purpose.clone()),
        ];
        for source in SourceKind::ALL {
            all.push(FundAccount::Income(source, purpose.clone()));
            all.push(FundAccount::InKind(source, purpose.clone()));
        }
        for account in all {
            assert_eq!(FundAccount::parse(&account.code()), Some(account.clone()), "{}", account.code());
            assert_eq!(account.purpose(), purpose.as_ref());
            assert!(account.code().len() <= 130);
        }
    }
    for bad in ["", "cash:x", "income", "income:theft", "expense:fund", "cash/Elders", "handed_out:x"] {
        assert_eq!(FundAccount::parse(bad), None, "{bad}");
    }
}
