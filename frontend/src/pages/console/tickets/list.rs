//! The list of tickets. Every filter is in the URL.

use contract::{categories::ListCategories, tickets::ListTickets};
use domain::{
    permissions::Permission,
    tickets::{Measure, StateName},
};
use leptos::prelude::*;

use super::{
    asked::{Asked, ON, SOON, given, moment},
    bulk::Bulk,
    export::Export,
    print::PrintLink,
    rows::{rows, rows_to_choose},
    saved::Saved,
};
use crate::{
    components::{EmptyState, FilterSearch, FilterSelect, Filters, Notice, PageHead, Selection},
    fetch::{fetch, fetch_list},
    format,
    i18n::{self, console, desk, partners as partner_words, search},
    live,
    pages::{
        console::{
            BASE,
            lists::listed,
            office::{Scope, placed},
            words,
        },
        found::{NothingFound, ShortSearch},
        identity::SignedInOnly,
        partners,
    },
    session::Session,
};

/// Rows of one keyset page.
const ROWS: u32 = 50;
/// Whose are the tickets that nobody works on.
const NOBODY: &str = "none";

/// The page.
#[component]
pub fn Tickets() -> impl IntoView {
    view! { <SignedInOnly title=console::tickets home=BASE children=|me| placed(&me, Permission::ViewTickets, || view! { <List/> }.into_any())/> }
}

#[component]
fn List() -> impl IntoView {
    let (scope, session, asked) = (Scope::get(), Session::get(), Asked::of_address());
    let list = fetch_list(move |client, after| {
        let query = ListTickets { limit: Some(ROWS), after, ..asked.query() };
        async move { client.list_tickets(&query).await }
    });
    let selection = Selection::new();
    // What is chosen is chosen from what is shown.
    Effect::new(move |before: Option<ListTickets>| {
        let query = asked.query();
        if before.is_some_and(|before| before != query) {
            selection.clear();
        }
        query
    });
    live::follow(
        |event| event.event.starts_with("ticket."),
        move || {
            // Neither somebody who has read on nor somebody who has chosen is thrown back to the start.
            let short = list.count() <= usize::try_from(ROWS).unwrap_or(usize::MAX);
            if short && untrack(|| selection.count()) == 0 {
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
    let due = Signal::derive(|| {
        vec![
            (ON.to_owned(), console::only_overdue().to_owned()),
            (SOON.to_owned(), desk::only_due_soon().to_owned()),
        ]
    });
    let only_escalated = Signal::derive(|| vec![(ON.to_owned(), console::only_escalated().to_owned())]);
    // Somebody's rates lead here with their id; whose it is the rows say.
    let keepers = Signal::derive(move || {
        let mut keepers = vec![(NOBODY.to_owned(), console::nobody_yet().to_owned())];
        let somebody = given(asked.keeper.get()).filter(|id| id != NOBODY);
        keepers.extend(somebody.map(|id| (id, console::this_person().to_owned())));
        keepers
    });
    let providers = fetch(move |client| {
        let area = scope.area.get();
        async move { partners::around(&client, area).await }
    });
    let providers = Signal::derive(move || {
        let items = providers.answer.get().and_then(Result::ok).unwrap_or_default();
        let mut named: Vec<_> = items.into_iter().map(|one| (one.id.to_string(), one.name)).collect();
        // One that serves no more is not offered, and may still be asked for.
        let other = given(asked.provider.get()).filter(|id| named.iter().all(|(known, _)| known != id));
        named.extend(other.map(|id| (id, partner_words::this_provider().to_owned())));
        named
    });
    let only_mine = Signal::derive(|| vec![(ON.to_owned(), console::only_assigned().to_owned())]);
    let measures = Signal::derive(|| {
        Measure::ALL.map(|measure| (measure.as_str().to_owned(), words::measure(measure).to_owned())).to_vec()
    });
    let gives = session.may_somewhere(Permission::AssignTickets);
    view! {
        <PageHead title=console::tickets lead=console::tickets_lead/>
        <Show when=move || !asked.from.with(String::is_empty) || !asked.until.with(String::is_empty)>
            <Notice>
                <p>
                    {move || {
                        let day = |value: String| moment(&value).map(format::date_time).unwrap_or_else(|| "…".into());
                        console::reported_between(day(asked.from.get()), day(asked.until.get()))
                    }}
                    " "
                    <a href=move || format!("{BASE}/tickets?area={}", scope.area.get().map(|id| id.to_string()).unwrap_or_default())>
                        {console::show_all_tickets}
                    </a>
                </p>
            </Notice>
        </Show>
        <Saved/>
        <Filters>
            <FilterSearch label=search::matters/>
            <FilterSelect name="state" label=console::column_state options=states/>
            <FilterSelect name="category" label=console::column_category options=categories/>
            <FilterSelect name="overdue" label=console::column_due options=due/>
            <FilterSelect name="escalated" label=console::escalated options=only_escalated/>
            <FilterSelect name="keeper" label=console::keeper options=keepers/>
            <FilterSelect name="provider" label=partner_words::provider options=providers/>
            <FilterSelect name="counted" label=console::counted_as options=measures/>
            <FilterSelect name="assigned" label=console::column_handler options=only_mine/>
        </Filters>
        <ShortSearch typed=asked.words.value/>
        <div class="row no-print"><Export asked/><PrintLink/></div>
        {gives.then(|| view! { <Bulk selection list/> })}
        {listed(
            list,
            move || match asked.words.value.with(String::is_empty) {
                true => view! { <EmptyState title=console::no_tickets detail=console::no_tickets_filtered/> }.into_any(),
                false => view! { <NothingFound param=asked.words/> }.into_any(),
            },
            move |items| {
                let query = asked.words.value.into();
                if gives {
                    rows_to_choose(items, console::tickets, query, selection)
                } else {
                    rows(items, console::tickets, query)
                }
            },
        )}
    }
}
