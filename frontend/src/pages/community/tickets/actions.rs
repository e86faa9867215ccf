//! What one can do with a matter: exactly what the server says, each as a plain verb.

use std::future::Future;

use client::Tagged;
use contract::{
    photos::PHOTO_BYTES_MAX,
    problems::fields,
    tickets::{AssignTicket, ConfirmTicket, ObjectToSolution, PHOTOS_MAX, SendMessage, SolveTicket, Ticket},
};
use domain::tickets::Action;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::{
    components::{
        Button, ButtonKind, Confirm, ErrorSummary, Form, FormState, Photo, PhotoPicker, Rating, TextArea,
        Toasts,
    },
    failure::Failure,
    fetch::Fetched,
    i18n::{self, rectifications, tickets},
    once::Once,
    pages::moves::{lines::Lines, materials::MaterialFields},
    photos::upload_all,
    send::mistakes,
    session::Session,
};

/// Longest text that goes with a move.
const TEXT_CHARACTERS_MAX: u32 = 2000;

/// Sends a move and shows the ticket as it then is. A form is sent with one key, so that a second try does nothing twice.
#[derive(Clone, Copy)]
struct Sender {
    session: Session,
    toasts: Toasts,
    fetched: Fetched<Tagged<Ticket>>,
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
                    self.toasts.say(untrack(said));
                    self.fetched.answer.set(Some(Ok(ticket)));
                }
                Err(failure) => state.refuse(failure),
            }
        });
    }
}

/// Everything that one may do next.
#[component]
pub fn Actions(
    /// The matter.
    ticket: Ticket,
    /// Where the page keeps it.
    fetched: Fetched<Tagged<Ticket>>,
) -> impl IntoView {
    let sender = Sender { session: Session::get(), toasts: Toasts::get(), fetched };
    let (id, demanded) = (ticket.ticket.id, ticket.ticket.category.code.is_internal());
    // Assigning to others and revealing a number belong to a desk: the console has them.
    let may = |action| ticket.actions.contains(&action);
    view! {
        {may(Action::Take).then(|| view! { <Take id sender/> })}
        {may(Action::Solve).then(|| view! { <Close id demanded photo_required=ticket.photo_required sender/> })}
        {may(Action::Confirm).then(|| view! { <Rate id sender/> })}
        {may(Action::Object).then(|| view! { <Folded label=tickets::not_solved><Object id sender/></Folded> })}
        {may(Action::Message).then(|| view! { <Folded label=tickets::write_message><Message id sender/></Folded> })}
        {may(Action::Withdraw).then(|| view! { <Withdraw id sender/> })}
    }
}

type Id = domain::ids::TicketId;

#[component]
fn Folded(label: fn() -> &'static str, children: Children) -> impl IntoView {
    view! { <details class="card"><summary class="card__title">{label}</summary>{children()}</details> }
}

#[component]
fn Take(id: Id, sender: Sender) -> impl IntoView {
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
fn Close(
    id: Id,
    /// Whether a look-back decides, not the reporter.
    demanded: bool,
    /// Whether words are not enough.
    photo_required: bool,
    sender: Sender,
) -> impl IntoView {
    let hint = if photo_required { tickets::evidence_hint } else { tickets::evidence_or_words_hint };
    let said = if demanded { rectifications::said_closed } else { tickets::said_closed };
    let (state, once) = (FormState::new("close"), Once::new());
    let (photos, text) = (RwSignal::new(Vec::<Photo>::new()), RwSignal::new(String::new()));
    let uploaded = StoredValue::new(Vec::new());
    let lines = Lines::default();
    let used = lines.clone();
    let submit = move |()| {
        let missing = match (photos.with_untracked(Vec::is_empty), filled(text)) {
            (true, _) if photo_required => Some(("/photos", "photo_needed")),
            (true, None) => Some(("/text", "required")),
            _ => None,
        };
        if let Some((pointer, code)) = missing {
            state.refuse_fields(vec![fields::problem(pointer, code, untrack(i18n::lang), &[])]);
            return;
        }
        let mut read = used.materials();
        let body = SolveTicket {
            photos: Vec::new(),
            text: filled(text),
            materials: std::mem::take(&mut read.items),
        };
        if state.refuse_fields(read.at_fields(mistakes(&body))) {
            return;
        }
        sender.send(state, said, async move {
            let photos = upload_all(sender.session, &photos.get_untracked(), uploaded).await?;
            let body = SolveTicket { photos, ..body };
            let key = once.key(&body);
            let ask = |client: client::Client| {
                let (body, key) = (body.clone(), key.clone());
                async move { client.solve_ticket(id, &body, Some(&key)).await }
            };
            sender.session.call(ask).await.map_err(|failure| read.at_form(failure))
        });
    };
    view! {
        <section class="card">
            <h2>{tickets::close}</h2>
            <Form state on_submit=submit>
                <PhotoPicker
                    name="photos"
                    label=tickets::evidence
                    hint
                    photos
                    photos_max=usize::try_from(PHOTOS_MAX).unwrap_or(1)
                    photo_bytes_max=u32::try_from(PHOTO_BYTES_MAX).unwrap_or(u32::MAX)
                />
                <TextArea name="text" label=tickets::what_was_done value=text optional=photo_required characters_max=TEXT_CHARACTERS_MAX/>
                <MaterialFields lines state/>
                <Button kind=ButtonKind::Primary submit=true wide=true busy=state.busy>{tickets::close_it}</Button>
            </Form>
        </section>
    }
}

#[component]
fn Rate(id: Id, sender: Sender) -> impl IntoView {
    let state = FormState::new("confirm");
    let (rating, text) = (RwSignal::new(0), RwSignal::new(String::new()));
    let once = Once::new();
    let submit = move |()| {
        let body = ConfirmTicket { rating: rating.get_untracked(), text: filled(text) };
        if state.refuse_fields(mistakes(&body)) {
            return;
        }
        sender.send(state, tickets::said_confirmed, async move {
            let key = once.key(&body);
            let ask = |client: client::Client| {
                let (body, key) = (body.clone(), key.clone());
                async move { client.confirm_ticket(id, &body, Some(&key)).await }
            };
            sender.session.call(ask).await
        });
    };
    view! {
        <section class="card">
            <h2>{tickets::is_it_solved}</h2>
            <Form state on_submit=submit>
                <Rating name="rating" label=tickets::how_content value=rating/>
                <TextArea name="text" label=tickets::say_more value=text optional=true characters_max=TEXT_CHARACTERS_MAX/>
                <Button kind=ButtonKind::Primary submit=true wide=true busy=state.busy>{tickets::confirm}</Button>
            </Form>
        </section>
    }
}

#[component]
fn Object(id: Id, sender: Sender) -> impl IntoView {
    let (state, once) = (FormState::new("object"), Once::new());
    let text = RwSignal::new(String::new());
    let submit = move |()| {
        let body = ObjectToSolution { text: filled(text).unwrap_or_default(), photos: Vec::new() };
        if state.refuse_fields(mistakes(&body)) {
            return;
        }
        sender.send(state, tickets::said_objected, async move {
            let key = once.key(&body);
            let ask = |client: client::Client| {
                let (body, key) = (body.clone(), key.clone());
                async move { client.object_to_solution(id, &body, Some(&key)).await }
            };
            sender.session.call(ask).await
        });
    };
    view! {
        <Form state on_submit=submit>
            <TextArea name="text" label=tickets::what_is_still_wrong value=text characters_max=TEXT_CHARACTERS_MAX/>
            <Button kind=ButtonKind::Primary submit=true wide=true busy=state.busy>{tickets::object}</Button>
        </Form>
    }
}

#[component]
fn Message(id: Id, sender: Sender) -> impl IntoView {
    let (state, once) = (FormState::new("message"), Once::new());
    let text = RwSignal::new(String::new());
    let submit = move |()| {
        let body = SendMessage { text: filled(text).unwrap_or_default() };
        if state.refuse_fields(mistakes(&body)) {
            return;
        }
        sender.send(state, tickets::said_message, async move {
            let key = once.key(&body);
            let ask = |client: client::Client| {
                let (body, key) = (body.clone(), key.clone());
                async move { client.send_ticket_message(id, &body, Some(&key)).await }
            };
            sender.session.call(ask).await
        });
    };
    view! {
        <Form state on_submit=submit>
            <TextArea name="text" label=tickets::message value=text characters_max=TEXT_CHARACTERS_MAX/>
            <Button kind=ButtonKind::Primary submit=true busy=state.busy>{tickets::send_message}</Button>
        </Form>
    }
}

#[component]
fn Withdraw(id: Id, sender: Sender) -> impl IntoView {
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

fn filled(text: RwSignal<String>) -> Option<String> {
    text.with_untracked(|text| Some(text.trim()).filter(|text| !text.is_empty()).map(str::to_owned))
}
