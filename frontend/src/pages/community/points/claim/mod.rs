//! Claiming points for oneself, or proposing them for a resident: one question at a time. Back loses nothing; neither
//! does a closed tab or a lost network.

pub mod check;
pub mod deed;
pub mod draft;
pub mod evidence;
pub mod offered;
pub mod room;
pub mod when;
pub mod who;

use std::sync::Arc;

use contract::identity::Me;
use domain::ids::{AreaId, ProgrammeId};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use self::{
    check::CheckStep,
    deed::DeedStep,
    draft::{ClaimDraft, Kind},
    evidence::EvidenceStep,
    offered::{Offered, offered},
    when::WhenStep,
    who::WhoStep,
};
use crate::{
    components::{BackLink, Button, ButtonKind, PageHead, Photo},
    draft::{Draft, photos as kept},
    fetch::{Fetched, Loaded, fetch},
    i18n::{points, tickets},
    pages::identity::SignedInOnly,
    route::Go,
};

/// Claiming points.
#[component]
pub fn ClaimPage() -> impl IntoView {
    view! {
        <SignedInOnly title=points::claim home="/" let:me>
            <Steps me kind=Kind::Claim/>
        </SignedInOnly>
    }
}

/// Proposing them for a resident.
#[component]
pub fn ProposePage() -> impl IntoView {
    view! {
        <SignedInOnly title=points::propose home="/" let:me>
            <Steps me kind=Kind::Propose/>
        </SignedInOnly>
    }
}

#[component]
fn Steps(me: Arc<Me>, kind: Kind) -> impl IntoView {
    let draft = Draft::<ClaimDraft>::take_up(kind.draft());
    let photos = RwSignal::new(Vec::<Photo>::new());
    kept::take_up(kind.draft(), photos, move || draft.value.update(ClaimDraft::forget_photos));
    begin(draft);
    let query = use_query_map();
    let steps = kind.steps();
    let step = Memo::new(move |_| {
        let name = query.with(|query| query.get("step")).unwrap_or_default();
        steps.iter().position(|step| *step == name).unwrap_or(0)
    });
    let go = Go::new();
    let next = Callback::new(move |()| {
        let name = steps.get(step.get_untracked() + 1).copied().unwrap_or_default();
        go.to(&kind.at(name));
    });
    let back = move || match step.get() {
        0 => kind.out().to_owned(),
        step => kind.at(steps[step - 1]),
    };
    let home = Memo::new(move |_| draft.value.with(|draft| draft.household));
    let fetched = fetch(move |client| {
        // One's own home changes nothing about what there is, and asking again would take the step away.
        let home = (kind == Kind::Propose).then(|| home.get()).flatten();
        async move { offered(client, kind, home).await }
    });
    move || {
        let name = steps[step.get()];
        let content = match name {
            "who" => view! { <WhoStep me=me.clone() draft next/> }.into_any(),
            "deed" => asked(fetched, move |offered| view! { <DeedStep offered draft kind next/> }.into_any()),
            "when" => {
                let me = me.clone();
                asked(fetched, move |offered| {
                    view! { <WhenStep me=me.clone() offered draft kind next/> }.into_any()
                })
            }
            "evidence" => asked(fetched, move |offered| {
                view! { <EvidenceStep offered draft kind photos next/> }.into_any()
            }),
            _ => asked(fetched, move |offered| view! { <CheckStep offered photos draft kind/> }.into_any()),
        };
        view! {
            <div class="stack">
                <BackLink href=back()/>
                <p class="small soft">{move || tickets::step_of(step.get() + 1, steps.len())}</p>
                <PageHead title=question(name, kind)/>
                {content}
            </div>
        }
    }
}

/// Takes up what the address says: which programme, activity and home somebody came from.
fn begin(draft: Draft<ClaimDraft>) {
    let query = use_query_map().get_untracked();
    let programme = query.get("programme").and_then(|id| id.parse::<ProgrammeId>().ok());
    let household = query.get("household").and_then(|id| id.parse::<AreaId>().ok());
    let activity = query.get("activity").unwrap_or_default();
    draft.value.update(|draft| draft.come_from(programme, &activity, household));
}

/// A step that needs to know what earns points.
fn asked(fetched: Fetched<Offered>, step: impl Fn(Offered) -> AnyView + Send + 'static) -> AnyView {
    view! { <Loaded fetched boxes=true let:offered>{step(offered)}</Loaded> }.into_any()
}

fn question(step: &str, kind: Kind) -> fn() -> &'static str {
    match (step, kind) {
        ("who", _) => points::ask_who,
        ("deed", Kind::Claim) => points::ask_deed,
        ("deed", Kind::Propose) => points::ask_deed_of_other,
        ("when", _) => points::ask_when,
        ("evidence", _) => points::ask_evidence,
        _ => tickets::ask_check,
    }
}

/// Goes on to the next question.
#[component]
fn Next() -> impl IntoView {
    view! { <Button kind=ButtonKind::Primary submit=true wide=true>{tickets::next}</Button> }
}
