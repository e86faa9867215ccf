//! What a half-year paid, and why.

use client::{Client, ClientError};
use contract::inspections::{
    Certificate, ListCertificates, ListSettlements, ListedSettlement, Settlement, SettlementLine,
};
use domain::inspections::{AwardRules, HalfYear};
use leptos::prelude::*;

use super::{Print, Save, notice::village_href, published};
use crate::{
    components::{BackLink, Badge, ButtonLink, EmptyState, FilterSelect, Filters, Notice, PageHead, Tone},
    device,
    fetch::{Loaded, fetch},
    format,
    i18n::open,
    pages::awards_words::{LineExplained, half_year, lacks, prize_of_place, tie_rule},
    query::QueryParam,
};

/// Settled half-years of every area that published something, the latest first.
pub(super) async fn settled(client: Client) -> Result<Vec<ListedSettlement>, ClientError> {
    let rounds = published(client.clone()).await?;
    let mut areas: Vec<_> = rounds.into_iter().map(|round| round.area_id).collect();
    areas.sort_unstable();
    areas.dedup();
    let mut all: Vec<ListedSettlement> = Vec::new();
    for area_id in areas {
        // The list of an area has those of the areas around it too.
        let items = client.list_settlements(&ListSettlements { area_id }).await?.items;
        all.extend(items.into_iter().filter(|settlement| settlement.area_id == area_id));
    }
    all.sort_by_key(|settlement| std::cmp::Reverse((settlement.half_year, settlement.revision)));
    Ok(all)
}

/// Settled half-years.
#[component]
pub fn Awards() -> impl IntoView {
    let settled = fetch(settled);
    let show = |all: Vec<ListedSettlement>| {
        if all.is_empty() {
            view! {
                <EmptyState title=open::no_awards detail=open::no_awards_detail icon=icondata_lu::LuAward>
                    <ButtonLink href="/open/inspections">{open::results}</ButtonLink>
                </EmptyState>
            }
            .into_any()
        } else {
            view! { <OfHalfYear all/> }.into_any()
        }
    };
    view! {
        <div class="stack stack--loose">
            <BackLink href="/open" label=open::hub/>
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
            let Some(id) = id else { return Ok(None) };
            let settlement = client.get_settlement(id).await?;
            let listed = &settlement.settlement;
            let query = ListCertificates { area_id: listed.area_id, half_year: listed.half_year };
            let certificates = client.list_certificates(&query).await?.items;
            Ok(Some((settlement, certificates)))
        }
    });
    let show = |found: Option<(Settlement, Vec<Certificate>)>| {
        found.map(|(settlement, certificates)| view! { <One settlement certificates/> })
    };
    view! {
        <Filters><FilterSelect name="settlement" label=open::half_year options default=first/></Filters>
        <Loaded fetched=found children=show/>
    }
}

#[component]
fn One(settlement: Settlement, certificates: Vec<Certificate>) -> impl IntoView {
    let (id, half) = (settlement.settlement.id, settlement.settlement.half_year);
    let area = settlement.area_name.clone();
    let reason = settlement.settlement.reason.clone();
    let recomputed = settlement.recomputed;
    let payouts = move |client: Client| async move { client.get_settlement_payouts(id, device::XLSX).await };
    view! {
        <section class="stack notice-board">
            <h2 class="notice-board__title">{move || open::awards_of(&area, half_year(half))}</h2>
            {reason.map(|reason| view! { <Notice tone=Tone::Waiting><p>{move || open::corrected(&reason)}</p></Notice> })}
            <Totals settlement=settlement.clone()/>
            {if recomputed {
                view! { <Notice tone=Tone::Done><p>{open::recomputed}</p></Notice> }.into_any()
            } else {
                view! { <Notice tone=Tone::Alert><p>{open::not_recomputed}</p></Notice> }.into_any()
            }}
            <Lines settlement/>
            <Given certificates/>
            <div class="row no-print">
                <Save name=format!("{half}.xlsx") kind=device::XLSX ask=payouts>{open::payouts}</Save>
                <Print/>
            </div>
        </section>
    }
}

#[component]
fn Totals(settlement: Settlement) -> impl IntoView {
    let reached = settlement.lines.iter().filter(|line| line.eligible).count();
    let villages = settlement.lines.len();
    let prizes = settlement.lines.iter().filter(|line| line.prize.is_some()).count();
    let (base, prize, unpaid) = (settlement.base_fen, settlement.prize_fen, settlement.unpaid_fen);
    let rules = settlement.rules;
    let threshold = rules.threshold;
    view! {
        <dl class="facts">
            <dt>{open::paid}</dt><dd><strong>{format::money(base + prize)}</strong></dd>
            <dt>{open::base}</dt>
            <dd>{move || open::base_of(format::money(base), villages, reached, threshold)}</dd>
            <dt>{open::prize}</dt><dd>{move || open::prizes_of(format::money(prize), prizes)}</dd>
            {(unpaid > 0).then(|| view! { <dt>{open::unpaid}</dt><dd>{format::money(unpaid)}</dd> })}
            <dt>{open::ties}</dt><dd>{move || tie_rule(&rules.ties)}</dd>
        </dl>
    }
}

/// Which prizes a line's share comes from: the first and the last of the rules' prizes.
type Rung = (usize, usize);

fn rung(line: &SettlementLine, rules: &AwardRules) -> Option<Rung> {
    let share = line.prize.as_ref()?;
    let of = |place| prize_of_place(rules, place).map(|(index, _)| index);
    Some((of(share.from_place)?, of(share.to_place).unwrap_or(rules.prizes.len().saturating_sub(1))))
}

/// First, second, third prizes; who reached the threshold without one; who missed it.
#[component]
fn Lines(settlement: Settlement) -> impl IntoView {
    let (rules, half) = (settlement.rules, settlement.settlement.half_year);
    let mut rungs: Vec<(Rung, Vec<SettlementLine>)> = Vec::new();
    let (mut reached, mut missed) = (Vec::new(), Vec::new());
    for line in settlement.lines {
        match rung(&line, &rules) {
            Some(of) => match rungs.iter_mut().find(|(other, _)| *other == of) {
                Some((_, lines)) => lines.push(line),
                None => rungs.push((of, vec![line])),
            },
            None if line.eligible => reached.push(line),
            None => missed.push(line),
        }
    }
    let rows = |lines: Vec<SettlementLine>| {
        let rules = rules.clone();
        lines.into_iter().map(move |line| view! { <Row line rules=rules.clone() half/> }).collect_view()
    };
    let podium = rungs
        .into_iter()
        .map(|((first, last), lines)| {
            let name = |index: usize| rules.prizes.get(index).map_or("", |prize| prize.name.as_str()).to_owned();
            let (seal, other) = (name(first), (first != last).then(|| name(last)));
            let heading = {
                let seal = seal.clone();
                move || match &other {
                    None => seal.clone(),
                    Some(other) => open::prizes_shared(&seal, other),
                }
            };
            view! {
                <section class="podium">
                    <span class="seal seal--small" aria-hidden="true">{seal.chars().take(2).collect::<String>()}</span>
                    <div class="stack stack--tight">
                        <h3>{heading}</h3>
                        {rows(lines)}
                    </div>
                </section>
            }
        })
        .collect_view();
    view! {
        {podium}
        {(!reached.is_empty()).then(|| view! {
            <section class="stack stack--tight"><h3>{open::base_only}</h3>{rows(reached)}</section>
        })}
        {(!missed.is_empty()).then(|| view! {
            <section class="stack stack--tight"><h3>{open::missed}</h3>{rows(missed)}</section>
        })}
    }
}

/// What one village got; opened, everything behind it.
#[component]
fn Row(line: SettlementLine, rules: AwardRules, half: HalfYear) -> impl IntoView {
    let (total, rank, name, id) =
        (line.total_fen, line.place.or(line.rank), line.village_name.clone(), line.village_id);
    let mean = line.composite.map(|composite| composite.shown.to_string());
    let short = (line.composite, rules.threshold);
    let shared = line.tie.is_some();
    view! {
        <details class="card card--tight">
            <summary>
                <span class="grow">
                    {rank.map(|rank| view! { <span class="ranking__place">{rank}</span>" " })}
                    {name}
                    {mean.map(|mean| view! { " " <span class="soft">{mean}</span> })}
                    {move || short.0.and_then(|mean| lacks(mean, short.1)).map(|short| view! { " " <span class="soft">{short}</span> })}
                </span>
                {shared.then(|| view! { <Badge tone=Tone::Neutral label=open::same_mean/> })}
                <strong class="whole">{format::money(total)}</strong>
            </summary>
            <LineExplained line rules half_year=half/>
            <p><a href=village_href(id)>{open::see_village}</a></p>
        </details>
    }
}

/// The certificates that followed.
#[component]
fn Given(certificates: Vec<Certificate>) -> impl IntoView {
    let line = |found: Certificate| {
        let revoked = found.revoked_at.is_some();
        view! {
            <li>
                <a class="list__link" href=format!("/open/certificates/{}", found.number)>
                    <span class="grow">{found.honoured}<br/><span class="soft">{found.title}</span></span>
                    {revoked.then(|| view! { <Badge tone=Tone::Alert label=open::revoked/> })}
                </a>
            </li>
        }
    };
    view! {
        <section class="stack stack--tight">
            <h3>{open::certificates_given}</h3>
            {if certificates.is_empty() {
                view! { <p class="soft">{open::no_certificates}</p> }.into_any()
            } else {
                view! { <ul class="list">{certificates.into_iter().map(line).collect_view()}</ul> }.into_any()
            }}
        </section>
    }
}
