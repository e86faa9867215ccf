//! The payer's word on a price: two large buttons, one question before money is promised, and why not.

use client::{Client, Tagged};
use contract::tickets::{DecideQuotation, Quotation, Ticket};
use domain::tickets::Payer;
use leptos::prelude::*;

use super::Drafts;
use crate::{
    components::{Button, ButtonKind, Confirm, Form, FormState, TextArea, Toasts},
    format,
    i18n::partners,
    once::Once,
    pages::moves::forms::{refuse_empty, text_max},
    send::{press, send},
    session::Session,
};

/// Accepting a quotation or declining it.
#[component]
pub fn Decide(
    /// The quotation.
    quotation: Quotation,
    /// What was begun.
    drafts: Drafts,
    /// It was decided.
    on_done: Callback<()>,
) -> impl IntoView {
    let (session, toasts) = (Session::get(), Toasts::get());
    let (busy, once, asking) = (RwSignal::new(false), Once::new(), RwSignal::new(false));
    let (id, total, payer) = (quotation.id, quotation.total_fen, quotation.payer);
    let name = quotation.provider.name;
    let accept = move |()| {
        let body = DecideQuotation { accepted: true, text: None };
        let key = once.key(&(id, &body));
        let ask = move |client: Client| {
            let (body, key) = (body.clone(), key.clone());
            async move { client.decide_quotation(id, &body, Some(&key)).await }
        };
        press(session, toasts, busy, ask, move |_: Tagged<Ticket>| {
            toasts.say(partners::said_accepted());
            on_done.run(());
        });
    };
    let decline = move |()| {
        drafts.declining.update(|now| *now = if *now == Some(id) { None } else { Some(id) });
    };
    let consequence = move || match payer {
        Payer::Reporter => partners::accept_consequence(&name, format::money(total)),
        Payer::Office => partners::accept_consequence_office(&name, format::money(total)),
    };
    view! {
        <div class="stack no-print" role="group" aria-label=partners::decide>
            <Button kind=ButtonKind::Primary wide=true icon=icondata_lu::LuCheck busy on_press=move |()| asking.set(true)>
                {move || partners::accept(format::money(total))}
            </Button>
            <Button wide=true icon=icondata_lu::LuX on_press=decline>{partners::decline}</Button>
            <Show when=move || drafts.declining.get() == Some(id)><Decline quotation=id drafts on_done/></Show>
        </div>
        <Confirm
            open=asking
            title=move || partners::accept_question(format::money(total))
            consequence
            verb=partners::accept_verb
            on_confirm=accept
        />
    }
}

/// Why it is not done for that.
#[component]
fn Decline(quotation: domain::ids::QuotationId, drafts: Drafts, on_done: Callback<()>) -> impl IntoView {
    let (session, toasts) = (Session::get(), Toasts::get());
    let (state, once) = (FormState::new("decline-quotation"), Once::new());
    let submit = move |()| {
        let text = drafts.why.with_untracked(|text| text.trim().to_owned());
        if text.is_empty() {
            return refuse_empty(state, "/text");
        }
        let body = DecideQuotation { accepted: false, text: Some(text) };
        let key = once.key(&(quotation, &body));
        let ask = move |client: Client, body: DecideQuotation| {
            let key = key.clone();
            async move { client.decide_quotation(quotation, &body, Some(&key)).await }
        };
        send(session, state, body, ask, move |_| {
            toasts.say(partners::said_declined());
            on_done.run(());
        });
    };
    view! {
        <Form state on_submit=submit>
            <TextArea name="text" label=partners::decline_why hint=partners::decline_hint value=drafts.why characters_max=text_max()/>
            <div class="form__actions">
                <Button kind=ButtonKind::Primary submit=true busy=state.busy>{partners::decline_send}</Button>
            </div>
        </Form>
    }
}
