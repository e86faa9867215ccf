//! Rectification: what villages mend after an inspection, each as a ticket, and the look-backs that say whether they did.

mod demand;
mod follow;
mod look_back;
mod read;
mod shown;

use domain::{
    inspections::{DueError, Recusal, RoundError},
    permissions::{Actor, Denied, Permission},
};

pub(super) use self::follow::follow;
pub(crate) use self::read::shows_photos;
pub use self::{
    demand::{Demanded, FAILED_MAX, FailedItem, ITEMS_MAX, Item, NewDemand, demand, failed},
    look_back::{NewLookBack, look_back},
    read::{Filter, Page, list, rectification},
    shown::{Closure, Inside, LookBackShown, LookedAt, RoundName, Shown},
};
use crate::{db::DbError, tickets};

/// Longest word of a demand, in characters.
pub const WORD_CHARS_MAX: usize = 500;
/// Longest note of a look-back, in characters.
pub const NOTE_CHARS_MAX: usize = 1_000;

/// Why nothing is demanded, or no look-back is recorded.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The store.
    #[error(transparent)]
    Db(#[from] DbError),
    /// Not allowed.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// The round is not so far.
    #[error(transparent)]
    Round(#[from] RoundError),
    /// The ticket.
    #[error(transparent)]
    Ticket(#[from] tickets::Error),
    /// The deadline.
    #[error(transparent)]
    Due(#[from] DueError),
    /// No points were lost there.
    #[error("item {0} lost no points")]
    NotLost(usize),
    /// It was demanded already.
    #[error("this was demanded already")]
    Already,
    /// There is nothing left to demand.
    #[error("there is nothing left to demand")]
    NothingFailed,
    /// There are more than [`ITEMS_MAX`] items.
    #[error("at most {ITEMS_MAX} items at once")]
    TooMany,
    /// The caller is tied to the place.
    #[error("the caller is tied to this place: {0:?}")]
    Recused(Vec<Recusal>),
    /// What failed needs a note.
    #[error("say what is not done")]
    NoteMissing,
    /// What failed needs a new deadline.
    #[error("say by when it is to be done")]
    DueMissing,
    /// What passed has no deadline.
    #[error("what passed has no deadline")]
    DueSurplus,
    /// The round is none in which a look-back there can be made.
    #[error("this is no later round that goes there")]
    LaterRound,
}

/// Whether somebody works with what a place is to rectify: who inspects or holds inspections there, handles its
/// tickets, or speaks for it.
fn knows(actor: &Actor, place: &domain::areas::AreaPath) -> bool {
    INSIDE.into_iter().any(|permission| actor.may(permission, place))
}

/// Permissions of those who work with rectifications.
const INSIDE: [Permission; 4] =
    [Permission::ManageInspections, Permission::Inspect, Permission::ViewTickets, Permission::ObjectToScores];

/// Whether somebody holds an office with which one looks back at a place.
fn may_inspect(actor: &Actor, place: &domain::areas::AreaPath) -> bool {
    actor.may(Permission::Inspect, place) || actor.may(Permission::ManageInspections, place)
}
