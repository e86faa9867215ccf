//! One public ticket.

use contract::tickets::PublicTicket;
use domain::{ids::TicketId, tickets::public::PublicState};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::state;
use crate::{
    components::{BackLink, Badge, ButtonLink, EmptyState, NumberedPin, PageHead, PinMap, Position, Time},
    fetch::{Loaded, fetch},
    format,
    i18n::{self, public_tickets},
};

/// A public ticket, by its id.
#[component]
pub fn PublicTicketPage() -> impl IntoView {
    let params = use_params_map();
    let id =
        Memo::new(move |_| params.with(|params| params.get("id")).and_then(|id| id.parse::<TicketId>().ok()));
    let found = fetch(move |client| {
        let id = id.get();
        async move {
            let Some(id) = id else { return Ok(None) };
            match client.get_public_ticket(id).await {
                Err(error) if error.code() == Some("not_found") => Ok(None),
                other => other.map(Some),
            }
        }
    });
    let title = move || match found.answer.get() {
        Some(Ok(Some(ticket))) => {
            public_tickets::matter(ticket.category.names.get(i18n::lang()), &ticket.number)
        }
        _ => public_tickets::title().to_owned(),
    };
    let show = move |found: Option<PublicTicket>| {
        match found {
        Some(ticket) => view! { <Shown ticket/> }.into_any(),
        None => view! {
            <EmptyState title=public_tickets::unknown detail=public_tickets::unknown_detail icon=icondata_lu::LuEyeOff>
                <ButtonLink href="/open/tickets">{public_tickets::title}</ButtonLink>
            </EmptyState>
        }
        .into_any(),
    }
    };
    view! {
        <div class="stack stack--loose">
            <BackLink href="/open/tickets" label=public_tickets::title/>
            <PageHead title/>
            <Loaded fetched=found children=show/>
        </div>
    }
}

#[component]
fn Shown(ticket: PublicTicket) -> impl IntoView {
    let (words, tone) = state(ticket.state);
    let due = ticket.due_at;
    let is_open = ticket.state == PublicState::Open;
    let pin = ticket.position.map(|point| {
        let [longitude, latitude] = point.coordinates;
        NumberedPin { at: Position { longitude, latitude }, label: "●".to_owned(), done: !is_open }
    });
    view! {
        <p><Badge tone label=words/></p>
        <p class="public-ticket__text">{ticket.text}</p>
        <dl class="facts">
            <dt>{public_tickets::place}</dt><dd>{ticket.area.name}</dd>
            <dt>{public_tickets::reported}</dt><dd><Time at=ticket.reported_at/></dd>
            {is_open.then(|| view! { <dt>{public_tickets::due}</dt><dd>{move || format::date_time(due)}</dd> })}
            {ticket.closed_at.map(|at| view! { <dt>{public_tickets::closed_at}</dt><dd><Time at/></dd> })}
        </dl>
        {pin.map(|pin| {
            view! {
                <section class="stack stack--tight">
                    <h2>{public_tickets::about_where}</h2>
                    <div class="map">
                        <PinMap label=public_tickets::about_where areas=Signal::stored(Vec::new()) pins=Signal::stored(vec![pin])/>
                    </div>
                    <p class="small soft">{public_tickets::about_where_note}</p>
                </section>
            }
        })}
        <p class="small soft">{public_tickets::people_note}</p>
    }
}
