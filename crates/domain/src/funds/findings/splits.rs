//! Payments that were split so that each stays below the limit.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};

use super::{Fact, Found, Kind};

/// When payments count as split.
#[derive(Clone, Copy, Debug)]
pub(super) struct SplitRule {
    /// Together they come to more than this, in fen.
    pub limit_fen: i64,
    /// They lie within so many days, the first and the last counted.
    pub days: u32,
}

/// For each payee the largest sets of payments that lie within the rule's days, come to more than its limit, and are each
/// below it or at it, without the committee's word. A set that lies within another is not told.
pub(super) fn find(facts: &[&Fact], rule: SplitRule) -> Vec<Found> {
    let mut by_payee: BTreeMap<_, Vec<&Fact>> = BTreeMap::new();
    for fact in facts.iter().filter(|fact| !fact.resolved && fact.fen <= rule.limit_fen) {
        by_payee.entry(fact.payee).or_default().push(fact);
    }
    by_payee.into_values().flat_map(|theirs| of_payee(theirs, rule)).collect()
}

/// One pass over the days: for each first payment the last one within reach; a window counts only where it reaches further
/// than the one before, which it would lie in otherwise.
fn of_payee(mut theirs: Vec<&Fact>, rule: SplitRule) -> Vec<Found> {
    theirs.sort_by_key(|fact| (fact.day, fact.id));
    let (mut found, mut end, mut told, mut sum) = (Vec::new(), 0, 0, 0_i128);
    for (start, first) in theirs.iter().enumerate() {
        while theirs.get(end).is_some_and(|next| reaches(first.day, next.day, rule.days)) {
            sum += i128::from(theirs[end].fen);
            end += 1;
        }
        if end > told && sum > i128::from(rule.limit_fen) {
            found.push(Found::new(Kind::SplitPayments, theirs[start..end].iter().map(|fact| fact.id)));
        }
        told = told.max(end);
        sum -= i128::from(first.fen);
    }
    found
}

fn reaches(first: NaiveDate, next: NaiveDate, days: u32) -> bool {
    first.checked_add_days(Days::new(days.into())).is_none_or(|over| next < over)
}
