//! The ranking of a month: as a table, or as a map that the table stands beside.

use contract::inspections::ListedRound;
use domain::{ids::AreaId, inspections::Regularity};
use leptos::prelude::*;

use super::{
    Print, Save,
    notice::{Corrections, Criticised, Published, RankingTable, read},
    published,
    ranking_map::RankingMap,
    routine_before,
};
use crate::{
    components::{BackLink, ButtonLink, Choice, EmptyState, FilterSelect, Filters, PageHead, Segments},
    device,
    fetch::{Loaded, fetch},
    i18n::open,
    pages::awards_words::month,
    query::QueryParam,
};

/// The ranking of a month.
#[component]
pub fn RankingPage() -> impl IntoView {
    let rounds = fetch(published);
    let show = |rounds: Vec<ListedRound>| {
        if rounds.is_empty() {
            view! {
                <EmptyState title=open::no_results detail=open::no_results_detail icon=icondata_lu::LuClipboardCheck>
                    <ButtonLink href="/open/draws" icon=icondata_lu::LuDices>{open::draws}</ButtonLink>
                </EmptyState>
            }
            .into_any()
        } else {
            view! { <Chosen rounds/> }.into_any()
        }
    };
    view! {
        <div class="stack stack--loose">
            <BackLink href="/open" label=open::hub/>
            <PageHead title=open::results lead=open::results_lead/>
            <Loaded fetched=rounds children=show/>
        </div>
    }
}

/// The month of the place that was chosen; the latest where none was.
#[component]
fn Chosen(rounds: Vec<ListedRound>) -> impl IntoView {
    let (area, chosen, view) = (QueryParam::of("area"), QueryParam::of("round"), QueryParam::of("view"));
    let mut areas: Vec<(AreaId, String)> = Vec::new();
    for round in &rounds {
        if !areas.iter().any(|(id, _)| *id == round.area_id) {
            areas.push((round.area_id, round.area_name.clone()));
        }
    }
    let several = areas.len() > 1;
    let first_area = areas.first().map(|(id, _)| id.to_string()).unwrap_or_default();
    let areas: Vec<_> = areas.into_iter().map(|(id, name)| (id.to_string(), name)).collect();
    let rounds = StoredValue::new(rounds);
    let round = Memo::new(move |_| {
        rounds.with_value(|rounds| {
            let (area, wanted) = (area.value.get(), chosen.value.get());
            let here = |round: &&ListedRound| area.is_empty() || round.area_id.to_string() == area;
            let asked = rounds.iter().find(|round| round.id.to_string() == wanted && here(round));
            let routine = |round: &&ListedRound| here(round) && round.regularity == Regularity::Regular;
            asked.or_else(|| rounds.iter().find(routine)).or_else(|| rounds.iter().find(here)).cloned()
        })
    });
    // Of one place, the latest first.
    let months = Memo::new(move |_| {
        let area = round.with(|round| round.as_ref().map(|round| round.area_id));
        rounds.with_value(|rounds| {
            let here = rounds.iter().filter(|round| Some(round.area_id) == area);
            here.cloned().collect::<Vec<_>>()
        })
    });
    let options = Signal::derive(move || {
        let named = |round: &ListedRound| {
            let mut words = month(round.month);
            if round.regularity == Regularity::Irregular {
                words.push_str(open::beside_routine());
            }
            (round.id.to_string(), words)
        };
        months.with(|months| months.iter().map(named).collect::<Vec<_>>())
    });
    let step = move |by: isize| {
        months.with(|months| {
            let here = round.with(|round| round.as_ref().map(|round| round.id))?;
            let at = months.iter().position(|month| month.id == here)?;
            months.get(at.checked_add_signed(by)?).cloned()
        })
    };
    let found = fetch(move |client| {
        let round = round.get();
        async move {
            let Some(round) = round else { return Ok(None) };
            let before = rounds.with_value(|rounds| routine_before(rounds, &round).cloned());
            read(client, round, before).await.map(Some)
        }
    });
    let as_map = Memo::new(move |_| view.value.with(|view| view == "map"));
    let chosen_view =
        Signal::derive(move || if as_map.get() { "map".to_owned() } else { "table".to_owned() });
    let views = Signal::derive(|| {
        vec![
            Choice::new("table", open::as_table).icon(icondata_lu::LuTable2),
            Choice::new("map", open::as_map).icon(icondata_lu::LuMap),
        ]
    });
    let choose_view = move |name: String| view.set(if name == "map" { name } else { String::new() });
    let default = move || rounds.with_value(|rounds| rounds.first().map(|round| round.id.to_string()));
    let show = move |found: Option<Published>| found.map(|published| view! { <OneMonth published as_map/> });
    let link = move |by: isize, words: fn(String) -> String, class: &'static str| {
        step(by).map(|round| {
            let id = round.id.to_string();
            let press = move |event: leptos::ev::MouseEvent| {
                event.prevent_default();
                chosen.set(id.clone());
            };
            view! {
                <a class=class href=format!("/open/inspections?round={}", round.id) on:click=press>
                    {words(month(round.month))}
                </a>
            }
        })
    };
    view! {
        <Filters>
            {several.then(|| view! { <FilterSelect name="area" label=open::place_of options=Signal::stored(areas) default=first_area/> })}
            {move || {
                let default = round.with(|round| round.as_ref().map(|round| round.id.to_string())).or_else(default);
                view! { <FilterSelect name="round" label=open::month options default=default.unwrap_or_default()/> }
            }}
            <Segments name="view" label=open::shown_as choices=views value=chosen_view on_choose=Callback::new(choose_view)/>
        </Filters>
        <nav class="row row--between no-print" aria-label=open::other_months>
            <span>{move || link(1, open::month_before, "previous")}</span>
            <span>{move || link(-1, open::month_after, "following")}</span>
        </nav>
        <Loaded fetched=found children=show/>
    }
}

#[component]
fn OneMonth(published: Published, as_map: Memo<bool>) -> impl IntoView {
    let round = published.ranking.round.clone();
    let (id, month_of, area) = (round.id, round.month, round.area_name);
    let heading = move || open::ranking_of(&area, month(month_of));
    let scores = move |client: client::Client| async move { client.get_round_scores(id, device::XLSX).await };
    let draw = round.draw.map(|_| format!("/open/inspections/{id}/draw"));
    let drawn = published.clone();
    view! {
        <section class="stack notice-board">
            <h2 class="notice-board__title">{heading}</h2>
            <Corrections revisions=published.ranking.revisions.clone()/>
            <Criticised criticisms=published.criticisms.clone()/>
            <Show when=move || as_map.get()>
                <RankingMap published=drawn.clone()/>
            </Show>
            <RankingTable published/>
            <div class="row no-print">
                <ButtonLink href=format!("/open/bulletins/{id}") icon=icondata_lu::LuScrollText>{open::see_bulletin}</ButtonLink>
                <Save name=format!("{month_of}.xlsx") kind=device::XLSX ask=scores>{open::scores_file}</Save>
                {draw.map(|href| view! { <ButtonLink href icon=icondata_lu::LuDices>{open::see_draw}</ButtonLink> })}
                <Print/>
            </div>
        </section>
    }
}
