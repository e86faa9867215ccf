//! The ledger in the store: one engine for points and money. `domain::ledger` decides, this loads, locks and saves.
//!
//! Whoever posts has the ledger's turn (see [`Database::write_in_turn`](crate::db::Database::write_in_turn)): postings are
//! made one after the other, in groups that share a commit, so an account that everybody is paid from is no bottleneck.
//! Areas of the product call these functions inside their own use cases, which check permissions and write the journal:
//! the entry there holds [`Posted`], so that the journal's proofs are proofs of postings.

mod accounts;
mod export;
mod freeze;
mod post;
mod read;
mod save;
mod settle;
mod statement;
mod verify;

use chrono::{DateTime, Utc};
use domain::{
    ids::{EntryId, PostingId},
    ledger::{Posted, Refusal},
    permissions::Actor,
};

pub(crate) use self::statement::all_lines;
pub use self::{
    accounts::{NewAccount, StoredAccount, account, find, find_all, of_book, open},
    export::{ExportError, Naming, beancount, book_area, csv, data_package},
    freeze::{FreezeError, close, freeze, thaw},
    post::{post, post_all},
    read::{AccountFilter, ListError, Part, accounts, is_own, owner_names, parts, visible, visible_posting},
    settle::{Overdue, commit, hold, overdue, reverse, void},
    statement::{Cursor, Line, Pending, balance_at, pending, statement, statement_of},
    verify::{Fault, Progress, Report, Total, verify},
};
use crate::db::DbError;

/// How a posting comes about.
#[derive(Clone, Debug)]
pub struct Making<'a> {
    /// What makes it impossible to post this twice, for ever: `claim:<id>`.
    pub key: String,
    /// What it is, for statements: `points.claim`.
    pub kind: &'static str,
    /// What it is for, by reference: `claim:<id>`.
    pub subject: String,
    /// The journal entry that tells of it, appended by this very transaction.
    pub entry: EntryId,
    /// Who does it; none for the system's own jobs.
    pub agent: Option<&'a Actor>,
}

/// Why nothing was posted.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The store.
    #[error(transparent)]
    Db(#[from] DbError),
    /// The rules of the ledger.
    #[error(transparent)]
    Refused(#[from] Refusal),
}

/// Why nothing of a batch was posted.
#[derive(Debug, thiserror::Error)]
pub enum BatchError {
    /// The store.
    #[error(transparent)]
    Db(#[from] DbError),
    /// These postings are refused, by their places in the batch.
    #[error("{} postings of the batch are refused", .0.len())]
    Refused(Vec<(usize, Refusal)>),
}

/// A posting as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredPosting {
    /// What it moves and where it stands.
    pub posting: domain::ledger::Posting,
    /// Its key.
    pub key: String,
    /// What it is.
    pub kind: String,
    /// What it is for.
    pub subject: String,
    /// The journal entry by which it stands as it does.
    pub entry: EntryId,
    /// When it was made.
    pub made_at: DateTime<Utc>,
    /// When it was committed or voided.
    pub settled_at: Option<DateTime<Utc>>,
}

impl StoredPosting {
    fn posted(&self) -> Posted {
        Posted { posting: self.posting.id, entries: self.posting.content.entries.clone() }
    }
}

/// One posting.
///
/// # Errors
/// [`DbError::NotFound`].
pub fn posting(tx: &mut crate::db::Tx<'_>, id: PostingId) -> Result<StoredPosting, DbError> {
    post::by_id(tx, id)
}
