//! Plans as they are read: lists, one with its visits, and what is due.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;
use domain::{
    areas::AreaPath,
    ids::{AreaId, PhotoId, UserId, VisitId, VisitPlanId},
    permissions::{Actor, Permission, Role},
    visits::VisitPlanState,
};

use super::{
    Error,
    record::{Row as VisitRow, Visit, VisitNote},
    row::{Plan, Row, find},
};
use crate::{
    areas::{self, AreaNames},
    db::{
        DbError, Key, Tx,
        schema::{photos, visit_notes as notes, visit_plans as t, visits},
    },
    identity,
};

/// Most visits of a plan that are shown with it, the latest.
const VISITS_MAX: i64 = 100;

/// Which plans a list holds.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Only in this area and below, or of this household.
    pub area: Option<AreaId>,
    /// Only where they stand so.
    pub state: Option<VisitPlanState>,
}

/// Where a page begins and how long it is.
#[derive(Clone, Copy, Debug)]
pub struct Page {
    /// After this plan.
    pub after: Option<VisitPlanId>,
    /// At most so many.
    pub limit: i64,
}

/// A plan with what people and places are called.
#[derive(Clone, Debug)]
pub struct PlanItem {
    /// The plan.
    pub plan: Plan,
    /// The names of the areas from the widest down to the household.
    pub place: Vec<String>,
    /// What the member is called.
    pub member_name: Option<String>,
    /// What the worker is called.
    pub worker_name: Option<String>,
}

/// A plan with its visits.
#[derive(Clone, Debug)]
pub struct PlanDetail {
    /// The plan.
    pub item: PlanItem,
    /// Its visits, the latest first.
    pub visits: Vec<Visit>,
    /// What everybody is called who is named in them.
    pub names: BTreeMap<UserId, String>,
}

/// The plans that the caller may know of, the newest first: at most five statements, however many there are.
///
/// # Errors
/// [`Error::Denied`] for who visits nowhere, or not there; [`Error::Areas`].
pub fn list(tx: &mut Tx<'_>, actor: &Actor, filter: &Filter, page: Page) -> Result<Vec<PlanItem>, Error> {
    let scope = areas::within(tx, actor, Permission::Visit, filter.area)?;
    let Some((first, others)) = scope.split_first() else { return Ok(Vec::new()) };
    let under = |path: &AreaPath| {
        t::household_path.ge(path.as_str().to_owned()).and(t::household_path.lt(path.end()))
    };
    let mut query = t::table.filter(under(first)).select(Row::as_select()).into_boxed();
    for path in others {
        query = query.or_filter(under(path));
    }
    if let Some(state) = filter.state {
        query = query.filter(t::state.eq(state.as_str()));
    }
    if let Some(after) = page.after {
        query = query.filter(t::id.lt(Key(after)));
    }
    let rows: Vec<Row> = query.order(t::id.desc()).limit(page.limit).load(tx.db()).map_err(DbError::from)?;
    Ok(named(tx, rows)?)
}

fn named(tx: &mut Tx<'_>, rows: Vec<Row>) -> Result<Vec<PlanItem>, DbError> {
    let plans = rows.into_iter().map(Plan::try_from).collect::<Result<Vec<_>, _>>()?;
    let places = areas::names_of(tx, plans.iter().map(|plan| &plan.path))?;
    let people = plans.iter().flat_map(|plan| [plan.member, plan.worker]).flatten().collect::<Vec<_>>();
    let names = identity::names_of(tx, people)?;
    let called = |person: Option<UserId>| person.and_then(|person| names.get(&person).cloned());
    let item = |plan: Plan| PlanItem {
        place: place(&places, &plan.path),
        member_name: called(plan.member),
        worker_name: called(plan.worker),
        plan,
    };
    Ok(plans.into_iter().map(item).collect())
}

fn place(names: &AreaNames, path: &AreaPath) -> Vec<String> {
    path.lineage().iter().filter_map(|path| names.get(path).cloned()).collect()
}

/// One plan with its latest visits: seven statements, however many there are.
///
/// # Errors
/// [`DbError::NotFound`].
pub fn plan(tx: &mut Tx<'_>, actor: &Actor, id: VisitPlanId) -> Result<PlanDetail, Error> {
    let plan = find(tx, actor, id)?;
    let rows: Vec<VisitRow> = visits::table
        .filter(visits::plan_id.eq(Key(id)))
        .order((visits::visited_at.desc(), visits::id.desc()))
        .limit(VISITS_MAX)
        .select(VisitRow::as_select())
        .load(tx.db())
        .map_err(DbError::from)?;
    let keys: Vec<Key<VisitId>> = rows.iter().map(|row| row.id).collect();
    let mut notes = notes_of(tx, &keys)?;
    let photos = photos_of(tx, &keys)?;
    let visits = rows
        .into_iter()
        .map(|row| {
            let id = row.id.0;
            row.read(photos.get(&id).copied(), notes.remove(&id).unwrap_or_default())
        })
        .collect::<Result<Vec<_>, _>>()?;
    let wrote = visits.iter().flat_map(|visit| {
        visit.notes.iter().map(|note| note.by).chain([visit.recorded_by]).collect::<Vec<_>>()
    });
    let people = wrote.chain([plan.created_by]).chain(plan.member).chain(plan.worker).collect::<Vec<_>>();
    let names = identity::names_of(tx, people)?;
    let places = areas::names_of(tx, [&plan.path])?;
    let called = |person: Option<UserId>| person.and_then(|person| names.get(&person).cloned());
    let item = PlanItem {
        place: place(&places, &plan.path),
        member_name: called(plan.member),
        worker_name: called(plan.worker),
        plan,
    };
    Ok(PlanDetail { item, visits, names })
}

fn notes_of(tx: &mut Tx<'_>, keys: &[Key<VisitId>]) -> Result<BTreeMap<VisitId, Vec<VisitNote>>, DbError> {
    type NoteRow = (Key<VisitId>, String, Key<UserId>, NaiveDateTime);
    let rows: Vec<NoteRow> = notes::table
        .filter(notes::visit_id.eq_any(keys))
        .order(notes::id)
        .select((notes::visit_id, notes::text, notes::noted_by, notes::noted_at))
        .load(tx.db())?;
    let mut all: BTreeMap<VisitId, Vec<VisitNote>> = BTreeMap::new();
    for (Key(visit), text, Key(by), at) in rows {
        all.entry(visit).or_default().push(VisitNote { text, by, at: at.and_utc() });
    }
    Ok(all)
}

fn photos_of(tx: &mut Tx<'_>, keys: &[Key<VisitId>]) -> Result<BTreeMap<VisitId, PhotoId>, DbError> {
    let keys: Vec<Option<Key<VisitId>>> = keys.iter().copied().map(Some).collect();
    let rows: Vec<(Option<Key<VisitId>>, Key<PhotoId>)> = photos::table
        .filter(photos::visit_id.eq_any(keys))
        .select((photos::visit_id, photos::id))
        .load(tx.db())?;
    Ok(rows.into_iter().filter_map(|(visit, Key(photo))| visit.map(|Key(visit)| (visit, photo))).collect())
}

/// The visits that `actor` has to make until `day`, the longest due first: those given to them, and in the grids where they
/// are a grid worker those given to nobody. At most `limit`: one statement.
///
/// # Errors
/// [`DbError`].
pub(crate) fn due(tx: &mut Tx<'_>, actor: &Actor, day: NaiveDate, limit: i64) -> Result<Vec<Plan>, DbError> {
    let mine = t::worker_id.eq(Some(Key(actor.user)));
    let mut query = t::table.filter(mine).into_boxed();
    let grids = actor.grants.iter().filter(|grant| grant.role == Role::GridWorker);
    for grid in grids.map(|grant| &grant.path) {
        let here = t::household_path.ge(grid.as_str().to_owned()).and(t::household_path.lt(grid.end()));
        query = query.or_filter(t::worker_id.is_null().and(here));
    }
    let rows: Vec<Row> = query
        .filter(t::state.eq(VisitPlanState::Active.as_str()))
        .filter(t::due_on.le(day.to_string()))
        .order((t::due_on, t::id))
        .limit(limit)
        .select(Row::as_select())
        .load(tx.db())?;
    // Whoever lost the role visits there no more.
    let plans = rows.into_iter().map(Plan::try_from).collect::<Result<Vec<_>, _>>()?;
    Ok(plans.into_iter().filter(|plan| actor.may(Permission::Visit, &plan.path)).collect())
}
