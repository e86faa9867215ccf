//! Deciding together. Nothing is open yet, and the page says what will be here.

use leptos::prelude::*;

use crate::{
    components::{ButtonKind, ButtonLink, EmptyState, PageHead},
    i18n::common,
};

/// What is being decided.
#[component]
pub fn Decide() -> impl IntoView {
    view! {
        <div class="stack">
            <PageHead title=common::nav_decide lead=common::decide_lead/>
            <EmptyState title=common::decide_none detail=common::decide_detail icon=icondata_lu::LuVote>
                <ButtonLink kind=ButtonKind::Secondary href="/report" icon=icondata_lu::LuCamera>{common::report_problem}</ButtonLink>
            </EmptyState>
        </div>
    }
}
