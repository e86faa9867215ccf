//! The sheet of one place: every mark with its weight, its words and its photos, and what an objection made of it.

use client::Tagged;
use contract::inspections::{GetTemplate, Objection, Round, Sheet};
use domain::{
    areas::AreaPath,
    ids::{AreaId, RoundId},
    inspections::{Dimension, DrawPlan, Finding, Findings, Indicator, Mark, Template},
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::{held::held, needs, photo::SheetPhotos, points, round::no_such_round, template::method, words};
use crate::{
    components::{BackLink, Badge, EmptyState, PageHead, Time, Tone},
    fetch::fetch,
    i18n::rounds,
    live,
    pages::{
        console::{BASE, office::office},
        identity::SignedInOnly,
    },
};

/// The page.
#[component]
pub fn SheetPage() -> impl IntoView {
    view! {
        <SignedInOnly title=rounds::sheet home=BASE
            children=|me| office(&me, needs(&me), || view! { <Load/> }.into_any())/>
    }
}

#[component]
fn Load() -> impl IntoView {
    let params = use_params_map();
    let ids = Memo::new(move |_| {
        params.with(|params| {
            let (round, area) = (params.get("id")?, params.get("area")?);
            Some((round.parse::<RoundId>().ok()?, area.parse::<AreaId>().ok()?))
        })
    });
    move || match ids.get() {
        Some((round, area)) => view! {
            <div class="stack">
                <BackLink href=words::address(round) label=rounds::back_to_round/>
                <One round area/>
            </div>
        }
        .into_any(),
        None => no_such_round(),
    }
}

/// Everything that the page shows.
#[derive(Clone, PartialEq)]
struct Whole {
    round: Round,
    place: String,
    sheet: Sheet,
    template: Template,
    objections: Vec<Objection>,
    /// What was drawn inside the place, by name where there is one.
    drawn: Vec<String>,
}

#[component]
fn One(round: RoundId, area: AreaId) -> impl IntoView {
    let ticks = RwSignal::new(0_u32);
    let whole = fetch(move |client| {
        ticks.track();
        async move {
            let Tagged { body: held, .. } = client.get_round(round).await?;
            let place = client.get_area(area).await?.body.name;
            let sheet = client.get_sheet(round, area).await?.body;
            let query = GetTemplate { number: Some(held.round.template_number) };
            let template = client.get_template(held.round.template_id, &query).await?.body.content;
            let objections = match client.list_objections(round).await {
                Err(error) if error.code() == Some("not_found") => Vec::new(),
                other => other?.items.into_iter().filter(|one| one.area_id == area).collect(),
            };
            let drawn = drawn(&client, &held, area).await?;
            Ok(Whole { round: held, place, sheet, template, objections, drawn })
        }
    });
    live::follow(
        move |event| event.subject == format!("round:{round}"),
        move || ticks.update(|ticks| *ticks = ticks.wrapping_add(1)),
    );
    held(whole, not_yet, |whole| move || shown(whole.get()))
}

/// The sheet is not there, or not for the reader, or not yet.
fn not_yet() -> AnyView {
    view! { <EmptyState title=rounds::no_sheet detail=rounds::no_sheet_detail icon=icondata_lu::LuClipboardX/> }.into_any()
}

/// The names of what was drawn inside a place. Households are told by their numbers.
async fn drawn(
    client: &client::Client,
    round: &Round,
    area: AreaId,
) -> Result<Vec<String>, client::ClientError> {
    let Some(DrawPlan::Within { kind, .. }) = round.round.draw else { return Ok(Vec::new()) };
    let targets = client.list_round_targets(round.round.id).await?.items;
    let paths: Vec<AreaPath> = targets
        .into_iter()
        .find(|target| target.area_id == area)
        .map(|target| target.drawn)
        .unwrap_or_default();
    if paths.is_empty() {
        return Ok(Vec::new());
    }
    let inside = client::every_page(|after| {
        let query = contract::areas::ListAreas {
            under_id: Some(area),
            kind: Some(kind),
            limit: Some(contract::page::LIMIT_MAX),
            after,
            ..contract::areas::ListAreas::default()
        };
        async move { client.list_areas(&query).await }
    })
    .await?;
    let name = |path: &AreaPath| {
        let found = inside.iter().find(|area| area.path == *path);
        found.map_or_else(|| path.to_string(), |area| area.name.clone())
    };
    Ok(paths.iter().map(name).collect())
}

/// What a finding gives of an indicator's weight; nothing while there is none.
fn given(indicator: &Indicator, findings: &Findings) -> Option<i64> {
    let finding = findings.get(&indicator.code)?;
    let mark = Mark { points: finding.points, photos: 0 };
    indicator.score(&mark).map(|score| score.hundredths())
}

fn shown(whole: Whole) -> impl IntoView {
    let Whole { round, place, sheet, template, objections, drawn } = whole;
    let (state, month) = (round.round.state.clone(), round.round.month);
    let tone = words::tone(&state);
    let score = sheet.score.map(|score| score.to_string());
    let handed_in = sheet.handed_in_at;
    let findings = sheet.findings.clone();
    let dimensions =
        template.dimensions.into_iter().map(|part| dimension(part, &findings, &objections)).collect_view();
    view! {
        <div class="stack stack--loose">
            <PageHead title=move || rounds::sheet_of(&place, words::month(month))>
                <Badge tone label=move || words::state(&state)/>
            </PageHead>
            <dl class="facts">
                <dt>{rounds::score}</dt>
                <dd>{match score {
                    Some(score) => view! { <strong>{score}</strong>" / 100.00" }.into_any(),
                    None => view! { <Badge tone=Tone::Waiting label=rounds::not_handed_in/> }.into_any(),
                }}</dd>
                {sheet.updated_by_name.map(|name| view! { <dt>{rounds::updated_by}</dt><dd>{name}</dd> })}
                {handed_in.map(|at| view! { <dt>{rounds::handed_in}</dt><dd><Time at/></dd> })}
                {(!drawn.is_empty()).then(|| view! { <dt>{rounds::column_drawn}</dt><dd>{drawn.join(rounds::comma())}</dd> })}
            </dl>
            {dimensions}
        </div>
    }
}

fn dimension(part: Dimension, findings: &Findings, objections: &[Objection]) -> impl IntoView + use<> {
    let weight: i64 = part.indicators.iter().map(|indicator| indicator.weight.hundredths()).sum();
    let got: i64 = part.indicators.iter().filter_map(|indicator| given(indicator, findings)).sum();
    let complete = part.indicators.iter().all(|indicator| findings.contains_key(&indicator.code));
    let line = |indicator: Indicator| {
        let objection = objections.iter().rev().find(|one| one.code == indicator.code).cloned();
        let finding = findings.get(&indicator.code).cloned();
        mark(indicator, finding, objection)
    };
    let lines = part.indicators.into_iter().map(line).collect_view();
    let got = if complete { points::shown(got) } else { "—".to_owned() };
    view! {
        <section class="stack stack--tight">
            <h2 class="row row--between"><span>{part.name}</span><span class="number">{got}" / "{points::shown(weight)}</span></h2>
            <ul class="list">{lines}</ul>
        </section>
    }
}

fn mark(indicator: Indicator, finding: Option<Finding>, objection: Option<Objection>) -> impl IntoView {
    let (way, weight, name) = (indicator.method, indicator.weight, indicator.name.clone());
    let guidance = indicator.guidance.clone();
    let number = finding.as_ref().and_then(|finding| {
        indicator.score(&Mark { points: finding.points, photos: 0 }).map(|score| score.to_string())
    });
    let marked = finding.as_ref().map(|finding| finding.points);
    let (note, photos) = finding.map(|finding| (finding.note, finding.photos)).unwrap_or_default();
    let guide = |line: domain::inspections::Guidance| {
        view! { <li>{move || rounds::guidance(&line.text, line.points, line.points_max)}</li> }
    };
    view! {
        <li class="mark">
            <div class="row row--between">
                <h3 class="mark__name">{name.clone()}</h3>
                <span class="number">{number.unwrap_or_else(|| "—".into())}" / "{weight.to_string()}</span>
            </div>
            {marked.map(|points| view! { <p class="small soft">{move || rounds::mark_of(method(way), points, weight)}</p> })}
            {(!note.is_empty()).then(|| view! { <p class="pre">{note}</p> })}
            <SheetPhotos photos of=name/>
            {objection.map(objected)}
            {(!guidance.is_empty()).then(|| view! {
                <details class="small soft">
                    <summary>{rounds::how_it_counts}</summary>
                    <ul>{guidance.into_iter().map(guide).collect_view()}</ul>
                </details>
            })}
        </li>
    }
}

/// What an objection said and made of the mark: both values.
fn objected(objection: Objection) -> impl IntoView {
    let (word, tone) = words::objection(&objection.state);
    let (before, after) = (objection.before, objection.after);
    view! {
        <div class="mark__objection stack stack--tight">
            <p class="row"><strong>{rounds::objected}</strong><Badge tone label=move || word.clone()/></p>
            {after.map(|after| view! { <p>{move || rounds::became(before, after)}</p> })}
            <p class="pre">{objection.text}</p>
            <SheetPhotos photos=objection.photos of=rounds::objected()/>
            {objection.reply.map(|reply| view! { <p class="pre soft">{rounds::reply}": "{reply}</p> })}
        </div>
    }
}
