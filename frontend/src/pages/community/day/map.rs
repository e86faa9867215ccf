//! The stops on a map of the grid, with the numbers of the list.

use client::{Client, ClientError};
use contract::day::Stop;
use domain::ids::AreaId;
use leptos::prelude::*;

use crate::{
    components::{MapArea, NumberedPin, PinMap, Position},
    fetch::fetch,
    i18n::day as texts,
    pages::community::tickets::place::rings,
};

/// Most grids that are drawn below the stops.
const GRIDS_MAX: usize = 5;
/// Numbers that are written on one pin; of more the first and how many more.
const NUMBERS_MAX: usize = 2;

/// The map; nothing where nothing has a place. Without a network it has no outlines and is right still.
#[component]
pub fn StopMap(
    /// The stops in their order.
    stops: Memo<Vec<Stop>>,
    /// The grids around them.
    grids: Vec<AreaId>,
) -> impl IntoView {
    let grids = StoredValue::new(grids);
    let drawn = fetch(move |client| {
        let grids = grids.get_value();
        async move { outlines(client, grids).await }
    });
    let areas = Signal::derive(move || match &*drawn.answer.read() {
        Some(Ok(areas)) => areas.clone(),
        _ => Vec::new(),
    });
    let pins = Memo::new(move |_| stops.with(|stops| pins(stops)));
    let count = move || pins.with(Vec::len);
    view! {
        <Show when=move || { count() > 0 }>
            <div class="day__map map">
                <PinMap label=move || texts::map_of(count()) areas pins/>
                <p class="small soft">{texts::map_numbers}</p>
            </div>
        </Show>
    }
}

async fn outlines(client: Client, grids: Vec<AreaId>) -> Result<Vec<MapArea>, ClientError> {
    let mut drawn = Vec::new();
    for id in grids.into_iter().take(GRIDS_MAX) {
        let area = client.get_area(id).await?.body;
        if let Some(rings) = area.boundary.as_ref().and_then(rings) {
            drawn.push(MapArea { id: area.id.to_string(), name: area.name, rings, here: true });
        }
    }
    Ok(drawn)
}

/// One pin for each place: households of a building fall together.
fn pins(stops: &[Stop]) -> Vec<NumberedPin> {
    let mut places: Vec<(Position, Vec<usize>)> = Vec::new();
    for (index, stop) in stops.iter().enumerate() {
        let Some([longitude, latitude]) = stop.position.map(|point| point.coordinates) else { continue };
        let at = Position { longitude, latitude };
        match places.iter_mut().find(|(place, _)| *place == at) {
            Some((_, numbers)) => numbers.push(index + 1),
            None => places.push((at, vec![index + 1])),
        }
    }
    // The first of the list is drawn last, above the others.
    places.reverse();
    let pin = |(at, numbers): (Position, Vec<usize>)| {
        let first: Vec<String> = numbers.iter().take(NUMBERS_MAX).map(ToString::to_string).collect();
        let more = numbers.len().saturating_sub(NUMBERS_MAX);
        let label = if more > 0 { format!("{}+{more}", first.join("·")) } else { first.join("·") };
        NumberedPin { at, label, done: false }
    };
    places.into_iter().map(pin).collect()
}
