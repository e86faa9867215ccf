//! The head of a page: its name, and the way back.

use std::sync::atomic::{AtomicBool, Ordering};

use leptos::{html, prelude::*, text_prop::TextProp};

use super::Icon;
use crate::{device, i18n::common};

/// Whether a page of this document has been shown before.
static HAS_ARRIVED: AtomicBool = AtomicBool::new(false);

/// The page's only `<h1>`. It names the document and takes the focus, so that a screen reader reads where one has arrived.
#[component]
pub fn PageHead(
    /// What the page is.
    #[prop(into)]
    title: TextProp,
    /// A sentence about it.
    #[prop(optional, into)]
    lead: Option<TextProp>,
    /// What can be done with the whole of it.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let heading = NodeRef::<html::H1>::new();
    let name = title.clone();
    Effect::new(move |_| device::set_title(&format!("{} · {}", name.get(), common::app_name())));
    Effect::new(move |_| {
        if let Some(heading) = heading.get() {
            // Only an arrival by a link moves the focus: on the first load the reader starts at the top.
            if HAS_ARRIVED.swap(true, Ordering::Relaxed) {
                // An element that cannot take the focus leaves it where it is.
                let _ = heading.focus();
            }
        }
    });
    view! {
        <header class="page-head">
            <div class="page-head__text">
                <h1 node_ref=heading tabindex="-1">{move || title.get()}</h1>
                {lead.map(|lead| view! { <p class="page-head__lead">{move || lead.get()}</p> })}
            </div>
            {children.map(|children| view! { <div class="row">{children()}</div> })}
        </header>
    }
}

/// The way back, above a page's head.
#[component]
pub fn BackLink(
    /// Where it goes.
    #[prop(into)]
    href: String,
    /// What is there; "back" where nothing is said.
    #[prop(optional, into)]
    label: Option<TextProp>,
) -> impl IntoView {
    view! {
        <a class="back-link" href=href>
            <Icon icon=icondata_lu::LuChevronLeft/>
            {match label {
                Some(label) => (move || label.get()).into_any(),
                None => common::back.into_any(),
            }}
        </a>
    }
}
