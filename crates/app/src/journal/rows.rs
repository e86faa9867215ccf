//! Rows of the journal and what they stand for.

use chrono::NaiveDateTime;
use diesel::prelude::*;
use domain::{
    areas::AreaPath,
    ids::{EntryId, UserId},
    journal::{Entry, NodeHash, Root},
};

use crate::db::{DbError, Key, Tx, schema::journal, schema::journal_nodes, schema::journal_roots};

/// A position or size as a column value. Sizes end far below 2^63.
pub(super) fn column(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// A column value as a position or size.
pub(super) fn number(column: i64) -> Result<u64, DbError> {
    u64::try_from(column).map_err(|_| DbError::damaged(format!("a negative position: {column}")))
}

/// A stored hash.
pub(super) fn hash(bytes: &[u8]) -> Result<NodeHash, DbError> {
    NodeHash::from_bytes(bytes).map_err(DbError::damaged)
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = journal)]
pub(super) struct Row {
    pub(super) id: Key<EntryId>,
    pub(super) position: Option<i64>,
    at: NaiveDateTime,
    agent_id: Option<Key<UserId>>,
    principal_id: Option<Key<UserId>>,
    event: String,
    area_path: String,
    subject: String,
    payload: String,
}

impl TryFrom<Row> for Entry {
    type Error = DbError;

    /// A sealed row as the entry it stands for; one without a position is refused.
    fn try_from(row: Row) -> Result<Self, DbError> {
        Ok(Self {
            position: number(row.position.ok_or_else(|| DbError::damaged("an entry without a position"))?)?,
            id: row.id.0,
            at: row.at.and_utc(),
            agent: row.agent_id.map(|Key(id)| id),
            principal: row.principal_id.map(|Key(id)| id),
            event: row.event,
            area: AreaPath::parse(&row.area_path).map_err(DbError::damaged)?,
            subject: row.subject,
            payload: row.payload,
        })
    }
}

/// The newest published root; the empty tree's where nothing is sealed.
pub(super) fn head(tx: &mut Tx<'_>) -> Result<Root, DbError> {
    let newest: Option<(i64, Vec<u8>)> = journal_roots::table
        .order(journal_roots::size.desc())
        .select((journal_roots::size, journal_roots::hash))
        .first(tx.db())
        .optional()?;
    match newest {
        Some((size, bytes)) => Ok(Root { size: number(size)?, hash: hash(&bytes)? }),
        None => Ok(Root { size: 0, hash: NodeHash::of_nothing() }),
    }
}

/// The stored nodes among `indices`, in no order. There are a few dozen at most.
pub(super) fn nodes(tx: &mut Tx<'_>, indices: &[u64]) -> Result<Vec<(u64, NodeHash)>, DbError> {
    let indices: Vec<i64> = indices.iter().map(|i| column(*i)).collect();
    let found: Vec<(i64, Vec<u8>)> = journal_nodes::table
        .filter(journal_nodes::idx.eq_any(indices))
        .select((journal_nodes::idx, journal_nodes::hash))
        .load(tx.db())?;
    found.into_iter().map(|(index, bytes)| Ok((number(index)?, hash(&bytes)?))).collect()
}
