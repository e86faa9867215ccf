//! Today: the large buttons.

use domain::permissions::Role;
use leptos::prelude::*;

use crate::{
    components::{BigButton, PageHead},
    i18n::{common, open, tickets},
    session::Session,
};

/// The first screen.
#[component]
pub fn Home() -> impl IntoView {
    let session = Session::get();
    // Who looks after a place has a day's work.
    let works =
        move || session.me().is_some_and(|me| me.grants.iter().any(|grant| grant.role != Role::Resident));
    view! {
        <div class="stack stack--loose">
            <PageHead title=common::home_title lead=common::home_lead/>
            <div class="big-buttons">
                <BigButton first=true href="/report" label=common::report_problem icon=icondata_lu::LuCamera/>
                <BigButton href="/tickets" label=tickets::my_tickets icon=icondata_lu::LuClipboardList/>
                <Show when=works>
                    <BigButton href="/work" label=tickets::work icon=icondata_lu::LuListChecks/>
                </Show>
                <BigButton href="/open" label=open::hub icon=icondata_lu::LuClipboardCheck/>
                <BigButton href="/decide" label=common::nav_decide icon=icondata_lu::LuVote/>
                <BigButton href="/mine" label=common::nav_mine icon=icondata_lu::LuUser/>
            </div>
        </div>
    }
}
