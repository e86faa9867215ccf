//! The working calendar of the installation: the years that come with the program, and those that somebody imported since.

use diesel::prelude::*;
use domain::{
    areas::AreaPath,
    opening_hours::HoursError,
    permissions::{Actor, Denied, Permission},
    tickets::Counting,
    working_time::{Calendar, Year, YearEvent, YearFault, office, ready},
};

use crate::db::{DbError, NewEntry, Tx, lock, schema::calendar_years as t};

/// Most years that can be imported.
pub const YEARS_MAX: i64 = 50;

/// A year of the calendar.
#[derive(Clone, Debug, PartialEq)]
pub struct CalendarYear {
    /// Its special days.
    pub year: Year,
    /// Grows with every import; zero for what came with the program.
    pub version: i64,
}

/// Why a year cannot be imported.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The store.
    #[error(transparent)]
    Db(#[from] DbError),
    /// Not allowed.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// The year is not possible.
    #[error(transparent)]
    Fault(#[from] YearFault),
    /// It changed since the caller read it.
    #[error("the year has changed meanwhile")]
    Stale,
    /// There are [`YEARS_MAX`] years.
    #[error("at most {YEARS_MAX} years can be imported")]
    TooMany,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = t)]
struct Row {
    year: i64,
    announced: bool,
    days: String,
    version: i64,
}

impl TryFrom<Row> for CalendarYear {
    type Error = DbError;

    fn try_from(row: Row) -> Result<Self, DbError> {
        let year = Year {
            year: i32::try_from(row.year).map_err(DbError::damaged)?,
            announced: row.announced,
            days: serde_json::from_str(&row.days).map_err(DbError::damaged)?,
        };
        Ok(Self { year, version: row.version })
    }
}

/// Every year that is known, in order; an imported one takes the place of the program's own. One statement.
///
/// # Errors
/// [`DbError`].
pub fn years(tx: &mut Tx<'_>) -> Result<Vec<CalendarYear>, DbError> {
    let rows: Vec<Row> = t::table.order(t::year).select(Row::as_select()).load(tx.db())?;
    let mut all = rows.into_iter().map(CalendarYear::try_from).collect::<Result<Vec<_>, _>>()?;
    for year in ready() {
        if !all.iter().any(|known| known.year.year == year.year) {
            all.push(CalendarYear { year, version: 0 });
        }
    }
    all.sort_by_key(|one| one.year.year);
    Ok(all)
}

/// Imports a year that has still `version`: all its special days at once. What is due already stays as it was computed.
///
/// # Errors
/// [`Error::Denied`] without [`Permission::ManageSettings`] somewhere; [`Error::Fault`], [`Error::Stale`], [`Error::TooMany`].
pub fn import(tx: &mut Tx<'_>, actor: &Actor, year: &Year, version: i64) -> Result<CalendarYear, Error> {
    // Holidays are the country's: whoever may change settings of any place may bring them in.
    if actor.scope(Permission::ManageSettings).is_empty() {
        return Err(Denied { permission: Permission::ManageSettings }.into());
    }
    year.check()?;
    let number = i64::from(year.year);
    let there = lock!(tx.db(), t::table.find(number).select(t::version), |q, c| q.first::<i64>(c).optional());
    let there = there.map_err(DbError::from)?;
    if there.unwrap_or_default() != version {
        return Err(Error::Stale);
    }
    let days = serde_json::to_string(&year.days).map_err(DbError::damaged)?;
    let now = tx.timestamp();
    if there.is_some() {
        diesel::update(t::table.find(number))
            .set((
                t::announced.eq(year.announced),
                t::days.eq(days),
                t::version.eq(version + 1),
                t::updated_at.eq(now),
            ))
            .execute(tx.db())
            .map_err(DbError::from)?;
    } else {
        let count: i64 = t::table.count().get_result(tx.db()).map_err(DbError::from)?;
        if count >= YEARS_MAX {
            return Err(Error::TooMany);
        }
        let inserted = diesel::insert_into(t::table)
            .values((
                t::year.eq(number),
                t::announced.eq(year.announced),
                t::days.eq(days),
                t::updated_at.eq(now),
            ))
            .execute(tx.db());
        inserted.map_err(DbError::from).map_err(|error| match error {
            DbError::Unique(_) => Error::Stale,
            other => other.into(),
        })?;
    }
    let root = AreaPath::root();
    tx.journal(NewEntry {
        actor: Some(actor),
        area: &root,
        subject: format!("calendar_year:{}", year.year),
        event: YearEvent::Imported { version: version + 1, days: year.days.len() },
    })?;
    Ok(CalendarYear { year: year.clone(), version: version + 1 })
}

/// When offices work. One statement.
///
/// # Errors
/// [`DbError`].
fn calendar(tx: &mut Tx<'_>) -> Result<Calendar, DbError> {
    let years: Vec<Year> = years(tx)?.into_iter().map(|one| one.year).collect();
    of_offices(&years).map_err(DbError::damaged)
}

/// The calendar that a way of counting needs: one statement for working time, none else.
///
/// # Errors
/// [`DbError`].
pub(crate) fn calendar_for(tx: &mut Tx<'_>, counting: Counting) -> Result<Calendar, DbError> {
    match counting {
        Counting::WorkingTime => calendar(tx),
        Counting::AroundTheClock => no_calendar(),
    }
}

/// A calendar for what does not count working time: nothing is read for it.
///
/// # Errors
/// [`DbError`]: none that a test has not excluded.
pub(crate) fn no_calendar() -> Result<Calendar, DbError> {
    of_offices(&[]).map_err(DbError::damaged)
}

fn of_offices(years: &[Year]) -> Result<Calendar, HoursError> {
    Ok(Calendar::new(office()?, years))
}
