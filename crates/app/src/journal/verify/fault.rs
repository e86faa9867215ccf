//! What can be wrong with a journal.

use std::fmt;

use chrono::{DateTime, Utc};
use domain::{
    ids::EntryId,
    journal::{NodeHash, tree::leaves},
};

/// One thing that is not as it was sealed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The entry at a position is not what was sealed there: changed, replaced or swapped.
    Changed {
        /// Where.
        position: u64,
        /// The row that is there now.
        id: EntryId,
        /// What was sealed.
        sealed: NodeHash,
        /// What is there.
        found: NodeHash,
    },
    /// A row holds a value that cannot be read.
    Unreadable {
        /// Where.
        position: i64,
        /// The row.
        id: EntryId,
        /// What cannot be read.
        why: String,
    },
    /// Entries were deleted: there is no row at these positions.
    Missing {
        /// The first position.
        first: u64,
        /// The last position.
        last: u64,
    },
    /// A row has a position that no root covers: it was inserted, or roots were deleted.
    Uncovered {
        /// Where.
        position: i64,
        /// The row.
        id: EntryId,
    },
    /// A stored inner node is not the hash of its children.
    NodeChanged {
        /// Its number.
        index: u64,
        /// What is stored.
        stored: NodeHash,
        /// What it should be.
        computed: NodeHash,
    },
    /// A stored node is gone.
    NodeMissing {
        /// Its number.
        index: u64,
    },
    /// There are more stored nodes than the tree has.
    NodesTooMany {
        /// How many more.
        count: u64,
    },
    /// A published root is not what the entries before it hash to.
    RootChanged {
        /// How many entries it covers.
        size: u64,
        /// What is stored.
        stored: NodeHash,
        /// What it should be.
        computed: NodeHash,
    },
    /// A published root covers more entries than there are: the journal's end was cut.
    Cut {
        /// How many entries the root covers.
        size: u64,
        /// How many there are.
        entries: u64,
    },
    /// A root that was noted outside the store is not the journal's: it was rewritten.
    KnownRootDiffers {
        /// How many entries it covers.
        size: u64,
        /// What was noted.
        known: NodeHash,
        /// What the journal hashes to.
        computed: NodeHash,
    },
    /// A root that was noted outside the store covers more entries than the journal has: its end was cut.
    KnownRootBeyond {
        /// How many entries it covers.
        size: u64,
        /// How many there are.
        entries: u64,
    },
    /// An entry has waited too long to be sealed.
    Unsealed {
        /// The row.
        id: EntryId,
        /// When it happened.
        at: DateTime<Utc>,
    },
    /// Something that follows from the journal does not agree with it.
    Derived {
        /// Which check found it.
        check: &'static str,
        /// What differs.
        what: String,
    },
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Changed { position, id, sealed, found } => write!(
                f,
                "the entry at position {position} (row {id}) is not what was sealed there: \
                 it hashes to {found}, sealed was {sealed}"
            ),
            Self::Unreadable { position, id, why } => {
                write!(f, "the entry at position {position} (row {id}) cannot be read: {why}")
            }
            Self::Missing { first, last } if first == last => {
                write!(f, "the entry at position {first} is missing")
            }
            Self::Missing { first, last } => {
                write!(f, "the entries at positions {first} to {last} are missing")
            }
            Self::Uncovered { position, id } => {
                write!(f, "the entry at position {position} (row {id}) is covered by no root")
            }
            Self::NodeChanged { index, stored, computed } => {
                let (first, end) = leaves(*index);
                let last = end - 1;
                write!(
                    f,
                    "the stored hash over positions {first} to {last} (node {index}) is {stored}, \
                     but its children hash to {computed}"
                )
            }
            Self::NodeMissing { index } => {
                let (first, end) = leaves(*index);
                write!(f, "the stored hash over positions {first} to {} (node {index}) is missing", end - 1)
            }
            Self::NodesTooMany { count } => {
                write!(f, "{count} stored hashes belong to no position")
            }
            Self::RootChanged { size, stored, computed } => {
                write!(f, "the published root of {size} entries is {stored}, but they hash to {computed}")
            }
            Self::Cut { size, entries } => write!(
                f,
                "a published root covers {size} entries, but there are only {entries}: the end was cut"
            ),
            Self::KnownRootDiffers { size, known, computed } => write!(
                f,
                "the root of {size} entries noted outside is {known}, but the journal hashes to {computed}: \
                 it was rewritten"
            ),
            Self::KnownRootBeyond { size, entries } => write!(
                f,
                "the root noted outside covers {size} entries, but the journal has only {entries}: \
                 the end was cut"
            ),
            Self::Unsealed { id, at } => write!(f, "the entry of row {id} of {at} is still not sealed"),
            Self::Derived { check, what } => write!(f, "{check}: {what}"),
        }
    }
}
