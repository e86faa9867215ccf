//! The situation: what is going on in this place.

use chrono::Duration;
use contract::{
    memberships::ListRequests,
    page::LIMIT_MAX,
    tickets::{ListTickets, SummarizeTickets, TicketSummary},
};
use domain::{permissions::Permission, tickets::Measure};
use leptos::prelude::*;

use super::{
    BASE,
    inspections::ThisMonth,
    lists::{listed, loaded},
    office::{Scope, placed},
    points::situation::PointsHere,
    rates::{BreakDown, behind, counted, share},
    tickets::rows,
};
use crate::{
    components::{EmptyState, FilterSelect, Filters, Notice, PageHead, Stat, Tone},
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
        <BreakDown summary/>
        <section class="stack" aria-labelledby="overdue-head">
            <h2 id="overdue-head">{console::overdue_tickets}</h2>
            {listed(
                overdue,
                || view! { <EmptyState title=console::none_overdue detail=console::none_overdue_detail icon=icondata_lu::LuCircleCheck/> }.into_any(),
                |items| rows(items, console::overdue_tickets, Signal::default()),
            )}
        </section>
        <section class="stack" aria-labelledby="newest-head">
            <h2 id="newest-head">{console::newest_tickets}</h2>
            {listed(
                newest,
                || view! { <EmptyState title=console::no_tickets detail=console::no_tickets_detail/> }.into_any(),
                |items| rows(items, console::newest_tickets, Signal::default()),
            )}
        </section>
    }
}

fn rates(summary: &TicketSummary, period: &SummarizeTickets) -> impl IntoView + use<> {
    let total = &summary.total;
    let list = |measure| behind(total.area.id, period, &counted(measure));
    let number = |value: i64| move || format::number(value);
    view! {
        <div class="stats">
            <Stat label=console::rate_answered href=list(Measure::AnsweredInTime) share=share(total.rates.answered_in_time)/>
            <Stat label=console::rate_solved href=list(Measure::Solved) share=share(total.rates.solved)/>
            <Stat label=console::rate_satisfied href=list(Measure::Satisfied) share=share(total.rates.satisfied)/>
            <Stat label=console::reported_count href=list(Measure::Reported) value=number(total.rates.reported)/>
            <Stat
                label=console::overdue_count
                href=behind(total.area.id, period, "overdue=true")
                value=number(total.rates.overdue)
                note=console::overdue_note
            />
        </div>
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
