//! Calling a shift off, with a reason that those who were to come read.

use contract::volunteering::{CancelShift, Shift};
use leptos::prelude::*;

use crate::{
    components::{Button, ButtonKind, Dialog, Form, FormState, TextArea, Toasts},
    i18n::volunteering as texts,
    once::Once,
    route::Go,
    send::send,
    session::Session,
};

/// The button, and what it asks.
#[component]
pub fn CallOff(
    /// The shift.
    shift: Shift,
) -> impl IntoView {
    let open = RwSignal::new(false);
    let (title, id, people) = (shift.title, shift.id, shift.taken + shift.waiting);
    view! {
        <div class="row">
            <Button icon=icondata_lu::LuCalendarX on_press=move |()| open.set(true)>{texts::cancel_shift}</Button>
        </div>
        <Dialog open title=move || texts::cancel_ask(&title)><Ask id people open/></Dialog>
    }
}

#[component]
fn Ask(id: domain::ids::ShiftId, people: u32, open: RwSignal<bool>) -> impl IntoView {
    let (session, toasts, go) = (Session::get(), Toasts::get(), Go::new());
    let (state, once, reason) = (FormState::new("cancel"), Once::new(), RwSignal::new(String::new()));
    let submit = move |()| {
        let body = CancelShift { reason: reason.get_untracked().trim().to_owned() };
        let key = once.key(&body);
        let call = move |client: client::Client, body: CancelShift| {
            let key = key.clone();
            async move { client.cancel_shift(id, &body, Some(&key)).await }
        };
        send(session, state, body, call, move |_: client::Tagged<Shift>| {
            open.set(false);
            toasts.say(texts::did_cancel());
            go.instead(&format!("/work/shifts/{id}"));
        });
    };
    view! {
        <Form state on_submit=submit>
            <p>{move || texts::cancel_effect(people)}</p>
            <TextArea name="reason" label=texts::cancel_reason value=reason characters_max=300/>
            <div class="dialog__actions">
                <Button on_press=move |()| open.set(false)>{texts::keep_shift}</Button>
                <Button kind=ButtonKind::Danger submit=true busy=state.busy>{texts::cancel_shift}</Button>
            </div>
        </Form>
    }
}
