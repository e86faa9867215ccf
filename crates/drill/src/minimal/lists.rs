//! The newest tickets of an area that fulfil conditions: of states, of a kind, overdue, with words.

use app::db::{
    Clock, Db, Key,
    schema::{
        categories, ticket_pieces as pieces, ticket_scopes as scopes, ticket_search as searched, tickets as t,
    },
};
use diesel::{dsl::exists, prelude::*};
use domain::{ids::CategoryId, search::Query};

use super::{
    look_back::{EVERYWHERE, rarest},
    sql::{Item, Row, items, list},
};
use crate::system::SystemClock;

/// Conditions; all at once.
#[derive(Default)]
pub(crate) struct Wanted {
    pub(crate) states: Vec<String>,
    pub(crate) category: Option<String>,
    pub(crate) overdue: bool,
    pub(crate) words: Option<Query>,
}

/// States in which somebody has answered and has yet to solve.
const UNSOLVED: [&str; 6] = ["accepted", "assigned", "in_progress", "waiting", "reopened", "appealed"];

/// The offset, of nothing, that keeps PostgreSQL from joining a condition instead of asking it of each ticket.
const EACH: i64 = 0;

/// Adds the conditions to a boxed query over `tickets`.
macro_rules! narrowed {
    ($query:expr, $wanted:expr, $categories:expr) => {{
        let (mut query, now) = ($query, SystemClock.now().naive_utc());
        if !$wanted.states.is_empty() {
            query = query.filter(t::state.eq_any(&$wanted.states));
        }
        if let Some(categories) = $categories {
            query = query.filter(t::category_id.eq_any(categories));
        }
        if $wanted.overdue {
            let unanswered = t::state.eq_any(["submitted", "assigned"]).and(t::answered_at.is_null());
            let past = t::paused_at.is_null().and(t::solve_due_at.le(now));
            let past = past.or(t::solve_due_at.nullable().le(t::paused_at));
            let unsolved = t::state.eq_any(UNSOLVED).and(past);
            query = query.filter(unanswered.and(t::answer_due_at.le(now)).or(unsolved));
        }
        for word in $wanted.words.iter().flat_map(Query::words) {
            let kept = searched::table.filter(searched::ticket_id.eq(t::id));
            let kept = kept.filter(searched::folded.like(format!("%{word}%")));
            query = query.filter(exists(kept.offset(EACH)));
        }
        query
    }};
}

/// A page of an area's tickets, along the area or along the rarest piece of the words.
pub(crate) fn narrowed(db: &mut Db, path: &str, wanted: &Wanted, limit: i64) -> QueryResult<Vec<Item>> {
    let along = match &wanted.words {
        Some(words) => rarest(db, words, path)?,
        None => None,
    };
    let categories: Option<Vec<Key<CategoryId>>> = match &wanted.category {
        Some(code) => {
            Some(categories::table.filter(categories::code.eq(code)).select(categories::id).load(db)?)
        }
        None if wanted.states.is_empty() && !wanted.overdue && wanted.words.is_none() => {
            return list(db, path, limit);
        }
        None => None,
    };
    // Every state that is asked for here is one of open tickets.
    let open = wanted.overdue || !wanted.states.is_empty();
    let rows: Vec<Row> = match along {
        None => {
            let mut query = scopes::table
                .inner_join(t::table)
                .filter(scopes::area_path.eq(path))
                .order(scopes::ticket_id.desc())
                .limit(limit)
                .into_boxed();
            if open {
                query = query.filter(scopes::is_open.eq(true));
            }
            narrowed!(query, wanted, categories).select(Row::as_select()).load(db)?
        }
        Some(along) => {
            let lies_in = scopes::ticket_id.eq(pieces::ticket_id).and(scopes::area_path.eq(path));
            let lies_in = scopes::table.filter(lies_in).offset(EACH);
            let mut query = pieces::table
                .inner_join(t::table.on(t::id.eq(pieces::ticket_id)))
                .filter(pieces::piece.eq(along.rarest))
                .order(pieces::ticket_id.desc())
                .limit(limit)
                .into_boxed();
            query = match along.within.as_slice() {
                [one] => query.filter(pieces::area_id.eq(*one)),
                many => query.filter(pieces::area_id.eq_any(many.to_vec())),
            };
            if let Some(also) = along.also {
                let second = diesel::alias!(app::db::schema::ticket_pieces as second);
                let everywhere = second.field(pieces::area_id).eq(Key(EVERYWHERE));
                let of_ticket = second.field(pieces::ticket_id).eq(pieces::ticket_id);
                let has = everywhere.and(second.field(pieces::piece).eq(also)).and(of_ticket);
                query = query.filter(exists(second.filter(has).offset(EACH)));
            }
            query = match open {
                true => query.filter(exists(lies_in.filter(scopes::is_open.eq(true)))),
                false => query.filter(exists(lies_in)),
            };
            narrowed!(query, wanted, categories).select(Row::as_select()).load(db)?
        }
    };
    items(db, rows)
}
