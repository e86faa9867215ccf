//! One ticket: what was reported, its clock, what happened, what can be done.

use client::Tagged;
use contract::tickets::{Ticket as Body, TimelineEntry};
use domain::{ids::TicketId, permissions::Permission};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::{
    act::{Actions, Drafts},
    photo::TicketImage,
};
use crate::{
    components::{
        AnswerList, BackLink, Badge, EmptyState, PageHead, Stars, Time, Timeline, TimelineEvent, Tone,
        UrgentBadge,
    },
    fetch::{Fetched, fetch},
    i18n::{self, console, tickets},
    live,
    pages::{
        console::{BASE, lists::loaded, office::office, words},
        identity::SignedInOnly,
        moves::{self, Moves, facts::Facts},
        partners::{self, EntryPartners, Partners},
    },
};

/// The page.
#[component]
pub fn Ticket() -> impl IntoView {
    view! { <SignedInOnly title=console::ticket home=BASE children=|me| office(&me, Permission::ViewTickets, || view! { <Show/> }.into_any())/> }
}

#[component]
fn Show() -> impl IntoView {
    let params = use_params_map();
    let id =
        Memo::new(move |_| params.with(|params| params.get("id")).and_then(|id| id.parse::<TicketId>().ok()));
    let ticket = fetch(move |client| {
        let id = id.get();
        async move {
            match id {
                Some(id) => client.get_ticket(id).await.map(Some),
                None => Ok(None),
            }
        }
    });
    let drafts =
        Begun { acts: Drafts::new(), moves: moves::Drafts::default(), partners: partners::Drafts::default() };
    live::follow(
        move |event| id.get_untracked().is_some_and(|id| event.subject.ends_with(&id.to_string())),
        move || ticket.reload(),
    );
    view! {
        <div class="stack">
            <BackLink href=format!("{BASE}/tickets") label=console::tickets/>
            {loaded(ticket, move |found| match found {
                Some(found) => page(ticket, found, drafts).into_any(),
                None => view! { <EmptyState title=console::no_such_ticket icon=icondata_lu::LuMapPinOff/> }.into_any(),
            })}
        </div>
    }
}

/// What was begun in each part of the page.
#[derive(Clone, Copy)]
struct Begun {
    acts: Drafts,
    moves: moves::Drafts,
    partners: partners::Drafts,
}

fn page(fetched: Fetched<Option<Tagged<Body>>>, found: Tagged<Body>, begun: Begun) -> impl IntoView {
    let body = found.body;
    let whole = body.clone();
    let (ticket, actions) = (body.ticket, body.actions.clone());
    let (state, number, names) = (ticket.state, ticket.number.clone(), ticket.category.names.clone());
    let (id, area, demanded) = (ticket.id, ticket.area.clone(), ticket.category.code.is_internal());
    let (keeper, parts) = (ticket.provider.as_ref().map(|provider| provider.id), whole.clone());
    let again = move |()| fetched.reload();
    view! {
        <div class="stack">
            <PageHead title=move || format!("{} · {}", names.get(i18n::lang()), number)>
                <Badge tone=words::tone(state) label=move || words::state(state)/>
                <UrgentBadge priority=ticket.priority/>
                {ticket.anonymous.then(|| view! { <Badge tone=Tone::Neutral label=tickets::is_anonymous/> })}
                {ticket.overdue.then(|| view! { <Badge tone=Tone::Alert label=console::overdue/> })}
            </PageHead>
            <p class="pre">{ticket.text.clone()}</p>
            <AnswerList answers=body.answers/>
            <dl class="facts">
                <dt>{console::column_place}</dt>
                <dd><a href=format!("{BASE}/tickets?area={}", area.id)>{area.name.clone()}</a></dd>
                <dt>{console::column_reported}</dt>
                <dd><Time at=ticket.reported_at/></dd>
                <dt>{console::answer_due}</dt>
                <dd>
                    <Time at=ticket.answer_due_at/>
                    {ticket.answered_at.map(|at| view! { " · " {console::answered} " " <Time at/> })}
                </dd>
                <dt>{console::solve_due}</dt>
                <dd>
                    <Time at=ticket.solve_due_at/>
                    {ticket.first_solved_at.map(|at| view! { " · " {console::first_closed} " " <Time at/> })}
                </dd>
                {ticket.objection_until.map(|at| view! { <dt>{console::objection_until}</dt><dd><Time at/></dd> })}
                <dt>{console::column_handler}</dt>
                <dd>{ticket.handler.clone().unwrap_or_else(|| "—".into())}</dd>
                {(ticket.reopened_count > 0).then(|| {
                    let count = ticket.reopened_count;
                    view! { <dt>{console::reopened}</dt><dd>{move || console::times(count)}</dd> }
                })}
                <Facts ticket=whole/>
            </dl>
            <Partners ticket=parts drafts=begun.partners on_done=again/>
            <Actions
                id area=area.clone() keeper demanded photo_required=body.photo_required actions=body.actions
                drafts=begun.acts on_done=again
            />
            <Moves id area actions keeper drafts=begun.moves on_done=again/>
            <h2>{console::what_happened}</h2>
            <Timeline>{body.timeline.into_iter().map(event).collect_view()}</Timeline>
        </div>
    }
}

fn event(entry: TimelineEntry) -> impl IntoView {
    let (kind, side, name) = (entry.kind.clone(), entry.side.clone(), entry.name.clone());
    let tone = words::happened(&kind).1;
    let who = move || match &name {
        Some(name) => format!("{} {name}", words::side(&side)),
        None => words::side(&side),
    };
    view! {
        <TimelineEvent at=entry.at title=move || words::happened(&kind).0 tone who=who>
            {entry.text.map(|text| view! { <p class="pre">{text}</p> })}
            <EntryPartners provider=entry.provider materials=entry.materials/>
            {entry.rating.map(|rating| view! { <Stars value=rating/> })}
            {(!entry.photos.is_empty()).then(|| {
                view! { <div class="photos">{entry.photos.into_iter().map(|photo| view! { <TicketImage photo/> }).collect_view()}</div> }
            })}
        </TimelineEvent>
    }
}
