//! The situation: what is going on in this place.

use chrono::{Duration, SecondsFormat};
use contract::{
    memberships::ListRequests,
    page::LIMIT_MAX,
    tickets::{AreaName, AreaRates, ListTickets, SummarizeTickets, TicketSummary},
};
use domain::{
    permissions::Permission,
    tickets::{Measure, Rate},
};
use leptos::prelude::*;

use super::{
    BASE,
    inspections::ThisMonth,
    lists::{listed, loaded},
    office::{Scope, placed},
    points::situation::PointsHere,
    tickets::rows,
};
use crate::{
    components::{EmptyState, FilterSelect, Filters, Notice, PageHead, Stat, TableBox, Tone},
    device,
    fetch::{fetch, fetch_list},
    format,
    i18n::{common, console, people},
    live,
    pages::identity::SignedInOnly,
    query::QueryParam,
    session::Session,
};

/// Days that the rates look back where the URL does not say.
const DAYS_DEFAULT: i64 = 30;
/// Days that the rates can look back: the API takes at most 366.
const DAYS: [i64; 3] = [30, 90, 365];
/// How the events begin that change something here.
const FOLLOWED: [&str; 6] = ["ticket.", "round.", "membership.", "programme.", "claim.", "points."];
/// Tickets in each of the short lists.
const SHORT: u32 = 10;

/// The first page of the console.
#[component]
pub fn Home() -> impl IntoView {
    view! {
        <SignedInOnly title=common::nav_situation home=BASE children=|me| placed(&me, Permission::ViewTickets, || view! { <Situation/> }.into_any())/>
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
            client.summarize_tickets(&query).await.map(|summary| Some((summary, query)))
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
    // One connection for everything on the page.
    let ticks = RwSignal::new(0_u32);
    live::follow(
        |event| FOLLOWED.iter().any(|kind| event.event.starts_with(kind)),
        move || {
            ticks.update(|ticks| *ticks = ticks.wrapping_add(1));
            summary.reload();
            overdue.reload();
            newest.reload();
        },
    );
    let periods = Signal::derive(|| DAYS.map(|days| (days.to_string(), console::last_days(days))).to_vec());
    view! {
        <PageHead title=common::nav_situation lead=console::situation_lead/>
        <Filters><FilterSelect name="days" label=console::period options=periods default=DAYS_DEFAULT.to_string()/></Filters>
        <Requests ticks/>
        <ThisMonth ticks/>
        <PointsHere ticks/>
        {loaded(summary, move |summary| summary.map(|(summary, query)| rates(&summary, &query)))}
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

/// The list behind a number: the tickets of this place and period that it counts.
fn behind(area: &AreaName, period: &SummarizeTickets, rest: &str) -> String {
    let moment = |at: chrono::DateTime<chrono::Utc>| {
        String::from(js_sys::encode_uri_component(&at.to_rfc3339_opts(SecondsFormat::Millis, true)))
    };
    let (from, until) = (moment(period.from), moment(period.until));
    format!("{BASE}/tickets?area={}&from={from}&until={until}&{rest}", area.id)
}

fn counted(measure: Measure) -> String {
    format!("counted={}", measure.as_str())
}

fn rates(summary: &TicketSummary, period: &SummarizeTickets) -> impl IntoView + use<> {
    let total = &summary.total;
    let list = |measure| behind(&total.area, period, &counted(measure));
    let number = |value: i64| move || format::number(value);
    view! {
        <div class="stats">
            <Stat label=console::rate_answered href=list(Measure::AnsweredInTime) share=share(total.answered_in_time)/>
            <Stat label=console::rate_solved href=list(Measure::Solved) share=share(total.solved)/>
            <Stat label=console::rate_satisfied href=list(Measure::Satisfied) share=share(total.satisfied)/>
            <Stat label=console::reported_count href=list(Measure::Reported) value=number(total.reported)/>
            <Stat
                label=console::overdue_count
                href=behind(&total.area, period, "overdue=true")
                value=number(total.overdue)
                note=console::overdue_note
            />
        </div>
        {(!summary.parts.is_empty()).then(|| parts(summary.parts.clone(), period.clone()))}
    }
}

/// How many wait to be let into a household; said only to whoever may decide.
#[component]
fn Requests(
    /// Changes when something may have happened.
    ticks: RwSignal<u32>,
) -> impl IntoView {
    let (scope, session) = (Scope::get(), Session::get());
    if !session.may_somewhere(Permission::ConfirmMembers) {
        return ().into_any();
    }
    let waiting = fetch(move |client| {
        ticks.track();
        let query = ListRequests { under_id: scope.area.get(), limit: Some(LIMIT_MAX), after: None };
        async move { client.list_memberships(&query).await.map(|page| (page.items.len(), page.next.is_some())) }
    });
    let line = move || {
        let (count, more) = waiting.answer.get()?.ok().filter(|(count, _)| *count > 0)?;
        let area = scope.area.get().map(|id| id.to_string()).unwrap_or_default();
        Some(view! {
            <Notice tone=Tone::Waiting>
                <a href=format!("{BASE}/requests?area={area}")>
                    {move || if more { people::requests_wait_more(count) } else { people::requests_wait(count) }}
                </a>
            </Notice>
        })
    };
    line.into_any()
}

/// The same rates of the places below.
fn parts(parts: Vec<AreaRates>, period: SummarizeTickets) -> impl IntoView {
    let cell = |rate: Rate, part_list: String, whole_list: String| {
        let (part, whole) = share(rate).get_untracked();
        let percent = format::percent(part, whole).unwrap_or_else(|| "—".into());
        view! {
            <td class="number">
                {percent}<br/>
                <span class="small"><a href=part_list>{part}</a>" / "<a href=whole_list>{whole}</a></span>
            </td>
        }
    };
    let row = move |part: AreaRates| {
        let list = |measure| behind(&part.area, &period, &counted(measure));
        let answered =
            cell(part.answered_in_time, list(Measure::AnsweredInTime), list(Measure::AnswerExpected));
        let solved = cell(part.solved, list(Measure::Solved), list(Measure::SolutionExpected));
        let satisfied = cell(part.satisfied, list(Measure::Satisfied), list(Measure::OpinionExpected));
        let (reported, overdue) = (list(Measure::Reported), behind(&part.area, &period, "overdue=true"));
        view! {
            <tr>
                <th scope="row"><a href=format!("{BASE}?area={}", part.area.id)>{part.area.name}</a></th>
                <td class="number"><a href=reported>{format::number(part.reported)}</a></td>
                {answered}
                {solved}
                {satisfied}
                <td class="number"><a href=overdue>{format::number(part.overdue)}</a></td>
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
