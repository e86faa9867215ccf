//! Postings, and why one is refused.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{Purpose, Unit};
use crate::ids::{LedgerAccountId, PostingId};

/// Most entries of a posting.
pub const ENTRIES_MAX: usize = 100;
/// Most postings of a batch.
pub const BATCH_MAX: usize = 1_000;

/// What a posting does to one account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Which account.
    pub account: LedgerAccountId,
    /// By how much its balance grows, or shrinks where this is negative; never zero.
    pub amount: i64,
}

/// A posting that is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewPosting {
    /// What it counts: the unit of every account in it.
    pub unit: Unit,
    /// What is taken out is spent on this; needed where an account is restricted.
    pub purpose: Option<Purpose>,
    /// What it moves: two or more entries that sum to zero, each of another account.
    pub entries: Vec<Entry>,
}

/// Where a posting stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PostingState {
    /// It waits to be committed, at the latest just before this moment.
    Pending {
        /// From then on it can only be voided.
        until: DateTime<Utc>,
    },
    /// It counts, for good.
    Committed,
    /// It never counted.
    Voided,
}

/// A posting that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Posting {
    /// Its id.
    pub id: PostingId,
    /// What it moves.
    pub content: NewPosting,
    /// Where it stands.
    pub state: PostingState,
    /// Which posting it takes back, where it does.
    pub reverses: Option<PostingId>,
    /// Which posting takes it back, where one does.
    pub reversed_by: Option<PostingId>,
}

impl PostingState {
    /// The name in the API and in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Pending { .. } => "pending",
            Self::Committed => "committed",
            Self::Voided => "voided",
        }
    }
}

impl Posting {
    /// The posting that takes this one back, of the same purpose.
    ///
    /// # Errors
    /// [`Refusal::NotCommitted`]; [`Refusal::AlreadyReversed`]; [`Refusal::IsReversal`]: what was taken back by mistake
    /// is posted anew, so that nobody has to count how often it was turned round.
    pub fn reversal(&self) -> Result<NewPosting, Refusal> {
        if self.state != PostingState::Committed {
            return Err(Refusal::NotCommitted);
        }
        if let Some(by) = self.reversed_by {
            return Err(Refusal::AlreadyReversed(by));
        }
        if let Some(of) = self.reverses {
            return Err(Refusal::IsReversal(of));
        }
        let back = |entry: &Entry| {
            let amount = entry.amount.checked_neg().ok_or(Refusal::TooLarge(entry.account))?;
            Ok(Entry { account: entry.account, amount })
        };
        let entries = self.content.entries.iter().map(back).collect::<Result<_, Refusal>>()?;
        Ok(NewPosting { entries, ..self.content.clone() })
    }
}

/// Why nothing was posted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Fewer than two entries, or too many.
    #[error("a posting has 2 to {ENTRIES_MAX} entries")]
    EntryCount,
    /// No posting, or too many.
    #[error("a batch has 1 to {BATCH_MAX} postings")]
    BatchSize,
    /// The entries do not sum to zero.
    #[error("the entries sum to {0}, not to zero")]
    Unbalanced(i128),
    /// An entry moves nothing.
    #[error("an entry of zero moves nothing")]
    Zero(LedgerAccountId),
    /// An account stands in two entries.
    #[error("an account stands in two entries")]
    Twice(LedgerAccountId),
    /// There is no such account.
    #[error("there is no such account")]
    Missing(LedgerAccountId),
    /// An account counts something else.
    #[error("an account counts another unit")]
    OtherUnit(LedgerAccountId),
    /// An account is in another book: each book balances by itself.
    #[error("an account is in another book")]
    OtherBook(LedgerAccountId),
    /// An account may be spent on something else only.
    #[error("an account is restricted to another purpose")]
    OtherPurpose(LedgerAccountId),
    /// More is wanted than an account has above its floor.
    #[error("{wanted} wanted of {available} above the floor")]
    BelowFloor {
        /// Which.
        account: LedgerAccountId,
        /// What it has above its floor.
        available: i64,
        /// What is wanted.
        wanted: i64,
    },
    /// An account takes no part for now.
    #[error("an account is frozen")]
    Frozen(LedgerAccountId),
    /// An account takes no part any more.
    #[error("an account is closed")]
    Closed(LedgerAccountId),
    /// An account still has something, or something is on its way.
    #[error("an account is not empty")]
    NotEmpty(LedgerAccountId),
    /// A balance would be larger than any can be.
    #[error("a balance would be too large")]
    TooLarge(LedgerAccountId),
    /// It is committed or voided already.
    #[error("the posting is not pending")]
    NotPending,
    /// Its time to be committed is over.
    #[error("the posting's time is over")]
    Expired,
    /// It does not count, so that there is nothing to take back.
    #[error("the posting is not committed")]
    NotCommitted,
    /// It was taken back already.
    #[error("the posting was reversed already")]
    AlreadyReversed(PostingId),
    /// It takes another one back itself.
    #[error("the posting reverses another one")]
    IsReversal(PostingId),
    /// Its key stands for a posting with another content.
    #[error("the key stands for another posting")]
    KeyReused(PostingId),
}

impl Refusal {
    /// The stable code of the problem.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::EntryCount => "posting_entries",
            Self::BatchSize => "posting_batch",
            Self::Unbalanced(_) => "posting_unbalanced",
            Self::Zero(_) => "entry_zero",
            Self::Twice(_) => "entry_account_twice",
            Self::Missing(_) => "ledger_account_missing",
            Self::OtherUnit(_) => "ledger_account_unit",
            Self::OtherBook(_) => "ledger_account_book",
            Self::OtherPurpose(_) => "ledger_account_purpose",
            Self::BelowFloor { .. } => "ledger_account_floor",
            Self::Frozen(_) => "ledger_account_frozen",
            Self::Closed(_) => "ledger_account_closed",
            Self::NotEmpty(_) => "ledger_account_not_empty",
            Self::TooLarge(_) => "ledger_amount_too_large",
            Self::NotPending => "posting_not_pending",
            Self::Expired => "posting_expired",
            Self::NotCommitted => "posting_not_committed",
            Self::AlreadyReversed(_) => "posting_reversed",
            Self::IsReversal(_) => "posting_is_reversal",
            Self::KeyReused(_) => "posting_key_reused",
        }
    }
}
