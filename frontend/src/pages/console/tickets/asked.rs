//! What the address asks of the list of tickets: the same for the list, its file and its print.

use chrono::{DateTime, Utc};
use contract::tickets::ListTickets;
use domain::tickets::Measure;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::{
    pages::{
        console::office::Scope,
        found::{self},
    },
    query::QueryParam,
};

/// What a filter that is on or off holds when it is on.
pub(super) const ON: &str = "true";

/// What the filter by what is due holds for what is due soon.
pub(in crate::pages::console) const SOON: &str = "soon";

/// The parameters of the list's address.
#[derive(Clone, Copy)]
pub struct Asked {
    scope: Scope,
    state: Memo<String>,
    category: Memo<String>,
    overdue: Memo<String>,
    assigned: Memo<String>,
    escalated: Memo<String>,
    pub(super) keeper: Memo<String>,
    pub(super) provider: Memo<String>,
    counted: Memo<String>,
    pub(super) words: QueryParam,
    pub(super) from: Memo<String>,
    pub(super) until: Memo<String>,
    pub(super) solved_from: Memo<String>,
}

impl Asked {
    /// Follows the current address.
    pub(super) fn of_address() -> Self {
        let of = |name| QueryParam::of(name).value;
        Self {
            scope: Scope::get(),
            state: of("state"),
            category: of("category"),
            overdue: of("overdue"),
            assigned: of("assigned"),
            escalated: of("escalated"),
            keeper: of("keeper"),
            provider: of("provider"),
            counted: of("counted"),
            words: QueryParam::of("q"),
            from: of("from"),
            until: of("until"),
            solved_from: of("solved_from"),
        }
    }

    /// The question for the server; tracked.
    pub(super) fn query(self) -> ListTickets {
        let on = |value: Memo<String>| value.with(|value| value == ON);
        ListTickets {
            area_id: self.scope.area.get(),
            state: given(self.state.get()),
            category: given(self.category.get()),
            overdue: on(self.overdue),
            due_soon: self.overdue.with(|value| value == SOON),
            assigned_to_me: on(self.assigned),
            escalated: on(self.escalated),
            keeper: given(self.keeper.get()),
            provider_id: self.provider.with(|id| id.parse().ok()),
            search: self.words.value.with(|typed| found::words(typed, ListTickets::SEARCH_CHARS_MAX)),
            counted: self.counted.with(|name| Measure::parse(name)),
            reported_from: moment(&self.from.get()),
            reported_until: moment(&self.until.get()),
            solved_from: moment(&self.solved_from.get()),
            limit: None,
            after: None,
            mine: false,
        }
    }
}

/// A value, where there is one.
pub(super) fn given(value: String) -> Option<String> {
    (!value.is_empty()).then_some(value)
}

/// A moment of the address.
pub(super) fn moment(value: &str) -> Option<DateTime<Utc>> {
    DateTime::parse_from_rfc3339(value).ok().map(|at| at.to_utc())
}

/// The address's query without the place, which is chosen anew where a filter is used; tracked.
pub(super) fn filters_of_address() -> Memo<String> {
    let query = use_query_map();
    Memo::new(move |_| {
        let mut query = query.get();
        drop(query.remove("area"));
        drop(query.remove("after"));
        query.to_query_string().trim_start_matches('?').to_owned()
    })
}
