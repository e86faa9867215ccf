//! Lists of tickets: newest first, each page one index range.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::{
    dsl::{exists, not, sql},
    prelude::*,
    sql_types::Text,
};
use domain::{
    areas::AreaPath,
    ids::{AreaId, CategoryId, TicketId, UserId},
    permissions::{Actor, Permission},
    tickets::{CategoryCode, Judge, Measure, Rating, Sought, StateName},
};

use super::{
    Error,
    read::{Item, items},
    search::{self, Way},
    stored::{Row, Stored},
};
use crate::{
    areas,
    db::{
        DbError, Key, Tx,
        schema::{
            categories, ticket_pieces as pieces, ticket_scopes as scopes, ticket_search as searched,
            ticket_timers as timers, tickets as t,
        },
    },
};

/// Which tickets a list holds; all conditions at once.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Only in these states; all where empty.
    pub states: Vec<StateName>,
    /// Only this kind.
    pub category: Option<CategoryCode>,
    /// Only what this person works on or did; `Some(None)` is what nobody has.
    pub keeper: Option<Option<UserId>>,
    /// Only open ones of which the very area asked for was told that they are late.
    pub escalated: bool,
    /// Only in this area and below.
    pub area: Option<AreaId>,
    /// Only the caller's own.
    pub mine: bool,
    /// Only what the caller works on.
    pub assigned_to_me: bool,
    /// Only what somebody ought to have acted on by now.
    pub overdue: bool,
    /// Only with these words, or with this number.
    pub search: Option<Sought>,
    /// Only what this number of a summary counts.
    pub counted: Option<Measure>,
    /// Only reported at or after this moment.
    pub reported_from: Option<DateTime<Utc>>,
    /// Only reported before this moment.
    pub reported_until: Option<DateTime<Utc>>,
}

impl Filter {
    /// Whether it lists open ones alone.
    fn is_of_open(&self) -> bool {
        self.overdue
            || self.escalated
            || (!self.states.is_empty() && self.states.iter().all(|state| !state.is_ended()))
    }
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

/// Whether one of these very areas was told that a ticket is late.
macro_rules! told {
    ($paths:expr) => {{
        let paths: Vec<String> = $paths.iter().map(ToString::to_string).collect();
        let told = timers::ticket_id.eq(t::id).and(timers::told_path.eq_any(paths));
        exists(timers::table.filter(told))
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
        match $filter.keeper {
            None => {}
            Some(None) => query = query.filter(t::handler_id.is_null()),
            Some(Some(keeper)) => query = query.filter(t::handler_id.eq(Key(keeper))),
        }
        if $filter.overdue {
            let unanswered = t::state.eq_any(["submitted", "assigned"]).and(t::answered_at.is_null());
            let unanswered = unanswered.and(t::answer_due_at.le($now));
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
        match &$filter.search {
            None => {}
            Some(Sought::Number(number)) => {
                query = query.filter(t::number_year.eq(i64::from(number.year)));
                query = query.filter(t::number_serial.eq(i64::from(number.serial)));
            }
            Some(Sought::Words(words)) => {
                for pattern in search::patterns(words) {
                    let kept = searched::table.filter(searched::ticket_id.eq(t::id));
                    query = query.filter(exists(kept.filter(searched::folded.like(pattern).escape('\\'))));
                }
            }
        }
        query
    }};
}

/// The tickets of `filter` that the caller may see, newest first: those of the areas where they hold
/// [`Permission::ViewTickets`], or their own where they hold it nowhere (or ask for their own). At most seven
/// statements, however many rows.
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
        let paths = within(scope, under);
        let way = match filter.search.as_ref().and_then(Sought::words) {
            Some(words) if !paths.is_empty() => search::way(tx, words, &paths, page.after)?,
            _ => Way::Areas,
        };
        match way {
            Way::Areas => of_areas(tx, filter, &paths, page)?,
            Way::Piece(piece) => of_piece(tx, filter, &paths, piece, page)?,
        }
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
    if filter.escalated {
        let told = timers::ticket_id.eq(t::id).and(timers::told_path.is_not_null());
        query = query.filter(exists(timers::table.filter(told)));
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
    if filter.is_of_open() {
        query = query.filter(scopes::is_open.eq(true));
    }
    if filter.escalated {
        query = query.filter(told!(paths));
    }
    if let Some(after) = page.after {
        query = query.filter(scopes::ticket_id.lt(Key(after)));
    }
    Ok(narrowed!(query, filter, categories, tx.timestamp()).load(tx.db())?)
}

/// The same, read along the tickets with a piece of what is searched.
fn of_piece(
    tx: &mut Tx<'_>,
    filter: &Filter,
    paths: &[AreaPath],
    piece: String,
    page: Page,
) -> Result<Vec<Row>, DbError> {
    let categories = category_ids(tx, filter)?;
    let lies_in = sql::<Text>(&tx.db().unindexed("ticket_scopes.area_path"));
    let mut query = pieces::table
        .inner_join(scopes::table.on(scopes::ticket_id.eq(pieces::ticket_id)))
        .inner_join(t::table.on(t::id.eq(pieces::ticket_id)))
        .select(Row::as_select())
        .filter(pieces::piece.eq(piece))
        .filter(lies_in.eq_any(paths.iter().map(ToString::to_string).collect::<Vec<_>>()))
        .order(pieces::ticket_id.desc())
        .limit(page.limit)
        .into_boxed();
    if filter.is_of_open() {
        query = query.filter(scopes::is_open.eq(true));
    }
    if filter.escalated {
        query = query.filter(told!(paths));
    }
    if let Some(after) = page.after {
        query = query.filter(pieces::ticket_id.lt(Key(after)));
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
