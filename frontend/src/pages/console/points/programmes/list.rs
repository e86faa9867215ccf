//! The programmes of a place. Every filter is in the URL.

use contract::points::{ListProgrammes, Programme};
use domain::{permissions::Permission, points::ProgrammeState};
use leptos::prelude::*;

use super::{
    super::{ON, READING, words},
    address,
    bar::BudgetBar,
};
use crate::{
    components::{Badge, ButtonKind, ButtonLink, EmptyState, FilterSelect, Filters, PageHead, Tone},
    fetch::fetch_list,
    format,
    i18n::programmes,
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

/// Cards of one keyset page: each asks for its numbers.
const ROWS: u32 = 20;

/// The page.
#[component]
pub fn Programmes() -> impl IntoView {
    view! {
        <SignedInOnly title=programmes::programmes home=BASE
            children=|me| placed(&me, READING, || view! { <List/> }.into_any())/>
    }
}

#[component]
fn List() -> impl IntoView {
    let scope = Scope::get();
    let (state, low) = (QueryParam::of("state").value, QueryParam::of("low").value);
    let list = fetch_list(move |client, after| {
        let query = ListProgrammes {
            area_id: scope.area.get(),
            state: state.with(|state| ProgrammeState::parse(state)),
            low: low.get() == ON,
            limit: Some(ROWS),
            after,
        };
        async move { client.list_programmes(&query).await }
    });
    live::follow_list(list, ROWS, |event| event.event.starts_with("programme."));
    let states = Signal::derive(|| {
        let option =
            |state: ProgrammeState| (state.as_str().to_owned(), words::programme(state).1().to_owned());
        words::PROGRAMME_STATES.map(option).to_vec()
    });
    let only_low = Signal::derive(|| vec![(ON.to_owned(), programmes::only_low().to_owned())]);
    let new = Signal::derive(move || {
        let area = scope.area.get().map(|area| area.to_string()).unwrap_or_default();
        format!("{BASE}/points/new?area={area}")
    });
    let manages = move || scope.may(Permission::ManageProgrammes);
    view! {
        <PageHead title=programmes::programmes lead=programmes::programmes_lead>
            <Show when=manages>
                <ButtonLink kind=ButtonKind::Primary icon=icondata_lu::LuPlus href=new>{programmes::new_programme}</ButtonLink>
            </Show>
        </PageHead>
        <Filters>
            <FilterSelect name="state" label=programmes::column_state options=states/>
            <FilterSelect name="low" label=programmes::budget options=only_low/>
        </Filters>
        {listed(
            list,
            move || view! {
                <EmptyState title=programmes::no_programmes detail=programmes::no_programmes_detail icon=icondata_lu::LuSprout>
                    <Show when=manages><ButtonLink href=new>{programmes::new_programme}</ButtonLink></Show>
                </EmptyState>
            }.into_any(),
            |items| view! { <div class="stack">{items.into_iter().map(card).collect_view()}</div> }.into_any(),
        )}
    }
}

fn card(programme: Programme) -> impl IntoView {
    let (id, (tone, state)) = (programme.id, words::programme(programme.state));
    let (area, from, until, wallets) =
        (programme.area_name, programme.starts_on, programme.ends_on, programme.wallets);
    let about = move || {
        let time = programmes::from_until(format::date(from), format::date(until));
        format!("{area} · {time} · {}", words::wallets(wallets))
    };
    view! {
        <article class="card">
            <div class="row row--between">
                <h2 class="card__title"><a href=address(id)>{programme.name}</a></h2>
                <div class="row">
                    {programme.low.then(|| view! { <Badge tone=Tone::Alert label=programmes::runs_low/> })}
                    <Badge tone label=state/>
                </div>
            </div>
            <p class="soft">{about}</p>
            <BudgetBar id totals=programme.totals/>
        </article>
    }
}
