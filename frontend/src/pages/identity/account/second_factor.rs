//! The second factor: set up with an authenticator app, renewed, given up.

use contract::identity::{ConfirmWithBoth, SecondFactorCode, TotpEnrolment};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::{AccountPage, recovery::ShownCodes};
use crate::{
    components::{
        Badge, Button, ButtonKind, Copyable, Form, FormState, PasswordField, QrCode, TextField, Toasts, Tone,
    },
    i18n::identity,
    pages::identity::sign_in::bare,
    send::{attempt, send},
    session::Session,
};

/// The page of the second factor.
#[component]
pub fn MySecondFactor(
    /// The shell's first page.
    home: &'static str,
) -> impl IntoView {
    view! { <AccountPage home title=identity::second_factor_title let:_me><Where/></AccountPage> }
}

/// What is to be seen: codes that were just made, what is set up, or how to set it up.
#[component]
fn Where() -> impl IntoView {
    let session = Session::get();
    // Kept in this page only, and shown until their owner says that they are written down.
    let codes = RwSignal::new(Vec::<String>::new());
    let enrolled = Memo::new(move |_| session.me().is_some_and(|me| me.second_factor.enrolled));
    move || {
        if codes.with(|codes| !codes.is_empty()) {
            view! { <ShownCodes codes/> }.into_any()
        } else if enrolled.get() {
            view! { <SetUp codes/> }.into_any()
        } else {
            view! { <Enrol codes/> }.into_any()
        }
    }
}

#[component]
fn Enrol(codes: RwSignal<Vec<String>>) -> impl IntoView {
    let session = Session::get();
    let state = FormState::new("totp-begin");
    let begun = RwSignal::new(None::<TotpEnrolment>);
    let begin = move |()| {
        state.busy.set(true);
        spawn_local(async move {
            match session.call(|client| async move { client.begin_totp().await }).await {
                Ok(enrolment) => {
                    state.accept();
                    begun.set(Some(enrolment));
                }
                Err(failure) => state.refuse(failure),
            }
        });
    };
    move || {
        match begun.get() {
        None => view! {
            <p>{identity::second_factor_why}</p>
            <p class="soft">{identity::second_factor_app}</p>
            <Form state on_submit=begin>
                <Button kind=ButtonKind::Primary submit=true busy=state.busy icon=icondata_lu::LuShieldCheck>{identity::enrol_begin}</Button>
            </Form>
        }
        .into_any(),
        Some(enrolment) => view! { <Scan enrolment codes/> }.into_any(),
    }
    }
}

/// The secret, and the proof that the app has it.
#[component]
fn Scan(enrolment: TotpEnrolment, codes: RwSignal<Vec<String>>) -> impl IntoView {
    let session = Session::get();
    let state = FormState::new("totp");
    let code = RwSignal::new(String::new());
    let submit = move |()| {
        let body = SecondFactorCode { code: code.with_untracked(|code| bare(code)) };
        let checked = body.clone();
        let call = move || async move {
            let made = session
                .call(|client| {
                    let body = body.clone();
                    async move { client.confirm_totp(&body).await }
                })
                .await?;
            codes.set(made.codes);
            session.reload_me().await
        };
        attempt(state, &checked, call, |()| ());
    };
    let secret = enrolment.secret.clone();
    view! {
        <ol class="steps">
            <li>
                <p>{identity::enrol_scan}</p>
                <QrCode text=enrolment.otpauth_url label=identity::enrol_qr/>
                <p class="small soft">{identity::enrol_secret}</p>
                <Copyable text=secret/>
            </li>
            <li>
                <Form state on_submit=submit>
                    <TextField
                        name="code" label=identity::enrol_code hint=identity::enrol_code_hint value=code code=true
                        inputmode="numeric" autocomplete="one-time-code" characters_max=10_u32
                    />
                    <Button kind=ButtonKind::Primary submit=true busy=state.busy>{identity::enrol_confirm}</Button>
                </Form>
            </li>
        </ol>
    }
}

/// It is set up: how many recovery codes are left, new ones, or giving it up.
#[component]
fn SetUp(codes: RwSignal<Vec<String>>) -> impl IntoView {
    let session = Session::get();
    let left = Memo::new(move |_| session.me().map_or(0, |me| me.second_factor.recovery_codes_left));
    view! {
        <div class="row"><Badge tone=Tone::Done label=identity::is_on/></div>
        <p>{move || identity::codes_left(left.get())}</p>
        <details class="card">
            <summary>{identity::renew_codes}</summary>
            <Renew codes/>
        </details>
        <details class="card">
            <summary>{identity::remove_factor}</summary>
            <Remove/>
        </details>
    }
}

#[component]
fn Renew(codes: RwSignal<Vec<String>>) -> impl IntoView {
    let session = Session::get();
    let state = FormState::new("codes");
    let renew = move |body: ConfirmWithBoth| {
        let ask = |client: client::Client, body| async move { client.renew_recovery_codes(&body).await };
        send(session, state, body, ask, move |made| codes.set(made.codes));
    };
    view! { <WithBoth state lead=identity::renew_codes_lead verb=identity::renew_codes on_submit=renew/> }
}

#[component]
fn Remove() -> impl IntoView {
    let (session, toasts) = (Session::get(), Toasts::get());
    let state = FormState::new("removal");
    let remove = move |body: ConfirmWithBoth| {
        let checked = body.clone();
        let call = move || async move {
            session
                .call(|client| {
                    let body = body.clone();
                    async move { client.remove_totp(&body).await }
                })
                .await?;
            session.reload_me().await
        };
        attempt(state, &checked, call, move |()| toasts.say(identity::factor_removed()));
    };
    view! {
        <WithBoth state lead=identity::remove_factor_lead verb=identity::remove_factor kind=ButtonKind::Danger on_submit=remove/>
    }
}

/// Asks for the password and a code.
#[component]
fn WithBoth(
    state: FormState,
    lead: fn() -> &'static str,
    verb: fn() -> &'static str,
    #[prop(optional)] kind: ButtonKind,
    #[prop(into)] on_submit: Callback<ConfirmWithBoth>,
) -> impl IntoView {
    let (password, code) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let submit = move |()| {
        on_submit.run(ConfirmWithBoth {
            password: password.get_untracked(),
            code: code.with_untracked(|code| bare(code)),
        });
    };
    view! {
        <p>{lead}</p>
        <Form state on_submit=submit>
            <PasswordField name="password" label=identity::password value=password/>
            <TextField
                name="code" label=identity::code hint=identity::code_hint value=code code=true
                autocomplete="one-time-code" characters_max=16_u32
            />
            <Button kind submit=true busy=state.busy>{verb}</Button>
        </Form>
    }
}
