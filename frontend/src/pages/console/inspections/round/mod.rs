//! One round: where it stands, what is to be done next, and everything that belongs to it.

pub mod act;
pub mod change;
pub mod desk;
pub mod draw;
pub mod facts;
pub mod next;
pub mod published;
pub mod recusals;
pub mod stepper;
pub mod targets;

pub(super) use act::next_words;

use domain::ids::RoundId;
use leptos::prelude::*;

use self::desk::Desk;
use super::{held::held, needs, objections::OfRound, words};
use crate::{
    components::{BackLink, Badge, ButtonLink, EmptyState, PageHead},
    fetch::fetch,
    i18n::rounds,
    live,
    pages::{
        console::{BASE, named::named, office::office},
        identity::SignedInOnly,
    },
};

/// The page.
#[component]
pub fn RoundPage() -> impl IntoView {
    view! {
        <SignedInOnly title=rounds::round home=BASE
            children=|me| office(&me, needs(&me), || view! { <Load/> }.into_any())/>
    }
}

/// There is no such round, or not for the reader.
pub(super) fn no_such_round() -> AnyView {
    view! {
        <EmptyState title=rounds::no_such_round detail=rounds::no_such_round_detail icon=icondata_lu::LuMapPinOff>
            <ButtonLink href=format!("{BASE}/inspections")>{rounds::to_rounds}</ButtonLink>
        </EmptyState>
    }
    .into_any()
}

#[component]
fn Load() -> impl IntoView {
    view! {
        <div class="stack">
            <BackLink href=format!("{BASE}/inspections") label=rounds::rounds/>
            {named(|id: RoundId| view! { <One id/> }.into_any(), no_such_round)}
        </div>
    }
}

#[component]
fn One(id: RoundId) -> impl IntoView {
    let ticks = RwSignal::new(0_u32);
    let round = fetch(move |client| {
        ticks.track();
        async move { client.get_round(id).await }
    });
    live::follow(
        move |event| event.subject == format!("round:{id}"),
        move || ticks.update(|ticks| *ticks = ticks.wrapping_add(1)),
    );
    held(round, no_such_round, move |round| whole(Desk::new(id, round, ticks)))
}

fn whole(desk: Desk) -> impl IntoView {
    let title =
        move || desk.read(|round| rounds::title(words::month(round.round.month), &round.round.area_name));
    let lead = move || {
        desk.read(|round| {
            let round = &round.round;
            let axes = words::axes(round.regularity, round.notice, round.report);
            format!("{} · {axes}", words::subjects(round.subjects))
        })
    };
    let tone = Signal::derive(move || desk.read(|round| words::tone(&round.round.state)));
    view! {
        <div class="stack stack--loose">
            <PageHead title=title lead=lead>
                <Badge tone label=move || desk.read(|round| words::state(&round.round.state))/>
            </PageHead>
            <stepper::Stepper desk/>
            <next::Next desk/>
            <published::Published desk/>
            <OfRound round=desk.round ticks=desk.ticks/>
            <targets::Targets desk/>
            <recusals::Recusals desk/>
            <draw::Draw desk/>
            <facts::Facts desk/>
            <next::Cancel desk/>
        </div>
    }
}
