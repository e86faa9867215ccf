//! A grid worker's day: their tickets, the visits that are due, the meetings that they mediate, in the order to go.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use domain::{
    areas::{AreaKind, AreaPath},
    day::{self, StopKind, Urgency},
    geo::Position,
    ids::{AreaId, Id},
    permissions::{Actor, Denied, Permission, Role},
    tickets::{Priority, StateName},
    town_time,
    visits::VisitReason,
};
use uuid::Uuid;

use crate::{
    db::{DbError, Tx, schema::areas as t},
    mediations, tickets, visits,
};

/// Most tickets on a day's list.
const TICKETS_MAX: usize = 40;
/// Most visits on it.
const VISITS_MAX: usize = 50;
/// Most meetings on it. All three together are [`domain::walk::STOPS_MAX`].
const MEETINGS_MAX: usize = 10;

/// What somebody has to do today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Day {
    /// Which day.
    pub day: NaiveDate,
    /// The grids in which the caller is a grid worker.
    pub grids: Vec<AreaId>,
    /// Where to go, in order.
    pub stops: Vec<Stop>,
    /// Whether there is more than the list holds.
    pub more: bool,
}

/// One thing to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stop {
    /// What kind of thing.
    pub kind: StopKind,
    /// The id of the ticket, the plan or the mediation.
    pub id: Uuid,
    /// How urgent it is.
    pub urgency: Urgency,
    /// What it is called in simplified Chinese, traditional Chinese and English.
    pub title: [String; 3],
    /// What else one should know.
    pub detail: String,
    /// The names of the areas from the village down.
    pub place: Vec<String>,
    /// Why somebody is visited.
    pub reason: Option<VisitReason>,
    /// When it is due, or when the meeting is.
    pub due_at: Option<DateTime<Utc>>,
    /// On which day a visit is due.
    pub due_on: Option<NaiveDate>,
    /// Where it is.
    pub position: Option<Position>,
    /// Whether that is only the middle of the area around it.
    pub roughly: bool,
}

/// Why there is no day's list.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The store.
    #[error(transparent)]
    Db(#[from] DbError),
    /// The caller has no such work.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// The tickets.
    #[error(transparent)]
    Tickets(#[from] tickets::Error),
}

/// The day of the caller, from `start` where they say where they are, which is used here and kept nowhere. At most eight
/// statements, however much there is to do.
///
/// # Errors
/// [`Error::Denied`] for who works nowhere.
pub fn day(tx: &mut Tx<'_>, actor: &Actor, start: Option<Position>) -> Result<Day, Error> {
    let works = [Permission::HandleTickets, Permission::Visit, Permission::Mediate];
    if works.into_iter().all(|permission| actor.scope(permission).is_empty()) {
        return Err(Denied { permission: Permission::HandleTickets }.into());
    }
    let today = town_time::date(tx.now());
    let mut all = Vec::new();
    let mut more = false;
    let mut add = |(mut found, max): (Vec<Found>, usize)| {
        more |= found.len() > max;
        found.truncate(max);
        all.append(&mut found);
    };
    add((own_tickets(tx, actor, today)?, TICKETS_MAX));
    add((due_visits(tx, actor, today)?, VISITS_MAX));
    add((own_meetings(tx, actor, today)?, MEETINGS_MAX));
    // What lies nowhere stays in this order, and it is the one that a better order must beat.
    all.sort_by_key(|Found { stop, .. }| {
        // What has an hour before what has a day.
        (stop.urgency, stop.due_at.is_none(), stop.due_at, stop.due_on, stop.id)
    });
    let places = places(tx, all.iter().map(|found| &found.path))?;
    let stops: Vec<Stop> = all.into_iter().map(|found| found.placed(&places)).collect();
    let to_order: Vec<_> = stops.iter().map(|stop| (stop.urgency, stop.position)).collect();
    let order = day::order(start, &to_order);
    let grids = actor.grants.iter().filter(|grant| grant.role == Role::GridWorker).map(|grant| grant.area);
    Ok(Day {
        day: today,
        grids: grids.collect::<BTreeSet<_>>().into_iter().collect(),
        stops: order.into_iter().filter_map(|index| stops.get(index).cloned()).collect(),
        more,
    })
}

/// Something to do, before it is known what its places are called.
struct Found {
    stop: Stop,
    path: AreaPath,
    /// The widest area whose middle still says where it is; none where it has a position or nobody knows.
    within: Option<AreaPath>,
}

fn limit(max: usize) -> i64 {
    // One more, to know whether there are more.
    i64::try_from(max + 1).unwrap_or(i64::MAX)
}

fn own_tickets(tx: &mut Tx<'_>, actor: &Actor, today: NaiveDate) -> Result<Vec<Found>, Error> {
    let filter = tickets::Filter {
        assigned_to_me: true,
        states: vec![StateName::Assigned, StateName::InProgress, StateName::Reopened],
        ..tickets::Filter::default()
    };
    let page = tickets::Page { after: None, limit: limit(TICKETS_MAX) };
    let found = |item: tickets::Item| {
        let due = town_time::date(item.clock.solve_due_at);
        let urgency = match Urgency::of(item.category.priority == Priority::Urgent, Some(due), today) {
            // Due earlier today, and late by now.
            Urgency::Today if item.is_overdue => Urgency::Overdue,
            urgency => urgency,
        };
        Found {
            stop: Stop {
                kind: StopKind::Ticket,
                id: *item.id.as_uuid(),
                urgency,
                title: item.category.names,
                detail: item.text,
                place: Vec::new(),
                reason: None,
                due_at: Some(item.clock.solve_due_at),
                due_on: None,
                position: item.position,
                roughly: false,
            },
            within: None,
            path: item.path,
        }
    };
    Ok(tickets::list(tx, actor, &filter, page)?.into_iter().map(found).collect())
}

fn due_visits(tx: &mut Tx<'_>, actor: &Actor, today: NaiveDate) -> Result<Vec<Found>, DbError> {
    let found = |plan: visits::Plan| Found {
        stop: Stop {
            kind: StopKind::Visit,
            id: *plan.id.as_uuid(),
            urgency: Urgency::of(false, plan.due_on, today),
            title: Default::default(),
            detail: plan.detail,
            place: Vec::new(),
            reason: Some(plan.reason),
            due_at: None,
            due_on: plan.due_on,
            position: None,
            roughly: false,
        },
        within: Some(plan.grid),
        path: plan.path,
    };
    Ok(visits::due(tx, actor, today, limit(VISITS_MAX))?.into_iter().map(found).collect())
}

fn own_meetings(tx: &mut Tx<'_>, actor: &Actor, today: NaiveDate) -> Result<Vec<Found>, DbError> {
    let found = |(id, path, meeting): (_, String, mediations::Meeting)| {
        let title = [meeting.place.clone(), meeting.place.clone(), meeting.place];
        Ok(Found {
            stop: Stop {
                kind: StopKind::Meeting,
                id: *Id::as_uuid(&id),
                urgency: Urgency::Today,
                title,
                detail: String::new(),
                place: Vec::new(),
                reason: None,
                due_at: Some(meeting.held_at),
                due_on: None,
                position: None,
                roughly: false,
            },
            within: None,
            path: AreaPath::parse(&path).map_err(DbError::damaged)?,
        })
    };
    mediations::meetings_on(tx, actor, today, limit(MEETINGS_MAX))?.into_iter().map(found).collect()
}

impl Found {
    /// With the names of its places, and where it is as near as those say.
    fn placed(self, places: &BTreeMap<AreaPath, Place>) -> Stop {
        let Self { mut stop, path, within } = self;
        let around: Vec<(AreaPath, &Place)> =
            path.lineage().into_iter().filter_map(|path| Some((path.clone(), places.get(&path)?))).collect();
        stop.place = around
            .iter()
            .filter(|(_, place)| place.kind >= AreaKind::Village)
            .map(|(_, place)| place.name.clone())
            .collect();
        if let Some(within) = within {
            let named = around.last().map(|(_, place)| place.name.clone()).unwrap_or_default();
            stop.title = [named.clone(), named.clone(), named];
            let near = around.iter().rev().filter(|(path, _)| within.covers(path));
            let found = near.filter_map(|(at, place)| Some((at, place.middle?))).next();
            stop.roughly = found.is_some_and(|(at, _)| *at != path);
            stop.position = found.map(|(_, middle)| middle);
        }
        stop
    }
}

/// What an area is called and where its middle is.
struct Place {
    name: String,
    kind: AreaKind,
    middle: Option<Position>,
}

/// The areas around some paths: one statement.
fn places<'p>(
    tx: &mut Tx<'_>,
    paths: impl IntoIterator<Item = &'p AreaPath>,
) -> Result<BTreeMap<AreaPath, Place>, DbError> {
    type Row = (String, String, String, (Option<i64>, Option<i64>, Option<i64>, Option<i64>));
    let all: BTreeSet<String> =
        paths.into_iter().flat_map(AreaPath::lineage).map(|path| path.to_string()).collect();
    let rows: Vec<Row> = t::table
        .filter(t::path.eq_any(all))
        .select((
            t::path,
            t::name,
            t::kind,
            (t::boundary_west, t::boundary_east, t::boundary_south, t::boundary_north),
        ))
        .load(tx.db())?;
    let read = |(path, name, kind, (west, east, south, north)): Row| {
        let between = |a: Option<i64>, b: Option<i64>| a.zip(b).map(|(a, b)| (a + b) / 2);
        let middle = between(west, east).zip(between(south, north));
        let kind = AreaKind::parse(&kind).ok_or_else(|| DbError::damaged(kind))?;
        let middle = middle.map(|(longitude, latitude)| Position::new(longitude, latitude));
        let middle = middle.transpose().map_err(DbError::damaged)?;
        Ok((AreaPath::parse(&path).map_err(DbError::damaged)?, Place { name, kind, middle }))
    };
    rows.into_iter().map(read).collect()
}
