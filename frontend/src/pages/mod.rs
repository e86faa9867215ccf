//! The pages: those of the community app and those of the console apart, so that neither binary carries the other's.

pub mod awards_words;
pub mod community;
pub mod console;
pub mod found;
pub mod funds;
mod honours;
pub mod identity;
pub mod moves;
pub mod notifications;
pub mod offers;
pub mod partners;
pub mod rectifications;
pub mod roles;
#[cfg(debug_assertions)]
pub mod styleguide;

use leptos::prelude::*;

use crate::{
    components::{ButtonKind, ButtonLink, EmptyState, PageHead},
    i18n::common,
};

/// There is no such page.
#[component]
pub fn NotFound(
    /// The shell's first page.
    home: &'static str,
) -> impl IntoView {
    view! {
        <PageHead title=common::not_found_title/>
        <EmptyState title=common::not_found_lead detail=common::not_found_detail icon=icondata_lu::LuMapPinOff>
            <ButtonLink kind=ButtonKind::Primary href=home icon=icondata_lu::LuHouse>{common::to_start}</ButtonLink>
        </EmptyState>
    }
}
