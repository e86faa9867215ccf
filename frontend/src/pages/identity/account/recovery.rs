//! Recovery codes, the one time that they are shown.

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::{
    components::{Button, ButtonKind, Notice, Toasts, Tone},
    device,
    i18n::{common, identity},
    session::Session,
};

const FILE: &str = "gongzhi-recovery-codes.txt";

/// The codes, ways to keep them, and a button that says that they are kept.
#[component]
pub fn ShownCodes(
    /// The codes; emptied when they are kept.
    codes: RwSignal<Vec<String>>,
) -> impl IntoView {
    let (session, toasts) = (Session::get(), Toasts::get());
    let text = move || codes.with_untracked(|codes| codes.join("\n"));
    let copy = move |()| {
        spawn_local(async move {
            if device::copy(&text()).await {
                toasts.say(common::copied());
            }
        });
    };
    let keep = move |()| {
        codes.set(Vec::new());
        // How many are left is shown next; without a network the old number stays until later.
        spawn_local(async move { drop(session.reload_me().await) });
    };
    view! {
        <section class="stack">
            <h2>{identity::codes_title}</h2>
            <Notice tone=Tone::Alert>{identity::codes_lead}</Notice>
            <ol class="codes" role="list">
                {move || codes.get().into_iter().map(|code| view! { <li><code>{code}</code></li> }).collect_view()}
            </ol>
            <div class="row no-print">
                <Button icon=icondata_lu::LuCopy on_press=copy>{common::copy}</Button>
                <Button icon=icondata_lu::LuPrinter on_press=move |()| device::print()>{identity::print}</Button>
                <Button icon=icondata_lu::LuDownload on_press=move |()| { device::download(FILE, "text/plain", text().as_bytes()); }>
                    {identity::download}
                </Button>
            </div>
            <div class="row no-print">
                <Button kind=ButtonKind::Primary on_press=keep>{identity::codes_kept}</Button>
            </div>
        </section>
    }
}
