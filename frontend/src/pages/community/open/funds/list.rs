//! The funds of the town, each with what it has at this moment.

use contract::funds::{Fund, FundTotals, ListFunds};
use domain::{
    funds::FundState,
    ids::{AreaId, FundId},
};
use leptos::prelude::*;

use crate::{
    components::{
        BackLink, Badge, ButtonLink, EmptyState, ErrorState, FilterSelect, Filters, PageHead, Skeleton,
    },
    fetch::{More, fetch, fetch_list},
    format,
    i18n::{funds, open},
    pages::funds::{open_address, words},
    query::QueryParam,
};

/// What everybody can see of: those that are being founded nobody reads of yet.
const STATES: [FundState; 3] = [FundState::Open, FundState::Closing, FundState::Closed];

/// The page.
#[component]
pub fn Funds() -> impl IntoView {
    let (state, area) = (QueryParam::of("state").value, QueryParam::of("area").value);
    let list = fetch_list(move |client, after| {
        let query = ListFunds {
            area_id: area.with(|area| area.parse::<AreaId>().ok()),
            state: state.with(|state| FundState::parse(state)),
            limit: None,
            after,
        };
        async move { client.list_funds(&query).await }
    });
    let states = Signal::derive(|| {
        STATES.map(|state| (state.as_str().to_owned(), words::state(state).1().to_owned())).to_vec()
    });
    let body = move || match list.answer.get() {
        None => view! { <Skeleton boxes=true count=3/> }.into_any(),
        Some(Err(failure)) => view! { <ErrorState failure on_retry=move |()| list.reload()/> }.into_any(),
        Some(Ok(items)) if items.is_empty() => view! {
            <EmptyState title=funds::no_funds detail=funds::no_funds_open icon=icondata_lu::LuHandCoins>
                <ButtonLink href="/open">{open::hub}</ButtonLink>
            </EmptyState>
        }
        .into_any(),
        Some(Ok(items)) => view! {
            <div class="columns">{items.into_iter().map(card).collect_view()}</div>
            <More list/>
        }
        .into_any(),
    };
    view! {
        <div class="stack stack--loose">
            <BackLink href="/open" label=open::hub/>
            <PageHead title=funds::funds lead=funds::open_lead/>
            <Filters><FilterSelect name="state" label=funds::column_state options=states/></Filters>
            {body}
        </div>
    }
}

fn card(fund: Fund) -> impl IntoView {
    let (tone, state) = words::state(fund.state);
    view! {
        <article class="card">
            <h2 class="card__title"><a href=open_address(fund.id)>{fund.name}</a></h2>
            <p class="soft">{fund.area_name}</p>
            <Balance id=fund.id/>
            <p><Badge tone label=state/></p>
        </article>
    }
}

/// What a fund has in hand; where that cannot be read, the fund's own page says why.
#[component]
fn Balance(id: FundId) -> impl IntoView {
    let totals = fetch(move |client| async move { client.get_fund_totals(id).await });
    let shown = |totals: FundTotals| {
        view! {
            <p class="wallet__balance"><strong>{format::money(totals.cash_fen)}</strong><span>{funds::in_hand}</span></p>
            {(totals.goods_fen > 0).then(|| view! { <p class="soft">{move || funds::goods_too(format::money(totals.goods_fen))}</p> })}
        }
    };
    move || match totals.answer.get() {
        None => view! { <Skeleton count=1/> }.into_any(),
        Some(Ok(totals)) => shown(totals).into_any(),
        Some(Err(_)) => view! { <p class="soft">{funds::balance_not_read}</p> }.into_any(),
    }
}
