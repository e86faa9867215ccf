//! My claims: what waits, what is in the wallet, what was not approved and why.

use contract::points::{Claim, ListClaims};
use domain::points::ClaimStateName;
use leptos::prelude::*;

use super::words;
use crate::{
    components::{
        BackLink, Badge, ButtonKind, ButtonLink, Card, EmptyState, ErrorState, FilterSelect, Filters,
        PageHead, Skeleton,
    },
    fetch::{Listed, More, fetch_list},
    format,
    i18n::points,
    live,
    pages::identity::SignedInOnly,
    query::QueryParam,
};

/// The page.
#[component]
pub fn MyClaims() -> impl IntoView {
    view! {
        <SignedInOnly title=points::my_claims home="/" let:_me>
            <div class="stack">
                <BackLink href="/points" label=points::my_points/>
                <PageHead title=points::my_claims>
                    <ButtonLink kind=ButtonKind::Primary href="/points/claim" icon=icondata_lu::LuPlus>{points::claim}</ButtonLink>
                </PageHead>
                <All/>
            </div>
        </SignedInOnly>
    }
}

#[component]
fn All() -> impl IntoView {
    let chosen = QueryParam::of("state").value;
    let state = Memo::new(move |_| chosen.with(|word| ClaimStateName::parse(word)));
    let listed = fetch_list(move |client, after| {
        let query = ListClaims { mine: true, state: state.get(), after, ..ListClaims::default() };
        async move { client.list_claims(&query).await }
    });
    live::follow(|event| event.subject.starts_with("claim:"), move || listed.reload());
    let options = Signal::derive(|| {
        ClaimStateName::ALL
            .map(|state| (state.as_str().to_owned(), words::state(state).0().to_owned()))
            .to_vec()
    });
    view! {
        <Filters><FilterSelect name="state" label=points::claim_state options/></Filters>
        <List listed state/>
    }
}

#[component]
fn List(listed: Listed<Claim>, state: Memo<Option<ClaimStateName>>) -> impl IntoView {
    move || match listed.answer.get() {
        None => view! { <Skeleton boxes=true count=3/> }.into_any(),
        Some(Err(failure)) => view! { <ErrorState failure on_retry=move |()| listed.reload()/> }.into_any(),
        Some(Ok(items)) if items.is_empty() => view! { <Nothing filtered=state.get().is_some()/> }.into_any(),
        Some(Ok(items)) => view! {
            <div class="stack">{items.into_iter().map(|claim| view! { <One claim/> }).collect_view()}</div>
            <More list=listed/>
        }
        .into_any(),
    }
}

#[component]
fn Nothing(filtered: bool) -> impl IntoView {
    if filtered {
        view! {
            <EmptyState title=points::none_in_state icon=icondata_lu::LuClipboardList>
                <ButtonLink href="/points/claims">{points::see_all_claims}</ButtonLink>
            </EmptyState>
        }
    } else {
        view! {
            <EmptyState title=points::no_claims detail=points::no_claims_detail icon=icondata_lu::LuClipboardList>
                <ButtonLink kind=ButtonKind::Primary href="/points/claim" icon=icondata_lu::LuPlus>{points::claim}</ButtonLink>
            </EmptyState>
        }
    }
}

#[component]
fn One(claim: Claim) -> impl IntoView {
    let (word, tone) = words::state(claim.state);
    let (day, amount, source) = (claim.day, claim.points, claim.source);
    let reason = claim.reason.or(claim.re_audit_reason);
    view! {
        <Card title=claim.activity_name href=format!("/points/claims/{}", claim.id)>
            <p class="card__foot">
                <Badge tone label=word/>
                <strong>{move || points::amount(amount)}</strong>
                <span>{move || points::deed_of(format::date(day))}</span>
                <span>{move || words::source(source)}</span>
                <span>{claim.programme_name}</span>
            </p>
            {reason.map(|reason| view! { <p>{move || points::because(&reason)}</p> })}
        </Card>
    }
}
