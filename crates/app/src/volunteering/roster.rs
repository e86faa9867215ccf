//! Who comes to a shift: for those who plan shifts there.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use domain::{
    ids::{ShiftId, SignUpId, UserId},
    permissions::Actor,
    volunteering::{Attendance, Place, SignUp},
};

use super::{
    Error,
    list::Mine,
    row::{SignUpRow, StoredSignUp, find, sign_up_of},
};
use crate::{
    db::{DbError, Key, Tx, schema::shift_sign_ups as s},
    identity,
};

/// A line of the roster.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The sign-up.
    pub id: SignUpId,
    /// Whose.
    pub person: UserId,
    /// What they are called.
    pub person_name: String,
    /// Who signed them up, where they did not do it themselves.
    pub signed_up_by: Option<String>,
    /// When they signed up.
    pub signed_up_at: DateTime<Utc>,
    /// Their number in the order of signing up.
    pub serial: i64,
    /// Where it stands.
    pub sign_up: SignUp,
    /// When they came, and who noted it where they used no code.
    pub checked_in: Option<(DateTime<Utc>, Option<String>)>,
    /// When they went, likewise.
    pub checked_out: Option<(DateTime<Utc>, Option<String>)>,
    /// Why minutes or absence were decided by hand.
    pub reason: Option<String>,
}

impl Mine {
    /// The sign-up.
    #[must_use]
    pub fn id(&self) -> SignUpId {
        self.stored.id
    }

    /// Where it stands.
    #[must_use]
    pub fn sign_up(&self) -> SignUp {
        self.stored.sign_up
    }

    /// When they came.
    #[must_use]
    pub fn checked_in_at(&self) -> Option<DateTime<Utc>> {
        self.stored.checked_in.map(|(at, _)| at)
    }

    /// When they went.
    #[must_use]
    pub fn checked_out_at(&self) -> Option<DateTime<Utc>> {
        self.stored.checked_out.map(|(at, _)| at)
    }

    /// Why minutes or absence were decided by hand.
    #[must_use]
    pub fn reason(&self) -> Option<&str> {
        self.stored.reason.as_deref()
    }

    /// The minutes that count, once they are settled.
    #[must_use]
    pub fn minutes(&self) -> Option<u32> {
        match self.stored.sign_up.attendance {
            Attendance::Attended { counted } => Some(counted.minutes),
            _ => None,
        }
    }
}

/// Who has a place and who waits, in the order in which they signed up, after the `after`th; without those who took it back.
/// Three statements, however many rows.
///
/// # Errors
/// [`Error::Denied`] without `ManageShifts` there.
pub fn roster(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: ShiftId,
    after: Option<i64>,
    limit: i64,
) -> Result<Vec<Entry>, Error> {
    let stored = find(tx, id)?;
    stored.require_organiser(actor)?;
    let rows: Vec<SignUpRow> = s::table
        .filter(s::shift_id.eq(Key(id)))
        .filter(s::state.ne(Place::Withdrawn.as_str()))
        .filter(s::serial.gt(after.unwrap_or(0)))
        .order(s::serial)
        .limit(limit)
        .select(SignUpRow::as_select())
        .load(tx.db())
        .map_err(DbError::from)?;
    let rows = rows.into_iter().map(StoredSignUp::try_from).collect::<Result<Vec<_>, _>>()?;
    Ok(entries(tx, rows)?)
}

/// One line of the roster.
pub(super) fn entry(tx: &mut Tx<'_>, id: ShiftId, sign_up: SignUpId) -> Result<Entry, Error> {
    let stored = find(tx, id)?;
    let row = sign_up_of(tx, &stored, sign_up)?;
    Ok(entries(tx, vec![row])?.pop().ok_or(DbError::NotFound)?)
}

fn entries(tx: &mut Tx<'_>, rows: Vec<StoredSignUp>) -> Result<Vec<Entry>, DbError> {
    let by = |noted: Option<(DateTime<Utc>, Option<UserId>)>| noted.and_then(|(_, by)| by);
    let people = rows
        .iter()
        .flat_map(|row| [Some(row.person), row.signed_up_by, by(row.checked_in), by(row.checked_out)])
        .flatten()
        .collect::<Vec<_>>();
    let names = identity::names_of(tx, people)?;
    let name = |person: UserId| names.get(&person).cloned().unwrap_or_default();
    let named = |noted: Option<(DateTime<Utc>, Option<UserId>)>| noted.map(|(at, by)| (at, by.map(name)));
    Ok(rows
        .into_iter()
        .map(|row| Entry {
            id: row.id,
            person: row.person,
            person_name: name(row.person),
            signed_up_by: row.signed_up_by.map(name),
            signed_up_at: row.signed_up_at,
            serial: row.serial,
            sign_up: row.sign_up,
            checked_in: named(row.checked_in),
            checked_out: named(row.checked_out),
            reason: row.reason,
        })
        .collect())
}
