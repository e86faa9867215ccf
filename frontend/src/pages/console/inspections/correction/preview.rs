//! What a correction changes in the ranking, computed by the rules that the server has.

use std::collections::BTreeMap;

use contract::inspections::{ChangeMark, RankedPlace};
use domain::{
    ids::AreaId,
    inspections::{Findings, Score, Template, marks, places},
};
use leptos::prelude::*;

use crate::{components::TableBox, i18n::rounds};

/// One place before and after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Moved {
    name: String,
    score: (Score, Score),
    place: (u32, u32),
}

/// Every place whose score or place becomes another one, the best new place first; and how many stay as they are.
pub(super) fn moved(
    ranked: &[RankedPlace],
    template: &Template,
    sheets: &BTreeMap<AreaId, Findings>,
    changes: &[ChangeMark],
) -> (Vec<Moved>, usize) {
    let score = |item: &RankedPlace| {
        let Some(findings) = sheets.get(&item.area_id) else { return item.score };
        let mut findings = findings.clone();
        for change in changes.iter().filter(|change| change.area_id == item.area_id) {
            if let Some(finding) = findings.get_mut(&change.code) {
                finding.points = change.points;
            }
        }
        template.score(&marks(&findings)).unwrap_or(item.score)
    };
    let scores: Vec<Score> = ranked.iter().map(score).collect();
    let after = places(&scores, |a, b| b.cmp(a));
    let mut all = Vec::new();
    for ((item, score), place) in ranked.iter().zip(scores).zip(after) {
        if (item.score, item.place) != (score, place) {
            let name = item.area_name.clone();
            all.push(Moved { name, score: (item.score, score), place: (item.place, place) });
        }
    }
    all.sort_by_key(|moved| moved.place.1);
    let same = ranked.len() - all.len();
    (all, same)
}

/// The table of what moves.
pub(super) fn table((all, same): (Vec<Moved>, usize)) -> AnyView {
    if all.is_empty() {
        return view! { <p class="soft">{rounds::nothing_moves}</p> }.into_any();
    }
    let both = |before: String, after: String| {
        let changed = before != after;
        view! {
            <td class="number">
                {before}
                {changed.then(|| view! { " → " <strong>{after}</strong> })}
            </td>
        }
    };
    let row = move |moved: Moved| {
        view! {
            <tr>
                <th scope="row">{moved.name}</th>
                {both(moved.score.0.to_string(), moved.score.1.to_string())}
                {both(moved.place.0.to_string(), moved.place.1.to_string())}
            </tr>
        }
    };
    view! {
        <TableBox caption=rounds::preview>
            <thead><tr>
                <th scope="col">{rounds::column_place}</th>
                <th scope="col" class="number">{rounds::score}</th>
                <th scope="col" class="number">{rounds::place}</th>
            </tr></thead>
            <tbody>{all.into_iter().map(row).collect_view()}</tbody>
        </TableBox>
        <p class="soft">{move || rounds::others_stay(same)}</p>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use domain::{
        areas::AreaPath,
        inspections::{Finding, Method, ready_templates},
    };
    use uuid::Uuid;

    use super::*;

    #[test]
    fn who_gains_passes_and_shares_places_as_a_notice_board_has_them() {
        let template = ready_templates().remove(0).template;
        let sheet = |lost: i64| {
            let mut left = lost;
            let finding = |indicator: &domain::inspections::Indicator| {
                let points = match indicator.method {
                    Method::Add => indicator.weight.hundredths(),
                    Method::Deduct => left.min(indicator.weight.hundredths()),
                };
                left -= if indicator.method == Method::Add { 0 } else { points };
                let points = Score::new(points).unwrap();
                (
                    indicator.code.clone(),
                    Finding { points, note: String::new(), photos: vec![domain::ids::PhotoId(Uuid::nil())] },
                )
            };
            template.indicators().map(finding).collect::<Findings>()
        };
        let lost = [200, 300, 300, 500];
        let ids: Vec<AreaId> = (1..5).map(|number| AreaId(Uuid::from_u128(number))).collect();
        let sheets = ids.iter().copied().zip(lost.map(sheet)).collect();
        let ranked: Vec<RankedPlace> = ids
            .iter()
            .zip(lost)
            .zip([1, 2, 2, 4])
            .map(|((id, lost), place)| RankedPlace {
                area_id: *id,
                area_path: AreaPath::parse("1/").unwrap(),
                area_name: id.to_string(),
                score: Score::new(10_000 - lost).unwrap(),
                place,
            })
            .collect();
        let first = template.indicators().find(|i| i.method == Method::Deduct).unwrap().code.clone();
        let change = ChangeMark { area_id: ids[1], code: first, points: Score::new(200).unwrap() };
        let (all, same) = moved(&ranked, &template, &sheets, &[change]);
        // 98.00 is reached: the first place is shared, the third becomes one alone.
        let places: Vec<_> = all.iter().map(|moved| moved.place).collect();
        assert_eq!((places, same), (vec![(2, 1), (2, 3)], 2));
        assert_eq!(moved(&ranked, &template, &sheets, &[]), (Vec::new(), 4));
    }
}
