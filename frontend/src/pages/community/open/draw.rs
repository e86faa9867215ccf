//! How a round was drawn, with everything that anybody needs to check it, and the check itself.

use chrono::{DateTime, Utc};
use client::{Client, ClientError};
use contract::inspections::{ListedRound, RoundDraw, RoundTarget};
use domain::{
    ids::RoundId,
    inspections::{DrawRecord, Group},
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::Print;
use crate::{
    components::{BackLink, Button, ButtonKind, ButtonLink, EmptyState, Notice, PageHead, Toasts, Tone},
    device,
    fetch::{Loaded, fetch},
    format,
    i18n::{common, open},
    pages::awards_words::month,
};

/// The group of a draw among the villages themselves.
const SUBJECTS: &str = "subjects";
/// What the downloaded record is called.
const FILE: &str = "draw.json";

#[derive(Clone, PartialEq)]
struct Found {
    round: ListedRound,
    record: RoundDraw,
    targets: Vec<RoundTarget>,
}

/// How a round was drawn.
#[component]
pub fn Draw() -> impl IntoView {
    let params = use_params_map();
    let id =
        Memo::new(move |_| params.with(|params| params.get("id")).and_then(|id| id.parse::<RoundId>().ok()));
    let found = fetch(move |client| find(client, id.get()));
    let title = move || match found.answer.get() {
        Some(Ok(Some(Found { round, .. }))) => open::draw_of(&round.area_name, month(round.month)),
        _ => open::draw().to_owned(),
    };
    let show = |found: Option<Found>| match found {
        Some(found) => view! { <Record found/> }.into_any(),
        None => view! {
            <EmptyState title=open::no_draw detail=open::no_draw_detail icon=icondata_lu::LuDices>
                <ButtonLink href="/open/draws">{open::draws}</ButtonLink>
            </EmptyState>
        }
        .into_any(),
    };
    view! {
        <div class="stack stack--loose">
            <BackLink href="/open/draws" label=open::draws/>
            <PageHead title=title lead=open::draw_lead/>
            <Loaded fetched=found children=show/>
        </div>
    }
}

async fn find(client: Client, id: Option<RoundId>) -> Result<Option<Found>, ClientError> {
    let Some(id) = id else { return Ok(None) };
    let record = match client.get_round_draw(id).await {
        Err(error) if error.code() == Some("not_found") => return Ok(None),
        other => other?,
    };
    let round = client.get_round(id).await?.body.round;
    // The record names places by their paths; the round knows what they are called.
    let targets = match client.list_round_targets(id).await {
        Err(error) if error.code() == Some("targets_secret") => Vec::new(),
        other => other?.items,
    };
    Ok(Some(Found { round, record, targets }))
}

#[component]
fn Record(found: Found) -> impl IntoView {
    let Found { round, record, targets } = found;
    let toasts = Toasts::get();
    let outcome = RwSignal::new(None::<Result<(), String>>);
    let complete = record.sample.is_some();
    let text = StoredValue::new(serde_json::to_string_pretty(&record).unwrap_or_default());
    // Checked is the text that can be downloaded, by the rules that `gongzhi verify-draw` has.
    let check = move |()| {
        let checked = text.with_value(|text| {
            let record: DrawRecord = serde_json::from_str(text).map_err(|error| error.to_string())?;
            record.verify().map_err(|error| error.to_string())
        });
        outcome.set(Some(checked));
    };
    let save = move |()| {
        if !text.with_value(|text| device::download(FILE, "application/json", text.as_bytes())) {
            toasts.say(common::not_saved());
        }
    };
    let candidates: usize = record.frame.iter().map(|group| group.keys.len()).sum();
    let groups = record.frame.len();
    let published = round.revision > 0;
    view! {
        <Steps record=record.clone() candidates groups/>
        <section class="stack">
            <h2>{open::why_fair}</h2>
            <ul class="bullets">
                <li>{open::why_organiser}</li>
                <li>{open::why_outsider}</li>
                <li>{open::why_anybody}</li>
            </ul>
        </section>
        <section class="stack">
            <h2>{open::check_yourself}</h2>
            {if complete {
                view! { <p class="soft">{open::check_how}</p> }.into_any()
            } else {
                view! { <p class="soft">{open::check_later}</p> }.into_any()
            }}
            <div class="row no-print">
                {complete.then(|| view! {
                    <Button kind=ButtonKind::Primary icon=icondata_lu::LuShieldCheck on_press=check>{open::verify}</Button>
                })}
                <Button icon=icondata_lu::LuDownload on_press=save>{open::record_file}</Button>
                <Print/>
            </div>
            <div role="status">
                {move || outcome.get().map(|outcome| match outcome {
                    Ok(()) => view! { <Notice tone=Tone::Done><p>{open::verified}</p></Notice> }.into_any(),
                    Err(reason) => view! { <Notice tone=Tone::Alert><p>{move || open::not_verified(&reason)}</p></Notice> }.into_any(),
                })}
            </div>
            {complete.then(|| view! {
                <p class="soft">{open::check_elsewhere}</p>
                <p><code class="breakable">{format!("gongzhi verify-draw {FILE}")}</code></p>
            })}
        </section>
        <Outcome record targets/>
        {published.then(|| view! {
            <div class="row no-print">
                <ButtonLink href=format!("/open/bulletins/{}", round.id) icon=icondata_lu::LuScrollText>{open::see_bulletin}</ButtonLink>
            </div>
        })}
    }
}

/// What was fixed when: four steps, each with the number that proves it.
#[component]
fn Steps(record: RoundDraw, candidates: usize, groups: usize) -> impl IntoView {
    let shown = |value: Option<String>| match value {
        Some(value) => view! { <code class="breakable">{value}</code> }.into_any(),
        None => view! { <span class="soft">{open::not_yet}</span> }.into_any(),
    };
    // Commitment and public number are often seconds apart.
    let moment = |at: DateTime<Utc>| move || format::date_time_second(at);
    let size = record.public_size;
    let drawn: Option<usize> = record.sample.as_ref().map(|sample| sample.iter().map(Vec::len).sum());
    view! {
        <ol class="steps">
            <li>
                <h2>{open::step_list}</h2>
                <p>{move || open::step_list_how(candidates, groups)}</p>
                <p class="soft">{open::commitment}</p>
                <code class="breakable">{record.commitment.to_string()}</code>
                <p class="soft">{open::published_at}{moment(record.committed_at)}</p>
            </li>
            <li>
                <h2>{open::step_value}</h2>
                <p>{open::step_value_how}</p>
                <p class="soft">{open::public_value}{size.map(|size| move || open::of_size(size))}</p>
                {shown(record.public_value.map(|value| value.to_string()))}
                {record.public_at.map(|at| view! { <p class="soft">{open::came_at}{moment(at)}</p> })}
            </li>
            <li>
                <h2>{open::step_seed}</h2>
                <p>{open::step_seed_how}</p>
                <p class="soft">{open::seed}</p>
                {shown(record.seed.map(|value| value.to_string()))}
            </li>
            <li>
                <h2>{open::step_outcome}</h2>
                <p>{move || match drawn {
                    Some(drawn) => open::step_outcome_how(drawn, candidates),
                    None => open::step_outcome_later().to_owned(),
                }}</p>
            </li>
        </ol>
    }
}

/// Who could be drawn and who was.
#[component]
fn Outcome(record: RoundDraw, targets: Vec<RoundTarget>) -> impl IntoView {
    let sample = record.sample.unwrap_or_default();
    // Households have no names in public.
    let coded = record.frame.iter().any(|group| group.name != SUBJECTS);
    let groups = record.frame.into_iter().enumerate().map(|(index, group)| {
        let Group { name, take, keys } = group;
        let called = |path: &str| {
            let target = targets.iter().find(|target| target.area_path.as_str() == path);
            target.map_or_else(
                || path.strip_prefix(name.as_str()).unwrap_or(path).trim_end_matches('/').to_owned(),
                |target| target.area_name.clone(),
            )
        };
        let total = keys.len();
        let drawn: Vec<String> = sample.get(index).into_iter().flatten().map(|path| called(path)).collect();
        let everybody = keys.iter().map(|path| called(path)).collect::<Vec<_>>().join(" · ");
        let among_villages = name == SUBJECTS;
        let name = called(&name);
        let heading = move || {
            open::group_of(if among_villages { open::villages() } else { name.as_str() }, total, take)
        };
        view! {
            <li class="card">
                <strong>{heading}</strong>
                {if drawn.is_empty() {
                    view! { <p class="soft">{open::not_yet}</p> }.into_any()
                } else {
                    view! { <p class="breakable">{drawn.join(" · ")}</p> }.into_any()
                }}
                <details class="no-print">
                    <summary>{move || open::could_be_drawn(total)}</summary>
                    <p class="soft breakable">{everybody}</p>
                </details>
            </li>
        }
    });
    view! {
        <section class="stack">
            <h2>{open::groups}</h2>
            {coded.then(|| view! { <p class="soft">{open::codes_how}</p> })}
            <ul class="columns">{groups.collect_view()}</ul>
        </section>
    }
}
