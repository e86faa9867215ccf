//! The way to one's rounds, for those who have any.

use domain::ids::UserId;
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
    let who = Memo::new(move |_| session.account());
    Effect::new(move |_| {
        there.set(false);
        if let Some(account) = who.get() {
            spawn_local(look(session, account, there));
        }
    });
    there
}

async fn look(session: Session, account: UserId, there: RwSignal<bool>) {
    let kept = store::rounds(account).await.unwrap_or_default();
    if !kept.is_empty() {
        let _ = there.try_set(true);
        return;
    }
    // Without a network there is nothing that could be opened either.
    let found = download::under_way(session).await.unwrap_or_default();
    let _ = there.try_set(!found.is_empty());
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
