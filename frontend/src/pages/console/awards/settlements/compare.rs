//! What a correction changed: who gets more or less, and why.

use std::collections::BTreeMap;

use contract::inspections::{Settlement, SettlementLine};
use domain::inspections::{HalfYear, Month, Score};
use leptos::prelude::*;

use super::super::rules::difference;
use crate::{
    components::{Badge, TableBox},
    format,
    i18n::awards,
    pages::awards_words::month,
};

/// A village that does not stand as it stood.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Difference {
    village: String,
    before_fen: i64,
    after_fen: i64,
    /// Months whose scores differ.
    months: Vec<(Month, Option<Score>, Option<Score>)>,
    /// Whether it reaches the threshold now; nothing where that is as it was.
    eligible: Option<bool>,
    /// Its place for prizes, before and now; nothing where that is as it was.
    place: Option<(Option<u32>, Option<u32>)>,
}

/// Every village that does not stand as it stood: those whose money changes first, in the order of the newer settlement.
fn differences(old: &[SettlementLine], new: &[SettlementLine], half: HalfYear) -> Vec<Difference> {
    let before: BTreeMap<_, _> = old.iter().map(|line| (line.village_id, line)).collect();
    let of = |line: &SettlementLine| {
        let was = before.get(&line.village_id);
        let none = [None; 6];
        let old_months = was.map_or(none.as_slice(), |was| was.months.as_slice());
        let pairs = half.months().into_iter().zip(old_months.iter().zip(&line.months));
        let months =
            pairs.filter(|(_, (a, b))| a != b).map(|(month, (a, b))| (month, *a, *b)).collect::<Vec<_>>();
        let was_eligible = was.is_some_and(|was| was.eligible);
        let was_place = was.and_then(|was| was.place);
        Difference {
            village: line.village_name.clone(),
            before_fen: was.map_or(0, |was| was.total_fen),
            after_fen: line.total_fen,
            months,
            eligible: (was_eligible != line.eligible).then_some(line.eligible),
            place: (was_place != line.place).then_some((was_place, line.place)),
        }
    };
    let mut found: Vec<Difference> = new.iter().map(of).collect();
    found.retain(|d| {
        d.before_fen != d.after_fen || !d.months.is_empty() || d.eligible.is_some() || d.place.is_some()
    });
    found.sort_by_key(|d| d.before_fen == d.after_fen);
    found
}

/// Why, in words.
fn why(difference: &Difference) -> Vec<String> {
    let score = |score: Option<Score>| {
        score.map_or_else(|| awards::not_inspected().to_owned(), |score| score.to_string())
    };
    let months = difference.months.iter();
    let mut words: Vec<String> = months
        .map(|(of, before, after)| awards::month_changed(month(*of), score(*before), score(*after)))
        .collect();
    match difference.eligible {
        Some(true) => words.push(awards::reaches_now().to_owned()),
        Some(false) => words.push(awards::reaches_no_more().to_owned()),
        None => {}
    }
    let place =
        |place: Option<u32>| place.map_or_else(|| awards::no_place().to_owned(), |place| place.to_string());
    if let Some((before, after)) = difference.place {
        words.push(awards::place_changed(place(before), place(after)));
    }
    if words.is_empty() {
        words.push(awards::others_changed().to_owned());
    }
    words
}

/// Two settlements of a half-year side by side.
#[component]
pub fn Compared(
    /// One of them.
    one: Settlement,
    /// The other, before or after it.
    other: Settlement,
) -> impl IntoView {
    let half = one.settlement.half_year;
    let (old, new) =
        if one.settlement.revision < other.settlement.revision { (one, other) } else { (other, one) };
    let (from, to) = (old.settlement.revision, new.settlement.revision);
    let paid = |settlement: &Settlement| settlement.base_fen + settlement.prize_fen;
    let (before, after) = (paid(&old), paid(&new));
    let found = differences(&old.lines, &new.lines, half);
    let row = |difference: Difference| {
        let (before, after) = (difference.before_fen, difference.after_fen);
        let (tone, words) = super::super::rules::difference(after - before);
        let name = difference.village.clone();
        let reasons =
            move || why(&difference).into_iter().map(|words| view! { <li>{words}</li> }).collect_view();
        view! {
            <tr>
                <th scope="row">{name}</th>
                <td class="number">{format::money(before)}</td>
                <td class="number">{format::money(after)}</td>
                <td><Badge tone label=words/></td>
                <td class="text"><ul class="plain">{reasons}</ul></td>
            </tr>
        }
    };
    let (tone, words) = difference(after - before);
    let count = found.len();
    view! {
        <p>
            {move || awards::compared(from, to, format::money(before), format::money(after))}" "<Badge tone label=words/>
        </p>
        <p role="status">{move || awards::differ(count)}</p>
        {(count > 0).then(|| view! {
            <TableBox caption=awards::compare_revisions>
                <thead><tr>
                    <th scope="col">{awards::village}</th>
                    <th scope="col" class="number">{move || awards::revision(from)}</th>
                    <th scope="col" class="number">{move || awards::revision(to)}</th>
                    <th scope="col">{awards::difference}</th>
                    <th scope="col">{awards::why}</th>
                </tr></thead>
                <tbody>{found.into_iter().map(row).collect_view()}</tbody>
            </TableBox>
        })}
    }
}

#[cfg(test)]
mod tests {
    use domain::{ids::AreaId, inspections::Score};
    use uuid::Uuid;

    use super::*;

    fn line(id: u128, first: i64, place: Option<u32>, total_fen: i64) -> SettlementLine {
        let mut months = vec![None; 6];
        months[0] = Some(Score::new(first).unwrap());
        SettlementLine {
            village_id: AreaId(Uuid::from_u128(id)),
            village_name: id.to_string(),
            months,
            composite: None,
            rank: None,
            eligible: place.is_some(),
            place,
            tie: None,
            base_fen: 0,
            prize: None,
            total_fen,
        }
    }

    #[test]
    fn who_gets_more_or_less_comes_first_and_who_stands_as_before_not_at_all() {
        let old = [line(1, 9_500, Some(1), 4_500), line(2, 8_990, None, 0), line(3, 9_100, Some(2), 4_500)];
        let new =
            [line(1, 9_500, Some(1), 4_500), line(3, 9_100, Some(3), 4_500), line(2, 9_200, Some(2), 4_500)];
        let found = differences(&old, &new, "2026-H1".parse().unwrap());
        assert_eq!(found.iter().map(|d| d.village.as_str()).collect::<Vec<_>>(), ["2", "3"]);
        assert_eq!((found[0].before_fen, found[0].after_fen, found[0].eligible), (0, 4_500, Some(true)));
        assert_eq!(found[0].months.len(), 1);
        assert_eq!(found[1].place, Some((Some(2), Some(3))));
    }
}
