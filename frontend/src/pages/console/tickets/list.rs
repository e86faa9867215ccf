//! The list of tickets. Every filter is in the URL.

use chrono::DateTime;
use contract::{
    categories::ListCategories,
    tickets::{ListTickets, ListedTicket},
};
use domain::{
    permissions::Permission,
    tickets::{Measure, StateName},
};
use leptos::prelude::*;

use crate::{
    components::{
        Badge, EmptyState, FilterSearch, FilterSelect, Filters, Notice, PageHead, TableBox, Time, Tone,
        UrgentBadge,
    },
    fetch::{fetch, fetch_list},
    format,
    i18n::{self, console},
    live,
    pages::{
        console::{
            BASE,
            lists::listed,
            office::{Scope, placed},
            words,
        },
        identity::SignedInOnly,
    },
    query::QueryParam,
};

/// Rows of one keyset page.
const ROWS: u32 = 50;
/// Characters of a report that a row shows.
const WORDS_MAX: usize = 60;
/// What a filter that is on or off holds when it is on.
const ON: &str = "true";

/// The page.
#[component]
pub fn Tickets() -> impl IntoView {
    view! { <SignedInOnly title=console::tickets home=BASE children=|me| placed(&me, Permission::ViewTickets, || view! { <List/> }.into_any())/> }
}

#[component]
fn List() -> impl IntoView {
    let scope = Scope::get();
    let (state, category) = (QueryParam::of("state").value, QueryParam::of("category").value);
    let (overdue, assigned) = (QueryParam::of("overdue").value, QueryParam::of("assigned").value);
    let (counted, search) = (QueryParam::of("counted").value, QueryParam::of("q").value);
    let (from, until) = (QueryParam::of("from").value, QueryParam::of("until").value);
    let moment = |value: String| DateTime::parse_from_rfc3339(&value).ok().map(|at| at.to_utc());
    let given = |value: String| (!value.is_empty()).then_some(value);
    let list = fetch_list(move |client, after| {
        let query = ListTickets {
            area_id: scope.area.get(),
            state: given(state.get()),
            category: given(category.get()),
            overdue: overdue.get() == ON,
            assigned_to_me: assigned.get() == ON,
            search: given(search.get().chars().take(ListTickets::SEARCH_CHARS_MAX).collect()),
            counted: counted.with(|name| Measure::parse(name)),
            reported_from: moment(from.get()),
            reported_until: moment(until.get()),
            limit: Some(ROWS),
            after,
            mine: false,
        };
        async move { client.list_tickets(&query).await }
    });
    live::follow(
        |event| event.event.starts_with("ticket."),
        move || {
            // Somebody who has read on is not thrown back to the start.
            if list.count() <= usize::try_from(ROWS).unwrap_or(usize::MAX) {
                list.reload();
            }
        },
    );
    let categories = fetch(move |client| {
        let query = ListCategories { area_id: scope.area.get(), inactive: true };
        async move { client.list_categories(&query).await.map(|categories| categories.items) }
    });
    let categories = Signal::derive(move || {
        let lang = i18n::lang();
        let items = categories.answer.get().and_then(Result::ok).unwrap_or_default();
        items
            .into_iter()
            .map(|item| (item.code.as_str().to_owned(), item.names.get(lang).to_owned()))
            .collect()
    });
    let states = Signal::derive(|| {
        StateName::ALL.map(|state| (state.as_str().to_owned(), words::state(state).to_owned())).to_vec()
    });
    let only_overdue = Signal::derive(|| vec![(ON.to_owned(), console::only_overdue().to_owned())]);
    let only_mine = Signal::derive(|| vec![(ON.to_owned(), console::only_assigned().to_owned())]);
    let measures = Signal::derive(|| {
        Measure::ALL.map(|measure| (measure.as_str().to_owned(), words::measure(measure).to_owned())).to_vec()
    });
    view! {
        <PageHead title=console::tickets lead=console::tickets_lead/>
        <Show when=move || !from.with(String::is_empty) || !until.with(String::is_empty)>
            <Notice>
                <p>
                    {move || {
                        let day = |value: String| moment(value).map(format::date_time).unwrap_or_else(|| "…".into());
                        console::reported_between(day(from.get()), day(until.get()))
                    }}
                    " "
                    <a href=move || format!("{BASE}/tickets?area={}", scope.area.get().map(|id| id.to_string()).unwrap_or_default())>
                        {console::show_all_tickets}
                    </a>
                </p>
            </Notice>
        </Show>
        <Filters>
            <FilterSearch label=console::search_tickets/>
            <FilterSelect name="state" label=console::column_state options=states/>
            <FilterSelect name="category" label=console::column_category options=categories/>
            <FilterSelect name="overdue" label=console::column_due options=only_overdue/>
            <FilterSelect name="counted" label=console::counted_as options=measures/>
            <FilterSelect name="assigned" label=console::column_handler options=only_mine/>
        </Filters>
        {listed(
            list,
            || view! { <EmptyState title=console::no_tickets detail=console::no_tickets_filtered/> }.into_any(),
            |items| rows(items, console::tickets),
        )}
    }
}

/// A table of tickets.
pub(in crate::pages::console) fn rows(items: Vec<ListedTicket>, caption: fn() -> &'static str) -> AnyView {
    view! {
        <TableBox caption>
            <thead>
                <tr>
                    <th scope="col">{console::column_number}</th>
                    <th scope="col">{console::column_state}</th>
                    <th scope="col">{console::column_what}</th>
                    <th scope="col">{console::column_category}</th>
                    <th scope="col">{console::column_place}</th>
                    <th scope="col">{console::column_reported}</th>
                    <th scope="col">{console::column_due}</th>
                    <th scope="col">{console::column_handler}</th>
                </tr>
            </thead>
            <tbody>{items.into_iter().map(row).collect_view()}</tbody>
        </TableBox>
    }
    .into_any()
}

fn row(ticket: ListedTicket) -> impl IntoView {
    let mut short: String = ticket.text.chars().take(WORDS_MAX).collect();
    if short.len() < ticket.text.len() {
        short.push('…');
    }
    let due = if ticket.answered_at.is_none() { ticket.answer_due_at } else { ticket.solve_due_at };
    let (state, names) = (ticket.state, ticket.category.names);
    view! {
        <tr>
            <th scope="row" class="whole"><a href=format!("{BASE}/tickets/{}", ticket.id)>{ticket.number}</a></th>
            <td>
                <Badge tone=words::tone(state) label=move || words::state(state)/>
                <UrgentBadge priority=ticket.priority/>
            </td>
            <td class="text">{short}</td>
            <td>{move || names.get(i18n::lang()).to_owned()}</td>
            <td>{ticket.area.name}</td>
            <td><Time at=ticket.reported_at/></td>
            <td>
                {if state.is_ended() {
                    "—".into_any()
                } else if ticket.overdue {
                    view! { <Badge tone=Tone::Alert label=console::overdue/> " " <Time at=due/> }.into_any()
                } else {
                    view! { <Time at=due/> }.into_any()
                }}
            </td>
            <td>{ticket.handler.unwrap_or_else(|| "—".into())}</td>
        </tr>
    }
}
