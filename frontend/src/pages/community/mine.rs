//! What belongs to me: how the app looks on this device.

use leptos::prelude::*;

use crate::{
    components::{PageHead, ThemeSwitch},
    i18n::common,
};

/// My place.
#[component]
pub fn Mine() -> impl IntoView {
    view! {
        <div class="stack stack--loose">
            <PageHead title=common::nav_mine/>
            <section class="stack">
                <h2>{common::appearance}</h2>
                <ThemeSwitch/>
            </section>
        </div>
    }
}
