//! Half-years worked by hand. Each case says above it how its figures come about; amounts are in yuan.
//!
//! Plan 2's table, for reference: from a composite of 90 on 25000 for everybody, and prizes by place: 1 and 2 get 20000,
//! 3 to 5 get 15000, 6 to 10 get 10000. All first prizes with base: 45000; second: 40000; third: 35000.

use super::{
    super::{AwardRules, MonthScores, Prize, Score, TieCriterion, TieRest, settle},
    half_year, village,
};

struct Case {
    name: &'static str,
    rules: AwardRules,
    /// Six months each, `-` for not inspected; one score alone stands for six equal months.
    villages: &'static [&'static str],
    /// What each village gets, in the same order.
    paid: &'static str,
    /// What rounding leaves.
    unpaid: &'static str,
}

fn months(text: &str) -> MonthScores {
    let scores: Vec<Option<Score>> =
        text.split(' ').map(|score| (score != "-").then(|| score.parse().unwrap())).collect();
    if let [score] = scores[..] { [score; 6] } else { scores.try_into().unwrap() }
}

/// Yuan with at most two places, in fen.
fn fen(yuan: &str) -> i64 {
    let (whole, places) = yuan.split_once('.').unwrap_or((yuan, "00"));
    whole.parse::<i64>().unwrap() * 100 + format!("{places:0<2}").parse::<i64>().unwrap()
}

/// Plan 2's table where equals always share, in whole yuan.
fn shared() -> AwardRules {
    let mut rules = AwardRules::plan_2();
    rules.ties.criteria.clear();
    rules
}

/// The same where shares are rounded to so many fen.
fn shared_in(unit_fen: i64) -> AwardRules {
    let mut rules = shared();
    rules.ties.share_unit_fen = unit_fen;
    rules
}

/// Plan 2's table where equals get the prize of the last of their places.
fn lower() -> AwardRules {
    let mut rules = shared();
    rules.ties.rest = TieRest::Lower;
    rules
}

/// Plan 2's table with criteria, and shares where they do not help.
fn by(criteria: &[TieCriterion]) -> AwardRules {
    let mut rules = shared();
    rules.ties.criteria = criteria.to_vec();
    rules
}

/// Plan 2's table with months that weigh differently.
fn weighted(month_weights: [u32; 6]) -> AwardRules {
    AwardRules { month_weights, ..shared() }
}

fn case(
    name: &'static str,
    rules: AwardRules,
    villages: &'static [&'static str],
    paid: &'static str,
    unpaid: &'static str,
) -> Case {
    Case { name, rules, villages, paid, unpaid }
}

#[rustfmt::skip]
fn threshold() -> Vec<Case> {
    vec![
        // No month has a score: there is no composite, and nothing reaches 90.
        case("nobody is inspected", shared(), &["- - - - - -"], "0", "0"),
        // 6 × 90.00 / 6 = 90.00: base 25000 and the first prize 20000.
        case("exactly ninety", shared(), &["90.00"], "45000", "0"),
        // 89.99 < 90.
        case("a hundredth below", shared(), &["89.99"], "0", "0"),
        // (90.00 + 89.99) / 2 = 89.995 < 90, although it would round to 90.00.
        case("half a hundredth below", shared(), &["90.00 89.99 - - - -"], "0", "0"),
        // (89.99 + 90.01) / 2 = 90.00.
        case("two months that meet at ninety", shared(), &["89.99 90.01 - - - -"], "45000", "0"),
        // (5 × 90.00 + 89.99) / 6 = 539.99 / 6 = 89.998…
        case("one hundredth in one month of six", shared(), &["90.00 90.00 90.00 90.00 90.00 89.99"], "0", "0"),
        // 3 × 100 + 3 × 80 = 540; / 6 = 90.
        case("good and bad months that make ninety", shared(), &["100.00 80.00 100.00 80.00 100.00 80.00"], "45000", "0"),
        // The first is 90.00; the second 89.995 and out, so the first has the first place alone.
        case("ninety beside almost ninety", shared(), &["90.00", "89.99 90.00 - - - -"], "45000 0", "0"),
        // One month is enough where the others were not drawn: 90 / 1.
        case("a single month", shared(), &["- - - 90.00 - -"], "45000", "0"),
        // (89.99 × 5 + 90.05) / 6 = (449.95 + 90.05) / 6 = 540.00 / 6 = 90.
        case("one month makes up for five", shared(), &["89.99 89.99 89.99 89.99 89.99 90.05"], "45000", "0"),
    ]
}

#[rustfmt::skip]
fn places() -> Vec<Case> {
    vec![
        // Places 1 and 2 are both first prizes.
        case("two villages", shared(), &["95.00", "94.00"], "45000 45000", "0"),
        // Place 3 is a second prize: 25000 + 15000.
        case("three villages, given from the last", shared(), &["93.00", "94.00", "95.00"], "40000 45000 45000", "0"),
        // 2 first, 3 second, 5 third prizes; the pool is 135000 and 10 × 25000 on top.
        case("ten villages", shared(),
            &["99.00", "98.00", "97.00", "96.00", "95.00", "94.00", "93.00", "92.00", "91.00", "90.00"],
            "45000 45000 40000 40000 40000 35000 35000 35000 35000 35000", "0"),
        // Place 11 has no prize, and the base award all the same.
        case("eleven villages", shared(),
            &["100.00", "99.00", "98.00", "97.00", "96.00", "95.00", "94.00", "93.00", "92.00", "91.00", "90.00"],
            "45000 45000 40000 40000 40000 35000 35000 35000 35000 35000 25000", "0"),
        // Four reach 90: places 1 to 4; the later places stay empty although others took part.
        case("fewer than ten reach it", shared(), &["92.00", "91.00", "90.50", "90.00", "89.00", "70.00"],
            "45000 45000 40000 40000 0 0", "0"),
        // Nobody reaches 90: nothing is paid.
        case("nobody reaches it", shared(), &["89.00", "88.00", "87.00"], "0 0 0", "0"),
        // The undrawn village is not last; it has no place. 95 and 94: places 1 and 2.
        case("one is not drawn at all", shared(), &["95.00", "- - - - - -", "94.00"], "45000 0 45000", "0"),
    ]
}

#[rustfmt::skip]
fn shares() -> Vec<Case> {
    vec![
        // Places 1–2: 20000 + 20000 = 40000 / 2 = 20000.
        case("a tie inside the first prize", shared(), &["95.00", "95.00"], "45000 45000", "0"),
        // Places 2–3: 20000 + 15000 = 35000 / 2 = 17500.
        case("a tie across first and second prize", shared(), &["96.00", "95.00", "95.00"], "45000 42500 42500", "0"),
        // Places 1–3: 55000 / 3 = 18333.33…, in whole yuan 18333; 55000 − 3 × 18333 = 1.
        case("three across, in whole yuan", shared(), &["95.00", "95.00", "95.00"], "43333 43333 43333", "1"),
        // The same to the fen: 18333.33; 55000 − 54999.99 = 0.01.
        case("three across, to the fen", shared_in(1), &["95.00", "95.00", "95.00"], "43333.33 43333.33 43333.33", "0.01"),
        // Places 2–3: 17500, in thousands 17000; 35000 − 34000 = 1000.
        case("two across, in thousands", shared_in(100_000), &["96.00", "95.00", "95.00"], "45000 42000 42000", "1000"),
        // Places 3–5 are all second prizes: 45000 / 3 = 15000.
        case("a tie inside the second prize", shared(), &["99.00", "98.00", "97.00", "97.00", "97.00"],
            "45000 45000 40000 40000 40000", "0"),
        // Places 2–5: 20000 + 3 × 15000 = 65000 / 4 = 16250.
        case("four from the second place", shared(), &["99.00", "95.00", "95.00", "95.00", "95.00"],
            "45000 41250 41250 41250 41250", "0"),
        // Places 5–6: 15000 + 10000 = 25000 / 2 = 12500.
        case("a tie across second and third prize", shared(), &["99.00", "98.00", "97.00", "96.00", "95.00", "95.00"],
            "45000 45000 40000 40000 37500 37500", "0"),
        // Places 5–7: 15000 + 2 × 10000 = 35000 / 3 = 11666.67, whole yuan 11666; 35000 − 34998 = 2.
        case("three across second and third prize", shared(),
            &["99.00", "98.00", "97.00", "96.00", "95.00", "95.00", "95.00"],
            "45000 45000 40000 40000 36666 36666 36666", "2"),
        // Places 10–11: 10000 + 0 = 10000 / 2 = 5000.
        case("a tie across the last prize and none", shared(),
            &["99.00", "98.00", "97.00", "96.00", "95.00", "94.00", "93.00", "92.00", "91.00", "90.50", "90.50"],
            "45000 45000 40000 40000 40000 35000 35000 35000 35000 30000 30000", "0"),
        // Places 11–12 have no prize to share.
        case("a tie behind the prizes", shared(),
            &["100.00", "99.00", "98.00", "97.00", "96.00", "95.00", "94.00", "93.00", "92.00", "91.00", "90.00", "90.00"],
            "45000 45000 40000 40000 40000 35000 35000 35000 35000 35000 25000 25000", "0"),
        // Twelve share everything: 135000 / 12 = 11250.
        case("everybody is equal", shared(), &["95.00"; 12],
            "36250 36250 36250 36250 36250 36250 36250 36250 36250 36250 36250 36250", "0"),
        // 135000 / 13 = 10384.6, whole yuan 10384; 135000 − 13 × 10384 = 135000 − 134992 = 8.
        case("thirteen are equal", shared(), &["95.00"; 13],
            "35384 35384 35384 35384 35384 35384 35384 35384 35384 35384 35384 35384 35384", "8"),
        // 95 and (94 + 96) / 2 = 95 are equal composites of different months. Places 2–3 behind 99: 17500.
        case("equal means of different months", shared(), &["99.00", "95.00 - - - - -", "- 94.00 96.00 - - -"],
            "45000 42500 42500", "0"),
    ]
}

#[rustfmt::skip]
fn lower_places() -> Vec<Case> {
    vec![
        // Places 1–2: the prize of place 2, 20000.
        case("lower: inside the first prize", lower(), &["95.00", "95.00"], "45000 45000", "0"),
        // Places 2–3: the prize of place 3, 15000.
        case("lower: across first and second", lower(), &["96.00", "95.00", "95.00"], "45000 40000 40000", "0"),
        // Places 1–3: the prize of place 3.
        case("lower: three across", lower(), &["95.00", "95.00", "95.00"], "40000 40000 40000", "0"),
        // Places 5–6: the prize of place 6, 10000.
        case("lower: across second and third", lower(), &["99.00", "98.00", "97.00", "96.00", "95.00", "95.00"],
            "45000 45000 40000 40000 35000 35000", "0"),
        // Places 10–11: place 11 has none.
        case("lower: across the last prize and none", lower(),
            &["99.00", "98.00", "97.00", "96.00", "95.00", "94.00", "93.00", "92.00", "91.00", "90.50", "90.50"],
            "45000 45000 40000 40000 40000 35000 35000 35000 35000 25000 25000", "0"),
    ]
}

#[rustfmt::skip]
fn criteria() -> Vec<Case> {
    use TieCriterion::{LatestMonth, LowestMonth, MonthsAtThreshold};
    vec![
        // Both 95. Lowest months: 95 against 94, so the second comes second: 99 → 1, B → 2, C → 3.
        case("the better lowest month", by(&[LowestMonth]), &["99.00", "95.00 95.00 - - - -", "96.00 94.00 - - - -"],
            "45000 45000 40000", "0"),
        // Both 95. Latest months: 95 against 96.
        case("the better latest month", by(&[LatestMonth]), &["99.00", "95.00 95.00 - - - -", "94.00 96.00 - - - -"],
            "45000 40000 45000", "0"),
        // Both 95. The latest month with a score: 96 (February) against 94 (March).
        case("the latest month is each village's own", by(&[LatestMonth]),
            &["99.00", "94.00 96.00 - - - -", "96.00 - 94.00 - - -"], "45000 45000 40000", "0"),
        // (100 + 100 + 85) / 3 = 95 with two months at 90; 95 with three.
        case("more months at ninety", by(&[MonthsAtThreshold]),
            &["99.00", "100.00 100.00 85.00 - - -", "95.00 95.00 95.00 - - -"], "45000 40000 45000", "0"),
        // Both have three months at 90: they share places 2–3, 17500 each.
        case("a criterion that does not help", by(&[MonthsAtThreshold]),
            &["99.00", "94.00 95.00 96.00 - - -", "95.00 95.00 95.00 - - -"], "45000 42500 42500", "0"),
        // Means: (97 + 92 + 96) / 3 = 95 and (94.50 + 94.50 + 96) / 3 = 95. Latest: 96 and 96. Lowest: 92 against 94.50.
        case("the second criterion", by(&[LatestMonth, LowestMonth]),
            &["99.00", "97.00 92.00 96.00 - - -", "94.50 94.50 96.00 - - -"], "45000 40000 45000", "0"),
        // Three equal at 95 from place 2; lowest months 95, 94, 94: one has place 2, two share 3–4: 15000 each.
        case("one of three is told apart", by(&[LowestMonth]),
            &["99.00", "95.00 95.00 - - - -", "94.00 96.00 - - - -", "96.00 94.00 - - - -"], "45000 45000 40000 40000", "0"),
        // A criterion only breaks ties: 96 with a lowest month of 92 stays before 95.50 with 95.50.
        case("a composite goes before every criterion", by(&[LowestMonth]),
            &["99.00", "98.00", "95.50", "100.00 92.00 - - - -"], "45000 45000 40000 40000", "0"),
        // Lower, after criteria: 2 is told apart by its lowest month, the others at 3–6 get the prize of place 6, 10000.
        case("lower after criteria", AwardRules { ties: super::super::TieRule { criteria: vec![LowestMonth],
            ..lower().ties }, ..lower() },
            &["99.00", "95.00", "94.00 96.00 - - - -", "94.00 96.00 - - - -", "94.00 96.00 - - - -", "96.00 94.00 - - - -"],
            "45000 45000 35000 35000 35000 35000", "0"),
    ]
}

#[rustfmt::skip]
fn other_rules() -> Vec<Case> {
    let small = AwardRules {
        threshold: Score::new(6_000).unwrap(),
        base_fen: 0,
        prizes: vec![Prize { name: "奖".into(), places: 1, fen: 100_000 }],
        ..shared()
    };
    vec![
        // A: (2 × 100 + 5 × 88) / 7 = 640 / 7 = 91.43. B: (2 × 85 + 5 × 91) / 7 = 625 / 7 = 89.29. Unweighted both are 90.
        case("a month that counts twice", weighted([2, 1, 1, 1, 1, 1]),
            &["100.00 88.00 88.00 88.00 88.00 88.00", "85.00 91.00 91.00 91.00 91.00 91.00"], "45000 0", "0"),
        // January weighs nothing: 5 × 90 / 5 = 90.
        case("a month that does not count", weighted([0, 1, 1, 1, 1, 1]), &["0.00 90.00 90.00 90.00 90.00 90.00"], "45000", "0"),
        // Only January was drawn, and it weighs nothing: no composite.
        case("only a month that does not count", weighted([0, 1, 1, 1, 1, 1]), &["100.00 - - - - -"], "0", "0"),
        // Rising: 80 + 168 + 264 + 368 + 480 + 600 = 1960 / 21 = 93.33. Falling: 100 + 192 + 276 + 352 + 420 + 480 = 1820 / 21 = 86.67.
        case("later months count more", weighted([1, 2, 3, 4, 5, 6]),
            &["80.00 84.00 88.00 92.00 96.00 100.00", "100.00 96.00 92.00 88.00 84.00 80.00"], "45000 0", "0"),
        // A: (1 × 90 + 3 × 90) / 4 = 90. B: (1 × 100 + 3 × 86) / 4 = 358 / 4 = 89.5.
        case("weights of drawn months only", weighted([1, 1, 1, 3, 3, 3]),
            &["90.00 - - 90.00 - -", "100.00 - - 86.00 - -"], "45000 0", "0"),
        // From 60 on, no base award, one prize of 1000 for place 1; 59.99 is out.
        case("one prize and no base award", small.clone(), &["61.00", "60.00", "59.99"], "1000 0 0", "0"),
        // Two at 61 share 1000 + 0: 500 each.
        case("one prize shared", small, &["61.00", "61.00", "60.00"], "500 500 0", "0"),
        // No prizes at all: 25000 for whoever reaches 90.
        case("no prizes", AwardRules { prizes: Vec::new(), ..shared() }, &["95.00", "90.00", "80.00"], "25000 25000 0", "0"),
        // Threshold 0: a score of 0.00 is a score, no score is none.
        case("a threshold of nothing", AwardRules { threshold: Score::ZERO, ..shared() }, &["0.00", "- - - - - -"], "45000 0", "0"),
    ]
}

#[test]
fn half_years_worked_by_hand() {
    let groups = [threshold(), places(), shares(), lower_places(), criteria(), other_rules()];
    let cases: Vec<Case> = groups.into_iter().flatten().collect();
    assert!(cases.len() >= 40, "{}", cases.len());
    for case in cases {
        let villages: Vec<MonthScores> = case.villages.iter().map(|text| months(text)).collect();
        let settled = settle(&half_year(case.rules, &villages)).unwrap();
        let paid =
            |number| settled.lines.iter().find(|line| line.village == village(number)).unwrap().total_fen;
        let paid: Vec<i64> = (0..villages.len()).map(paid).collect();
        let expected: Vec<i64> = case.paid.split(' ').map(fen).collect();
        assert_eq!((paid, settled.unpaid_fen), (expected, fen(case.unpaid)), "{}", case.name);
    }
}

/// Every yuan of one line can be followed: places 5–7 share 15000 + 10000 + 10000.
#[test]
fn a_line_says_where_its_money_comes_from() {
    let villages = ["99.00", "98.00", "97.00", "96.00", "95.00", "95.00", "95.00"].map(months);
    let settled = settle(&half_year(shared(), &villages)).unwrap();
    let line = settled.lines.iter().find(|line| line.village == village(5)).unwrap();
    let prize = line.prize.clone().unwrap();
    assert_eq!((prize.from_place, prize.to_place, prize.pool_fen, prize.fen), (5, 7, 3_500_000, 1_166_600));
    let tie = line.tie.clone().unwrap();
    assert_eq!((tie.among, tie.outcome), (3, super::super::TieOutcome::Shared));
    assert_eq!(
        (line.rank, line.place, line.base_fen, line.total_fen),
        (Some(5), Some(5), 2_500_000, 3_666_600)
    );
    assert_eq!(settled.lines[0].tie, None);
}
