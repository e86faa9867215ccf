//! Holding our payments and refunds of a day against a provider's bill.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use crate::bill::{Kind, Line, Progress};

/// On whose side something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// In our books.
    Ours,
    /// In the provider's bill.
    Theirs,
}

/// One thing in which the two do not agree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Difference {
    /// The bill has it, we do not.
    MissingHere(Line),
    /// We have it, the bill does not.
    MissingThere(Line),
    /// Both have it, with different amounts.
    AmountDiffers {
        /// Ours.
        ours: Line,
        /// The bill's.
        theirs: Line,
    },
    /// Both have it, in states that cannot both be right.
    StateDiffers {
        /// Ours.
        ours: Line,
        /// The bill's.
        theirs: Line,
    },
    /// Both have it, as different payments of the provider: an order was paid twice, or a number used twice.
    TransactionDiffers {
        /// Ours.
        ours: Line,
        /// The bill's.
        theirs: Line,
    },
    /// One side has it more than once.
    Repeated {
        /// Which side.
        side: Side,
        /// The second and each further one.
        line: Line,
    },
}

/// What identifies a payment or a refund on both sides.
type Key<'a> = (Kind, &'a str, Option<&'a str>);

fn key(line: &Line) -> Key<'_> {
    (line.kind, &line.order, line.refund.as_deref())
}

/// Sorts lines by key; those that are there again are differences.
fn index<'a>(
    lines: &'a [Line],
    side: Side,
    differences: &mut Vec<Difference>,
) -> BTreeMap<Key<'a>, &'a Line> {
    let mut index = BTreeMap::new();
    for line in lines {
        match index.entry(key(line)) {
            Entry::Vacant(vacant) => {
                vacant.insert(line);
            }
            Entry::Occupied(_) => differences.push(Difference::Repeated { side, line: line.clone() }),
        }
    }
    index
}

/// Whether two states can both be right. A bill is written once: what was pending then may be done or have failed since. What is
/// done there and pending here means that we missed a callback.
fn agree(ours: Progress, theirs: Progress) -> bool {
    ours == theirs || theirs == Progress::Pending
}

/// Lists all differences, sorted by kind, order and refund, those of repetitions first.
///
/// Both lists are of the same channel and of the same day of Beijing; what was paid around midnight may be on either side of it
/// for the two clocks, and shows as missing here one day and there the other.
#[must_use]
pub fn reconcile(ours: &[Line], theirs: &[Line]) -> Vec<Difference> {
    let mut differences = Vec::new();
    let here = index(ours, Side::Ours, &mut differences);
    let mut there = index(theirs, Side::Theirs, &mut differences);
    let mut found = BTreeMap::new();
    for (key, ours) in here {
        let difference = match there.remove(&key) {
            None => Difference::MissingThere(ours.clone()),
            Some(theirs) => match compare(ours, theirs) {
                Some(difference) => difference,
                None => continue,
            },
        };
        found.insert(key, difference);
    }
    found.extend(there.into_iter().map(|(key, theirs)| (key, Difference::MissingHere(theirs.clone()))));
    differences.extend(found.into_values());
    differences
}

/// The gravest difference of two lines of the same key.
fn compare(ours: &Line, theirs: &Line) -> Option<Difference> {
    let both = (ours.clone(), theirs.clone());
    if ours.amount != theirs.amount {
        let (ours, theirs) = both;
        return Some(Difference::AmountDiffers { ours, theirs });
    }
    if ours.transaction != theirs.transaction {
        let (ours, theirs) = both;
        return Some(Difference::TransactionDiffers { ours, theirs });
    }
    if !agree(ours.progress, theirs.progress) {
        let (ours, theirs) = both;
        return Some(Difference::StateDiffers { ours, theirs });
    }
    None
}
