//! The score of a half-year: the weighted mean of its months, kept as a fraction (Plan 2, part V).

use std::cmp::Ordering;

use serde::{Deserialize, Serialize};

use super::{MONTHS, Score};

/// Weights of the six months of a half-year; only their proportions count.
pub type MonthWeights = [u32; MONTHS];
/// The scores of the six months; `None` where the village was not inspected.
pub type MonthScores = [Option<Score>; MONTHS];

/// A weighted mean of scores, exact: `weighted / weight` hundredths.
///
/// Compared as the fraction that it is, before any rounding: 89.995 is below 90.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Composite {
    /// The sum of weight × hundredths over the months that count.
    weighted: i64,
    /// The sum of their weights; above 0.
    weight: i64,
}

impl Composite {
    /// The composite of a half-year. A month without a score is left out above and below the line; `None` where no
    /// month with a weight has a score.
    #[must_use]
    pub fn of(scores: &MonthScores, weights: &MonthWeights) -> Option<Self> {
        let scored = scores.iter().zip(weights).filter_map(|(score, weight)| Some(((*score)?, *weight)));
        Self::mean(scored)
    }

    /// The mean of scores with their weights; `None` where none of them weighs anything.
    #[must_use]
    pub fn mean(scores: impl IntoIterator<Item = (Score, u32)>) -> Option<Self> {
        let (mut weighted, mut sum) = (0, 0);
        for (score, weight) in scores {
            weighted += score.hundredths() * i64::from(weight);
            sum += i64::from(weight);
        }
        (sum > 0).then_some(Self { weighted, weight: sum })
    }

    /// Whether it is at least `threshold`.
    #[must_use]
    pub fn reaches(&self, threshold: Score) -> bool {
        i128::from(self.weighted) >= i128::from(threshold.hundredths()) * i128::from(self.weight)
    }

    /// To show: cut after two places, so that what misses a threshold is never shown as reaching it.
    #[must_use]
    pub fn shown(&self) -> Score {
        // A mean of scores is a score.
        Score::new(self.weighted / self.weight).unwrap_or(Score::FULL)
    }

    /// Hundredths above and weight below the line.
    #[must_use]
    pub fn fraction(&self) -> (i64, i64) {
        (self.weighted, self.weight)
    }
}

impl Ord for Composite {
    fn cmp(&self, other: &Self) -> Ordering {
        let left = i128::from(self.weighted) * i128::from(other.weight);
        left.cmp(&(i128::from(other.weighted) * i128::from(self.weight)))
    }
}

impl PartialOrd for Composite {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Composite {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Composite {}

#[cfg(test)]
mod tests {
    use super::*;

    fn scores(texts: [&str; MONTHS]) -> MonthScores {
        texts.map(|text| text.parse().ok())
    }

    #[test]
    fn half_a_hundredth_below_ninety_is_below_ninety_and_shown_so() {
        // (90.00 + 89.99) / 2 = 89.995
        let composite = Composite::of(&scores(["90.00", "89.99", "", "", "", ""]), &[1; MONTHS]).unwrap();
        let ninety = Score::new(9_000).unwrap();
        assert!(!composite.reaches(ninety));
        assert_eq!(composite.shown().to_string(), "89.99");
        let exact = Composite::of(&scores(["90.00", "", "", "", "", "90.00"]), &[1; MONTHS]).unwrap();
        assert!(exact.reaches(ninety) && exact > composite);
    }

    #[test]
    fn a_month_without_a_score_counts_neither_above_nor_below_the_line() {
        let some = Composite::of(&scores(["80.00", "", "90.00", "", "", ""]), &[1, 5, 3, 1, 1, 1]).unwrap();
        // (80 × 1 + 90 × 3) / 4 = 87.5
        assert_eq!((some.shown().to_string(), some.fraction()), ("87.50".to_owned(), (35_000, 4)));
        assert_eq!(Composite::of(&scores([""; MONTHS]), &[1; MONTHS]), None);
        assert_eq!(Composite::of(&scores(["80.00", "", "", "", "", ""]), &[0, 1, 1, 1, 1, 1]), None);
    }

    #[test]
    fn equal_means_of_different_months_are_equal() {
        let one = Composite::of(&scores(["85.00", "95.00", "", "", "", ""]), &[1; MONTHS]);
        let other = Composite::of(&scores(["", "", "", "90.00", "", ""]), &[1; MONTHS]);
        assert_eq!(one, other);
    }
}
