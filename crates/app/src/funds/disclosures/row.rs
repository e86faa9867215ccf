//! A disclosure's row.

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use diesel::prelude::*;
use domain::{
    funds::{Disclosure, DisclosureState, Figures, Period},
    ids::{DisclosureId, FundId, UserId},
    journal::NodeHash,
};

use crate::db::{DbError, Key, Tx, lock, schema::fund_disclosures as t};

/// The account of a period as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredDisclosure {
    /// What decides about its steps: its figures, the hash of its text, who signed it, whether it is published.
    pub disclosure: Disclosure,
    /// The text that is signed.
    pub document: String,
    /// When that was written.
    pub prepared_at: DateTime<Utc>,
    /// When the treasurer signed it.
    pub treasurer_at: Option<DateTime<Utc>>,
    /// When the auditor did.
    pub auditor_at: Option<DateTime<Utc>>,
    /// Grows with every step.
    pub version: i64,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = t)]
struct Row {
    id: Key<DisclosureId>,
    fund_id: Key<FundId>,
    period_from: String,
    period_until: String,
    due_on: String,
    opening: i64,
    brought: i64,
    income: i64,
    expense: i64,
    closing: i64,
    in_kind: i64,
    document: String,
    document_hash: Vec<u8>,
    prepared_at: NaiveDateTime,
    treasurer_id: Option<Key<UserId>>,
    treasurer_at: Option<NaiveDateTime>,
    auditor_id: Option<Key<UserId>>,
    auditor_at: Option<NaiveDateTime>,
    published_on: Option<String>,
    version: i64,
}

impl TryFrom<Row> for StoredDisclosure {
    type Error = DbError;

    fn try_from(row: Row) -> Result<Self, DbError> {
        let day = |text: &str| text.parse::<NaiveDate>().map_err(DbError::damaged);
        let period = Period {
            from: day(&row.period_from)?,
            until: day(&row.period_until)?,
            due_on: day(&row.due_on)?,
        };
        let (treasurer, auditor) =
            (row.treasurer_id.map(|Key(person)| person), row.auditor_id.map(|Key(person)| person));
        let state = match (row.published_on, treasurer, auditor) {
            (None, treasurer, auditor) => DisclosureState::Prepared { treasurer, auditor },
            (Some(on), Some(treasurer), Some(auditor)) => {
                DisclosureState::Published { treasurer, auditor, on: day(&on)? }
            }
            _ => return Err(DbError::damaged("a disclosure that was published without signatures")),
        };
        let figures = Figures {
            opening_fen: row.opening,
            brought_fen: row.brought,
            income_fen: row.income,
            expense_fen: row.expense,
            closing_fen: row.closing,
            in_kind_fen: row.in_kind,
        };
        let document = NodeHash::from_bytes(&row.document_hash).map_err(DbError::damaged)?;
        let disclosure = Disclosure { id: row.id.0, fund: row.fund_id.0, period, figures, document, state };
        Ok(Self {
            disclosure,
            document: row.document,
            prepared_at: row.prepared_at.and_utc(),
            treasurer_at: row.treasurer_at.map(|at| at.and_utc()),
            auditor_at: row.auditor_at.map(|at| at.and_utc()),
            version: row.version,
        })
    }
}

/// Of which fund it is.
///
/// # Errors
/// [`DbError::NotFound`].
pub(super) fn fund_of(tx: &mut Tx<'_>, id: DisclosureId) -> Result<FundId, DbError> {
    let Key(fund) = t::table.find(Key(id)).select(t::fund_id).first(tx.db())?;
    Ok(fund)
}

/// One of them.
///
/// # Errors
/// [`DbError::NotFound`].
pub(super) fn find(tx: &mut Tx<'_>, id: DisclosureId) -> Result<StoredDisclosure, DbError> {
    t::table.find(Key(id)).select(Row::as_select()).first(tx.db()).map_err(DbError::from)?.try_into()
}

/// One of them, locked until the transaction ends.
///
/// # Errors
/// [`DbError::NotFound`].
pub(super) fn find_locked(tx: &mut Tx<'_>, id: DisclosureId) -> Result<StoredDisclosure, DbError> {
    let row: Row = lock!(tx.db(), t::table.find(Key(id)).select(Row::as_select()), |q, c| q.first(c))?;
    row.try_into()
}

/// Those of a fund: at most one for each of its periods.
///
/// # Errors
/// [`DbError`].
pub(super) fn of_fund(tx: &mut Tx<'_>, fund: FundId) -> Result<Vec<StoredDisclosure>, DbError> {
    let rows: Vec<Row> = t::table.filter(t::fund_id.eq(Key(fund))).select(Row::as_select()).load(tx.db())?;
    rows.into_iter().map(StoredDisclosure::try_from).collect()
}

/// The one of a fund's period, where somebody prepared it. The fund is locked: nobody else prepares one.
///
/// # Errors
/// [`DbError`].
pub(super) fn of_period(
    tx: &mut Tx<'_>,
    fund: FundId,
    from: NaiveDate,
) -> Result<Option<StoredDisclosure>, DbError> {
    let found: Option<Row> = t::table
        .filter(t::fund_id.eq(Key(fund)))
        .filter(t::period_from.eq(from.to_string()))
        .select(Row::as_select())
        .first(tx.db())
        .optional()?;
    found.map(StoredDisclosure::try_from).transpose()
}
