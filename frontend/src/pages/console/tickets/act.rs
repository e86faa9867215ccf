//! What can be done with a ticket. The server says which of these the person may do now.

use std::future::Future;

use client::{Client, ClientError};
use contract::{
    photos::PHOTO_BYTES_MAX,
    problems::fields,
    tickets::{AreaName, AssignTicket, CloseTicket, PHOTOS_MAX, RevealContact, SendMessage},
};
use domain::{
    ids::TicketId,
    tickets::{Action, TicketText},
};
use js_sys::Uint8Array;
use leptos::prelude::*;
use validator::Validate;
use wasm_bindgen_futures::{JsFuture, spawn_local};

use crate::{
    components::{
        Button, ButtonKind, Copyable, Form, FormState, Notice, Photo, PhotoPicker, TextArea, TextField,
        Toasts,
    },
    failure::{Failure, UNEXPECTED},
    i18n::{self, console},
    session::Session,
};

/// The forms that are open one at a time.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Open {
    Nothing,
    Closing,
    Message,
    Contact,
}

/// Buttons for what may be done now, and the form of the one that was pressed.
#[component]
pub(super) fn Actions(
    /// The ticket.
    id: TicketId,
    /// Where it is.
    area: AreaName,
    /// What may be done.
    actions: Vec<Action>,
    /// Shows the ticket as it is now.
    #[prop(into)]
    on_done: Callback<()>,
) -> impl IntoView {
    let open = RwSignal::new(Open::Nothing);
    let may = |action| actions.contains(&action);
    let toasts = Toasts::get();
    let done = Callback::new(move |said: &'static str| {
        open.set(Open::Nothing);
        toasts.say(said);
        on_done.run(());
    });
    let press =
        move |form| move |()| open.update(|open| *open = if *open == form { Open::Nothing } else { form });
    let place = area.name;
    view! {
        <div class="row no-print" role="group" aria-label=console::actions>
            {may(Action::Take).then(|| view! { <Take id done/> })}
            {may(Action::Close).then(|| {
                view! { <Button kind=ButtonKind::Primary icon=icondata_lu::LuCircleCheck on_press=press(Open::Closing)>{console::close_ticket}</Button> }
            })}
            {may(Action::Message).then(|| {
                view! { <Button icon=icondata_lu::LuMessageSquare on_press=press(Open::Message)>{console::write_message}</Button> }
            })}
            {may(Action::RevealContact).then(|| {
                view! { <Button icon=icondata_lu::LuPhone on_press=press(Open::Contact)>{console::reveal_contact}</Button> }
            })}
        </div>
        {actions.is_empty().then(|| view! { <p class="soft">{move || console::nothing_to_do(&place)}</p> })}
        {move || match open.get() {
            Open::Nothing => ().into_any(),
            Open::Closing => view! { <Close id done/> }.into_any(),
            Open::Message => view! { <Message id done/> }.into_any(),
            Open::Contact => view! { <Reveal id/> }.into_any(),
        }}
    }
}

/// Sends a form; what is wrong stays on it, with everything that was typed.
fn send<T, Fut>(
    session: Session,
    state: FormState,
    ask: impl Fn(Client) -> Fut + 'static,
    then: impl FnOnce(T) + 'static,
) where
    T: 'static,
    Fut: Future<Output = Result<T, ClientError>> + 'static,
{
    state.busy.set(true);
    spawn_local(async move {
        match session.call(ask).await {
            Ok(answer) => {
                state.accept();
                then(answer);
            }
            Err(failure) => state.refuse(failure),
        }
    });
}

/// Shows what the contract's rules say against it. Says whether something is.
fn refused(state: FormState, request: &impl Validate) -> bool {
    match request.validate() {
        Ok(()) => false,
        Err(errors) => state.refuse_fields(fields::problems(&errors, untrack(i18n::lang))),
    }
}

#[component]
fn Take(id: TicketId, done: Callback<&'static str>) -> impl IntoView {
    let (session, toasts) = (Session::get(), Toasts::get());
    let busy = RwSignal::new(false);
    let take = move |()| {
        busy.set(true);
        spawn_local(async move {
            let answer =
                session
                    .call(move |client| async move {
                        client.assign_ticket(id, &AssignTicket::default(), None).await
                    })
                    .await;
            let _ = busy.try_set(false);
            match answer {
                Ok(_) => done.run(console::taken()),
                Err(failure) => toasts.say(failure.detail),
            }
        });
    };
    view! { <Button kind=ButtonKind::Primary icon=icondata_lu::LuHand busy on_press=take>{console::take_ticket}</Button> }
}

#[component]
fn Close(id: TicketId, done: Callback<&'static str>) -> impl IntoView {
    let session = Session::get();
    let state = FormState::new("close-ticket");
    let (photos, text) = (RwSignal::new(Vec::<Photo>::new()), RwSignal::new(String::new()));
    let submit = move |()| {
        if photos.with_untracked(Vec::is_empty) {
            let missing = Failure {
                code: "invalid".into(),
                detail: console::photo_needed().to_owned(),
                request_id: None,
                errors: Vec::new(),
            };
            return state.refuse(missing);
        }
        state.busy.set(true);
        spawn_local(async move {
            match close(session, id, photos.get_untracked(), text.get_untracked()).await {
                Ok(()) => {
                    state.accept();
                    done.run(console::closed());
                }
                Err(failure) => state.refuse(failure),
            }
        });
    };
    view! {
        <Form state on_submit=submit>
            <PhotoPicker
                name="photos"
                label=console::photos_of_work
                hint=console::photos_of_work_hint
                photos
                photos_max=usize::try_from(PHOTOS_MAX).unwrap_or(1)
                photo_bytes_max=u32::try_from(PHOTO_BYTES_MAX).unwrap_or(u32::MAX)
            />
            <TextArea name="text" label=console::what_was_done value=text optional=true characters_max=text_max()/>
            <div class="form__actions">
                <Button kind=ButtonKind::Primary submit=true busy=state.busy>{console::close_ticket}</Button>
            </div>
        </Form>
    }
}

async fn close(session: Session, id: TicketId, photos: Vec<Photo>, text: String) -> Result<(), Failure> {
    let unreadable = || Failure {
        code: UNEXPECTED.into(),
        detail: console::photo_unreadable().to_owned(),
        request_id: None,
        errors: Vec::new(),
    };
    let mut kept = Vec::with_capacity(photos.len());
    for photo in photos {
        let bytes = photo.file.array_buffer();
        let bytes = JsFuture::from(bytes).await.map_err(|_| unreadable())?;
        let bytes = Uint8Array::new(&bytes).to_vec();
        let answer = session
            .call(|client| {
                let bytes = bytes.clone();
                async move { client.upload_photo(bytes).await }
            })
            .await?;
        kept.push(answer.id);
    }
    let text = text.trim().to_owned();
    let body = CloseTicket { photos: kept, text: (!text.is_empty()).then_some(text) };
    session
        .call(|client| {
            let body = body.clone();
            async move { client.close_ticket(id, &body, None).await }
        })
        .await
        .map(drop)
}

#[component]
fn Message(id: TicketId, done: Callback<&'static str>) -> impl IntoView {
    let session = Session::get();
    let state = FormState::new("ticket-message");
    let text = RwSignal::new(String::new());
    let submit = move |()| {
        let body = SendMessage { text: text.get_untracked().trim().to_owned() };
        if !refused(state, &body) {
            let ask = move |client: Client| {
                let body = body.clone();
                async move { client.send_ticket_message(id, &body, None).await }
            };
            send(session, state, ask, move |_| done.run(console::sent()));
        }
    };
    view! {
        <Form state on_submit=submit>
            <TextArea name="text" label=console::message hint=console::message_hint value=text characters_max=text_max()/>
            <div class="form__actions">
                <Button kind=ButtonKind::Primary submit=true busy=state.busy>{console::send_message}</Button>
            </div>
        </Form>
    }
}

#[component]
fn Reveal(id: TicketId) -> impl IntoView {
    let session = Session::get();
    let state = FormState::new("reveal-contact");
    let (purpose, phone) = (RwSignal::new(String::new()), RwSignal::new(None::<String>));
    let submit = move |()| {
        let body = RevealContact { purpose: purpose.get_untracked().trim().to_owned() };
        if !refused(state, &body) {
            let ask = move |client: Client| {
                let body = body.clone();
                async move { client.reveal_ticket_contact(id, &body, None).await }
            };
            send(session, state, ask, move |contact| phone.set(Some(contact.phone)));
        }
    };
    move || {
        match phone.get() {
        Some(phone) => view! { <Copyable text=phone/> }.into_any(),
        None => view! {
            <Form state on_submit=submit>
                <Notice>{console::reveal_is_recorded}</Notice>
                <TextField name="purpose" label=console::purpose hint=console::purpose_hint value=purpose characters_max=200_u32/>
                <div class="form__actions">
                    <Button kind=ButtonKind::Primary submit=true busy=state.busy>{console::reveal_contact}</Button>
                </div>
            </Form>
        }
        .into_any(),
    }
    }
}

fn text_max() -> u32 {
    u32::try_from(TicketText::CHARS_MAX).unwrap_or(u32::MAX)
}
