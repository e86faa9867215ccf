//! One ticket, as those who serve a provider work on it: what to do next first, everything else below.

use client::Tagged;
use contract::tickets::{ListedTicket, Ticket};
use domain::{
    ids::{ProviderId, TicketId},
    tickets::Action,
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::frame::at;
use crate::{
    components::{
        AnswerList, BackLink, Badge, PageHead, ReadAloud, Time, Timeline, Toasts, Tone, UrgentBadge,
    },
    fetch::{Fetched, fetch},
    i18n::{self, provider_work as texts, tickets},
    pages::{
        NotFound,
        community::{
            tickets::{
                actions::Actions,
                show::{Begun, Entry, Followed},
                words,
            },
            where_map::WhereMap,
        },
        identity::SignedInOnly,
        moves::{Moves, facts::Facts},
        partners::{GiveToWorker, Partners},
    },
    query::QueryParam,
    route::Go,
};

/// The page.
#[component]
pub fn TicketPage() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| {
        params.with(|params| params.get("ticket")).and_then(|id| id.parse::<TicketId>().ok())
    });
    move || match id.get() {
        None => view! { <NotFound home="/"/> }.into_any(),
        Some(id) => view! {
            <SignedInOnly title=tickets::ticket home="/" let:_me>
                <One id/>
            </SignedInOnly>
        }
        .into_any(),
    }
}

#[component]
fn One(id: TicketId) -> impl IntoView {
    let fetched: Fetched<Tagged<Ticket>> = fetch(move |client| async move { client.get_ticket(id).await });
    let begun = Begun::default();
    let provider = QueryParam::of("provider").value.get_untracked().parse::<ProviderId>().ok();
    let list = match provider {
        Some(provider) => at("/tickets", provider),
        None => "/provider/tickets".to_owned(),
    };
    let moved = leave_when_gone(fetched, list.clone());
    view! {
        <div class="stack">
            <BackLink href=list label=texts::tickets/>
            <Followed id fetched let:ticket>
                <Shown ticket fetched begun moved/>
            </Followed>
        </div>
    }
}

/// Whoever gives a ticket back, or from whom the office takes it, sees it no more: goes on to the list. Answers what is
/// called after a move of one's own, which says by itself what was done.
fn leave_when_gone(fetched: Fetched<Tagged<Ticket>>, list: String) -> Callback<()> {
    let (toasts, go) = (Toasts::get(), Go::new());
    let (seen, own) = (StoredValue::new(false), StoredValue::new(false));
    Effect::new(move |_| {
        fetched.answer.with(|answer| match answer {
            Some(Ok(_)) => {
                seen.set_value(true);
                own.set_value(false);
            }
            Some(Err(failure)) if seen.get_value() && !failure.is_passing() => {
                if !own.get_value() {
                    toasts.say(untrack(texts::gone));
                }
                go.instead(&list);
            }
            Some(Err(_)) | None => {}
        });
    });
    Callback::new(move |()| {
        own.set_value(true);
        fetched.reload();
    })
}

#[component]
fn Shown(
    ticket: Ticket,
    fetched: Fetched<Tagged<Ticket>>,
    begun: Begun,
    moved: Callback<()>,
) -> impl IntoView {
    let listed = ticket.ticket.clone();
    let (word, tone) = words::state(listed.state);
    let (id, number, area) = (listed.id, listed.number.clone(), listed.area.clone());
    let keeper = listed.provider.as_ref().map(|provider| provider.id);
    // Whoever was only called has their report to write.
    let nothing_to_do = ticket.actions.is_empty() && !ticket.calls.iter().any(|call| call.can_report);
    let assigns = keeper.filter(|_| ticket.actions.contains(&Action::Assign));
    view! {
        <div class="stack">
            <PageHead title=move || tickets::number(&number)>
                <Badge tone label=word/>
                <UrgentBadge priority=listed.priority/>
                {listed.anonymous.then(|| view! { <Badge tone=Tone::Neutral label=tickets::is_anonymous/> })}
                {listed.overdue.then(|| view! { <Badge tone=Tone::Alert label=tickets::overdue/> })}
            </PageHead>
            <p class="pre">{listed.text.clone()}</p>
            <AnswerList answers=ticket.answers.clone()/>
            <div class="row"><ReadAloud text=listed.text.clone()/></div>
            <Until listed=listed.clone()/>
            {nothing_to_do.then(|| view! { <p class="soft">{texts::nothing_to_do}</p> })}
            <Actions ticket=ticket.clone() fetched drafts=begun.actions/>
            {assigns.map(|provider| view! { <Give id provider moved/> })}
            <Partners ticket=ticket.clone() drafts=begun.partners on_done=moved/>
            <Moves id area=area.clone() actions=ticket.actions.clone() keeper drafts=begun.moves on_done=moved/>
            <More ticket=ticket.clone()/>
            <WhereMap area=area.id position=listed.position/>
            <section class="stack">
                <h2>{tickets::what_happened}</h2>
                <Timeline>{ticket.timeline.into_iter().map(|entry| view! { <Entry entry/> }).collect_view()}</Timeline>
            </section>
        </div>
    }
}

/// Giving it to a colleague. Folded: whoever opens it mostly takes it on themselves.
#[component]
fn Give(id: TicketId, provider: ProviderId, moved: Callback<()>) -> impl IntoView {
    let toasts = Toasts::get();
    let given = move |()| {
        toasts.say(texts::said_assigned());
        moved.run(());
    };
    view! {
        <details class="card">
            <summary class="card__title">{texts::assign}</summary>
            <GiveToWorker id provider on_done=given/>
        </details>
    }
}

/// Where it is and how much time there is: what somebody who sets out has to know.
#[component]
fn Until(listed: ListedTicket) -> impl IntoView {
    let open = !listed.state.is_ended();
    view! {
        <dl class="facts">
            <dt>{tickets::area}</dt>
            <dd>{listed.area.name}</dd>
            {(open && listed.answered_at.is_none())
                .then(|| view! { <dt>{tickets::answer_due}</dt><dd><Time at=listed.answer_due_at/></dd> })}
            {open.then(|| view! { <dt>{tickets::solve_due}</dt><dd><Time at=listed.solve_due_at/></dd> })}
            <dt>{tickets::handler}</dt>
            <dd>
                {match listed.handler {
                    Some(name) => name.into_any(),
                    None => texts::nobody_yet.into_any(),
                }}
            </dd>
        </dl>
    }
}

/// What else is known of it.
#[component]
fn More(ticket: Ticket) -> impl IntoView {
    let names = ticket.ticket.category.names.clone();
    let reported_at = ticket.ticket.reported_at;
    view! {
        <dl class="facts">
            <dt>{tickets::kind}</dt>
            <dd>{move || names.get(i18n::lang()).to_owned()}</dd>
            <dt>{tickets::reported_at}</dt>
            <dd><Time at=reported_at/></dd>
            <Facts ticket/>
        </dl>
    }
}
