//! The rows of shifts and sign-ups: to the domain and back, locked.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;
use domain::{
    areas::AreaPath,
    geo::Position,
    ids::{AreaId, ProjectId, ShiftId, SignUpId, UserId},
    journal::Event,
    permissions::{Actor, Permission},
    town_time,
    volunteering::{Attendance, Counted, Place, Shift, SignUp, Times},
};

use super::Error;
use crate::db::{
    DbError, Key, NewEntry, Tx, lock,
    schema::{shift_sign_ups as s, shifts as t},
    subject,
};

/// What people read about a shift.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// What it is called.
    pub title: String,
    /// What is done.
    pub description: String,
    /// Where people meet, in words.
    pub place: String,
    /// What to bring.
    pub bring: Option<String>,
    /// Where people meet, on the map.
    pub position: Option<Position>,
}

#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = t)]
pub(super) struct Row {
    id: Key<ShiftId>,
    area_id: Key<AreaId>,
    area_path: String,
    reach_path: String,
    project_id: Option<Key<ProjectId>>,
    title: String,
    description: String,
    place: String,
    bring: Option<String>,
    latitude_e7: Option<i64>,
    longitude_e7: Option<i64>,
    starts_at: NaiveDateTime,
    ends_at: NaiveDateTime,
    sign_up_until: NaiveDateTime,
    places: i64,
    taken: i64,
    waiting: i64,
    serial_next: i64,
    cancelled_at: Option<NaiveDateTime>,
    cancel_reason: Option<String>,
    updated_at: NaiveDateTime,
    version: i64,
}

/// A shift as it is stored.
#[derive(Clone, Debug)]
pub(super) struct Stored {
    pub(super) id: ShiftId,
    pub(super) area: AreaId,
    pub(super) path: AreaPath,
    /// Who lives in it signs up.
    pub(super) reach: AreaPath,
    pub(super) project: Option<ProjectId>,
    pub(super) words: Words,
    pub(super) shift: Shift,
    pub(super) serial_next: i64,
    pub(super) cancel_reason: Option<String>,
    pub(super) updated_at: DateTime<Utc>,
    pub(super) version: i64,
}

fn count(count: i64) -> Result<u32, DbError> {
    u32::try_from(count).map_err(DbError::damaged)
}

impl TryFrom<Row> for Stored {
    type Error = DbError;

    fn try_from(row: Row) -> Result<Self, DbError> {
        let position = match (row.latitude_e7, row.longitude_e7) {
            (Some(latitude), Some(longitude)) => {
                Some(Position::new(longitude, latitude).map_err(DbError::damaged)?)
            }
            _ => None,
        };
        let times = Times {
            starts_at: row.starts_at.and_utc(),
            ends_at: row.ends_at.and_utc(),
            sign_up_until: row.sign_up_until.and_utc(),
        };
        Ok(Self {
            id: row.id.0,
            area: row.area_id.0,
            path: AreaPath::parse(&row.area_path).map_err(DbError::damaged)?,
            reach: AreaPath::parse(&row.reach_path).map_err(DbError::damaged)?,
            project: row.project_id.map(|Key(id)| id),
            words: Words {
                title: row.title,
                description: row.description,
                place: row.place,
                bring: row.bring,
                position,
            },
            shift: Shift {
                times,
                places: count(row.places)?,
                taken: count(row.taken)?,
                waiting: count(row.waiting)?,
                cancelled: row.cancelled_at.is_some(),
            },
            serial_next: row.serial_next,
            cancel_reason: row.cancel_reason,
            updated_at: row.updated_at.and_utc(),
            version: row.version,
        })
    }
}

/// One shift.
///
/// # Errors
/// [`DbError::NotFound`].
pub(super) fn find(tx: &mut Tx<'_>, id: ShiftId) -> Result<Stored, DbError> {
    t::table.find(Key(id)).select(Row::as_select()).first::<Row>(tx.db())?.try_into()
}

/// One shift, locked until the transaction ends.
///
/// # Errors
/// [`DbError::NotFound`].
pub(super) fn find_locked(tx: &mut Tx<'_>, id: ShiftId) -> Result<Stored, DbError> {
    lock!(tx.db(), t::table.find(Key(id)).select(Row::as_select()), |q, c| q.first::<Row>(c))?.try_into()
}

impl Stored {
    /// Lets pass who plans shifts where this one is.
    ///
    /// # Errors
    /// [`Error::Denied`].
    pub(super) fn require_organiser(&self, actor: &Actor) -> Result<(), Error> {
        Ok(actor.require(Permission::ManageShifts, &self.path)?)
    }

    /// Keeps how many places are taken and how many people wait, and that it changed.
    pub(super) fn save_counts(
        &self,
        tx: &mut Tx<'_>,
        shift: &Shift,
        serial_next: i64,
    ) -> Result<(), DbError> {
        let now = tx.timestamp();
        diesel::update(t::table.find(Key(self.id)))
            .set((
                t::taken.eq(i64::from(shift.taken)),
                t::waiting.eq(i64::from(shift.waiting)),
                t::serial_next.eq(serial_next),
                t::updated_at.eq(now),
            ))
            .execute(tx.db())?;
        Ok(())
    }

    /// Journals something about a sign-up of this shift.
    pub(super) fn journal<E: Event>(
        &self,
        tx: &mut Tx<'_>,
        actor: Option<&Actor>,
        sign_up: SignUpId,
        event: E,
    ) -> Result<(), DbError> {
        tx.journal(NewEntry { actor, area: &self.path, subject: subject("sign_up", sign_up), event })
            .map(drop)
    }
}

#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = s)]
pub(super) struct SignUpRow {
    id: Key<SignUpId>,
    shift_id: Key<ShiftId>,
    person_id: Key<UserId>,
    serial: i64,
    state: String,
    signed_up_by: Option<Key<UserId>>,
    signed_up_at: NaiveDateTime,
    checked_in_by: Option<Key<UserId>>,
    checked_in_at: Option<NaiveDateTime>,
    checked_out_by: Option<Key<UserId>>,
    checked_out_at: Option<NaiveDateTime>,
    absent: bool,
    minutes: Option<i64>,
    counted_from: Option<NaiveDateTime>,
    reason: Option<String>,
}

/// A sign-up as it is stored.
#[derive(Clone, Debug)]
pub(super) struct StoredSignUp {
    pub(super) id: SignUpId,
    pub(super) shift: ShiftId,
    pub(super) person: UserId,
    pub(super) serial: i64,
    pub(super) sign_up: SignUp,
    pub(super) signed_up_by: Option<UserId>,
    pub(super) signed_up_at: DateTime<Utc>,
    pub(super) checked_in: Option<(DateTime<Utc>, Option<UserId>)>,
    pub(super) checked_out: Option<(DateTime<Utc>, Option<UserId>)>,
    pub(super) reason: Option<String>,
}

impl TryFrom<SignUpRow> for StoredSignUp {
    type Error = DbError;

    fn try_from(row: SignUpRow) -> Result<Self, DbError> {
        let minutes = row.minutes.map(count).transpose()?;
        let attendance = match (row.absent, minutes, row.counted_from, row.checked_in_at) {
            (true, settled, ..) => Attendance::Absent { corrected: settled.is_some() },
            (false, Some(minutes), Some(from), _) => {
                Attendance::Attended { counted: Counted { from: from.and_utc(), minutes } }
            }
            (false, Some(_), None, _) => return Err(DbError::damaged("minutes without their beginning")),
            (false, None, _, Some(at)) => Attendance::In { at: at.and_utc() },
            (false, None, _, None) => Attendance::Open,
        };
        let place =
            Place::parse(&row.state).ok_or_else(|| DbError::damaged(format!("place {}", row.state)))?;
        let noted = |at: Option<NaiveDateTime>, by: Option<Key<UserId>>| {
            at.map(|at| (at.and_utc(), by.map(|Key(by)| by)))
        };
        Ok(Self {
            id: row.id.0,
            shift: row.shift_id.0,
            person: row.person_id.0,
            serial: row.serial,
            sign_up: SignUp { place, attendance },
            signed_up_by: row.signed_up_by.map(|Key(by)| by),
            signed_up_at: row.signed_up_at.and_utc(),
            checked_in: noted(row.checked_in_at, row.checked_in_by),
            checked_out: noted(row.checked_out_at, row.checked_out_by),
            reason: row.reason,
        })
    }
}

/// A sign-up of a shift whose row is locked.
///
/// # Errors
/// [`DbError::NotFound`], also for one of another shift.
pub(super) fn sign_up_of(tx: &mut Tx<'_>, shift: &Stored, id: SignUpId) -> Result<StoredSignUp, DbError> {
    let row = s::table.find(Key(id)).filter(s::shift_id.eq(Key(shift.id))).select(SignUpRow::as_select());
    row.first::<SignUpRow>(tx.db())?.try_into()
}

/// The live sign-up of a person for a shift.
///
/// # Errors
/// [`Error::NotSignedUp`].
pub(super) fn sign_up_by(tx: &mut Tx<'_>, shift: &Stored, person: UserId) -> Result<StoredSignUp, Error> {
    let row: Option<SignUpRow> = s::table
        .filter(s::shift_id.eq(Key(shift.id)))
        .filter(s::person_id.eq(Key(person)))
        .filter(s::state.ne(Place::Withdrawn.as_str()))
        .select(SignUpRow::as_select())
        .first(tx.db())
        .optional()
        .map_err(DbError::from)?;
    Ok(row.ok_or(Error::NotSignedUp)?.try_into()?)
}

/// The month of the town in which a shift begins, as rows name it.
pub(super) fn month(times: &Times) -> String {
    town_time::date(times.starts_at).format("%Y-%m").to_string()
}
