//! One version or draft: what it means, what it would have paid, and its adoption.

use client::Tagged;
use contract::inspections::{AwardRulesVersion, ListAwardRules};
use domain::{
    ids::AwardRulesId,
    inspections::{AwardRules, HalfYear, Prize},
    permissions::Permission,
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::{
    super::{READING, half_year_of},
    adopt::Adopt,
    changes::Changes,
    list::in_force,
    plain,
    simulation::Simulator,
};
use crate::{
    components::{
        BackLink, Badge, Button, ButtonKind, ButtonLink, Dialog, EmptyState, PageHead, TableBox, Time,
        Toasts, Tone,
    },
    device,
    fetch::{Fetched, fetch},
    format,
    i18n::awards,
    pages::{
        awards_words::half_year,
        console::{BASE, lists::loaded, office::office},
        identity::SignedInOnly,
    },
    session::Session,
};

/// The page.
#[component]
pub fn RulesPage() -> impl IntoView {
    view! {
        <SignedInOnly title=awards::rules_one home=BASE
            children=|me| office(&me, READING, || view! { <div class="stack"><Whole/></div> }.into_any())/>
    }
}

/// A version with the name of its area, the half-years from which the area has adopted any, and what is in force there.
#[derive(Clone, PartialEq)]
struct Found {
    rules: Tagged<AwardRulesVersion>,
    area: String,
    taken: Vec<HalfYear>,
    current: Option<AwardRules>,
}

#[component]
fn Whole() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| {
        params.with(|params| params.get("id")).and_then(|id| id.parse::<AwardRulesId>().ok())
    });
    let found = fetch(move |client| {
        let id = id.get();
        async move {
            let Some(id) = id else { return Ok(None) };
            let rules = match client.get_award_rules(id).await {
                Err(error) if error.code() == Some("not_found") => return Ok(None),
                other => other?,
            };
            let area_id = rules.body.area_id;
            let lineage = client.get_lineage(area_id).await?.items;
            let area = lineage.last().map(|area| area.name.clone()).unwrap_or_default();
            let all = client.list_award_rules(&ListAwardRules { area_id }).await?.items;
            let current = half_year_of(device::now()).and_then(|now| in_force(&all, now));
            let current = current.map(|current| current.content.clone());
            let own = all.into_iter().filter(|other| other.area_id == area_id);
            let taken = own.filter_map(|other| other.adopted_from).collect();
            Ok(Some(Found { rules, area, taken, current }))
        }
    });
    view! {
        <BackLink href=format!("{BASE}/inspections/rules") label=awards::rules/>
        {loaded(found, move |shown| match shown {
            Some(shown) => view! { <Shown found shown/> }.into_any(),
            None => view! { <EmptyState title=awards::no_such_rules icon=icondata_lu::LuMapPinOff/> }.into_any(),
        })}
    }
}

#[component]
fn Shown(found: Fetched<Option<Found>>, shown: Found) -> impl IntoView {
    let (session, toasts) = (Session::get(), Toasts::get());
    let Found { rules: Tagged { body: rules, etag }, area, taken, current } = shown;
    let manages = session.may(Permission::ManageInspections, &rules.area_path);
    let manages_somewhere = session.may_somewhere(Permission::ManageInspections);
    let (id, from, written_at) = (rules.id, rules.adopted_from, rules.written_at);
    let title = move || match from {
        Some(from) => awards::rules_from(half_year(from)),
        None => awards::rules_draft().to_owned(),
    };
    let begun = from.zip(half_year_of(device::now())).is_some_and(|(from, now)| from <= now);
    let (tone, state): (Tone, fn() -> &'static str) = match from {
        None => (Tone::Neutral, awards::draft),
        Some(_) if begun => (Tone::Done, awards::adopted),
        Some(_) => (Tone::Waiting, awards::in_force_later),
    };
    let adopting = RwSignal::new(false);
    let adopted = move |done: AwardRulesVersion| {
        adopting.set(false);
        toasts.say(awards::rules_adopted(done.adopted_from.map(half_year).unwrap_or_default()));
        found.reload();
    };
    // What is or was in force has been decided: only what is to come is held against it.
    let changes = current.filter(|_| !begun).map(|old| view! { <Changes old new=rules.content.clone()/> });
    let (content, prizes) = (rules.content.clone(), rules.content.prizes.clone());
    let cost = rules.content.clone();
    let (name, dialog_area) = (area.clone(), area);
    view! {
        <PageHead title>
            {(manages && from.is_none()).then(|| view! {
                <Button kind=ButtonKind::Primary icon=icondata_lu::LuStamp on_press=move |()| adopting.set(true)>{awards::adopt}</Button>
            })}
            {manages_somewhere.then(|| view! {
                <ButtonLink icon=icondata_lu::LuCopyPlus href=format!("{BASE}/inspections/rules/new?from={id}")>{awards::draft_from_these}</ButtonLink>
            })}
        </PageHead>
        <dl class="facts">
            <dt>{awards::column_state}</dt><dd><Badge tone label=state/></dd>
            <dt>{awards::column_whose}</dt><dd>{name}</dd>
            <dt>{awards::written_at}</dt><dd><Time at=written_at/></dd>
        </dl>
        <section class="stack meaning" aria-labelledby="meaning-head">
            <h2 id="meaning-head">{awards::meaning}</h2>
            <ul class="bullets">
                {move || plain::sentences(&content).into_iter().map(|words| view! { <li>{words}</li> }).collect_view()}
            </ul>
            <p><strong>{move || plain::cost(&cost)}</strong></p>
        </section>
        {changes}
        {(!prizes.is_empty()).then(|| view! { <PrizeTable prizes/> })}
        <section class="stack" aria-labelledby="simulation-head">
            <h2 id="simulation-head">{awards::simulation}</h2>
            <p class="soft">{awards::simulation_lead}</p>
            <Simulator id/>
        </section>
        <Dialog open=adopting title=awards::adopt_question>
            <Adopt draft=rules.clone() etag=etag.clone() area=dialog_area.clone() taken=taken.clone() on_done=adopted/>
        </Dialog>
    }
}

/// Prizes with the places that they are for.
#[component]
fn PrizeTable(prizes: Vec<Prize>) -> impl IntoView {
    let mut last = 0_u32;
    let row = |prize: Prize| {
        let (first, until) = (last + 1, last + prize.places);
        last = until;
        view! {
            <tr>
                <th scope="row">{prize.name}</th>
                <td class="number">{if first == until { first.to_string() } else { format!("{first}–{until}") }}</td>
                <td class="number">{format::money(prize.fen)}</td>
                <td class="number">{format::money(prize.fen * i64::from(prize.places))}</td>
            </tr>
        }
    };
    let rows: Vec<_> = prizes.into_iter().map(row).collect();
    view! {
        <TableBox caption=awards::prizes>
            <thead><tr>
                <th scope="col">{awards::prize_name}</th>
                <th scope="col" class="number">{awards::column_places}</th>
                <th scope="col" class="number">{awards::prize_each}</th>
                <th scope="col" class="number">{awards::prize_together}</th>
            </tr></thead>
            <tbody>{rows}</tbody>
        </TableBox>
    }
}
