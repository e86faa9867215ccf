//! The clock of a ticket: set once, at the report.

use chrono::{DateTime, TimeDelta, Utc};

use super::Limits;

/// When things are due and when they first happened. Due times are computed at the report and kept, so neither a
/// changed category, a changed calendar nor a reopening moves them ("Reopening keeps the first clock").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clock {
    /// When it was reported.
    pub reported_at: DateTime<Utc>,
    /// When somebody must have taken it on.
    pub answer_due_at: DateTime<Utc>,
    /// When it must be solved.
    pub solve_due_at: DateTime<Utc>,
    /// How long a reporter may object after a closure, in hours.
    pub objection_window_hours: u32,
    /// When somebody first took it on.
    pub answered_at: Option<DateTime<Utc>>,
    /// When it was first closed.
    pub first_closed_at: Option<DateTime<Utc>>,
    /// When it was last closed.
    pub last_closed_at: Option<DateTime<Utc>>,
}

impl Clock {
    /// Starts at the report. Hours run around the clock; where limits in working time come, only this function
    /// learns of the calendar.
    #[must_use]
    pub fn start(now: DateTime<Utc>, limits: Limits) -> Self {
        Self {
            reported_at: now,
            answer_due_at: now + hours(limits.answer_within_hours),
            solve_due_at: now + hours(limits.solve_within_hours),
            objection_window_hours: limits.objection_window_hours,
            answered_at: None,
            first_closed_at: None,
            last_closed_at: None,
        }
    }

    /// Starts at a demand whose end somebody set: nobody has longer to answer than to solve.
    #[must_use]
    pub fn until(now: DateTime<Utc>, solve_due_at: DateTime<Utc>, limits: Limits) -> Self {
        let clock = Self::start(now, limits);
        Self { solve_due_at, answer_due_at: clock.answer_due_at.min(solve_due_at), ..clock }
    }

    /// Notes that somebody took it on; the first time counts.
    pub(super) fn answered(self, now: DateTime<Utc>) -> Self {
        Self { answered_at: self.answered_at.or(Some(now)), ..self }
    }

    /// Notes a closure; the first time is kept beside the last.
    pub(super) fn closed(self, now: DateTime<Utc>) -> Self {
        Self { first_closed_at: self.first_closed_at.or(Some(now)), last_closed_at: Some(now), ..self }
    }

    /// Until when (exclusive) the reporter may object to a closure of this moment.
    pub(super) fn objection_until(&self, now: DateTime<Utc>) -> DateTime<Utc> {
        now + hours(self.objection_window_hours)
    }
}

fn hours(hours: u32) -> TimeDelta {
    TimeDelta::hours(i64::from(hours))
}
