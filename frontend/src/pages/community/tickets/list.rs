//! My matters, and the day's work of those who handle them.

use contract::tickets::{ListTickets, ListedTicket};
use domain::{permissions::Permission, tickets::StateName};
use leptos::prelude::*;

use super::words;
use crate::{
    components::{
        Badge, ButtonKind, ButtonLink, Card, EmptyState, ErrorState, ListLink, PageHead, Skeleton, Time,
        Tone, UrgentBadge,
    },
    fetch::{Listed, More, fetch_list},
    i18n::{self, common, objections, tickets, volunteering},
    live,
    pages::{
        community::{field, points},
        identity::SignedInOnly,
    },
    session::Session,
};

/// What I reported.
#[component]
pub fn MyTickets() -> impl IntoView {
    view! {
        <SignedInOnly title=tickets::my_tickets home="/" let:_me>
            <div class="stack">
                <PageHead title=tickets::my_tickets/>
                <Tickets listed=followed(true)/>
            </div>
        </SignedInOnly>
    }
}

/// What is to be done in the places that I look after.
#[component]
pub fn Work() -> impl IntoView {
    view! {
        <SignedInOnly title=tickets::work home="/" let:_me>
            <div class="stack">
                <PageHead title=tickets::work lead=tickets::work_lead/>
                <Inspections/>
                <Tickets listed=followed(false)/>
            </div>
        </SignedInOnly>
    }
}

/// The ways to inspections, for those who inspect and those who speak for a place.
#[component]
fn Inspections() -> impl IntoView {
    let session = Session::get();
    view! {
        <Show when=move || session.may_somewhere(Permission::Inspect)>{field::work_link("/")}</Show>
        <Show when=move || session.may_somewhere(Permission::ManageShifts)>
            <ul class="list" role="list">
                <ListLink href="/work/shifts" label=volunteering::organise icon=icondata_lu::LuHandHeart/>
            </ul>
        </Show>
        <Show when=move || session.may_somewhere(Permission::ProposePoints)>{points::work_link("/")}</Show>
        <Show when=move || session.may_somewhere(Permission::ObjectToScores)>
            <ul class="list" role="list">
                <ListLink href="/work/scores" label=objections::scores icon=icondata_lu::LuClipboardCheck/>
            </ul>
        </Show>
    }
}

fn listed(mine: bool) -> Listed<ListedTicket> {
    fetch_list(move |client, after| async move {
        let query = ListTickets { mine, after, ..ListTickets::default() };
        let open: Vec<StateName> = StateName::ALL.into_iter().filter(|state| state.is_unsolved()).collect();
        let query = if mine { query } else { query.in_states(&open) };
        client.list_tickets(&query).await
    })
}

/// A list that begins anew when any matter moves that its reader may know of: the stream tells no others.
fn followed(mine: bool) -> Listed<ListedTicket> {
    let listed = listed(mine);
    live::follow(|event| event.subject.starts_with("ticket:"), move || listed.reload());
    listed
}

#[component]
fn Tickets(listed: Listed<ListedTicket>) -> impl IntoView {
    move || {
        match listed.answer.get() {
        None => view! { <Skeleton boxes=true count=3/> }.into_any(),
        Some(Err(failure)) => view! { <ErrorState failure on_retry=move |()| listed.reload()/> }.into_any(),
        Some(Ok(items)) if items.is_empty() => view! {
            <EmptyState title=tickets::none_yet detail=tickets::none_yet_detail icon=icondata_lu::LuClipboardList>
                <ButtonLink kind=ButtonKind::Primary href="/report" icon=icondata_lu::LuCamera>{common::report_problem}</ButtonLink>
            </EmptyState>
        }
        .into_any(),
        Some(Ok(items)) => view! {
            <div class="stack">{items.into_iter().map(|ticket| view! { <TicketCard ticket/> }).collect_view()}</div>
            <More list=listed/>
        }
        .into_any(),
    }
    }
}

/// One matter in a list.
#[component]
pub fn TicketCard(
    /// The matter.
    ticket: ListedTicket,
) -> impl IntoView {
    let (word, tone) = words::state(ticket.state);
    let names = ticket.category.names.clone();
    view! {
        <Card title=ticket.text.clone() href=format!("/tickets/{}", ticket.id)>
            <p class="card__foot">
                <Badge tone label=word/>
                <UrgentBadge priority=ticket.priority/>
                {ticket.overdue.then(|| view! { <Badge tone=Tone::Alert label=tickets::overdue/> })}
                <span>{move || names.get(i18n::lang()).to_owned()}</span>
                <span>{ticket.area.name.clone()}</span>
                <Time at=ticket.reported_at/>
            </p>
        </Card>
    }
}
