//! What the journal learns of tickets: ids and numbers, never words or people's data.

use serde::Serialize;

use super::Rating;
use crate::{
    ids::{CategoryId, TicketEventId, UserId},
    journal::Event,
};

/// Something that happened to a ticket.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub enum TicketEvent {
    /// Somebody reported a matter.
    Reported {
        /// Of which kind.
        category: CategoryId,
    },
    /// A handler took it on.
    Taken {
        /// Who.
        handler: UserId,
    },
    /// It was given to a handler.
    Assigned {
        /// To whom.
        handler: UserId,
        /// Who had it before.
        previous: Option<UserId>,
    },
    /// It was declared done.
    Closed {
        /// How many photos show it.
        photos: usize,
    },
    /// The reporter confirmed that it is done.
    Confirmed {
        /// How content they are.
        rating: Rating,
    },
    /// Nobody objected in time.
    WindowPassed {},
    /// The reporter objected.
    Reopened {},
    /// The reporter took it back.
    Withdrawn {},
    /// One side wrote to the other.
    MessageSent {
        /// The message in the timeline.
        message: TicketEventId,
    },
    /// Somebody saw the reporter's phone number; the purpose is in the timeline.
    ContactRevealed {
        /// The entry in the timeline.
        reveal: TicketEventId,
    },
}

impl Event for TicketEvent {
    fn name(&self) -> &'static str {
        match self {
            Self::Reported { .. } => "ticket.reported",
            Self::Taken { .. } => "ticket.taken",
            Self::Assigned { .. } => "ticket.assigned",
            Self::Closed { .. } => "ticket.closed",
            Self::Confirmed { .. } => "ticket.confirmed",
            Self::WindowPassed {} => "ticket.window_passed",
            Self::Reopened {} => "ticket.reopened",
            Self::Withdrawn {} => "ticket.withdrawn",
            Self::MessageSent { .. } => "ticket.message_sent",
            Self::ContactRevealed { .. } => "ticket.contact_revealed",
        }
    }
}

/// Something that happened to a kind of matter.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub enum CategoryEvent {
    /// It was added.
    Added {
        /// Its id.
        category: CategoryId,
    },
    /// Its names, limits or use changed.
    Changed {
        /// Its id.
        category: CategoryId,
        /// Its new version.
        version: i64,
    },
    /// The kinds that every installation begins with were put in.
    Seeded {
        /// How many.
        count: usize,
    },
}

impl Event for CategoryEvent {
    fn name(&self) -> &'static str {
        match self {
            Self::Added { .. } => "category.added",
            Self::Changed { .. } => "category.changed",
            Self::Seeded { .. } => "category.seeded",
        }
    }
}
