use super::*;
use crate::ledger::{AccountState, BATCH_MAX, ENTRIES_MAX, Purpose, Refusal};

/// Nothing has changed, and why.
fn refused(accounts: &mut Accounts, new: &NewPosting) -> Refusal {
    let before = accounts.clone();
    let (posted, held) = (accounts.post(new), accounts.hold(new));
    assert_eq!(*accounts, before);
    assert_eq!(posted, held, "what cannot be posted cannot be held either");
    posted.unwrap_err()
}

#[test]
fn points_go_from_the_programme_to_a_wallet_and_on() {
    let mut accounts = programme();
    accounts.post(&points(&[(0, -300), (1, 200), (2, 100)])).unwrap();
    accounts.post(&points(&[(1, -150), (3, 150)])).unwrap();
    assert_eq!(balances(&accounts), [-300, 50, 100, 150]);
    assert_eq!(accounts.get(account(0)).unwrap().available(), Some(700));
}

#[test]
fn what_is_no_posting_is_refused() {
    let mut accounts = programme();
    assert_eq!(refused(&mut accounts, &points(&[])), Refusal::EntryCount);
    assert_eq!(refused(&mut accounts, &points(&[(0, -1)])), Refusal::EntryCount);
    let many: Vec<(usize, i64)> = (0..=ENTRIES_MAX).map(|number| (number, 1)).collect();
    assert_eq!(refused(&mut accounts, &points(&many)), Refusal::EntryCount);
    assert_eq!(refused(&mut accounts, &points(&[(0, -2), (1, 1)])), Refusal::Unbalanced(-1));
    assert_eq!(refused(&mut accounts, &points(&[(0, -1), (1, 1), (2, 0)])), Refusal::Zero(account(2)));
    assert_eq!(refused(&mut accounts, &points(&[(0, -2), (1, 1), (1, 1)])), Refusal::Twice(account(1)));
    assert_eq!(refused(&mut accounts, &points(&[(0, -1), (9, 1)])), Refusal::Missing(account(9)));
    // The sum of the largest amounts is a number too.
    let wide = [(0, i64::MAX), (1, i64::MAX), (2, -1)];
    assert!(matches!(refused(&mut accounts, &points(&wide)), Refusal::Unbalanced(sum) if sum > 0));
}

#[test]
fn a_floor_holds_for_what_is_pending_too() {
    let mut accounts = programme();
    accounts.post(&points(&[(0, -100), (1, 100)])).unwrap();
    accounts.hold(&points(&[(1, -80), (2, 80)])).unwrap();
    let below = Refusal::BelowFloor { account: account(1), available: 20, wanted: 21 };
    assert_eq!(refused(&mut accounts, &points(&[(1, -21), (3, 21)])), below);
    // What is on its way cannot be spent yet.
    let coming = Refusal::BelowFloor { account: account(2), available: 0, wanted: 1 };
    assert_eq!(refused(&mut accounts, &points(&[(2, -1), (3, 1)])), coming);
    accounts.post(&points(&[(1, -20), (3, 20)])).unwrap();
    assert_eq!(balances(&accounts), [-100, 80, 0, 20]);
}

#[test]
fn the_budget_of_a_programme_is_its_floor() {
    let mut accounts = programme();
    accounts.post(&points(&[(0, -1_000), (1, 1_000)])).unwrap();
    let below = Refusal::BelowFloor { account: account(0), available: 0, wanted: 1 };
    assert_eq!(refused(&mut accounts, &points(&[(0, -1), (1, 1)])), below);
    let programme = accounts.get_mut(account(0)).unwrap();
    let less = programme.set_floor(account(0), Some(-900)).unwrap_err();
    assert_eq!(less, Refusal::BelowFloor { account: account(0), available: -100, wanted: 0 });
    programme.set_floor(account(0), Some(-1_001)).unwrap();
    accounts.post(&points(&[(0, -1), (1, 1)])).unwrap();
}

#[test]
fn only_one_unit_and_the_promised_purpose() {
    let roads = Purpose::parse("roads").unwrap();
    let mut accounts = programme();
    let fen = |purpose| Account::new(Unit::Fen, None, purpose);
    let more = [(account(4), fen(None)), (account(5), fen(Some(roads.clone())))];
    accounts = accounts.iter().map(|(id, account)| (id, account.clone())).chain(more).collect();
    assert_eq!(refused(&mut accounts, &points(&[(0, -1), (4, 1)])), Refusal::OtherUnit(account(4)));

    let spend = |purpose| NewPosting { unit: Unit::Fen, purpose, ..points(&[(5, -100), (4, 100)]) };
    assert_eq!(refused(&mut accounts, &spend(None)), Refusal::OtherPurpose(account(5)));
    let lamps = Purpose::parse("lamps").ok();
    assert_eq!(refused(&mut accounts, &spend(lamps)), Refusal::OtherPurpose(account(5)));
    accounts.post(&spend(Some(roads))).unwrap();
    // Anything may be given to it.
    accounts.post(&NewPosting { unit: Unit::Fen, ..points(&[(4, -100), (5, 100)]) }).unwrap();
    for bad in ["", "Roads", "to mend", &"a".repeat(Purpose::CHARS_MAX + 1)] {
        assert!(Purpose::parse(bad).is_err(), "{bad:?}");
    }
}

#[test]
fn what_is_held_is_committed_in_time_or_voided() {
    let mut accounts = programme();
    let pending = posting(1, points(&[(0, -40), (1, 40)]), PostingState::Pending { until: at(10) });
    accounts.hold(&pending.content).unwrap();
    let held = accounts.clone();
    assert_eq!(held.get(account(0)).unwrap().held, 40);
    assert_eq!(held.get(account(1)).unwrap().coming, 40);
    assert_eq!(accounts.commit(&pending, at(10)), Err(Refusal::Expired));
    accounts.commit(&pending, at(9)).unwrap();
    assert_eq!(balances(&accounts), [-40, 40, 0, 0]);
    assert_eq!(accounts.get(account(1)).unwrap().coming, 0);

    let mut accounts = held;
    accounts.void(&pending).unwrap();
    assert_eq!(accounts, programme());
    for state in [PostingState::Committed, PostingState::Voided] {
        let over = Posting { state, ..pending.clone() };
        assert_eq!(accounts.commit(&over, at(0)), Err(Refusal::NotPending));
        assert_eq!(accounts.void(&over), Err(Refusal::NotPending));
    }
}

#[test]
fn a_frozen_account_gives_back_what_it_held_and_nothing_else() {
    let mut accounts = programme();
    let pending = posting(1, points(&[(0, -40), (1, 40)]), PostingState::Pending { until: at(10) });
    accounts.hold(&pending.content).unwrap();
    accounts.get_mut(account(1)).unwrap().freeze(account(1)).unwrap();
    assert_eq!(refused(&mut accounts, &points(&[(0, -1), (1, 1)])), Refusal::Frozen(account(1)));
    assert_eq!(accounts.commit(&pending, at(0)), Err(Refusal::Frozen(account(1))));
    accounts.void(&pending).unwrap();
    accounts.get_mut(account(1)).unwrap().thaw(account(1)).unwrap();
    assert_eq!(accounts, programme());
}

#[test]
fn an_account_is_closed_empty_and_for_good() {
    let mut accounts = programme();
    accounts.post(&points(&[(0, -1), (1, 1)])).unwrap();
    let full = accounts.get_mut(account(1)).unwrap();
    assert_eq!(full.close(account(1)), Err(Refusal::NotEmpty(account(1))));
    let empty = accounts.get_mut(account(2)).unwrap();
    empty.close(account(2)).unwrap();
    assert_eq!(empty.state, AccountState::Closed);
    for again in [empty.close(account(2)), empty.thaw(account(2)), empty.freeze(account(2))] {
        assert_eq!(again, Err(Refusal::Closed(account(2))));
    }
    assert_eq!(empty.set_floor(account(2), None), Err(Refusal::Closed(account(2))));
    assert_eq!(refused(&mut accounts, &points(&[(1, -1), (2, 1)])), Refusal::Closed(account(2)));
}

#[test]
fn a_posting_is_taken_back_once_and_a_reversal_never() {
    let made = posting(1, points(&[(0, -7), (1, 7)]), PostingState::Committed);
    assert_eq!(made.reversal().unwrap(), points(&[(0, 7), (1, -7)]));
    let twice = Posting { reversed_by: Some(posting_id(2)), ..made.clone() };
    assert_eq!(twice.reversal(), Err(Refusal::AlreadyReversed(posting_id(2))));
    let back = Posting { reverses: Some(posting_id(0)), ..made.clone() };
    assert_eq!(back.reversal(), Err(Refusal::IsReversal(posting_id(0))));
    for state in [PostingState::Pending { until: at(1) }, PostingState::Voided] {
        let none = Posting { state, ..made.clone() };
        assert_eq!(none.reversal(), Err(Refusal::NotCommitted));
    }
    // What was spent meanwhile cannot be taken back from whom it is gone.
    let mut accounts = programme();
    accounts.post(&made.content).unwrap();
    accounts.post(&points(&[(1, -5), (2, 5)])).unwrap();
    let spent = Refusal::BelowFloor { account: account(1), available: 2, wanted: 7 };
    assert_eq!(refused(&mut accounts, &made.reversal().unwrap()), spent);
}

#[test]
fn a_batch_is_all_or_nothing_and_names_each_failure() {
    let mut accounts = programme();
    let good = points(&[(0, -400), (1, 400)]);
    let batch =
        [good.clone(), points(&[(0, -1), (1, 2)]), good.clone(), points(&[(3, -1), (1, 1)]), good.clone()];
    let refused = accounts.post_all(&batch).unwrap_err();
    let below =
        |number, available, wanted| Refusal::BelowFloor { account: account(number), available, wanted };
    assert_eq!(refused, [(1, Refusal::Unbalanced(1)), (3, below(3, 0, 1)), (4, below(0, 200, 400))]);
    assert_eq!(accounts, programme());
    accounts.post_all(&[good.clone(), good.clone()]).unwrap();
    assert_eq!(balances(&accounts), [-800, 800, 0, 0]);
    assert_eq!(accounts.post_all(&[]), Err(vec![(0, Refusal::BatchSize)]));
    assert_eq!(accounts.post_all(&vec![good; BATCH_MAX + 1]), Err(vec![(0, Refusal::BatchSize)]));
}

#[test]
fn no_balance_wraps_around() {
    let open = |number| (account(number), Account::new(Unit::Points, None, None));
    let mut accounts: Accounts = [open(0), open(1)].into_iter().collect();
    accounts.post(&points(&[(0, -i64::MAX), (1, i64::MAX)])).unwrap();
    assert_eq!(refused(&mut accounts, &points(&[(0, -2), (1, 2)])), Refusal::TooLarge(account(0)));
    assert_eq!(refused(&mut accounts, &points(&[(1, 1), (0, -1)])), Refusal::TooLarge(account(1)));
}
