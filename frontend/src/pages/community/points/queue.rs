//! Claims that wait for me, the oldest first, each with what shows it.

use contract::points::{Claim, ListClaims};
use leptos::prelude::*;

use super::{
    decide::Decide,
    show::{Evidence, Facts},
};
use crate::{
    components::{BackLink, Button, ButtonLink, EmptyState, ErrorState, Notice, PageHead, Skeleton, Time},
    failure::Failure,
    fetch::{Listed, More, fetch_list},
    i18n::{points, tickets},
    live,
    pages::identity::SignedInOnly,
};

/// Claims of one page: each brings its photos.
const CLAIMS: u32 = 10;

/// The page.
#[component]
pub fn Queue() -> impl IntoView {
    view! {
        <SignedInOnly title=points::to_decide home="/" let:_me>
            <div class="stack">
                <BackLink href="/work" label=tickets::work/>
                <PageHead title=points::to_decide lead=points::to_decide_lead/>
                <Waiting/>
            </div>
        </SignedInOnly>
    }
}

#[component]
fn Waiting() -> impl IntoView {
    let listed = fetch_list(|client, after| async move {
        let query = ListClaims { waiting: true, limit: Some(CLAIMS), after, ..ListClaims::default() };
        client.list_claims(&query).await
    });
    let missed = RwSignal::new(false);
    // Nobody is thrown out of what they read or write: the news are offered.
    live::follow(
        |event| ["claim.submitted", "claim.withdrawn"].contains(&event.event.as_str()),
        move || if untrack(|| listed.count()) == 0 { listed.reload() } else { missed.set(true) },
    );
    Effect::new(move |_| {
        listed.answer.track();
        missed.set(false);
    });
    let show = move |()| listed.reload();
    view! {
        <div role="status">
            <Show when=move || missed.get()>
                <Notice>
                    <p>{points::queue_news}</p>
                    <Button on_press=show icon=icondata_lu::LuRotateCw>{points::see_anew}</Button>
                </Notice>
            </Show>
        </div>
        <Cards listed/>
    }
}

/// What of the list there is.
#[derive(Clone, PartialEq)]
enum Phase {
    Loading,
    Failed(Failure),
    Empty,
    Some,
}

#[component]
fn Cards(listed: Listed<Claim>) -> impl IntoView {
    let phase = Memo::new(move |_| {
        listed.answer.with(|answer| match answer {
            None => Phase::Loading,
            Some(Err(failure)) => Phase::Failed(failure.clone()),
            Some(Ok(items)) if items.is_empty() => Phase::Empty,
            Some(Ok(_)) => Phase::Some,
        })
    });
    let items = move || {
        listed.answer.with(|answer| match answer {
            Some(Ok(items)) => items.clone(),
            Some(Err(_)) | None => Vec::new(),
        })
    };
    move || {
        match phase.get() {
        Phase::Loading => view! { <Skeleton boxes=true count=2/> }.into_any(),
        Phase::Failed(failure) => view! { <ErrorState failure on_retry=move |()| listed.reload()/> }.into_any(),
        Phase::Empty => view! {
            <EmptyState title=points::nothing_waits detail=points::nothing_waits_detail icon=icondata_lu::LuCircleCheck>
                <ButtonLink href="/work/propose" icon=icondata_lu::LuHandHeart>{points::propose}</ButtonLink>
            </EmptyState>
        }
        .into_any(),
        Phase::Some => view! {
            <div class="stack">
                // By version: what was read stays as it is, with what was begun on it.
                <For each=items key=|claim| (claim.id, claim.version) let:claim><One claim listed/></For>
            </div>
            <More list=listed/>
        }
        .into_any(),
    }
    }
}

#[component]
fn One(claim: Claim, listed: Listed<Claim>) -> impl IntoView {
    let head = format!("claim-{}", claim.id);
    let labelled = head.clone();
    let at = claim.claimed_at;
    let id = claim.id;
    // What is decided leaves the list; what is read below it stays where it is.
    let anew = move |()| listed.reload();
    let done = move |()| {
        listed.answer.update(|answer| {
            if let Some(Ok(items)) = answer {
                items.retain(|item| item.id != id);
            }
        });
        if untrack(|| listed.count()) == 0 {
            listed.reload();
        }
    };
    view! {
        <article class="card" aria-labelledby=labelled>
            <div class="row row--between">
                <h2 class="card__title grow" id=head>{claim.activity_name.clone()}</h2>
                <span class="small soft"><Time at/></span>
            </div>
            <Facts claim=claim.clone()/>
            <Evidence photos=claim.photos.clone()/>
            <Decide claim on_done=done on_anew=anew/>
        </article>
    }
}
