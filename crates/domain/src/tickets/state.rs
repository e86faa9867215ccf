//! The states of a ticket and the moves between them.
//!
//! ```text
//! reported ─take/assign→ taken ─close→ closed ─confirm / window passes→ confirmed
//!     │                    ↑ assign     │ object
//!     └withdraw→ withdrawn └─ reopened ←┘   (reopened ─close→ closed)
//! ```
//!
//! Where an office demanded it, a look-back takes the place of the reporter's word: see [`Judge`].

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{Clock, Evidence, Limits, Rating};
use crate::ids::UserId;

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
}

/// Where a ticket stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Waits for somebody to take it on.
    Reported,
    /// Somebody works on it.
    Taken {
        /// Who.
        handler: UserId,
    },
    /// Declared done with evidence; the reporter may confirm or object.
    Closed {
        /// Who closed it.
        handler: UserId,
        /// When the objection window ends (exclusive); none where a look-back judges.
        objection_until: Option<DateTime<Utc>>,
    },
    /// The reporter objected, or a look-back failed; the one who closed it works on it again.
    Reopened {
        /// Who.
        handler: UserId,
    },
    /// Done.
    Confirmed {
        /// Who did it.
        handler: UserId,
        /// On whose word.
        outcome: Outcome,
    },
    /// Taken back by the reporter before anybody worked on it, or fallen away with its ground.
    Withdrawn,
}

/// How a ticket came to be confirmed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The reporter said so.
    Rated(Rating),
    /// Nobody objected while the window was open.
    WindowPassed,
    /// A look-back found it done.
    LookedBack,
}

/// The name of a state, in the API and in the database.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StateName {
    /// [`State::Reported`]
    Reported,
    /// [`State::Taken`]
    Taken,
    /// [`State::Closed`]
    Closed,
    /// [`State::Reopened`]
    Reopened,
    /// [`State::Confirmed`]
    Confirmed,
    /// [`State::Withdrawn`]
    Withdrawn,
}

impl StateName {
    /// Every state.
    pub const ALL: [Self; 6] =
        [Self::Reported, Self::Taken, Self::Closed, Self::Reopened, Self::Confirmed, Self::Withdrawn];

    /// The name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Reported => "reported",
            Self::Taken => "taken",
            Self::Closed => "closed",
            Self::Reopened => "reopened",
            Self::Confirmed => "confirmed",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// Reads the name back; `None` for a word that names no state.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|name| name.as_str() == word)
    }

    /// Whether nothing more is going to happen.
    #[must_use]
    pub const fn is_ended(self) -> bool {
        matches!(self, Self::Confirmed | Self::Withdrawn)
    }
}

/// Why a move is not possible.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TicketError {
    /// Somebody works on it already.
    #[error("somebody has taken this ticket already")]
    AlreadyTaken,
    /// Nobody works on it yet.
    #[error("nobody has taken this ticket yet")]
    NotTaken,
    /// It is closed already.
    #[error("this ticket is closed already")]
    AlreadyClosed,
    /// It is not closed, so there is nothing to confirm or object to.
    #[error("this ticket is not closed")]
    NotClosed,
    /// The reporter's time to confirm or object is over.
    #[error("the time to confirm or object is over")]
    WindowPassed,
    /// The reporter's time to object is not over.
    #[error("the time to object is not over")]
    WindowOpen,
    /// It is confirmed or withdrawn: nothing more happens to it.
    #[error("this ticket has ended")]
    Ended,
    /// Somebody else works on it.
    #[error("somebody else handles this ticket")]
    NotHandler,
    /// Only the reporter may do this.
    #[error("only the reporter may do this")]
    NotReporter,
    /// Nobody rates their own work.
    #[error("whoever handled a ticket cannot rate it")]
    OwnWork,
    /// A look-back says whether it is done, nobody else.
    #[error("a look-back says whether this ticket is done")]
    LookBackJudges,
    /// Its reporter says whether it is done: nobody looks back.
    #[error("the reporter says whether this ticket is done")]
    ReporterJudges,
}

/// What a person may do next with a ticket.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// Take it on.
    Take,
    /// Give it to a handler.
    Assign,
    /// Declare it done, with evidence.
    Close,
    /// Confirm that it is done, and rate.
    Confirm,
    /// Say that it is not done.
    Object,
    /// Take the report back.
    Withdraw,
    /// Write to the other side.
    Message,
    /// See the reporter's phone number, for a purpose.
    RevealContact,
}

/// How a person stands to a ticket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The person.
    pub user: UserId,
    /// May take and close tickets here.
    pub may_handle: bool,
    /// May give tickets to handlers here.
    pub may_assign: bool,
    /// May see reporters' numbers here.
    pub may_reveal: bool,
}

impl State {
    /// Its name.
    #[must_use]
    pub const fn name(&self) -> StateName {
        match self {
            Self::Reported => StateName::Reported,
            Self::Taken { .. } => StateName::Taken,
            Self::Closed { .. } => StateName::Closed,
            Self::Reopened { .. } => StateName::Reopened,
            Self::Confirmed { .. } => StateName::Confirmed,
            Self::Withdrawn => StateName::Withdrawn,
        }
    }

    /// Who works or worked on it.
    #[must_use]
    pub const fn handler(&self) -> Option<UserId> {
        match *self {
            Self::Reported | Self::Withdrawn => None,
            Self::Taken { handler }
            | Self::Closed { handler, .. }
            | Self::Reopened { handler }
            | Self::Confirmed { handler, .. } => Some(handler),
        }
    }
}

impl Ticket {
    /// A new report; its clock starts.
    #[must_use]
    pub fn report(reporter: UserId, limits: Limits, now: DateTime<Utc>) -> Self {
        let clock = Clock::start(now, limits);
        Self { reporter, clock, judge: Judge::Reporter, state: State::Reported }
    }

    /// A handler takes it on.
    ///
    /// # Errors
    /// [`TicketError::AlreadyTaken`], [`TicketError::AlreadyClosed`], [`TicketError::Ended`].
    pub fn take(self, handler: UserId, now: DateTime<Utc>) -> Result<Self, TicketError> {
        match self.state {
            State::Reported => Ok(self.answered(State::Taken { handler }, now)),
            State::Taken { .. } | State::Reopened { .. } => Err(TicketError::AlreadyTaken),
            State::Closed { .. } => Err(TicketError::AlreadyClosed),
            State::Confirmed { .. } | State::Withdrawn => Err(TicketError::Ended),
        }
    }

    /// It is given to a handler, whether or not somebody had it.
    ///
    /// # Errors
    /// [`TicketError::AlreadyClosed`], [`TicketError::Ended`].
    pub fn assign(self, handler: UserId, now: DateTime<Utc>) -> Result<Self, TicketError> {
        match self.state {
            State::Reported | State::Taken { .. } => Ok(self.answered(State::Taken { handler }, now)),
            State::Reopened { .. } => Ok(Self { state: State::Reopened { handler }, ..self }),
            State::Closed { .. } => Err(TicketError::AlreadyClosed),
            State::Confirmed { .. } | State::Withdrawn => Err(TicketError::Ended),
        }
    }

    /// Its handler declares it done; the objection window opens. Evidence is in the signature: there is no way to
    /// close without it.
    ///
    /// # Errors
    /// [`TicketError::NotTaken`], [`TicketError::NotHandler`], [`TicketError::AlreadyClosed`], [`TicketError::Ended`].
    pub fn close(self, by: UserId, _evidence: &Evidence, now: DateTime<Utc>) -> Result<Self, TicketError> {
        match self.state {
            State::Taken { handler } | State::Reopened { handler } if handler == by => {
                let window = self.clock.objection_until(now);
                let objection_until = (self.judge == Judge::Reporter).then_some(window);
                let clock = self.clock.closed(now);
                Ok(Self { clock, state: State::Closed { handler, objection_until }, ..self })
            }
            State::Taken { .. } | State::Reopened { .. } => Err(TicketError::NotHandler),
            State::Reported => Err(TicketError::NotTaken),
            State::Closed { .. } => Err(TicketError::AlreadyClosed),
            State::Confirmed { .. } | State::Withdrawn => Err(TicketError::Ended),
        }
    }

    /// The reporter confirms that it is done, and rates: once.
    ///
    /// # Errors
    /// [`TicketError::NotReporter`], [`TicketError::OwnWork`], [`TicketError::NotClosed`],
    /// [`TicketError::WindowPassed`], [`TicketError::LookBackJudges`], [`TicketError::Ended`].
    pub fn confirm(self, by: UserId, rating: Rating, now: DateTime<Utc>) -> Result<Self, TicketError> {
        let handler = self.closed_for(by, now)?;
        if handler == by {
            return Err(TicketError::OwnWork);
        }
        Ok(Self { state: State::Confirmed { handler, outcome: Outcome::Rated(rating) }, ..self })
    }

    /// The reporter says that it is not done; the first clock keeps running.
    ///
    /// # Errors
    /// [`TicketError::NotReporter`], [`TicketError::NotClosed`], [`TicketError::WindowPassed`],
    /// [`TicketError::LookBackJudges`], [`TicketError::Ended`].
    pub fn object(self, by: UserId, now: DateTime<Utc>) -> Result<Self, TicketError> {
        let handler = self.closed_for(by, now)?;
        Ok(Self { state: State::Reopened { handler }, ..self })
    }

    /// The reporter takes it back, before anybody has taken it on.
    ///
    /// # Errors
    /// [`TicketError::NotReporter`], [`TicketError::AlreadyTaken`], [`TicketError::AlreadyClosed`],
    /// [`TicketError::LookBackJudges`], [`TicketError::Ended`].
    pub fn withdraw(self, by: UserId) -> Result<Self, TicketError> {
        self.require_reporter(by)?;
        match self.state {
            State::Reported => Ok(Self { state: State::Withdrawn, ..self }),
            State::Taken { .. } | State::Reopened { .. } => Err(TicketError::AlreadyTaken),
            State::Closed { .. } => Err(TicketError::AlreadyClosed),
            State::Confirmed { .. } | State::Withdrawn => Err(TicketError::Ended),
        }
    }

    /// The objection window has passed without a word: done.
    ///
    /// # Errors
    /// [`TicketError::NotClosed`], [`TicketError::WindowOpen`], [`TicketError::Ended`].
    pub fn expire(self, now: DateTime<Utc>) -> Result<Self, TicketError> {
        match self.state {
            State::Closed { handler, objection_until: Some(until) } if now >= until => {
                Ok(Self { state: State::Confirmed { handler, outcome: Outcome::WindowPassed }, ..self })
            }
            State::Closed { .. } => Err(TicketError::WindowOpen),
            State::Confirmed { .. } | State::Withdrawn => Err(TicketError::Ended),
            State::Reported | State::Taken { .. } | State::Reopened { .. } => Err(TicketError::NotClosed),
        }
    }

    /// Lets pass who may write to the other side: the reporter, or whoever works on it.
    ///
    /// # Errors
    /// [`TicketError::Ended`], [`TicketError::NotHandler`].
    pub fn may_message(&self, by: UserId) -> Result<(), TicketError> {
        if self.state.name().is_ended() {
            Err(TicketError::Ended)
        } else if by == self.reporter || self.state.handler() == Some(by) {
            Ok(())
        } else {
            Err(TicketError::NotHandler)
        }
    }

    /// What a person may do now, by trying it: the list can never disagree with the moves.
    #[must_use]
    pub fn actions(&self, who: Standing, now: DateTime<Utc>) -> Vec<Action> {
        let me = who.user;
        let ended = self.state.name().is_ended();
        let closable =
            matches!(self.state, State::Taken { handler } | State::Reopened { handler } if handler == me);
        let table = [
            (Action::Take, who.may_handle && self.clone().take(me, now).is_ok()),
            (Action::Assign, who.may_assign && self.clone().assign(me, now).is_ok()),
            (Action::Close, who.may_handle && closable),
            (Action::Confirm, self.clone().confirm(me, Rating::SATISFIED_MIN, now).is_ok()),
            (Action::Object, self.clone().object(me, now).is_ok()),
            (Action::Withdraw, self.clone().withdraw(me).is_ok()),
            (Action::Message, self.may_message(me).is_ok()),
            (Action::RevealContact, who.may_reveal && !ended && me != self.reporter),
        ];
        table.into_iter().filter(|(_, allowed)| *allowed).map(|(action, _)| action).collect()
    }

    fn answered(self, state: State, now: DateTime<Utc>) -> Self {
        Self { clock: self.clock.answered(now), state, ..self }
    }

    /// Lets pass the reporter, where it is theirs to judge.
    fn require_reporter(&self, by: UserId) -> Result<(), TicketError> {
        if by != self.reporter {
            return Err(TicketError::NotReporter);
        }
        if self.judge == Judge::Reporter { Ok(()) } else { Err(TicketError::LookBackJudges) }
    }

    /// The handler, where it is closed, `by` is the reporter and the window is open.
    fn closed_for(&self, by: UserId, now: DateTime<Utc>) -> Result<UserId, TicketError> {
        self.require_reporter(by)?;
        match self.state {
            State::Closed { handler, objection_until: Some(until) } if now < until => Ok(handler),
            State::Closed { .. } => Err(TicketError::WindowPassed),
            State::Confirmed { .. } | State::Withdrawn => Err(TicketError::Ended),
            State::Reported | State::Taken { .. } | State::Reopened { .. } => Err(TicketError::NotClosed),
        }
    }
}

mod look_back;
#[cfg(test)]
mod tests;

pub use self::look_back::Judge;
