//! Scores of an inspection: hundredths of a point, never a fraction of one.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// A score between 0.00 and 100.00, in hundredths.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Score(u16);

/// Why something is no score.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a score is between 0.00 and 100.00, with exactly two places")]
pub struct ScoreError;

impl Score {
    /// The most that can be reached: what the weights of a template sum to.
    pub const FULL: Self = Self(10_000);
    /// Nothing.
    pub const ZERO: Self = Self(0);

    /// A score of so many hundredths.
    ///
    /// # Errors
    /// [`ScoreError`] below 0 and above 10,000.
    pub fn new(hundredths: i64) -> Result<Self, ScoreError> {
        u16::try_from(hundredths).ok().filter(|raw| *raw <= Self::FULL.0).map(Self).ok_or(ScoreError)
    }

    /// In hundredths.
    #[must_use]
    pub fn hundredths(self) -> i64 {
        i64::from(self.0)
    }
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{:02}", self.0 / 100, self.0 % 100)
    }
}

impl FromStr for Score {
    type Err = ScoreError;

    fn from_str(text: &str) -> Result<Self, ScoreError> {
        let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        let (whole, places) = text.split_once('.').ok_or(ScoreError)?;
        // "090.00" is another way to write a score, and one way is enough.
        let plain = whole == "0" || !whole.starts_with('0');
        if !digits(whole) || !plain || whole.len() > 3 || !digits(places) || places.len() != 2 {
            return Err(ScoreError);
        }
        let number = |part: &str| part.parse::<i64>().map_err(|_| ScoreError);
        Self::new(number(whole)? * 100 + number(places)?)
    }
}

impl Serialize for Score {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Score {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_score_is_written_in_one_way_and_read_back() {
        for hundredths in 0..=10_000 {
            let score = Score::new(hundredths).unwrap();
            assert_eq!(score.to_string().parse(), Ok(score));
        }
        assert_eq!(Score::new(8_999).unwrap().to_string(), "89.99");
        assert_eq!(Score::new(5).unwrap().to_string(), "0.05");
        assert_eq!(serde_json::to_string(&Score::FULL).unwrap(), "\"100.00\"");
    }

    #[test]
    fn what_is_no_score_is_refused() {
        let wrong = [
            "", "90", "90.", ".50", "90.0", "90.000", "090.00", "100.01", "-1.00", "+1.00", "9 .00", "９.00",
        ];
        for text in wrong {
            assert_eq!(text.parse::<Score>(), Err(ScoreError), "{text}");
        }
        assert_eq!(Score::new(-1), Err(ScoreError));
        assert_eq!(Score::new(10_001), Err(ScoreError));
    }
}
