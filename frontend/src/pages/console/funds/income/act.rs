//! What the treasurer does: confirms what came, gives up on what did not, takes back what was booked.

use client::Client;
use contract::{
    funds::{ConfirmIncome, Income, IncomeReason},
    problems::fields,
};
use domain::{
    funds::{
        INCOME_NOTE_CHARS_MAX,
        income::{DocumentNumber, IncomeState},
    },
    ids::IncomeId,
};
use leptos::prelude::*;

use crate::{
    components::{
        Button, ButtonKind, Dialog, Form, FormState, Notice, Reason, ReasonDialog, TextField, Toasts,
    },
    format,
    i18n::{self, common, funds},
    once::Once,
    pages::funds::amount,
    send::send,
    session::Session,
};

/// The buttons, by where it stands.
#[component]
pub(super) fn Acts(
    /// It, as it stands.
    income: Signal<Income>,
    /// It is to be read anew.
    on_done: Callback<()>,
) -> impl IntoView {
    let (session, toasts) = (Session::get(), Toasts::get());
    let [confirming, cancelling, reversing] = [(); 3].map(|()| RwSignal::new(false));
    let once = Once::new();
    let state = Memo::new(move |_| income.with(|income| income.state));
    let id = income.with_untracked(|income| income.id);
    let confirmed = move |()| {
        confirming.set(false);
        toasts.say(funds::was_received());
        on_done.run(());
    };
    let end = move |(form, text): Reason, back: bool| {
        let body = IncomeReason { reason: text.trim().to_owned() };
        let key = once.key(&(id, back, &body));
        let ask = move |client: Client, body: IncomeReason| {
            let key = key.clone();
            async move {
                if back {
                    client.reverse_income(id, &body, Some(&key)).await
                } else {
                    client.cancel_income(id, &body, Some(&key)).await
                }
            }
        };
        send(session, form, body, ask, move |_| {
            let (open, words) = if back {
                (reversing, funds::was_taken_back())
            } else {
                (cancelling, funds::was_cancelled())
            };
            open.set(false);
            toasts.say(words);
            on_done.run(());
        });
    };
    let amount = move || income.with(|income| format::money(income.amount_fen.fen()));
    view! {
        <div class="row no-print" role="group" aria-label=funds::actions>
            <Show when=move || state.get() == IncomeState::Expected>
                <Button kind=ButtonKind::Primary icon=icondata_lu::LuCheck on_press=move |()| confirming.set(true)>{funds::confirm}</Button>
                <Button icon=icondata_lu::LuX on_press=move |()| cancelling.set(true)>{funds::cancel_income}</Button>
            </Show>
            <Show when=move || state.get() == IncomeState::Received>
                <Button kind=ButtonKind::Danger icon=icondata_lu::LuUndo2 on_press=move |()| reversing.set(true)>{funds::reverse}</Button>
            </Show>
        </div>
        <Dialog open=confirming title=move || funds::confirm_question(amount())>
            <Confirming id on_done=confirmed on_cancel=move |()| confirming.set(false)/>
        </Dialog>
        <ReasonDialog open=cancelling name="cancel-income" title=move || funds::cancel_question(amount()) label=funds::reason
            hint=funds::cancel_hint verb=funds::cancel_income characters_max=INCOME_NOTE_CHARS_MAX
            on_submit=move |reason: Reason| end(reason, false)/>
        <ReasonDialog open=reversing name="reverse-income" title=move || funds::reverse_question(amount()) label=funds::reason
            hint=funds::reverse_hint verb=funds::reverse characters_max=INCOME_NOTE_CHARS_MAX
            on_submit=move |reason: Reason| end(reason, true)/>
    }
}

/// What is on the paper or on the bank's statement: typed anew, so that it is compared with what was registered.
#[component]
fn Confirming(
    id: IncomeId,
    #[prop(into)] on_done: Callback<()>,
    #[prop(into)] on_cancel: Callback<()>,
) -> impl IntoView {
    let (session, state, once) = (Session::get(), FormState::new("confirm-income"), Once::new());
    let (reference, came) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let submit = move |()| {
        let reference = reference.with_untracked(|text| text.trim().to_owned());
        let read = came.with_untracked(|text| amount::read(text, "/amount_fen"));
        let missing =
            reference.is_empty().then(|| fields::problem("/reference", "required", untrack(i18n::lang), &[]));
        let faults: Vec<_> = missing.into_iter().chain(read.clone().err()).collect();
        let (Ok(amount_fen), true) = (read, faults.is_empty()) else {
            state.refuse_fields(faults);
            return;
        };
        let body = ConfirmIncome { reference, amount_fen };
        let key = once.key(&(id, &body));
        let ask = move |client: Client, body: ConfirmIncome| {
            let key = key.clone();
            async move { client.confirm_income(id, &body, Some(&key)).await }
        };
        send(session, state, body, ask, move |_| on_done.run(()));
    };
    view! {
        <Form state on_submit=submit>
            <Notice><p>{funds::confirm_lead}</p></Notice>
            <TextField name="reference" label=funds::reference hint=funds::reference_hint value=reference
                characters_max=u32::try_from(DocumentNumber::CHARS_MAX).unwrap_or(u32::MAX)/>
            <TextField name="amount_fen" label=funds::came hint=funds::came_hint value=came inputmode="decimal"/>
            <div class="dialog__actions">
                <Button on_press=on_cancel>{common::cancel}</Button>
                <Button kind=ButtonKind::Primary submit=true busy=state.busy>{funds::confirm}</Button>
            </div>
        </Form>
    }
}
