//! A map with numbered pins beside a list with the same numbers: the picture says nothing that the list does not.

use leptos::{prelude::*, text_prop::TextProp};

use super::{
    MapArea, Position, outline,
    projection::{Projection, WIDTH, height},
};

/// Something on the map.
#[derive(Clone, Debug, PartialEq)]
pub struct NumberedPin {
    /// Where.
    pub at: Position,
    /// What is written on it: the numbers in the list.
    pub label: String,
    /// Whether it is done: a square then, a circle otherwise.
    pub done: bool,
}

/// Half the width of a pin with one figure, in the picture's units.
const HALF: f64 = 22.0;
/// What each further figure adds to it.
const FIGURE: f64 = 9.0;

/// Shows pins over the outlines of areas.
#[component]
pub fn PinMap(
    /// What the map shows.
    #[prop(into)]
    label: TextProp,
    /// The areas below the pins.
    #[prop(into)]
    areas: Signal<Vec<MapArea>>,
    /// The pins.
    #[prop(into)]
    pins: Signal<Vec<NumberedPin>>,
) -> impl IntoView {
    let projection = Memo::new(move |_| {
        let around = pins.with(|pins| pins.iter().map(|pin| pin.at).collect::<Vec<_>>());
        if around.is_empty() {
            areas.with(|areas| {
                Projection::around(areas.iter().flat_map(|area| area.rings.iter().flatten().copied()))
            })
        } else {
            Projection::around(around.into_iter())
        }
    });
    view! {
        <div class="map__canvas">
            <svg viewBox=format!("0 0 {WIDTH} {}", height()) role="img" aria-label=move || label.get()>
                {move || areas.with(|areas| areas.iter().map(|area| outline(area, projection.get())).collect_view())}
                {move || pins.with(|pins| pins.iter().map(|pin| shape(pin, projection.get())).collect_view())}
            </svg>
        </div>
    }
}

fn shape(pin: &NumberedPin, projection: Projection) -> impl IntoView + use<> {
    let (x, y) = projection.place(pin.at);
    let half = HALF
        + FIGURE * f64::from(u8::try_from(pin.label.chars().count()).unwrap_or(u8::MAX).saturating_sub(1));
    let (corner, class) =
        if pin.done { (4.0, "pin-map__pin pin-map__pin--done") } else { (HALF, "pin-map__pin") };
    let label = pin.label.clone();
    view! {
        <rect class=class x=x - half y=y - HALF width=2.0 * half height=2.0 * HALF rx=corner></rect>
        <text class="pin-map__number" class:pin-map__number--done=pin.done x=x y=y font-size="26">{label}</text>
    }
}
