//! What can be wrong with a ledger.

use std::fmt;

use domain::{
    ids::{EntryId, LedgerAccountId, PostingId},
    ledger::Unit,
};

/// One thing that does not add up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// An entry's number does not follow on the one before it: one was deleted, inserted or moved.
    Number {
        /// Of which account.
        account: LedgerAccountId,
        /// The number that follows.
        expected: i64,
        /// The number that is there.
        found: i64,
        /// The entry's posting.
        posting: PostingId,
    },
    /// The balance after an entry is not the one before it and the entry's amount.
    Running {
        /// Of which account.
        account: LedgerAccountId,
        /// Which entry.
        number: i64,
        /// Its posting.
        posting: PostingId,
        /// What is stored.
        stored: i64,
        /// What it should be.
        computed: i128,
    },
    /// An account's balance, or the number of its entries, is not what its entries make.
    Balance {
        /// Which account.
        account: LedgerAccountId,
        /// The balance and number of entries that are stored.
        stored: (i64, i64),
        /// What they should be.
        computed: (i128, i64),
        /// The posting of its last entry.
        last: Option<PostingId>,
    },
    /// What is held in an account, or coming, is not what is pending for it.
    Held {
        /// Which account.
        account: LedgerAccountId,
        /// What is stored: held and coming.
        stored: (i64, i64),
        /// What they should be.
        computed: (i128, i128),
    },
    /// An account stands below its floor.
    Floor {
        /// Which account.
        account: LedgerAccountId,
        /// What is missing.
        missing: i128,
    },
    /// A row of an account cannot be read.
    Unreadable {
        /// Which account.
        account: LedgerAccountId,
        /// What cannot be read.
        why: String,
    },
    /// Entries of an account that is not there.
    NoAccount {
        /// Which account.
        account: LedgerAccountId,
        /// The posting of the first of them.
        posting: PostingId,
    },
    /// An entry of a posting that is not there, or that was not committed.
    Stray {
        /// Of which account.
        account: LedgerAccountId,
        /// Which entry.
        number: i64,
        /// The posting that it names.
        posting: PostingId,
    },
    /// The entries of a posting do not sum to zero.
    Unbalanced {
        /// Which posting.
        posting: PostingId,
        /// What they sum to.
        sum: i128,
    },
    /// A posting has fewer than two entries.
    Entries {
        /// Which posting.
        posting: PostingId,
        /// How many.
        count: usize,
    },
    /// An entry is of an account that counts something else.
    OtherUnit {
        /// Which posting.
        posting: PostingId,
        /// Which account.
        account: LedgerAccountId,
    },
    /// What was committed is not what was held.
    OtherThanHeld {
        /// Which posting.
        posting: PostingId,
    },
    /// A reversal and what it reverses do not name each other, or do not cancel each other out.
    Reversal {
        /// Which posting.
        posting: PostingId,
        /// The other one.
        other: PostingId,
    },
    /// The journal entry of a posting is missing, or tells of another content.
    Journal {
        /// Which posting.
        posting: PostingId,
        /// The journal entry that it names.
        entry: EntryId,
        /// What differs.
        why: &'static str,
    },
    /// The balances of a unit do not sum to zero.
    UnitTotal {
        /// Which unit.
        unit: Unit,
        /// What they sum to.
        sum: i128,
    },
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number { account, expected, found, posting } => write!(
                f,
                "account {account}: entry {expected} should follow, but entry {found} of posting {posting} is there"
            ),
            Self::Running { account, number, posting, stored, computed } => write!(
                f,
                "account {account}: after entry {number} of posting {posting} the balance is {stored}, \
                 but the entries make {computed}"
            ),
            Self::Balance { account, stored, computed, last } => {
                write!(
                    f,
                    "account {account} has a balance of {} after {} entries, but its {} entries make {}",
                    stored.0, stored.1, computed.1, computed.0
                )?;
                last.map_or(Ok(()), |posting| write!(f, "; the last is of posting {posting}"))
            }
            Self::Held { account, stored, computed } => write!(
                f,
                "account {account} has {} held and {} coming, but pending postings make {} and {}",
                stored.0, stored.1, computed.0, computed.1
            ),
            Self::Floor { account, missing } => write!(f, "account {account} is {missing} below its floor"),
            Self::Unreadable { account, why } => write!(f, "account {account} cannot be read: {why}"),
            Self::NoAccount { account, posting } => {
                write!(f, "posting {posting} has an entry of account {account}, which is not there")
            }
            Self::Stray { account, number, posting } => write!(
                f,
                "account {account}: entry {number} is of posting {posting}, which is not there or not committed"
            ),
            Self::Unbalanced { posting, sum } => {
                write!(f, "the entries of posting {posting} sum to {sum}, not to zero")
            }
            Self::Entries { posting, count } => write!(f, "posting {posting} has {count} entries"),
            Self::OtherUnit { posting, account } => {
                write!(f, "posting {posting} has an entry of account {account}, which counts another unit")
            }
            Self::OtherThanHeld { posting } => {
                write!(f, "what posting {posting} moved is not what it had held")
            }
            Self::Reversal { posting, other } => {
                write!(f, "posting {posting} and posting {other} do not reverse each other")
            }
            Self::Journal { posting, entry, why } => {
                write!(f, "posting {posting}: journal entry {entry} {why}")
            }
            Self::UnitTotal { unit, sum } => {
                write!(f, "the balances of {} sum to {sum}, not to zero", unit.as_str())
            }
        }
    }
}
