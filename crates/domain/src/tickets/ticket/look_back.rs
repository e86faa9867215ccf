//! Tickets that an office demands: whether they are done is for somebody who goes there again.

use chrono::{DateTime, Utc};

use super::{Ticket, TicketError};
use crate::{
    ids::UserId,
    tickets::{Clock, Limits, Outcome, Partners, State},
};

/// Who says whether a solved ticket is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Judge {
    /// Who reported it, while the objection window is open.
    Reporter,
    /// A look-back (回头看): a later check on the spot. Neither the reporter's word nor time takes its place.
    LookBack,
}

impl Judge {
    /// The name in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Reporter => "reporter",
            Self::LookBack => "look_back",
        }
    }

    /// Reads the name back; `None` for a word that names no judge.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Reporter, Self::LookBack].into_iter().find(|judge| judge.as_str() == word)
    }
}

impl Ticket {
    /// An office demands something by a moment; its clock starts, and a look-back judges it.
    #[must_use]
    pub fn demand(office: UserId, due_at: DateTime<Utc>, limits: Limits, now: DateTime<Utc>) -> Self {
        let clock = Clock::until(now, due_at, limits);
        let (judge, partners) = (Judge::LookBack, Partners::default());
        Self { reporter: office, clock, judge, state: State::Submitted, partners }
    }

    /// Somebody looked at what was done: it is done, or it is worked on again and the first clock keeps running.
    ///
    /// # Errors
    /// [`TicketError::OwnWork`], [`TicketError::NotSolved`], [`TicketError::ReporterJudges`], [`TicketError::Ended`].
    pub fn look_back(self, by: UserId, passed: bool) -> Result<Self, TicketError> {
        if self.judge != Judge::LookBack {
            return Err(TicketError::ReporterJudges);
        }
        match self.state {
            State::Solved { handler, .. } if handler == by => Err(TicketError::OwnWork),
            State::Solved { handler, .. } if passed => {
                Ok(Self { state: State::Closed { handler, outcome: Outcome::LookedBack }, ..self })
            }
            State::Solved { handler, .. } => Ok(Self { state: State::Reopened { handler }, ..self }),
            state if state.name().is_ended() => Err(TicketError::Ended),
            _ => Err(TicketError::NotSolved),
        }
    }

    /// What it was demanded for is no more: it falls away, however far the work has come.
    ///
    /// # Errors
    /// [`TicketError::ReporterJudges`], [`TicketError::Ended`].
    pub fn lapse(self) -> Result<Self, TicketError> {
        match self.state {
            _ if self.judge != Judge::LookBack => Err(TicketError::ReporterJudges),
            state if state.name().is_ended() => Err(TicketError::Ended),
            _ => Ok(Self { state: State::Withdrawn, ..self }),
        }
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;
    use uuid::Uuid;

    use super::*;
    use crate::{
        ids::PhotoId,
        tickets::{Action, Evidence, Rating, Standing},
        working_time::{Calendar, office},
    };

    const OFFICE: UserId = UserId(Uuid::from_u128(1));
    const HANDLER: UserId = UserId(Uuid::from_u128(2));
    const INSPECTOR: UserId = UserId(Uuid::from_u128(3));

    fn at(hour: i64) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + TimeDelta::hours(hour)
    }

    fn demanded() -> Ticket {
        Ticket::demand(OFFICE, at(100), Limits::new(48, 240, 72).unwrap(), at(0))
    }

    fn handler() -> Standing {
        Standing { user: HANDLER, may_handle: true, may_assign: false, may_reveal: false, serves: false }
    }

    fn the_office() -> Standing {
        Standing { user: OFFICE, may_handle: false, may_assign: false, may_reveal: false, serves: false }
    }

    fn solved() -> Ticket {
        let evidence = Evidence::new(vec![PhotoId(Uuid::from_u128(9))], None, true).unwrap();
        demanded().take(handler(), at(1)).unwrap().solve(handler(), &evidence, at(20)).unwrap()
    }

    #[test]
    fn the_end_that_somebody_set_is_when_it_is_due() {
        assert_eq!((demanded().clock.answer_due_at, demanded().clock.solve_due_at), (at(48), at(100)));
        let soon = Ticket::demand(OFFICE, at(10), Limits::new(48, 240, 72).unwrap(), at(0));
        assert_eq!((soon.clock.answer_due_at, soon.clock.solve_due_at), (at(10), at(10)));
    }

    #[test]
    fn a_look_back_confirms_it_or_reopens_it_under_the_first_clock() {
        let failed = solved().look_back(INSPECTOR, false).unwrap();
        assert_eq!(failed.state, State::Reopened { handler: HANDLER });
        assert_eq!(failed.clock, solved().clock);
        let passed = solved().look_back(INSPECTOR, true).unwrap();
        let done = State::Closed { handler: HANDLER, outcome: Outcome::LookedBack };
        assert_eq!(passed.state, done);
        assert_eq!(passed.look_back(INSPECTOR, true), Err(TicketError::Ended));
        assert_eq!(failed.look_back(INSPECTOR, true), Err(TicketError::NotSolved));
        assert_eq!(solved().look_back(HANDLER, true), Err(TicketError::OwnWork));
    }

    #[test]
    fn neither_the_office_nor_time_takes_the_place_of_the_look_back() {
        let rating = Rating::new(5).unwrap();
        assert_eq!(solved().confirm(the_office(), rating, at(21)), Err(TicketError::LookBackJudges));
        assert_eq!(solved().object(the_office(), at(21)), Err(TicketError::LookBackJudges));
        assert_eq!(demanded().withdraw(the_office(), at(1)), Err(TicketError::LookBackJudges));
        assert_eq!(solved().expire(at(10_000)), Err(TicketError::WindowOpen));
        assert_eq!(solved().actions(the_office(), at(21)), [Action::Message]);
    }

    #[test]
    fn it_falls_away_while_it_is_open_and_a_report_never_does() {
        for open in [demanded(), solved(), solved().look_back(INSPECTOR, false).unwrap()] {
            assert_eq!(open.lapse().unwrap().state, State::Withdrawn);
        }
        assert_eq!(solved().look_back(INSPECTOR, true).unwrap().lapse(), Err(TicketError::Ended));
        let report = Ticket::report(
            OFFICE,
            Limits::new(48, 240, 72).unwrap(),
            at(0),
            &Calendar::new(office().unwrap(), &[]),
        )
        .unwrap();
        assert_eq!(report.clone().lapse(), Err(TicketError::ReporterJudges));
        assert_eq!(report.look_back(INSPECTOR, true), Err(TicketError::ReporterJudges));
    }

    #[test]
    fn names_of_judges_read_back() {
        for judge in [Judge::Reporter, Judge::LookBack] {
            assert_eq!(Judge::parse(judge.as_str()), Some(judge));
        }
    }
}
