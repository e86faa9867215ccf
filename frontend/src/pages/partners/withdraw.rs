//! Taking back a call or a quotation, with a reason that the other side reads.

use std::future::Future;

use client::{Client, ClientError, Tagged};
use contract::tickets::{GiveReason, Ticket};
use domain::tickets::TicketText;
use leptos::{prelude::*, text_prop::TextProp};

use crate::{
    components::{Button, Reason, ReasonDialog, Toasts},
    i18n::partners,
    once::Once,
    pages::moves::words::Words,
    send::send,
    session::Session,
};

/// The button, and the dialog that asks why.
#[component]
pub(super) fn Withdraw<F, Fut>(
    /// The form's name.
    name: &'static str,
    /// The question.
    #[prop(into)]
    title: TextProp,
    /// What is done.
    verb: Words,
    /// Who reads the reason.
    hint: Words,
    /// What is said when it is done.
    said: Words,
    /// Takes it back, with the key that makes a second try harmless.
    ask: F,
    /// It was taken back.
    on_done: Callback<()>,
) -> impl IntoView
where
    F: Fn(Client, GiveReason, String) -> Fut + Copy + Send + Sync + 'static,
    Fut: Future<Output = Result<Tagged<Ticket>, ClientError>> + 'static,
{
    let (session, toasts, once) = (Session::get(), Toasts::get(), Once::new());
    let open = RwSignal::new(false);
    let submit = move |(state, reason): Reason| {
        let body = GiveReason { text: reason.trim().to_owned() };
        let key = once.key(&body);
        send(
            session,
            state,
            body,
            move |client, body| ask(client, body, key.clone()),
            move |_| {
                open.set(false);
                toasts.say(said());
                on_done.run(());
            },
        );
    };
    view! {
        <Button icon=icondata_lu::LuUndo2 on_press=move |()| open.set(true)>{verb}</Button>
        <ReasonDialog
            open name title label=partners::why hint verb field="text" on_submit=submit
            characters_max=u64::try_from(TicketText::CHARS_MAX).unwrap_or(u64::MAX)
        />
    }
}
