//! Shifts as people read them.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};
use diesel::prelude::*;
use domain::{
    areas::AreaPath,
    ids::{AreaId, ProjectId, ShiftId},
    permissions::{Actor, Permission},
    volunteering::{By, Place, Shift},
};

use super::{
    Error,
    project::{ShiftProject, named},
    row::{Row, SignUpRow, Stored, StoredSignUp, Words, find},
};
use crate::{
    areas,
    db::{
        DbError, Key, Tx,
        schema::{shift_sign_ups as s, shifts as t},
    },
};

/// No shift takes longer.
pub(super) const LENGTH_MAX: TimeDelta = TimeDelta::hours(12);

/// Which shifts to list; all conditions at once.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Of this area and below; where absent, those of the towns in which the caller lives or works, or of the project anywhere.
    pub area: Option<AreaId>,
    /// For this project.
    pub project: Option<ProjectId>,
    /// That end after this moment.
    pub from: Option<DateTime<Utc>>,
    /// That begin before this moment.
    pub until: Option<DateTime<Utc>>,
    /// For which the caller is signed up or waits.
    pub mine: bool,
    /// For which somebody can sign up and get a place.
    pub free: bool,
}

/// Which page: after which shift, and how many.
#[derive(Clone, Copy, Debug)]
pub struct Page {
    /// When the last shift of the page before begins, and its id.
    pub after: Option<(DateTime<Utc>, ShiftId)>,
    /// At most so many.
    pub limit: i64,
}

/// The caller's own part in a shift.
#[derive(Clone, Debug)]
pub struct Mine {
    pub(super) stored: StoredSignUp,
    /// How many wait before them, where they wait.
    pub ahead: Option<u32>,
}

/// A shift with what a list shows.
#[derive(Clone, Debug)]
pub struct Item {
    /// Its id.
    pub id: ShiftId,
    /// In which area.
    pub area: AreaId,
    /// That area's path.
    pub path: AreaPath,
    /// That area's name.
    pub area_name: String,
    /// For which project it is.
    pub project: Option<ShiftProject>,
    /// What people read.
    pub words: Words,
    /// When it is, and its places.
    pub shift: Shift,
    /// Why it was called off.
    pub cancel_reason: Option<String>,
    /// When it last changed, its sign-ups among that.
    pub updated_at: DateTime<Utc>,
    /// Grows with every change of what is written about it.
    pub version: i64,
    /// The caller's sign-up.
    pub mine: Option<Mine>,
    /// Whether the caller may sign up now.
    pub may_sign_up: bool,
    /// Whether the caller plans shifts there.
    pub may_manage: bool,
}

/// The conditions of a filter that do not depend on what is joined.
macro_rules! narrowed {
    ($query:expr, $filter:expr, $page:expr, $now:expr) => {{
        let mut query = $query.order((t::starts_at, t::id)).limit($page.limit);
        if let Some(project) = $filter.project {
            query = query.filter(t::project_id.eq(Key(project)));
        }
        if let Some(from) = $filter.from {
            let begins = from.checked_sub_signed(LENGTH_MAX).unwrap_or(from);
            query = query.filter(t::ends_at.gt(from.naive_utc())).filter(t::starts_at.gt(begins.naive_utc()));
        }
        if let Some(until) = $filter.until {
            query = query.filter(t::starts_at.lt(until.naive_utc()));
        }
        if $filter.free {
            query = query
                .filter(t::taken.lt(t::places))
                .filter(t::waiting.eq(0))
                .filter(t::cancelled_at.is_null())
                .filter(t::sign_up_until.gt($now));
        }
        if let Some((starts_at, id)) = $page.after {
            let starts_at: NaiveDateTime = starts_at.naive_utc();
            let later = t::starts_at.gt(starts_at);
            query = query.filter(later.or(t::starts_at.eq(starts_at).and(t::id.gt(Key(id)))));
        }
        query
    }};
}

/// The shifts of `filter`, in the order in which they begin. At most six statements, however many rows.
///
/// # Errors
/// [`Error::AreaUnknown`].
pub fn list(tx: &mut Tx<'_>, actor: &Actor, filter: &Filter, page: Page) -> Result<Vec<Item>, Error> {
    let under = match filter.area {
        None => None,
        Some(id) => Some(areas::area(tx, id).map_err(|error| match error {
            DbError::NotFound => Error::AreaUnknown,
            other => other.into(),
        })?),
    };
    let under = under.map(|area| area.path);
    let now = tx.timestamp();
    let rows: Vec<Row> = if filter.mine {
        let mut query = t::table
            .inner_join(s::table)
            .filter(s::person_id.eq(Key(actor.user)))
            .filter(s::state.ne(Place::Withdrawn.as_str()))
            .select(Row::as_select())
            .into_boxed();
        if let Some(under) = &under {
            query = query.filter(t::area_path.ge(under.to_string())).filter(t::area_path.lt(under.end()));
        }
        narrowed!(query, filter, page, now).load(tx.db())
    } else {
        let query = t::table.select(Row::as_select());
        let query = match (&under, filter.project) {
            (Some(under), _) => query
                .filter(t::area_path.ge(under.to_string()).and(t::area_path.lt(under.end())))
                .into_boxed(),
            (None, Some(_)) => query.into_boxed(),
            (None, None) => {
                let mut query = query.filter(t::reach_path.eq_any(around(actor))).into_boxed();
                for path in offices(actor) {
                    query =
                        query.or_filter(t::area_path.ge(path.to_string()).and(t::area_path.lt(path.end())));
                }
                query
            }
        };
        narrowed!(query, filter, page, now).load(tx.db())
    }
    .map_err(DbError::from)?;
    let stored = rows.into_iter().map(Stored::try_from).collect::<Result<_, _>>()?;
    Ok(items(tx, actor, stored)?)
}

/// Every area around the caller's homes and offices: the town of a shift that is near is one of them.
fn around(actor: &Actor) -> Vec<String> {
    let mut paths: Vec<String> =
        actor.grants.iter().flat_map(|grant| grant.path.lineage()).map(|path| path.to_string()).collect();
    paths.sort();
    paths.dedup();
    paths
}

/// The widest areas in which the caller holds a role; none covers another.
fn offices(actor: &Actor) -> Vec<AreaPath> {
    let mut paths: Vec<AreaPath> = actor.grants.iter().map(|grant| grant.path.clone()).collect();
    paths.sort();
    paths.dedup_by(|later, earlier| earlier.covers(later));
    paths
}

/// One shift. Everybody signed in may read what is planned; who comes is in the roster.
///
/// # Errors
/// [`DbError::NotFound`].
pub fn shift(tx: &mut Tx<'_>, actor: &Actor, id: ShiftId) -> Result<Item, DbError> {
    let stored = find(tx, id)?;
    items(tx, actor, vec![stored])?.pop().ok_or(DbError::NotFound)
}

/// Fills in what the rows of a list refer to: four statements, however many rows.
pub(super) fn items(tx: &mut Tx<'_>, actor: &Actor, rows: Vec<Stored>) -> Result<Vec<Item>, DbError> {
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let names = areas::names_by_id(tx, rows.iter().map(|row| row.area).collect::<Vec<_>>())?;
    let projects = named(tx, rows.iter().filter_map(|row| row.project))?;
    let mut mine = mine(tx, actor, &rows)?;
    let now = tx.now();
    let item = |row: Stored| {
        let mine = mine.remove(&row.id);
        let near = actor.homes().any(|home| row.reach.covers(home));
        let open = mine.is_none() && near && row.shift.sign_up(now, By::Themselves).is_ok();
        Item {
            id: row.id,
            area: row.area,
            area_name: names.get(&row.area).cloned().unwrap_or_default(),
            project: row.project.and_then(|project| projects.get(&project).cloned()),
            words: row.words,
            shift: row.shift,
            cancel_reason: row.cancel_reason,
            updated_at: row.updated_at,
            version: row.version,
            mine,
            may_sign_up: open,
            may_manage: actor.may(Permission::ManageShifts, &row.path),
            path: row.path,
        }
    };
    Ok(rows.into_iter().map(item).collect())
}

/// The caller's live sign-ups of these shifts.
fn mine(tx: &mut Tx<'_>, actor: &Actor, rows: &[Stored]) -> Result<BTreeMap<ShiftId, Mine>, DbError> {
    let ids: Vec<Key<ShiftId>> = rows.iter().map(|row| Key(row.id)).collect();
    let found: Vec<SignUpRow> = s::table
        .filter(s::shift_id.eq_any(ids))
        .filter(s::person_id.eq(Key(actor.user)))
        .filter(s::state.ne(Place::Withdrawn.as_str()))
        .select(SignUpRow::as_select())
        .load(tx.db())?;
    let own = found.into_iter().map(StoredSignUp::try_from).collect::<Result<Vec<_>, _>>()?;
    let queues: Vec<Key<ShiftId>> =
        own.iter().filter(|one| one.sign_up.place == Place::Waiting).map(|one| Key(one.shift)).collect();
    let waiting: Vec<(Key<ShiftId>, i64)> = if queues.is_empty() {
        Vec::new()
    } else {
        s::table
            .filter(s::shift_id.eq_any(queues))
            .filter(s::state.eq(Place::Waiting.as_str()))
            .select((s::shift_id, s::serial))
            .load(tx.db())?
    };
    let ahead = |one: &StoredSignUp| {
        let before =
            |(Key(shift), serial): &&(Key<ShiftId>, i64)| *shift == one.shift && *serial < one.serial;
        u32::try_from(waiting.iter().filter(before).count()).ok()
    };
    Ok(own
        .into_iter()
        .map(|one| {
            let ahead = if one.sign_up.place == Place::Waiting { ahead(&one) } else { None };
            (one.shift, Mine { stored: one, ahead })
        })
        .collect())
}
