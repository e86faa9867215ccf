//! A programme's row.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;
use domain::{
    areas::AreaPath,
    ids::{AreaId, LedgerAccountId, ProgrammeId, UserId},
    ledger::{AccountKind, Owned, Owner, Unit},
    points::{Programme, ProgrammeState, WalletKind},
};
use uuid::Uuid;

use crate::{
    db::{DbError, Key, Tx, lock, schema::programmes as t},
    ledger::{self, NewAccount},
};

/// A programme as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredProgramme {
    /// Its id: the book of its accounts.
    pub id: ProgrammeId,
    /// For which area, with everything below.
    pub area: AreaId,
    /// That area's path.
    pub path: AreaPath,
    /// What it is called.
    pub name: String,
    /// What it is for.
    pub description: String,
    /// Whose its wallets are.
    pub wallets: WalletKind,
    /// What decides about its steps.
    pub programme: Programme,
    /// Since when its budget runs low.
    pub low_since: Option<DateTime<Utc>>,
    /// When it ended.
    pub ended_at: Option<DateTime<Utc>>,
    /// Grows with every change.
    pub version: i64,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = t)]
pub(super) struct Row {
    id: Key<ProgrammeId>,
    area_id: Key<AreaId>,
    area_path: String,
    name: String,
    description: String,
    wallets: String,
    starts_on: String,
    ends_on: String,
    state: String,
    low_since: Option<NaiveDateTime>,
    created_by: Key<UserId>,
    started_by: Option<Key<UserId>>,
    ended_at: Option<NaiveDateTime>,
    version: i64,
}

impl TryFrom<Row> for StoredProgramme {
    type Error = DbError;

    fn try_from(row: Row) -> Result<Self, DbError> {
        let state = ProgrammeState::parse(&row.state).ok_or_else(|| DbError::damaged(row.state))?;
        let managers = std::iter::once(row.created_by.0).chain(row.started_by.map(|Key(id)| id)).collect();
        Ok(Self {
            id: row.id.0,
            area: row.area_id.0,
            path: AreaPath::parse(&row.area_path).map_err(DbError::damaged)?,
            name: row.name,
            description: row.description,
            wallets: WalletKind::parse(&row.wallets).ok_or_else(|| DbError::damaged(row.wallets))?,
            programme: Programme {
                state,
                starts_on: row.starts_on.parse().map_err(DbError::damaged)?,
                ends_on: row.ends_on.parse().map_err(DbError::damaged)?,
                managers,
            },
            low_since: row.low_since.map(|at| at.and_utc()),
            ended_at: row.ended_at.map(|at| at.and_utc()),
            version: row.version,
        })
    }
}

impl StoredProgramme {
    /// Where it stands.
    #[must_use]
    pub fn state(&self) -> ProgrammeState {
        self.programme.state
    }

    /// One of its own accounts, made where it is not there yet.
    ///
    /// # Errors
    /// [`DbError`].
    pub(in crate::points) fn account(
        &self,
        tx: &mut Tx<'_>,
        kind: AccountKind,
    ) -> Result<LedgerAccountId, DbError> {
        let floor = if kind == AccountKind::Source { None } else { Some(0) };
        let owned = Owned { book: self.id.0, kind, owner: Owner::Book };
        ledger::open(
            tx,
            &NewAccount { owned, unit: Unit::Points, area: &self.path, floor, purpose: None, code: "" },
        )
    }

    /// What is left of its budget.
    ///
    /// # Errors
    /// [`DbError`].
    pub(in crate::points) fn left(&self, tx: &mut Tx<'_>) -> Result<i64, DbError> {
        let owned = Owned { book: self.id.0, kind: AccountKind::Budget, owner: Owner::Book };
        Ok(ledger::find(tx, &owned)?.map_or(0, |stored| stored.account.balance))
    }
}

/// One programme.
///
/// # Errors
/// [`DbError::NotFound`].
pub(in crate::points) fn find(tx: &mut Tx<'_>, id: ProgrammeId) -> Result<StoredProgramme, DbError> {
    t::table.find(Key(id)).select(Row::as_select()).first(tx.db()).map_err(DbError::from)?.try_into()
}

/// Where a programme stands; nothing where there is none.
///
/// # Errors
/// [`DbError`].
pub(crate) fn state(tx: &mut Tx<'_>, id: ProgrammeId) -> Result<Option<ProgrammeState>, DbError> {
    let word: Option<String> = t::table.find(Key(id)).select(t::state).first(tx.db()).optional()?;
    word.map(|word| ProgrammeState::parse(&word).ok_or_else(|| DbError::damaged(word))).transpose()
}

/// One programme, locked until the transaction ends.
///
/// # Errors
/// [`DbError::NotFound`].
pub(in crate::points) fn find_locked(tx: &mut Tx<'_>, id: ProgrammeId) -> Result<StoredProgramme, DbError> {
    let row: Row = lock!(tx.db(), t::table.find(Key(id)).select(Row::as_select()), |q, c| q.first(c))?;
    row.try_into()
}

/// Some programmes by their ids: one statement.
///
/// # Errors
/// [`DbError`].
pub(in crate::points) fn several(
    tx: &mut Tx<'_>,
    ids: impl IntoIterator<Item = ProgrammeId>,
) -> Result<BTreeMap<ProgrammeId, StoredProgramme>, DbError> {
    let mut ids: Vec<Key<ProgrammeId>> = ids.into_iter().map(Key).collect();
    ids.sort_unstable();
    ids.dedup();
    let rows: Vec<Row> = t::table.filter(t::id.eq_any(ids)).select(Row::as_select()).load(tx.db())?;
    rows.into_iter().map(|row| StoredProgramme::try_from(row).map(|stored| (stored.id, stored))).collect()
}

/// What the programmes among these books are called: one statement.
///
/// # Errors
/// [`DbError`].
pub fn names(tx: &mut Tx<'_>, books: &[Uuid]) -> Result<BTreeMap<Uuid, String>, DbError> {
    let ids: Vec<Key<ProgrammeId>> = books.iter().map(|book| Key(ProgrammeId(*book))).collect();
    let rows: Vec<(Key<ProgrammeId>, String)> =
        t::table.filter(t::id.eq_any(ids)).select((t::id, t::name)).load(tx.db())?;
    Ok(rows.into_iter().map(|(Key(id), name)| (id.0, name)).collect())
}
