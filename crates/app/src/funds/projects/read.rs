//! Reading projects. How many statements it takes does not grow with the rows.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;
use domain::{
    funds::{
        committee::Outcome,
        projects::{Action, Proposer, Rating},
    },
    ids::{ProjectEventId, ProjectId, ResolutionId, UserId},
    permissions::Actor,
};

use super::{
    StoredProject,
    evidence::{Photo, photos_of},
    ratings::{RatingSum, own, sums},
    row::Head,
    sight::{standing, visible},
};
use crate::{
    db::{
        DbError, Key, Tx,
        schema::{fund_resolutions as resolutions, project_events as events, users},
    },
    identity::names_of,
    providers,
};

/// An entry of the timeline. Who did it is told by their part, and by name to those who are told who takes part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimelineEntry {
    /// When.
    pub at: DateTime<Utc>,
    /// What.
    pub kind: String,
    /// In which part.
    pub side: String,
    /// Who, for those who are told; nobody, where the committee decided.
    pub by: Option<String>,
    /// What was said.
    pub text: Option<String>,
    /// Which milestone it is about, from 0.
    pub milestone: Option<i64>,
    /// Which decision of the committee it is about.
    pub resolution: Option<ResolutionId>,
    /// What was shown; invoices for those who are told.
    pub photos: Vec<Photo>,
}

/// A project as it is shown.
#[derive(Clone, Debug)]
pub struct Shown {
    /// The project.
    pub stored: StoredProject,
    /// What the group or the organisation is called; the resident, for those who are told.
    pub proposer: Option<String>,
    /// What those who take part or were asked to are called, for those who are told; in the order of [`StoredProject::people`].
    pub people: Option<Vec<String>>,
    /// With which names they sign in, for the proposer, who named them by these.
    pub logins: BTreeMap<UserId, String>,
    /// What residents think of it.
    pub ratings: RatingSum,
    /// How the caller rated it.
    pub own_rating: Option<Rating>,
    /// What the committee granted, in fen.
    pub granted_fen: Option<i64>,
    /// What happened to it, from the beginning on.
    pub timeline: Vec<TimelineEntry>,
    /// What the caller may do now.
    pub actions: Vec<Action>,
    /// Whether the caller was asked to take part, and has not said so yet.
    pub asked: bool,
}

type EventRow = (
    Key<ProjectEventId>,
    NaiveDateTime,
    String,
    String,
    Option<Key<UserId>>,
    Option<String>,
    Option<i64>,
    Option<Key<ResolutionId>>,
);

/// One project that somebody may know of.
///
/// # Errors
/// [`DbError::NotFound`] where there is none, or not for them.
pub fn project(tx: &mut Tx<'_>, actor: Option<&Actor>, id: ProjectId) -> Result<Shown, DbError> {
    let stored = visible(tx, actor, id)?;
    let told = stored.tells_people(actor);
    let rows: Vec<EventRow> = events::table
        .filter(events::project_id.eq(Key(id)))
        .order(events::ordinal)
        .select((
            events::id,
            events::at,
            events::kind,
            events::side,
            events::user_id,
            events::text,
            events::milestone,
            events::resolution_id,
        ))
        .load(tx.db())?;
    let mut people: Vec<UserId> = stored.people.iter().map(|person| person.user).collect();
    people.push(stored.head.proposer);
    people.extend(rows.iter().filter_map(|row| row.4.map(|Key(by)| by)));
    let names = if told { names_of(tx, people)? } else { BTreeMap::new() };
    let entries: Vec<Key<ProjectEventId>> = rows.iter().map(|row| row.0).collect();
    let mut photos = photos_of(tx, &entries, told)?;
    let entry = |(Key(id), at, kind, side, by, text, milestone, resolution): EventRow| TimelineEntry {
        at: at.and_utc(),
        kind,
        side,
        by: by.and_then(|Key(by)| names.get(&by).cloned()),
        text,
        milestone,
        resolution: resolution.map(|Key(id)| id),
        photos: photos.remove(&id).unwrap_or_default(),
    };
    let (now, mut actions, mut own_rating) = (tx.now(), Vec::new(), None);
    if let Some(actor) = actor {
        own_rating = own(tx, actor.user, id)?;
        let who = standing(tx, actor, stored.head.fund, &stored.head.path)?;
        actions = stored.project.actions(who, now);
    }
    let asked = |actor: &Actor| {
        let theirs = stored.people.iter().find(|person| person.user == actor.user);
        theirs.is_some_and(|person| person.joined_at.is_none())
    };
    let name = |user: UserId| names.get(&user).cloned().unwrap_or_default();
    Ok(Shown {
        proposer: proposers(tx, &[&stored.head], |_| told)?.remove(&id),
        logins: match actor {
            Some(actor) if actor.user == stored.head.proposer => logins(tx, &stored)?,
            _ => BTreeMap::new(),
        },
        people: told.then(|| stored.people.iter().map(|person| name(person.user)).collect()),
        granted_fen: granted(tx, stored.head.resolution)?,
        timeline: rows.into_iter().map(entry).collect(),
        ratings: sums(tx, [id])?.remove(&id).unwrap_or_default(),
        own_rating,
        asked: actor.is_some_and(asked),
        actions,
        stored,
    })
}

/// The names with which those sign in who were named: one statement.
fn logins(tx: &mut Tx<'_>, stored: &StoredProject) -> Result<BTreeMap<UserId, String>, DbError> {
    let ids: Vec<Key<UserId>> = stored.people.iter().map(|person| Key(person.user)).collect();
    let rows: Vec<(Key<UserId>, String)> =
        users::table.filter(users::id.eq_any(ids)).select((users::id, users::login)).load(tx.db())?;
    Ok(rows.into_iter().map(|(Key(id), login)| (id, login)).collect())
}

/// What the committee granted by a decision; nothing where it did not say yes.
fn granted(tx: &mut Tx<'_>, by: Option<ResolutionId>) -> Result<Option<i64>, DbError> {
    let Some(by) = by else { return Ok(None) };
    let most: Option<Option<i64>> = resolutions::table
        .find(Key(by))
        .filter(resolutions::outcome.eq(Outcome::Carried.as_str()))
        .select(resolutions::most)
        .first(tx.db())
        .optional()?;
    Ok(most.flatten())
}

/// What the proposers of some projects are called; residents only where they are told: two statements.
///
/// # Errors
/// [`DbError`].
pub(super) fn proposers(
    tx: &mut Tx<'_>,
    heads: &[&Head],
    told: impl Fn(&Head) -> bool,
) -> Result<BTreeMap<ProjectId, String>, DbError> {
    let served = heads.iter().filter_map(|head| match head.in_name_of {
        Proposer::Organisation { provider } => Some(provider),
        _ => None,
    });
    let organisations = providers::names_by_id(tx, served.collect::<Vec<_>>())?;
    let residents = heads.iter().filter(|head| head.in_name_of == Proposer::Resident && told(head));
    let names = names_of(tx, residents.map(|head| head.proposer).collect::<Vec<_>>())?;
    let name = |head: &&Head| {
        let name = match &head.in_name_of {
            Proposer::Resident => names.get(&head.proposer).filter(|_| told(head)).cloned(),
            Proposer::Group { name } => Some(name.clone()),
            Proposer::Organisation { provider } => organisations.get(provider).cloned(),
        };
        name.map(|name| (head.id, name))
    };
    Ok(heads.iter().filter_map(name).collect())
}
