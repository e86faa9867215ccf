//! Kinds of matters and their time limits. The limits are data and differ by category and area.

use serde::{Deserialize, Serialize};

/// Why limits or a code cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LimitsError {
    /// See [`Limits::new`].
    #[error("a limit is 1 to 8760 hours, and solving takes no less than answering")]
    Hours,
    /// See [`CategoryCode::new`].
    #[error("a category's code has 1 to 32 characters of a-z, 0-9 and _")]
    Code,
}

/// How the hours of a limit are counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Counting {
    /// Every hour, for what cannot wait.
    #[default]
    AroundTheClock,
    /// Only the hours in which offices work.
    WorkingTime,
}

impl Counting {
    /// The name, in the API and in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::AroundTheClock => "around_the_clock",
            Self::WorkingTime => "working_time",
        }
    }

    /// Reads the name back; `None` for a word that names no way.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        [Self::AroundTheClock, Self::WorkingTime].into_iter().find(|counting| counting.as_str() == word)
    }
}

/// How long a handler may take, and how long a reporter may object.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// Hours from the report until somebody must have taken it on.
    pub answer_within_hours: u32,
    /// Hours from the report until it must be solved.
    pub solve_within_hours: u32,
    /// Hours from a solution in which the reporter may object, around the clock.
    pub objection_window_hours: u32,
    /// How the first two are counted.
    pub counting: Counting,
}

impl Limits {
    /// Longest limit: a year.
    pub const HOURS_MAX: u32 = 8760;

    /// Checks raw limits, counted around the clock.
    ///
    /// # Errors
    /// [`LimitsError::Hours`] where one is zero or above [`Self::HOURS_MAX`], or solving is allowed less time than answering.
    pub fn new(answer: u32, solve: u32, objection: u32) -> Result<Self, LimitsError> {
        let bounded = [answer, solve, objection].iter().all(|hours| (1..=Self::HOURS_MAX).contains(hours));
        if bounded && answer <= solve {
            Ok(Self {
                answer_within_hours: answer,
                solve_within_hours: solve,
                objection_window_hours: objection,
                counting: Counting::AroundTheClock,
            })
        } else {
            Err(LimitsError::Hours)
        }
    }

    /// The same hours, counted in another way.
    #[must_use]
    pub const fn counted(self, counting: Counting) -> Self {
        Self { counting, ..self }
    }
}

/// What a category is called by programs; the same code in a narrower area overrides the wider one's.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CategoryCode(String);

impl CategoryCode {
    /// Longest code, in bytes.
    pub const BYTES_MAX: usize = 32;

    /// Checks a raw code.
    ///
    /// # Errors
    /// [`LimitsError::Code`] where it is empty, too long or has another character.
    pub fn new(raw: &str) -> Result<Self, LimitsError> {
        let known = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_';
        let good = (1..=Self::BYTES_MAX).contains(&raw.len()) && raw.bytes().all(known);
        if good { Ok(Self(raw.to_owned())) } else { Err(LimitsError::Code) }
    }

    /// The kind of what an office demands after an inspection; nobody reports under it.
    #[must_use]
    pub fn rectification() -> Self {
        Self("rectification".to_owned())
    }

    /// Whether the system alone makes tickets of this kind.
    #[must_use]
    pub fn is_internal(&self) -> bool {
        *self == Self::rectification()
    }

    /// The code as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_are_bounded_and_ordered() {
        assert!(Limits::new(24, 72, 72).is_ok());
        for (answer, solve, objection) in [(0, 72, 72), (24, 8761, 72), (24, 72, 0), (73, 72, 72)] {
            assert_eq!(Limits::new(answer, solve, objection), Err(LimitsError::Hours));
        }
    }
}
