//! Rows as they are kept between upload and commitment.

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;
use domain::{
    areas::AreaPath,
    ids::{AreaId, BulkAwardId, ProgrammeId, ProgrammeRulesId, UserId},
};

use crate::{
    db::{
        DbError, Key, Tx, bulk_insert, lock,
        schema::{bulk_award_rows as rows, bulk_awards as t},
    },
    points::award::Home,
};

/// A row that can be awarded.
#[derive(Clone, Debug)]
pub(super) struct Kept {
    pub(super) line: u32,
    pub(super) home: Home,
    pub(super) rules: ProgrammeRulesId,
    pub(super) activity: String,
    pub(super) day: NaiveDate,
    pub(super) minutes: Option<u32>,
    pub(super) points: i64,
    pub(super) note: Option<String>,
}

#[derive(Insertable, Queryable, Selectable)]
#[diesel(table_name = rows, treat_none_as_default_value = false)]
struct Row {
    bulk_award_id: Key<BulkAwardId>,
    line: i64,
    person_id: Option<Key<UserId>>,
    household_id: Key<AreaId>,
    home_path: String,
    rules_id: Key<ProgrammeRulesId>,
    activity: String,
    day: String,
    minutes: Option<i64>,
    points: i64,
    note: Option<String>,
}

#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = t)]
pub(super) struct Stored {
    pub(super) id: Key<BulkAwardId>,
    pub(super) programme_id: Key<ProgrammeId>,
    pub(super) state: String,
    pub(super) rows_count: i64,
    pub(super) points: i64,
    pub(super) prepared_by: Key<UserId>,
    pub(super) prepared_at: NaiveDateTime,
    pub(super) expires_at: NaiveDateTime,
    pub(super) committed_by: Option<Key<UserId>>,
    pub(super) committed_at: Option<NaiveDateTime>,
}

impl Stored {
    /// Whether it still waits.
    pub(super) fn waits(&self, now: NaiveDateTime) -> bool {
        self.state == "prepared" && now < self.expires_at
    }
}

/// One, locked until the transaction ends.
pub(super) fn find_locked(tx: &mut Tx<'_>, id: BulkAwardId) -> Result<Stored, DbError> {
    Ok(lock!(tx.db(), t::table.find(Key(id)).select(Stored::as_select()), |q, c| q.first(c))?)
}

/// Keeps rows.
pub(super) fn keep(tx: &mut Tx<'_>, id: BulkAwardId, kept: &[Kept]) -> Result<(), DbError> {
    let row = |kept: &Kept| Row {
        bulk_award_id: Key(id),
        line: kept.line.into(),
        person_id: kept.home.person.map(Key),
        household_id: Key(kept.home.household),
        home_path: kept.home.path.to_string(),
        rules_id: Key(kept.rules),
        activity: kept.activity.clone(),
        day: kept.day.to_string(),
        minutes: kept.minutes.map(i64::from),
        points: kept.points,
        note: kept.note.clone(),
    };
    let all: Vec<Row> = kept.iter().map(row).collect();
    bulk_insert!(tx.db(), rows::table, &all).map(drop)
}

/// The rows that were kept, in the order of the file.
pub(super) fn kept(tx: &mut Tx<'_>, id: BulkAwardId) -> Result<Vec<Kept>, DbError> {
    let all: Vec<Row> = rows::table
        .filter(rows::bulk_award_id.eq(Key(id)))
        .order(rows::line)
        .select(Row::as_select())
        .load(tx.db())?;
    let read = |row: Row| {
        Ok(Kept {
            line: u32::try_from(row.line).map_err(DbError::damaged)?,
            home: Home {
                person: row.person_id.map(|Key(id)| id),
                household: row.household_id.0,
                path: AreaPath::parse(&row.home_path).map_err(DbError::damaged)?,
            },
            rules: row.rules_id.0,
            activity: row.activity,
            day: row.day.parse().map_err(DbError::damaged)?,
            minutes: row.minutes.map(u32::try_from).transpose().map_err(DbError::damaged)?,
            points: row.points,
            note: row.note,
        })
    };
    all.into_iter().map(read).collect()
}
