//! Where in the tree of places one is, and the way to another.

use leptos::prelude::*;

use super::Icon;
use crate::i18n::common;

/// One place of the tree, as far as its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
}

/// The way from the top to here. Every step but the last can be pressed.
#[component]
pub fn Crumbs(
    /// Address and name of each step, from the top.
    #[prop(into)]
    steps: Signal<Vec<(String, String)>>,
) -> impl IntoView {
    let step = |(index, (href, name)): (usize, (String, String)), last: bool| {
        view! {
            <li>
                {(index > 0).then(|| view! { <Icon icon=icondata_lu::LuChevronRight/> })}
                {if last {
                    view! { <span aria-current="page">{name}</span> }.into_any()
                } else {
                    view! { <a href=href>{name}</a> }.into_any()
                }}
            </li>
        }
    };
    view! {
        <nav aria-label=common::you_are_here>
            <ol class="crumbs">
                {move || {
                    let steps = steps.get();
                    let count = steps.len();
                    steps.into_iter().enumerate().map(|item| { let last = item.0 + 1 == count; step(item, last) }).collect_view()
                }}
            </ol>
        </nav>
    }
}

/// Chooses the place that the console looks at: the path to it, and what is below it.
#[component]
pub fn AreaSwitcher(
    /// From the top of what the person may see down to the current place.
    #[prop(into)]
    path: Signal<Vec<Place>>,
    /// The places directly below the current one.
    #[prop(into)]
    below: Signal<Vec<Place>>,
    /// Goes to a place.
    #[prop(into)]
    on_choose: Callback<String>,
) -> impl IntoView {
    let current = move || path.with(|path| path.last().map(|place| place.id.clone())).unwrap_or_default();
    let option = move |place: Place, depth: usize| {
        let mine = place.id.clone();
        // A select has no tree: figure spaces show how deep a place lies.
        let name = format!("{}{}", "\u{2007}\u{2007}".repeat(depth), place.name);
        view! { <option value=place.id selected=move || current() == mine>{name}</option> }
    };
    view! {
        <div class="area-switcher">
            <Icon icon=icondata_lu::LuMapPin/>
            <select class="input" aria-label=common::choose_area on:change:target=move |event| on_choose.run(event.target().value())>
                {move || {
                    let path = path.get();
                    let depth = path.len();
                    let above = path.into_iter().enumerate().map(|(depth, place)| option(place, depth)).collect_view();
                    let below = below.get().into_iter().map(|place| option(place, depth)).collect_view();
                    (above, below)
                }}
            </select>
        </div>
    }
}
