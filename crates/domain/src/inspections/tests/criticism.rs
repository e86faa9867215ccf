//! Criticism, by cases and against its own definition.

use proptest::prelude::*;

use super::{
    super::{AwardRules, CriticismRules, Month, MonthResult, Score, Undrawn, criticise},
    village,
};

fn rules() -> CriticismRules {
    AwardRules::plan_2().criticism
}

fn month(index: u32) -> Month {
    Month::from_index(2026 * 12 + index).unwrap()
}

/// A month after December 2025 in which village `n` has the `n`-th score in whole points; 0 is not inspected.
fn result(index: u32, points: &[i64]) -> MonthResult {
    let scored = points.iter().enumerate().filter(|(_, points)| **points > 0);
    let score = |(number, points): (usize, &i64)| (village(number), Score::new(points * 100).unwrap());
    MonthResult { month: month(index), scores: scored.map(score).collect() }
}

/// Who is criticised for which month, by number.
fn criticised(results: &[MonthResult], rules: &CriticismRules) -> Vec<(u32, usize)> {
    let number = |id| (0..100).find(|number| village(*number) == id).unwrap();
    let last = |c: &super::super::Criticism| c.months.last().unwrap().month.index() - 2026 * 12;
    criticise(results, rules).iter().map(|c| (last(c), number(c.village))).collect()
}

#[test]
fn two_months_in_the_bottom_two_are_criticised_and_one_is_not() {
    // Bottom two: month 0 → villages 3, 4; month 1 → villages 2, 4; month 2 → villages 2, 0.
    let results = [
        result(0, &[95, 94, 93, 80, 81]),
        result(1, &[95, 94, 80, 93, 81]),
        result(2, &[79, 94, 80, 93, 95]),
    ];
    assert_eq!(criticised(&results, &rules()), [(1, 4), (2, 2)]);
    let months = &criticise(&results, &rules())[0].months;
    let seen: Vec<_> = months.iter().map(|m| (m.from_bottom, m.field, m.score.to_string())).collect();
    assert_eq!(seen, [(2, 5, "81.00".to_owned()), (2, 5, "81.00".to_owned())]);
}

#[test]
fn a_third_month_is_criticised_again_and_other_numbers_of_months_count_so() {
    let results: Vec<_> = (0..4).map(|index| result(index, &[95, 94, 93, 80])).collect();
    // The bottom two of four: villages 3 and 2.
    assert_eq!(criticised(&results, &rules()), [(1, 2), (1, 3), (2, 2), (2, 3), (3, 2), (3, 3)]);
    let three = CriticismRules { months: 3, bottom_places: 1, ..rules() };
    assert_eq!(criticised(&results, &three), [(2, 3), (3, 3)]);
}

#[test]
fn the_border_of_half_years_does_not_end_a_row() {
    // June and July 2026.
    let results = [result(5, &[95, 94, 93, 80]), result(6, &[95, 94, 70, 80])];
    assert_eq!(criticised(&results, &rules()), [(6, 2), (6, 3)]);
}

#[test]
fn a_tie_at_the_bottom_counts_from_below() {
    // 80, 80, 80 are all last (nobody is lower); 90 is fourth from below.
    let tied = [80, 80, 80, 90, 95];
    let results = [result(0, &tied), result(1, &tied)];
    assert_eq!(criticised(&results, &rules()), [(1, 0), (1, 1), (1, 2)]);
    // One last, two tied above it: those two are both second from below.
    let above = [70, 80, 80, 90, 95];
    let results = [result(0, &above), result(1, &above)];
    assert_eq!(criticised(&results, &rules()), [(1, 0), (1, 1), (1, 2)]);
    // Two last, and the next one is third from below.
    let two = [70, 70, 80, 90, 95];
    let results = [result(0, &two), result(1, &two)];
    assert_eq!(criticised(&results, &rules()), [(1, 0), (1, 1)]);
}

#[test]
fn a_field_of_three_has_no_bottom_two() {
    let small = [95, 94, 80];
    assert!(criticised(&[result(0, &small), result(1, &small)], &rules()).is_empty());
    let small_counts = CriticismRules { smallest_field: 3, ..rules() };
    assert_eq!(criticised(&[result(0, &small), result(1, &small)], &small_counts), [(1, 1), (1, 2)]);
    // A small field in between ends the row.
    let (full, few) = ([95, 94, 93, 80], [95, 94, 0, 80]);
    assert!(criticised(&[result(0, &full), result(1, &few), result(2, &full)], &rules()).is_empty());
}

#[test]
fn an_undrawn_month_breaks_or_bridges_as_the_rules_say() {
    let bridges = CriticismRules { undrawn: Undrawn::Bridges, ..rules() };
    // Village 4 is not inspected in month 1.
    let results =
        [result(0, &[95, 94, 93, 92, 80]), result(1, &[95, 94, 93, 92, 0]), result(2, &[95, 94, 93, 92, 80])];
    // Month 1's bottom two are 3 and 2, month 2's are 4 and 3, month 0's are 4 and 3.
    assert_eq!(criticised(&results, &rules()), [(1, 3), (2, 3)]);
    assert_eq!(criticised(&results, &bridges), [(1, 3), (2, 3), (2, 4)]);
    // Nobody is inspected in month 1.
    let gap = [results[0].clone(), results[2].clone()];
    assert!(criticised(&gap, &rules()).is_empty());
    assert_eq!(criticised(&gap, &bridges), [(2, 3), (2, 4)]);
}

/// The rule as it is worded: going back from a month in which the village was at the bottom, so many months in a row.
fn by_definition(results: &[MonthResult], rules: &CriticismRules) -> Vec<(u32, usize)> {
    let find = |index: u32| results.iter().find(|r| r.month == month(index));
    let score = |index, number| {
        find(index).and_then(|r| r.scores.iter().find(|(id, _)| *id == village(number)).map(|(_, s)| *s))
    };
    let bottom = |index: u32, number: usize| {
        let Some(own) = score(index, number) else { return false };
        let scores = &find(index).unwrap().scores;
        let lower = scores.iter().filter(|(_, other)| *other < own).count();
        scores.len() >= rules.smallest_field as usize && lower < rules.bottom_places as usize
    };
    let mut all = Vec::new();
    for last in 0..8_u32 {
        for number in 0..8 {
            let (mut row, mut index) = (0, last);
            loop {
                if bottom(index, number) {
                    row += 1;
                } else if index == last || score(index, number).is_some() || rules.undrawn == Undrawn::Breaks
                {
                    break;
                }
                if row == rules.months || index == 0 {
                    break;
                }
                index -= 1;
            }
            if row == rules.months {
                all.push((last, number));
            }
        }
    }
    all
}

proptest! {
    #[test]
    fn it_is_what_the_rule_says(
        months in proptest::collection::vec(proptest::collection::vec(0_i64..6, 8), 8),
        bottom_places in 1_u32..4, in_a_row in 1_u32..4, smallest_field in 4_u32..7, bridges in any::<bool>(),
    ) {
        let undrawn = if bridges { Undrawn::Bridges } else { Undrawn::Breaks };
        let rules = CriticismRules { bottom_places, months: in_a_row, smallest_field, undrawn };
        let results: Vec<_> = (0..).zip(&months).map(|(index, points)| result(index, points)).collect();
        prop_assert_eq!(criticised(&results, &rules), by_definition(&results, &rules));
    }
}
