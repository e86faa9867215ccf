//! Objections: what a village says about a mark, what the inspector found, and the decision of somebody who had no part
//! in it.

pub mod decide;
pub mod one;
pub mod review;

pub use review::Objections;

use client::Tagged;
use contract::inspections::{GetTemplate, Objection, Round};
use domain::{ids::ObjectionId, inspections::Template};
use leptos::prelude::*;

use self::{decide::Decide, one::One};
use super::held::held;
use crate::{
    components::{Dialog, Toasts},
    fetch::fetch,
    i18n::rounds,
    pages::console::ask::Ask,
};

/// What is asked about: the objection, and the score and finding that it is about.
#[derive(Clone)]
pub struct Case {
    objection: Objection,
    round: Round,
    template: Template,
    /// What the place is called.
    place: String,
    /// The sheet as it stands.
    sheet: contract::inspections::Sheet,
}

/// The objections of a round, inside its page; nothing for those whom they do not concern.
#[component]
pub(super) fn OfRound(
    /// The round.
    round: Signal<Tagged<Round>>,
    /// Grows whenever something happened to it.
    ticks: RwSignal<u32>,
) -> impl IntoView {
    let state = Memo::new(move |_| round.with(|round| round.body.round.state.clone()));
    let here = move || state.with(|state| matches!(state.as_str(), "objections" | "published"));
    view! { <Show when=here><Listed round ticks only_open=false/></Show> }
}

/// The objections of a round that is known.
#[component]
fn Listed(
    round: Signal<Tagged<Round>>,
    ticks: RwSignal<u32>,
    /// Only those that wait for a decision.
    only_open: bool,
    /// Told how many are shown.
    #[prop(optional, into)]
    on_count: Option<Callback<usize>>,
) -> impl IntoView {
    let first = round.with_untracked(|round| round.body.round.clone());
    let (id, template, number) = (first.id, first.template_id, first.template_number);
    let found = fetch(move |client| {
        ticks.track();
        async move {
            let items = match client.list_objections(id).await {
                // Not for those who neither hold the round nor speak for a place.
                Err(error) if error.code() == Some("not_found") => return Ok(None),
                other => other?.items,
            };
            let query = GetTemplate { number: Some(number) };
            let template = client.get_template(template, &query).await?.body.content;
            Ok(Some((items, template)))
        }
    });
    Effect::new(move |_| {
        if let (Some(on_count), Some(Ok(found))) = (on_count, found.answer.get()) {
            let open = |objection: &&Objection| !only_open || objection.state == "open";
            on_count.run(found.map_or(0, |(items, _)| items.iter().filter(open).count()));
        }
    });
    held(found, || ().into_any(), move |found| section(round, ticks, found, only_open))
}

type Found = Option<(Vec<Objection>, Template)>;

fn section(
    round: Signal<Tagged<Round>>,
    ticks: RwSignal<u32>,
    found: Signal<Found>,
    only_open: bool,
) -> impl IntoView {
    let toasts = Toasts::get();
    let ask = Ask::<Case>::new();
    let items = Memo::new(move |_| {
        let shown = |objection: &Objection| !only_open || objection.state == "open";
        found.with(|found| {
            found
                .as_ref()
                .map(|(items, _)| items.iter().filter(|one| shown(one)).cloned().collect::<Vec<_>>())
        })
    });
    let template =
        StoredValue::new(found.with_untracked(|found| found.as_ref().map(|(_, template)| template.clone())));
    let again = move || ticks.update(|ticks| *ticks = ticks.wrapping_add(1));
    let done = move |()| {
        ask.open.set(false);
        toasts.say(rounds::decided());
        again();
    };
    let waiting = Memo::new(move |_| round.with(|round| round.body.round.state == "objections"));
    let none = move || items.with(|items| items.as_ref().is_some_and(Vec::is_empty));
    let some = move || items.with(|items| items.as_ref().is_some_and(|items| !items.is_empty()));
    let here = move || some() || (none() && waiting.get() && !only_open);
    let key = |objection: &Objection| (objection.id, objection.state.clone());
    let one = move |objection: Objection| {
        template.get_value().map(
            |template| view! { <One objection round template ticks on_decide=move |case| ask.about(case)/> },
        )
    };
    view! {
        <Show when=here>
            <section class="stack" aria-labelledby=(!only_open).then_some("objections-head")>
                {(!only_open).then(|| view! { <h2 id="objections-head" tabindex="-1">{rounds::objections}</h2> })}
                <Show when=none><p class="soft">{rounds::no_objections}</p></Show>
                <For each=move || items.get().unwrap_or_default() key=key children=one/>
            </section>
        </Show>
        <Dialog open=ask.open title=rounds::decide>
            {move || ask.row().map(|case| view! { <Decide case on_done=done on_stale=move |()| again() on_cancel=move |()| ask.open.set(false)/> })}
        </Dialog>
    }
}

/// What is left of an objection's id: enough to tell two on one page apart.
fn anchor(id: ObjectionId) -> String {
    format!("objection-{id}")
}
