//! Where something is, on a map of the area that it is in.

use client::{Client, ClientError};
use contract::tickets::Point;
use domain::ids::AreaId;
use leptos::prelude::*;

use super::tickets::place::rings;
use crate::{
    components::{Map, MapArea, Position},
    fetch::{Loaded, fetch},
    i18n::volunteering,
    installation,
};

/// The map; nothing where nobody marked the place.
#[component]
pub fn WhereMap(
    /// The area around it.
    area: AreaId,
    /// The place.
    position: Option<Point>,
) -> impl IntoView {
    let Some(point) = position else { return ().into_any() };
    let [longitude, latitude] = point.coordinates;
    let pin = RwSignal::new(Some(Position { longitude, latitude }));
    let fetched = fetch(move |client| async move { outline(client, area).await });
    view! {
        <section class="stack" aria-labelledby="map-head">
            <h2 id="map-head">{volunteering::on_the_map}</h2>
            <Loaded fetched let:areas>
                <Map label=volunteering::on_the_map areas pin read_only=true tiles=installation::tiles()/>
            </Loaded>
        </section>
    }
    .into_any()
}

/// The outline of an area for a map; none where nobody has drawn it.
pub(super) async fn outline(client: Client, id: AreaId) -> Result<Vec<MapArea>, ClientError> {
    let area = client.get_area(id).await?.body;
    let drawn = area.boundary.as_ref().and_then(rings);
    let drawn =
        drawn.map(|rings| MapArea { id: area.id.to_string(), name: area.name.clone(), rings, here: true });
    Ok(drawn.into_iter().collect())
}
