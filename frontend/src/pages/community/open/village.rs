//! Everything that was published of a village.

use contract::inspections::{
    Certificate, GetVillageRecord, RecordedCriticism, RecordedHalfYear, VillageRecord,
};
use domain::ids::AreaId;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::{Print, village_scores::Scores};
use crate::{
    components::{BackLink, Badge, ButtonLink, EmptyState, Notice, PageHead, Tone},
    fetch::{Loaded, fetch},
    format,
    i18n::{open, rectifications, villages},
    pages::{
        awards_words::{LineExplained, half_year, month},
        rectifications::VillageRectifications,
    },
    query::QueryParam,
};

/// A village's record.
#[component]
pub fn Village() -> impl IntoView {
    let params = use_params_map();
    let id =
        Memo::new(move |_| params.with(|params| params.get("id")).and_then(|id| id.parse::<AreaId>().ok()));
    let until = QueryParam::of("until");
    let found = fetch(move |client| {
        let (id, query) =
            (id.get(), GetVillageRecord { until: until.value.with(|until| until.parse().ok()) });
        async move {
            let Some(id) = id else { return Ok(None) };
            match client.get_village_record(id, &query).await {
                Err(error) if error.code() == Some("not_found") => Ok(None),
                other => other.map(Some),
            }
        }
    });
    let title = move || match found.answer.get() {
        Some(Ok(Some(record))) => record.area_name,
        _ => villages::village().to_owned(),
    };
    let show = move |found: Option<VillageRecord>| match found {
        Some(record) => view! { <Record record/> }.into_any(),
        None => view! {
            <EmptyState title=villages::unknown detail=villages::unknown_detail icon=icondata_lu::LuMapPinOff>
                <ButtonLink href="/open/inspections">{open::results}</ButtonLink>
            </EmptyState>
        }
        .into_any(),
    };
    view! {
        <div class="stack stack--loose">
            <BackLink href="/open/inspections" label=open::results/>
            <PageHead title=title lead=villages::lead/>
            <Loaded fetched=found children=show/>
        </div>
    }
}

#[component]
fn Record(record: VillageRecord) -> impl IntoView {
    let (from, until, id) = (record.from, record.until, record.area_id);
    let latest = record.months.first().map(|of| (of.month, of.score, of.place, of.field));
    let now = latest.map(|(of, score, place, field)| {
        view! {
            <p class="village__now">
                <strong class="village__score">{score.to_string()}</strong>
                <span>{move || villages::latest(month(of), place, field)}</span>
            </p>
        }
    });
    let earlier = record.earlier.map(|earlier| {
        view! {
            <ButtonLink href=format!("/open/villages/{id}?until={earlier}") icon=icondata_lu::LuHistory>
                {villages::earlier}
            </ButtonLink>
        }
    });
    let (half_years, certificates) = (record.half_years.clone(), record.certificates.clone());
    let criticisms = record.criticisms.clone();
    view! {
        {now}
        <section class="stack">
            <h2>{villages::months}</h2>
            <p class="soft">{move || villages::span(month(from), month(until))}</p>
            <Scores record/>
            <div class="row no-print">{earlier}<Print/></div>
        </section>
        <section class="stack">
            <h2>{villages::half_years}</h2>
            {if half_years.is_empty() {
                view! { <p class="soft">{villages::no_half_years}</p> }.into_any()
            } else {
                half_years.into_iter().map(paid).collect_view().into_any()
            }}
        </section>
        <section class="stack">
            <h2>{rectifications::of_village}</h2>
            <VillageRectifications area_id=id/>
        </section>
        <section class="stack">
            <h2>{villages::certificates}</h2>
            {if certificates.is_empty() {
                view! { <p class="soft">{villages::no_certificates}</p> }.into_any()
            } else {
                view! { <ul class="list">{certificates.into_iter().map(certificate).collect_view()}</ul> }.into_any()
            }}
        </section>
        <section class="stack">
            <h2>{open::criticism}</h2>
            {if criticisms.is_empty() {
                view! { <p class="soft">{villages::no_criticism}</p> }.into_any()
            } else {
                criticisms.into_iter().map(criticism).collect_view().into_any()
            }}
        </section>
    }
}

/// What a half-year paid; opened, everything behind it.
fn paid(of: RecordedHalfYear) -> impl IntoView {
    let RecordedHalfYear { settlement, rules, line, field } = of;
    let (half, id, revision) = (settlement.half_year, settlement.id, settlement.revision);
    let (total, rank) = (line.total_fen, line.rank);
    let words = move || match rank {
        Some(rank) => format!("{} · {}", half_year(half), villages::place_of(rank, field)),
        None => half_year(half),
    };
    view! {
        <details class="card">
            <summary>
                <span class="grow">{words}{(revision > 1).then_some(move || open::revision(revision))}</span>
                <strong class="whole">{format::money(total)}</strong>
            </summary>
            <LineExplained line rules half_year=half/>
            <p><a href=format!("/open/awards?settlement={id}")>{villages::whole_settlement}</a></p>
        </details>
    }
}

fn certificate(found: Certificate) -> impl IntoView {
    let (half, title) = (found.half_year, found.title);
    let revoked = found.revoked_at.is_some();
    view! {
        <li>
            <a class="list__link" href=format!("/open/certificates/{}", found.number)>
                <span class="grow">{found.honoured}<br/><span class="soft">{move || format!("{} · {title}", half_year(half))}</span></span>
                {revoked.then(|| view! { <Badge tone=Tone::Alert label=open::revoked/> })}
            </a>
        </li>
    }
}

fn criticism(of: RecordedCriticism) -> impl IntoView {
    let months = of.months;
    let last = months.last().map(|at| at.month);
    let words = move || {
        let at = months.iter().map(|at| open::at_bottom(month(at.month), at.from_bottom, at.field, at.score));
        at.collect::<Vec<_>>().join(open::list_comma())
    };
    view! {
        <Notice tone=Tone::Alert>
            <strong>{move || last.map(|last| villages::criticised_in(month(last)))}</strong>
            <p>{words}</p>
        </Notice>
    }
}
