//! What a party says to the text, and what ends a record: each asks once.

use contract::mediations::{Agreement, ConfirmAgreement, DeclineAgreement, EndMediation};
use domain::{ids::MediationId, mediations::REASON_CHARS_MAX};
use leptos::prelude::*;

use super::show::Shown;
use crate::{
    components::{Button, ButtonKind, Confirm, Reason, ReasonDialog, Toasts},
    i18n::mediations as texts,
    once::Once,
    send::{press, send},
    session::Session,
};

/// What needs a reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// Not agreeing to the text of this number.
    Decline(u32),
    /// Ending without an agreement.
    Fail,
    /// Taking the record back.
    Withdraw,
}

/// The text that waits for its reader's answer.
#[component]
pub fn Answers(
    /// Of which record.
    id: MediationId,
    /// The text.
    text: Agreement,
    /// What is loaded anew afterwards.
    fetched: Shown,
) -> impl IntoView {
    let (session, toasts, once) = (Session::get(), Toasts::get(), Once::new());
    let (busy, asked, declining) = (RwSignal::new(false), RwSignal::new(false), RwSignal::new(false));
    let number = text.number;
    let confirm = move |()| {
        let body = ConfirmAgreement { number };
        let key = once.key(&body);
        let call = move |client: client::Client| {
            let key = key.clone();
            async move { client.confirm_agreement(id, &body, Some(&key)).await }
        };
        press(session, toasts, busy, call, move |_| {
            toasts.say(texts::did_confirm());
            fetched.reload();
        });
    };
    view! {
        <section class="card stack" aria-labelledby="answer-head">
            <h2 id="answer-head">{texts::your_answer}</h2>
            <p>{texts::read_first}</p>
            <p class="pre">{text.text}</p>
            <div class="row">
                <Button kind=ButtonKind::Primary busy on_press=move |()| asked.set(true)>{texts::confirm}</Button>
                <Button on_press=move |()| declining.set(true)>{texts::decline}</Button>
            </div>
            <Confirm open=asked title=texts::confirm_question consequence=texts::confirm_consequence verb=texts::confirm
                on_confirm=Callback::new(confirm)/>
            <WithReason open=declining name="decline" title=texts::decline_question hint=texts::decline_hint verb=texts::decline
                act=Act::Decline(number) id fetched/>
        </section>
    }
}

/// Asks why, and does it.
#[component]
pub fn WithReason(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// The form's name.
    name: &'static str,
    /// The question.
    title: fn() -> &'static str,
    /// What follows from it.
    hint: fn() -> &'static str,
    /// What is done.
    verb: fn() -> &'static str,
    /// What is done.
    act: Act,
    /// With which record.
    id: MediationId,
    /// What is loaded anew afterwards.
    fetched: Shown,
) -> impl IntoView {
    let (session, toasts, once) = (Session::get(), Toasts::get(), Once::new());
    let submit = move |(state, reason): Reason| {
        let body = EndMediation { reason };
        let key = once.key(&body);
        let call = move |client: client::Client, body: EndMediation| {
            let key = key.clone();
            async move {
                match act {
                    Act::Decline(number) => {
                        let body = DeclineAgreement { number, reason: body.reason };
                        client.decline_agreement(id, &body, Some(&key)).await
                    }
                    Act::Fail => client.fail_mediation(id, &body, Some(&key)).await,
                    Act::Withdraw => client.withdraw_mediation(id, &body, Some(&key)).await,
                }
            }
        };
        send(session, state, body, call, move |_| {
            open.set(false);
            toasts.say(texts::did_tell());
            fetched.reload();
        });
    };
    view! {
        <ReasonDialog open name title label=texts::why hint verb characters_max=REASON_CHARS_MAX on_submit=submit/>
    }
}
