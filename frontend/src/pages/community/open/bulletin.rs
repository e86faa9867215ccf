//! One bulletin: a published ranking as it hangs on a notice board.

use client::Client;
use contract::inspections::{ListRounds, ListedRound, RankedPlace};
use domain::{
    ids::RoundId,
    inspections::{DrawPlan, Notice as Announced, Regularity},
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::{
    Print, Save,
    notice::{Corrections, Criticised, Published, RankingTable, read, village_href},
};
use crate::{
    components::{BackLink, ButtonLink, EmptyState, PageHead},
    fetch::{Loaded, fetch},
    format,
    i18n::open,
    pages::awards_words::month,
};

/// A bulletin with the ones beside it.
#[derive(Clone, PartialEq)]
struct Found {
    published: Published,
    before: Option<ListedRound>,
    after: Option<ListedRound>,
}

/// One bulletin.
#[component]
pub fn Bulletin() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| {
        params.with(|params| params.get("round")).and_then(|id| id.parse::<RoundId>().ok())
    });
    let found = fetch(move |client| find(client, id.get()));
    let title = move || match found.answer.get() {
        Some(Ok(Some(found))) => {
            let round = found.published.ranking.round;
            open::ranking_of(&round.area_name, month(round.month))
        }
        _ => open::bulletin_page().to_owned(),
    };
    let show = |found: Option<Found>| {
        match found {
        Some(found) => view! { <Shown found/> }.into_any(),
        None => view! {
            <EmptyState title=open::no_bulletin detail=open::no_bulletin_detail icon=icondata_lu::LuScrollText>
                <ButtonLink href="/open/bulletins">{open::bulletins}</ButtonLink>
            </EmptyState>
        }
        .into_any(),
    }
    };
    view! {
        <div class="stack stack--loose">
            <BackLink href="/open/bulletins" label=open::bulletins/>
            <PageHead title=title/>
            <Loaded fetched=found children=show/>
        </div>
    }
}

async fn find(client: Client, id: Option<RoundId>) -> Result<Option<Found>, client::ClientError> {
    let Some(id) = id else { return Ok(None) };
    let round = match client.get_round(id).await {
        Err(error) if error.code() == Some("not_found") => return Ok(None),
        other => other?.body.round,
    };
    if round.revision == 0 {
        return Ok(None);
    }
    let beside = |from, until| ListRounds {
        area_id: Some(round.area_id),
        subjects: Some(round.subjects),
        state: Some("published".to_owned()),
        limit: Some(contract::page::LIMIT_MAX),
        from,
        until,
        ..ListRounds::default()
    };
    let routine =
        |other: &ListedRound| other.area_id == round.area_id && other.regularity == Regularity::Regular;
    let earlier = client.list_rounds(&beside(None, Some(round.month))).await?.items;
    let before = earlier.into_iter().find(|other| routine(other) && other.month < round.month);
    let later = client.list_rounds(&beside(Some(round.month), None)).await?.items;
    let after = later.into_iter().rev().find(|other| routine(other) && other.month > round.month);
    let published = match read(client, round, before.clone()).await {
        Err(error) if error.code() == Some("not_found") => return Ok(None),
        other => other?,
    };
    Ok(Some(Found { published, before, after }))
}

#[component]
fn Shown(found: Found) -> impl IntoView {
    let Found { published, before, after } = found;
    let round = published.ranking.round.clone();
    let (id, month_of) = (round.id, round.month);
    let paper = move |client: Client| async move { client.get_bulletin(id).await };
    let first = published.ranking.revisions.first().map(|revision| revision.published_at);
    let issuer = round.area_name.clone();
    let issued_by = issuer.clone();
    let best: Vec<RankedPlace> =
        published.ranking.items.iter().filter(|item| item.place <= 3).cloned().collect();
    let draw = round.draw.map(|_| format!("/open/inspections/{id}/draw"));
    let step = |round: Option<ListedRound>, words: fn(String) -> String| {
        round.map(|round| {
            view! { <a href=format!("/open/bulletins/{}", round.id)>{move || words(month(round.month))}</a> }
        })
    };
    view! {
        <article class="notice-board stack">
            <p class="notice-board__title">{move || open::bulletin_heading(&issuer)}</p>
            <p class="notice-board__month">{move || month(month_of)}</p>
            <Inspected round=round.clone() count=published.ranking.items.len()/>
            <Corrections revisions=published.ranking.revisions.clone()/>
            <section class="stack stack--tight">
                <h2>{open::commended}</h2>
                <ul class="bullets">{best.into_iter().map(commended).collect_view()}</ul>
            </section>
            <Criticised criticisms=published.criticisms.clone()/>
            <RankingTable published/>
            <footer class="notice-board__foot">
                <p>{issued_by}<br/>{move || first.map(format::day_of)}</p>
                <span class="seal" aria-hidden="true">{open::seal_bulletin}</span>
            </footer>
        </article>
        <div class="row no-print">
            <Save name=format!("{month_of}.pdf") kind="application/pdf" ask=paper>{open::bulletin}</Save>
            {draw.map(|href| view! { <ButtonLink href icon=icondata_lu::LuDices>{open::see_draw}</ButtonLink> })}
            <Print/>
        </div>
        <nav class="row row--between no-print" aria-label=open::other_months>
            <span>{step(before, open::month_before)}</span>
            <span>{step(after, open::month_after)}</span>
        </nav>
    }
}

fn commended(item: RankedPlace) -> impl IntoView {
    let (place, score) = (item.place, item.score);
    view! {
        <li>
            <a href=village_href(item.area_id)>{item.area_name}</a>
            {open::colon}
            {move || open::place_with_score(place, score)}
        </li>
    }
}

/// What was inspected, how, and under whom.
#[component]
fn Inspected(round: ListedRound, count: usize) -> impl IntoView {
    let draw = round.draw;
    let drawn = move || match draw {
        None => open::nothing_drawn().to_owned(),
        Some(DrawPlan::Subjects { take }) => open::villages_drawn(take),
        Some(DrawPlan::Within { take, .. }) => open::within_drawn(take),
    };
    let announced = match round.notice {
        Announced::Open => open::announced,
        Announced::Covert => open::unannounced,
    };
    let regular = match round.regularity {
        Regularity::Regular => open::routine,
        Regularity::Irregular => open::irregular,
    };
    view! {
        <dl class="facts">
            {round.lead_name.map(|lead| view! { <dt>{open::lead}</dt><dd>{lead}</dd> })}
            <dt>{open::looked_at}</dt><dd>{round.template_name}</dd>
            <dt>{open::how}</dt>
            <dd>{move || format!("{} · {} · {}", regular(), announced(), open::count_villages(count))}</dd>
            <dt>{open::random}</dt><dd>{drawn}</dd>
            {round.started_at.map(|at| view! { <dt>{open::inspected_from}</dt><dd>{move || format::day_of(at)}</dd> })}
        </dl>
    }
}
