//! Titles: worked by hand, and whatever the scores are.

use proptest::prelude::*;

use super::{
    super::{
        MONTHS, Score, TitleCandidate, TitleCheck, TitleError, TitleInput, TitleKind, TitleMiss, TitleRule,
        TitleTies, award_titles,
    },
    village,
};

fn rule(titles_max: u32, ties: TitleTies) -> TitleRule {
    TitleRule { titles_max, ties, ..TitleRule::ready().remove(2) }
}

/// `90.00 89.99 p50 c`: scores of January, February and so on (`-` where it was not checked), how many of a hundred households
/// pledged (all where nothing is said), and `c` where it was criticised.
fn candidate(number: usize, text: &str) -> TitleCandidate {
    let half_year: crate::inspections::HalfYear = "2026-H1".parse().unwrap();
    let mut found = TitleCandidate {
        place: village(number),
        checks: Vec::new(),
        households: 100,
        pledged: 100,
        criticised: false,
    };
    for (index, word) in text.split(' ').enumerate() {
        match word.split_at(1) {
            ("c", "") => found.criticised = true,
            ("p", share) => found.pledged = share.parse().unwrap(),
            ("-", "") => {}
            _ => found
                .checks
                .push(TitleCheck { month: half_year.months()[index], score: word.parse().unwrap() }),
        }
    }
    found
}

fn input(rule: TitleRule, candidates: Vec<TitleCandidate>) -> TitleInput {
    TitleInput { half_year: "2026-H1".parse().unwrap(), rule, month_weights: [1; MONTHS], candidates }
}

/// For each place what it misses, as letters; `T` for the title.
fn outcome(rule: TitleRule, places: &[&str]) -> String {
    let candidates = places.iter().enumerate().map(|(number, text)| candidate(number, text)).collect();
    let list = award_titles(&input(rule, candidates)).unwrap();
    let letter = |miss: &TitleMiss| match miss {
        TitleMiss::FewChecks => 'f',
        TitleMiss::LowMean => 'l',
        TitleMiss::NotPledged => 'p',
        TitleMiss::Criticised => 'c',
        TitleMiss::BeyondLimit => 'b',
        TitleMiss::TiedAtLimit => 't',
    };
    let of = |number| list.lines.iter().find(|line| line.place == village(number)).unwrap();
    let word = |number| match of(number).misses.as_slice() {
        [] => "T".to_owned(),
        misses => misses.iter().map(letter).collect(),
    };
    (0..places.len()).map(word).collect::<Vec<_>>().join(" ")
}

/// The rule of villages: four checks, a mean of 90.00, half of the households, no criticism.
#[rustfmt::skip]
#[test]
fn lists_worked_by_hand() {
    use TitleTies::{All, None};
    let table: [(&str, u32, TitleTies, &[&str], &str); 15] = [
        ("nobody was checked", 5, All, &[], ""),
        ("exactly ninety in four checks", 5, All, &["90.00 90.00 90.00 90.00"], "T"),
        // (3 × 90.00 + 89.99) / 4 = 89.9975 < 90, although it would round to 90.00.
        ("a quarter of a hundredth below", 5, All, &["90.00 90.00 90.00 89.99"], "l"),
        ("three checks are too few, however good", 5, All, &["100.00 100.00 100.00"], "f"),
        ("months that were left out do not count", 5, All, &["- 91.00 - 90.00 90.00 89.00"], "T"),
        // 50 of 100 is half.
        ("half of the households", 5, All, &["95.00 95.00 95.00 95.00 p50"], "T"),
        ("one household less", 5, All, &["95.00 95.00 95.00 95.00 p49"], "p"),
        ("criticised", 5, All, &["95.00 95.00 95.00 95.00 c"], "c"),
        ("everything at once", 5, All, &["80.00 p0 c"], "flpc"),
        ("more than the most", 1, All, &["95.00 95.00 95.00 95.00", "96.00 96.00 96.00 96.00"], "b T"),
        ("who misses a condition takes no title from others", 1, All,
            &["99.00 99.00 99.00 99.00 c", "91.00 91.00 91.00 91.00"], "c T"),
        ("equals at the last title: all", 1, All, &["95.00 95.00 95.00 95.00", "94.00 96.00 95.00 95.00"], "T T"),
        ("equals at the last title: none", 1, None, &["95.00 95.00 95.00 95.00", "94.00 96.00 95.00 95.00"], "t t"),
        ("equals below the better one, and one beyond", 2, None,
            &["97.00 97.00 97.00 97.00", "95.00 95.00 95.00 95.00", "95.00 95.00 95.00 95.00", "92.00 92.00 92.00 92.00"], "T t t b"),
        ("equals who all fit", 2, None, &["95.00 95.00 95.00 95.00", "95.00 95.00 95.00 95.00"], "T T"),
    ];
    for (name, titles_max, ties, places, expected) in table {
        assert_eq!(outcome(rule(titles_max, ties), places), expected, "{name}");
    }
}

#[test]
fn a_household_pledges_for_itself_and_a_month_without_weight_is_no_check() {
    let of = |pledged, month_weights| {
        let mut place = candidate(0, "95.00");
        (place.households, place.pledged) = (1, pledged);
        let rule = TitleRule::ready().remove(0);
        assert_eq!(rule.kind, TitleKind::Household);
        let input = TitleInput { month_weights, ..input(rule, vec![place]) };
        award_titles(&input).unwrap().lines.remove(0)
    };
    assert!(of(1, [1; MONTHS]).is_awarded());
    assert_eq!(of(0, [1; MONTHS]).misses, [TitleMiss::NotPledged]);
    let unweighed = of(1, [0, 1, 1, 1, 1, 1]);
    assert_eq!(unweighed.misses, [TitleMiss::FewChecks, TitleMiss::LowMean]);
    assert_eq!(unweighed.mean, None);
}

#[test]
fn a_place_that_stands_twice_and_an_impossible_rule_are_refused() {
    let twice = vec![candidate(0, "95.00"), candidate(0, "96.00")];
    assert_eq!(award_titles(&input(rule(1, TitleTies::All), twice)), Err(TitleError::PlaceTwice(village(0))));
    assert_eq!(award_titles(&input(rule(0, TitleTies::All), Vec::new())), Err(TitleError::Rule));
}

fn score() -> impl Strategy<Value = Score> {
    let hundredths = prop_oneof![
        4 => proptest::sample::select(vec![8_900_i64, 8_999, 9_000, 9_001, 9_500]),
        1 => 0_i64..=10_000,
    ];
    hundredths.prop_map(|raw| Score::new(raw).unwrap())
}

fn candidates() -> impl Strategy<Value = Vec<TitleCandidate>> {
    let half_year: crate::inspections::HalfYear = "2026-H1".parse().unwrap();
    let months = half_year.months();
    let check =
        (0..MONTHS, score()).prop_map(move |(month, score)| TitleCheck { month: months[month], score });
    let checks = proptest::collection::vec(check, 0..6);
    let one = (checks, 0_u32..=4, any::<bool>()).prop_map(|(checks, pledged, criticised)| TitleCandidate {
        place: village(0),
        checks,
        households: 4,
        pledged,
        criticised,
    });
    proptest::collection::vec(one, 1..14).prop_map(|mut all| {
        all.iter_mut().enumerate().for_each(|(number, candidate)| candidate.place = village(number));
        all
    })
}

fn rules() -> impl Strategy<Value = TitleRule> {
    let ties = proptest::sample::select(vec![TitleTies::All, TitleTies::None]);
    (1_u32..4, 0_u32..=100, any::<bool>(), 1_u32..6, ties).prop_map(
        |(checks_min, percent, out, most, ties)| TitleRule {
            checks_min,
            pledged_percent_min: percent,
            criticism_excludes: out,
            ..rule(most, ties)
        },
    )
}

proptest! {
    #[test]
    fn the_order_of_places_and_checks_never_changes_a_byte(
        rule in rules(), places in candidates(), by in any::<proptest::sample::Index>(),
    ) {
        let mut turned = places.clone();
        turned.rotate_left(by.index(places.len()));
        for place in &mut turned {
            place.checks.reverse();
        }
        let given = input(rule, places);
        let bytes = award_titles(&given).unwrap().to_bytes().unwrap();
        let other = TitleInput { candidates: turned, ..given.clone() };
        prop_assert_eq!(&bytes, &award_titles(&other).unwrap().to_bytes().unwrap());
        let stored: TitleInput = serde_json::from_slice(&serde_json::to_vec(&given).unwrap()).unwrap();
        prop_assert_eq!(&bytes, &award_titles(&stored).unwrap().to_bytes().unwrap());
    }

    #[test]
    fn a_better_score_never_loses_a_title(
        rule in rules(), places in candidates(), number in any::<proptest::sample::Index>(),
        check in any::<proptest::sample::Index>(), by in 1_i64..1_500,
    ) {
        let number = number.index(places.len());
        prop_assume!(!places[number].checks.is_empty());
        let mut better = places.clone();
        let check = check.index(places[number].checks.len());
        let raised = places[number].checks[check].score.hundredths() + by;
        better[number].checks[check].score = Score::new(raised.min(10_000)).unwrap();
        let awarded = |places| {
            let list = award_titles(&input(rule.clone(), places)).unwrap();
            list.lines.iter().any(|line| line.place == village(number) && line.is_awarded())
        };
        prop_assert!(!awarded(places) || awarded(better));
    }

    #[test]
    fn there_are_never_more_titles_than_the_most_but_for_equals_at_the_last(
        rule in rules(), places in candidates(),
    ) {
        let list = award_titles(&input(rule.clone(), places)).unwrap();
        let awarded: Vec<_> = list.lines.iter().take_while(|line| line.is_awarded()).collect();
        prop_assert_eq!(awarded.len(), list.awarded as usize);
        let most = rule.titles_max as usize;
        match rule.ties {
            TitleTies::None => prop_assert!(awarded.len() <= most),
            TitleTies::All => {
                let last = awarded.last().map(|line| line.mean);
                let above = awarded.iter().filter(|line| Some(line.mean) > last).count();
                prop_assert!(above < most);
            }
        }
        // Nobody is passed over: who meets every condition and gets nothing is not better than who gets it.
        let worst = awarded.last().map(|line| line.mean);
        for line in &list.lines[awarded.len()..] {
            let by_limit = line.misses.iter().any(|m| matches!(m, TitleMiss::BeyondLimit | TitleMiss::TiedAtLimit));
            prop_assert!(!by_limit || worst.is_none_or(|worst| line.mean < worst));
            prop_assert!(!line.misses.is_empty());
        }
    }
}
