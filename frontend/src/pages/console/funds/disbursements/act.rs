//! The steps of a payment, each asked for once more in words that name it.

use client::{Client, Tagged};
use contract::funds::{Disbursement, DisbursementReason, PayDisbursement};
use domain::{
    funds::{
        DISBURSEMENT_REASON_CHARS_MAX, disbursements::DisbursementAction as Action, income::DocumentNumber,
    },
    ids::DisbursementId,
};
use leptos::prelude::*;

use crate::{
    components::{
        Button, ButtonKind, Confirm, Dialog, Form, FormState, Notice, Reason, ReasonDialog, TextField, Toasts,
    },
    format,
    i18n::{common, disbursements as texts, funds},
    once::Once,
    pages::moves::forms::refuse_empty,
    send::{press, send},
    session::Session,
};

/// The buttons of whoever may take a step.
#[component]
pub(super) fn Acts(
    /// It, as it stands.
    payment: Signal<Disbursement>,
    /// It is to be read anew.
    on_done: Callback<()>,
) -> impl IntoView {
    let (session, toasts, once) = (Session::get(), Toasts::get(), Once::new());
    let [approving, withdrawing, refusing, paying, reversing] = [(); 5].map(|()| RwSignal::new(false));
    let busy = RwSignal::new(false);
    let id = payment.with_untracked(|payment| payment.summary.id);
    let may = move |action| payment.with(|payment| payment.actions.contains(&action));
    let none = move || payment.with(|payment| payment.actions.is_empty());
    let what = move || {
        payment.with(|payment| {
            let summary = &payment.summary;
            (format::money(summary.amount_fen.fen()), summary.payee.name.clone())
        })
    };
    let said = move |words: &'static str| {
        toasts.say(words);
        on_done.run(());
    };
    let step = move |approve: bool| {
        let key = once.key(&(id, approve));
        let ask = move |client: Client| {
            let key = key.clone();
            async move {
                if approve {
                    client.approve_disbursement(id, Some(&key)).await
                } else {
                    client.withdraw_disbursement(id, Some(&key)).await
                }
            }
        };
        press(session, toasts, busy, ask, move |_: Tagged<Disbursement>| {
            said(if approve { texts::approved_now() } else { texts::withdrawn_now() });
        });
    };
    let end = move |(form, text): Reason, back: bool| {
        let body = DisbursementReason { reason: text.trim().to_owned() };
        let key = once.key(&(id, back, &body));
        let ask = move |client: Client, body: DisbursementReason| {
            let key = key.clone();
            async move {
                if back {
                    client.reverse_disbursement(id, &body, Some(&key)).await
                } else {
                    client.refuse_disbursement(id, &body, Some(&key)).await
                }
            }
        };
        send(session, form, body, ask, move |_| {
            let (open, words) =
                if back { (reversing, texts::reversed_now()) } else { (refusing, texts::refused_now()) };
            open.set(false);
            said(words);
        });
    };
    let paid = move |()| {
        paying.set(false);
        said(texts::paid_now());
    };
    let question = move |ask: fn(String, String) -> String| {
        move || {
            let (amount, payee) = what();
            ask(amount, payee)
        }
    };
    view! {
        <div class="row no-print" role="group" aria-label=funds::actions hidden=none>
            <Show when=move || may(Action::Approve)>
                <Button kind=ButtonKind::Primary icon=icondata_lu::LuCheck busy on_press=move |()| approving.set(true)>{texts::approve}</Button>
            </Show>
            <Show when=move || may(Action::Pay)>
                <Button kind=ButtonKind::Primary icon=icondata_lu::LuCheck on_press=move |()| paying.set(true)>{texts::pay}</Button>
            </Show>
            <Show when=move || may(Action::Withdraw)>
                <Button icon=icondata_lu::LuUndo2 busy on_press=move |()| withdrawing.set(true)>{texts::withdraw}</Button>
            </Show>
            <Show when=move || may(Action::Refuse)>
                <Button kind=ButtonKind::Danger icon=icondata_lu::LuX on_press=move |()| refusing.set(true)>{texts::refuse}</Button>
            </Show>
            <Show when=move || may(Action::Reverse)>
                <Button kind=ButtonKind::Danger icon=icondata_lu::LuUndo2 on_press=move |()| reversing.set(true)>{funds::reverse}</Button>
            </Show>
        </div>
        <Confirm open=approving title=question(|amount, payee| texts::approve_question(payee, amount)) consequence=texts::approve_consequence
            verb=texts::approve on_confirm=move |()| step(true)/>
        <Confirm open=withdrawing title=question(|amount, payee| texts::withdraw_question(payee, amount)) consequence=texts::withdraw_consequence
            verb=texts::withdraw on_confirm=move |()| step(false)/>
        <Dialog open=paying title=question(|amount, payee| texts::pay_question(payee, amount))>
            <Paying id on_done=paid on_cancel=move |()| paying.set(false)/>
        </Dialog>
        <ReasonDialog open=refusing name="refuse-payment" title=question(|amount, payee| texts::refuse_question(payee, amount)) label=funds::reason
            hint=texts::refuse_hint verb=texts::refuse characters_max=DISBURSEMENT_REASON_CHARS_MAX
            on_submit=move |reason: Reason| end(reason, false)/>
        <ReasonDialog open=reversing name="reverse-payment" title=question(|amount, payee| texts::reverse_question(payee, amount)) label=funds::reason
            hint=texts::reverse_hint verb=funds::reverse characters_max=DISBURSEMENT_REASON_CHARS_MAX
            on_submit=move |reason: Reason| end(reason, true)/>
    }
}

/// Under which number the bank, or the counter, has it.
#[component]
fn Paying(
    id: DisbursementId,
    #[prop(into)] on_done: Callback<()>,
    #[prop(into)] on_cancel: Callback<()>,
) -> impl IntoView {
    let (session, state, once) = (Session::get(), FormState::new("pay"), Once::new());
    let reference = RwSignal::new(String::new());
    let submit = move |()| {
        let reference = reference.with_untracked(|text| text.trim().to_owned());
        if reference.is_empty() {
            return refuse_empty(state, "/reference");
        }
        let body = PayDisbursement { reference };
        let key = once.key(&(id, &body));
        let ask = move |client: Client, body: PayDisbursement| {
            let key = key.clone();
            async move { client.pay_disbursement(id, &body, Some(&key)).await }
        };
        send(session, state, body, ask, move |_| on_done.run(()));
    };
    view! {
        <Form state on_submit=submit>
            <Notice><p>{texts::pay_lead}</p></Notice>
            <TextField name="reference" label=funds::reference hint=funds::reference_hint value=reference
                characters_max=u32::try_from(DocumentNumber::CHARS_MAX).unwrap_or(u32::MAX)/>
            <div class="dialog__actions">
                <Button on_press=on_cancel>{common::cancel}</Button>
                <Button kind=ButtonKind::Primary submit=true busy=state.busy>{texts::pay}</Button>
            </div>
        </Form>
    }
}
