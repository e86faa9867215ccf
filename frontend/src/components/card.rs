//! Cards and list rows.

use leptos::{prelude::*, text_prop::TextProp};

use super::{Icon, Marked};

/// One record in a list of few. With `href` the whole card can be pressed.
#[component]
pub fn Card(
    /// What it is called.
    #[prop(into)]
    title: TextProp,
    /// Its page.
    #[prop(optional, into)]
    href: Option<String>,
    /// What was searched for, to be marked in what it is called.
    #[prop(optional, into)]
    query: Option<Signal<String>>,
    /// The rest.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let linked = href.is_some();
    let title = move || match query {
        Some(query) => view! { <Marked text=title.get().to_string() query/> }.into_any(),
        None => title.get().into_any(),
    };
    view! {
        <article class="card" class:card--link=linked>
            <h2 class="card__title">
                {match href {
                    Some(href) => view! { <a href=href>{title}</a> }.into_any(),
                    None => title.into_any(),
                }}
            </h2>
            {children.map(|children| children())}
        </article>
    }
}

/// A row of a list of links.
#[component]
pub fn ListLink(
    /// Where it goes.
    #[prop(into)]
    href: Signal<String>,
    /// What it is called.
    #[prop(into)]
    label: TextProp,
    /// A picture.
    #[prop(optional, into)]
    icon: Option<icondata_core::Icon>,
    /// A word about it: a count, a state.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <li>
            <a class="list__link" href=move || href.get()>
                {icon.map(|icon| view! { <Icon icon/> })}
                <span class="grow">{move || label.get()}</span>
                {children.map(|children| children())}
                <Icon icon=icondata_lu::LuChevronRight/>
            </a>
        </li>
    }
}
