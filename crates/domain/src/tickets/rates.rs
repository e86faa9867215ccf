//! The three rates of the 12345 practice: answered in time, solved, satisfied.
//!
//! Every denominator includes the tickets that are overdue and still open: leaving a matter lie never makes a rate
//! better. Withdrawn tickets count nowhere. A ticket that is neither done nor overdue is not counted yet.

use serde::{Deserialize, Serialize};

/// A share with what it is made of; put into words only where it is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rate {
    /// How many did well.
    pub numerator: i64,
    /// Of how many.
    pub denominator: i64,
}

/// Counted tickets of an area and a period (by the time of the report).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// All reported and not withdrawn.
    pub reported: i64,
    /// Taken on before they were due.
    pub answered_in_time: i64,
    /// Taken on after they were due.
    pub answered_late: i64,
    /// Not taken on, and due.
    pub unanswered_overdue: i64,
    /// Confirmed by the reporter or by the window's end.
    pub solved: i64,
    /// Not confirmed, and due: open, reopened, or closed only after the due time.
    pub unsolved_overdue: i64,
    /// The same, of those that their reporters rate: who demanded something has no opinion to give.
    pub unrated_overdue: i64,
    /// Rated by their reporters.
    pub rated: i64,
    /// Rated [`super::Rating::SATISFIED_MIN`] or better.
    pub satisfied: i64,
    /// What somebody ought to have acted on by now, each ticket once: not taken on in time, or open beyond its time.
    pub overdue: i64,
}

/// One number of a summary by what it counts, so that the tickets behind every number can be listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    /// All reported and not withdrawn.
    Reported,
    /// Taken on before they were due.
    AnsweredInTime,
    /// Taken on, or due to be.
    AnswerExpected,
    /// Confirmed.
    Solved,
    /// Confirmed, or due to be.
    SolutionExpected,
    /// Rated [`super::Rating::SATISFIED_MIN`] or better.
    Satisfied,
    /// Rated, or due to be solved and not.
    OpinionExpected,
}

impl Measure {
    /// Every one.
    pub const ALL: [Self; 7] = [
        Self::Reported,
        Self::AnsweredInTime,
        Self::AnswerExpected,
        Self::Solved,
        Self::SolutionExpected,
        Self::Satisfied,
        Self::OpinionExpected,
    ];

    /// The name in the API.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Reported => "reported",
            Self::AnsweredInTime => "answered_in_time",
            Self::AnswerExpected => "answer_expected",
            Self::Solved => "solved",
            Self::SolutionExpected => "solution_expected",
            Self::Satisfied => "satisfied",
            Self::OpinionExpected => "opinion_expected",
        }
    }

    /// Reads the name back; `None` for a word that names none.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|measure| measure.as_str() == word)
    }
}

impl Tally {
    /// 及时响应率: taken on in time, of all taken on and all that should have been.
    #[must_use]
    pub const fn answered_in_time_rate(&self) -> Rate {
        Rate {
            numerator: self.answered_in_time,
            denominator: self.answered_in_time + self.answered_late + self.unanswered_overdue,
        }
    }

    /// 解决率: confirmed, of all confirmed and all that should have been.
    #[must_use]
    pub const fn solved_rate(&self) -> Rate {
        Rate { numerator: self.solved, denominator: self.solved + self.unsolved_overdue }
    }

    /// 满意率: content reporters, of all who rated and all who still wait beyond the due time. Silence after a
    /// closure counts on neither side.
    #[must_use]
    pub const fn satisfied_rate(&self) -> Rate {
        Rate { numerator: self.satisfied, denominator: self.rated + self.unrated_overdue }
    }

    /// Both together.
    #[must_use]
    pub const fn plus(self, other: Self) -> Self {
        Self {
            reported: self.reported + other.reported,
            answered_in_time: self.answered_in_time + other.answered_in_time,
            answered_late: self.answered_late + other.answered_late,
            unanswered_overdue: self.unanswered_overdue + other.unanswered_overdue,
            solved: self.solved + other.solved,
            unsolved_overdue: self.unsolved_overdue + other.unsolved_overdue,
            unrated_overdue: self.unrated_overdue + other.unrated_overdue,
            rated: self.rated + other.rated,
            satisfied: self.satisfied + other.satisfied,
            overdue: self.overdue + other.overdue,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_lies_overdue_is_in_every_denominator() {
        let tally = Tally {
            reported: 10,
            answered_in_time: 5,
            answered_late: 1,
            unanswered_overdue: 2,
            solved: 4,
            unsolved_overdue: 4,
            unrated_overdue: 3,
            rated: 3,
            satisfied: 2,
            overdue: 4,
        };
        assert_eq!(tally.answered_in_time_rate(), Rate { numerator: 5, denominator: 8 });
        assert_eq!(tally.solved_rate(), Rate { numerator: 4, denominator: 8 });
        assert_eq!(tally.satisfied_rate(), Rate { numerator: 2, denominator: 6 });
        assert_eq!(tally.plus(Tally::default()), tally);
    }
}
