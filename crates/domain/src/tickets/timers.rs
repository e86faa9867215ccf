//! The timers of a ticket: a warning while there is still time, and the way up when there is none.

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use super::{Clock, Counting, Ticket};
use crate::working_time::{Calendar, NoWorkingTime};

/// What a ticket's clock sets a time for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Deadline {
    /// Somebody has taken it on.
    Answer,
    /// It is solved.
    Solve,
}

/// Something that happens to a ticket at a moment, if nobody comes before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Timer {
    /// Three quarters of the time for this are gone.
    Soon(Deadline),
    /// The time for this is over: the area above is told, and later the one above that.
    Overdue(Deadline),
}

impl Timer {
    /// Every timer.
    pub const ALL: [Self; 4] = [
        Self::Soon(Deadline::Answer),
        Self::Overdue(Deadline::Answer),
        Self::Soon(Deadline::Solve),
        Self::Overdue(Deadline::Solve),
    ];

    /// The name, in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Soon(Deadline::Answer) => "answer_soon",
            Self::Overdue(Deadline::Answer) => "answer_overdue",
            Self::Soon(Deadline::Solve) => "solve_soon",
            Self::Overdue(Deadline::Solve) => "solve_overdue",
        }
    }

    /// Reads the name back; `None` for a word that names no timer.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|timer| timer.as_str() == word)
    }

    /// What it is about.
    #[must_use]
    pub const fn deadline(self) -> Deadline {
        match self {
            Self::Soon(deadline) | Self::Overdue(deadline) => deadline,
        }
    }

    /// Whether it runs for a ticket: nothing has to be done for one that has ended, and while the clock stands, its time does
    /// not come.
    #[must_use]
    pub fn runs(self, ticket: &Ticket) -> bool {
        let (state, clock) = (ticket.state.name(), &ticket.clock);
        match self.deadline() {
            Deadline::Answer => !state.is_ended() && clock.answered_at.is_none(),
            Deadline::Solve => state.is_unsolved() && clock.paused_at.is_none(),
        }
    }

    /// When it comes for a clock that runs from `now` on: a warning when a quarter of what is left then is left.
    ///
    /// # Errors
    /// [`NoWorkingTime`].
    pub fn at(
        self,
        clock: &Clock,
        now: DateTime<Utc>,
        calendar: &Calendar,
    ) -> Result<DateTime<Utc>, NoWorkingTime> {
        let due = match self.deadline() {
            Deadline::Answer => clock.answer_due_at,
            Deadline::Solve => clock.solve_due_at,
        };
        match self {
            Self::Overdue(_) => Ok(due),
            Self::Soon(_) => {
                let left = clock.counting.between(now, due, calendar);
                clock.counting.due(now, left / 4 * 3, calendar)
            }
        }
    }
}

/// When an area that was told is passed over and the one above it is told: after three days, or three days of office hours.
///
/// # Errors
/// [`NoWorkingTime`].
pub fn up_at(
    counting: Counting,
    told_at: DateTime<Utc>,
    calendar: &Calendar,
) -> Result<DateTime<Utc>, NoWorkingTime> {
    let hours = match counting {
        Counting::AroundTheClock => 72,
        Counting::WorkingTime => 21,
    };
    counting.due(told_at, TimeDelta::hours(hours), calendar)
}

#[cfg(test)]
mod tests;
