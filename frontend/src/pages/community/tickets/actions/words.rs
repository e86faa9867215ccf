//! What a reporter says: how content they are, what is still wrong, a message.

use contract::tickets::{ConfirmTicket, ObjectToSolution, SendMessage};
use domain::ids::TicketId;
use leptos::prelude::*;

use super::Sender;
use crate::{
    components::{Button, ButtonKind, Form, FormState, Rating, TextArea},
    i18n::tickets,
    once::Once,
    pages::moves::forms::text_max,
    send::mistakes,
};

#[component]
pub(super) fn Rate(id: TicketId, sender: Sender) -> impl IntoView {
    let state = FormState::new("confirm");
    let (rating, text) = (sender.drafts.rating, sender.drafts.opinion);
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
                <TextArea name="text" label=tickets::say_more value=text optional=true characters_max=text_max()/>
                <Button kind=ButtonKind::Primary submit=true wide=true busy=state.busy>{tickets::confirm}</Button>
            </Form>
        </section>
    }
}

#[component]
pub(super) fn Object(id: TicketId, sender: Sender) -> impl IntoView {
    let (state, once) = (FormState::new("object"), Once::new());
    let text = sender.drafts.objection;
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
            <TextArea name="text" label=tickets::what_is_still_wrong value=text characters_max=text_max()/>
            <Button kind=ButtonKind::Primary submit=true wide=true busy=state.busy>{tickets::object}</Button>
        </Form>
    }
}

#[component]
pub(super) fn Message(id: TicketId, sender: Sender) -> impl IntoView {
    let (state, once) = (FormState::new("message"), Once::new());
    let text = sender.drafts.message;
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
            <TextArea name="text" label=tickets::message value=text characters_max=text_max()/>
            <Button kind=ButtonKind::Primary submit=true busy=state.busy>{tickets::send_message}</Button>
        </Form>
    }
}

fn filled(text: RwSignal<String>) -> Option<String> {
    text.with_untracked(|text| Some(text.trim()).filter(|text| !text.is_empty()).map(str::to_owned))
}
