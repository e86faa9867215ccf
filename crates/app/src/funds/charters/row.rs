//! A charter's row.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;
use domain::{
    funds::{Charter, CharterState},
    ids::{CharterId, FundId, ResolutionId, UserId},
    journal::NodeHash,
};

use crate::db::{DbError, Key, Tx, lock, schema::fund_charters as t};

/// A version of a charter as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredCharter {
    /// What decides about its steps: its number, the hash of its text, its rules, where it stands.
    pub charter: Charter,
    /// What it is called.
    pub title: String,
    /// What people read.
    pub document: String,
    /// Who wrote it last.
    pub written_by: UserId,
    /// When.
    pub written_at: DateTime<Utc>,
    /// Grows with every change.
    pub version: i64,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = t)]
pub(super) struct Row {
    id: Key<CharterId>,
    fund_id: Key<FundId>,
    number: i64,
    title: String,
    document: String,
    document_hash: Vec<u8>,
    rules: String,
    state: String,
    adopted_from: Option<String>,
    resolution_id: Option<Key<ResolutionId>>,
    written_by: Key<UserId>,
    written_at: NaiveDateTime,
    version: i64,
}

impl TryFrom<Row> for StoredCharter {
    type Error = DbError;

    fn try_from(row: Row) -> Result<Self, DbError> {
        let hash: [u8; 32] = row.document_hash.try_into().map_err(|_| DbError::damaged("a hash"))?;
        let state = match (row.state.as_str(), row.adopted_from) {
            ("draft", None) => CharterState::Draft,
            ("adopted", Some(from)) => CharterState::Adopted {
                from: from.parse().map_err(DbError::damaged)?,
                resolution: row.resolution_id.map(|Key(id)| id),
            },
            (word, _) => return Err(DbError::damaged(word)),
        };
        let charter = Charter {
            id: row.id.0,
            fund: row.fund_id.0,
            version: u32::try_from(row.number).map_err(DbError::damaged)?,
            document: NodeHash(hash),
            rules: serde_json::from_str(&row.rules).map_err(DbError::damaged)?,
            state,
        };
        Ok(Self {
            charter,
            title: row.title,
            document: row.document,
            written_by: row.written_by.0,
            written_at: row.written_at.and_utc(),
            version: row.version,
        })
    }
}

/// One version or draft.
///
/// # Errors
/// [`DbError::NotFound`].
pub(in crate::funds) fn find(tx: &mut Tx<'_>, id: CharterId) -> Result<StoredCharter, DbError> {
    t::table.find(Key(id)).select(Row::as_select()).first(tx.db()).map_err(DbError::from)?.try_into()
}

/// One version or draft, locked until the transaction ends.
///
/// # Errors
/// [`DbError::NotFound`].
pub(in crate::funds) fn find_locked(tx: &mut Tx<'_>, id: CharterId) -> Result<StoredCharter, DbError> {
    let row: Row = lock!(tx.db(), t::table.find(Key(id)).select(Row::as_select()), |q, c| q.first(c))?;
    row.try_into()
}
