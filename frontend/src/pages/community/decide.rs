//! Deciding together: what waits for the vote of a committee's member. Nothing else is open yet, and the page says what will
//! be here.

use domain::permissions::Permission;
use leptos::prelude::*;

use crate::{
    components::{ButtonKind, ButtonLink, EmptyState, PageHead},
    i18n::common,
    pages::community::funds,
    session::Session,
};

/// What is being decided.
#[component]
pub fn Decide() -> impl IntoView {
    let session = Session::get();
    let decides = move || session.may_somewhere(Permission::DecideFunds);
    view! {
        <div class="stack">
            <PageHead title=common::nav_decide lead=common::decide_lead/>
            <Show when=decides fallback=Nothing>{funds::to_decide("/")}</Show>
        </div>
    }
}

/// Nothing is decided on now.
#[component]
pub fn Nothing() -> impl IntoView {
    view! {
        <EmptyState title=common::decide_none detail=common::decide_detail icon=icondata_lu::LuVote>
            <ButtonLink kind=ButtonKind::Secondary href="/report" icon=icondata_lu::LuCamera>{common::report_problem}</ButtonLink>
        </EmptyState>
    }
}
