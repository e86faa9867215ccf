//! What can be done with a ticket. The server says which of these the person may do now.

use client::Client;
use contract::tickets::{AreaName, AssignTicket, RevealContact, SendMessage};
use domain::{
    ids::{ProviderId, TicketId},
    tickets::Action,
};
use leptos::prelude::*;

use crate::{
    components::{
        Button, ButtonKind, Copyable, Form, FormState, Notice, SelectField, TextArea, TextField, Toasts, Tone,
    },
    failure::Failure,
    fetch::fetch,
    i18n::{console, rectifications},
    once::Once,
    pages::{
        console::{lists::loaded, tickets::handlers::handlers, words},
        moves::{
            forms::text_max,
            solve::{SolveDraft, SolveForm, SolveTexts, evidence_hint},
        },
        partners::GiveToWorker,
    },
    send::{press, send},
    session::Session,
};

/// The forms that are open one at a time.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Open {
    Nothing,
    Assigning,
    Closing,
    Message,
    Contact,
}

/// What was begun, kept while the ticket is read anew because somebody else did something with it.
#[derive(Clone, Copy)]
pub struct Drafts {
    open: RwSignal<Open>,
    solve: SolveDraft,
    message: RwSignal<String>,
    purpose: RwSignal<String>,
    phone: RwSignal<Option<String>>,
}

impl Drafts {
    pub(super) fn new() -> Self {
        Self {
            open: RwSignal::new(Open::Nothing),
            solve: SolveDraft::default(),
            message: RwSignal::default(),
            purpose: RwSignal::default(),
            phone: RwSignal::new(None),
        }
    }

    fn clear(self) {
        self.open.set(Open::Nothing);
        self.solve.clear();
        self.message.set(String::new());
    }
}

/// Buttons for what may be done now, and the form of the one that was pressed.
#[component]
pub(super) fn Actions(
    /// The ticket.
    id: TicketId,
    /// Where it is.
    area: AreaName,
    /// The provider that keeps it: its people work on it.
    keeper: Option<ProviderId>,
    /// Whether an office demanded it: a look-back decides then, not the reporter.
    demanded: bool,
    /// Whether a photo has to show that it is done.
    photo_required: bool,
    /// What may be done.
    actions: Vec<Action>,
    /// What was begun.
    drafts: Drafts,
    /// Shows the ticket as it is now.
    #[prop(into)]
    on_done: Callback<()>,
) -> impl IntoView {
    let open = drafts.open;
    let may = |action| actions.contains(&action);
    let toasts = Toasts::get();
    let done = Callback::new(move |said: &'static str| {
        drafts.clear();
        toasts.say(said);
        on_done.run(());
    });
    let press_form =
        move |form| move |()| open.update(|open| *open = if *open == form { Open::Nothing } else { form });
    let (name, place) = (area.name.clone(), StoredValue::new(area));
    view! {
        <div class="row no-print" role="group" aria-label=console::actions>
            {may(Action::Take).then(|| view! { <Take id done/> })}
            {may(Action::Assign).then(|| {
                view! { <Button icon=icondata_lu::LuUserPlus on_press=press_form(Open::Assigning)>{console::assign_ticket}</Button> }
            })}
            {may(Action::Solve).then(|| {
                view! { <Button kind=ButtonKind::Primary icon=icondata_lu::LuCircleCheck on_press=press_form(Open::Closing)>{console::close_ticket}</Button> }
            })}
            {may(Action::Message).then(|| {
                view! { <Button icon=icondata_lu::LuMessageSquare on_press=press_form(Open::Message)>{console::write_message}</Button> }
            })}
            {may(Action::RevealContact).then(|| {
                view! { <Button icon=icondata_lu::LuPhone on_press=press_form(Open::Contact)>{console::reveal_contact}</Button> }
            })}
        </div>
        {actions.is_empty().then(|| view! { <p class="soft">{move || console::nothing_to_do(&name)}</p> })}
        {move || match open.get() {
            Open::Nothing => ().into_any(),
            Open::Assigning => match keeper {
                None => view! { <Assign id area=place.get_value() done/> }.into_any(),
                Some(provider) => {
                    let given = move |()| done.run(console::assigned());
                    view! { <GiveToWorker id provider on_done=given/> }.into_any()
                }
            },
            Open::Closing => view! { <Solve id demanded photo_required drafts done/> }.into_any(),
            Open::Message => view! { <Message id drafts done/> }.into_any(),
            Open::Contact => view! { <Reveal id drafts/> }.into_any(),
        }}
    }
}

#[component]
fn Take(id: TicketId, done: Callback<&'static str>) -> impl IntoView {
    let (session, toasts) = (Session::get(), Toasts::get());
    let (busy, once) = (RwSignal::new(false), Once::new());
    let take = move |()| {
        let body = AssignTicket::default();
        let key = once.key(&(id, &body));
        let ask = move |client: Client| {
            let (body, key) = (body.clone(), key.clone());
            async move { client.assign_ticket(id, &body, Some(&key)).await }
        };
        press(session, toasts, busy, ask, move |_| done.run(console::taken()));
    };
    view! { <Button kind=ButtonKind::Primary icon=icondata_lu::LuHand busy on_press=take>{console::take_ticket}</Button> }
}

#[component]
fn Solve(
    id: TicketId,
    demanded: bool,
    photo_required: bool,
    drafts: Drafts,
    done: Callback<&'static str>,
) -> impl IntoView {
    let texts = SolveTexts {
        photos: console::photos_of_work,
        hint: if demanded { rectifications::photos_hint } else { evidence_hint(photo_required) },
        text: console::what_was_done,
        verb: console::close_ticket,
    };
    let said = if demanded { rectifications::said_closed } else { console::closed };
    let solved = Callback::new(move |_| done.run(said()));
    view! { <SolveForm id photo_required draft=drafts.solve texts done=solved/> }
}

/// Gives it to somebody who handles tickets there.
#[component]
fn Assign(id: TicketId, area: AreaName, done: Callback<&'static str>) -> impl IntoView {
    let session = Session::get();
    let (state, once) = (FormState::new("assign-ticket"), Once::new());
    let handler = RwSignal::new(String::new());
    let place = StoredValue::new(area);
    let people = fetch(move |client| {
        let area = place.get_value();
        async move { handlers(&client, &area).await }
    });
    let submit = move |()| {
        let body = AssignTicket { handler_id: handler.with_untracked(|handler| handler.parse().ok()) };
        if body.handler_id.is_none() {
            return state.refuse(Failure::here(console::choose_handler()));
        }
        let key = once.key(&body);
        let ask = move |client: Client, body: AssignTicket| {
            let key = key.clone();
            async move { client.assign_ticket(id, &body, Some(&key)).await }
        };
        send(session, state, body, ask, move |_| done.run(console::assigned()));
    };
    loaded(people, move |people| {
        if people.is_empty() {
            return view! { <Notice tone=Tone::Waiting>{console::no_handlers}</Notice> }.into_any();
        }
        let options = Signal::derive(move || words::people(&people));
        view! {
            <Form state on_submit=submit>
                <SelectField name="handler_id" label=console::column_handler value=handler options/>
                <div class="form__actions">
                    <Button kind=ButtonKind::Primary submit=true busy=state.busy>{console::assign_ticket}</Button>
                </div>
            </Form>
        }
        .into_any()
    })
}

#[component]
fn Message(id: TicketId, drafts: Drafts, done: Callback<&'static str>) -> impl IntoView {
    let session = Session::get();
    let (state, once) = (FormState::new("ticket-message"), Once::new());
    let text = drafts.message;
    let submit = move |()| {
        let body = SendMessage { text: text.get_untracked().trim().to_owned() };
        let key = once.key(&body);
        let ask = move |client: Client, body: SendMessage| {
            let key = key.clone();
            async move { client.send_ticket_message(id, &body, Some(&key)).await }
        };
        send(session, state, body, ask, move |_| done.run(console::sent()));
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
fn Reveal(id: TicketId, drafts: Drafts) -> impl IntoView {
    let session = Session::get();
    // A second try after a lost answer is the same look, not another one in the timeline.
    let (state, once) = (FormState::new("reveal-contact"), Once::new());
    let (purpose, phone) = (drafts.purpose, drafts.phone);
    let submit = move |()| {
        let body = RevealContact { purpose: purpose.get_untracked().trim().to_owned() };
        let key = once.key(&body);
        let ask = move |client: Client, body: RevealContact| {
            let key = key.clone();
            async move { client.reveal_ticket_contact(id, &body, Some(&key)).await }
        };
        send(session, state, body, ask, move |contact| phone.set(Some(contact.phone)));
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
