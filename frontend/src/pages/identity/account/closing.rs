//! Closing the account: what is lost and what stays is said first, then asked again.

use contract::identity::ConfirmWithPassword;
use leptos::prelude::*;

use crate::{
    components::{Button, ButtonKind, Confirm, Form, FormState, Notice, PasswordField, Toasts, Tone},
    i18n::identity,
    route::Go,
    send::{mistakes, send},
    session::Session,
};

/// The way to close one's account.
#[component]
pub fn Closing(
    /// The shell's first page.
    home: &'static str,
) -> impl IntoView {
    let (session, toasts, go) = (Session::get(), Toasts::get(), Go::new());
    let state = FormState::new("closure");
    let password = RwSignal::new(String::new());
    let asked = RwSignal::new(false);
    let body = move || ConfirmWithPassword { password: password.get_untracked() };
    let submit = move |()| {
        if !state.refuse_fields(mistakes(&body())) {
            asked.set(true);
        }
    };
    let close = move |()| {
        let done = move |()| {
            session.forget();
            toasts.say(identity::closed());
            go.instead(home);
        };
        send(
            session,
            state,
            body(),
            |client, body| async move { client.close_my_account(&body).await },
            done,
        );
    };
    view! {
        <section class="stack">
            <h2>{identity::close_account}</h2>
            <Notice tone=Tone::Alert>
                <p>{identity::close_lost}</p>
                <p>{identity::close_stays}</p>
            </Notice>
            <Form state on_submit=submit>
                <PasswordField name="password" label=identity::password hint=identity::close_password value=password/>
                <Button kind=ButtonKind::Danger submit=true busy=state.busy>{identity::close_account}</Button>
            </Form>
            <Confirm
                open=asked title=identity::close_ask consequence=identity::close_lost
                verb=identity::close_account on_confirm=close danger=true
            />
        </section>
    }
}
