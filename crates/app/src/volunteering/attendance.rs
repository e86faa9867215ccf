//! Who was there: by their own code, or noted by the organiser.

use diesel::prelude::*;
use domain::{
    ids::{ShiftId, SignUpId},
    permissions::Actor,
    volunteering::{Attendance, SignUp, VolunteeringEvent},
};

use super::{
    Error,
    person::require_possible,
    roster::{Entry, entry},
    row::{Stored, StoredSignUp, find_locked, month, sign_up_of},
};
use crate::db::{DbError, Key, Tx, schema::shift_sign_ups as s};

/// What the organiser notes.
#[derive(Clone, Debug)]
pub enum Note {
    /// They are there.
    Present,
    /// They go.
    Left,
    /// So many minutes count, after the end: of who did not check out, or as a correction.
    Minutes {
        /// How many.
        minutes: u32,
        /// Why.
        reason: String,
    },
    /// They did not come.
    Absent {
        /// Why that is known only now.
        reason: String,
    },
}

/// The organiser notes whether somebody was there, without a code.
///
/// # Errors
/// [`Error::Denied`] without `ManageShifts` there; [`DbError::NotFound`]; [`Error::Rule`]; [`Error::DayFull`].
pub fn note(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: ShiftId,
    sign_up: SignUpId,
    note: &Note,
) -> Result<Entry, Error> {
    let stored = find_locked(tx, id)?;
    stored.require_organiser(actor)?;
    let old = sign_up_of(tx, &stored, sign_up)?;
    let acting = Actor { principal: Some(old.person), ..actor.clone() };
    let now = tx.now();
    match note {
        Note::Present => arrive(tx, &acting, &stored, &old)?,
        Note::Left => leave(tx, &acting, &stored, &old)?,
        Note::Minutes { minutes, reason } => {
            let new = old.sign_up.decide(&stored.shift, *minutes, now)?;
            settle(tx, &acting, &stored, &old, new, Some(reason))?;
        }
        Note::Absent { reason } => {
            let new = old.sign_up.absent(&stored.shift, now)?;
            settle(tx, &acting, &stored, &old, new, Some(reason))?;
        }
    }
    entry(tx, id, sign_up)
}

/// They come. `actor` is themselves, or the organiser acting for them.
pub(super) fn arrive(
    tx: &mut Tx<'_>,
    actor: &Actor,
    stored: &Stored,
    old: &StoredSignUp,
) -> Result<(), Error> {
    old.sign_up.check_in(&stored.shift, tx.now())?;
    let by_hand = actor.principal.is_some();
    let now = tx.timestamp();
    diesel::update(s::table.find(Key(old.id)))
        .set((
            s::checked_in_at.eq(now),
            s::checked_in_by.eq(by_hand.then_some(Key(actor.user))),
            s::absent.eq(false),
        ))
        .execute(tx.db())
        .map_err(DbError::from)?;
    let event =
        VolunteeringEvent::CheckedIn { shift: stored.id, sign_up: old.id, person: old.person, by_hand };
    Ok(stored.journal(tx, Some(actor), old.id, event)?)
}

/// They go; their minutes are settled.
pub(super) fn leave(
    tx: &mut Tx<'_>,
    actor: &Actor,
    stored: &Stored,
    old: &StoredSignUp,
) -> Result<(), Error> {
    let new = old.sign_up.check_out(&stored.shift, tx.now())?;
    let now = tx.timestamp();
    let by = actor.principal.map(|_| Key(actor.user));
    diesel::update(s::table.find(Key(old.id)))
        .set((s::checked_out_at.eq(now), s::checked_out_by.eq(by)))
        .execute(tx.db())
        .map_err(DbError::from)?;
    settle(tx, actor, stored, old, new, None)
}

/// Keeps what is decided, and tells the first time apart from corrections: exactly one `volunteering.attended` a sign-up.
pub(super) fn settle(
    tx: &mut Tx<'_>,
    actor: &Actor,
    stored: &Stored,
    old: &StoredSignUp,
    new: SignUp,
    reason: Option<&str>,
) -> Result<(), Error> {
    let before = old.sign_up.attendance.settled();
    let counted = match new.attendance {
        Attendance::Attended { counted } => Some(counted),
        _ => None,
    };
    if let Some(counted) = counted {
        require_possible(tx, old.person, old.id, counted)?;
    }
    let after = counted.map(|counted| counted.minutes);
    let kept = after.or(new.attendance.settled());
    let (now, noted) = (tx.timestamp(), actor.principal.map(|_| Key(actor.user)));
    diesel::update(s::table.find(Key(old.id)))
        .set((
            s::absent.eq(matches!(new.attendance, Attendance::Absent { .. })),
            s::minutes.eq(kept.map(i64::from)),
            s::counted_from.eq(counted.map(|counted| counted.from.naive_utc())),
            s::month.eq(kept.map(|_| month(&stored.shift.times))),
            s::reason.eq(reason),
            s::noted_by.eq(noted),
            s::noted_at.eq(now),
        ))
        .execute(tx.db())
        .map_err(DbError::from)?;
    let (shift, sign_up, person) = (stored.id, old.id, old.person);
    let event = match (before, after) {
        (None, Some(minutes)) => VolunteeringEvent::Attended { shift, sign_up, person, minutes },
        (None, None) => VolunteeringEvent::NoShow { shift, sign_up, person },
        (Some(before), after) => VolunteeringEvent::AttendanceCorrected {
            shift,
            sign_up,
            person,
            before,
            after: after.unwrap_or(0),
        },
    };
    Ok(stored.journal(tx, Some(actor), old.id, event)?)
}
