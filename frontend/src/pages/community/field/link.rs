//! The way to one's rounds, for those who have any.

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::download;
use crate::{
    components::{BigButton, ListLink},
    i18n::scoring,
    offline::store,
    session::Session,
};

/// Whether there are rounds for this account: on the device, or as the server says.
fn has_rounds() -> RwSignal<bool> {
    let session = Session::get();
    let there = RwSignal::new(false);
    // The link is shown anew to whoever comes: it follows nobody.
    let Some(account) = session.account_now() else { return there };
    let kept = move || {
        spawn_local(async move {
            let kept = store::rounds(account).await.unwrap_or_default();
            let _ = there.try_set(!kept.is_empty());
        });
    };
    let ask = move || {
        spawn_local(async move {
            // Where it cannot be told, what is on the device can be opened still.
            let found = match download::under_way(session, account).await {
                Ok(rounds) => !rounds.is_empty(),
                Err(_) => !store::rounds(account).await.unwrap_or_default().is_empty(),
            };
            let _ = there.try_set(found);
        });
    };
    download::when_reachable(account, ask, kept);
    there
}

/// Among the large buttons of the first screen.
#[component]
pub fn HomeLink() -> impl IntoView {
    let there = has_rounds();
    view! {
        <Show when=move || there.get()>
            <BigButton href="/work/inspections" label=scoring::rounds icon=icondata_lu::LuClipboardPenLine/>
        </Show>
    }
}

/// Above the day's work.
#[component]
pub fn WorkLink() -> impl IntoView {
    let there = has_rounds();
    view! {
        <Show when=move || there.get()>
            <ul class="list" role="list">
                <ListLink href="/work/inspections" label=scoring::rounds icon=icondata_lu::LuClipboardPenLine/>
            </ul>
        </Show>
    }
}
