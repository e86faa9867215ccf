//! A new password for whoever has forgotten theirs: with a code from the counter, or by SMS.

use contract::identity::{ResetPassword, SendSmsCode, SmsPurpose};
use leptos::prelude::*;

use super::{password_meter::NewPassword, place::at, sign_in::bare, sms::WhereCodesGo};
use crate::{
    components::{BackLink, Button, ButtonKind, Form, FormState, Notice, PageHead, TextField, Toasts},
    i18n::identity,
    installation::settings,
    route::Go,
    send::{mistakes, send},
    session::Session,
};

/// The page at which a new password is set.
#[component]
pub fn Forgotten(
    /// The shell's first page.
    home: &'static str,
) -> impl IntoView {
    let (session, toasts) = (Session::get(), Toasts::get());
    let (settings, go) = (settings(), Go::new());
    let state = FormState::new("reset");
    let (login, code) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let password = RwSignal::new(String::new());
    let typed = move || login.with_untracked(|login| login.trim().to_owned());
    let order = move |()| {
        let body = SendSmsCode { phone: typed(), purpose: SmsPurpose::PasswordReset };
        let mut wrong = mistakes(&body);
        // The number is asked for in the field of the login name here.
        wrong.iter_mut().for_each(|wrong| "/login".clone_into(&mut wrong.pointer));
        if state.refuse_fields(wrong) {
            return;
        }
        let done = move |()| toasts.say(identity::sms_sent());
        send(session, state, body, |client, body| async move { client.send_sms_code(&body).await }, done);
    };
    let submit = move |()| {
        let body = ResetPassword {
            login: typed(),
            code: code.with_untracked(|code| bare(code)),
            new_password: password.get_untracked(),
        };
        let done = move |()| {
            toasts.say(identity::password_set());
            go.instead(&at(home, "/sign-in"));
        };
        send(session, state, body, |client, body| async move { client.reset_password(&body).await }, done);
    };
    view! {
        <div class="stack">
            <BackLink href=at(home, "/sign-in") label=identity::sign_in/>
            <PageHead title=identity::forgotten/>
            <Notice>{identity::forgotten_lead}</Notice>
            <Form state on_submit=submit>
                <TextField name="login" label=identity::login_name value=login autocomplete="username"/>
                <Show when=move || settings.get().sms>
                    <WhereCodesGo settings/>
                    <Button on_press=order busy=state.busy icon=icondata_lu::LuMessageSquareText>{identity::send_to_phone}</Button>
                </Show>
                <TextField
                    name="code" label=identity::reset_code hint=identity::reset_code_hint value=code code=true
                    autocomplete="one-time-code" characters_max=32_u32
                />
                <NewPassword name="new_password" value=password own=Signal::derive(move || vec![login.get()])/>
                <Button kind=ButtonKind::Primary submit=true wide=true busy=state.busy>{identity::set_password}</Button>
            </Form>
        </div>
    }
}
