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

/// Days that the bank's day and the books' may be apart where nothing but the amount tells that they belong together.
pub const MATCH_DAYS_MAX: i64 = 5;

/// Matches lines with postings, each with one at most: first those that somebody matched `by_hand` (of the same amount;
/// others are passed over), then those with the same amount and number, then those with the same amount whose days are at
/// most `days_max` apart. Only what is unambiguous is matched: where neither the line nor the posting could belong to
/// another one. What that leaves is for a person to say.
#[must_use]
pub fn reconcile(
    bank: &[StatementLine],
    books: &[CashLine],
    by_hand: &BTreeMap<StatementLineId, PostingId>,
    days_max: i64,
) -> Reconciliation {
    let mut found = Reconciliation::default();
    let mut taken = BTreeSet::new();
    let step = |found: &mut Reconciliation, taken: &mut BTreeSet<PostingId>, fits: &Fits<'_>| {
        for (line, posting) in unambiguous(bank, books, (found, taken), fits) {
            found.matched.insert(line, posting);
            taken.insert(posting);
        }
    };
    step(&mut found, &mut taken, &|line, other| by_hand.get(&line.id) == Some(&other.posting));
    step(&mut found, &mut taken, &|line, other| {
        line.reference.is_some() && line.reference == other.reference
    });
    step(&mut found, &mut taken, &|line, other| (line.day - other.day).num_days().abs() <= days_max);
    found.only_bank = bank.iter().filter(|line| !found.matched.contains_key(&line.id)).cloned().collect();
    found.only_books = books.iter().filter(|line| !taken.contains(&line.posting)).cloned().collect();
    found
}

/// Whether a line and a posting of the same amount may belong together.
type Fits<'a> = dyn Fn(&StatementLine, &CashLine) -> bool + 'a;

/// The pairs of what is left that fit each other and nothing else.
fn unambiguous(
    bank: &[StatementLine],
    books: &[CashLine],
    (found, taken): (&Reconciliation, &BTreeSet<PostingId>),
    fits: &Fits<'_>,
) -> Vec<(StatementLineId, PostingId)> {
    // Amounts first, so that a long statement does not compare every line with every posting.
    let mut by_fen: BTreeMap<i64, Vec<&CashLine>> = BTreeMap::new();
    for line in books.iter().filter(|line| !taken.contains(&line.posting)) {
        by_fen.entry(line.fen).or_default().push(line);
    }
    let mut wanted_by: BTreeMap<PostingId, usize> = BTreeMap::new();
    let mut pairs = Vec::new();
    for line in bank.iter().filter(|line| !found.matched.contains_key(&line.id)) {
        let others = by_fen.get(&line.fen).into_iter().flatten();
        let fitting: Vec<PostingId> =
            others.filter(|other| fits(line, other)).map(|other| other.posting).collect();
        for posting in &fitting {
            *wanted_by.entry(*posting).or_default() += 1;
        }
        if let [only] = fitting[..] {
            pairs.push((line.id, only));
        }
    }
    pairs.retain(|(_, posting)| wanted_by.get(posting) == Some(&1));
    pairs
}
