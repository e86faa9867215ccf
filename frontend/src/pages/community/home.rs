//! Today: the large buttons.

use leptos::prelude::*;

use crate::{
    components::{BigButton, PageHead},
    i18n::common,
};

/// The first screen.
#[component]
pub fn Home() -> impl IntoView {
    view! {
        <div class="stack stack--loose">
            <PageHead title=common::home_title lead=common::home_lead/>
            <div class="big-buttons">
                <BigButton first=true href="/report" label=common::report_problem icon=icondata_lu::LuCamera/>
                <BigButton href="/decide" label=common::nav_decide icon=icondata_lu::LuVote/>
                <BigButton href="/mine" label=common::nav_mine icon=icondata_lu::LuUser/>
            </div>
        </div>
    }
}
