//! What one can do with a matter: exactly what the server says, each as a plain verb.

mod drafts;
pub mod words;

use std::future::Future;

use client::Tagged;
use contract::tickets::{AssignTicket, Ticket};
use domain::{ids::TicketId, tickets::Action};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

pub use self::drafts::Drafts;
use self::words::{Message, Object, Rate};
use crate::{
    components::{Button, ButtonKind, Confirm, ErrorSummary, FormState, Toasts},
    failure::Failure,
    fetch::Fetched,
    i18n::{rectifications, tickets},
    once::Once,
    pages::moves::solve::{SolveForm, SolveTexts, evidence_hint},
    session::Session,
};

/// Sends a move and shows the ticket as it then is. A form is sent with one key, so that a second try does nothing twice.
#[derive(Clone, Copy)]
pub struct Sender {
    session: Session,
    toasts: Toasts,
    fetched: Fetched<Tagged<Ticket>>,
    drafts: Drafts,
}

impl Sender {
    fn send(
        self,
        state: FormState,
        said: fn() -> &'static str,
        moving: impl Future<Output = Result<Tagged<Ticket>, Failure>> + 'static,
    ) {
        state.busy.set(true);
        spawn_local(async move {
            match moving.await {
                Ok(ticket) => {
                    state.accept();
                    self.done(said, ticket);
                }
                Err(failure) => state.refuse(failure),
            }
        });
    }

    fn done(self, said: fn() -> &'static str, ticket: Tagged<Ticket>) {
        self.drafts.clear();
        self.toasts.say(untrack(said));
        self.fetched.answer.set(Some(Ok(ticket)));
    }
}

/// Everything that one may do next.
#[component]
pub fn Actions(
    /// The matter.
    ticket: Ticket,
    /// Where the page keeps it.
    fetched: Fetched<Tagged<Ticket>>,
    /// What was begun.
    drafts: Drafts,
) -> impl IntoView {
    let sender = Sender { session: Session::get(), toasts: Toasts::get(), fetched, drafts };
    let (id, demanded) = (ticket.ticket.id, ticket.ticket.category.code.is_internal());
    // Assigning to others and revealing a number belong to a desk: the console has them.
    let may = |action| ticket.actions.contains(&action);
    view! {
        {may(Action::Take).then(|| view! { <Take id sender/> })}
        {may(Action::Solve).then(|| view! { <Solve id demanded photo_required=ticket.photo_required sender/> })}
        {may(Action::Confirm).then(|| view! { <Rate id sender/> })}
        {may(Action::Object).then(|| {
            view! { <Folded label=tickets::not_solved opened=drafts.objecting><Object id sender/></Folded> }
        })}
        {may(Action::Message).then(|| {
            view! { <Folded label=tickets::write_message opened=drafts.writing><Message id sender/></Folded> }
        })}
        {may(Action::Withdraw).then(|| view! { <Withdraw id sender/> })}
    }
}

#[component]
fn Folded(label: fn() -> &'static str, opened: RwSignal<bool>, children: Children) -> impl IntoView {
    let toggled = move |event| opened.set(event_target::<web_sys::Element>(&event).has_attribute("open"));
    view! {
        <details class="card" open=opened.get_untracked() on:toggle=toggled>
            <summary class="card__title">{label}</summary>
            {children()}
        </details>
    }
}

#[component]
fn Take(id: TicketId, sender: Sender) -> impl IntoView {
    let state = FormState::new("take");
    let once = Once::new();
    let press = move |()| {
        sender.send(state, tickets::said_taken, async move {
            let body = AssignTicket::default();
            let key = once.key(&body);
            let ask = |client: client::Client| {
                let (body, key) = (body.clone(), key.clone());
                async move { client.assign_ticket(id, &body, Some(&key)).await }
            };
            sender.session.call(ask).await
        });
    };
    view! {
        <ErrorSummary state/>
        <Button kind=ButtonKind::Primary wide=true busy=state.busy icon=icondata_lu::LuHand on_press=press>{tickets::take}</Button>
    }
}

#[component]
fn Solve(
    id: TicketId,
    /// Whether a look-back decides, not the reporter.
    demanded: bool,
    /// Whether words are not enough.
    photo_required: bool,
    sender: Sender,
) -> impl IntoView {
    let said = if demanded { rectifications::said_closed } else { tickets::said_closed };
    let texts = SolveTexts {
        photos: tickets::evidence,
        hint: evidence_hint(photo_required),
        text: tickets::what_was_done,
        verb: tickets::close_it,
    };
    let done = Callback::new(move |ticket| sender.done(said, ticket));
    view! {
        <section class="card">
            <h2>{tickets::close}</h2>
            <SolveForm id photo_required draft=sender.drafts.solve texts wide=true done/>
        </section>
    }
}

#[component]
fn Withdraw(id: TicketId, sender: Sender) -> impl IntoView {
    let (state, once) = (FormState::new("withdraw"), Once::new());
    let open = RwSignal::new(false);
    let withdraw = move |()| {
        sender.send(state, tickets::said_withdrawn, async move {
            let key = once.key(&());
            let ask = |client: client::Client| {
                let key = key.clone();
                async move { client.withdraw_ticket(id, Some(&key)).await }
            };
            sender.session.call(ask).await
        });
    };
    view! {
        <ErrorSummary state/>
        <Button kind=ButtonKind::Quiet busy=state.busy on_press=move |()| open.set(true)>{tickets::withdraw}</Button>
        <Confirm
            open
            title=tickets::withdraw_question
            consequence=tickets::withdraw_consequence
            verb=tickets::withdraw
            danger=true
            on_confirm=withdraw
        />
    }
}
