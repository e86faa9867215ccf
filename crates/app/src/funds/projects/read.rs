//! Reading projects. How many statements it takes does not grow with the rows.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;
use domain::{
    funds::projects::{Action, Proposer, Rating},
    ids::{ProjectEventId, ProjectId, UserId},
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
    db::{DbError, Key, Tx, schema::project_events as events},
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
    /// Who, for those who are told.
    pub by: Option<String>,
    /// What was said.
    pub text: Option<String>,
    /// Which milestone it is about, from 0.
    pub milestone: Option<i64>,
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
    /// What residents think of it.
    pub ratings: RatingSum,
    /// How the caller rated it.
    pub own_rating: Option<Rating>,
    /// What happened to it, from the beginning on.
    pub timeline: Vec<TimelineEntry>,
    /// What the caller may do now.
    pub actions: Vec<Action>,
    /// Whether the caller was asked to take part, and has not said so yet.
    pub asked: bool,
}

type EventRow =
    (Key<ProjectEventId>, NaiveDateTime, String, String, Key<UserId>, Option<String>, Option<i64>);

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
        ))
        .load(tx.db())?;
    let mut people: Vec<UserId> = stored.people.iter().map(|person| person.user).collect();
    people.push(stored.head.proposer);
    people.extend(rows.iter().map(|row| row.4.0));
    let names = if told { names_of(tx, people)? } else { BTreeMap::new() };
    let entries: Vec<Key<ProjectEventId>> = rows.iter().map(|row| row.0).collect();
    let mut photos = photos_of(tx, &entries, told)?;
    let entry = |(Key(id), at, kind, side, Key(by), text, milestone): EventRow| TimelineEntry {
        at: at.and_utc(),
        kind,
        side,
        by: names.get(&by).cloned(),
        text,
        milestone,
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
        people: told.then(|| stored.people.iter().map(|person| name(person.user)).collect()),
        timeline: rows.into_iter().map(entry).collect(),
        ratings: sums(tx, [id])?.remove(&id).unwrap_or_default(),
        own_rating,
        asked: actor.is_some_and(asked),
        actions,
        stored,
    })
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
