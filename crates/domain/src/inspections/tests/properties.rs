//! Settlements, whatever the scores are.

use proptest::prelude::*;

use super::{
    super::{
        AwardRules, MONTHS, MonthScores, Score, SettlementInput, TieCriterion, TieOutcome, TieRest, settle,
    },
    half_year, village,
};

/// Scores that often meet, at the threshold and on both sides of it.
fn score() -> impl Strategy<Value = Option<Score>> {
    let hundredths = prop_oneof![
        4 => proptest::sample::select(vec![8_900, 8_999, 9_000, 9_001, 9_500, 10_000]),
        1 => 0_i64..=10_000,
    ];
    prop_oneof![5 => hundredths.prop_map(|raw| Score::new(raw).ok()), 1 => Just(None)]
}

fn months() -> impl Strategy<Value = MonthScores> {
    proptest::array::uniform6(score())
}

fn rules() -> impl Strategy<Value = AwardRules> {
    use TieCriterion as C;
    let criteria =
        proptest::sample::subsequence(vec![C::LatestMonth, C::LowestMonth, C::MonthsAtThreshold], 0..=3);
    let rest = proptest::sample::select(vec![TieRest::Share, TieRest::Lower, TieRest::Draw]);
    let unit = proptest::sample::select(vec![1, 100, 100_000]);
    let weights = proptest::array::uniform6(0_u32..4);
    (criteria.prop_shuffle(), rest, unit, weights).prop_filter_map(
        "no weight",
        |(criteria, rest, unit, weights)| {
            let mut rules = AwardRules::plan_2();
            rules.ties.criteria = criteria;
            rules.ties.rest = rest;
            rules.ties.share_unit_fen = unit;
            rules.month_weights = weights;
            rules.check().is_ok().then_some(rules)
        },
    )
}

fn paid(input: &SettlementInput) -> Vec<i64> {
    let settled = settle(input).unwrap();
    let of = |number| settled.lines.iter().find(|line| line.village == village(number)).unwrap().total_fen;
    (0..input.candidates.len()).map(of).collect()
}

proptest! {
    #[test]
    fn the_order_of_villages_never_changes_a_byte(
        rules in rules(), months in proptest::collection::vec(months(), 1..16), by in any::<proptest::sample::Index>(),
    ) {
        let input = half_year(rules, &months);
        let mut turned = input.clone();
        turned.candidates.rotate_left(by.index(months.len()));
        turned.candidates.reverse();
        let bytes = settle(&input).unwrap().to_bytes().unwrap();
        prop_assert_eq!(&bytes, &settle(&turned).unwrap().to_bytes().unwrap());
        // What is stored comes back whole and settles to the same bytes.
        let stored: SettlementInput = serde_json::from_slice(&serde_json::to_vec(&input).unwrap()).unwrap();
        prop_assert_eq!(&bytes, &settle(&stored).unwrap().to_bytes().unwrap());
    }

    #[test]
    fn a_better_month_never_costs_its_village_and_never_helps_another(
        rules in rules(), months in proptest::collection::vec(months(), 1..16),
        number in any::<proptest::sample::Index>(), month in 0..MONTHS, by in 1_i64..1_500,
    ) {
        let number = number.index(months.len());
        prop_assume!(months[number][month].is_some_and(|score| score < Score::FULL));
        let mut better = months.clone();
        let raised = better[number][month].map_or(0, Score::hundredths) + by;
        better[number][month] = Score::new(raised.min(10_000)).ok();
        let (before, after) = (paid(&half_year(rules.clone(), &months)), paid(&half_year(rules, &better)));
        for other in 0..months.len() {
            if other == number {
                prop_assert!(after[other] >= before[other], "{} {} → {}", other, before[other], after[other]);
            } else {
                prop_assert!(after[other] <= before[other], "{} {} → {}", other, before[other], after[other]);
            }
        }
    }

    #[test]
    fn never_more_is_paid_than_the_rules_promise(
        rules in rules(), months in proptest::collection::vec(months(), 1..24),
    ) {
        let settled = settle(&half_year(rules.clone(), &months)).unwrap();
        let eligible = settled.lines.iter().filter(|line| line.eligible).count();
        prop_assert_eq!(settled.base_fen, rules.base_fen * i64::try_from(eligible).unwrap());
        prop_assert!(settled.prize_fen + settled.unpaid_fen <= rules.prize_pool_fen());
        let total: i64 = settled.lines.iter().map(|line| line.total_fen).sum();
        prop_assert_eq!(total, settled.base_fen + settled.prize_fen);
        if rules.ties.rest != TieRest::Lower && eligible >= 10 {
            prop_assert_eq!(settled.prize_fen + settled.unpaid_fen, rules.prize_pool_fen());
        }
        for line in &settled.lines {
            prop_assert_eq!(line.eligible, line.composite.is_some_and(|c| c.reaches(rules.threshold)));
            prop_assert_eq!(line.eligible, line.place.is_some());
            prop_assert!(line.eligible || line.total_fen == 0);
            prop_assert!(line.total_fen <= 4_500_000);
        }
    }

    #[test]
    fn a_draw_gives_everybody_a_place_of_their_own(
        rules in rules(), months in proptest::collection::vec(months(), 1..16),
    ) {
        let mut rules = rules;
        rules.ties.rest = TieRest::Draw;
        let settled = settle(&half_year(rules, &months)).unwrap();
        let places: Vec<u32> = settled.lines.iter().filter_map(|line| line.place).collect();
        let expected: Vec<u32> = (1..).take(places.len()).collect();
        prop_assert_eq!(places, expected);
        prop_assert_eq!(settled.unpaid_fen, 0);
        for line in &settled.lines {
            let outcome = line.tie.as_ref().map(|tie| tie.outcome);
            prop_assert!(!matches!(outcome, Some(TieOutcome::Shared | TieOutcome::Lower)));
        }
    }
}

#[test]
fn a_hundred_thousand_villages_settle() {
    let months: Vec<MonthScores> = (0..100_000_i64)
        .map(|number| {
            std::array::from_fn(|month| Score::new(8_000 + (number * 7 + month as i64 * 131) % 2_001).ok())
        })
        .collect();
    let settled = settle(&half_year(AwardRules::plan_2(), &months)).unwrap();
    assert_eq!(settled.lines.len(), 100_000);
    assert!(settled.prize_fen + settled.unpaid_fen == AwardRules::plan_2().prize_pool_fen());
}

#[test]
fn a_village_that_stands_twice_and_a_draw_without_a_value_are_refused() {
    use super::super::SettlementError as E;
    let mut input = half_year(AwardRules::plan_2(), &[[Some(Score::FULL); MONTHS]]);
    input.candidates.push(input.candidates[0].clone());
    assert_eq!(settle(&input), Err(E::VillageTwice(village(0))));
    input.candidates.pop();
    input.rules.ties.rest = TieRest::Draw;
    input.public_value = None;
    assert_eq!(settle(&input), Err(E::PublicValueMissing));
}
