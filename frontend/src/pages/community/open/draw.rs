//! How a round was drawn, with everything that anybody needs to check it, and the check itself.

use contract::inspections::{RoundDraw, RoundTarget};
use domain::{
    ids::RoundId,
    inspections::{DrawRecord, Group},
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use crate::{
    components::{BackLink, Button, ButtonKind, EmptyState, Notice, PageHead, Toasts, Tone},
    device,
    fetch::{Loaded, fetch},
    i18n::{common, open},
};

/// The group of a draw among the villages themselves.
const SUBJECTS: &str = "subjects";

/// How a round was drawn.
#[component]
pub fn Draw() -> impl IntoView {
    let params = use_params_map();
    let id =
        Memo::new(move |_| params.with(|params| params.get("id")).and_then(|id| id.parse::<RoundId>().ok()));
    let record = fetch(move |client| {
        let id = id.get();
        async move {
            let Some(id) = id else { return Ok(None) };
            let record = match client.get_round_draw(id).await {
                Err(error) if error.code() == Some("not_found") => return Ok(None),
                other => other?,
            };
            // The record names places by their paths; the round knows what they are called.
            let targets = match client.list_round_targets(id).await {
                Err(error) if error.code() == Some("targets_secret") => Vec::new(),
                other => other?.items,
            };
            Ok(Some((record, targets)))
        }
    });
    let show = |found: Option<(RoundDraw, Vec<RoundTarget>)>| match found {
        Some((record, targets)) => view! { <Record record targets/> }.into_any(),
        None => {
            view! { <EmptyState title=open::no_draw detail=open::no_draw_detail icon=icondata_lu::LuDices/> }
                .into_any()
        }
    };
    view! {
        <div class="stack stack--loose">
            <BackLink href="/open/inspections" label=open::results/>
            <PageHead title=open::draw lead=open::draw_lead/>
            <Loaded fetched=record children=show/>
        </div>
    }
}

#[component]
fn Record(record: RoundDraw, targets: Vec<RoundTarget>) -> impl IntoView {
    let toasts = Toasts::get();
    let outcome = RwSignal::new(None::<Result<(), String>>);
    let text = serde_json::to_string_pretty(&record).unwrap_or_default();
    let complete = record.sample.is_some();
    let text = StoredValue::new(text);
    // Checked is the text that can be downloaded, by the rules that `gongzhi verify-draw` has.
    let check = move |()| {
        let checked = text.with_value(|text| {
            let record: DrawRecord = serde_json::from_str(text).map_err(|error| error.to_string())?;
            record.verify().map_err(|error| error.to_string())
        });
        outcome.set(Some(checked));
    };
    let save = move |()| {
        if !text.with_value(|text| device::download("draw.json", "application/json", text.as_bytes())) {
            toasts.say(common::not_saved());
        }
    };
    let shown = |value: Option<String>| match value {
        Some(value) => view! { <code class="breakable">{value}</code> }.into_any(),
        None => open::not_yet.into_any(),
    };
    let sample = record.sample.unwrap_or_default();
    let groups = record.frame.into_iter().enumerate().map(|(index, group)| {
        let Group { name, take, keys } = group;
        let called = |path: &str| {
            let target = targets.iter().find(|target| target.area_path.as_str() == path);
            target.map_or_else(
                || path.strip_prefix(name.as_str()).unwrap_or(path).to_owned(),
                |t| t.area_name.clone(),
            )
        };
        let total = keys.len();
        let drawn: Vec<String> = sample.get(index).into_iter().flatten().map(|path| called(path)).collect();
        let name = if name == SUBJECTS { open::villages().to_owned() } else { called(&name) };
        view! {
            <li>
                <strong>{move || open::group_of(&name, total, take)}</strong>
                <p class="soft breakable">{drawn.join(" · ")}</p>
            </li>
        }
    });
    view! {
        <dl class="facts">
            <dt>{open::commitment}</dt><dd><code class="breakable">{record.commitment.to_string()}</code></dd>
            <dt>{open::public_value}</dt><dd>{shown(record.public_value.map(|value| value.to_string()))}</dd>
            <dt>{open::seed}</dt><dd>{shown(record.seed.map(|value| value.to_string()))}</dd>
        </dl>
        <div class="row">
            {complete.then(|| view! {
                <Button kind=ButtonKind::Primary icon=icondata_lu::LuShieldCheck on_press=check>{open::verify}</Button>
            })}
            <Button icon=icondata_lu::LuDownload on_press=save>{open::record_file}</Button>
        </div>
        <div role="status">
            {move || outcome.get().map(|outcome| match outcome {
                Ok(()) => view! { <Notice tone=Tone::Done><p>{open::verified}</p></Notice> }.into_any(),
                Err(reason) => view! { <Notice tone=Tone::Alert><p>{move || open::not_verified(&reason)}</p></Notice> }.into_any(),
            })}
        </div>
        <section class="stack">
            <h2>{open::groups}</h2>
            <ul class="stack">{groups.collect_view()}</ul>
        </section>
    }
}
