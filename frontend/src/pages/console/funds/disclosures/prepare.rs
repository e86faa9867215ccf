//! Preparing the account of a period, from what is in the books.

use client::{Client, Created};
use contract::funds::{Disclosure, FundPeriod, PrepareDisclosure};
use domain::{funds::DISCLOSURE_NOTE_CHARS_MAX, ids::FundId};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::super::chars;
use crate::{
    components::{Button, ButtonKind, Form, FormState, TextArea, Toasts},
    i18n::{common, funds},
    once::Once,
    send::{mistakes, send},
    session::Session,
};

/// The words that go with it; everything else comes from the books.
#[component]
pub(super) fn Prepare(
    /// Of which fund.
    fund: FundId,
    /// Of which period.
    period: FundPeriod,
    /// It is prepared.
    #[prop(into)]
    on_done: Callback<()>,
    /// The dialog is left.
    #[prop(into)]
    on_cancel: Callback<()>,
) -> impl IntoView {
    let (session, toasts) = (Session::get(), Toasts::get());
    let (state, once) = (FormState::new("disclosure"), Once::new());
    let note = RwSignal::new(String::new());
    let from = period.from;
    // What was written before is there to be written anew.
    if let Some(id) = period.disclosure_id {
        spawn_local(async move {
            let found = session.call(|client| async move { client.get_disclosure(id).await }).await;
            if let Ok(found) = found {
                let _ = note.try_update(|note| {
                    if note.is_empty() {
                        *note = found.body.content.note;
                    }
                });
            }
        });
    }
    let submit = move |()| {
        let body = PrepareDisclosure { from, note: note.with_untracked(|note| note.trim().to_owned()) };
        let faults = mistakes(&body);
        if !faults.is_empty() {
            state.refuse_fields(faults);
            return;
        }
        // The books may say something else than before: each try counts.
        let key = once.key(&(&body, period.disclosure_id));
        let ask = move |client: Client, body: PrepareDisclosure| {
            let key = key.clone();
            async move { client.prepare_disclosure(fund, &body, Some(&key)).await }
        };
        send(session, state, body, ask, move |_: Created<Disclosure>| {
            toasts.say(funds::disclosure_was_prepared());
            on_done.run(());
        });
    };
    view! {
        <Form state on_submit=submit>
            <p>{funds::prepare_consequence}</p>
            <TextArea name="note" label=funds::disclosure_note hint=funds::disclosure_note_hint value=note
                characters_max=chars(DISCLOSURE_NOTE_CHARS_MAX)/>
            <div class="dialog__actions">
                <Button on_press=on_cancel>{common::cancel}</Button>
                <Button kind=ButtonKind::Primary submit=true busy=state.busy>{funds::prepare_disclosure}</Button>
            </div>
        </Form>
    }
}
