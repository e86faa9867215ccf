//! Checking in and out: the code is scanned by this page, by the phone's own camera (which opens this page with it), or typed.

use contract::volunteering::{CheckIn, Checked};
use domain::volunteering::CheckKind;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

use super::words;
use crate::{
    components::{
        BackLink, Button, ButtonKind, ButtonLink, CodeScanner, Form, FormState, Notice, PageHead, TextField,
        Tone, can_scan,
    },
    i18n::volunteering as texts,
    once::Once,
    pages::identity::SignedInOnly,
    route::Go,
    send::send,
    session::Session,
};

const HERE: &str = "/volunteer/check";

/// The page.
#[component]
pub fn Check() -> impl IntoView {
    view! {
        <SignedInOnly title=texts::check_in_out home="/" let:_me>
            <div class="stack">
                <BackLink href="/volunteer" label=texts::back_to_activities/>
                <PageHead title=texts::check_in_out lead=texts::check_lead/>
                <Ways/>
            </div>
        </SignedInOnly>
    }
}

#[component]
fn Ways() -> impl IntoView {
    let (session, once, state) = (Session::get(), Once::new(), FormState::new("check"));
    let (code, done) = (RwSignal::new(String::new()), RwSignal::new(None::<Checked>));
    let hand_in = move |text: String| {
        let body = CheckIn { code: text.trim().to_owned() };
        let key = once.key(&body);
        let call = move |client: client::Client, body: CheckIn| {
            let key = key.clone();
            async move { client.check_by_code(&body, Some(&key)).await }
        };
        send(session, state, body, call, move |checked: Checked| {
            code.set(String::new());
            done.set(Some(checked));
        });
    };
    open_with_code(hand_in);
    view! {
        <div role="status">{move || done.get().map(|checked| view! { <Done checked/> })}</div>
        <Scan on_code=hand_in/>
        <Form state on_submit=move |()| hand_in(code.get_untracked())>
            <TextField name="code" label=texts::digits hint=texts::digits_hint value=code inputmode="numeric"
                autocomplete="one-time-code" code=true characters_max=12_u32/>
            <Button kind=ButtonKind::Primary submit=true wide=true busy=state.busy>{texts::hand_in}</Button>
        </Form>
    }
}

/// The phone's own camera opens this page with the code behind `#`: it is handed in once, and leaves the address.
fn open_with_code(hand_in: impl Fn(String) + 'static) {
    let (hash, go) = (use_location().hash, Go::new());
    Effect::new(move |_| {
        let code = hash.with(|hash| hash.trim_start_matches('#').to_owned());
        if !code.is_empty() {
            go.instead(HERE);
            hand_in(code);
        }
    });
}

#[component]
fn Scan(#[prop(into)] on_code: Callback<String>) -> impl IntoView {
    let (on, refused) = (RwSignal::new(false), RwSignal::new(false));
    if !can_scan() {
        return view! { <p class="soft">{texts::no_scanner}</p> }.into_any();
    }
    let scanned = move |code: String| {
        on.set(false);
        on_code.run(code);
    };
    let stopped = move |()| {
        on.set(false);
        refused.set(true);
    };
    let open = move |()| {
        refused.set(false);
        on.set(true);
    };
    view! {
        <Show
            when=move || on.get()
            fallback=move || view! {
                <Button wide=true icon=icondata_lu::LuCamera on_press=open>{texts::open_camera}</Button>
            }
        >
            <p>{texts::camera_looks}</p>
            <CodeScanner label=texts::camera_looks on_code=scanned on_refused=stopped/>
            <div class="row"><Button on_press=move |()| on.set(false)>{texts::close_camera}</Button></div>
        </Show>
        <div role="status">
            <Show when=move || refused.get()><Notice tone=Tone::Waiting><p>{texts::camera_refused}</p></Notice></Show>
        </div>
    }
    .into_any()
}

#[component]
fn Done(checked: Checked) -> impl IntoView {
    let href = format!("/volunteer/shifts/{}", checked.shift.id);
    let minutes = checked.shift.mine.as_ref().and_then(|mine| mine.minutes).unwrap_or(0);
    let title = checked.shift.title;
    let words = move || match checked.kind {
        CheckKind::In => texts::did_check_in(&title),
        CheckKind::Out => texts::did_check_out(&title, words::length(i64::from(minutes))),
    };
    view! {
        <Notice tone=Tone::Done>
            <p>{words}</p>
            <p><ButtonLink href=href>{texts::see_shift}</ButtonLink></p>
        </Notice>
    }
}
