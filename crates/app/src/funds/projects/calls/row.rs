//! A call's row.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;
use domain::{
    areas::AreaPath,
    funds::{Amount, projects::ProposalCall},
    ids::{FundId, ProposalCallId},
    ledger::Purpose,
};

use crate::db::{DbError, Key, Tx, lock, schema::proposal_calls as t};

/// A call as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredCall {
    /// What decides about its steps.
    pub call: ProposalCall,
    /// The path of its fund's area.
    pub path: AreaPath,
    /// What it is called.
    pub title: String,
    /// What it asks for.
    pub text: String,
    /// Since when everybody reads it.
    pub published_at: Option<DateTime<Utc>>,
    /// Grows with every change.
    pub version: i64,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = t)]
pub(super) struct Row {
    id: Key<ProposalCallId>,
    fund_id: Key<FundId>,
    area_path: String,
    title: String,
    text: String,
    purposes: String,
    most_fen: i64,
    opens_at: NaiveDateTime,
    closes_at: NaiveDateTime,
    published_at: Option<NaiveDateTime>,
    version: i64,
}

impl TryFrom<Row> for StoredCall {
    type Error = DbError;

    fn try_from(row: Row) -> Result<Self, DbError> {
        let call = ProposalCall {
            id: row.id.0,
            fund: row.fund_id.0,
            opens: row.opens_at.and_utc(),
            closes: row.closes_at.and_utc(),
            most: Amount::new(row.most_fen).map_err(DbError::damaged)?,
            purposes: read_purposes(&row.purposes)?,
            published: row.published_at.is_some(),
        };
        Ok(Self {
            call,
            path: AreaPath::parse(&row.area_path).map_err(DbError::damaged)?,
            title: row.title,
            text: row.text,
            published_at: row.published_at.map(|at| at.and_utc()),
            version: row.version,
        })
    }
}

fn read_purposes(text: &str) -> Result<BTreeSet<Purpose>, DbError> {
    let codes: Vec<String> = serde_json::from_str(text).map_err(DbError::damaged)?;
    codes.iter().map(|code| Purpose::parse(code).map_err(DbError::damaged)).collect()
}

/// Purposes as they are stored.
pub(super) fn write_purposes(purposes: &BTreeSet<Purpose>) -> Result<String, DbError> {
    let codes: Vec<&str> = purposes.iter().map(Purpose::as_str).collect();
    serde_json::to_string(&codes).map_err(DbError::damaged)
}

/// One call.
///
/// # Errors
/// [`DbError::NotFound`].
pub(in crate::funds::projects) fn find(tx: &mut Tx<'_>, id: ProposalCallId) -> Result<StoredCall, DbError> {
    t::table.find(Key(id)).select(Row::as_select()).first(tx.db()).map_err(DbError::from)?.try_into()
}

/// One call, locked until the transaction ends.
///
/// # Errors
/// [`DbError::NotFound`].
pub(in crate::funds::projects) fn find_locked(
    tx: &mut Tx<'_>,
    id: ProposalCallId,
) -> Result<StoredCall, DbError> {
    let row: Row = lock!(tx.db(), t::table.find(Key(id)).select(Row::as_select()), |q, c| q.first(c))?;
    row.try_into()
}
