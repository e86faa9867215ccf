//! What a half-year came to: totals, prizes, and every village with everything behind its money.

use client::Client;
use contract::inspections::{ListSettlements, ListedSettlement, Settlement, SettlementLine};
use domain::{
    ids::SettlementId,
    inspections::{AwardRules, HalfYear},
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::{
    super::{READING, open_row::OpenRow},
    compare::Compared,
};
use crate::{
    components::{
        BackLink, Button, ButtonLink, Copyable, EmptyState, FilterSelect, Filters, Notice, PageHead, Save,
        TableBox, Time, Tone,
    },
    device,
    fetch::fetch,
    format,
    i18n::awards,
    pages::{
        awards_words::{LineExplained, half_year, prize_of_place},
        console::{BASE, lists::loaded, office::office},
        identity::SignedInOnly,
    },
    query::QueryParam,
};

/// The page.
#[component]
pub fn SettlementPage() -> impl IntoView {
    view! {
        <SignedInOnly title=awards::settlement home=BASE
            children=|me| office(&me, READING, || view! { <div class="stack"><Whole/></div> }.into_any())/>
    }
}

/// A settlement with the others of the same half-year, and the one it is compared with.
#[derive(Clone, PartialEq)]
struct Found {
    settlement: Settlement,
    revisions: Vec<ListedSettlement>,
    other: Option<Settlement>,
}

#[component]
fn Whole() -> impl IntoView {
    let (params, with) = (use_params_map(), QueryParam::of("with").value);
    let id = Memo::new(move |_| {
        params.with(|params| params.get("id")).and_then(|id| id.parse::<SettlementId>().ok())
    });
    let found = fetch(move |client| {
        let (id, with) = (id.get(), with.get());
        async move {
            let Some(id) = id else { return Ok(None) };
            let settlement = match client.get_settlement(id).await {
                Err(error) if error.code() == Some("not_found") => return Ok(None),
                other => other?,
            };
            let of = &settlement.settlement;
            let all = client.list_settlements(&ListSettlements { area_id: of.area_id }).await?.items;
            let same =
                |other: &ListedSettlement| other.area_id == of.area_id && other.half_year == of.half_year;
            let revisions: Vec<ListedSettlement> = all.into_iter().filter(same).collect();
            // Of a settlement that follows a correction one asks first what the correction changed.
            let wanted = match with.as_str() {
                "none" => None,
                "" => revisions.iter().find(|other| other.revision + 1 == of.revision),
                with => revisions.iter().find(|other| other.id.to_string() == with && other.id != of.id),
            };
            let other = match wanted {
                Some(other) => Some(client.get_settlement(other.id).await?),
                None => None,
            };
            Ok(Some(Found { settlement, revisions, other }))
        }
    });
    view! {
        <BackLink href=format!("{BASE}/inspections/settlements") label=awards::settlements/>
        {loaded(found, move |found| match found {
            Some(found) => view! { <Shown found/> }.into_any(),
            None => view! { <EmptyState title=awards::no_such_settlement icon=icondata_lu::LuMapPinOff/> }.into_any(),
        })}
    }
}

#[component]
fn Shown(found: Found) -> impl IntoView {
    let Found { settlement, revisions, other } = found;
    let of = settlement.settlement.clone();
    let (id, half, revision) = (of.id, of.half_year, of.revision);
    let area = settlement.area_name.clone();
    let title = move || awards::settlement_of(&area, half_year(half));
    let xlsx = move |client: Client| async move { client.get_settlement_payouts(id, device::XLSX).await };
    let csv = move |client: Client| async move { client.get_settlement_payouts(id, device::CSV).await };
    let latest =
        revisions.iter().max_by_key(|other| other.revision).filter(|latest| latest.revision > revision);
    let newer = latest.map(|latest| {
        let href = format!("{BASE}/inspections/settlements/{}", latest.id);
        view! { <Notice tone=Tone::Alert><p>{awards::superseded}" "<a href=href>{awards::see_latest}</a></p></Notice> }
    });
    let others: Vec<(String, u32)> = revisions
        .iter()
        .filter(|other| other.id != id)
        .map(|other| (other.id.to_string(), other.revision))
        .collect();
    let compared = other.as_ref().map(|other| other.settlement.id.to_string());
    let choices = Signal::derive({
        let others = others.clone();
        move || {
            let nothing = ("none".to_owned(), awards::compare_nothing().to_owned());
            let named = |(id, revision): &(String, u32)| (id.clone(), awards::revision(*revision));
            std::iter::once(nothing).chain(others.iter().map(named)).collect::<Vec<_>>()
        }
    });
    let reason = of.reason.clone();
    let rules = settlement.rules.clone();
    let lines = settlement.lines.clone();
    view! {
        <PageHead title lead=move || awards::revision(revision)>
            <ButtonLink icon=icondata_lu::LuAward href=format!("{BASE}/inspections/settlements/{id}/certificates")>{awards::certificates}</ButtonLink>
            <Save name=format!("{half}-{revision}.xlsx") kind=device::XLSX ask=xlsx>{awards::payouts_xlsx}</Save>
            <Save name=format!("{half}-{revision}.csv") kind=device::CSV ask=csv>{awards::payouts_csv}</Save>
            <Button icon=icondata_lu::LuPrinter on_press=|()| device::print()>{awards::print}</Button>
        </PageHead>
        {newer}
        {reason.map(|reason| view! { <Notice tone=Tone::Waiting><p>{move || awards::corrected_because(&reason)}</p></Notice> })}
        {if settlement.recomputed {
            view! { <Notice tone=Tone::Done><p>{awards::recomputed}</p></Notice> }.into_any()
        } else {
            view! { <Notice tone=Tone::Alert><p>{awards::not_recomputed}</p></Notice> }.into_any()
        }}
        <Totals settlement=settlement.clone()/>
        {(!others.is_empty()).then(|| view! {
            <section class="stack" aria-labelledby="compare-head">
                <h2 id="compare-head">{awards::compare_revisions}</h2>
                <Filters><FilterSelect name="with" label=awards::compare_with options=choices default=compared.unwrap_or_else(|| "none".into())/></Filters>
                {other.map(|other| view! { <Compared one=other other=settlement/> })}
            </section>
        })}
        <section class="stack" aria-labelledby="prizes-head">
            <h2 id="prizes-head">{awards::prizes}</h2>
            <Prizes lines=lines.clone() rules=rules.clone()/>
        </section>
        <section class="stack" aria-labelledby="lines-head">
            <h2 id="lines-head">{awards::villages}</h2>
            <p class="soft no-print">{awards::lines_hint}</p>
            <Lines lines rules half/>
        </section>
    }
}

/// What was paid in all, under which rules, since when.
#[component]
fn Totals(settlement: Settlement) -> impl IntoView {
    let of = settlement.settlement;
    let total = settlement.base_fen + settlement.prize_fen;
    let (eligible, all) =
        (settlement.lines.iter().filter(|line| line.eligible).count(), settlement.lines.len());
    let unpaid = settlement.unpaid_fen;
    view! {
        <dl class="facts">
            <dt>{awards::total_paid}</dt><dd><strong>{format::money(total)}</strong></dd>
            <dt>{awards::base_together}</dt><dd>{format::money(settlement.base_fen)}" · "{move || awards::eligible_of(eligible, all)}</dd>
            <dt>{awards::prizes_together}</dt><dd>{format::money(settlement.prize_fen)}</dd>
            {(unpaid > 0).then(|| view! { <dt>{awards::unpaid}</dt><dd>{format::money(unpaid)}</dd> })}
            <dt>{awards::rules_used}</dt><dd><a href=format!("{BASE}/inspections/rules/{}", of.rules_id)>{awards::see_rules}</a></dd>
            <dt>{awards::settled_at}</dt><dd><Time at=of.settled_at/></dd>
            <dt>{awards::hash}</dt><dd><Copyable text=of.hash.to_string()/></dd>
        </dl>
    }
}

/// Who won which prize.
#[component]
fn Prizes(lines: Vec<SettlementLine>, rules: AwardRules) -> impl IntoView {
    let mut won: Vec<Vec<(String, u32, i64)>> = vec![Vec::new(); rules.prizes.len()];
    for line in &lines {
        let Some(prize) = line.prize.as_ref().filter(|prize| prize.fen > 0) else { continue };
        let named = prize_of_place(&rules, prize.from_place).map(|(index, _)| index);
        if let Some(winners) = named.and_then(|index| won.get_mut(index)) {
            winners.push((line.village_name.clone(), prize.from_place, prize.fen));
        }
    }
    if won.iter().all(Vec::is_empty) {
        return view! { <p class="soft">{awards::no_prizes_won}</p> }.into_any();
    }
    let row = |(name, winners): (String, Vec<(String, u32, i64)>)| {
        let count = winners.len();
        let each = winners.into_iter().map(|(village, place, fen)| {
            view! { <li>{move || awards::winner(place, &village, format::money(fen))}</li> }
        });
        view! {
            <tr>
                <th scope="row">{name}</th>
                <td class="number">{count}</td>
                <td class="text"><ul class="plain">{each.collect_view()}</ul></td>
            </tr>
        }
    };
    let named: Vec<String> = rules.prizes.into_iter().map(|prize| prize.name).collect();
    view! {
        <TableBox caption=awards::prizes>
            <thead><tr>
                <th scope="col">{awards::prize_name}</th>
                <th scope="col" class="number">{awards::winners_count}</th>
                <th scope="col">{awards::winners}</th>
            </tr></thead>
            <tbody>{named.into_iter().zip(won).map(row).collect_view()}</tbody>
        </TableBox>
        <p class="small soft">{awards::shared_prizes_hint}</p>
    }
    .into_any()
}

/// Every village; opened, everything behind its money.
#[component]
fn Lines(lines: Vec<SettlementLine>, rules: AwardRules, half: HalfYear) -> impl IntoView {
    let rules = StoredValue::new(rules);
    let row = move |line: SettlementLine| {
        let mean = line.composite.map_or_else(|| "—".to_owned(), |mean| mean.shown.to_string());
        let place = line.place.map_or_else(|| "—".to_owned(), |place| place.to_string());
        let prize = line.total_fen - line.base_fen;
        let cells = view! {
            <td class="number">{line.rank.map_or_else(|| "—".to_owned(), |rank| rank.to_string())}</td>
            <td class="number">{mean}</td>
            <td class="number">{place}</td>
            <td class="number">{format::money(line.base_fen)}</td>
            <td class="number">{format::money(prize)}</td>
            <td class="number"><strong>{format::money(line.total_fen)}</strong></td>
        };
        let (id, name) = (format!("line-{}", line.village_id), line.village_name.clone());
        let line = StoredValue::new(line);
        view! {
            <OpenRow id name cells=cells.into_any() columns=7>
                <LineExplained line=line.get_value() rules=rules.get_value() half_year=half/>
            </OpenRow>
        }
    };
    view! {
        <TableBox caption=awards::villages>
            <thead><tr>
                <th scope="col">{awards::village}</th>
                <th scope="col" class="number">{awards::rank}</th>
                <th scope="col" class="number">{awards::mean}</th>
                <th scope="col" class="number">{awards::prize_place}</th>
                <th scope="col" class="number">{awards::base}</th>
                <th scope="col" class="number">{awards::prize}</th>
                <th scope="col" class="number">{awards::together}</th>
            </tr></thead>
            {lines.into_iter().map(row).collect_view()}
        </TableBox>
    }
}
