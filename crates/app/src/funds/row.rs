//! A fund's row, and what its gifts can be restricted to.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use diesel::prelude::*;
use domain::{
    areas::AreaPath,
    funds::{Fund, FundState},
    ids::{AreaId, FundId},
    ledger::Purpose,
};
use uuid::Uuid;

use crate::db::{
    DbError, Key, Tx, lock,
    schema::{fund_purposes, funds as t},
};

/// A fund as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredFund {
    /// Its id: the book of its accounts.
    pub id: FundId,
    /// Of which area, with everything below.
    pub area: AreaId,
    /// That area's path.
    pub path: AreaPath,
    /// What it is called.
    pub name: String,
    /// What it is for.
    pub description: String,
    /// Where it stands.
    pub state: FundState,
    /// Since when it is open.
    pub opened_on: Option<NaiveDate>,
    /// The day on which it ended.
    pub closed_on: Option<NaiveDate>,
    /// How many receipts it has written.
    pub receipts: i64,
    /// When it was founded.
    pub created_at: DateTime<Utc>,
    /// Grows with every change.
    pub version: i64,
}

/// What gifts to a fund can be restricted to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Purposed {
    /// What the ledger knows.
    pub code: Purpose,
    /// What it is called.
    pub name: String,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = t)]
pub(super) struct Row {
    id: Key<FundId>,
    area_id: Key<AreaId>,
    area_path: String,
    name: String,
    description: String,
    state: String,
    opened_on: Option<String>,
    closed_on: Option<String>,
    receipts: i64,
    created_at: NaiveDateTime,
    version: i64,
}

impl TryFrom<Row> for StoredFund {
    type Error = DbError;

    fn try_from(row: Row) -> Result<Self, DbError> {
        let day = |text: String| text.parse().map_err(DbError::damaged);
        Ok(Self {
            id: row.id.0,
            area: row.area_id.0,
            path: AreaPath::parse(&row.area_path).map_err(DbError::damaged)?,
            name: row.name,
            description: row.description,
            state: FundState::parse(&row.state).ok_or_else(|| DbError::damaged(row.state))?,
            opened_on: row.opened_on.map(day).transpose()?,
            closed_on: row.closed_on.map(day).transpose()?,
            receipts: row.receipts,
            created_at: row.created_at.and_utc(),
            version: row.version,
        })
    }
}

impl StoredFund {
    /// As the rules see it, with its purposes.
    pub(super) fn with(&self, purposes: &[Purposed]) -> Fund {
        let purposes: BTreeSet<Purpose> = purposes.iter().map(|purpose| purpose.code.clone()).collect();
        Fund { id: self.id, state: self.state, purposes, opened_on: self.opened_on }
    }

    /// Lets pass a change that was made of this version of it.
    pub(super) fn require_version(&self, version: i64) -> Result<(), super::Error> {
        if self.version == version { Ok(()) } else { Err(super::Error::Stale) }
    }
}

/// One fund.
///
/// # Errors
/// [`DbError::NotFound`].
pub(super) fn find(tx: &mut Tx<'_>, id: FundId) -> Result<StoredFund, DbError> {
    t::table.find(Key(id)).select(Row::as_select()).first(tx.db()).map_err(DbError::from)?.try_into()
}

/// One fund, locked until the transaction ends.
///
/// # Errors
/// [`DbError::NotFound`].
pub(super) fn find_locked(tx: &mut Tx<'_>, id: FundId) -> Result<StoredFund, DbError> {
    let row: Row = lock!(tx.db(), t::table.find(Key(id)).select(Row::as_select()), |q, c| q.first(c))?;
    row.try_into()
}

/// Most funds of one installation.
const FUNDS_MAX: i64 = 10_000;

/// Every fund that is open, or was.
///
/// # Errors
/// [`DbError`].
pub(super) fn opened(tx: &mut Tx<'_>) -> Result<Vec<StoredFund>, DbError> {
    let rows: Vec<Row> = t::table
        .filter(t::opened_on.is_not_null())
        .order(t::id)
        .limit(FUNDS_MAX)
        .select(Row::as_select())
        .load(tx.db())?;
    rows.into_iter().map(StoredFund::try_from).collect()
}

/// A fund's purposes, in the order of their codes.
///
/// # Errors
/// [`DbError`].
pub(super) fn purposes(tx: &mut Tx<'_>, id: FundId) -> Result<Vec<Purposed>, DbError> {
    Ok(purposes_of(tx, &[id])?.remove(&id).unwrap_or_default())
}

/// The purposes of some funds, each fund's in the order of their codes: one statement.
///
/// # Errors
/// [`DbError`].
pub(super) fn purposes_of(
    tx: &mut Tx<'_>,
    ids: &[FundId],
) -> Result<BTreeMap<FundId, Vec<Purposed>>, DbError> {
    let ids: Vec<Key<FundId>> = ids.iter().copied().map(Key).collect();
    let rows: Vec<(Key<FundId>, String, String)> = fund_purposes::table
        .filter(fund_purposes::fund_id.eq_any(ids))
        .order((fund_purposes::fund_id, fund_purposes::code))
        .select((fund_purposes::fund_id, fund_purposes::code, fund_purposes::name))
        .load(tx.db())?;
    let mut found: BTreeMap<FundId, Vec<Purposed>> = BTreeMap::new();
    for (Key(fund), code, name) in rows {
        let code = Purpose::parse(&code).map_err(DbError::damaged)?;
        found.entry(fund).or_default().push(Purposed { code, name });
    }
    Ok(found)
}

/// What the funds among these books are called: one statement.
///
/// # Errors
/// [`DbError`].
pub fn names(tx: &mut Tx<'_>, books: &[Uuid]) -> Result<BTreeMap<Uuid, String>, DbError> {
    let ids: Vec<Key<FundId>> = books.iter().map(|book| Key(FundId(*book))).collect();
    let rows: Vec<(Key<FundId>, String)> =
        t::table.filter(t::id.eq_any(ids)).select((t::id, t::name)).load(tx.db())?;
    Ok(rows.into_iter().map(|(Key(id), name)| (id.0, name)).collect())
}
