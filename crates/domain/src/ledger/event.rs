//! What the journal keeps of postings.

use serde::{Deserialize, Serialize};

use super::Entry;
use crate::{
    ids::{LedgerAccountId, PostingId},
    journal::Event,
};

/// A posting as the journal entry of its change holds it, under the name `posted`: what `gongzhi verify` compares the
/// ledger with, and what a proof of the entry proves. Accounts are ids: who they belong to is not told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Posted {
    /// Which posting.
    pub posting: PostingId,
    /// What it moves; what it holds, where it is pending.
    pub entries: Vec<Entry>,
}

/// What happens to accounts besides postings.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub enum LedgerEvent {
    /// An account takes no part for now.
    Frozen {
        /// Which.
        account: LedgerAccountId,
        /// Why.
        reason: String,
    },
    /// It takes part again.
    Thawed {
        /// Which.
        account: LedgerAccountId,
        /// Why.
        reason: String,
    },
    /// It takes no part any more. It was empty.
    Closed {
        /// Which.
        account: LedgerAccountId,
        /// Why.
        reason: String,
    },
}

impl Event for LedgerEvent {
    fn name(&self) -> &'static str {
        match self {
            Self::Frozen { .. } => "ledger.account_frozen",
            Self::Thawed { .. } => "ledger.account_thawed",
            Self::Closed { .. } => "ledger.account_closed",
        }
    }
}
