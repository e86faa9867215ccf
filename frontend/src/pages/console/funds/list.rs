//! The funds of a place. Every filter is in the URL.

use contract::funds::{Fund, ListFunds};
use domain::{funds::FundState, permissions::Permission};
use leptos::prelude::*;

use super::{READING, address};
use crate::{
    components::{Badge, ButtonKind, ButtonLink, EmptyState, FilterSelect, Filters, PageHead},
    fetch::fetch_list,
    format,
    i18n::funds,
    live,
    pages::{
        console::{
            BASE,
            lists::listed,
            office::{Scope, placed},
        },
        funds::words,
        identity::SignedInOnly,
    },
    query::QueryParam,
};

/// Cards of one keyset page.
const ROWS: u32 = 20;

/// The page.
#[component]
pub fn Funds() -> impl IntoView {
    view! {
        <SignedInOnly title=funds::funds home=BASE
            children=|me| placed(&me, READING, || view! { <List/> }.into_any())/>
    }
}

#[component]
fn List() -> impl IntoView {
    let scope = Scope::get();
    let state = QueryParam::of("state").value;
    let list = fetch_list(move |client, after| {
        let query = ListFunds {
            area_id: scope.area.get(),
            state: state.with(|state| FundState::parse(state)),
            limit: Some(ROWS),
            after,
        };
        async move { client.list_funds(&query).await }
    });
    live::follow_list(list, ROWS, |event| event.event.starts_with("fund."));
    let states = Signal::derive(|| {
        let option = |state: FundState| (state.as_str().to_owned(), words::state(state).1().to_owned());
        FundState::ALL.map(option).to_vec()
    });
    let new = Signal::derive(move || {
        let area = scope.area.get().map(|area| area.to_string()).unwrap_or_default();
        format!("{BASE}/funds/new?area={area}")
    });
    let manages = move || scope.may(Permission::ManageFunds);
    view! {
        <PageHead title=funds::funds lead=funds::console_lead>
            <Show when=manages>
                <ButtonLink kind=ButtonKind::Primary icon=icondata_lu::LuPlus href=new>{funds::new_fund}</ButtonLink>
            </Show>
        </PageHead>
        <Filters><FilterSelect name="state" label=funds::column_state options=states/></Filters>
        {listed(
            list,
            move || view! {
                <EmptyState title=funds::no_funds detail=funds::no_funds_console icon=icondata_lu::LuHandCoins>
                    <Show when=manages><ButtonLink href=new>{funds::new_fund}</ButtonLink></Show>
                </EmptyState>
            }.into_any(),
            |items| view! { <div class="stack">{items.into_iter().map(card).collect_view()}</div> }.into_any(),
        )}
    }
}

fn card(fund: Fund) -> impl IntoView {
    let (tone, state) = words::state(fund.state);
    let (area, opened) = (fund.area_name, fund.opened_on);
    let about = move || match opened {
        Some(day) => format!("{area} · {}", funds::opened_on(format::date(day))),
        None => area.clone(),
    };
    view! {
        <article class="card">
            <div class="row row--between">
                <h2 class="card__title"><a href=address(fund.id)>{fund.name}</a></h2>
                <Badge tone label=state/>
            </div>
            <p class="soft">{about}</p>
        </article>
    }
}
