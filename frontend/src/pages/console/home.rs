//! The situation: what is going on in this place.

use leptos::prelude::*;

use crate::{
    components::{EmptyState, PageHead},
    i18n::common,
};

/// The first page of the console.
#[component]
pub fn Home() -> impl IntoView {
    view! {
        <div class="stack">
            <PageHead title=common::nav_situation/>
            <EmptyState title=common::situation_none detail=common::situation_detail icon=icondata_lu::LuLayoutDashboard/>
        </div>
    }
}
