//! Criticism: the same village at the bottom, month after month (Plan 2, part V: 连续两个月倒数一、二名).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{CriticismRules, Month, Score, Undrawn};
use crate::ids::AreaId;

/// The published scores of a month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MonthResult {
    /// Which month.
    pub month: Month,
    /// Every village with a score, each once.
    pub scores: Vec<(AreaId, Score)>,
}

/// A village that is criticised, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Criticism {
    /// Which village.
    pub village: AreaId,
    /// The months in a row, the last of which brings the criticism.
    pub months: Vec<AtBottom>,
}

/// A village's place from the bottom in one month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AtBottom {
    /// Which month.
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "2026-03"))]
    pub month: Month,
    /// 1 for the last: one more than the villages with a lower score.
    pub from_bottom: u32,
    /// Among how many villages.
    pub field: u32,
    /// With which score.
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "71.50"))]
    pub score: Score,
}

/// Who is criticised for which month, the earliest first, then by village. A village that stays at the bottom is
/// criticised again for every further month.
///
/// `results` may come in any order and with gaps: a month that is missing is one in which nobody was inspected. Half-years
/// mean nothing here: December and January are months in a row.
#[must_use]
pub fn criticise(results: &[MonthResult], rules: &CriticismRules) -> Vec<Criticism> {
    let by_month: BTreeMap<u32, &MonthResult> = results.iter().map(|r| (r.month.index(), r)).collect();
    let Some((first, last)) = by_month.keys().next().zip(by_month.keys().next_back()) else {
        return Vec::new();
    };
    let needed = usize::try_from(rules.months).unwrap_or(usize::MAX);
    let mut rows: BTreeMap<AreaId, Vec<AtBottom>> = BTreeMap::new();
    let mut all = Vec::new();
    for index in *first..=*last {
        let Some(result) = by_month.get(&index) else {
            if rules.undrawn == Undrawn::Breaks {
                rows.clear();
            }
            continue;
        };
        let bottom = at_bottom(result, rules);
        let scored: BTreeMap<AreaId, ()> = result.scores.iter().map(|(village, _)| (*village, ())).collect();
        let goes_on = |village: &AreaId| match rules.undrawn {
            Undrawn::Breaks => bottom.contains_key(village),
            Undrawn::Bridges => bottom.contains_key(village) || !scored.contains_key(village),
        };
        rows.retain(|village, _| goes_on(village));
        for (village, place) in bottom {
            let row = rows.entry(village).or_default();
            row.push(place);
            if row.len() >= needed {
                all.push(Criticism { village, months: row[row.len() - needed..].to_vec() });
            }
        }
    }
    all
}

/// The villages at the bottom of a month; none where the field is too small.
fn at_bottom(result: &MonthResult, rules: &CriticismRules) -> BTreeMap<AreaId, AtBottom> {
    let field = u32::try_from(result.scores.len()).unwrap_or(u32::MAX);
    if field < rules.smallest_field {
        return BTreeMap::new();
    }
    let from_bottom = super::ranking::places(&result.scores, |a, b| a.1.cmp(&b.1));
    let place = |((village, score), from_bottom): (&(AreaId, Score), u32)| {
        (*village, AtBottom { month: result.month, from_bottom, field, score: *score })
    };
    let places = result.scores.iter().zip(from_bottom);
    places.filter(|(_, place)| *place <= rules.bottom_places).map(place).collect()
}
