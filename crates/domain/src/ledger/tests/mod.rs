//! Every refusal by itself, and a million steps beside a book that only adds up.

mod model;
mod refusals;

use chrono::{DateTime, TimeDelta, Utc};
use uuid::Uuid;

use super::{Account, Accounts, Entry, NewPosting, Posting, PostingState, Unit};
use crate::ids::{LedgerAccountId, PostingId};

fn account(number: usize) -> LedgerAccountId {
    LedgerAccountId(Uuid::from_u128(u128::try_from(number).unwrap() + 1))
}

fn posting_id(number: usize) -> PostingId {
    PostingId(Uuid::from_u128(u128::try_from(number).unwrap() + 1))
}

fn at(minute: i64) -> DateTime<Utc> {
    DateTime::UNIX_EPOCH + TimeDelta::minutes(minute)
}

/// A posting of points between accounts by their numbers.
fn points(entries: &[(usize, i64)]) -> NewPosting {
    let entry = |(number, amount): &(usize, i64)| Entry { account: account(*number), amount: *amount };
    NewPosting { unit: Unit::Points, purpose: None, entries: entries.iter().map(entry).collect() }
}

fn posting(number: usize, content: NewPosting, state: PostingState) -> Posting {
    Posting { id: posting_id(number), content, state, reverses: None, reversed_by: None }
}

/// A programme that may owe a thousand points, and three wallets.
fn programme() -> Accounts {
    let of = |number, floor| (account(number), Account::new(Unit::Points, Some(floor), None));
    [of(0, -1_000), of(1, 0), of(2, 0), of(3, 0)].into_iter().collect()
}

fn balances(accounts: &Accounts) -> Vec<i64> {
    accounts.iter().map(|(_, account)| account.balance).collect()
}
