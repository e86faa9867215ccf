//! In place of what is not on the device yet.

use leptos::prelude::*;

use super::account::SignInAgain;
use crate::{
    components::{EmptyState, ErrorState, PageHead, Skeleton},
    failure::Failure,
};

/// Its shape while it is read; without a network that it was never opened here; else what failed, and trying again.
#[component]
pub fn NotKept(
    /// What the page is.
    title: fn() -> &'static str,
    /// That it was not opened on this device.
    missing: fn() -> &'static str,
    /// What to do about that.
    missing_detail: fn() -> &'static str,
    /// What failed, once it has.
    failed: RwSignal<Option<Failure>>,
    /// Asks again.
    #[prop(into)]
    on_retry: Callback<()>,
) -> impl IntoView {
    move || {
        let below = match failed.get() {
            None => view! { <Skeleton boxes=true count=4/> }.into_any(),
            Some(failure) if failure.is_offline() => view! {
                <SignInAgain/>
                <EmptyState title=missing detail=missing_detail icon=icondata_lu::LuWifiOff/>
            }
            .into_any(),
            Some(failure) => view! { <ErrorState failure on_retry/> }.into_any(),
        };
        view! { <PageHead title/>{below} }
    }
}
