//! What residents think of what came of projects.

use std::collections::BTreeMap;

use diesel::{dsl::count_star, prelude::*};
use domain::{
    funds::{
        FundEvent,
        projects::{Action, Rating},
    },
    ids::{ProjectId, UserId},
    permissions::Actor,
};

use super::{
    Error,
    notes::journal,
    sight::{standing, visible_locked},
};
use crate::db::{DbError, Key, Tx, schema::project_ratings as t};

/// All ratings of a project, as a fraction: what they come to, and how many there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RatingSum {
    /// What they come to.
    pub sum: i64,
    /// How many there are.
    pub count: i64,
}

/// Rates a project; a later rating takes the place of the one before.
///
/// # Errors
/// [`Error::Project`] for who does not live there, who takes part in it, and outside the time to rate.
pub fn rate(tx: &mut Tx<'_>, actor: &Actor, id: ProjectId, rating: Rating) -> Result<(), Error> {
    // Under the project's lock, so that nobody rates twice or what is put away.
    let stored = visible_locked(tx, actor, id)?;
    let who = standing(tx, actor, stored.head.fund, &stored.head.path)?;
    stored.project.permit(Action::Rate, who, tx.now())?;
    let raw = i64::from(rating.get());
    let theirs = t::table.find((Key(id), Key(actor.user)));
    let values = (t::rating.eq(raw), t::at.eq(tx.timestamp()));
    let changed = diesel::update(theirs).set(values).execute(tx.db()).map_err(DbError::from)?;
    if changed == 0 {
        diesel::insert_into(t::table)
            .values((t::project_id.eq(Key(id)), t::user_id.eq(Key(actor.user)), values))
            .execute(tx.db())
            .map_err(DbError::from)?;
    }
    let event = FundEvent::ProjectRated { fund: stored.head.fund, project: id, rating: rating.get() };
    Ok(journal(tx, Some(actor), &stored, event)?)
}

/// What the ratings of some projects come to: one statement.
///
/// # Errors
/// [`DbError`].
pub(super) fn sums(
    tx: &mut Tx<'_>,
    ids: impl IntoIterator<Item = ProjectId>,
) -> Result<BTreeMap<ProjectId, RatingSum>, DbError> {
    let ids: Vec<Key<ProjectId>> = ids.into_iter().map(Key).collect();
    let rows: Vec<(Key<ProjectId>, i64, i64)> = t::table
        .filter(t::project_id.eq_any(ids))
        .group_by((t::project_id, t::rating))
        .select((t::project_id, t::rating, count_star()))
        .load(tx.db())?;
    let mut sums: BTreeMap<ProjectId, RatingSum> = BTreeMap::new();
    for (Key(project), rating, count) in rows {
        let sum = sums.entry(project).or_default();
        *sum = RatingSum { sum: sum.sum + rating * count, count: sum.count + count };
    }
    Ok(sums)
}

/// How somebody rated a project.
///
/// # Errors
/// [`DbError`].
pub(super) fn own(tx: &mut Tx<'_>, user: UserId, id: ProjectId) -> Result<Option<Rating>, DbError> {
    let raw: Option<i64> = t::table.find((Key(id), Key(user))).select(t::rating).first(tx.db()).optional()?;
    let read = |raw| Rating::new(u8::try_from(raw).map_err(DbError::damaged)?).map_err(DbError::damaged);
    raw.map(read).transpose()
}
