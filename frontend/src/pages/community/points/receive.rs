//! A code that one shows to be given points: large, to be scanned or typed, for a few minutes.

use contract::points::{GIFT_CODE_MINUTES, GiftCode};
use leptos::prelude::*;

use crate::{
    components::{BackLink, Button, ButtonKind, Notice, PageHead, QrCode, Tone},
    device,
    failure::Failure,
    format,
    i18n::points,
    pages::identity::SignedInOnly,
    session::Session,
};

/// The page.
#[component]
pub fn Receive() -> impl IntoView {
    view! {
        <SignedInOnly title=points::receive home="/" let:_me>
            <div class="stack">
                <BackLink href="/points" label=points::my_points/>
                <PageHead title=points::receive lead=move || points::receive_lead(GIFT_CODE_MINUTES)/>
                <Code/>
            </div>
        </SignedInOnly>
    }
}

#[component]
fn Code() -> impl IntoView {
    let session = Session::get();
    let (code, failed, busy) =
        (RwSignal::new(None::<GiftCode>), RwSignal::new(None::<Failure>), RwSignal::new(false));
    let make = move |()| {
        busy.set(true);
        failed.set(None);
        wasm_bindgen_futures::spawn_local(async move {
            let answer = session.call(|client| async move { client.create_gift_code().await }).await;
            let _ = busy.try_set(false);
            match answer {
                Ok(made) => drop(code.try_set(Some(made))),
                Err(failure) => drop(failed.try_set(Some(failure))),
            }
        });
    };
    let verb = move || if code.with(Option::is_some) { points::new_code() } else { points::make_code() };
    view! {
        <div role="status" class="stack">
            {move || failed.get().map(|failure| view! { <Notice tone=Tone::Alert><p>{failure.detail}</p></Notice> })}
            {move || code.get().map(|code| view! { <Shown code/> })}
        </div>
        <div class="row">
            <Button kind=ButtonKind::Primary icon=icondata_lu::LuQrCode busy on_press=make>{verb}</Button>
        </div>
        <p class="soft">{points::code_safe}</p>
    }
}

#[component]
fn Shown(code: GiftCode) -> impl IntoView {
    let over = RwSignal::new(code.expires_at <= device::now());
    let wait = (code.expires_at - device::now()).to_std().unwrap_or_default();
    set_timeout(
        move || {
            // Another code, or another page, may have come meanwhile.
            let _ = over.try_set(true);
        },
        wait,
    );
    let until = format::date_time(code.expires_at);
    // Two groups of four: easier to say and to type.
    let spaced =
        format!("{} {}", code.code.get(..4).unwrap_or(&code.code), code.code.get(4..).unwrap_or_default());
    let (text, label) = (code.code.clone(), spaced.clone());
    view! {
        <div class="card gift-code">
            <Show
                when=move || !over.get()
                fallback=|| view! { <Notice tone=Tone::Waiting><p>{points::code_over}</p></Notice> }
            >
                <QrCode text=text.clone() label=points::code_label/>
                <p class="gift-code__text"><code>{label.clone()}</code></p>
                <p class="soft">{ let until = until.clone(); move || points::code_until(&until) }</p>
            </Show>
        </div>
    }
}
