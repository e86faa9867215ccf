//! What belongs to me: who I am here, and how the app looks on this device.

use leptos::prelude::*;

use crate::{
    components::{PageHead, ThemeSwitch},
    i18n::{common, identity},
    pages::identity::Account,
};

/// My place.
#[component]
pub fn Mine() -> impl IntoView {
    view! {
        <div class="stack stack--loose">
            <PageHead title=common::nav_mine/>
            <section class="stack">
                <h2>{identity::account}</h2>
                <Account home="/"/>
            </section>
            <section class="stack">
                <h2>{common::appearance}</h2>
                <ThemeSwitch/>
            </section>
        </div>
    }
}
