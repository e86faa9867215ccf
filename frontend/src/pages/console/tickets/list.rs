//! The list of tickets. Every filter is in the URL.

use chrono::DateTime;
use contract::{
    categories::ListCategories,
    tickets::{ListTickets, ListedTicket},
};
use domain::{
    permissions::Permission,
    search::marks,
    tickets::{Measure, StateName},
};
use leptos::prelude::*;

use crate::{
    components::{
        Badge, EmptyState, FilterSearch, FilterSelect, Filters, Marked, Notice, PageHead, TableBox, Time,
        Tone, UrgentBadge,
    },
    fetch::{fetch, fetch_list},
    format,
    i18n::{self, console, search},
    live,
    pages::{
        console::{
            BASE,
            lists::listed,
            office::{Scope, placed},
            words,
        },
        found::{self, NothingFound, ShortSearch},
        identity::SignedInOnly,
    },
    query::QueryParam,
};

/// Rows of one keyset page.
const ROWS: u32 = 50;
/// Characters of a report that a row shows.
const WORDS_MAX: usize = 60;
/// Characters that it shows before what was searched for.
const WORDS_BEFORE: usize = 20;
/// What a filter that is on or off holds when it is on.
const ON: &str = "true";
/// Whose are the tickets that nobody works on.
const NOBODY: &str = "none";

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
    let (escalated, keeper) = (QueryParam::of("escalated").value, QueryParam::of("keeper").value);
    let (counted, words) = (QueryParam::of("counted").value, QueryParam::of("q"));
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
            escalated: escalated.get() == ON,
            keeper: given(keeper.get()),
            search: words.value.with(|typed| found::words(typed, ListTickets::SEARCH_CHARS_MAX)),
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
    let only_escalated = Signal::derive(|| vec![(ON.to_owned(), console::only_escalated().to_owned())]);
    // Somebody's rates lead here with their id; whose it is the rows say.
    let keepers = Signal::derive(move || {
        let mut keepers = vec![(NOBODY.to_owned(), console::nobody_yet().to_owned())];
        keepers.extend(
            given(keeper.get()).filter(|id| id != NOBODY).map(|id| (id, console::this_person().to_owned())),
        );
        keepers
    });
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
            <FilterSearch label=search::matters/>
            <FilterSelect name="state" label=console::column_state options=states/>
            <FilterSelect name="category" label=console::column_category options=categories/>
            <FilterSelect name="overdue" label=console::column_due options=only_overdue/>
            <FilterSelect name="escalated" label=console::escalated options=only_escalated/>
            <FilterSelect name="keeper" label=console::keeper options=keepers/>
            <FilterSelect name="counted" label=console::counted_as options=measures/>
            <FilterSelect name="assigned" label=console::column_handler options=only_mine/>
        </Filters>
        <ShortSearch typed=words.value/>
        {listed(
            list,
            move || match words.value.with(String::is_empty) {
                true => view! { <EmptyState title=console::no_tickets detail=console::no_tickets_filtered/> }.into_any(),
                false => view! { <NothingFound param=words/> }.into_any(),
            },
            move |items| rows(items, console::tickets, words.value.into()),
        )}
    }
}

/// A table of tickets, with what was searched for marked.
pub(in crate::pages::console) fn rows(
    items: Vec<ListedTicket>,
    caption: fn() -> &'static str,
    query: Signal<String>,
) -> AnyView {
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
            <tbody>{items.into_iter().map(|ticket| row(ticket, query)).collect_view()}</tbody>
        </TableBox>
    }
    .into_any()
}

/// The part of a report that a row shows: its beginning, or what is around the first of the words.
fn excerpt(text: &str, query: &str) -> String {
    let at = marks(text, query).first().map_or(0, |mark| text[..mark.start].chars().count());
    let skipped = if at + WORDS_BEFORE < WORDS_MAX { 0 } else { at - WORDS_BEFORE };
    let mut short: String = text.chars().skip(skipped).take(WORDS_MAX).collect();
    if text.chars().count() > skipped + WORDS_MAX {
        short.push('…');
    }
    if skipped > 0 { format!("…{short}") } else { short }
}

fn row(ticket: ListedTicket, query: Signal<String>) -> impl IntoView {
    let short = query.with_untracked(|query| excerpt(&ticket.text, query));
    let due = if ticket.answered_at.is_none() { ticket.answer_due_at } else { ticket.solve_due_at };
    let (state, names) = (ticket.state, ticket.category.names);
    view! {
        <tr>
            <th scope="row" class="whole"><a href=format!("{BASE}/tickets/{}", ticket.id)>{ticket.number}</a></th>
            <td>
                <Badge tone=words::tone(state) label=move || words::state(state)/>
                <UrgentBadge priority=ticket.priority/>
            </td>
            <td class="text"><Marked text=short query/></td>
            <td>{move || names.get(i18n::lang()).to_owned()}</td>
            <td><Marked text=ticket.area.name query/></td>
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_shows_what_was_searched_for() {
        let long = format!("{}积水{}", "路".repeat(100), "灯".repeat(100));
        assert_eq!(excerpt("路灯不亮", "路灯"), "路灯不亮");
        assert_eq!(excerpt(&long, ""), format!("{}…", "路".repeat(60)));
        assert_eq!(excerpt(&long, "积水"), format!("…{}积水{}…", "路".repeat(20), "灯".repeat(38)));
        assert_eq!(excerpt(&"灯".repeat(60), "灯灯"), "灯".repeat(60));
    }
}
