//! The bank's statement beside the books: what agrees, and what does not.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::ids::{PostingId, StatementLineId};

/// A line of the bank's statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatementLine {
    /// Its id.
    pub id: StatementLineId,
    /// The bank's day.
    pub day: NaiveDate,
    /// What came, or went where it is below nothing, in fen.
    pub fen: i64,
    /// The payment's number, where the bank tells one.
    pub reference: Option<String>,
}

/// A posting of the books that moved money in or out: what it did to all cash accounts together, in fen. One that only moved
/// money between purposes is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CashLine {
    /// Which posting.
    pub posting: PostingId,
    /// The day of it.
    pub day: NaiveDate,
    /// What it did, in fen.
    pub fen: i64,
    /// The payment's number, where it has one.
    pub reference: Option<String>,
}

/// How a statement and the books agree.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reconciliation {
    /// Lines with the posting of each.
    pub matched: BTreeMap<StatementLineId, PostingId>,
    /// Lines of the bank that the books do not have.
    pub only_bank: Vec<StatementLine>,
    /// Postings that the bank does not have.
    pub only_books: Vec<CashLine>,
}

impl Reconciliation {
    /// How much more the bank has than the books, in fen: the sum of what is only there, less what is only here. Where both
    /// began with the same balance, that is exactly by how much they differ.
    #[must_use]
    pub fn difference_fen(&self) -> i128 {
        let bank: i128 = self.only_bank.iter().map(|line| i128::from(line.fen)).sum();
        let books: i128 = self.only_books.iter().map(|line| i128::from(line.fen)).sum();
        bank - books
    }

    /// Whether nothing is left to explain.
    #[must_use]
    pub const fn is_clean(&self) -> bool {
        self.only_bank.is_empty() && self.only_books.is_empty()
    }
}

/// Matches lines with postings, each with one at most: first those that somebody matched `by_hand` (of the same amount;
/// others are passed over), then those with the same amount and number, then those with the same amount whose days are at
/// most `days_max` apart, the nearest first. Of equals the earlier, then the one with the smaller id: the same question
/// always gets the same answer.
#[must_use]
pub fn reconcile(
    bank: &[StatementLine],
    books: &[CashLine],
    by_hand: &BTreeMap<StatementLineId, PostingId>,
    days_max: i64,
) -> Reconciliation {
    // Amounts first, so that a long statement does not compare every line with every posting.
    let mut by_fen: BTreeMap<i64, Vec<&CashLine>> = BTreeMap::new();
    for line in books {
        by_fen.entry(line.fen).or_default().push(line);
    }
    let apart = |one: &StatementLine, other: &CashLine| (one.day - other.day).num_days().abs();
    let mut pairs: Vec<(Rank, StatementLineId, PostingId)> = Vec::new();
    for line in bank {
        for other in by_fen.get(&line.fen).into_iter().flatten() {
            let days = apart(line, other);
            let step = if by_hand.get(&line.id) == Some(&other.posting) {
                0
            } else if line.reference.is_some() && line.reference == other.reference {
                1
            } else if days <= days_max {
                2
            } else {
                continue;
            };
            pairs.push(((step, days, line.day, other.day), line.id, other.posting));
        }
    }
    pairs.sort_unstable();
    let mut found = Reconciliation::default();
    let mut taken = BTreeSet::new();
    for (_, line, posting) in pairs {
        if !found.matched.contains_key(&line) && !taken.contains(&posting) {
            found.matched.insert(line, posting);
            taken.insert(posting);
        }
    }
    found.only_bank = bank.iter().filter(|line| !found.matched.contains_key(&line.id)).cloned().collect();
    found.only_books = books.iter().filter(|line| !taken.contains(&line.posting)).cloned().collect();
    found
}

/// How good a match is: the step that makes it, days apart, the bank's day, the books' day.
type Rank = (u8, i64, NaiveDate, NaiveDate);
