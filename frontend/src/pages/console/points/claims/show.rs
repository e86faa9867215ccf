//! One claim, with its evidence and what can be done with it; then the next that waits.

use client::Tagged;
use contract::points::{Claim, ListClaims, ListReAudits};
use domain::ids::ClaimId;
use leptos::prelude::*;

use super::{
    super::{READING, words},
    act::Acts,
    address,
    card::{Facts, people},
};
use crate::{
    components::{BackLink, Badge, ButtonLink, PageHead, Tone},
    fetch::fetch,
    i18n::programmes,
    live,
    pages::{
        console::{
            BASE,
            inspections::held::held,
            named::{missing, named},
            office::office,
        },
        identity::SignedInOnly,
    },
    query::QueryParam,
};

/// What the page's parameter says where somebody comes from second looks.
pub(in crate::pages::console::points) const FROM_RE_AUDITS: &str = "re-audits";

/// The page.
#[component]
pub fn ClaimPage() -> impl IntoView {
    view! {
        <SignedInOnly title=programmes::claim home=BASE
            children=|me| office(&me, READING, || view! { <div class="stack"><Load/></div> }.into_any())/>
    }
}

fn no_such_claim() -> AnyView {
    missing(programmes::no_such_claim, ("/points/claims", programmes::to_list))
}

#[component]
fn Load() -> impl IntoView {
    let from = QueryParam::of("from").value;
    let back = move || {
        if from.with(|from| from == FROM_RE_AUDITS) {
            view! { <BackLink href=format!("{BASE}/points/re-audits") label=programmes::re_audits/> }
                .into_any()
        } else {
            view! { <BackLink href=format!("{BASE}/points/claims") label=programmes::claims/> }.into_any()
        }
    };
    view! {
        {back}
        {named(|id: ClaimId| view! { <One id/> }.into_any(), no_such_claim)}
    }
}

#[component]
fn One(id: ClaimId) -> impl IntoView {
    let found = fetch(move |client| async move { client.get_claim(id).await });
    live::follow(move |event| event.subject == format!("claim:{id}"), move || found.reload());
    let done = Callback::new(move |()| found.reload());
    held(found, no_such_claim, move |found| whole(id, found, done))
}

fn whole(id: ClaimId, found: Signal<Tagged<Claim>>, done: Callback<()>) -> impl IntoView {
    let title =
        move || found.with(|found| format!("{} · {}", found.body.activity_name, super::earner(&found.body)));
    let tone = Signal::derive(move || words::claim(found.with(|found| found.body.state)).0);
    let state = move || words::claim(found.with(|found| found.body.state)).1();
    let missing = move || found.with(|found| found.body.unrecovered > 0);
    // Its evidence does not change, and whoever has opened a photograph keeps it open.
    let first = found.with_untracked(|found| found.body.clone());
    view! {
        <PageHead title=title>
            <Badge tone label=state/>
            <Show when=missing><Badge tone=Tone::Alert label=programmes::unrecovered/></Show>
        </PageHead>
        <section class="claim" aria-label=programmes::claim><Facts claim=first/></section>
        {move || found.with(|found| people(&found.body).into_any())}
        <Acts found on_done=done/>
        <Next id found/>
    }
}

/// The next one that waits for the reader.
#[component]
fn Next(id: ClaimId, found: Signal<Tagged<Claim>>) -> impl IntoView {
    let from = QueryParam::of("from").value;
    let version = Memo::new(move |_| found.with(|found| found.body.version));
    let next = fetch(move |client| {
        version.track();
        let again = from.with(|from| from == FROM_RE_AUDITS);
        async move {
            let items = if again {
                client
                    .list_re_audits(&ListReAudits { limit: Some(2), ..ListReAudits::default() })
                    .await?
                    .items
            } else {
                client
                    .list_claims(&ListClaims { waiting: true, limit: Some(2), ..ListClaims::default() })
                    .await?
                    .items
            };
            Ok(items.into_iter().find(|claim| claim.id != id).map(|claim| (claim.id, again)))
        }
    });
    // Whoever decides nothing has no next one.
    move || {
        let (id, again) = next.answer.get()?.ok()??;
        let from = if again { format!("?from={FROM_RE_AUDITS}") } else { String::new() };
        Some(view! {
            <p><ButtonLink icon=icondata_lu::LuArrowRight href=format!("{}{from}", address(id))>{programmes::next_waiting}</ButtonLink></p>
        })
    }
}
