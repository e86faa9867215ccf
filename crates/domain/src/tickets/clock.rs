//! The clock of a ticket: set once, at the report; it stands still only while the rules let it.

use chrono::{DateTime, TimeDelta, Utc};

use super::{Counting, Limits};
use crate::working_time::{Calendar, NoWorkingTime};

/// When things are due and when they first happened. Due times are computed at the report and kept, so neither a
/// changed category, a changed calendar nor a reopening moves them ("Reopening keeps the first clock"); a pause alone does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clock {
    /// When it was reported.
    pub reported_at: DateTime<Utc>,
    /// When somebody must have taken it on.
    pub answer_due_at: DateTime<Utc>,
    /// When it must be solved.
    pub solve_due_at: DateTime<Utc>,
    /// How the time until then is counted.
    pub counting: Counting,
    /// Since when the clock stands still.
    pub paused_at: Option<DateTime<Utc>>,
    /// How long a reporter may object after a solution, in hours.
    pub objection_window_hours: u32,
    /// When an office first answered: took it on, accepted it or rejected it.
    pub answered_at: Option<DateTime<Utc>>,
    /// When it was first declared solved.
    pub first_solved_at: Option<DateTime<Utc>>,
    /// When it was last declared solved.
    pub last_solved_at: Option<DateTime<Utc>>,
}

impl Clock {
    /// Starts at the report.
    ///
    /// # Errors
    /// [`NoWorkingTime`] where the limits count working time and the calendar has too little.
    pub fn start(now: DateTime<Utc>, limits: Limits, calendar: &Calendar) -> Result<Self, NoWorkingTime> {
        let due = |within| limits.counting.due(now, hours(within), calendar);
        Ok(Self {
            reported_at: now,
            answer_due_at: due(limits.answer_within_hours)?,
            solve_due_at: due(limits.solve_within_hours)?,
            counting: limits.counting,
            paused_at: None,
            objection_window_hours: limits.objection_window_hours,
            answered_at: None,
            first_solved_at: None,
            last_solved_at: None,
        })
    }

    /// Starts at a demand whose end somebody set: nobody has longer to answer than to solve, and days are days.
    #[must_use]
    pub fn until(now: DateTime<Utc>, solve_due_at: DateTime<Utc>, limits: Limits) -> Self {
        Self {
            reported_at: now,
            answer_due_at: (now + hours(limits.answer_within_hours)).min(solve_due_at),
            solve_due_at,
            counting: Counting::AroundTheClock,
            paused_at: None,
            objection_window_hours: limits.objection_window_hours,
            answered_at: None,
            first_solved_at: None,
            last_solved_at: None,
        }
    }

    /// Whether what is due by a moment is late at another: while the clock stands, its time does not come.
    #[must_use]
    pub fn is_past(&self, due_at: DateTime<Utc>, now: DateTime<Utc>) -> bool {
        due_at <= self.paused_at.unwrap_or(now)
    }

    /// Notes that an office answered; the first time counts.
    pub(super) fn answered(self, now: DateTime<Utc>) -> Self {
        Self { answered_at: self.answered_at.or(Some(now)), ..self }
    }

    /// Notes a solution; the first time is kept beside the last.
    pub(super) fn solved(self, now: DateTime<Utc>) -> Self {
        Self { first_solved_at: self.first_solved_at.or(Some(now)), last_solved_at: Some(now), ..self }
    }

    /// Stands still from now on.
    pub(super) fn paused(self, now: DateTime<Utc>) -> Self {
        Self { paused_at: self.paused_at.or(Some(now)), ..self }
    }

    /// Runs again: what is left is what was left when it stopped, counted as before.
    ///
    /// # Errors
    /// [`NoWorkingTime`].
    pub(super) fn resumed(self, now: DateTime<Utc>, calendar: &Calendar) -> Result<Self, NoWorkingTime> {
        let Some(paused_at) = self.paused_at else { return Ok(self) };
        let running = Self { paused_at: None, ..self };
        // What was late when it stopped stays late by as much: its time is not given back.
        if self.solve_due_at <= paused_at {
            return Ok(running);
        }
        let left = self.counting.between(paused_at, self.solve_due_at, calendar);
        Ok(Self { solve_due_at: self.counting.due(now, left, calendar)?, ..running })
    }

    /// Until when (exclusive) the reporter may object to what is decided now.
    pub(super) fn objection_until(&self, now: DateTime<Utc>) -> DateTime<Utc> {
        now + hours(self.objection_window_hours)
    }
}

impl Counting {
    /// When so much time has passed after a moment.
    pub(super) fn due(
        self,
        from: DateTime<Utc>,
        amount: TimeDelta,
        calendar: &Calendar,
    ) -> Result<DateTime<Utc>, NoWorkingTime> {
        match self {
            Self::AroundTheClock => Ok(from + amount),
            Self::WorkingTime => calendar.due(from, amount),
        }
    }

    /// How much time lies between two moments.
    pub(super) fn between(self, from: DateTime<Utc>, until: DateTime<Utc>, calendar: &Calendar) -> TimeDelta {
        match self {
            Self::AroundTheClock => (until - from).max(TimeDelta::zero()),
            Self::WorkingTime => calendar.between(from, until),
        }
    }
}

fn hours(hours: u32) -> TimeDelta {
    TimeDelta::hours(i64::from(hours))
}
