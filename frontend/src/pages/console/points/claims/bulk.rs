//! Approving several claims: only those that are shown with what shows them, one after the other, each with its outcome.

use client::Client;
use contract::points::Claim;
use domain::ids::ClaimId;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::{card::Facts, etag};
use crate::{
    components::{Badge, Button, ButtonKind, Progress, Tone},
    device,
    i18n::{common, programmes},
    session::Session,
};

/// What became of one.
#[derive(Clone, PartialEq, Eq)]
enum Outcome {
    Approved,
    Refused(String),
}

/// The claims that were chosen, each with its evidence, and the button below all of them.
#[component]
pub(super) fn Several(
    /// The claims.
    claims: Vec<Claim>,
    /// They are decided; the list is to be read anew.
    #[prop(into)]
    on_done: Callback<()>,
    /// Back to choosing.
    #[prop(into)]
    on_back: Callback<()>,
) -> impl IntoView {
    let session = Session::get();
    let outcomes = RwSignal::new(Vec::<(ClaimId, Outcome)>::new());
    let busy = RwSignal::new(false);
    let count = claims.len();
    let points: i64 = claims.iter().map(|claim| claim.points).sum();
    // A second try of the same claim is the same approval.
    let all: Vec<_> = claims.iter().map(|claim| (claim.id, etag(claim), device::fresh_key())).collect();
    let approve = move |()| {
        busy.set(true);
        let all = all.clone();
        spawn_local(async move {
            for (id, etag, key) in all {
                let ask = |client: Client| {
                    let (etag, key) = (etag.clone(), key.clone());
                    async move { client.approve_claim(id, &etag, Some(&key)).await }
                };
                let outcome = match session.call(ask).await {
                    Ok(_) => Outcome::Approved,
                    Err(failure) => Outcome::Refused(failure.detail),
                };
                // Whoever leaves the page stops what has not been sent.
                if outcomes.try_update(|all| all.push((id, outcome))).is_none() {
                    return;
                }
            }
            let _ = busy.try_set(false);
        });
    };
    let begun = move || busy.get() || outcomes.with(|all| !all.is_empty());
    let finished = move || !busy.get() && outcomes.with(|all| all.len() == count);
    let card = move |claim: Claim| {
        let id = claim.id;
        let outcome = move || {
            let outcome = outcomes.with(|all| all.iter().find(|(of, _)| *of == id).map(|(_, outcome)| outcome.clone()));
            outcome.map(|outcome| match outcome {
                Outcome::Approved => view! { <Badge tone=Tone::Done label=programmes::claim_approved/> }.into_any(),
                Outcome::Refused(why) => view! {
                    <p><Badge tone=Tone::Alert label=programmes::not_approved/>" "{why}</p>
                }
                .into_any(),
            })
        };
        view! { <li class="claim"><div role="status">{outcome}</div><Facts claim/></li> }
    };
    let done = Signal::derive(move || u32::try_from(outcomes.with(Vec::len)).unwrap_or(u32::MAX));
    view! {
        <section class="stack" aria-labelledby="several-head">
            <h2 id="several-head">{move || programmes::approve_several(count)}</h2>
            <p class="soft">{programmes::approve_several_lead}</p>
            <ul class="claims">{claims.into_iter().map(card).collect_view()}</ul>
            <Show when=begun>
                <Progress label=programmes::approving done total=Signal::stored(u32::try_from(count).unwrap_or(u32::MAX))/>
            </Show>
            <div class="row">
                <Show
                    when=finished
                    fallback={
                        let approve = approve.clone();
                        move || {
                            let approve = approve.clone();
                            view! {
                                <Button kind=ButtonKind::Primary icon=icondata_lu::LuCheck busy on_press=approve>
                                    {move || programmes::approve_points(count, crate::format::number(points))}
                                </Button>
                                <Button busy on_press=on_back>{common::cancel}</Button>
                            }
                        }
                    }
                >
                    <Button kind=ButtonKind::Primary on_press=on_done>{programmes::to_list}</Button>
                </Show>
            </div>
        </section>
    }
}
