//! My number: given, shown to be mine with a code, or taken away.

use std::sync::Arc;

use contract::identity::{ConfirmPhone, ConfirmWithPassword, MaskedPhone, UpdateMe};
use leptos::prelude::*;

use super::AccountPage;
use crate::{
    components::{
        Badge, Button, ButtonKind, Confirm, Form, FormState, Notice, PasswordField, TextField, Toasts, Tone,
    },
    i18n::identity,
    installation::settings,
    pages::identity::{sign_in::bare, sms::WhereCodesGo},
    send::{attempt, send},
    session::Session,
};

/// The page of one's number.
#[component]
pub fn MyPhone(
    /// The shell's first page.
    home: &'static str,
) -> impl IntoView {
    view! { <AccountPage home title=identity::phone let:_me><Phone/></AccountPage> }
}

#[component]
fn Phone() -> impl IntoView {
    let session = Session::get();
    let phone = Memo::new(move |_| session.me().and_then(|me| Arc::unwrap_or_clone(me).phone));
    view! {
        {move || phone.get().map(|phone| view! { <Known phone/> })}
        <Give/>
    }
}

/// The number that is known.
#[component]
fn Known(phone: MaskedPhone) -> impl IntoView {
    let (session, toasts) = (Session::get(), Toasts::get());
    let remove = RwSignal::new(false);
    let state = FormState::new("phone-removal");
    let confirmed = phone.confirmed;
    let (tone, word) = if confirmed {
        (Tone::Done, identity::phone_confirmed as fn() -> _)
    } else {
        (Tone::Waiting, identity::phone_unconfirmed as fn() -> _)
    };
    let do_remove = move |()| {
        let body = UpdateMe { phone: Some(None), ..UpdateMe::default() };
        let done = move |()| toasts.say(identity::phone_removed());
        attempt(state, &body.clone(), move || session.update_me(body), done);
    };
    view! {
        <section class="card">
            <p class="row"><strong class="grow">{phone.masked}</strong><Badge tone label=word/></p>
            {(!confirmed).then(|| view! { <Prove/> })}
            <Form state on_submit=move |()| remove.set(true)>
                <Button submit=true busy=state.busy icon=icondata_lu::LuTrash2>{identity::phone_remove}</Button>
            </Form>
            <Confirm
                open=remove title=identity::phone_remove_ask consequence=identity::phone_remove_effect
                verb=identity::phone_remove on_confirm=do_remove danger=true
            />
        </section>
    }
}

/// Shows with a code that the number is one's own.
#[component]
fn Prove() -> impl IntoView {
    let (session, toasts) = (Session::get(), Toasts::get());
    let settings = settings();
    let (ask, enter) = (FormState::new("phone-code"), FormState::new("phone-confirmation"));
    let (password, code) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let sent = RwSignal::new(false);
    let order = move |()| {
        let body = ConfirmWithPassword { password: password.get_untracked() };
        let done = move |()| sent.set(true);
        send(session, ask, body, |client, body| async move { client.send_phone_code(&body).await }, done);
    };
    let confirm = move |()| {
        let body = ConfirmPhone { code: code.with_untracked(|code| bare(code)) };
        let checked = body.clone();
        let call = move || async move {
            session
                .call(|client| {
                    let body = body.clone();
                    async move { client.confirm_phone(&body).await }
                })
                .await?;
            session.reload_me().await
        };
        attempt(enter, &checked, call, move |()| toasts.say(identity::phone_is_confirmed()));
    };
    move || {
        if !settings.get().sms {
            return view! { <p class="soft">{identity::phone_no_sms}</p> }.into_any();
        }
        view! {
            <div class="stack">
                <p>{identity::phone_prove_lead}</p>
                <WhereCodesGo settings/>
                <Form state=ask on_submit=order>
                    <PasswordField name="password" label=identity::password value=password/>
                    <Button submit=true busy=ask.busy>{move || if sent.get() { identity::send_again() } else { identity::send_code() }}</Button>
                </Form>
                <Show when=move || sent.get()>
                    <Notice tone=Tone::Done>{identity::sms_sent}</Notice>
                    <Form state=enter on_submit=confirm>
                        <TextField
                            name="code" label=identity::sms_code value=code code=true inputmode="numeric"
                            autocomplete="one-time-code" characters_max=10_u32
                        />
                        <Button kind=ButtonKind::Primary submit=true busy=enter.busy>{identity::phone_confirm}</Button>
                    </Form>
                </Show>
            </div>
        }
        .into_any()
    }
}

/// Gives a number, or another one.
#[component]
fn Give() -> impl IntoView {
    let (session, toasts) = (Session::get(), Toasts::get());
    let state = FormState::new("phone");
    let phone = RwSignal::new(String::new());
    let submit = move |()| {
        let body = UpdateMe {
            phone: Some(Some(phone.with_untracked(|phone| phone.trim().to_owned()))),
            ..UpdateMe::default()
        };
        let done = move |()| {
            phone.set(String::new());
            toasts.say(identity::saved());
        };
        attempt(state, &body.clone(), move || session.update_me(body), done);
    };
    view! {
        <Form state on_submit=submit>
            <TextField
                name="phone" label=identity::phone_new hint=identity::phone_hint value=phone kind="tel" inputmode="tel"
                autocomplete="tel" characters_max=20_u32
            />
            <Button kind=ButtonKind::Primary submit=true busy=state.busy>{identity::save}</Button>
        </Form>
    }
}
