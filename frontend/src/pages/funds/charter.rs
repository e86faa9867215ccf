//! A charter as people read it: what its numbers mean, its text, and what proves that the text is this one.

use contract::funds::{Charter, CharterSummary};
use domain::town_time;
use leptos::prelude::*;
use sha2::{Digest as _, Sha256};

use super::plain::sentences;
use crate::{
    components::{Badge, Copyable, Notice, ReadAloud, Time, Tone},
    device, format,
    i18n::funds,
};

/// Where a version stands today. `current` is the version in force.
pub fn standing(summary: &CharterSummary, current: Option<&CharterSummary>) -> (Tone, fn() -> &'static str) {
    match summary.adopted_from {
        None => (Tone::Neutral, funds::charter_draft),
        Some(_) if current.is_some_and(|current| current.id == summary.id) => {
            (Tone::Done, funds::charter_in_force)
        }
        Some(from) if from > town_time::date(device::now()) => (Tone::Waiting, funds::charter_later),
        Some(_) => (Tone::Neutral, funds::charter_before),
    }
}

/// Whether a text is the one with this hash: computed here, whatever the server says.
fn is_text(document: &str, summary: &CharterSummary) -> bool {
    let hash: [u8; 32] = Sha256::digest(document.as_bytes()).into();
    hash == summary.document_hash.0
}

/// A whole version.
#[component]
pub fn CharterText(
    /// The version.
    charter: Charter,
    /// The version in force.
    current: Option<CharterSummary>,
) -> impl IntoView {
    let Charter { summary, document } = charter;
    let (tone, state) = standing(&summary, current.as_ref());
    let (rules, aloud, holds) = (summary.rules.clone(), document.clone(), is_text(&document, &summary));
    view! {
        <dl class="facts">
            <dt>{funds::column_state}</dt><dd><Badge tone label=state/></dd>
            <dt>{funds::charter_number}</dt><dd>{summary.number.to_string()}</dd>
            {summary.adopted_from.map(|day| view! { <dt>{funds::charter_from}</dt><dd>{move || format::date(day)}</dd> })}
            <dt>{funds::charter_written}</dt><dd><Time at=summary.written_at/></dd>
            <dt>{funds::charter_hash}</dt><dd><Copyable text=summary.document_hash.to_string()/></dd>
        </dl>
        {if holds {
            view! { <Notice tone=Tone::Done><p>{funds::charter_hash_holds}</p><p class="small">{funds::charter_hash_hint}</p></Notice> }.into_any()
        } else {
            view! { <Notice tone=Tone::Alert><p>{funds::charter_hash_fails}</p></Notice> }.into_any()
        }}
        <section class="stack" aria-labelledby="charter-rules-head">
            <h2 id="charter-rules-head">{funds::charter_rules}</h2>
            <ul class="bullets">
                {move || sentences(&rules).into_iter().map(|words| view! { <li>{words}</li> }).collect_view()}
            </ul>
        </section>
        <section class="stack" aria-labelledby="charter-text-head">
            <div class="row row--between">
                <h2 id="charter-text-head">{funds::charter_text}</h2>
                <ReadAloud text=Signal::derive(move || aloud.clone())/>
            </div>
            <div class="pre breakable">{document}</div>
        </section>
    }
}

/// Versions as a list of links, the latest first.
#[component]
pub fn CharterList(
    /// The versions.
    items: Vec<CharterSummary>,
    /// The version in force.
    current: Option<CharterSummary>,
    /// Where one is read.
    address: fn(&CharterSummary) -> String,
) -> impl IntoView {
    let row = move |summary: CharterSummary| {
        let (tone, state) = standing(&summary, current.as_ref());
        let (from, href) = (summary.adopted_from, address(&summary));
        let number = summary.number;
        view! {
            <li>
                <a class="list__link" href=href>
                    <span class="grow">
                        {summary.title}<br/>
                        <span class="small soft">{move || match from {
                            Some(day) => funds::charter_line(number, format::date(day)),
                            None => funds::charter_line_draft(number),
                        }}</span>
                    </span>
                    <Badge tone label=state/>
                </a>
            </li>
        }
    };
    view! { <ul class="list" role="list">{items.into_iter().map(row).collect_view()}</ul> }
}
