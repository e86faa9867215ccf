//! Lists of tickets: newest first, each page one index range.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::{dsl::not, prelude::*};
use domain::{
    areas::AreaPath,
    ids::{AreaId, CategoryId, TicketId},
    permissions::{Actor, Permission},
    tickets::{CategoryCode, Judge, Measure, Rating, StateName, TicketNumber},
};

use super::{
    Error,
    read::{Item, items},
    stored::{Row, Stored},
};
use crate::{
    areas,
    db::{
        DbError, Key, Tx,
        schema::{categories, ticket_scopes as scopes, tickets as t},
    },
};

/// Which tickets a list holds; all conditions at once.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Only in these states; all where empty.
    pub states: Vec<StateName>,
    /// Only this kind.
    pub category: Option<CategoryCode>,
    /// Only in this area and below.
    pub area: Option<AreaId>,
    /// Only the caller's own.
    pub mine: bool,
    /// Only what the caller works on.
    pub assigned_to_me: bool,
    /// Only what somebody ought to have acted on by now.
    pub overdue: bool,
    /// Only with this text in the report, or with this number.
    pub search: Option<String>,
    /// Only what this number of a summary counts.
    pub counted: Option<Measure>,
    /// Only reported at or after this moment.
    pub reported_from: Option<DateTime<Utc>>,
    /// Only reported before this moment.
    pub reported_until: Option<DateTime<Utc>>,
}

/// Where a page begins and how long it is.
#[derive(Clone, Copy, Debug)]
pub struct Page {
    /// After this ticket.
    pub after: Option<TicketId>,
    /// At most so many.
    pub limit: i64,
}

/// The states in which somebody has answered and has yet to solve.
fn answered_and_unsolved() -> Vec<&'static str> {
    let states = StateName::ALL.into_iter().filter(|state| state.is_unsolved());
    states.filter(|state| *state != StateName::Submitted).map(StateName::as_str).collect()
}

/// Whether the time to solve is over: while the clock stands, it does not come.
macro_rules! past {
    ($now:expr) => {
        t::paused_at.is_null().and(t::solve_due_at.le($now)).or(t::solve_due_at.nullable().le(t::paused_at))
    };
}

/// Leaves what a number of a summary counts: the same conditions as `summary::TALLY`, and a test holds the numbers
/// against the lists.
macro_rules! counted {
    ($query:expr, $measure:expr, $now:expr) => {{
        let now: NaiveDateTime = $now;
        let query = $query.filter(t::state.ne("withdrawn"));
        let done = || t::state.eq("closed");
        let late = || {
            let in_time = t::state.eq("solved").and(t::last_solved_at.le(t::solve_due_at.nullable()));
            t::state.ne_all(["closed", "rejected", "merged"]).and(past!(now)).and(not(in_time))
        };
        match $measure {
            Measure::Reported => query,
            Measure::AnsweredInTime => query.filter(t::answered_at.le(t::answer_due_at.nullable())),
            Measure::AnswerExpected => {
                query.filter(t::answered_at.is_not_null().or(t::answer_due_at.le(now)))
            }
            Measure::Solved => query.filter(done()),
            Measure::SolutionExpected => query.filter(done().or(late())),
            Measure::Satisfied => query.filter(t::rating.ge(i64::from(Rating::SATISFIED_MIN.get()))),
            Measure::OpinionExpected => {
                let unrated = t::judge.eq(Judge::Reporter.as_str()).and(late());
                query.filter(t::rating.is_not_null().or(unrated))
            }
        }
    }};
}

/// Adds the conditions of a filter to a boxed query over `tickets`.
macro_rules! narrowed {
    ($query:expr, $filter:expr, $categories:expr, $now:expr) => {{
        let mut query = $query;
        if !$filter.states.is_empty() {
            let names: Vec<&str> = $filter.states.iter().map(|s| s.as_str()).collect();
            query = query.filter(t::state.eq_any(names));
        }
        if let Some(categories) = $categories {
            query = query.filter(t::category_id.eq_any(categories));
        }
        if $filter.overdue {
            let unanswered = t::state.eq("submitted").and(t::answer_due_at.le($now));
            let unsolved = t::state.eq_any(answered_and_unsolved()).and(past!($now));
            query = query.filter(unanswered.or(unsolved));
        }
        if let Some(from) = $filter.reported_from {
            query = query.filter(t::reported_at.ge(from.naive_utc()));
        }
        if let Some(until) = $filter.reported_until {
            query = query.filter(t::reported_at.lt(until.naive_utc()));
        }
        if let Some(measure) = $filter.counted {
            query = counted!(query, measure, $now);
        }
        match $filter.search.as_deref().map(|text| (text, text.parse::<TicketNumber>())) {
            None => {}
            Some((_, Ok(number))) => {
                query = query.filter(t::number_year.eq(i64::from(number.year)));
                query = query.filter(t::number_serial.eq(i64::from(number.serial)));
            }
            Some((text, Err(_))) => {
                let escaped = text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
                query = query.filter(t::text.like(format!("%{escaped}%")).escape('\\'));
            }
        }
        query
    }};
}

/// The tickets of `filter` that the caller may see, newest first: those of the areas where they hold
/// [`Permission::ViewTickets`], or their own where they hold it nowhere (or ask for their own). At most six statements,
/// however many rows.
///
/// # Errors
/// [`DbError`]; [`Error::AreaUnknown`].
pub fn list(tx: &mut Tx<'_>, actor: &Actor, filter: &Filter, page: Page) -> Result<Vec<Item>, Error> {
    let under = match filter.area {
        None => None,
        Some(id) => Some(areas::area(tx, id).map_err(|error| match error {
            DbError::NotFound => Error::AreaUnknown,
            other => other.into(),
        })?),
    };
    let under = under.map(|area| area.path);
    let scope = actor.scope(Permission::ViewTickets);
    let rows = if filter.mine || filter.assigned_to_me || scope.is_empty() {
        personal(tx, actor, filter, under.as_ref(), page)?
    } else {
        of_areas(tx, filter, &within(scope, under), page)?
    };
    let rows = rows.into_iter().map(Stored::try_from).collect::<Result<_, _>>()?;
    Ok(items(tx, actor, rows)?)
}

/// The parts of `scope` that lie in `under`.
fn within(scope: Vec<AreaPath>, under: Option<AreaPath>) -> Vec<AreaPath> {
    let Some(under) = under else { return scope };
    if scope.iter().any(|path| path.covers(&under)) {
        return vec![under];
    }
    scope.into_iter().filter(|path| under.covers(path)).collect()
}

/// Tickets of the caller: reported by them, or worked on by them.
fn personal(
    tx: &mut Tx<'_>,
    actor: &Actor,
    filter: &Filter,
    under: Option<&AreaPath>,
    page: Page,
) -> Result<Vec<Row>, DbError> {
    let categories = category_ids(tx, filter)?;
    let me = Key(actor.user);
    let mut query = t::table.select(Row::as_select()).order(t::id.desc()).limit(page.limit).into_boxed();
    if filter.mine || !filter.assigned_to_me {
        query = query.filter(t::reporter_id.eq(me));
    }
    if filter.assigned_to_me {
        query = query.filter(t::handler_id.eq(me));
    }
    if let Some(under) = under {
        query = query.filter(t::area_path.ge(under.to_string())).filter(t::area_path.lt(under.end()));
    }
    if let Some(after) = page.after {
        query = query.filter(t::id.lt(Key(after)));
    }
    Ok(narrowed!(query, filter, categories, tx.timestamp()).load(tx.db())?)
}

/// Tickets of areas; none of `paths` covers another, so no ticket comes twice.
fn of_areas(tx: &mut Tx<'_>, filter: &Filter, paths: &[AreaPath], page: Page) -> Result<Vec<Row>, DbError> {
    let categories = category_ids(tx, filter)?;
    let mut query = scopes::table
        .inner_join(t::table)
        .select(Row::as_select())
        .order(scopes::ticket_id.desc())
        .limit(page.limit)
        .into_boxed();
    query = match paths {
        [one] => query.filter(scopes::area_path.eq(one.to_string())),
        many => {
            query.filter(scopes::area_path.eq_any(many.iter().map(ToString::to_string).collect::<Vec<_>>()))
        }
    };
    let open_only =
        filter.overdue || (!filter.states.is_empty() && filter.states.iter().all(|s| !s.is_ended()));
    if open_only {
        query = query.filter(scopes::is_open.eq(true));
    }
    if let Some(after) = page.after {
        query = query.filter(scopes::ticket_id.lt(Key(after)));
    }
    Ok(narrowed!(query, filter, categories, tx.timestamp()).load(tx.db())?)
}

/// Every area's category of the code: an overriding one is another row.
fn category_ids(tx: &mut Tx<'_>, filter: &Filter) -> Result<Option<Vec<Key<CategoryId>>>, DbError> {
    let Some(code) = &filter.category else { return Ok(None) };
    let ids =
        categories::table.filter(categories::code.eq(code.as_str())).select(categories::id).load(tx.db())?;
    Ok(Some(ids))
}
