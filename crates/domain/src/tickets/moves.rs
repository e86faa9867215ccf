//! The moves of a ticket, as one table: what can be done, by whom, and in which states.
//!
//! ```text
//!              ┌────────── hand back ───────────┐      ┌── wait ──┐
//! submitted ─accept→ accepted ─assign→ assigned ─take→ in progress ←resume─ waiting
//!     │                 │   └──────── take ───────────────┤
//!     │                 │                               solve
//!     ├─reject→ rejected ─appeal→ appealed                ↓
//!     │            ↑ upheld ──────┤ overturned: accepted  solved ─confirm / window passes→ closed
//!     ├─merge→ merged (from any state but solved)         ↕ object, solve again
//!     └─withdraw→ withdrawn                            reopened
//! ```
//!
//! Handing over to another area, entrusting to a provider and taking back from it keep a ticket before anybody's work on it. While
//! a provider keeps it, those who serve it stand where the area's own workers stand ([`super::Partners`]). Where an office demanded
//! a ticket, a look-back takes the place of the reporter's word: see [`super::Judge`].

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{Judge, Partners, State, StateName, Ticket};
use crate::{
    ids::UserId,
    permissions::{Denied, Permission},
    working_time::NoWorkingTime,
};

/// What a person can do with a ticket.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// Say that it will be seen to.
    Accept,
    /// Take it on, or begin with what one was given.
    Take,
    /// Give it to a handler.
    Assign,
    /// Give it back undone.
    HandBack,
    /// Give it to another area.
    HandOver,
    /// Give it to a provider.
    Entrust,
    /// Take it from a provider; by those who serve it, give it back to the office.
    Return,
    /// Call others to it (吹哨): each has to report.
    Call,
    /// Wait for others.
    Wait,
    /// Go on.
    Resume,
    /// Say what a repair would cost.
    Quote,
    /// Declare it done, with evidence.
    Solve,
    /// Confirm that it is done, and rate.
    Confirm,
    /// Say that it is not done.
    Object,
    /// Say that it will not be seen to, and why.
    Reject,
    /// Ask somebody else to decide on a rejection.
    Appeal,
    /// Decide on an appeal.
    DecideAppeal,
    /// Join it with another of the same matter.
    Merge,
    /// Take the report back.
    Withdraw,
    /// Write to the other side.
    Message,
    /// See the reporter's phone number, for a purpose.
    RevealContact,
}

/// Whose a move is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// Whoever may take tickets there.
    Keeper,
    /// Whoever may take tickets there or give them to others.
    Desk,
    /// Whoever may give tickets to others there.
    Office,
    /// The same, and whoever serves the provider that keeps it: they give work to each other.
    Dispatcher,
    /// Whoever may take tickets of the area or give them to others, whoever keeps it.
    Caller,
    /// Whoever serves the provider that keeps it.
    Contractor,
    /// Whoever works on it.
    Handler,
    /// Who works on it; an office; and while nobody works on it, whoever could.
    Responsible,
    /// Whose matter it is.
    Reporter,
    /// An office, but not whoever rejected it.
    Reviewer,
    /// Who reported it and who works on it.
    Correspondent,
    /// Whoever may see numbers there, but not its reporter.
    Revealer,
}

/// One line of the table.
struct Line {
    action: Action,
    by: By,
    from: &'static [StateName],
    /// Whether there is no such move of what an office demanded.
    reports_only: bool,
}

use self::StateName::{
    Accepted, Appealed, Assigned, InProgress, Rejected, Reopened, Solved, Submitted, Waiting,
};

const UNSOLVED: &[StateName] = &[Submitted, Accepted, Assigned, InProgress, Waiting, Reopened];

const NOT_ENDED: &[StateName] =
    &[Submitted, Accepted, Assigned, InProgress, Waiting, Solved, Reopened, Appealed];

const fn line(action: Action, by: By, from: &'static [StateName], reports_only: bool) -> Line {
    Line { action, by, from, reports_only }
}

/// The table.
#[rustfmt::skip]
const MOVES: [Line; 21] = [
    line(Action::Accept,        By::Desk,          &[Submitted],                               true),
    line(Action::Take,          By::Keeper,        &[Submitted, Accepted, Assigned],           false),
    line(Action::Assign,        By::Dispatcher,    UNSOLVED,                                   false),
    line(Action::HandBack,      By::Handler,       &[Assigned, InProgress, Waiting, Reopened], true),
    line(Action::HandOver,      By::Responsible,   UNSOLVED,                                   true),
    line(Action::Entrust,       By::Responsible,   UNSOLVED,                                   true),
    line(Action::Return,        By::Dispatcher,    UNSOLVED,                                   true),
    line(Action::Call,          By::Caller,        UNSOLVED,                                   false),
    line(Action::Wait,          By::Handler,       &[InProgress, Reopened],                    true),
    line(Action::Resume,        By::Handler,       &[Waiting],                                 true),
    line(Action::Quote,         By::Contractor,    UNSOLVED,                                   true),
    line(Action::Solve,         By::Handler,       &[InProgress, Reopened],                    false),
    line(Action::Confirm,       By::Reporter,      &[Solved],                                  true),
    line(Action::Object,        By::Reporter,      &[Solved],                                  true),
    line(Action::Reject,        By::Office,        &[Submitted, Accepted, Assigned],           true),
    line(Action::Appeal,        By::Reporter,      &[Rejected],                                true),
    line(Action::DecideAppeal,  By::Reviewer,      &[Appealed],                                true),
    line(Action::Merge,         By::Responsible,   UNSOLVED,                                   true),
    line(Action::Withdraw,      By::Reporter,      &[Submitted, Accepted, Assigned],           true),
    line(Action::Message,       By::Correspondent, NOT_ENDED,                                  false),
    line(Action::RevealContact, By::Revealer,      NOT_ENDED,                                  false),
];

impl Action {
    /// Every one, in the order in which they are offered.
    pub const ALL: [Self; MOVES.len()] = {
        let mut all = [Self::Accept; MOVES.len()];
        let mut at = 0;
        while at < MOVES.len() {
            all[at] = MOVES[at].action;
            at += 1;
        }
        all
    };

    fn line(self) -> &'static Line {
        // The table has a line for each in the order of their declaration; a test holds it to that.
        &MOVES[self as usize]
    }
}

/// How a person stands to a ticket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The person.
    pub user: UserId,
    /// May take and solve tickets here.
    pub may_handle: bool,
    /// May give tickets to handlers here.
    pub may_assign: bool,
    /// May see reporters' numbers here.
    pub may_reveal: bool,
    /// Serves the provider that keeps this ticket.
    pub serves: bool,
}

/// Why a move is not possible.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TicketError {
    /// It needs a permission in the ticket's area.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// Somebody works on it already.
    #[error("somebody has taken this ticket already")]
    AlreadyTaken,
    /// Nobody works on it yet.
    #[error("nobody has taken this ticket yet")]
    NotTaken,
    /// A provider keeps it: its people work on it, until the office takes it back.
    #[error("a provider sees to this ticket")]
    Entrusted,
    /// No provider keeps it.
    #[error("no provider sees to this ticket")]
    NotEntrusted,
    /// Others were called to it and have not reported yet.
    #[error("others were called to this ticket and have not reported")]
    CallsOpen,
    /// A price was named and nobody has decided on it yet.
    #[error("a quotation for this ticket has not been decided on")]
    QuotationOpen,
    /// It waits for others: first work has to go on.
    #[error("this ticket waits for others")]
    Waits,
    /// It does not wait.
    #[error("this ticket does not wait for others")]
    NotWaiting,
    /// A wait ends later than now, within [`super::WaitReason::DAYS_MAX`] days.
    #[error("a wait ends within 30 days")]
    WaitLength,
    /// It is solved already.
    #[error("this ticket is solved already")]
    AlreadySolved,
    /// It is not solved, so there is nothing to confirm or object to.
    #[error("this ticket is not solved")]
    NotSolved,
    /// The reporter's time to confirm, to object or to appeal is over.
    #[error("the time to confirm, to object or to appeal is over")]
    WindowPassed,
    /// The reporter's time to object is not over.
    #[error("the time to object is not over")]
    WindowOpen,
    /// It was not rejected, so there is nothing to appeal against.
    #[error("this ticket was not rejected")]
    NotRejected,
    /// An appeal has to be decided first.
    #[error("an appeal about this ticket has to be decided first")]
    AppealOpen,
    /// Nobody has appealed.
    #[error("nobody has appealed about this ticket")]
    NotAppealed,
    /// It has ended: nothing more happens to it.
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
    /// Nobody decides on an appeal against themselves.
    #[error("whoever rejected a ticket cannot decide on the appeal")]
    OwnDecision,
    /// Nothing can be merged into this one.
    #[error("a ticket is merged into another open one that nobody merged")]
    MergeUnfit,
    /// A look-back says whether it is done, nobody else.
    #[error("a look-back says whether this ticket is done")]
    LookBackJudges,
    /// Its reporter says whether it is done: nobody looks back.
    #[error("the reporter says whether this ticket is done")]
    ReporterJudges,
    /// The working calendar has too little time for a limit.
    #[error(transparent)]
    NoWorkingTime(#[from] NoWorkingTime),
}

impl Ticket {
    /// Lets a move pass: first who may at all, then what the state allows, then whose it is, then the time.
    ///
    /// # Errors
    /// What stands in the way.
    pub fn permit(&self, action: Action, who: Standing, now: DateTime<Utc>) -> Result<(), TicketError> {
        let line = action.line();
        self.require_standing(line.by, who)?;
        if line.reports_only && self.judge == Judge::LookBack {
            return Err(TicketError::LookBackJudges);
        }
        let state = self.state.name();
        if !line.from.contains(&state) {
            return Err(obstacle(action, state));
        }
        self.require_part(action, line.by, who)?;
        self.require_partners(action, now)?;
        match self.state {
            State::Solved { objection_until: Some(until), .. }
                if now >= until && matches!(action, Action::Confirm | Action::Object) =>
            {
                Err(TicketError::WindowPassed)
            }
            State::Rejected { appeal_until, .. } if appeal_until.is_none_or(|until| now >= until) => {
                Err(TicketError::WindowPassed)
            }
            _ => Ok(()),
        }
    }

    /// What a person may do now: the list can never disagree with the moves, which pass the same door.
    #[must_use]
    pub fn actions(&self, who: Standing, now: DateTime<Utc>) -> Vec<Action> {
        Action::ALL.into_iter().filter(|action| self.permit(*action, who, now).is_ok()).collect()
    }

    /// Whether somebody is of those who work on it: the area's own workers, or those who serve the provider that keeps it.
    #[must_use]
    pub const fn is_worked_on_by(&self, who: Standing) -> bool {
        if self.partners.keeper.is_some() { who.serves } else { who.may_handle }
    }

    /// What a person is by their roles, and whether it is their report: known without looking at the state.
    fn require_standing(&self, by: By, who: Standing) -> Result<(), TicketError> {
        let entrusted = self.partners.keeper.is_some();
        let needs = |held, permission| if held { Ok(()) } else { Err(Denied { permission }.into()) };
        let handles = |held| match needs(held, Permission::HandleTickets) {
            // They could, were it not with a provider: that is what they have to know.
            Err(_) if entrusted && who.may_handle => Err(TicketError::Entrusted),
            answer => answer,
        };
        let works = self.is_worked_on_by(who);
        match by {
            By::Keeper | By::Handler => handles(works),
            By::Desk => handles(works || who.may_assign),
            By::Responsible => handles(works && !entrusted || who.may_assign),
            By::Caller => handles(who.may_handle || who.may_assign),
            By::Contractor => handles(who.serves),
            By::Dispatcher => needs(who.may_assign || who.serves, Permission::AssignTickets),
            By::Office | By::Reviewer => needs(who.may_assign, Permission::AssignTickets),
            By::Revealer => needs(who.may_reveal && who.user != self.reporter, Permission::RevealContacts),
            By::Reporter if who.user == self.reporter => Ok(()),
            By::Reporter => Err(TicketError::NotReporter),
            By::Correspondent => Ok(()),
        }
    }

    /// What a person's part in this ticket is.
    fn require_part(&self, action: Action, by: By, who: Standing) -> Result<(), TicketError> {
        let (me, handler) = (who.user, self.state.handler());
        match by {
            By::Handler if handler != Some(me) => Err(TicketError::NotHandler),
            By::Correspondent if me != self.reporter && handler != Some(me) => Err(TicketError::NotHandler),
            By::Responsible if !who.may_assign && handler.is_some_and(|handler| handler != me) => {
                Err(TicketError::NotHandler)
            }
            // What was given to somebody is theirs to begin.
            By::Keeper if handler.is_some_and(|handler| handler != me) => Err(TicketError::AlreadyTaken),
            By::Reviewer if self.state.rejected_by() == Some(me) => Err(TicketError::OwnDecision),
            By::Reporter if action == Action::Confirm && handler == Some(me) => Err(TicketError::OwnWork),
            _ => Ok(()),
        }
    }

    /// What others, who have a part in it, have yet to do.
    fn require_partners(&self, action: Action, now: DateTime<Utc>) -> Result<(), TicketError> {
        let Partners { keeper, calls_open, quotation_until } = self.partners;
        let undecided = quotation_until.is_some_and(|until| now < until);
        match action {
            Action::Return if keeper.is_none() => Err(TicketError::NotEntrusted),
            Action::Solve if calls_open > 0 => Err(TicketError::CallsOpen),
            Action::Solve | Action::Quote if undecided => Err(TicketError::QuotationOpen),
            _ => Ok(()),
        }
    }
}

/// What stands in the way of a move that a state does not allow.
fn obstacle(action: Action, state: StateName) -> TicketError {
    match (action, state) {
        _ if state.is_ended() => TicketError::Ended,
        (_, Appealed) => TicketError::AppealOpen,
        (Action::Confirm | Action::Object, _) => TicketError::NotSolved,
        (Action::Appeal, _) => TicketError::NotRejected,
        (Action::DecideAppeal, _) => TicketError::NotAppealed,
        (_, Solved) => TicketError::AlreadySolved,
        (Action::Resume, _) => TicketError::NotWaiting,
        (_, Waiting) => TicketError::Waits,
        (Action::Solve | Action::Wait | Action::HandBack, Submitted | Accepted | Assigned) => {
            TicketError::NotTaken
        }
        _ => TicketError::AlreadyTaken,
    }
}

#[cfg(test)]
mod tests;
