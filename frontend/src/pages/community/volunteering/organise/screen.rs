//! The code for those who come and go, as large as the screen; it changes every half minute by itself.

use contract::volunteering::{CheckCode, GetCheckCode};
use domain::volunteering::CheckKind;
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::super::shift::shift_of_address;
use crate::{
    components::{ButtonLink, Choice, ErrorState, PageHead, QrCode, Segments, Skeleton, keep_awake},
    fetch::fetch,
    i18n::volunteering as texts,
    pages::identity::SignedInOnly,
    query::QueryParam,
};

/// A little after the change, so that the new code is there.
const AFTER_MS: i64 = 300;
/// After how long a code that did not come is asked for again.
const RETRY_MS: i64 = 3_000;

/// The page.
#[component]
pub fn Screen() -> impl IntoView {
    view! { <SignedInOnly title=texts::code_for home="/" let:_me><Shown/></SignedInOnly> }
}

#[component]
fn Shown() -> impl IntoView {
    let (id, chosen) = (shift_of_address(), QueryParam::of("kind"));
    let kind = Memo::new(move |_| {
        chosen.value.with(|kind| if kind == "out" { CheckKind::Out } else { CheckKind::In })
    });
    let fetched = fetch(move |client| {
        let (id, kind) = (id.get(), kind.get());
        async move { client.get_check_code(id, &GetCheckCode { kind }).await }
    });
    keep_awake();
    let left = RwSignal::new(0_i64);
    Effect::new(move |_| {
        let wait = fetched.answer.with(|answer| match answer {
            Some(Ok(code)) => Some(code.next_in_ms),
            // Nobody stands at the screen to press a button.
            Some(Err(failure)) if failure.is_passing() => Some(RETRY_MS),
            Some(Err(_)) | None => None,
        });
        if let Some(wait) = wait {
            count_down(wait, left, move || fetched.reload());
        }
    });
    let kinds = vec![
        Choice::new("in", texts::coming_in).icon(icondata_lu::LuLogIn),
        Choice::new("out", texts::going_out).icon(icondata_lu::LuLogOut),
    ];
    view! {
        <div class="check-screen">
            <div class="check-screen__top">
                <PageHead title=texts::code_for/>
                <Segments
                    name="kind"
                    label=texts::code_for
                    choices=Signal::stored(kinds)
                    value=Signal::derive(move || kind.get().as_str().to_owned())
                    on_choose=move |kind: String| chosen.set(if kind == "out" { kind } else { String::new() })
                />
                <ButtonLink href=move || format!("/work/shifts/{}", id.get()) icon=icondata_lu::LuX>{texts::close_screen}</ButtonLink>
            </div>
            {move || match fetched.answer.get() {
                None => view! { <Skeleton count=2 boxes=true/> }.into_any(),
                Some(Err(failure)) => view! { <ErrorState failure on_retry=move |()| fetched.reload()/> }.into_any(),
                Some(Ok(code)) => view! { <Code code/> }.into_any(),
            }}
            <p class="soft" aria-hidden="true">{move || (left.get() > 0).then(|| texts::changes_in(left.get()))}</p>
        </div>
    }
}

#[component]
fn Code(code: CheckCode) -> impl IntoView {
    let digits = code.digits.clone();
    let spaced =
        format!("{} {}", &code.digits[..code.digits.len() / 2], &code.digits[code.digits.len() / 2..]);
    view! {
        <QrCode text=code.link label=move || texts::qr_label(&digits)/>
        <p class="check-screen__digits">{spaced}</p>
        <p>{texts::scan_this}</p>
    }
}

/// Counts the seconds until the next code and asks for it then; ends with the page, or where another code came meanwhile.
fn count_down(wait_ms: i64, left: RwSignal<i64>, next: impl Fn() + 'static) {
    let round = StoredValue::new(());
    on_cleanup(move || round.dispose());
    spawn_local(async move {
        let mut rest = wait_ms + AFTER_MS;
        while rest > 0 {
            if round.try_get_value().is_none() || left.try_set((rest - AFTER_MS).max(0) / 1000 + 1).is_some()
            {
                return;
            }
            let step = rest.min(1000);
            TimeoutFuture::new(u32::try_from(step).unwrap_or(1000)).await;
            rest -= step;
        }
        if round.try_get_value().is_some() {
            next();
        }
    });
}
