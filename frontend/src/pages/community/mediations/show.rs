//! A record: where it stands, what is asked of its reader, and everything in it.

use client::Tagged;
use contract::mediations::Mediation;
use domain::{
    ids::MediationId,
    mediations::{MediationMove, MediationState},
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::{
    agreement::{Agreements, Propose},
    answer::{Act, Answers, WithReason},
    meetings::Meetings,
    parties::Parties,
    words,
};
use crate::{
    components::{BackLink, Badge, Button, Notice, PageHead, Tone},
    fetch::{Fetched, Loaded, fetch},
    i18n::mediations as texts,
    live,
    pages::identity::SignedInOnly,
};

/// What the page has loaded.
pub type Shown = Fetched<Tagged<Mediation>>;

/// The page.
#[component]
pub fn MediationPage() -> impl IntoView {
    view! {
        <SignedInOnly title=texts::record home="/" let:_me>
            <div class="stack stack--loose">
                <BackLink href="/mediations" label=texts::title/>
                <OfRecord/>
            </div>
        </SignedInOnly>
    }
}

#[component]
fn OfRecord() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|params| params.get("id")?.parse::<MediationId>().ok()));
    let fetched = fetch(move |client| {
        let id = id.get().unwrap_or(MediationId(uuid::Uuid::nil()));
        async move { client.get_mediation(id).await }
    });
    live::follow(
        move |event| {
            let id = id.get_untracked();
            id.is_some_and(|id| event.subject == format!("mediation:{id}"))
        },
        move || fetched.reload(),
    );
    view! { <Loaded fetched let:found><Known found=found.body fetched/></Loaded> }
}

#[component]
fn Known(found: Mediation, fetched: Shown) -> impl IntoView {
    let id = found.item.id;
    let (word, tone) = words::state(found.item.state);
    let can = |step: MediationMove| found.moves.contains(&step);
    let text = found.agreements.first().cloned();
    let answers = can(MediationMove::Confirm) && found.item.asked;
    let proposes = can(MediationMove::Propose);
    let meets = can(MediationMove::Meet);
    let signs = can(MediationMove::RecordSignature);
    let ends = can(MediationMove::Fail);
    let voids = found.item.state == MediationState::Agreed;
    let (failing, withdrawing) = (RwSignal::new(false), RwSignal::new(false));
    let (number, mediator) = (text.as_ref().map_or(0, |text| text.number), found.mediator_name);
    view! {
        <PageHead title=texts::record lead=found.item.area_name/>
        <div class="row"><Badge tone label=word/></div>
        <p class="pre">{found.item.matter}</p>
        <p class="small soft">{move || texts::mediated_by(&mediator)}</p>
        <Notice tone=Tone::Neutral><p>{texts::who_sees}</p></Notice>
        {found.end_reason.map(|reason| view! { <Notice tone=Tone::Alert><p>{reason}</p></Notice> })}
        {answers.then(|| text.clone().map(|text| view! { <Answers id text fetched/> }))}
        <Parties id number parties=found.parties signs fetched/>
        <Agreements agreements=found.agreements/>
        {proposes.then(|| view! { <Propose id voids text=text.map(|text| text.text).unwrap_or_default() fetched/> })}
        <Meetings id meetings=found.meetings meets fetched/>
        {ends.then(|| view! {
            <div class="row">
                <Button on_press=move |()| failing.set(true)>{texts::fail}</Button>
                <Button on_press=move |()| withdrawing.set(true)>{texts::withdraw}</Button>
            </div>
            <WithReason open=failing name="fail" title=texts::fail_question hint=texts::fail_hint verb=texts::fail
                act=Act::Fail id fetched/>
            <WithReason open=withdrawing name="withdraw" title=texts::withdraw_question hint=texts::withdraw_hint
                verb=texts::withdraw act=Act::Withdraw id fetched/>
        })}
    }
}
