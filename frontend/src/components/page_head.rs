//! The head of a page: its name, and the way back.

use std::cell::RefCell;

use leptos::{html, prelude::*, text_prop::TextProp};

use super::Icon;
use crate::{device, i18n::common};

thread_local! {
    /// The address whose head was shown last; none before the first.
    static ARRIVED_AT: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Whether this address was reached by a link. On the first load the reader starts at the top, and a page that only
/// shows something newer does not take the focus away from where somebody is.
fn has_arrived() -> bool {
    let here = device::address();
    ARRIVED_AT.with_borrow_mut(|last| last.replace(here.clone()).is_some_and(|last| last != here))
}

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
        if let Some(heading) = heading.get()
            && has_arrived()
        {
            // An element that cannot take the focus leaves it where it is.
            let _ = heading.focus();
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
