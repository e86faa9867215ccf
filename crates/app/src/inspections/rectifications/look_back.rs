//! Looking back: somebody without ties goes there again.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use domain::{
    areas::AreaPath,
    ids::{AreaId, LookBackId, PhotoId, RoundId, TicketId},
    inspections::{RectificationEvent, due_at},
    permissions::{Actor, Denied, Permission},
    tickets::TicketText,
};

use super::{Error, knows, may_inspect};
use crate::{
    db::{
        DbError, Key, NewEntry, Tx,
        schema::{inspection_targets as targets, look_backs, rectifications as t},
        subject,
    },
    inspections::{rounds, ties},
    tickets::{self, Look},
};

/// A look-back as it is recorded.
#[derive(Clone, Debug)]
pub struct NewLookBack {
    /// Whether it is done.
    pub passed: bool,
    /// What was seen; needed where it is not done.
    pub note: Option<TicketText>,
    /// What shows it: drafts of the caller.
    pub photos: Vec<PhotoId>,
    /// The new last day, where it is not done.
    pub due_on: Option<NaiveDate>,
    /// In which later round, where it was made in one.
    pub round: Option<RoundId>,
}

/// What is looked at.
struct Subject {
    round: RoundId,
    area: AreaId,
    path: AreaPath,
}

/// Records a look-back at what a village says is done: it is done, or open again under the first clock with a new
/// deadline.
///
/// # Errors
/// [`DbError::NotFound`] where there is none, or not for them; [`Error::Denied`] for who neither inspects nor holds
/// inspections there; [`Error::Recused`]; [`Error::Ticket`], also for the slower of two; [`Error::NoteMissing`],
/// [`Error::DueMissing`], [`Error::DueSurplus`], [`Error::Due`], [`Error::LaterRound`].
pub fn look_back(tx: &mut Tx<'_>, actor: &Actor, id: TicketId, new: &NewLookBack) -> Result<(), Error> {
    let of = subject_of(tx, actor, id)?;
    require_untied(tx, actor, &of.path)?;
    if !new.passed && new.note.is_none() {
        return Err(Error::NoteMissing);
    }
    let due_at = new_deadline(new, tx.now())?;
    if let Some(round) = new.round {
        require_later_round(tx, actor, &of, round)?;
    }
    let look = Look { passed: new.passed, note: new.note.as_ref(), photos: &new.photos };
    let entry = tickets::look_back(tx, actor, id, look)?;
    let look_back: LookBackId = tx.new_id();
    diesel::insert_into(look_backs::table)
        .values((
            look_backs::id.eq(Key(look_back)),
            look_backs::ticket_id.eq(Key(id)),
            look_backs::event_id.eq(Key(entry)),
            look_backs::passed.eq(new.passed),
            look_backs::note.eq(new.note.as_ref().map(TicketText::as_str)),
            look_backs::due_at.eq(due_at.map(|at| at.naive_utc())),
            look_backs::in_round_id.eq(new.round.map(Key)),
            look_backs::made_by.eq(Key(actor.user)),
            look_backs::made_at.eq(tx.timestamp()),
        ))
        .execute(tx.db())
        .map_err(DbError::from)?;
    if let Some(due_at) = due_at {
        diesel::update(t::table.find(Key(id)))
            .set(t::due_at.eq(due_at.naive_utc()))
            .execute(tx.db())
            .map_err(DbError::from)?;
    }
    let event = RectificationEvent::LookedBack { look_back, passed: new.passed };
    tx.journal(NewEntry { actor: Some(actor), area: &of.path, subject: subject("ticket", id), event })?;
    Ok(())
}

/// Reads it for somebody who works with it.
fn subject_of(tx: &mut Tx<'_>, actor: &Actor, id: TicketId) -> Result<Subject, DbError> {
    let found: (Key<RoundId>, Key<AreaId>, String) =
        t::table.find(Key(id)).select((t::round_id, t::area_id, t::area_path)).first(tx.db())?;
    let (Key(round), Key(area), path) = found;
    let path = AreaPath::parse(&path).map_err(DbError::damaged)?;
    if knows(actor, &path) || rounds::teams_with(tx, Some(actor), &[round])?.contains(&round) {
        Ok(Subject { round, area, path })
    } else {
        Err(DbError::NotFound)
    }
}

fn require_untied(tx: &mut Tx<'_>, actor: &Actor, place: &AreaPath) -> Result<(), Error> {
    if !may_inspect(actor, place) {
        return Err(Denied { permission: Permission::Inspect }.into());
    }
    let ties = ties::of(tx, &[actor.user])?;
    let reasons = ties.get(&actor.user).map(|ties| ties.recusals(place)).unwrap_or_default();
    if reasons.is_empty() { Ok(()) } else { Err(Error::Recused(reasons)) }
}

fn new_deadline(new: &NewLookBack, now: DateTime<Utc>) -> Result<Option<DateTime<Utc>>, Error> {
    match (new.passed, new.due_on) {
        (true, None) => Ok(None),
        (true, Some(_)) => Err(Error::DueSurplus),
        (false, None) => Err(Error::DueMissing),
        (false, Some(day)) => Ok(Some(due_at(day, now)?)),
    }
}

/// Lets pass another round that has started, no earlier a month, which goes to the place as far as the caller may know:
/// whatever is written down here, nothing is told before a covert round starts.
fn require_later_round(tx: &mut Tx<'_>, actor: &Actor, of: &Subject, later: RoundId) -> Result<(), Error> {
    let found = rounds::find_all(tx, &[of.round, later])?;
    let by_id = |id| found.iter().find(|round| round.id == id);
    let (Some(first), Some(round)) = (by_id(of.round), by_id(later)) else { return Err(Error::LaterRound) };
    let sight = rounds::sight(tx, Some(actor), round)?;
    let visits: i64 = targets::table
        .filter(targets::round_id.eq(Key(later)))
        .filter(targets::area_id.eq(Key(of.area)))
        .count()
        .get_result(tx.db())
        .map_err(DbError::from)?;
    let fits = later != of.round
        && round.month >= first.month
        && round.round.state.has_started()
        && sight.of_round(round)
        && sight.of_target(round, &of.path)
        && visits > 0;
    if fits { Ok(()) } else { Err(Error::LaterRound) }
}
