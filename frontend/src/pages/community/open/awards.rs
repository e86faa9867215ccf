//! What a half-year paid, and why.

use client::Client;
use contract::inspections::{ListSettlements, ListedSettlement, Settlement, SettlementLine};
use domain::inspections::{AwardRules, HalfYear};
use leptos::prelude::*;

use super::{Save, published};
use crate::{
    components::{BackLink, EmptyState, FilterSelect, Filters, Notice, PageHead, Tone},
    device,
    fetch::{Loaded, fetch},
    format,
    i18n::open,
    pages::awards_words::{LineExplained, half_year},
    query::QueryParam,
};

/// Settled half-years.
#[component]
pub fn Awards() -> impl IntoView {
    let settled = fetch(|client| async move {
        let mut areas: Vec<_> =
            published(client.clone()).await?.into_iter().map(|round| round.area_id).collect();
        areas.sort_unstable();
        areas.dedup();
        let mut all = Vec::new();
        for area_id in areas {
            all.extend(client.list_settlements(&ListSettlements { area_id }).await?.items);
        }
        Ok(all)
    });
    let show = |all: Vec<ListedSettlement>| {
        if all.is_empty() {
            view! { <EmptyState title=open::no_awards detail=open::no_awards_detail icon=icondata_lu::LuAward/> }.into_any()
        } else {
            view! { <OfHalfYear all/> }.into_any()
        }
    };
    view! {
        <div class="stack stack--loose">
            <BackLink href="/open/inspections" label=open::results/>
            <PageHead title=open::awards lead=open::awards_lead/>
            <Loaded fetched=settled children=show/>
        </div>
    }
}

#[component]
fn OfHalfYear(all: Vec<ListedSettlement>) -> impl IntoView {
    let chosen = QueryParam::of("settlement");
    let first = all.first().map(|settlement| settlement.id.to_string()).unwrap_or_default();
    let all = StoredValue::new(all);
    let options = Signal::derive(move || {
        let named = |settlement: &ListedSettlement| {
            let mut words = half_year(settlement.half_year);
            if settlement.revision > 1 {
                words.push_str(&open::revision(settlement.revision));
            }
            (settlement.id.to_string(), words)
        };
        all.with_value(|all| all.iter().map(named).collect::<Vec<_>>())
    });
    let id = Memo::new(move |_| {
        all.with_value(|all| {
            let wanted = chosen.value.get();
            all.iter()
                .find(|settlement| settlement.id.to_string() == wanted)
                .or(all.first())
                .map(|found| found.id)
        })
    });
    let found = fetch(move |client| {
        let id = id.get();
        async move {
            match id {
                Some(id) => client.get_settlement(id).await.map(Some),
                None => Ok(None),
            }
        }
    });
    let show = |found: Option<Settlement>| found.map(|settlement| view! { <One settlement/> });
    view! {
        <Filters><FilterSelect name="settlement" label=open::half_year options default=first/></Filters>
        <Loaded fetched=found children=show/>
    }
}

#[component]
fn One(settlement: Settlement) -> impl IntoView {
    let (id, half) = (settlement.settlement.id, settlement.settlement.half_year);
    let rules = settlement.rules;
    let paid = settlement.base_fen + settlement.prize_fen;
    let recomputed = settlement.recomputed;
    let reason = settlement.settlement.reason.clone();
    let payouts = move |client: Client| async move { client.get_settlement_payouts(id, device::XLSX).await };
    let row = move |line: SettlementLine| view! { <Row line rules=rules.clone() half/> };
    view! {
        <section class="stack">
            <h2>{move || format!("{} · {}", half_year(half), settlement.area_name)}</h2>
            {reason.map(|reason| view! { <Notice tone=Tone::Waiting><p>{move || open::corrected(&reason)}</p></Notice> })}
            <dl class="facts"><dt>{open::paid}</dt><dd><strong>{format::money(paid)}</strong></dd></dl>
            {if recomputed {
                view! { <Notice tone=Tone::Done><p>{open::recomputed}</p></Notice> }.into_any()
            } else {
                view! { <Notice tone=Tone::Alert><p>{open::not_recomputed}</p></Notice> }.into_any()
            }}
            <div class="stack">{settlement.lines.into_iter().map(row).collect_view()}</div>
            <div class="row">
                <Save name=format!("{half}.xlsx") kind=device::XLSX ask=payouts>
                    {open::payouts}
                </Save>
            </div>
        </section>
    }
}

/// What one village got; opened, everything behind it.
#[component]
fn Row(line: SettlementLine, rules: AwardRules, half: HalfYear) -> impl IntoView {
    let (total, rank, name) = (line.total_fen, line.rank, line.village_name.clone());
    view! {
        <details class="card">
            <summary>
                <span class="grow">{rank}" · "{name}</span>
                <strong>{format::money(total)}</strong>
            </summary>
            <LineExplained line rules half_year=half/>
        </details>
    }
}
