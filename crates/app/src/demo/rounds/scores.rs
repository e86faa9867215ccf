//! What each village scores, month by month: good ones and bad ones, and the cases that are hard.

use domain::inspections::{Finding, Findings, HalfYear, Indicator, Method, Month, Score, Template};

use super::{DemoError, calendar::settled};
use crate::demo::{chance::Chance, value};

/// What the villages score about, in hundredths; the order is that of the tree.
const USUAL: [i64; 21] = [
    9_720, 9_640, 9_640, 9_560, 9_500, 9_430, 9_390, 9_320, 9_260, 9_150, 9_150, 9_000, 9_000, 8_800, 8_650,
    8_500, 8_250, 8_200, 8_150, 8_100, 8_050,
];
/// How far a month is from that, at most.
const SPREAD: i64 = 30;
/// Pairs that have the same score in every month of the settled half-year: equals at the border of first and second
/// prizes, and at the last prize.
const EQUALS: [(usize, usize); 2] = [(1, 2), (9, 10)];
/// Exactly 90.00 over six months.
const AT_NINETY: (usize, [i64; 6]) = (11, [8_950, 9_050, 8_980, 9_020, 9_000, 9_000]);
/// 89.995 over six months, which is below 90.
const JUST_BELOW: (usize, [i64; 6]) = (12, [8_999, 9_000, 8_999, 9_000, 8_999, 9_000]);
/// The five last take turns at the bottom, so that nobody stays there; but for one.
const LAST: std::ops::Range<usize> = 16..21;
const CRITICISED: usize = 18;
const BOTTOM: i64 = 7_300;
/// Villages that the road to was closed in one month.
pub(super) const OUT_OF_REACH: [usize; 2] = [5, 14];

/// What stands on a sheet where something was found.
const NOTES: [&str; 6] = [
    "路口有散落垃圾，已当场指出",
    "沟渠里有漂浮物",
    "柴草堆占了半边路",
    "墙上有小广告没有清理",
    "绿地有一处踩秃",
    "上次指出的问题还没有改",
];

/// The scores of all months and villages.
pub(super) struct Scores {
    months: Vec<Month>,
    /// By month and village, in hundredths.
    table: Vec<Vec<i64>>,
    half_year: Option<HalfYear>,
    chance: Chance,
}

impl Scores {
    pub(super) fn new(months: &[Month], villages: usize, mut chance: Chance) -> Result<Self, DemoError> {
        if villages > USUAL.len() {
            return Err(value(format!("{villages} villages, and usual scores of {}", USUAL.len())));
        }
        let half_year = settled(months);
        let mut table = Vec::with_capacity(months.len());
        for (index, month) in months.iter().enumerate() {
            let mut row: Vec<i64> =
                USUAL[..villages].iter().map(|usual| usual + chance.between(-SPREAD, SPREAD)).collect();
            for (turn, village) in LAST.enumerate().filter(|(_, village)| *village < villages) {
                if turn == index % 5 || turn == (index + 2) % 5 {
                    row[village] = BOTTOM + chance.between(0, 200) + i64::try_from(turn).unwrap_or(0);
                }
            }
            if Some(month.half_year()) == half_year && villages == USUAL.len() {
                let at = month.place_in_half_year();
                for (one, other) in EQUALS {
                    row[other] = row[one];
                }
                row[AT_NINETY.0] = AT_NINETY.1[at];
                row[JUST_BELOW.0] = JUST_BELOW.1[at];
            }
            let border = half_year.is_some_and(|half_year| {
                let first = half_year.months()[0].index();
                month.index() == first || month.index() + 1 == first
            });
            if border && villages > CRITICISED {
                row[CRITICISED] = BOTTOM - 300 - chance.between(0, 90);
            }
            table.push(row);
        }
        Ok(Self { months: months.to_vec(), table, half_year, chance })
    }

    /// Which of the months it is, from 0.
    pub(super) fn index(&self, month: Month) -> usize {
        self.months.iter().position(|other| *other == month).unwrap_or(0)
    }

    /// Whether it is the month in which the story ends.
    pub(super) fn is_last(&self, month: Month) -> bool {
        self.months.last() == Some(&month)
    }

    /// Whether the road to some villages is closed in that month.
    pub(super) fn road_closed(&self, month: Month) -> bool {
        Some(month.half_year()) == self.half_year && month.place_in_half_year() == 3
    }

    /// A sheet that comes to the village's score of that month.
    pub(super) fn sheet(
        &mut self,
        template: &Template,
        month: Month,
        village: usize,
    ) -> Result<Findings, DemoError> {
        let score = self.table[self.index(month)][village];
        filled(&mut self.chance, template, score, &NOTES)
    }
}

/// A sheet that comes to a score, in hundredths; where points are lost, a note says why.
pub(super) fn filled(
    chance: &mut Chance,
    template: &Template,
    score: i64,
    notes: &[&'static str],
) -> Result<Findings, DemoError> {
    let mut left = Score::FULL.hundredths() - score;
    let mut findings: Findings = template.indicators().map(untouched).collect();
    let deducts: Vec<&Indicator> =
        template.indicators().filter(|indicator| indicator.method == Method::Deduct).collect();
    while left > 0 {
        let indicator = *chance.pick(&deducts);
        let Some(finding) = findings.get_mut(&indicator.code) else { continue };
        let room = indicator.weight.hundredths() - finding.points.hundredths();
        let lost = left.min(room).min(chance.between(40, 180));
        if lost > 0 {
            finding.points = Score::new(finding.points.hundredths() + lost).map_err(value)?;
            finding.note = chance.word(notes).to_owned();
            left -= lost;
        }
    }
    Ok(findings)
}

/// A finding that costs nothing.
fn untouched(indicator: &Indicator) -> (String, Finding) {
    let points = if indicator.method == Method::Add { indicator.weight } else { Score::ZERO };
    (indicator.code.clone(), Finding { points, note: String::new(), photos: Vec::new() })
}

#[cfg(test)]
mod tests {
    use domain::inspections::{marks, ready_templates};

    use super::*;
    use crate::demo::rounds::calendar;

    #[test]
    fn a_sheet_comes_to_its_score_and_the_hard_cases_are_there() {
        let end = "2026-11-24T04:00:00Z".parse().unwrap();
        let months = calendar::months(end).unwrap();
        let mut scores = Scores::new(&months, 21, Chance::new(7)).unwrap();
        let mut template = ready_templates().remove(0).template;
        for dimension in &mut template.dimensions {
            dimension.indicators.iter_mut().for_each(|indicator| indicator.photo_required = false);
        }
        let half_year = settled(&months).unwrap();
        let mut sum = |village: usize| -> i64 {
            let of_month = |month| {
                let findings = scores.sheet(&template, month, village).unwrap();
                template.score(&marks(&findings)).unwrap().hundredths()
            };
            half_year.months().map(of_month).into_iter().sum()
        };
        assert_eq!((sum(11), sum(12)), (54_000, 53_997));
        assert_eq!(sum(1), sum(2));
        assert_eq!(sum(9), sum(10));
        assert!(sum(0) > sum(1) && sum(2) > sum(3) && sum(8) > sum(9) && sum(10) > sum(11));
    }
}
