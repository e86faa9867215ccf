//! The rounds of a place, the latest month first. Every filter is in the URL.

use contract::inspections::{ListRounds, ListedRound};
use domain::{
    ids::RoundId,
    inspections::{Month, Subjects},
    permissions::Permission,
};
use leptos::prelude::*;

use super::{card::ThisMonth, needs, words};
use crate::{
    components::{Badge, ButtonKind, ButtonLink, EmptyState, FilterSelect, Filters, PageHead, TableBox},
    fetch::{fetch, fetch_list},
    format,
    i18n::rounds,
    live,
    pages::{
        console::{
            BASE,
            lists::listed,
            office::{Scope, placed},
        },
        identity::SignedInOnly,
    },
    query::QueryParam,
};

/// Rows of one keyset page.
const ROWS: u32 = 30;
/// Months that the filters offer: two years back, and half a year ahead.
const MONTHS: std::ops::RangeInclusive<i32> = -24..=6;
/// What a filter that is on or off holds when it is on.
const ON: &str = "true";

/// The page.
#[component]
pub fn Rounds() -> impl IntoView {
    view! {
        <SignedInOnly title=rounds::rounds home=BASE
            children=|me| placed(&me, needs(&me), || view! { <List/> }.into_any())/>
    }
}

#[component]
fn List() -> impl IntoView {
    let scope = Scope::get();
    let param = |name| QueryParam::of(name).value;
    let (from, until, subjects) = (param("from"), param("until"), param("subjects"));
    let (state, mine) = (param("state"), param("mine"));
    let month = |value: Memo<String>| value.with(|value| value.parse::<Month>().ok());
    let list = fetch_list(move |client, after| {
        let query = ListRounds {
            area_id: scope.area.get(),
            mine: mine.get() == ON,
            from: month(from),
            until: month(until),
            subjects: subjects.with(|word| Subjects::parse(word)),
            state: state.with(|word| words::STATES.contains(&word.as_str()).then(|| word.clone())),
            limit: Some(ROWS),
            after,
        };
        async move { client.list_rounds(&query).await }
    });
    let ticks = RwSignal::new(0_u32);
    live::follow(
        |event| event.event.starts_with("round."),
        move || {
            ticks.update(|ticks| *ticks = ticks.wrapping_add(1));
            // Somebody who has read on is not thrown back to the start.
            if list.count() <= usize::try_from(ROWS).unwrap_or(usize::MAX) {
                list.reload();
            }
        },
    );
    let months = Signal::derive(|| {
        let named = |month: Month| (month.to_string(), words::month(month));
        MONTHS.rev().filter_map(words::month_away).map(named).collect::<Vec<_>>()
    });
    let kinds = Signal::derive(|| {
        Subjects::ALL.map(|kind| (kind.as_str().to_owned(), words::subjects(kind).to_owned())).to_vec()
    });
    let states =
        Signal::derive(|| words::STATES.map(|state| (state.to_owned(), words::state(state))).to_vec());
    let only_mine = Signal::derive(|| vec![(ON.to_owned(), rounds::only_mine().to_owned())]);
    let here = move || scope.area.get().map(|area| format!("?area={area}")).unwrap_or_default();
    let plan = Signal::derive(move || format!("{BASE}/inspections/plan{}", here()));
    let objections = Signal::derive(move || format!("{BASE}/inspections/objections{}", here()));
    let filtered =
        move || [from, until, subjects, state, mine].iter().any(|value| !value.with(String::is_empty));
    let empty = move || {
        if filtered() {
            return view! { <EmptyState title=rounds::none_filtered detail=rounds::none_filtered_detail icon=icondata_lu::LuClipboardCheck/> }.into_any();
        }
        view! {
            <EmptyState title=rounds::none detail=rounds::none_detail icon=icondata_lu::LuClipboardCheck>
                <Show when=move || scope.may(Permission::ManageInspections)>
                    <ButtonLink kind=ButtonKind::Primary href=plan icon=icondata_lu::LuCalendarPlus>{rounds::plan}</ButtonLink>
                </Show>
            </EmptyState>
        }
        .into_any()
    };
    view! {
        <PageHead title=rounds::rounds lead=rounds::rounds_lead>
            <ButtonLink href=objections icon=icondata_lu::LuScale>{rounds::objections}</ButtonLink>
            <Show when=move || scope.may(Permission::ManageInspections)>
                <ButtonLink href=plan icon=icondata_lu::LuCalendarPlus>{rounds::plan}</ButtonLink>
            </Show>
        </PageHead>
        <ThisMonth ticks/>
        <Filters>
            <FilterSelect name="from" label=rounds::from_month options=months/>
            <FilterSelect name="until" label=rounds::until_month options=months/>
            <FilterSelect name="subjects" label=rounds::column_subjects options=kinds/>
            <FilterSelect name="state" label=rounds::column_state options=states/>
            <FilterSelect name="mine" label=rounds::column_team options=only_mine/>
        </Filters>
        {listed(list, empty, rows)}
    }
}

fn rows(items: Vec<ListedRound>) -> AnyView {
    view! {
        <TableBox caption=rounds::rounds>
            <thead>
                <tr>
                    <th scope="col">{rounds::column_month}</th>
                    <th scope="col">{rounds::column_state}</th>
                    <th scope="col">{rounds::column_subjects}</th>
                    <th scope="col">{rounds::column_kind}</th>
                    <th scope="col">{rounds::column_lead}</th>
                    <th scope="col" class="number">{rounds::column_progress}</th>
                    <th scope="col">{rounds::column_holder}</th>
                </tr>
            </thead>
            <tbody>{items.into_iter().map(row).collect_view()}</tbody>
        </TableBox>
    }
    .into_any()
}

fn row(round: ListedRound) -> impl IntoView {
    let (id, month, state) = (round.id, round.month, round.state.clone());
    let (regularity, notice, report, subjects) =
        (round.regularity, round.notice, round.report, round.subjects);
    let tone = words::tone(&state);
    let running = matches!(state.as_str(), "started" | "objections");
    let revision = round.revision;
    view! {
        <tr>
            <th scope="row" class="whole"><a href=words::address(id)>{move || words::month(month)}</a></th>
            <td>
                <Badge tone label=move || words::state(&state)/>
                {(revision > 1).then(|| view! { <br/><span class="small soft">{move || rounds::revision(revision)}</span> })}
            </td>
            <td>{move || words::subjects(subjects)}</td>
            <td class="whole">{move || words::axes(regularity, notice, report)}</td>
            <td>{round.lead_name.unwrap_or_else(|| rounds::no_lead().to_owned())}</td>
            <td class="number">
                {if running { view! { <Progressed id/> }.into_any() } else { "—".into_any() }}
            </td>
            <td>{round.area_name}</td>
        </tr>
    }
}

/// How many sheets of a round are handed in, or how many objections wait; only rounds that are under way have any.
#[component]
fn Progressed(id: RoundId) -> impl IntoView {
    let round = fetch(move |client| async move { client.get_round(id).await.map(|tagged| tagged.body) });
    move || {
        let round = round.answer.get()?.ok()?;
        let number = |count: u32| format::number(count.into());
        match (round.round.state.as_str(), round.places, round.scored, round.undecided) {
            ("started", Some(places), Some(scored), _) => {
                Some(rounds::handed_in_of(number(scored), number(places)))
            }
            ("objections", .., Some(waiting)) => Some(rounds::objections_wait(waiting)),
            _ => Some("—".to_owned()),
        }
    }
}
