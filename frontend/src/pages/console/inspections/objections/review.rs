//! The reviewer's page: every objection of a place that waits, round by round.

use std::collections::BTreeMap;

use contract::inspections::{ListRounds, ListedRound};
use domain::ids::RoundId;
use leptos::prelude::*;

use super::{
    super::{held::held, needs, words},
    Listed,
};
use crate::{
    components::{BackLink, Button, EmptyState, ErrorState, FilterSelect, Filters, PageHead, Skeleton},
    fetch::{fetch, fetch_list},
    i18n::{common, rounds},
    live,
    pages::{
        console::{
            BASE,
            office::{Scope, placed},
        },
        identity::SignedInOnly,
    },
    query::QueryParam,
};

/// Rounds of one keyset page.
const ROUNDS: u32 = 10;
/// The filter's first answer: those that wait.
const OPEN: &str = "waiting";
/// The filter's other answer: those that are decided too.
const ALL: &str = "all";

/// The page.
#[component]
pub fn Objections() -> impl IntoView {
    view! {
        <SignedInOnly title=rounds::objections home=BASE
            children=|me| placed(&me, needs(&me), || view! { <Review/> }.into_any())/>
    }
}

#[component]
fn Review() -> impl IntoView {
    let scope = Scope::get();
    let decided = QueryParam::of("decided").value;
    let all = Memo::new(move |_| decided.with(|value| value == ALL));
    let list = fetch_list(move |client, after| {
        let states = if all.get() { "objections,published" } else { "objections" };
        let query = ListRounds {
            area_id: scope.area.get(),
            state: Some(states.to_owned()),
            limit: Some(ROUNDS),
            after,
            ..ListRounds::default()
        };
        async move { client.list_rounds(&query).await }
    });
    let ticks = RwSignal::new(0_u32);
    live::follow(
        |event| event.event.starts_with("round."),
        move || ticks.update(|ticks| *ticks = ticks.wrapping_add(1)),
    );
    let choices = Signal::derive(|| {
        vec![
            (OPEN.to_owned(), rounds::only_waiting().to_owned()),
            (ALL.to_owned(), rounds::decided_too().to_owned()),
        ]
    });
    // How many each round shows: where none shows any, the page says so once.
    let counts = RwSignal::new(BTreeMap::<RoundId, usize>::new());
    Effect::new(move |_| {
        list.answer.track();
        counts.set(BTreeMap::new());
    });
    let nothing = move || {
        let shown = list.count();
        shown > 0 && counts.with(|counts| counts.len() == shown && counts.values().all(|count| *count == 0))
    };
    view! {
        <BackLink href=format!("{BASE}/inspections") label=rounds::rounds/>
        <PageHead title=rounds::objections lead=rounds::objections_lead/>
        <Filters><FilterSelect name="decided" label=rounds::column_state options=choices default=OPEN.to_owned()/></Filters>
        <Show when=nothing>{no_objections()}</Show>
        {move || match list.answer.get() {
            None => view! { <Skeleton count=6/> }.into_any(),
            Some(Err(failure)) => view! { <ErrorState failure on_retry=move |()| list.reload()/> }.into_any(),
            Some(Ok(items)) if items.is_empty() => no_objections(),
            Some(Ok(items)) => rows(items, !all.get(), ticks, counts),
        }}
        <Show when=move || list.next.with(Option::is_some)>
            <div class="row"><Button busy=list.busy on_press=move |()| list.load_more()>{common::show_more}</Button></div>
        </Show>
    }
}

fn no_objections() -> AnyView {
    view! { <EmptyState title=rounds::none_waits detail=rounds::none_waits_detail icon=icondata_lu::LuScale/> }.into_any()
}

fn rows(
    items: Vec<ListedRound>,
    only_open: bool,
    ticks: RwSignal<u32>,
    counts: RwSignal<BTreeMap<RoundId, usize>>,
) -> AnyView {
    let one = move |round: ListedRound| view! { <Round id=round.id only_open ticks counts/> };
    view! { <div class="stack stack--loose">{items.into_iter().map(one).collect_view()}</div> }.into_any()
}

#[component]
fn Round(
    id: RoundId,
    only_open: bool,
    ticks: RwSignal<u32>,
    counts: RwSignal<BTreeMap<RoundId, usize>>,
) -> impl IntoView {
    let round = fetch(move |client| {
        ticks.track();
        async move { client.get_round(id).await }
    });
    let some = Memo::new(move |_| counts.with(|counts| counts.get(&id).is_some_and(|count| *count > 0)));
    let count = move |count: usize| {
        counts.update(|counts| {
            counts.insert(id, count);
        });
    };
    let shown = move |round: Signal<client::Tagged<contract::inspections::Round>>| {
        let title = move || {
            round.with(|round| {
                rounds::title(words::month(round.body.round.month), &round.body.round.area_name)
            })
        };
        view! {
            <section class="stack">
                <Show when=move || some.get()><h2><a href=words::address(id)>{title}</a></h2></Show>
                <Listed round ticks only_open on_count=count/>
            </section>
        }
    };
    held(round, || ().into_any(), shown)
}
