//! What a page reads from the device; read again whenever it changes, in this tab or another.

use std::future::Future;

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::{
    components::{EmptyState, Skeleton},
    i18n::scoring,
    offline::{database::StoreError, store},
};

/// Not read yet, not readable, or here.
pub type Stored<T> = RwSignal<Option<Result<T, StoreError>>>;

/// Reads something from the device, and again whenever it may have changed.
pub fn stored<T, Fut>(ask: impl Fn() -> Fut + 'static) -> Stored<T>
where
    T: Send + Sync + 'static,
    Fut: Future<Output = Result<T, StoreError>> + 'static,
{
    let stored = RwSignal::new(None);
    let latest = StoredValue::new(0_u32);
    Effect::new(move |_| {
        store::changed();
        let mine = latest.get_value().wrapping_add(1);
        latest.set_value(mine);
        let asked = ask();
        spawn_local(async move {
            let answer = asked.await;
            if latest.try_get_value() == Some(mine) {
                stored.set(Some(answer));
            }
        });
    });
    follow_other_tabs();
    stored
}

/// Other tabs tell by a change of what the browser remembers.
fn follow_other_tabs() {
    let last = StoredValue::new(crate::device::recall(store::TOUCHED));
    let handle = window_event_listener(leptos::ev::Custom::<web_sys::Event>::new("storage"), move |_| {
        let now = crate::device::recall(store::TOUCHED);
        if last.try_get_value() != Some(now.clone()) {
            last.set_value(now);
            store::noticed();
        }
    });
    on_cleanup(move || handle.remove());
}

/// Shows what was read, its shape before, and what to do where the device keeps nothing.
#[component]
pub fn FromDevice<T, V, F>(
    /// What is read.
    stored: Stored<T>,
    /// Shows it.
    children: F,
) -> impl IntoView
where
    T: Clone + Send + Sync + 'static,
    V: IntoView + 'static,
    F: Fn(T) -> V + Send + 'static,
{
    move || {
        match stored.get() {
        None => view! { <Skeleton boxes=true count=4/> }.into_any(),
        Some(Ok(value)) => children(value).into_any(),
        Some(Err(_)) => view! {
            <EmptyState title=scoring::no_storage detail=scoring::no_storage_detail icon=icondata_lu::LuHardDrive/>
        }
        .into_any(),
    }
    }
}

/// Why nothing could be kept, in words.
pub fn why(error: &StoreError) -> &'static str {
    match error {
        StoreError::Full => scoring::storage_full(),
        StoreError::Refused(_) => scoring::storage_refused(),
    }
}
