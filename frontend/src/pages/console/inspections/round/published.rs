//! What was published of a round: the ranking with its revisions, criticism, files.

use client::Client;
use contract::inspections::{
    CriticisedVillage, GetRanking, ListCriticisms, RankedPlace, Ranking, RoundRevision,
};
use domain::inspections::{Regularity, Report, Subjects};
use leptos::prelude::*;

use super::{super::words, desk::Desk};
use crate::{
    components::{ButtonLink, ErrorState, Notice, Save, Skeleton, TableBox, Time, Tone},
    device,
    fetch::fetch,
    i18n::rounds,
    query::QueryParam,
};

/// What was published; nothing before.
#[component]
pub(super) fn Published(desk: Desk) -> impl IntoView {
    let here = desk.memo(|round| round.round.state == "published");
    view! { <Show when=move || here.get()><Results desk/></Show> }
}

#[component]
fn Results(desk: Desk) -> impl IntoView {
    let id = desk.id;
    let revision = QueryParam::of("revision").value;
    let found = fetch(move |client| {
        desk.ticks.track();
        let revision = revision.with(|number| number.parse().ok());
        async move { client.get_ranking(id, &GetRanking { revision, ..GetRanking::default() }).await }
    });
    let body = move || match found.answer.get() {
        None => view! { <Skeleton count=6/> }.into_any(),
        Some(Err(failure)) => view! { <ErrorState failure on_retry=move |()| found.reload()/> }.into_any(),
        Some(Ok(ranking)) => shown(ranking).into_any(),
    };
    view! {
        <section class="stack" aria-labelledby="ranking-head">
            <h2 id="ranking-head">{rounds::ranking}</h2>
            {body}
        </section>
    }
}

fn shown(ranking: Ranking) -> impl IntoView {
    let (round, number) = (ranking.round, ranking.revision);
    let (id, month) = (round.id, round.month);
    let latest = ranking.revisions.last().map_or(1, |revision| revision.number);
    let special = round.report == Report::SpecialReport;
    // Only the public routine of villages brings criticism.
    let criticises =
        !special && round.subjects == Subjects::Villages && round.regularity == Regularity::Regular;
    let places: Vec<u32> = ranking.items.iter().map(|item| item.place).collect();
    let shared = |place: u32| places.iter().filter(|other| **other == place).count() > 1;
    let rows = ranking.items.into_iter().map(|item| {
        let shared = shared(item.place);
        row(id, item, shared)
    });
    let rows = rows.collect_view();
    let bulletin = move |client: Client| async move { client.get_bulletin(id).await };
    let scores = move |client: Client| async move { client.get_round_scores(id, device::XLSX).await };
    let revisions = ranking.revisions;
    view! {
        {(number < latest).then(|| view! {
            <Notice tone=Tone::Waiting>
                <p>{move || rounds::older_revision(number)}" "<a href=words::address(id)>{rounds::to_latest}</a></p>
            </Notice>
        })}
        {criticises.then(|| view! { <Criticism area=round.area_id month/> })}
        <div class="row">
            <Save name=format!("{month}.pdf") kind="application/pdf" ask=bulletin>
                {if special { rounds::special_paper.into_any() } else { rounds::bulletin_paper.into_any() }}
            </Save>
            <Save name=format!("{month}.xlsx") kind=device::XLSX ask=scores>{rounds::scores_file}</Save>
            {(!special && round.subjects == Subjects::Villages).then(|| view! {
                <ButtonLink href=format!("/open/inspections?round={id}") icon=icondata_lu::LuExternalLink>{rounds::public_page}</ButtonLink>
            })}
        </div>
        <TableBox caption=rounds::ranking>
            <thead><tr>
                <th scope="col" class="number">{rounds::place}</th>
                <th scope="col">{rounds::column_place}</th>
                <th scope="col" class="number">{rounds::score}</th>
            </tr></thead>
            <tbody>{rows}</tbody>
        </TableBox>
        <h3>{rounds::revisions}</h3>
        <ul class="list">{revisions.into_iter().rev().map(|revision| one(id, revision, number)).collect_view()}</ul>
    }
}

fn row(round: domain::ids::RoundId, item: RankedPlace, shared: bool) -> impl IntoView {
    let sheet = format!("{}/sheets/{}", words::address(round), item.area_id);
    view! {
        <tr>
            <td class="number">{item.place}{shared.then(|| view! { " " <span class="soft">{rounds::shared}</span> })}</td>
            <th scope="row"><a href=sheet>{item.area_name}</a></th>
            <td class="number">{item.score.to_string()}</td>
        </tr>
    }
}

fn one(round: domain::ids::RoundId, revision: RoundRevision, read: u32) -> impl IntoView {
    let number = revision.number;
    let here = number == read;
    view! {
        <li class="list__line">
            <a href=format!("{}?revision={number}", words::address(round)) aria-current=here.then_some("true")>
                {move || rounds::revision(number)}
            </a>
            <Time at=revision.published_at/>
            <span class="grow">{match revision.reason {
                Some(reason) => reason.into_any(),
                None => rounds::first_published.into_any(),
            }}</span>
            {here.then(|| view! { <span class="small soft">{rounds::read_now}</span> })}
        </li>
    }
}

/// Who is criticised because of this month.
#[component]
fn Criticism(area: domain::ids::AreaId, month: domain::inspections::Month) -> impl IntoView {
    let found = fetch(move |client| async move {
        let query = ListCriticisms { area_id: area, from: month, until: month };
        client.list_criticisms(&query).await.map(|criticisms| criticisms.items)
    });
    let line = |village: CriticisedVillage| {
        let months = move || {
            let at =
                village.months.iter().map(|at| rounds::at_bottom(words::month(at.month), at.from_bottom));
            rounds::criticised(&village.village_name, at.collect::<Vec<_>>().join(rounds::comma()))
        };
        view! { <li>{months}</li> }
    };
    move || match found.answer.get() {
        None => view! { <Skeleton count=1/> }.into_any(),
        Some(Err(failure)) => view! { <p class="soft">{failure.detail}</p> }.into_any(),
        Some(Ok(items)) if items.is_empty() => {
            view! { <p class="soft">{rounds::no_criticism}</p> }.into_any()
        }
        Some(Ok(items)) => view! {
            <Notice tone=Tone::Alert>
                <strong>{rounds::criticism}</strong>
                <ul>{items.into_iter().map(line).collect_view()}</ul>
            </Notice>
        }
        .into_any(),
    }
}
