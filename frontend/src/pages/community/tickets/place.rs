//! Where it is: a pin on the map of one's own grids, or one of them from a list.

use client::{Client, ClientError, every_page};
use contract::{
    areas::{Area, ListAreas},
    identity::Me,
    page::LIMIT_MAX,
};
use domain::{
    areas::{AreaKind, AreaPath},
    ids::AreaId,
};
use leptos::prelude::*;
use serde_json::Value;

use super::report::ReportDraft;
use crate::{
    components::{Button, Map, MapArea, Position, SelectField},
    device,
    fetch::{Loaded, fetch},
    i18n::tickets,
    installation,
};

/// Asks where it is.
#[component]
pub fn PlaceStep(
    /// Who asks: the map shows the part of the town that they live or work in.
    me: std::sync::Arc<Me>,
    /// The draft.
    draft: RwSignal<ReportDraft>,
) -> impl IntoView {
    let own = me.memberships.first().map(|membership| membership.household_id);
    let own = own.or_else(|| me.grants.first().map(|grant| grant.area_id));
    let fetched = fetch(move |client| grids(client, own));
    let homes: Vec<AreaPath> = me
        .memberships
        .iter()
        .map(|membership| membership.area_path.clone())
        .chain(me.grants.iter().map(|grant| grant.area_path.clone()))
        .collect();
    view! {
        <Loaded fetched let:areas>
            <Choose areas=near(areas, &homes) homes=homes.clone() draft/>
        </Loaded>
    }
}

/// The grids of one's own community or village; of everywhere for who has none.
async fn grids(client: Client, own: Option<AreaId>) -> Result<Vec<Area>, ClientError> {
    let lineage = match own {
        Some(own) => client.get_lineage(own).await?.items,
        None => Vec::new(),
    };
    let around = lineage.iter().find(|area| matches!(area.kind, AreaKind::Community | AreaKind::Village));
    let under_id = around.map(|area| area.id);
    every_page(|after| {
        let (kind, limit) = (Some(AreaKind::Grid), Some(LIMIT_MAX));
        let query = ListAreas { kind, under_id, limit, after, ..ListAreas::default() };
        let client = client.clone();
        async move { client.list_areas(&query).await }
    })
    .await
}

/// The areas that share the longest way from the top with one of one's own places.
fn near(areas: Vec<Area>, homes: &[AreaPath]) -> Vec<Area> {
    let shared = |area: &Area| {
        let same = |home: &AreaPath| {
            let pairs = home.as_str().split('/').zip(area.path.as_str().split('/'));
            pairs.take_while(|(home, area)| home == area && !home.is_empty()).count()
        };
        // One's own grid shares one step more than its neighbours: it must not be left alone on the map.
        homes.iter().map(same).max().unwrap_or(0).min(area.path.depth().saturating_sub(1))
    };
    let most = areas.iter().map(shared).max().unwrap_or(0);
    areas.into_iter().filter(|area| shared(area) == most).collect()
}

#[component]
fn Choose(areas: Vec<Area>, homes: Vec<AreaPath>, draft: RwSignal<ReportDraft>) -> impl IntoView {
    let drawn: Vec<MapArea> = areas
        .iter()
        .filter_map(|area| {
            let rings = rings(area.boundary.as_ref()?)?;
            let here = homes.iter().any(|home| area.path.covers(home));
            Some(MapArea { id: area.id.to_string(), name: area.name.clone(), rings, here })
        })
        .collect();
    if drawn.is_empty() {
        let names: Vec<_> = areas.into_iter().map(|area| (area.id.to_string(), area.name)).collect();
        let value = RwSignal::new(
            draft.with_untracked(|draft| draft.area_id.map(|id| id.to_string())).unwrap_or_default(),
        );
        Effect::new(move |_| {
            let chosen = value.with(|value| value.parse().ok());
            draft.update(|draft| draft.area_id = chosen);
        });
        return view! {
            <SelectField name="area_id" label=tickets::which_grid hint=tickets::which_grid_hint value options=names optional=true/>
        }
        .into_any();
    }
    let pin = RwSignal::new(
        draft
            .with_untracked(|draft| draft.position)
            .map(|[longitude, latitude]| Position { longitude, latitude }),
    );
    Effect::new(move |_| {
        let position = pin.get().map(|pin| [pin.longitude, pin.latitude]);
        draft.update(|draft| draft.position = position);
    });
    view! { <UsePosition pin/><Map label=tickets::where_is_it areas=drawn pin tiles=installation::tiles()/> }
        .into_any()
}

/// Puts the pin where the device is. Only when asked: a question about one's position that nobody expects is refused.
#[component]
fn UsePosition(pin: RwSignal<Option<Position>>) -> impl IntoView {
    let (busy, failed) = (RwSignal::new(false), RwSignal::new(false));
    let press = move |()| {
        busy.set(true);
        failed.set(false);
        device::locate(move |found| {
            let _ = busy.try_set(false);
            match found {
                Some((longitude, latitude)) => {
                    let _ = pin.try_set(Some(Position { longitude, latitude }));
                }
                None => {
                    let _ = failed.try_set(true);
                }
            }
        });
    };
    view! {
        <div class="row"><Button icon=icondata_lu::LuLocateFixed busy on_press=press>{tickets::use_my_position}</Button></div>
        <p role="status">
            <Show when=move || failed.get()>{tickets::no_position}</Show>
        </p>
    }
}

/// The outer rings of a GeoJSON polygon or of several.
pub(in crate::pages) fn rings(boundary: &Value) -> Option<Vec<Vec<Position>>> {
    let coordinates = boundary.get("coordinates")?.as_array()?;
    let polygons: Vec<&Value> = match boundary.get("type")?.as_str()? {
        "Polygon" => vec![coordinates.first()?],
        "MultiPolygon" => coordinates.iter().filter_map(|polygon| polygon.as_array()?.first()).collect(),
        _ => return None,
    };
    let ring = |ring: &Value| {
        let corner = |corner: &Value| {
            let pair = corner.as_array()?;
            Some(Position { longitude: pair.first()?.as_f64()?, latitude: pair.get(1)?.as_f64()? })
        };
        ring.as_array()?.iter().map(corner).collect::<Option<Vec<_>>>()
    };
    polygons.into_iter().map(ring).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn outer_rings_are_read_and_anything_else_is_refused() {
        let square =
            json!([[[1.0, 2.0], [3.0, 2.0], [3.0, 4.0], [1.0, 2.0]], [[2.0, 2.5], [2.1, 2.5], [2.1, 2.6]]]);
        let one = rings(&json!({"type": "Polygon", "coordinates": square})).unwrap();
        assert_eq!((one.len(), one[0].len()), (1, 4));
        assert_eq!(one[0][1], Position { longitude: 3.0, latitude: 2.0 });
        let two = rings(&json!({"type": "MultiPolygon", "coordinates": [square, square]})).unwrap();
        assert_eq!(two.len(), 2);
        assert!(rings(&json!({"type": "Point", "coordinates": [1.0, 2.0]})).is_none());
        assert!(rings(&json!({"type": "Polygon", "coordinates": [[["x", 2.0]]]})).is_none());
    }
}
