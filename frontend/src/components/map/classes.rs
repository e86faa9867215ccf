//! A map whose areas are coloured in a few ordered classes. Each class has a pattern of its own and each area its word, so
//! that it reads without colour; each area is reached by the keyboard.

use leptos::{ev::KeyboardEvent, prelude::*, text_prop::TextProp};

use super::{
    MapArea, outline_of,
    projection::{Projection, WIDTH, height},
};
use crate::{i18n::open, route::Go};

/// An area of a class.
#[derive(Clone, Debug, PartialEq)]
pub struct ClassedArea {
    /// Where it lies.
    pub area: MapArea,
    /// Its class, from 0 for the best; none where nothing is known of it.
    pub class: Option<usize>,
    /// What is written on it below its name.
    pub short: String,
    /// What is said of it: name, number, place.
    pub said: String,
    /// Its page.
    pub href: String,
}

/// The classes that there are patterns for.
pub const CLASSES: usize = 4;

/// Room above and below the areas, in the picture's units.
const MARGIN: f64 = 40.0;

/// Shows areas in classes. Moving to one says what it is; pressing it opens its page.
#[component]
pub fn ClassMap(
    /// What the map shows.
    #[prop(into)]
    label: TextProp,
    /// The areas.
    areas: Vec<ClassedArea>,
    /// The classes in words, the best first: the legend. At most [`CLASSES`].
    legend: Vec<String>,
) -> impl IntoView {
    let go = Go::new();
    let said = RwSignal::new(None::<String>);
    let projection =
        Projection::around(areas.iter().flat_map(|area| area.area.rings.iter().flatten().copied()));
    let heights = || {
        let corners = areas.iter().flat_map(|area| area.area.rings.iter().flatten());
        corners.map(|corner| projection.place(*corner).1)
    };
    // No empty ground above and below: it would cost a phone half its screen.
    let top = heights().fold(height(), f64::min) - MARGIN;
    let tall = (heights().fold(0.0, f64::max) + MARGIN - top).max(MARGIN);
    let unknown = areas.iter().any(|area| area.class.is_none());
    let shape = move |classed: &ClassedArea| {
        let (heard, seen) = (classed.said.clone(), classed.said.clone());
        let (href, pressed) = (classed.href.clone(), classed.href.clone());
        let key = move |event: KeyboardEvent| {
            if matches!(event.key().as_str(), "Enter" | " ") {
                event.prevent_default();
                go.to(&pressed);
            }
        };
        view! {
            <path
                class=format!("class-map__area {}", class_name(classed.class))
                d=outline_of(&classed.area, projection)
                role="link"
                tabindex="0"
                aria-label=classed.said.clone()
                on:focus=move |_| said.set(Some(heard.clone()))
                on:mouseenter=move |_| said.set(Some(seen.clone()))
                on:click=move |_| go.to(&href)
                on:keydown=key
            ></path>
        }
    };
    let words = move |classed: &ClassedArea| {
        let (x, y) = projection.place(classed.area.middle()?);
        Some(view! {
            <text class="map__label" x=x y=y - 18.0 font-size="30" stroke-width="8" aria-hidden="true">
                {classed.area.name.clone()}
            </text>
            <text class="map__label class-map__short" x=x y=y + 16.0 font-size="30" stroke-width="8" aria-hidden="true">
                {classed.short.clone()}
            </text>
        })
    };
    let entry = |(index, words): (usize, String)| {
        view! {
            <li>
                <svg class="class-map__key" viewBox="0 0 48 32" aria-hidden="true">
                    <rect class=class_name(Some(index)) x="1" y="1" width="46" height="30"></rect>
                </svg>
                <span>{words}</span>
            </li>
        }
    };
    view! {
        <div class="map">
            <div class="map__canvas map__canvas--cut">
                <svg viewBox=format!("0 {top:.0} {WIDTH} {tall:.0}") role="group" aria-label=move || label.get()>
                    <defs>
                        <pattern id="class-1" width="14" height="14" patternUnits="userSpaceOnUse">
                            <rect class="class-map__ground-1" width="14" height="14"></rect>
                            <circle class="class-map__ink-1" cx="4" cy="4" r="2"></circle>
                        </pattern>
                        <pattern id="class-2" width="14" height="14" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
                            <rect class="class-map__ground-2" width="14" height="14"></rect>
                            <rect class="class-map__ink-2" width="3" height="14"></rect>
                        </pattern>
                        <pattern id="class-3" width="14" height="14" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
                            <rect class="class-map__ground-3" width="14" height="14"></rect>
                            <rect class="class-map__ink-3" width="3" height="14"></rect>
                            <rect class="class-map__ink-3" width="14" height="3"></rect>
                        </pattern>
                    </defs>
                    {areas.iter().map(shape).collect_view()}
                    {areas.iter().filter_map(words).collect_view()}
                </svg>
            </div>
            <p class="map__said" aria-live="polite">{move || said.get().unwrap_or_else(|| open::map_open_area().to_owned())}</p>
            <ul class="class-map__legend">
                {legend.into_iter().take(CLASSES).enumerate().map(entry).collect_view()}
                {unknown.then(|| view! {
                    <li>
                        <svg class="class-map__key" viewBox="0 0 48 32" aria-hidden="true">
                            <rect class=class_name(None) x="1" y="1" width="46" height="30"></rect>
                        </svg>
                        <span>{open::map_no_value}</span>
                    </li>
                })}
            </ul>
        </div>
    }
}

fn class_name(class: Option<usize>) -> String {
    class.map_or_else(
        || "class-map--none".to_owned(),
        |class| format!("class-map--{}", class.min(CLASSES - 1)),
    )
}
