//! The situation: what is going on in this place.

use chrono::Duration;
use contract::tickets::{AreaRates, ListTickets, SummarizeTickets, TicketSummary};
use domain::tickets::Rate;
use leptos::prelude::*;

use super::{
    BASE,
    lists::{listed, loaded},
    office::{Scope, office},
    tickets::rows,
};
use crate::{
    components::{EmptyState, FilterSelect, Filters, PageHead, Stat, TableBox},
    device,
    fetch::{fetch, fetch_list},
    format,
    i18n::{common, console},
    pages::identity::SignedInOnly,
    query::QueryParam,
};

/// Days that the rates look back where the URL does not say.
const DAYS_DEFAULT: i64 = 30;
/// Days that the rates can look back: the API takes at most 366.
const DAYS: [i64; 3] = [30, 90, 365];
/// Tickets in each of the short lists.
const SHORT: u32 = 10;

/// The first page of the console.
#[component]
pub fn Home() -> impl IntoView {
    view! {
        <SignedInOnly title=common::nav_situation home=BASE children=|me| office(&me, || view! { <Situation/> }.into_any())/>
    }
}

#[component]
fn Situation() -> impl IntoView {
    let scope = Scope::get();
    let period = QueryParam::of("days");
    let days = Memo::new(move |_| {
        let days = period.value.with(|value| value.parse().ok());
        days.filter(|days| DAYS.contains(days)).unwrap_or(DAYS_DEFAULT)
    });
    let summary = fetch(move |client| {
        let (area, days) = (scope.area.get(), days.get());
        async move {
            let Some(area_id) = area else { return Ok(None) };
            let until = device::now();
            let query = SummarizeTickets { area_id, from: until - Duration::days(days), until };
            client.summarize_tickets(&query).await.map(Some)
        }
    });
    let overdue = fetch_list(move |client, after| {
        let query = ListTickets {
            overdue: true,
            limit: Some(SHORT),
            after,
            area_id: scope.area.get(),
            ..ListTickets::default()
        };
        async move { client.list_tickets(&query).await }
    });
    let newest = fetch_list(move |client, after| {
        let query =
            ListTickets { limit: Some(SHORT), after, area_id: scope.area.get(), ..ListTickets::default() };
        async move { client.list_tickets(&query).await }
    });
    let periods = Signal::derive(|| DAYS.map(|days| (days.to_string(), console::last_days(days))).to_vec());
    view! {
        <PageHead title=common::nav_situation lead=console::situation_lead/>
        <Filters><FilterSelect name="days" label=console::period options=periods/></Filters>
        {loaded(summary, move |summary| summary.map(|summary| rates(&summary)))}
        <section class="stack" aria-labelledby="overdue-head">
            <h2 id="overdue-head">{console::overdue_tickets}</h2>
            {listed(
                overdue,
                || view! { <EmptyState title=console::none_overdue detail=console::none_overdue_detail icon=icondata_lu::LuCircleCheck/> }.into_any(),
                |items| rows(items, console::overdue_tickets),
            )}
        </section>
        <section class="stack" aria-labelledby="newest-head">
            <h2 id="newest-head">{console::newest_tickets}</h2>
            {listed(
                newest,
                || view! { <EmptyState title=console::no_tickets detail=console::no_tickets_detail/> }.into_any(),
                |items| rows(items, console::newest_tickets),
            )}
        </section>
    }
}

/// Numerator and denominator as the card takes them; counts are never negative.
fn share(rate: Rate) -> Signal<(u64, u64)> {
    let count = |value: i64| u64::try_from(value).unwrap_or_default();
    Signal::stored((count(rate.numerator), count(rate.denominator)))
}

fn rates(summary: &TicketSummary) -> impl IntoView + use<> {
    let total = &summary.total;
    let list = |rest: &str| format!("{BASE}/tickets?area={}{rest}", total.area.id);
    let late = total.unanswered_overdue + total.unsolved_overdue;
    let number = |value: i64| move || format::number(value);
    view! {
        <div class="stats">
            <Stat label=console::rate_answered href=list("&state=taken,closed,reopened,confirmed") share=share(total.answered_in_time)/>
            <Stat label=console::rate_solved href=list("&state=confirmed") share=share(total.solved)/>
            <Stat label=console::rate_satisfied href=list("&state=confirmed") share=share(total.satisfied)/>
            <Stat label=console::reported_count href=list("") value=number(total.reported)/>
            <Stat
                label=console::overdue_count
                href=list("&overdue=true")
                value=number(late)
                note={
                    let (unanswered, unsolved) = (total.unanswered_overdue, total.unsolved_overdue);
                    move || console::overdue_made_of(unanswered, unsolved)
                }
            />
        </div>
        {(!summary.parts.is_empty()).then(|| parts(summary.parts.clone()))}
    }
}

/// The same rates of the places below.
fn parts(parts: Vec<AreaRates>) -> impl IntoView {
    let cell = |rate: Rate| {
        let (part, whole) = share(rate).get_untracked();
        let percent = format::percent(part, whole).unwrap_or_else(|| "—".into());
        view! { <td class="number">{percent}<br/><span class="small soft">{format!("{part} / {whole}")}</span></td> }
    };
    let row = move |part: AreaRates| {
        view! {
            <tr>
                <th scope="row"><a href=format!("{BASE}?area={}", part.area.id)>{part.area.name}</a></th>
                <td class="number">{format::number(part.reported)}</td>
                {cell(part.answered_in_time)}
                {cell(part.solved)}
                {cell(part.satisfied)}
                <td class="number">
                    <a href=format!("{BASE}/tickets?area={}&overdue=true", part.area.id)>
                        {format::number(part.unanswered_overdue + part.unsolved_overdue)}
                    </a>
                </td>
            </tr>
        }
    };
    view! {
        <h2>{console::by_place}</h2>
        <TableBox caption=console::by_place>
            <thead>
                <tr>
                    <th scope="col">{console::column_place}</th>
                    <th scope="col" class="number">{console::reported_count}</th>
                    <th scope="col" class="number">{console::rate_answered}</th>
                    <th scope="col" class="number">{console::rate_solved}</th>
                    <th scope="col" class="number">{console::rate_satisfied}</th>
                    <th scope="col" class="number">{console::overdue_count}</th>
                </tr>
            </thead>
            <tbody>{parts.into_iter().map(row).collect_view()}</tbody>
        </TableBox>
    }
}
