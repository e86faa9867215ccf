//! The three rates broken down: by place, by kind of matter, by who works on it, by the provider that keeps it. Every number opens the tickets behind it.

use chrono::{DateTime, SecondsFormat, Utc};
use contract::tickets::{
    AreaRates, CategoryRates, KeeperRates, ProviderRates, Rates, SummarizeTickets, TicketSummary,
};
use domain::{
    ids::AreaId,
    tickets::{Measure, Rate},
};
use leptos::prelude::*;

use super::{BASE, lists::loaded};
use crate::{
    components::{EmptyState, FilterSelect, Filters, TableBox},
    fetch::{Fetched, fetch},
    format,
    i18n::{self, console},
    query::QueryParam,
};

/// What is broken down by where the address does not say.
const PLACE: &str = "place";

/// Numerator and denominator as the card takes them; counts are never negative.
pub(super) fn share(rate: Rate) -> Signal<(u64, u64)> {
    Signal::stored(counts(rate))
}

fn counts(rate: Rate) -> (u64, u64) {
    let count = |value: i64| u64::try_from(value).unwrap_or_default();
    (count(rate.numerator), count(rate.denominator))
}

/// The list behind a number: the tickets of a place and period that it counts.
pub(super) fn behind(area: AreaId, period: &SummarizeTickets, rest: &str) -> String {
    let moment = |at: DateTime<Utc>| encoded(&at.to_rfc3339_opts(SecondsFormat::Millis, true));
    let (from, until) = (moment(period.from), moment(period.until));
    format!("{BASE}/tickets?area={area}&from={from}&until={until}&{rest}")
}

fn encoded(text: &str) -> String {
    String::from(js_sys::encode_uri_component(text))
}

/// The part of an address that asks for what a number counts.
pub(super) fn counted(measure: Measure) -> String {
    format!("counted={}", measure.as_str())
}

/// The rates of the places below, and of which place and time; nothing where no place is looked at.
pub(super) type Summary = Option<(TicketSummary, SummarizeTickets)>;

/// The breakdown that the address asks for; by place where it asks for none. It stays as it is while the numbers are read anew.
#[component]
pub fn BreakDown(
    /// What is broken down.
    summary: Fetched<Summary>,
) -> impl IntoView {
    let by = QueryParam::of("by").value;
    let ways = Signal::derive(|| {
        vec![
            (PLACE.to_owned(), console::by_place_short().to_owned()),
            ("kind".to_owned(), console::by_kind_short().to_owned()),
            ("person".to_owned(), console::by_person_short().to_owned()),
            ("provider".to_owned(), console::by_provider_short().to_owned()),
        ]
    });
    let shown = move || match by.get().as_str() {
        "kind" => of_kinds(summary),
        "person" => of_people(summary),
        "provider" => of_providers(summary),
        _ => of_places(summary),
    };
    view! {
        <Filters><FilterSelect name="by" label=console::break_down options=ways default=PLACE.to_owned()/></Filters>
        {shown}
    }
}

/// Of which place and time the rates that are shown are; tracked.
fn period(summary: Fetched<Summary>) -> Option<SummarizeTickets> {
    let answer = summary.answer.get()?.ok()??;
    Some(answer.1)
}

fn of_places(summary: Fetched<Summary>) -> AnyView {
    // While it loads and where it failed, that is said above.
    let shown = move || {
        let (found, period) = summary.answer.get()?.ok()??;
        let line = |one: AreaRates| Line {
            name: view! { <a href=format!("{BASE}?area={}", one.area.id)>{one.area.name}</a> }.into_any(),
            area: one.area.id,
            narrowed: String::new(),
            rates: one.rates,
        };
        let lines = found.parts.into_iter().map(line).collect();
        Some(table(lines, &period, console::by_place, console::column_place))
    };
    shown.into_any()
}

fn of_kinds(summary: Fetched<Summary>) -> AnyView {
    let found = fetch(move |client| {
        let period = period(summary);
        async move {
            let Some(period) = period else { return Ok(None) };
            client.rate_categories(&period).await.map(|found| Some((found, period)))
        }
    });
    loaded(found, |found: Option<(Vec<CategoryRates>, SummarizeTickets)>| {
        found.map(|(found, period)| {
            let line = |one: CategoryRates| Line {
                narrowed: format!("&category={}", one.category.code.as_str()),
                name: view! { {move || one.category.names.get(i18n::lang()).to_owned()} }.into_any(),
                area: period.area_id,
                rates: one.rates,
            };
            table(found.into_iter().map(line).collect(), &period, console::by_kind, console::column_category)
        })
    })
    .into_any()
}

fn of_people(summary: Fetched<Summary>) -> AnyView {
    let found = fetch(move |client| {
        let period = period(summary);
        async move {
            let Some(period) = period else { return Ok(None) };
            client.rate_keepers(&period).await.map(|found| Some((found, period)))
        }
    });
    loaded(found, |found: Option<(Vec<KeeperRates>, SummarizeTickets)>| {
        found.map(|(found, period)| {
            let line = |one: KeeperRates| {
                let (id, name) = match one.keeper {
                    Some(keeper) => (keeper.id.to_string(), keeper.name.into_any()),
                    None => ("none".to_owned(), view! { {console::nobody_yet} }.into_any()),
                };
                Line { name, area: period.area_id, narrowed: format!("&keeper={id}"), rates: one.rates }
            };
            table(found.into_iter().map(line).collect(), &period, console::by_person, console::column_handler)
        })
    })
    .into_any()
}

fn of_providers(summary: Fetched<Summary>) -> AnyView {
    let found = fetch(move |client| {
        let period = period(summary);
        async move {
            let Some(period) = period else { return Ok(None) };
            client.rate_providers(&period).await.map(|found| Some((found, period)))
        }
    });
    loaded(found, |found: Option<(Vec<ProviderRates>, SummarizeTickets)>| {
        found.map(|(found, period)| {
            let line = |one: ProviderRates| Line {
                narrowed: format!("&provider={}", one.provider.id),
                name: one.provider.name.into_any(),
                area: period.area_id,
                rates: one.rates,
            };
            let lines = found.into_iter().map(line).collect();
            table(lines, &period, console::by_provider, console::column_provider)
        })
    })
    .into_any()
}

/// A line of a breakdown.
struct Line {
    name: AnyView,
    /// Where its tickets are.
    area: AreaId,
    /// What narrows the lists of its numbers, as the rest of an address.
    narrowed: String,
    rates: Rates,
}

fn table(
    lines: Vec<Line>,
    period: &SummarizeTickets,
    caption: fn() -> &'static str,
    what: fn() -> &'static str,
) -> AnyView {
    if lines.is_empty() {
        let (title, detail) = (console::nothing_to_break_down, console::nothing_to_break_down_detail);
        return view! { <EmptyState title detail/> }.into_any();
    }
    let cell = |rate: Rate, part_list: String, whole_list: String| {
        let (part, whole) = counts(rate);
        let percent = format::percent(part, whole).unwrap_or_else(|| "—".into());
        view! {
            <td class="number">
                {percent}<br/>
                <span class="small"><a href=part_list>{part}</a>" / "<a href=whole_list>{whole}</a></span>
            </td>
        }
    };
    let row = |line: Line| {
        let rest = |asked: &str| behind(line.area, period, &format!("{asked}{}", line.narrowed));
        let list = |measure| rest(&counted(measure));
        let rates = &line.rates;
        let answered =
            cell(rates.answered_in_time, list(Measure::AnsweredInTime), list(Measure::AnswerExpected));
        let solved = cell(rates.solved, list(Measure::Solved), list(Measure::SolutionExpected));
        let satisfied = cell(rates.satisfied, list(Measure::Satisfied), list(Measure::OpinionExpected));
        let (reported, overdue) = (list(Measure::Reported), rest("overdue=true"));
        view! {
            <tr>
                <th scope="row">{line.name}</th>
                <td class="number"><a href=reported>{format::number(rates.reported)}</a></td>
                {answered}
                {solved}
                {satisfied}
                <td class="number"><a href=overdue>{format::number(rates.overdue)}</a></td>
            </tr>
        }
    };
    let rows = lines.into_iter().map(row).collect_view();
    view! {
        <h2>{caption}</h2>
        <TableBox caption>
            <thead>
                <tr>
                    <th scope="col">{what}</th>
                    <th scope="col" class="number">{console::reported_count}</th>
                    <th scope="col" class="number">{console::rate_answered}</th>
                    <th scope="col" class="number">{console::rate_solved}</th>
                    <th scope="col" class="number">{console::rate_satisfied}</th>
                    <th scope="col" class="number">{console::overdue_count}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </TableBox>
    }
    .into_any()
}
