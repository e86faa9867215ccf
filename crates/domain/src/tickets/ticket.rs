//! A ticket and what each move makes of it. Every move passes [`Ticket::permit`] first.

mod look_back;
#[cfg(test)]
mod tests;

use chrono::{DateTime, Utc};

pub use self::look_back::Judge;
use super::{
    Action, Clock, Evidence, Limits, Outcome, Partners, Rating, Standing, State, TicketError, Wait,
    WaitReason,
};
use crate::{
    ids::{ProviderId, TicketId, UserId},
    working_time::{Calendar, NoWorkingTime},
};

/// A reported matter as far as its rules go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ticket {
    /// Whose matter it is.
    pub reporter: UserId,
    /// Its clock.
    pub clock: Clock,
    /// Who says whether it is done.
    pub judge: Judge,
    /// Where it stands.
    pub state: State,
    /// Who beside the town has a part in it.
    pub partners: Partners,
}

impl Ticket {
    /// A new report; its clock starts.
    ///
    /// # Errors
    /// [`NoWorkingTime`].
    pub fn report(
        reporter: UserId,
        limits: Limits,
        now: DateTime<Utc>,
        calendar: &Calendar,
    ) -> Result<Self, NoWorkingTime> {
        let clock = Clock::start(now, limits, calendar)?;
        let (judge, partners) = (Judge::Reporter, Partners::default());
        Ok(Self { reporter, clock, judge, state: State::Submitted, partners })
    }

    /// A new report goes straight to whoever keeps matters of its kind. That is no answer: they have not looked at it yet.
    #[must_use]
    pub fn given_to(self, handler: UserId) -> Self {
        Self { state: State::Assigned { handler }, ..self }
    }

    /// A new report goes straight to the provider that keeps matters of its kind, whose people take it on.
    #[must_use]
    pub fn kept_by(self, provider: ProviderId) -> Self {
        Self { partners: self.partners.kept_by(Some(provider)), ..self }
    }

    /// An office says that it will be seen to: that is an answer.
    ///
    /// # Errors
    /// Those of [`Self::permit`].
    pub fn accept(self, by: Standing, now: DateTime<Utc>) -> Result<Self, TicketError> {
        self.permit(Action::Accept, by, now)?;
        Ok(self.answered(State::Accepted, now))
    }

    /// A handler takes it on, or begins with what they were given.
    ///
    /// # Errors
    /// Those of [`Self::permit`]; [`TicketError::AlreadyTaken`] for the slower of two.
    pub fn take(self, by: Standing, now: DateTime<Utc>) -> Result<Self, TicketError> {
        self.permit(Action::Take, by, now)?;
        Ok(self.answered(State::InProgress { handler: by.user }, now))
    }

    /// It is given to a handler, whether or not somebody had it. One that was reopened stays so: its new handler is late, too.
    ///
    /// # Errors
    /// Those of [`Self::permit`]; [`TicketError::NoWorkingTime`].
    pub fn assign(
        self,
        by: Standing,
        handler: UserId,
        now: DateTime<Utc>,
        calendar: &Calendar,
    ) -> Result<Self, TicketError> {
        self.permit(Action::Assign, by, now)?;
        let state = match self.state {
            State::Reopened { .. } => State::Reopened { handler },
            _ => State::Assigned { handler },
        };
        Ok(self.running(now, calendar)?.answered(state, now))
    }

    /// Its handler gives it back undone.
    ///
    /// # Errors
    /// Those of [`Self::permit`]; [`TicketError::NoWorkingTime`].
    pub fn hand_back(
        self,
        by: Standing,
        now: DateTime<Utc>,
        calendar: &Calendar,
    ) -> Result<Self, TicketError> {
        self.permit(Action::HandBack, by, now)?;
        Ok(Self { state: self.in_the_queue(), ..self.running(now, calendar)? })
    }

    /// It is given to another area, where somebody takes it on; the clock runs on. What nobody has answered is not answered by that.
    ///
    /// # Errors
    /// Those of [`Self::permit`]; [`TicketError::NoWorkingTime`].
    pub fn hand_over(
        self,
        by: Standing,
        now: DateTime<Utc>,
        calendar: &Calendar,
    ) -> Result<Self, TicketError> {
        self.permit(Action::HandOver, by, now)?;
        self.kept_anew(None, now, calendar)
    }

    /// It is given to a provider, whose people take it on; the clock runs on, and what nobody has answered is not answered by that.
    ///
    /// # Errors
    /// Those of [`Self::permit`]; [`TicketError::Entrusted`] to the provider that keeps it already; [`TicketError::NoWorkingTime`].
    pub fn entrust(
        self,
        by: Standing,
        provider: ProviderId,
        now: DateTime<Utc>,
        calendar: &Calendar,
    ) -> Result<Self, TicketError> {
        self.permit(Action::Entrust, by, now)?;
        if self.partners.keeper == Some(provider) {
            return Err(TicketError::Entrusted);
        }
        self.kept_anew(Some(provider), now, calendar)
    }

    /// The office takes it back from a provider, or those who serve it give it back.
    ///
    /// # Errors
    /// Those of [`Self::permit`]; [`TicketError::NoWorkingTime`].
    pub fn return_to_office(
        self,
        by: Standing,
        now: DateTime<Utc>,
        calendar: &Calendar,
    ) -> Result<Self, TicketError> {
        self.permit(Action::Return, by, now)?;
        self.kept_anew(None, now, calendar)
    }

    /// Its handler waits for others; the clock stands still where the reason lets it.
    ///
    /// # Errors
    /// Those of [`Self::permit`]; [`TicketError::WaitLength`].
    pub fn wait(self, by: Standing, wait: Wait, now: DateTime<Utc>) -> Result<Self, TicketError> {
        self.permit(Action::Wait, by, now)?;
        if !WaitReason::may_last(now, wait.until) {
            return Err(TicketError::WaitLength);
        }
        let clock = if wait.reason.pauses_clock() { self.clock.paused(now) } else { self.clock };
        Ok(Self { clock, state: State::Waiting { handler: by.user, wait }, ..self })
    }

    /// Its handler goes on.
    ///
    /// # Errors
    /// Those of [`Self::permit`]; [`TicketError::NoWorkingTime`].
    pub fn resume(self, by: Standing, now: DateTime<Utc>, calendar: &Calendar) -> Result<Self, TicketError> {
        self.permit(Action::Resume, by, now)?;
        Ok(Self { state: State::InProgress { handler: by.user }, ..self.running(now, calendar)? })
    }

    /// The time of a wait is over: work goes on by itself.
    ///
    /// # Errors
    /// [`TicketError::NotWaiting`], also before its end; [`TicketError::NoWorkingTime`].
    pub fn wait_over(self, now: DateTime<Utc>, calendar: &Calendar) -> Result<Self, TicketError> {
        match self.state {
            State::Waiting { handler, wait } if now >= wait.until => {
                // However late the clockwork came: the clock stood until the end of the wait and no longer.
                Ok(Self { state: State::InProgress { handler }, ..self.running(wait.until, calendar)? })
            }
            _ => Err(TicketError::NotWaiting),
        }
    }

    /// Its handler declares it done; the objection window opens. Evidence is in the signature: there is no way to
    /// solve without it.
    ///
    /// # Errors
    /// Those of [`Self::permit`].
    pub fn solve(self, by: Standing, _evidence: &Evidence, now: DateTime<Utc>) -> Result<Self, TicketError> {
        self.permit(Action::Solve, by, now)?;
        let window = self.clock.objection_until(now);
        let objection_until = (self.judge == Judge::Reporter).then_some(window);
        let clock = self.clock.solved(now);
        Ok(Self { clock, state: State::Solved { handler: by.user, objection_until }, ..self })
    }

    /// The reporter confirms that it is done, and rates: once.
    ///
    /// # Errors
    /// Those of [`Self::permit`].
    pub fn confirm(self, by: Standing, rating: Rating, now: DateTime<Utc>) -> Result<Self, TicketError> {
        self.permit(Action::Confirm, by, now)?;
        self.closed(Outcome::Rated(rating))
    }

    /// The reporter says that it is not done; the first clock keeps running.
    ///
    /// # Errors
    /// Those of [`Self::permit`].
    pub fn object(self, by: Standing, now: DateTime<Utc>) -> Result<Self, TicketError> {
        self.permit(Action::Object, by, now)?;
        match self.state {
            State::Solved { handler, .. } => Ok(Self { state: State::Reopened { handler }, ..self }),
            _ => Err(TicketError::NotSolved),
        }
    }

    /// The objection window has passed without a word: done.
    ///
    /// # Errors
    /// [`TicketError::NotSolved`], [`TicketError::WindowOpen`], [`TicketError::Ended`].
    pub fn expire(self, now: DateTime<Utc>) -> Result<Self, TicketError> {
        match self.state {
            State::Solved { objection_until: Some(until), .. } if now >= until => {
                self.closed(Outcome::WindowPassed)
            }
            State::Solved { .. } => Err(TicketError::WindowOpen),
            state if state.name().is_ended() => Err(TicketError::Ended),
            _ => Err(TicketError::NotSolved),
        }
    }

    /// An office will not see to it. That answers it, and opens the time to appeal.
    ///
    /// # Errors
    /// Those of [`Self::permit`].
    pub fn reject(self, by: Standing, now: DateTime<Utc>) -> Result<Self, TicketError> {
        self.permit(Action::Reject, by, now)?;
        let appeal_until = Some(self.clock.objection_until(now));
        Ok(self.answered(State::Rejected { by: by.user, appeal_until }, now))
    }

    /// The reporter asks somebody else to decide.
    ///
    /// # Errors
    /// Those of [`Self::permit`].
    pub fn appeal(self, by: Standing, now: DateTime<Utc>) -> Result<Self, TicketError> {
        self.permit(Action::Appeal, by, now)?;
        match self.state {
            State::Rejected { by: rejected_by, .. } => {
                Ok(Self { state: State::Appealed { rejected_by }, ..self })
            }
            _ => Err(TicketError::NotRejected),
        }
    }

    /// Somebody who did not reject it decides on the appeal: the matter is seen to after all, or the rejection stands for good.
    ///
    /// # Errors
    /// Those of [`Self::permit`].
    pub fn decide_appeal(
        self,
        by: Standing,
        overturned: bool,
        now: DateTime<Utc>,
    ) -> Result<Self, TicketError> {
        self.permit(Action::DecideAppeal, by, now)?;
        let state = match self.state {
            _ if overturned => State::Accepted,
            State::Appealed { rejected_by } => State::Rejected { by: rejected_by, appeal_until: None },
            _ => return Err(TicketError::NotAppealed),
        };
        Ok(Self { state, ..self })
    }

    /// It is the same matter as another, which goes on for both.
    ///
    /// # Errors
    /// Those of [`Self::permit`]; [`TicketError::MergeUnfit`] where the other has ended or was demanded by an office.
    pub fn merge(
        self,
        by: Standing,
        (into, other): (TicketId, &Self),
        now: DateTime<Utc>,
    ) -> Result<Self, TicketError> {
        self.permit(Action::Merge, by, now)?;
        self.join((into, other), now)
    }

    /// Its reporter says, with the report, that it is the same matter as another, which goes on for both.
    ///
    /// # Errors
    /// Those of [`Self::require_joinable`], of the other.
    pub fn join(self, (into, other): (TicketId, &Self), now: DateTime<Utc>) -> Result<Self, TicketError> {
        other.require_joinable()?;
        // Its clock stops for good, so it does not stand either.
        let clock = Clock { paused_at: None, ..self.clock.answered(now) };
        Ok(Self { clock, state: State::Merged { into }, ..self })
    }

    /// Lets pass a ticket in which another can go on.
    ///
    /// # Errors
    /// [`TicketError::MergeUnfit`] where it has ended or was demanded by an office.
    pub fn require_joinable(&self) -> Result<(), TicketError> {
        let fit = !self.state.name().is_ended() && self.judge == Judge::Reporter;
        if fit { Ok(()) } else { Err(TicketError::MergeUnfit) }
    }

    /// Another ticket of the same matter was merged into this one: what was due earlier is due for both, so that nothing that lies
    /// late comes into time by being merged.
    #[must_use]
    pub fn with_merged(self, merged: &Self) -> Self {
        let clock = Clock {
            answer_due_at: self.clock.answer_due_at.min(merged.clock.answer_due_at),
            solve_due_at: self.clock.solve_due_at.min(merged.clock.solve_due_at),
            ..self.clock
        };
        Self { clock, ..self }
    }

    /// The reporter takes it back, before anybody has taken it on.
    ///
    /// # Errors
    /// Those of [`Self::permit`].
    pub fn withdraw(self, by: Standing, now: DateTime<Utc>) -> Result<Self, TicketError> {
        self.permit(Action::Withdraw, by, now)?;
        Ok(Self { state: State::Withdrawn, ..self })
    }

    /// Somebody else keeps it: what the provider before asked for it falls away.
    fn kept_anew(
        self,
        keeper: Option<ProviderId>,
        now: DateTime<Utc>,
        calendar: &Calendar,
    ) -> Result<Self, TicketError> {
        let (state, partners) = (self.in_the_queue(), self.partners.kept_by(keeper));
        Ok(Self { state, partners, ..self.running(now, calendar)? })
    }

    /// Where it stands while nobody works on it: what nobody has answered is as if it were new.
    const fn in_the_queue(&self) -> State {
        if self.clock.answered_at.is_none() { State::Submitted } else { State::Accepted }
    }

    fn answered(self, state: State, now: DateTime<Utc>) -> Self {
        Self { clock: self.clock.answered(now), state, ..self }
    }

    fn running(self, now: DateTime<Utc>, calendar: &Calendar) -> Result<Self, NoWorkingTime> {
        Ok(Self { clock: self.clock.resumed(now, calendar)?, ..self })
    }

    fn closed(self, outcome: Outcome) -> Result<Self, TicketError> {
        match self.state {
            State::Solved { handler, .. } => Ok(Self { state: State::Closed { handler, outcome }, ..self }),
            _ => Err(TicketError::NotSolved),
        }
    }
}
