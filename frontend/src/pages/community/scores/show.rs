//! The scores of one round: every mark of a place with its words and photos, and the objections to them.

use client::{Client, ClientError};
use contract::inspections::{GetTemplate, ListedRound, Objection, RoundTarget, Sheet};
use domain::{
    ids::{AreaId, RoundId},
    inspections::{Dimension, Indicator, Template},
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::{
    list::{Standing, open_until},
    objection::ShowObjection,
};
use crate::{
    components::{
        ButtonLink, Choice, EmptyState, FilterSelect, Filters, Notice, PageHead, Segments, Time, Tone,
    },
    fetch::{Loaded, fetch},
    format,
    i18n::objections,
    live,
    pages::{
        community::field::{account::Frame, photo::Source, read_only::MarkLine, words::month},
        identity::SignedInOnly,
    },
    query::QueryParam,
};

/// A round with the places of it whose sheets one may read.
#[derive(Clone, PartialEq)]
struct Seen {
    round: ListedRound,
    template: Template,
    targets: Vec<RoundTarget>,
}

async fn seen(client: Client, id: RoundId) -> Result<Seen, ClientError> {
    let round = client.get_round(id).await?.body.round;
    let number = Some(round.template_number);
    let template = client.get_template(round.template_id, &GetTemplate { number }).await?.body.content;
    let targets = client.list_round_targets(id).await?.items;
    Ok(Seen { round, template, targets: targets.into_iter().filter(|target| target.sheet).collect() })
}

/// The scores of one round.
#[component]
pub fn RoundScores() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|params| params.get("round")).and_then(|id| id.parse().ok()));
    view! {
        <SignedInOnly title=objections::scores home="/" let:_me>
            <Frame back="/work/scores" back_label=objections::scores>
                {move || match id.get() {
                    Some(id) => view! { <OfRound id/> }.into_any(),
                    None => view! { <NotInspected/> }.into_any(),
                }}
            </Frame>
        </SignedInOnly>
    }
}

#[component]
fn NotInspected() -> impl IntoView {
    view! {
        <PageHead title=objections::scores/>
        <EmptyState title=objections::no_sheet detail=objections::no_sheet_detail icon=icondata_lu::LuClipboardX/>
    }
}

#[component]
fn OfRound(id: RoundId) -> impl IntoView {
    let fetched = fetch(move |client| seen(client, id));
    let show = |seen: Seen| {
        if seen.targets.is_empty() {
            view! { <NotInspected/> }.into_any()
        } else {
            view! { <Places seen/> }.into_any()
        }
    };
    view! { <Loaded fetched boxes=true children=show/> }
}

#[component]
fn Places(seen: Seen) -> impl IntoView {
    let chosen = QueryParam::of("area");
    let first = seen.targets.first().map(|target| target.area_id.to_string()).unwrap_or_default();
    let several = seen.targets.len() > 1;
    let options: Vec<(String, String)> =
        seen.targets.iter().map(|target| (target.area_id.to_string(), target.area_name.clone())).collect();
    let (at, area) = (seen.round.month, seen.round.area_name.clone());
    let round = seen.round.clone();
    let until = round.objections_until;
    let open = open_until(&round);
    let name = seen.template.name.clone();
    let seen = StoredValue::new(seen);
    let target = Memo::new(move |_| {
        let wanted = chosen.value.get();
        seen.with_value(|seen| {
            let found = seen.targets.iter().find(|target| target.area_id.to_string() == wanted);
            found.or(seen.targets.first()).cloned()
        })
    });
    view! {
        <PageHead title=move || objections::round_of(month(at), &area) lead=name/>
        <div class="row"><Standing round/></div>
        {match open {
            Some(at) => view! {
                <Notice tone=Tone::Working>
                    <p><strong>{move || objections::until(format::date_time(at))}</strong></p>
                    <p>{objections::time_left}" "<Time at/></p>
                </Notice>
            }
            .into_any(),
            None => until.map(|at| view! {
                <p class="soft">{move || objections::window_over(format::date_time(at))}</p>
            })
            .into_any(),
        }}
        {several.then(|| view! {
            <Filters><FilterSelect name="area" label=objections::place options=Signal::derive(move || options.clone()) default=first/></Filters>
        })}
        {move || target.get().map(|target| view! { <OfPlace seen target/> })}
    }
}

#[component]
fn OfPlace(seen: StoredValue<Seen>, target: RoundTarget) -> impl IntoView {
    let (round, area) = (seen.with_value(|seen| seen.round.id), target.area_id);
    let fetched = fetch(move |client| async move {
        let sheet = client.get_sheet(round, area).await?.body;
        let objections = client.list_objections(round).await?.items;
        let mine = objections.into_iter().filter(|objection| objection.area_id == area).collect::<Vec<_>>();
        Ok((sheet, mine))
    });
    // Whoever decides does so at a desk: it is seen here without reloading.
    live::follow(move |event| event.subject.contains(&round.to_string()), move || fetched.reload());
    let name = target.area_name;
    let show = move |(sheet, objections): (Sheet, Vec<Objection>)| {
        let changed = Callback::new(move |()| fetched.reload());
        view! { <Marks seen area name=name.clone() sheet objections changed/> }
    };
    view! { <Loaded fetched boxes=true children=show/> }
}

#[component]
fn Marks(
    seen: StoredValue<Seen>,
    area: AreaId,
    name: String,
    sheet: Sheet,
    objections: Vec<Objection>,
    changed: Callback<()>,
) -> impl IntoView {
    let which = RwSignal::new("lost".to_owned());
    let choices = Signal::derive(|| {
        vec![Choice::new("lost", objections::lost_only), Choice::new("all", objections::all_marks)]
    });
    let (round, open) = seen.with_value(|seen| (seen.round.id, open_until(&seen.round).is_some()));
    let score = sheet.score;
    let (findings, objections) = (StoredValue::new(sheet.findings), StoredValue::new(objections));
    let lost = move |indicator: &Indicator| {
        findings.with_value(|findings| {
            findings.get(&indicator.code).is_some_and(|finding| indicator.loses(finding))
        })
    };
    let objected = move |code: &str| {
        let of =
            |all: &Vec<Objection>| all.iter().filter(|one| one.code == code).cloned().collect::<Vec<_>>();
        objections.with_value(of)
    };
    let line = move |indicator: Indicator| {
        let finding = findings.with_value(|findings| findings.get(&indicator.code).cloned());
        let points = finding.as_ref().map(|finding| finding.points);
        let (note, photos) = finding.map(|finding| (finding.note, finding.photos)).unwrap_or_default();
        let photos = photos.into_iter().map(Source::Server).collect();
        let raised = objected(&indicator.code);
        // One that was withdrawn leaves room for another.
        let may = open && raised.iter().all(|one| one.state == "withdrawn") && points.is_some();
        let href = format!("/work/scores/{round}/{area}/{}", indicator.code);
        let (about, title) = (indicator.clone(), indicator.name.clone());
        view! {
            <MarkLine indicator points note photos>
                {raised
                    .into_iter()
                    .map(|objection| view! { <ShowObjection objection indicator=about.clone() changed/> })
                    .collect_view()}
                {may.then(|| view! {
                    <div class="row">
                        <ButtonLink href icon=icondata_lu::LuMessageSquareWarning>
                            {objections::object}<span class="visually-hidden">" "{title}</span>
                        </ButtonLink>
                    </div>
                })}
            </MarkLine>
        }
    };
    let part = move |dimension: Dimension| {
        let all = which.with(|which| which == "all");
        let shown = |indicator: &Indicator| all || lost(indicator) || !objected(&indicator.code).is_empty();
        let indicators: Vec<Indicator> = dimension.indicators.into_iter().filter(shown).collect();
        (!indicators.is_empty()).then(|| {
            view! {
                <section class="stack stack--tight">
                    <h2>{dimension.name}</h2>
                    <ul class="mark-lines" role="list">{indicators.into_iter().map(line).collect_view()}</ul>
                </section>
            }
        })
    };
    let parts = move || {
        let dimensions = seen.with_value(|seen| seen.template.dimensions.clone());
        let shown: Vec<_> = dimensions.into_iter().filter_map(part).collect();
        if shown.is_empty() {
            view! { <p class="soft">{objections::nothing_lost}</p> }.into_any()
        } else {
            shown.collect_view().into_any()
        }
    };
    view! {
        {score.map(|score| view! {
            <p class="total">
                <span class="soft">{name}" · "{objections::your_score}</span>" "
                <strong>{score.to_string()}</strong>" "<span class="soft">{objections::of_hundred}</span>
            </p>
        })}
        <Segments name="which" label=objections::show choices value=which on_choose=Callback::new(move |value| which.set(value))/>
        {parts}
    }
}
