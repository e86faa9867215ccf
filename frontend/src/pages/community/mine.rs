//! What belongs to me: who I am here, and how the app looks on this device.

use leptos::prelude::*;

use crate::{
    components::{ListLink, PageHead, ThemeSwitch},
    i18n::{common, funds, identity, mediations, points, projects, redemptions},
    pages::identity::Account,
    session::Session,
};

/// My place.
#[component]
pub fn Mine() -> impl IntoView {
    let session = Session::get();
    view! {
        <div class="stack stack--loose">
            <PageHead title=common::nav_mine/>
            <section class="stack">
                <h2>{identity::account}</h2>
                <Account home="/"/>
            </section>
            <Show when=move || session.me().is_some()>
                <section class="stack">
                    <h2>{points::my_points}</h2>
                    <ul class="list" role="list">
                        <ListLink href="/points" label=points::my_points icon=icondata_lu::LuCoins/>
                        <ListLink href="/points/claims" label=points::my_claims icon=icondata_lu::LuClipboardList/>
                        <ListLink href="/shop/codes" label=redemptions::codes icon=icondata_lu::LuTicket/>
                    </ul>
                </section>
            </Show>
            <Show when=move || session.me().is_some()>
                <section class="stack">
                    <h2>{funds::funds}</h2>
                    <ul class="list" role="list">
                        <ListLink href="/funds/donations" label=funds::my_donations icon=icondata_lu::LuHandHeart/>
                        <ListLink href="/funds/projects" label=projects::my_projects icon=icondata_lu::LuSprout/>
                        <ListLink href="/open/funds" label=funds::see_funds icon=icondata_lu::LuHandCoins/>
                    </ul>
                </section>
            </Show>
            <Show when=move || session.me().is_some()>
                <section class="stack">
                    <h2>{mediations::title}</h2>
                    <ul class="list" role="list">
                        <ListLink href="/mediations" label=mediations::title icon=icondata_lu::LuHandshake/>
                    </ul>
                </section>
            </Show>
            <section class="stack">
                <h2>{common::appearance}</h2>
                <ThemeSwitch/>
            </section>
        </div>
    }
}
