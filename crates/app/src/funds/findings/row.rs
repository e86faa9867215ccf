//! A finding's row.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;
use domain::{
    funds::findings::{Finding, FindingState, Found, Kind},
    ids::{DisbursementId, FindingId, FundId, UserId},
};
use std::collections::BTreeSet;

use super::raise::behind;
use crate::db::{DbError, Key, Tx, lock, schema::findings as t};

/// A finding as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredFinding {
    /// What decides about its steps.
    pub finding: Finding,
    /// When it was raised.
    pub raised_at: DateTime<Utc>,
    /// When the auditor took the answer.
    pub settled_at: Option<DateTime<Utc>>,
    /// Grows with every step.
    pub version: i64,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = t)]
pub(super) struct Row {
    pub(super) id: Key<FindingId>,
    fund_id: Key<FundId>,
    kind: String,
    state: String,
    raised_at: NaiveDateTime,
    answered_by: Option<Key<UserId>>,
    settled_by: Option<Key<UserId>>,
    settled_at: Option<NaiveDateTime>,
    version: i64,
}

impl Row {
    /// With the disbursements behind it.
    pub(super) fn with(self, disbursements: BTreeSet<DisbursementId>) -> Result<StoredFinding, DbError> {
        let kind = Kind::parse(&self.kind).ok_or_else(|| DbError::damaged(&self.kind))?;
        let state = match (self.state.as_str(), self.answered_by, self.settled_by) {
            ("open", ..) => FindingState::Open,
            ("answered", Some(Key(by)), None) => FindingState::Answered { by },
            ("settled", Some(Key(answered_by)), Some(Key(by))) => FindingState::Settled { answered_by, by },
            _ => return Err(DbError::damaged(self.state)),
        };
        let found = Found { kind, disbursements };
        Ok(StoredFinding {
            finding: Finding { id: self.id.0, fund: self.fund_id.0, found, state },
            raised_at: self.raised_at.and_utc(),
            settled_at: self.settled_at.map(|at| at.and_utc()),
            version: self.version,
        })
    }
}

/// Of which fund one is.
///
/// # Errors
/// [`DbError::NotFound`].
pub(super) fn fund_of(tx: &mut Tx<'_>, id: FindingId) -> Result<FundId, DbError> {
    let Key(fund) = t::table.find(Key(id)).select(t::fund_id).first(tx.db())?;
    Ok(fund)
}

/// One of them.
///
/// # Errors
/// [`DbError::NotFound`].
pub(super) fn find(tx: &mut Tx<'_>, id: FindingId) -> Result<StoredFinding, DbError> {
    let row: Row = t::table.find(Key(id)).select(Row::as_select()).first(tx.db())?;
    let all = behind(tx, [id])?.remove(&id).unwrap_or_default();
    row.with(all)
}

/// One of them, locked until the transaction ends.
///
/// # Errors
/// [`DbError::NotFound`].
pub(super) fn find_locked(tx: &mut Tx<'_>, id: FindingId) -> Result<StoredFinding, DbError> {
    let row: Row = lock!(tx.db(), t::table.find(Key(id)).select(Row::as_select()), |q, c| q.first(c))?;
    let all = behind(tx, [id])?.remove(&id).unwrap_or_default();
    row.with(all)
}
