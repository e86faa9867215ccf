//! One rectification: what, by when, where it stands, and every look-back.

use contract::inspections::{LookBack, Rectification, RectificationInside};
use domain::inspections::LapseReason;
use leptos::prelude::*;

use super::{month, photo::Photos, state};
use crate::{
    components::{Badge, Notice, Time, Timeline, TimelineEvent, Tone},
    format,
    i18n::rectifications,
};

/// A card that opens into what was noted, shown and found.
#[component]
pub fn RectificationCard(
    /// Which.
    item: Rectification,
) -> impl IntoView {
    let title = item.indicator.clone();
    let heading = item.clone();
    view! {
        <details class="card">
            <summary>
                <span class="stack stack--tight">
                    <span>{title}</span>
                    <Summary item=heading/>
                </span>
            </summary>
            <Facts item/>
        </details>
    }
}

/// Its state, deadline and loss in one line.
#[component]
fn Summary(item: Rectification) -> impl IntoView {
    let (word, tone) = state(item.state);
    let (due, lost, count) = (item.due_on, item.lost, item.look_backs.len());
    view! {
        <span class="card__foot">
            <Badge tone label=word/>
            {item.overdue.then(|| view! { <Badge tone=Tone::Alert label=rectifications::overdue/> })}
            <span>{move || rectifications::points_lost(lost)}</span>
            <span>{move || rectifications::due_by(format::date(due))}</span>
            {(count > 0).then(|| view! { <span>{move || rectifications::look_back_count(count)}</span> })}
        </span>
    }
}

/// Everything about it that its reader may know.
#[component]
pub fn Facts(
    /// Which.
    item: Rectification,
) -> impl IntoView {
    let (word, tone) = state(item.state);
    let (due, first, round) = (item.due_on, item.first_due_on, item.round.month);
    let (lost, lapse) = (item.lost, item.lapse_reason);
    view! {
        <div class="stack">
            <dl class="facts">
                <dt>{rectifications::state}</dt>
                <dd>
                    <Badge tone label=word/>
                    {item.overdue.then(|| view! { " " <Badge tone=Tone::Alert label=rectifications::overdue/> })}
                </dd>
                <dt>{rectifications::due}</dt>
                <dd>
                    {move || format::date(due)}
                    {(first != due).then(|| {
                        view! { <span class="small soft">" " {move || rectifications::first_due(format::date(first))}</span> }
                    })}
                </dd>
                <dt>{rectifications::round}</dt>
                <dd>{move || rectifications::after_round(month(round))} " · " {move || rectifications::points_lost(lost)}</dd>
                {item.inside.map(|inside| view! { <Inside inside/> })}
            </dl>
            {lapse.map(|reason| view! { <Notice><p>{lapsed(reason)}</p></Notice> })}
            <section class="stack stack--tight">
                <h3>{rectifications::look_backs}</h3>
                {if item.look_backs.is_empty() {
                    view! { <p class="soft">{rectifications::no_look_backs}</p> }.into_any()
                } else {
                    view! { <Timeline>{item.look_backs.into_iter().map(looked).collect_view()}</Timeline> }.into_any()
                }}
            </section>
        </div>
    }
}

fn lapsed(reason: LapseReason) -> fn() -> &'static str {
    match reason {
        LapseReason::Objection => rectifications::lapsed_objection,
        LapseReason::Correction => rectifications::lapsed_correction,
    }
}

/// What those see who work with it.
#[component]
fn Inside(inside: RectificationInside) -> impl IntoView {
    view! {
        {(!inside.note.is_empty()).then(|| view! { <dt>{rectifications::what_was_noted}</dt><dd>{inside.note}</dd> })}
        {inside.word.map(|word| view! { <dt>{rectifications::word_of_office}</dt><dd>{word}</dd> })}
        {inside.closure.map(|closure| {
            view! {
                <dt>{rectifications::village_says}</dt>
                <dd class="stack stack--tight">
                    <p>
                        {match closure.text {
                            Some(text) => text.into_any(),
                            None => rectifications::photos_only.into_any(),
                        }}
                        " · " <Time at=closure.at/>
                    </p>
                    <Photos ids=closure.photos/>
                </dd>
            }
        })}
    }
}

fn looked(look: LookBack) -> impl IntoView {
    let (title, tone): (fn() -> &'static str, _) = if look.passed {
        (rectifications::passed, Tone::Done)
    } else {
        (rectifications::failed, Tone::Alert)
    };
    let (due, round, by) = (look.due_on, look.round_month, look.by);
    let who = move || by.clone().unwrap_or_default();
    view! {
        <TimelineEvent at=look.at title tone who>
            {look.note.map(|note| view! { <p>{note}</p> })}
            {due.map(|day| view! { <p class="soft">{move || rectifications::new_due(format::date(day))}</p> })}
            {round.map(|of| view! { <p class="soft">{move || rectifications::in_round(month(of))}</p> })}
            <Photos ids=look.photos/>
        </TimelineEvent>
    }
}
