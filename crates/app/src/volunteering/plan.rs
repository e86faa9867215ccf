//! Planning, changing and calling off.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use domain::{
    areas::AreaKind,
    geo::Position,
    ids::{AreaId, ProjectId, ShiftId, UserId},
    permissions::{Actor, Permission},
    volunteering::{Place, REPEATS_MAX, ShiftEvent, ShiftPlace, Times, weekly},
};

use super::{
    Error,
    list::{Item, items},
    person::{busy, lock_people},
    project::{place, require_running},
    row::{Stored, Words, find, find_locked},
    sign_up::move_up,
};
use crate::db::{
    DbError, Key, NewEntry, Tx, on_each,
    schema::{shift_sign_ups as s, shifts as t},
    subject,
};

/// A shift as it is handed in.
#[derive(Clone, Debug)]
pub struct NewShift {
    /// In which area: who plans shifts there looks after it.
    pub area: AreaId,
    /// For which project of a fund: it runs, and its fund is one of that area, above it or in its town.
    pub project: Option<ProjectId>,
    /// What people read.
    pub words: Words,
    /// When it is.
    pub times: Times,
    /// How many places it has.
    pub places: u32,
    /// How many weeks it is held, 1 to [`REPEATS_MAX`]: each is a shift of its own.
    pub weeks: u32,
}

/// What to change; what is absent stays.
#[derive(Clone, Debug, Default)]
pub struct Change {
    /// What it is called.
    pub title: Option<String>,
    /// What is done.
    pub description: Option<String>,
    /// Where people meet, in words.
    pub place: Option<String>,
    /// What to bring.
    pub bring: Option<Option<String>>,
    /// Where people meet, on the map.
    pub position: Option<Option<Position>>,
    /// When it begins.
    pub starts_at: Option<DateTime<Utc>>,
    /// When it ends.
    pub ends_at: Option<DateTime<Utc>>,
    /// When sign-up closes.
    pub sign_up_until: Option<DateTime<Utc>>,
    /// How many places it has.
    pub places: Option<u32>,
}

/// Plans a shift, or one a week. Where it is for a project, the project's row is locked: none is planned beside its end.
///
/// # Errors
/// [`Error::AreaUnknown`]; [`Error::Denied`] without [`Permission::ManageShifts`] there; [`Error::Times`];
/// [`Error::ProjectUnknown`], [`Error::Project`].
pub fn plan(tx: &mut Tx<'_>, actor: &Actor, new: &NewShift) -> Result<Vec<Item>, Error> {
    let (area, reach) = place(tx, new.area).map_err(|error| match error {
        DbError::NotFound => Error::AreaUnknown,
        other => other.into(),
    })?;
    actor.require(Permission::ManageShifts, &area.path)?;
    if area.kind == AreaKind::Household {
        return Err(Error::AreaUnknown);
    }
    let times = new.times.planned_at(tx.now())?;
    if let Some(project) = new.project {
        require_running(tx, actor, project, ShiftPlace { area: &area.path, town: &reach })?;
    }
    let all: Vec<(ShiftId, Times)> = weekly(times, new.weeks.clamp(1, REPEATS_MAX))
        .into_iter()
        .map(|times| (tx.new_id(), times))
        .collect();
    let Some((first, _)) = all.first().copied() else { return Err(DbError::NotFound.into()) };
    let (now, words) = (tx.timestamp(), &new.words);
    let rows: Vec<_> = all
        .iter()
        .map(|(id, times)| {
            (
                (
                    t::id.eq(Key(*id)),
                    t::series_id.eq(Key(first)),
                    t::area_id.eq(Key(area.id)),
                    t::area_path.eq(area.path.as_str()),
                    t::reach_path.eq(reach.as_str()),
                    t::project_id.eq(new.project.map(Key)),
                    t::planned_by.eq(Key(actor.user)),
                    t::planned_at.eq(now),
                    t::updated_at.eq(now),
                ),
                (
                    t::title.eq(&words.title),
                    t::description.eq(&words.description),
                    t::place.eq(&words.place),
                    t::bring.eq(words.bring.as_ref()),
                    t::latitude_e7.eq(words.position.map(|p| p.latitude_e7())),
                    t::longitude_e7.eq(words.position.map(|p| p.longitude_e7())),
                    t::starts_at.eq(times.starts_at.naive_utc()),
                    t::ends_at.eq(times.ends_at.naive_utc()),
                    t::sign_up_until.eq(times.sign_up_until.naive_utc()),
                    t::places.eq(i64::from(new.places)),
                ),
            )
        })
        .collect();
    on_each!(tx.db(), |c| diesel::insert_into(t::table).values(rows).execute(c)).map_err(DbError::from)?;
    tx.journal(NewEntry {
        actor: Some(actor),
        area: &area.path,
        subject: subject("shift", first),
        event: ShiftEvent::Planned { shift: first, count: all.len(), project: new.project },
    })?;
    let stored = all.into_iter().map(|(id, _)| find(tx, id)).collect::<Result<Vec<_>, _>>()?;
    Ok(items(tx, actor, stored)?)
}

/// Changes a shift that has still `version`, before it begins. Where it gets more places, those who waited longest get them.
///
/// # Errors
/// [`Error::Denied`] without [`Permission::ManageShifts`] there; [`Error::Stale`]; [`Error::Rule`] where it has begun, was
/// cancelled, or more people have a place; [`Error::Times`]; [`Error::VolunteersOverlap`].
pub fn change(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: ShiftId,
    version: i64,
    change: Change,
) -> Result<Item, Error> {
    let old = find_locked(tx, id)?;
    old.require_organiser(actor)?;
    if old.version != version {
        return Err(Error::Stale);
    }
    old.shift.require_coming(tx.now())?;
    let times = new_times(tx, &old, &change)?;
    let shift = old.shift.with_places(change.places.unwrap_or(old.shift.places))?;
    let (shift, moved) = shift.move_up();
    let words = new_words(old.words.clone(), change);
    let now = tx.timestamp();
    diesel::update(t::table.find(Key(id)))
        .set((
            (
                t::title.eq(&words.title),
                t::description.eq(&words.description),
                t::place.eq(&words.place),
                t::bring.eq(words.bring.as_ref()),
                t::latitude_e7.eq(words.position.map(|p| p.latitude_e7())),
                t::longitude_e7.eq(words.position.map(|p| p.longitude_e7())),
            ),
            (
                t::starts_at.eq(times.starts_at.naive_utc()),
                t::ends_at.eq(times.ends_at.naive_utc()),
                t::sign_up_until.eq(times.sign_up_until.naive_utc()),
                t::places.eq(i64::from(shift.places)),
                t::taken.eq(i64::from(shift.taken)),
                t::waiting.eq(i64::from(shift.waiting)),
                t::updated_at.eq(now),
                t::version.eq(version + 1),
            ),
        ))
        .execute(tx.db())
        .map_err(DbError::from)?;
    let moved_up = move_up(tx, &old, moved)?;
    tx.journal(NewEntry {
        actor: Some(actor),
        area: &old.path,
        subject: subject("shift", id),
        event: ShiftEvent::Changed {
            shift: id,
            version: version + 1,
            moved_up: moved_up.iter().map(|(sign_up, _)| *sign_up).collect(),
        },
    })?;
    super::sign_up::tell_moved(tx, actor, &old, &moved_up)?;
    item(tx, actor, id)
}

/// The times after a change; those who are signed up must have no other shift then.
fn new_times(tx: &mut Tx<'_>, old: &Stored, change: &Change) -> Result<Times, Error> {
    let before = old.shift.times;
    let starts_at = change.starts_at.unwrap_or(before.starts_at);
    let ends_at = change.ends_at.unwrap_or(before.ends_at);
    // Where sign-up closes with the beginning it goes on doing so.
    let follows = before.sign_up_until == before.starts_at;
    let sign_up_until = change.sign_up_until.or((!follows).then_some(before.sign_up_until));
    let times = Times::new(starts_at, ends_at, sign_up_until)?;
    if times == before {
        return Ok(times);
    }
    if times.starts_at != before.starts_at {
        // What had closed before may stay closed.
        Times { sign_up_until: times.starts_at, ..times }.planned_at(tx.now())?;
    }
    let signed: Vec<Key<UserId>> = s::table
        .filter(s::shift_id.eq(Key(old.id)))
        .filter(s::state.ne(Place::Withdrawn.as_str()))
        .select(s::person_id)
        .load(tx.db())
        .map_err(DbError::from)?;
    let people: Vec<UserId> = signed.into_iter().map(|Key(person)| person).collect();
    lock_people(tx, &people)?;
    let mut busy: Vec<UserId> =
        busy(tx, &people, old.id, &times)?.into_iter().map(|(person, _)| person).collect();
    busy.sort();
    busy.dedup();
    if busy.is_empty() { Ok(times) } else { Err(Error::VolunteersOverlap(busy.len())) }
}

fn new_words(old: Words, change: Change) -> Words {
    Words {
        title: change.title.unwrap_or(old.title),
        description: change.description.unwrap_or(old.description),
        place: change.place.unwrap_or(old.place),
        bring: change.bring.unwrap_or(old.bring),
        position: change.position.unwrap_or(old.position),
    }
}

/// Calls a shift off, before it begins; those who are signed up see why.
///
/// # Errors
/// [`Error::Denied`] without [`Permission::ManageShifts`] there; [`Error::Rule`] where it has begun or was cancelled.
pub fn cancel(tx: &mut Tx<'_>, actor: &Actor, id: ShiftId, reason: &str) -> Result<Item, Error> {
    let old = find_locked(tx, id)?;
    old.require_organiser(actor)?;
    old.shift.cancel(tx.now())?;
    let now = tx.timestamp();
    diesel::update(t::table.find(Key(id)))
        .set((
            t::cancelled_by.eq(Key(actor.user)),
            t::cancelled_at.eq(now),
            t::cancel_reason.eq(reason),
            // There is nobody to be absent.
            t::absences_noted_at.eq(now),
            t::updated_at.eq(now),
            t::version.eq(old.version + 1),
        ))
        .execute(tx.db())
        .map_err(DbError::from)?;
    tx.journal(NewEntry {
        actor: Some(actor),
        area: &old.path,
        subject: subject("shift", id),
        event: ShiftEvent::Cancelled { shift: id },
    })?;
    item(tx, actor, id)
}

pub(super) fn item(tx: &mut Tx<'_>, actor: &Actor, id: ShiftId) -> Result<Item, Error> {
    let stored = find(tx, id)?;
    Ok(items(tx, actor, vec![stored])?.pop().ok_or(DbError::NotFound)?)
}
