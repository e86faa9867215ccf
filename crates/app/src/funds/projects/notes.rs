//! Saving what a step made of a project, noting it in the timeline and in the journal.

use diesel::prelude::*;
use domain::{
    funds::{
        FundEvent,
        projects::{Project, State, StateName},
    },
    ids::{ProjectEventId, ResolutionId},
    permissions::Actor,
};

use super::{Error, Step, StoredProject};
use crate::{
    db::{
        DbError, Key, NewEntry, Tx,
        schema::{project_events as events, projects as t},
        subject,
    },
    photos::{self, ProjectPhoto},
};

/// Entries from which on a timeline takes only what ends a project, or leads there.
pub const TIMELINE_MAX: i64 = 500;

/// In which part somebody did something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    /// As who proposed it.
    Proposer,
    /// As who takes part.
    Team,
    /// For an office.
    Office,
    /// In the committee, or as it decided.
    Committee,
}

impl Side {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Proposer => "proposer",
            Self::Team => "team",
            Self::Office => "office",
            Self::Committee => "committee",
        }
    }
}

/// One entry of the timeline.
pub(super) struct Note<'a> {
    pub(super) kind: &'static str,
    pub(super) side: Side,
    pub(super) text: Option<&'a str>,
    /// The milestone that it is about.
    pub(super) milestone: Option<usize>,
    /// The committee's decision that it is about.
    pub(super) resolution: Option<ResolutionId>,
}

impl<'a> Note<'a> {
    /// An entry with words, or without.
    pub(super) const fn said(kind: &'static str, side: Side, text: Option<&'a str>) -> Self {
        Self { kind, side, text, milestone: None, resolution: None }
    }

    /// An entry about a decision of the committee.
    pub(super) const fn about(resolution: ResolutionId, kind: &'static str, text: Option<&'a str>) -> Self {
        Self { resolution: Some(resolution), ..Self::said(kind, Side::Committee, text) }
    }
}

impl StoredProject {
    /// Lets pass what could be repeated without end while the timeline has room.
    ///
    /// # Errors
    /// [`Error::TimelineFull`].
    pub(super) const fn require_room(&self) -> Result<(), Error> {
        if self.head.version < TIMELINE_MAX { Ok(()) } else { Err(Error::TimelineFull) }
    }
}

/// Saves where a step led, with its entry of the timeline, and journals the move; of nobody, where the committee decided.
///
/// # Errors
/// [`Error::TimelineFull`] for what could be repeated without end.
pub(super) fn moved(
    tx: &mut Tx<'_>,
    actor: Option<&Actor>,
    old: &StoredProject,
    new: &Project,
    note: &Note<'_>,
) -> Result<ProjectEventId, Error> {
    let head = &old.head;
    // Returning and handing in again could go on for ever.
    if matches!(new.state, State::Submitted | State::Returned) {
        old.require_room()?;
    }
    let until = match new.state {
        State::PublicComment { until } | State::Rating { until, .. } => Some(until.naive_utc()),
        _ => None,
    };
    let now = tx.timestamp();
    let submitted =
        if new.state == State::Submitted { Some(now) } else { head.submitted_at.map(|at| at.naive_utc()) };
    let public = new.state.name() == StateName::PublicComment;
    let published = head.published_at.map(|at| at.naive_utc()).or(public.then_some(now));
    diesel::update(t::table.find(Key(head.id)))
        .set((
            t::state.eq(new.state.name().as_str()),
            t::state_until.eq(until),
            t::resolution_id.eq(new.state.decision().or(head.resolution).map(Key)),
            t::submitted_at.eq(submitted),
            t::published_at.eq(published),
            t::version.eq(head.version + 1),
        ))
        .execute(tx.db())
        .map_err(DbError::from)?;
    let entry = insert(tx, actor, old, note)?;
    let to = new.state.name();
    journal(tx, actor, old, FundEvent::ProjectMoved { fund: head.fund, project: head.id, to })?;
    Ok(entry)
}

/// Writes an entry of the timeline, after which the project has its next version.
///
/// # Errors
/// [`DbError`].
pub(super) fn insert(
    tx: &mut Tx<'_>,
    actor: Option<&Actor>,
    old: &StoredProject,
    note: &Note<'_>,
) -> Result<ProjectEventId, DbError> {
    let id: ProjectEventId = tx.new_id();
    let milestone = note.milestone.map(i64::try_from).transpose().map_err(DbError::damaged)?;
    diesel::insert_into(events::table)
        .values((
            events::id.eq(Key(id)),
            events::project_id.eq(Key(old.head.id)),
            events::ordinal.eq(old.head.version + 1),
            events::at.eq(tx.timestamp()),
            events::kind.eq(note.kind),
            events::side.eq(note.side.as_str()),
            events::user_id.eq(actor.map(|actor| Key(actor.user))),
            events::text.eq(note.text.map(str::trim)),
            events::milestone.eq(milestone),
            events::resolution_id.eq(note.resolution.map(Key)),
        ))
        .execute(tx.db())?;
    Ok(id)
}

/// Gives an entry what was shown with it.
///
/// # Errors
/// [`Error::PhotoUnknown`] and [`Error::InvoiceUnknown`] name the first that is not the caller's to give.
pub(super) fn attach(
    tx: &mut Tx<'_>,
    actor: &Actor,
    entry: ProjectEventId,
    shown: &Step,
) -> Result<(), Error> {
    let give = photos::give_to_project;
    give(tx, actor.user, &shown.photos, entry, ProjectPhoto::Photo)?.map_err(Error::PhotoUnknown)?;
    give(tx, actor.user, &shown.invoices, entry, ProjectPhoto::Invoice)?.map_err(Error::InvoiceUnknown)
}

/// Gives a project its next version, after something of it has changed in another table.
///
/// # Errors
/// [`DbError`].
pub(super) fn touch(tx: &mut Tx<'_>, old: &StoredProject) -> Result<(), DbError> {
    let next = t::version.eq(old.head.version + 1);
    diesel::update(t::table.find(Key(old.head.id))).set(next).execute(tx.db())?;
    Ok(())
}

/// Appends an entry to the journal, at the fund's area.
///
/// # Errors
/// [`DbError`].
pub(super) fn journal(
    tx: &mut Tx<'_>,
    actor: Option<&Actor>,
    of: &StoredProject,
    event: FundEvent,
) -> Result<(), DbError> {
    let subject = subject("project", of.head.id);
    tx.journal(NewEntry { actor, area: &of.head.path, subject, event }).map(drop)
}
