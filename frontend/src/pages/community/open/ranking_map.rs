//! The ranking on the map of the villages.

use std::collections::BTreeMap;

use contract::{
    areas::{Feature, FeatureCollection, ListBoundaries},
    page::{LIMIT_MAX, Page},
};
use domain::{areas::AreaKind, ids::AreaId, inspections::Score};
use leptos::prelude::*;

use super::notice::{Published, village_href};
use crate::{
    components::{ClassMap, ClassedArea, EmptyState, MapArea},
    fetch::{Loaded, fetch},
    i18n::open,
    pages::{awards_words::month, community::tickets::place::rings},
};

/// The least score of each class but the last, in hundredths, the best first.
const BORDERS: [i64; 3] = [9_500, 9_000, 8_000];

/// The class of a score, from 0 for the best.
fn class_of(score: Score) -> usize {
    BORDERS.iter().take_while(|border| score.hundredths() < **border).count()
}

fn legend() -> Vec<String> {
    let [best, good, fair] = BORDERS.map(|border| border / 100);
    vec![
        open::from_score(best),
        open::between(good, best),
        open::between(fair, good),
        open::under_score(fair),
    ]
}

/// The villages' outlines by score.
#[component]
pub fn RankingMap(
    /// What it shows.
    published: Published,
) -> impl IntoView {
    let area = published.ranking.round.area_id;
    let outlines = fetch(move |client| async move {
        let mut features = Vec::new();
        for kind in [AreaKind::Village, AreaKind::Community] {
            let of_kind = client::every_page(|after| {
                let client = client.clone();
                let query =
                    ListBoundaries { under_id: area, kind: Some(kind), limit: Some(LIMIT_MAX), after };
                async move {
                    let FeatureCollection { features, next, .. } = client.list_boundaries(&query).await?;
                    Ok(Page { items: features, next })
                }
            });
            features.extend(of_kind.await?);
        }
        Ok(features)
    });
    let show = move |features: Vec<Feature>| view! { <Drawn features published=published.clone()/> };
    view! { <Loaded fetched=outlines children=show/> }
}

#[component]
fn Drawn(features: Vec<Feature>, published: Published) -> impl IntoView {
    let round = published.ranking.round;
    let scores: BTreeMap<AreaId, (Score, u32)> =
        published.ranking.items.iter().map(|item| (item.area_id, (item.score, item.place))).collect();
    let field = scores.len();
    let area = |feature: Feature| {
        let name = feature.properties.name;
        let rings = rings(&feature.geometry)?;
        let score = scores.get(&feature.id).copied();
        let (class, short, said) = match score {
            Some((score, place)) => {
                (Some(class_of(score)), score.to_string(), open::map_said(&name, score, place, field))
            }
            None => (None, "—".to_owned(), open::map_said_none(&name)),
        };
        let href = village_href(feature.id);
        let area = MapArea { id: feature.id.to_string(), name, rings, here: false };
        Some(ClassedArea { area, class, short, said, href })
    };
    let areas: Vec<ClassedArea> = features.into_iter().filter_map(area).collect();
    if areas.is_empty() {
        return view! {
            <EmptyState title=open::no_outlines detail=open::no_outlines_detail icon=icondata_lu::LuMap/>
        }
        .into_any();
    }
    let label = {
        let (of, name) = (round.month, round.area_name);
        move || open::map_of(&name, month(of))
    };
    view! { <ClassMap label areas legend=legend()/> }.into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_begin_at_their_borders() {
        let class = |hundredths| class_of(Score::new(hundredths).unwrap());
        assert_eq!(
            [10_000, 9_500, 9_499, 9_000, 8_999, 8_000, 7_999, 0].map(class),
            [0, 0, 1, 1, 2, 2, 3, 3]
        );
        assert_eq!(BORDERS.len() + 1, crate::components::CLASSES);
    }
}
