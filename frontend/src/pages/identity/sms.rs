//! Signing in with a code that comes by SMS, where the installation can send any.

use contract::{
    identity::{SendSmsCode, SignInBySms as Request, SmsPurpose},
    settings::PublicSettings,
};
use leptos::prelude::*;

use super::{
    place::at,
    sign_in::{SignInFrame, bare},
};
use crate::{
    components::{BackLink, Button, ButtonKind, Form, FormState, Notice, PageHead, TextField, Tone},
    i18n::identity,
    installation::settings,
    send::{attempt, send},
    session::Session,
};

/// In a demo, nobody's telephone rings: says where the code is.
#[component]
pub fn WhereCodesGo(
    /// The installation.
    settings: Signal<PublicSettings>,
) -> impl IntoView {
    view! {
        <Show when=move || settings.get().demo>
            <Notice tone=Tone::Neutral>{identity::sms_demo}</Notice>
        </Show>
    }
}

/// The page at which one signs in with a code.
#[component]
pub fn SignInBySms(
    /// The shell's first page.
    home: &'static str,
) -> impl IntoView {
    view! { <SignInFrame home first=move || view! { <Steps home/> }.into_any()/> }
}

#[component]
fn Steps(home: &'static str) -> impl IntoView {
    let session = Session::get();
    let settings = settings();
    let (ask, enter) = (FormState::new("sms-phone"), FormState::new("sms-code"));
    let (phone, code) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let sent = RwSignal::new(false);
    let number = move || phone.with_untracked(|phone| phone.trim().to_owned());
    let order = move |()| {
        let body = SendSmsCode { phone: number(), purpose: SmsPurpose::SignIn };
        let done = move |()| {
            sent.set(true);
            request_animation_frame(move || crate::device::focus(&enter.field_id("code")));
        };
        send(session, ask, body, |client, body| async move { client.send_sms_code(&body).await }, done);
    };
    let submit = move |()| {
        let body = Request { phone: number(), code: code.with_untracked(|code| bare(code)) };
        attempt(enter, &body.clone(), move || session.sign_in_by_sms(body), drop);
    };
    let again = move || if sent.get() { identity::send_again() } else { identity::send_code() };
    view! {
        <BackLink href=at(home, "/sign-in") label=identity::by_password/>
        <PageHead title=identity::by_sms lead=identity::by_sms_lead/>
        <WhereCodesGo settings/>
        <Form state=ask on_submit=order>
            <TextField name="phone" label=identity::phone value=phone kind="tel" inputmode="tel" autocomplete="tel" characters_max=20_u32/>
            <Button
                kind=ButtonKind::Secondary
                submit=true wide=true busy=ask.busy
            >{again}</Button>
        </Form>
        <Show when=move || sent.get()>
            <Notice tone=Tone::Done>{identity::sms_sent}</Notice>
            <Form state=enter on_submit=submit>
                <TextField
                    name="code" label=identity::sms_code value=code code=true inputmode="numeric"
                    autocomplete="one-time-code" characters_max=10_u32
                />
                <Button kind=ButtonKind::Primary submit=true wide=true busy=enter.busy>{identity::sign_in}</Button>
            </Form>
        </Show>
    }
}
