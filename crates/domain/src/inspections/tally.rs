//! Counting in the field: how often each line of an indicator's guidance was found, and the points that follow.

use serde::{Deserialize, Serialize};

use super::{Finding, Guidance, Indicator, Method, Score};

/// Most findings of one line that are counted: far above what any line's maximum needs.
pub const COUNT_MAX: u32 = 10_000;

/// What was counted for one indicator.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// How often each line was found, in the order of the guidance.
    pub counts: Vec<u32>,
    /// What the inspector put on top of the counted points, or took off them, in hundredths.
    pub by_hand: i64,
}

impl Guidance {
    /// What so many findings take away or give: never more than the line's maximum.
    #[must_use]
    pub fn amount(&self, count: u32) -> Score {
        let all = self.points.hundredths().saturating_mul(i64::from(count.min(COUNT_MAX)));
        Score::new(all.min(self.points_max.hundredths())).unwrap_or(self.points_max)
    }

    /// Whether another finding after so many counts nothing any more.
    #[must_use]
    pub fn is_full(&self, count: u32) -> bool {
        self.amount(count) >= self.points_max
    }
}

impl Indicator {
    /// What the counts alone come to: never more than the weight.
    #[must_use]
    pub fn counted(&self, tally: &Tally) -> Score {
        let lines = self.guidance.iter().zip(&tally.counts);
        let all: i64 = lines.map(|(line, count)| line.amount(*count).hundredths()).sum();
        Score::new(all.min(self.weight.hundredths())).unwrap_or(self.weight)
    }

    /// The points of a tally: what was counted and what was put in by hand, between nothing and the weight.
    #[must_use]
    pub fn points(&self, tally: &Tally) -> Score {
        let all = self.counted(tally).hundredths().saturating_add(tally.by_hand);
        Score::new(all.clamp(0, self.weight.hundredths())).unwrap_or(Score::ZERO)
    }

    /// The same counts with other points, as the inspector puts them in; at most the weight.
    #[must_use]
    pub fn corrected(&self, tally: &Tally, points: Score) -> Tally {
        let points = points.min(self.weight).hundredths();
        Tally { counts: tally.counts.clone(), by_hand: points - self.counted(tally).hundredths() }
    }

    /// A tally with one more finding of a line, or one fewer.
    #[must_use]
    pub fn counting(&self, tally: &Tally, line: usize, more: bool) -> Tally {
        let mut counts: Vec<u32> =
            (0..self.guidance.len()).map(|at| tally.counts.get(at).copied().unwrap_or(0)).collect();
        if let Some(count) = counts.get_mut(line) {
            *count = if more { count.saturating_add(1).min(COUNT_MAX) } else { count.saturating_sub(1) };
        }
        Tally { counts, by_hand: tally.by_hand }
    }

    /// A tally of points whose counts nobody knows: they came from elsewhere.
    #[must_use]
    pub fn uncounted(&self, points: Score) -> Tally {
        self.corrected(&Tally::default(), points)
    }

    /// The points of an indicator at which nothing was amiss.
    #[must_use]
    pub fn best(&self) -> Score {
        match self.method {
            Method::Deduct => Score::ZERO,
            Method::Add => self.weight,
        }
    }

    /// Whether a finding costs its place something.
    #[must_use]
    pub fn loses(&self, finding: &Finding) -> bool {
        finding.points != self.best()
    }
}

#[cfg(test)]
#[cfg(not(target_family = "wasm"))]
mod tests {
    use proptest::prelude::*;

    use super::{super::ready_templates, *};

    fn roads() -> Indicator {
        // 10.00; litter 0.50 each up to 4.00, a heap 2.00 each up to 6.00.
        ready_templates().remove(0).template.dimensions[0].indicators[0].clone()
    }

    fn score(text: &str) -> Score {
        text.parse().unwrap()
    }

    fn tally(counts: &[u32]) -> Tally {
        Tally { counts: counts.to_vec(), by_hand: 0 }
    }

    #[test]
    fn points_follow_from_the_counts_and_stop_at_each_line_s_maximum() {
        let roads = roads();
        assert_eq!(roads.points(&tally(&[3, 1])), score("3.50"));
        assert_eq!(roads.points(&tally(&[8, 0])), score("4.00"));
        assert_eq!(roads.points(&tally(&[9, 0])), score("4.00"));
        assert_eq!(roads.points(&tally(&[9, 9])), score("10.00"));
        assert!(roads.guidance[0].is_full(8) && !roads.guidance[0].is_full(7));
        assert_eq!(roads.points(&Tally::default()), Score::ZERO);
    }

    #[test]
    fn a_correction_stays_while_counting_goes_on() {
        let roads = roads();
        let corrected = roads.corrected(&tally(&[2, 0]), score("1.75"));
        assert_eq!(roads.points(&corrected), score("1.75"));
        let more = roads.counting(&corrected, 0, true);
        assert_eq!((more.counts.clone(), roads.points(&more)), (vec![3, 0], score("2.25")));
        assert_eq!(roads.points(&roads.counting(&more, 0, false)), score("1.75"));
        assert_eq!(roads.points(&roads.corrected(&corrected, score("99.00"))), roads.weight);
    }

    #[test]
    fn one_fewer_than_none_is_none() {
        let roads = roads();
        let none = roads.counting(&Tally::default(), 1, false);
        assert_eq!(none.counts, [0, 0]);
        assert_eq!(roads.counting(&none, 7, true), none);
    }

    #[test]
    fn points_from_elsewhere_are_kept_to_the_hundredth() {
        let roads = roads();
        assert_eq!(roads.points(&roads.uncounted(score("3.37"))), score("3.37"));
    }

    proptest! {
        #[test]
        fn points_are_never_below_nothing_nor_above_the_weight(
            counts in prop::collection::vec(0..u32::MAX, 0..4), by_hand in -20_000_i64..20_000,
        ) {
            let roads = roads();
            let points = roads.points(&Tally { counts, by_hand });
            prop_assert!(points <= roads.weight);
        }

        #[test]
        fn what_is_put_in_by_hand_is_what_comes_out(
            counts in prop::collection::vec(0..40_u32, 2), hundredths in 0..=1_000_i64,
        ) {
            let roads = roads();
            let wanted = Score::new(hundredths).unwrap();
            prop_assert_eq!(roads.points(&roads.corrected(&tally(&counts), wanted)), wanted);
        }
    }
}
