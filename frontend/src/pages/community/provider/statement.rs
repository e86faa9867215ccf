//! What a provider is owed for a month, with downloads.

use client::Client;
use contract::{
    points::Programme,
    providers::Provider,
    redemptions::{GetProviderSettlement, ProviderSettlement, ProviderSettlementLine},
};
use domain::ids::ProviderId;
use leptos::prelude::*;

use super::{
    frame::Place,
    months::{self, MonthFilter},
};
use crate::{
    components::{EmptyState, FilterSelect, Filters, Save, TableBox},
    device,
    fetch::{Loaded, fetch},
    format,
    i18n::redemptions,
    pages::offers::{no_programmes, programmes_of, words},
    query::QueryParam,
};

/// The page.
#[component]
pub fn Statement() -> impl IntoView {
    view! {
        <Place title=redemptions::statement lead=redemptions::statement_lead
            children=|provider| view! { <Chosen provider/> }.into_any()/>
    }
}

#[component]
fn Chosen(provider: Provider) -> impl IntoView {
    let fetched = programmes_of(&provider);
    view! {
        <Loaded fetched let:programmes>
            {if programmes.is_empty() {
                no_programmes()
            } else {
                view! { <Month provider=provider.clone() programmes/> }.into_any()
            }}
        </Loaded>
    }
}

#[component]
fn Month(provider: Provider, programmes: Vec<Programme>) -> impl IntoView {
    let id = provider.id;
    let (month, programme) = (months::chosen(), QueryParam::of("programme").value);
    let first_programme = programmes.first().map(|one| one.id);
    let default_programme = first_programme.map(|id| id.to_string()).unwrap_or_default();
    let query = Memo::new(move |_| {
        let (from, until) = month.get();
        let programme_id = programme.with(|id| id.parse().ok()).or(first_programme)?;
        Some((programme_id, from, until))
    });
    let asked = move || {
        query.get().map(|(programme_id, from, until)| GetProviderSettlement { programme_id, from, until })
    };
    let fetched = fetch(move |client| {
        let query = asked();
        async move {
            match query {
                Some(query) => {
                    client.get_provider_settlement(id, &query).await.map(|found| Some((query, found)))
                }
                None => Ok(None),
            }
        }
    });
    let all = Signal::derive(move || programmes.clone());
    view! {
        <Filters>
            <MonthFilter/>
            <FilterSelect name="programme" label=redemptions::programme options=words::programmes(all) default=default_programme/>
        </Filters>
        <Loaded fetched let:found>
            {found.map(|(query, found)| view! { <Owed id query found/> })}
        </Loaded>
    }
}

#[component]
fn Owed(id: ProviderId, query: GetProviderSettlement, found: ProviderSettlement) -> impl IntoView {
    let csv = move |client: Client| async move { client.get_provider_settlement_csv(id, &query).await };
    let xlsx = move |client: Client| async move { client.get_provider_settlement_xlsx(id, &query).await };
    let name =
        format!("{}-{}", found.provider_name, format::iso_date(query.from).get(..7).unwrap_or_default());
    let one = |label: fn() -> &'static str, points: i64| {
        view! {
            <div class="owed__one">
                <span class="soft small">{label}</span>
                <span class="owed__value">{move || words::points(points)}</span>
            </div>
        }
    };
    let money = found.owed_fen.zip(found.fen_per_point).map(|(owed, rate)| {
        view! {
            <div class="owed__one">
                <span class="soft small">{redemptions::owed_money}</span>
                <span class="owed__value">{format::money(owed)}</span>
                <span class="soft small">{redemptions::rate(format::money(rate))}</span>
            </div>
        }
    });
    let rateless =
        found.fen_per_point.is_none().then(|| view! { <p class="soft small">{redemptions::no_rate}</p> });
    view! {
        <div class="owed">
            {one(redemptions::collected_points, found.collected)}
            {one(redemptions::returned_points, found.returned)}
            {one(redemptions::owed_points, found.points)}
            {money}
        </div>
        {rateless}
        {if found.lines.is_empty() {
            view! { <EmptyState title=redemptions::no_lines detail=redemptions::no_lines_detail icon=icondata_lu::LuReceipt/> }.into_any()
        } else {
            view! {
                <div class="row">
                    <Save name=format!("{name}.xlsx") kind=device::XLSX ask=xlsx>{redemptions::xlsx}</Save>
                    <Save name=format!("{name}.csv") kind=device::CSV ask=csv>{redemptions::csv}</Save>
                </div>
                <Lines lines=found.lines/>
            }
            .into_any()
        }}
    }
}

#[component]
fn Lines(lines: Vec<ProviderSettlementLine>) -> impl IntoView {
    let row = |line: ProviderSettlementLine| {
        let (at, points) = (line.at, line.points);
        view! {
            <tr>
                <td>{move || format::date_time(at)}</td>
                <th scope="row">{line.title}</th>
                <td class="number">{format::number(points)}</td>
            </tr>
        }
    };
    view! {
        <TableBox caption=redemptions::lines>
            <thead>
                <tr>
                    <th scope="col">{redemptions::when}</th>
                    <th scope="col">{redemptions::what}</th>
                    <th scope="col" class="number">{redemptions::owed_points}</th>
                </tr>
            </thead>
            <tbody>{lines.into_iter().map(row).collect_view()}</tbody>
        </TableBox>
    }
}
