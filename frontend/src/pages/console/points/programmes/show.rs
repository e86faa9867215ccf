//! One programme.

use client::Tagged;
use contract::points::Programme;
use domain::ids::ProgrammeId;
use leptos::prelude::*;

use super::{
    super::{READING, rules::Versions, words},
    fund::Fundings,
    numbers::Numbers,
    steps::Steps,
};
use crate::{
    components::{Badge, Notice, PageHead, Time, Tone},
    fetch::fetch,
    format,
    i18n::programmes,
    live,
    pages::console::{
        BASE,
        inspections::held::held,
        named::{OnePage, missing},
    },
};

/// The page.
#[component]
pub fn ProgrammePage() -> impl IntoView {
    view! {
        <OnePage title=programmes::programme needs=READING list=("/points", programmes::programmes)
            show=|id: ProgrammeId| view! { <One id/> }.into_any() missing=no_such_programme/>
    }
}

/// There is no such programme, or not for the reader.
pub(in crate::pages::console::points) fn no_such_programme() -> AnyView {
    missing(programmes::no_such_programme, ("/points", programmes::to_programmes))
}

#[component]
fn One(id: ProgrammeId) -> impl IntoView {
    let programme = fetch(move |client| async move { client.get_programme(id).await });
    let ticks = RwSignal::new(0_u32);
    let again = move || {
        programme.reload();
        ticks.update(|ticks| *ticks = ticks.wrapping_add(1));
    };
    live::follow(
        move |event| {
            let moves = ["claim.", "points.", "gift.", "redemption."];
            event.subject == format!("programme:{id}")
                || moves.iter().any(|kind| event.event.starts_with(kind))
        },
        again,
    );
    let done = Callback::new(move |()| again());
    held(programme, no_such_programme, move |found| whole(id, found, ticks, done))
}

fn whole(
    id: ProgrammeId,
    found: Signal<Tagged<Programme>>,
    ticks: RwSignal<u32>,
    done: Callback<()>,
) -> impl IntoView {
    let programme = Signal::derive(move || found.with(|found| found.body.clone()));
    let versions = fetch(move |client| {
        ticks.track();
        async move { client.list_programme_rules(id).await.map(|all| all.items) }
    });
    let known = Signal::derive(move || versions.answer.get().and_then(Result::ok).unwrap_or_default());
    let tone = Signal::derive(move || words::programme(programme.with(|programme| programme.state)).0);
    let state = move || words::programme(programme.with(|programme| programme.state)).1();
    let low = Memo::new(move |_| programme.with(|programme| programme.low));
    let left =
        move || programme.with(|programme| programmes::low_notice(format::number(programme.totals.left)));
    let time = move || {
        programme.with(|programme| {
            programmes::from_until(format::date(programme.starts_on), format::date(programme.ends_on))
        })
    };
    view! {
        <div class="stack stack--loose">
            <PageHead title=move || programme.with(|programme| programme.name.clone())>
                <Badge tone label=state/>
                <Show when=move || low.get()><Badge tone=Tone::Alert label=programmes::runs_low/></Show>
            </PageHead>
            <Show when=move || low.get()>
                <Notice tone=Tone::Alert><p>{left} " " <a href="#fundings-head">{programmes::to_fundings}</a></p></Notice>
            </Show>
            <Steps found versions=known on_done=done/>
            <section class="stack" aria-label=programmes::about>
                <p class="pre">{move || programme.with(|programme| programme.description.clone())}</p>
                <dl class="facts">
                    <dt>{programmes::column_area}</dt>
                    <dd>{move || programme.with(|programme| view! {
                        <a href=format!("{BASE}/points?area={}", programme.area_id)>{programme.area_name.clone()}</a>
                    })}</dd>
                    <dt>{programmes::period}</dt><dd>{time}</dd>
                    <dt>{programmes::wallets}</dt><dd>{move || words::wallets(programme.with(|programme| programme.wallets))}</dd>
                    {move || programme.with(|programme| programme.ended_at).map(|at| view! { <dt>{programmes::ended_at}</dt><dd><Time at/></dd> })}
                </dl>
            </section>
            <Numbers id ticks/>
            <Versions programme versions/>
            <Fundings programme ticks on_done=done/>
        </div>
    }
}
