//! The parts of a place on the map, by how much of what is open there is overdue.

use std::collections::{BTreeMap, BTreeSet};

use contract::{
    areas::{Feature, FeatureCollection, ListAreas, ListBoundaries},
    page::{LIMIT_MAX, Page},
    tickets::OpenTickets,
};
use domain::{areas::AreaKind, ids::AreaId};
use leptos::prelude::*;

use crate::{
    components::{ClassMap, ClassedArea, MapArea},
    fetch::fetch,
    format,
    i18n::desk,
    pages::{
        community::tickets::place::rings,
        console::{BASE, lists::loaded},
    },
};

/// The least share of overdue tickets of the third and the fourth class, in hundredths; the first has none, the second fewer.
const BORDERS: [i64; 2] = [10, 30];

/// The class of a place, from 0 for the best.
fn class_of(open: i64, overdue: i64) -> usize {
    if overdue == 0 {
        return 0;
    }
    1 + BORDERS.iter().take_while(|border| overdue * 100 >= **border * open).count()
}

/// The map; nothing where the parts have no outlines.
#[component]
pub(super) fn HeatMap(
    /// Whose parts.
    under: AreaId,
    /// Their numbers.
    parts: Vec<OpenTickets>,
) -> impl IntoView {
    let outlines = fetch(move |client| async move {
        // Not all below: only those one step down, whatever they are.
        let query = ListAreas { parent_id: Some(under), limit: Some(LIMIT_MAX), ..ListAreas::default() };
        let children = client.list_areas(&query).await?.items;
        let kinds: BTreeSet<AreaKind> = children.iter().map(|area| area.kind).collect();
        let mut outlines = Vec::new();
        for kind in kinds {
            let of_kind = client::every_page(|after| {
                let client = client.clone();
                let query =
                    ListBoundaries { under_id: under, kind: Some(kind), limit: Some(LIMIT_MAX), after };
                async move {
                    let FeatureCollection { features, next, .. } = client.list_boundaries(&query).await?;
                    Ok(Page { items: features, next })
                }
            });
            outlines.extend(of_kind.await?);
        }
        Ok(outlines)
    });
    let numbers: BTreeMap<AreaId, OpenTickets> = parts.into_iter().map(|part| (part.area.id, part)).collect();
    let numbers = StoredValue::new(numbers);
    loaded(outlines, move |features| {
        let area = |feature: Feature| {
            // Where nothing is open, there is no number.
            let part = numbers.with_value(|numbers| numbers.get(&feature.id).cloned());
            let (open, overdue) = part.map_or((0, 0), |part| (part.open, part.overdue));
            let rings = rings(&feature.geometry)?;
            let name = feature.properties.name;
            let said = desk::map_said(&name, format::number(open), format::number(overdue));
            Some(ClassedArea {
                class: Some(class_of(open, overdue)),
                short: if open == 0 { "0".to_owned() } else { format!("{overdue} / {open}") },
                said,
                href: format!("{BASE}/board?area={}", feature.id),
                area: MapArea { id: feature.id.to_string(), name, rings, here: false },
            })
        };
        let areas: Vec<ClassedArea> = features.into_iter().filter_map(area).collect();
        let legend = vec![
            desk::class_none().to_owned(),
            desk::class_few().to_owned(),
            desk::class_some().to_owned(),
            desk::class_many().to_owned(),
        ];
        (!areas.is_empty()).then(|| view! { <ClassMap label=desk::map areas legend/> })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_begin_at_their_borders() {
        assert_eq!(BORDERS.len() + 2, crate::components::CLASSES);
        let of = |(open, overdue)| class_of(open, overdue);
        assert_eq!(
            [(0, 0), (50, 0), (1_000, 1), (11, 1), (10, 1), (10, 2), (10, 3), (10, 10)].map(of),
            [0, 0, 1, 1, 2, 2, 3, 3]
        );
    }
}
