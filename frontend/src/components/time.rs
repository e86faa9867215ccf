//! A moment: how long ago, and exactly when.

use chrono::{DateTime, SecondsFormat, Utc};
use leptos::prelude::*;

use crate::format;

/// The relative form; pressing it, or moving the focus there, shows the exact one.
#[component]
pub fn Time(
    /// The moment.
    #[prop(into)]
    at: Signal<DateTime<Utc>>,
) -> impl IntoView {
    let exact = RwSignal::new(false);
    view! {
        <time
            class="time"
            tabindex="0"
            datetime=move || at.get().to_rfc3339_opts(SecondsFormat::Secs, true)
            title=move || format::date_time(at.get())
            on:focus=move |_| exact.set(true)
            on:blur=move |_| exact.set(false)
        >
            {move || if exact.get() { format::date_time(at.get()) } else { format::relative(at.get()) }}
        </time>
    }
}
