//! Which of a provider's tickets a list shows, and the address of such a list.

use contract::tickets::ListTickets;
use domain::{
    ids::{ProviderId, TicketId},
    tickets::StateName,
};

use super::frame::at;
use crate::i18n::{common, moves, provider_work};

/// How far tickets have come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shown {
    /// Whatever is not solved yet: what a list shows where nothing else is asked for.
    Open,
    /// What nobody has taken on yet.
    ToTakeOn,
    /// What somebody works on, or was given.
    InWork,
    /// What waits for others.
    Waiting,
    /// What its reporter has yet to say something about.
    Solved,
    /// Everything that there ever was.
    All,
}

impl Shown {
    /// Every one, in the order in which they are offered.
    pub(super) const ALL: [Self; 6] =
        [Self::Open, Self::ToTakeOn, Self::InWork, Self::Waiting, Self::Solved, Self::All];

    /// Its name in an address.
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::ToTakeOn => "to_take_on",
            Self::InWork => "in_work",
            Self::Waiting => "waiting",
            Self::Solved => "solved",
            Self::All => "all",
        }
    }

    /// The one that an address names; what is open where it names none.
    pub(super) fn parse(name: &str) -> Self {
        Self::ALL.into_iter().find(|shown| shown.as_str() == name).unwrap_or(Self::Open)
    }

    /// What it is called.
    pub(super) fn label(self) -> &'static str {
        match self {
            Self::Open => provider_work::open(),
            Self::ToTakeOn => provider_work::to_take_on(),
            Self::InWork => provider_work::in_work(),
            Self::Waiting => moves::state_waiting(),
            Self::Solved => provider_work::solved(),
            Self::All => common::all(),
        }
    }

    /// Whether a ticket in this state is one of them.
    pub(super) fn has(self, state: StateName) -> bool {
        match self {
            Self::Open => state.is_unsolved(),
            Self::ToTakeOn => matches!(state, StateName::Submitted | StateName::Accepted),
            Self::InWork => {
                matches!(state, StateName::Assigned | StateName::InProgress | StateName::Reopened)
            }
            Self::Waiting => state == StateName::Waiting,
            Self::Solved => state == StateName::Solved,
            Self::All => true,
        }
    }

    /// Asks for these.
    pub(super) fn asked(self, query: ListTickets) -> ListTickets {
        if self == Self::All {
            return query;
        }
        let states: Vec<StateName> = StateName::ALL.into_iter().filter(|state| self.has(*state)).collect();
        query.in_states(&states)
    }

    /// The list of these of a provider.
    pub(super) fn address(self, provider: ProviderId) -> String {
        at("/tickets", provider) + "&shown=" + self.as_str()
    }
}

/// Where a ticket is worked on by those who serve a provider.
pub(super) fn ticket_address(provider: ProviderId, ticket: TicketId) -> String {
    at(&format!("/tickets/{ticket}"), provider)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_read_back_and_nothing_asked_is_what_is_open() {
        for shown in Shown::ALL {
            assert_eq!(Shown::parse(shown.as_str()), shown);
        }
        assert_eq!(Shown::parse(""), Shown::Open);
    }

    #[test]
    fn what_is_to_be_taken_on_in_work_or_waiting_is_open() {
        for state in StateName::ALL {
            let parts = [Shown::ToTakeOn, Shown::InWork, Shown::Waiting].map(|part| part.has(state));
            let counted = parts.into_iter().filter(|part| *part).count();
            // An appeal is the office's to decide.
            let expected = usize::from(Shown::Open.has(state) && state != StateName::Appealed);
            assert_eq!(counted, expected, "{state:?}");
        }
    }
}
