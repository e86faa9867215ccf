//! The queries of a list, one for each [`Source`], read as rows or as ids.

use chrono::NaiveDateTime;
use diesel::{
    dsl::{exists, not},
    prelude::*,
};
use domain::{
    areas::AreaPath,
    ids::{CategoryId, TicketId},
    permissions::Actor,
    tickets::{Judge, Measure, Rating, StateName},
};

use super::{Filter, Page, Source};
use crate::{
    db::{
        DbError, Key, Tx,
        schema::{
            categories, ticket_particulars as particulars, ticket_pieces as pieces, ticket_scopes as scopes,
            ticket_search as searched, ticket_timers as timers, tickets as t,
        },
    },
    tickets::{SOON, search, stored::Row},
};

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

/// Leaves what a number of a summary counts: the same conditions as `tally::NUMBERS`, and a test holds the numbers
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
        let told = timers::ticket_id.eq(t::id).and(timers::told_path.eq_any(texts($paths)));
        exists(timers::table.filter(told))
    }};
}

/// Whether a provider keeps a ticket.
macro_rules! kept_by {
    ($provider:expr) => {{
        let kept = particulars::ticket_id.eq(t::id).and(particulars::provider_id.eq(Some(Key($provider))));
        exists(particulars::table.filter(kept))
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
        let unanswered = || t::state.eq_any(["submitted", "assigned"]).and(t::answered_at.is_null());
        let late = || unanswered().and(t::answer_due_at.le($now));
        if $filter.overdue {
            let unsolved = t::state.eq_any(answered_and_unsolved()).and(past!($now));
            query = query.filter(late().or(unsolved));
        }
        if $filter.due_soon {
            let until = $now + SOON;
            let answer = unanswered().and(t::answer_due_at.gt($now)).and(t::answer_due_at.le(until));
            let answered = t::state.eq_any(answered_and_unsolved());
            let solve = answered.and(t::solve_due_at.gt($now)).and(t::solve_due_at.le(until));
            query = query.filter(t::paused_at.is_null().and(not(late())).and(answer.or(solve)));
        }
        if let Some(from) = $filter.solved_from {
            query = query.filter(t::last_solved_at.ge(Some(from.naive_utc())));
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
        search::having!(query, $filter.search.as_ref())
    }};
}

/// Reported by the caller, or worked on by them.
macro_rules! of_person {
    ($actor:expr, $filter:expr, $under:expr, $page:expr) => {{
        let me = Key($actor.user);
        let mut query = t::table.order(t::id.desc()).limit($page.limit).into_boxed();
        if $filter.mine || !$filter.assigned_to_me {
            query = query.filter(t::reporter_id.eq(me));
        }
        if $filter.assigned_to_me {
            query = query.filter(t::handler_id.eq(me));
        }
        if $filter.escalated {
            let told = timers::ticket_id.eq(t::id).and(timers::told_path.is_not_null());
            query = query.filter(exists(timers::table.filter(told)));
        }
        if let Some(provider) = $filter.provider {
            query = query.filter(kept_by!(provider));
        }
        if let Some(under) = $under {
            query = query.filter(t::area_path.ge(under.to_string())).filter(t::area_path.lt(under.end()));
        }
        if let Some(after) = $page.after {
            query = query.filter(t::id.lt(Key(after)));
        }
        query
    }};
}

/// Along the tickets that a provider keeps.
macro_rules! of_provider {
    ($filter:expr, $provider:expr, $under:expr, $page:expr) => {{
        let mut query = particulars::table
            .inner_join(t::table)
            .filter(particulars::provider_id.eq(Some(Key(*$provider))))
            .order(particulars::ticket_id.desc())
            .limit($page.limit)
            .into_boxed();
        if $filter.escalated {
            let told = timers::ticket_id.eq(t::id).and(timers::told_path.is_not_null());
            query = query.filter(exists(timers::table.filter(told)));
        }
        if let Some(under) = $under {
            query = query.filter(t::area_path.ge(under.to_string())).filter(t::area_path.lt(under.end()));
        }
        if let Some(after) = $page.after {
            query = query.filter(particulars::ticket_id.lt(Key(after)));
        }
        query
    }};
}

/// Along the tickets of areas.
macro_rules! of_areas {
    ($filter:expr, $paths:expr, $page:expr) => {{
        let mut query = scopes::table
            .inner_join(t::table)
            .order(scopes::ticket_id.desc())
            .limit($page.limit)
            .into_boxed();
        query = match $paths.as_slice() {
            [one] => query.filter(scopes::area_path.eq(one.to_string())),
            many => query.filter(scopes::area_path.eq_any(texts(many))),
        };
        if $filter.is_of_open() {
            query = query.filter(scopes::is_open.eq(true));
        }
        if $filter.escalated {
            query = query.filter(told!($paths));
        }
        if let Some(provider) = $filter.provider {
            query = query.filter(kept_by!(provider));
        }
        if let Some(after) = $page.after {
            query = query.filter(scopes::ticket_id.lt(Key(after)));
        }
        query
    }};
}

/// Along the tickets with pieces of what is searched. Where a ticket lies is asked of each: whoever joined the areas to the pieces would
/// have to know that those of a grid's own pieces all lie there.
macro_rules! of_pieces {
    ($filter:expr, $paths:expr, $along:expr, $page:expr) => {{
        let query = pieces::table
            .inner_join(t::table.on(t::id.eq(pieces::ticket_id)))
            .order(pieces::ticket_id.desc())
            .limit($page.limit)
            .into_boxed();
        let mut query = search::along!(query, $along);
        let lies_in = scopes::ticket_id.eq(pieces::ticket_id).and(scopes::area_path.eq_any(texts($paths)));
        let lies_in = scopes::table.filter(lies_in).offset(search::EACH);
        query = match $filter.is_of_open() {
            true => query.filter(exists(lies_in.filter(scopes::is_open.eq(true)))),
            false => query.filter(exists(lies_in)),
        };
        if $filter.escalated {
            query = query.filter(told!($paths));
        }
        if let Some(provider) = $filter.provider {
            query = query.filter(kept_by!(provider));
        }
        if let Some(after) = $page.after {
            query = query.filter(pieces::ticket_id.lt(Key(after)));
        }
        query
    }};
}

/// Reads what `$what` selects of a page.
macro_rules! load {
    ($tx:expr, $actor:expr, $filter:expr, $source:expr, $page:expr, $what:expr) => {{
        let (tx, filter, page): (&mut Tx<'_>, &Filter, Page) = ($tx, $filter, $page);
        let (categories, now) = (category_ids(tx, filter)?, tx.timestamp());
        match $source {
            Source::Own(under) => {
                let query = of_person!($actor, filter, under, page);
                narrowed!(query, filter, categories, now).select($what).load(tx.db())?
            }
            Source::Provider(provider, under) => {
                let query = of_provider!(filter, provider, under, page);
                narrowed!(query, filter, categories, now).select($what).load(tx.db())?
            }
            Source::Areas(paths) => {
                let query = of_areas!(filter, paths, page);
                narrowed!(query, filter, categories, now).select($what).load(tx.db())?
            }
            Source::Pieces(paths, along) => {
                let query = of_pieces!(filter, paths, along, page);
                narrowed!(query, filter, categories, now).select($what).load(tx.db())?
            }
        }
    }};
}

/// The rows of a page. At most two statements.
///
/// # Errors
/// [`DbError`].
pub(super) fn rows(
    tx: &mut Tx<'_>,
    actor: &Actor,
    filter: &Filter,
    source: &Source,
    page: Page,
) -> Result<Vec<Row>, DbError> {
    Ok(load!(tx, actor, filter, source, page, Row::as_select()))
}

/// The ids of a page. At most two statements.
///
/// # Errors
/// [`DbError`].
pub(super) fn ids(
    tx: &mut Tx<'_>,
    actor: &Actor,
    filter: &Filter,
    source: &Source,
    page: Page,
) -> Result<Vec<Key<TicketId>>, DbError> {
    Ok(load!(tx, actor, filter, source, page, t::id))
}

fn texts(paths: &[AreaPath]) -> Vec<String> {
    paths.iter().map(ToString::to_string).collect()
}

/// Every area's category of the code: an overriding one is another row.
fn category_ids(tx: &mut Tx<'_>, filter: &Filter) -> Result<Option<Vec<Key<CategoryId>>>, DbError> {
    let Some(code) = &filter.category else { return Ok(None) };
    let ids =
        categories::table.filter(categories::code.eq(code.as_str())).select(categories::id).load(tx.db())?;
    Ok(Some(ids))
}
