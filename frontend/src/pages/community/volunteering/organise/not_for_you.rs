//! Somebody who organises nowhere.

use leptos::prelude::*;

use crate::{
    components::{ButtonKind, ButtonLink, EmptyState},
    i18n::volunteering as texts,
};

/// Says so, and leads to where they can come.
#[component]
pub fn NotForYou() -> impl IntoView {
    view! {
        <EmptyState title=texts::not_for_you detail=texts::not_for_you_why icon=icondata_lu::LuBriefcase>
            <ButtonLink kind=ButtonKind::Primary href="/volunteer">{texts::what_is_on}</ButtonLink>
        </EmptyState>
    }
}
