//! What a page shows when it has nothing to show yet, at all, or because something failed. None of them is blank.

use leptos::{prelude::*, text_prop::TextProp};

use super::{Button, ButtonKind, Icon};
use crate::{failure::Failure, i18n::common};

/// Nothing here: why, and what to do next.
#[component]
pub fn EmptyState(
    /// What is not here.
    #[prop(into)]
    title: TextProp,
    /// Why, or what will be here.
    #[prop(optional, into)]
    detail: Option<TextProp>,
    /// A picture.
    #[prop(default = icondata_lu::LuInbox)]
    icon: icondata_core::Icon,
    /// The next action.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="state">
            <span class="state__icon"><Icon icon/></span>
            <h2>{move || title.get()}</h2>
            {detail.map(|detail| view! { <p class="soft">{move || detail.get()}</p> })}
            {children.map(|children| children())}
        </div>
    }
}

/// It failed: what happened, the number that support asks for, and another try.
#[component]
pub fn ErrorState(
    /// What went wrong.
    failure: Failure,
    /// Tries again.
    #[prop(optional, into)]
    on_retry: Option<Callback<()>>,
) -> impl IntoView {
    let offline = failure.is_offline();
    let icon = if offline { icondata_lu::LuWifiOff } else { icondata_lu::LuCircleAlert };
    let title = if offline { common::no_network } else { common::something_failed };
    view! {
        <div class="state" class:state--error=!offline role="alert">
            <span class="state__icon"><Icon icon/></span>
            <h2>{title}</h2>
            <p class="soft">{failure.detail}</p>
            {on_retry.map(|retry| {
                view! {
                    <Button kind=ButtonKind::Primary icon=icondata_lu::LuRotateCw on_press=retry>{common::try_again}</Button>
                }
            })}
            {failure.request_id.map(|id| view! { <p class="state__reference">{move || common::request_id(&id)}</p> })}
        </div>
    }
}

/// The shape of what comes: lines of text, or boxes.
#[component]
pub fn Skeleton(
    /// How many lines or boxes.
    #[prop(default = 3)]
    count: usize,
    /// Boxes, for lists of cards.
    #[prop(optional)]
    boxes: bool,
) -> impl IntoView {
    let class = if boxes { "skeleton__box" } else { "skeleton__line" };
    view! {
        <div class="skeleton" role="status">
            <span class="visually-hidden">{common::loading}</span>
            {(0..count).map(|_| view! { <div class=class aria-hidden="true"></div> }).collect_view()}
        </div>
    }
}
