//! Shifts that are held for a project of a fund: planning them, and what came of them, for everybody.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use diesel::{
    prelude::*,
    sql_query,
    sql_types::{BigInt, Binary},
};
use domain::{
    areas::AreaPath,
    ids::{AreaId, FundId, ProjectId, ShiftId},
    permissions::Actor,
    points::ClaimStateName,
    volunteering::{Shift, ShiftPlace, for_project},
};

use super::{
    Error,
    list::LENGTH_MAX,
    row::{Row, Stored},
};
use crate::{
    areas::{self, Area},
    db::{
        DbError, Key, Tx, on_each,
        schema::{projects, shifts as t},
    },
    funds, tickets,
};

/// Most coming shifts that are shown with a project; a list of its shifts has them all.
pub const PROJECT_COMING_MAX: usize = 5;

/// The project for which a shift is held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShiftProject {
    /// Which.
    pub id: ProjectId,
    /// Of which fund.
    pub fund: FundId,
    /// What it is called.
    pub title: String,
}

/// A coming shift of a project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coming {
    /// Its id.
    pub id: ShiftId,
    /// What it is called.
    pub title: String,
    /// When it is, and its places.
    pub shift: Shift,
}

/// What volunteers do for a project, and did. Nobody is named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProjectVolunteering {
    /// The next shifts that are not over and were not called off, at most [`PROJECT_COMING_MAX`].
    pub coming: Vec<Coming>,
    /// Whether there are more of them.
    pub more: bool,
    /// How many people helped, each counted once.
    pub people: i64,
    /// For how many minutes, all together.
    pub minutes: i64,
    /// How many points that earned, less what was taken back.
    pub points: i64,
}

/// An area in which shifts are planned, and the town around it (or what stands in its place).
///
/// # Errors
/// [`DbError::NotFound`].
pub(crate) fn place(tx: &mut Tx<'_>, area: AreaId) -> Result<(Area, AreaPath), DbError> {
    let area = areas::area(tx, area)?;
    let town = tickets::town(&areas::lineage(tx, &area.path)?).unwrap_or_else(|| area.path.clone());
    Ok((area, town))
}

/// Lets pass a shift for a project that the caller may know of; it goes on running until the transaction ends.
///
/// # Errors
/// [`Error::ProjectUnknown`], [`Error::Project`].
pub(super) fn require_running(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: ProjectId,
    place: ShiftPlace<'_>,
) -> Result<(), Error> {
    let stored = funds::projects::visible_locked(tx, actor, id).map_err(|error| match error {
        DbError::NotFound => Error::ProjectUnknown,
        other => other.into(),
    })?;
    Ok(for_project(&stored.head.path, stored.head.state.name(), place)?)
}

/// The projects for which shifts are held: one statement, none where there is no such shift.
pub(super) fn named(
    tx: &mut Tx<'_>,
    ids: impl Iterator<Item = ProjectId>,
) -> Result<BTreeMap<ProjectId, ShiftProject>, DbError> {
    let ids: BTreeSet<Key<ProjectId>> = ids.map(Key).collect();
    if ids.is_empty() {
        return Ok(BTreeMap::new());
    }
    let rows: Vec<(Key<ProjectId>, Key<FundId>, String)> = projects::table
        .filter(projects::id.eq_any(ids))
        .select((projects::id, projects::fund_id, projects::title))
        .load(tx.db())?;
    Ok(rows.into_iter().map(|(Key(id), Key(fund), title)| (id, ShiftProject { id, fund, title })).collect())
}

/// What volunteers do for a project that somebody may know of. Seven statements, however many shifts and people.
///
/// # Errors
/// [`DbError::NotFound`] where there is none, or not for them.
pub fn of_project(
    tx: &mut Tx<'_>,
    actor: Option<&Actor>,
    id: ProjectId,
) -> Result<ProjectVolunteering, DbError> {
    funds::projects::visible(tx, actor, id)?;
    let now = tx.now();
    let mut coming = coming(tx, id, now)?;
    let more = coming.len() > PROJECT_COMING_MAX;
    coming.truncate(PROJECT_COMING_MAX);
    let Helped { people, minutes } =
        on_each!(tx.db(), |c| sql_query(HELPED).bind::<Binary, _>(Key(id)).get_result(c))
            .map_err(DbError::from)?;
    let approved = ClaimStateName::Approved.as_str();
    let Earned { points } = on_each!(tx.db(), |c| sql_query(EARNED)
        .bind::<Binary, _>(Key(id))
        .bind::<diesel::sql_types::Text, _>(approved)
        .get_result(c))
    .map_err(DbError::from)?;
    Ok(ProjectVolunteering { coming, more, people, minutes, points })
}

/// Its shifts that are not over, one more than are shown.
fn coming(tx: &mut Tx<'_>, id: ProjectId, now: DateTime<Utc>) -> Result<Vec<Coming>, DbError> {
    let begins = now.checked_sub_signed(LENGTH_MAX).unwrap_or(now);
    let limit = i64::try_from(PROJECT_COMING_MAX).map_err(DbError::damaged)? + 1;
    let rows: Vec<Row> = t::table
        .filter(t::project_id.eq(Key(id)))
        .filter(t::cancelled_at.is_null())
        .filter(t::ends_at.gt(now.naive_utc()))
        .filter(t::starts_at.gt(begins.naive_utc()))
        .order((t::starts_at, t::id))
        .limit(limit)
        .select(Row::as_select())
        .load(tx.db())?;
    let one = |row: Row| {
        let Stored { id, words, shift, .. } = row.try_into()?;
        Ok(Coming { id, title: words.title, shift })
    };
    rows.into_iter().map(one).collect()
}

#[derive(QueryableByName)]
struct Helped {
    #[diesel(sql_type = BigInt)]
    people: i64,
    #[diesel(sql_type = BigInt)]
    minutes: i64,
}

/// Whoever was there for a minute at least: minutes that a correction took away are none.
const HELPED: &str = "SELECT COUNT(DISTINCT u.person_id) AS people, CAST(COALESCE(SUM(u.minutes), 0) AS BIGINT) AS minutes \
    FROM shifts s JOIN shift_sign_ups u ON u.shift_id = s.id \
    WHERE s.project_id = $1 AND NOT u.absent AND u.minutes > 0";

#[derive(QueryableByName)]
struct Earned {
    #[diesel(sql_type = BigInt)]
    points: i64,
}

/// What was overturned is no approved claim any more; what was corrected is one, of less.
const EARNED: &str = "SELECT CAST(COALESCE(SUM(points - taken_back - unrecovered), 0) AS BIGINT) AS points \
    FROM claims WHERE project_id = $1 AND state = $2";
