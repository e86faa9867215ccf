//! What one has redeemed.

use contract::redemptions::{ListRedemptions, Redemption, RedemptionStateName};
use leptos::prelude::*;

use crate::{
    components::{
        BackLink, Badge, ButtonKind, ButtonLink, EmptyState, ErrorState, FilterSelect, Filters, PageHead,
        Skeleton, Time,
    },
    fetch::{More, fetch_list},
    format,
    i18n::redemptions,
    live,
    pages::{identity::SignedInOnly, offers::words},
    query::QueryParam,
};

/// The page.
#[component]
pub fn Codes() -> impl IntoView {
    view! {
        <SignedInOnly title=redemptions::codes home="/" let:_me>
            <div class="stack">
                <BackLink href="/shop".to_owned() label=redemptions::shop/>
                <PageHead title=redemptions::codes lead=redemptions::codes_lead/>
                <All/>
            </div>
        </SignedInOnly>
    }
}

#[component]
fn All() -> impl IntoView {
    let state = QueryParam::of("state").value;
    let list = fetch_list(move |client, after| {
        let state = state.with(|word| RedemptionStateName::parse(word));
        let query = ListRedemptions { state, after, ..ListRedemptions::default() };
        async move { client.list_redemptions(&query).await }
    });
    live::follow(|event| event.subject.starts_with("redemption:"), move || list.reload());
    let states = Signal::derive(|| {
        let word = |state: RedemptionStateName| {
            (state.as_str().to_owned(), words::redemption_state(state).0().to_owned())
        };
        RedemptionStateName::ALL.into_iter().map(word).collect::<Vec<_>>()
    });
    view! {
        <Filters><FilterSelect name="state" label=redemptions::state options=states/></Filters>
        {move || match list.answer.get() {
            None => view! { <Skeleton boxes=true count=3/> }.into_any(),
            Some(Err(failure)) => view! { <ErrorState failure on_retry=move |()| list.reload()/> }.into_any(),
            Some(Ok(items)) if items.is_empty() => view! {
                <EmptyState title=redemptions::no_codes detail=redemptions::no_codes_detail icon=icondata_lu::LuTicket>
                    <ButtonLink kind=ButtonKind::Primary href="/shop">{redemptions::to_shop}</ButtonLink>
                </EmptyState>
            }
            .into_any(),
            Some(Ok(items)) => view! {
                <div class="stack">{items.into_iter().map(|one| view! { <One one/> }).collect_view()}</div>
                <More list=list/>
            }
            .into_any(),
        }}
    }
}

#[component]
fn One(one: Redemption) -> impl IntoView {
    let (word, tone) = words::redemption_state(one.state);
    let (points, until) = (one.points, one.keep_until);
    let waits = one.state == RedemptionStateName::Reserved;
    view! {
        <article class="card card--link">
            <div class="row">
                <h2 class="card__title grow"><a href=format!("/shop/codes/{}", one.id)>{one.title}</a></h2>
                <Badge tone label=word/>
            </div>
            <p class="card__foot">
                <span>{move || words::points(points)}</span>
                <span>{one.provider_name}</span>
                {if waits {
                    view! { <span>{redemptions::until}" "{move || format::date_time(until)}</span> }.into_any()
                } else {
                    view! { <Time at=one.ended_at.or(one.collected_at).unwrap_or(one.reserved_at)/> }.into_any()
                }}
            </p>
        </article>
    }
}
