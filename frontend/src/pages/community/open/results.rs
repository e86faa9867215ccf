//! The results of a month: ranking, criticism, files.

use client::Client;
use contract::inspections::{Criticisms, GetRanking, ListCriticisms, ListedRound, RankedPlace, Ranking};
use leptos::prelude::*;

use super::{Save, published};
use crate::{
    components::{ButtonLink, EmptyState, FilterSelect, Filters, Notice, PageHead, TableBox, Tone},
    device,
    fetch::{Loaded, fetch},
    i18n::open,
    pages::awards_words::month,
    query::QueryParam,
};

/// The published results of inspections.
#[component]
pub fn Results() -> impl IntoView {
    let rounds = fetch(published);
    let show = |rounds: Vec<ListedRound>| {
        if rounds.is_empty() {
            view! { <EmptyState title=open::no_results detail=open::no_results_detail icon=icondata_lu::LuClipboardCheck/> }
                .into_any()
        } else {
            view! { <OfMonth rounds/> }.into_any()
        }
    };
    view! {
        <div class="stack stack--loose">
            <PageHead title=open::results lead=open::results_lead>
                <ButtonLink href="/open/awards" icon=icondata_lu::LuAward>{open::awards}</ButtonLink>
            </PageHead>
            <Loaded fetched=rounds children=show/>
        </div>
    }
}

/// The month that was chosen, the latest where none was.
#[component]
fn OfMonth(rounds: Vec<ListedRound>) -> impl IntoView {
    let chosen = QueryParam::of("round");
    let first = rounds.first().map(|round| round.id.to_string()).unwrap_or_default();
    let rounds = StoredValue::new(rounds);
    let options = Signal::derive(move || {
        let named = |round: &ListedRound| {
            (round.id.to_string(), format!("{} · {}", month(round.month), round.area_name))
        };
        rounds.with_value(|rounds| rounds.iter().map(named).collect::<Vec<_>>())
    });
    let round = Memo::new(move |_| {
        rounds.with_value(|rounds| {
            let wanted = chosen.value.get();
            rounds.iter().find(|round| round.id.to_string() == wanted).or(rounds.first()).cloned()
        })
    });
    let found = fetch(move |client| {
        let round = round.get();
        async move {
            let Some(round) = round else { return Ok(None) };
            let ranking = client.get_ranking(round.id, &GetRanking::default()).await?;
            let query = ListCriticisms { area_id: round.area_id, from: round.month, until: round.month };
            let criticisms = client.list_criticisms(&query).await?;
            Ok(Some((ranking, criticisms)))
        }
    });
    let show = |found: Option<(Ranking, Criticisms)>| {
        found.map(|(ranking, criticisms)| view! { <OneMonth ranking criticisms/> })
    };
    view! {
        <Filters><FilterSelect name="round" label=open::month options default=first/></Filters>
        <Loaded fetched=found children=show/>
    }
}

#[component]
fn OneMonth(ranking: Ranking, criticisms: Criticisms) -> impl IntoView {
    let (id, round) = (ranking.round.id, ranking.round);
    let name = month(round.month);
    let caption = name.clone();
    let reason = ranking.revisions.last().and_then(|revision| revision.reason.clone());
    let lead = round.lead_name.clone();
    let bulletin = move |client: Client| async move { client.get_bulletin(id).await };
    let scores = move |client: Client| async move { client.get_round_scores(id, device::XLSX).await };
    let draw = round.draw.map(|_| format!("/open/inspections/{id}/draw"));
    let items = ranking.items;
    let shared = {
        let places: Vec<u32> = items.iter().map(|item| item.place).collect();
        move |place: u32| places.iter().filter(|other| **other == place).count() > 1
    };
    let row = move |item: RankedPlace| {
        let shared = shared(item.place);
        view! {
            <tr>
                <td class="number">{item.place}{shared.then(|| view! { " " <span class="soft">{open::shared}</span> })}</td>
                <th scope="row">{item.area_name}</th>
                <td class="number">{item.score.to_string()}</td>
            </tr>
        }
    };
    view! {
        <section class="stack" aria-label=name.clone()>
            <h2>{name.clone()}</h2>
            {lead.map(|lead| view! { <p class="soft">{move || open::led_by(&lead)}</p> })}
            {reason.map(|reason| view! { <Notice tone=Tone::Waiting><p>{move || open::corrected(&reason)}</p></Notice> })}
            <Criticised criticisms/>
            <TableBox caption=caption>
                <thead><tr>
                    <th scope="col" class="number">{open::place}</th>
                    <th scope="col">{open::village}</th>
                    <th scope="col" class="number">{open::score}</th>
                </tr></thead>
                <tbody>{items.into_iter().map(row).collect_view()}</tbody>
            </TableBox>
            <div class="row">
                <Save name=format!("{}.pdf", round.month) kind="application/pdf" ask=bulletin>
                    {open::bulletin}
                </Save>
                <Save name=format!("{}.xlsx", round.month) kind=device::XLSX ask=scores>
                    {open::scores_file}
                </Save>
                {draw.map(|href| view! { <ButtonLink href icon=icondata_lu::LuDices>{open::see_draw}</ButtonLink> })}
            </div>
        </section>
    }
}

/// Who stays at the bottom month after month.
#[component]
fn Criticised(criticisms: Criticisms) -> impl IntoView {
    let line = |village: contract::inspections::CriticisedVillage| {
        let months = move || {
            let at = village.months.iter().map(|at| open::at_bottom(month(at.month), at.from_bottom));
            open::criticised(&village.village_name, at.collect::<Vec<_>>().join(", "))
        };
        view! { <li>{months}</li> }
    };
    (!criticisms.items.is_empty()).then(|| {
        view! {
            <Notice tone=Tone::Alert>
                <strong>{open::criticism}</strong>
                <ul>{criticisms.items.into_iter().map(line).collect_view()}</ul>
            </Notice>
        }
    })
}
