//! Visits to households: plans, records, and what is due. Why somebody is visited is read by who visits there and by nobody
//! else, so all of it asks for [`Permission::Visit`] at the household.
//!
//! [`Permission::Visit`]: domain::permissions::Permission::Visit

mod plan;
mod plans;
mod record;
mod row;
mod steps;

use domain::{
    permissions::Denied,
    visits::{PlanStepForbidden, RhythmError},
};

pub use self::{
    plan::{NewPlan, change, make},
    plans::{Filter, Page, PlanDetail, PlanItem, list, plan},
    record::{FollowUp, NewVisit, Visit, VisitNote, add_note, correct, follow_up, record},
    row::Plan,
    steps::{end, pause, resume},
};
pub(crate) use self::{plans::due, record::shows_photo};
use crate::{areas::AreasError, db::DbError, tickets};

/// Why a plan or a visit cannot be written or read.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The store; [`DbError::NotFound`] also where it is not for the caller to know of.
    #[error(transparent)]
    Db(#[from] DbError),
    /// Not allowed.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// The area of a list.
    #[error(transparent)]
    Areas(#[from] AreasError),
    /// Not possible from where the plan stands.
    #[error(transparent)]
    Step(#[from] PlanStepForbidden),
    /// No rhythm.
    #[error(transparent)]
    Rhythm(#[from] RhythmError),
    /// There is no such household.
    #[error("there is no such household")]
    HouseholdUnknown,
    /// This person is not of the household.
    #[error("this person does not belong to the household")]
    MemberUnknown,
    /// This person does not visit there.
    #[error("this person does not visit there")]
    WorkerUnfit,
    /// The household has as many plans as it may.
    #[error("a household has few plans at a time")]
    TooMany,
    /// Somebody changed it meanwhile.
    #[error("somebody changed it meanwhile")]
    Stale,
    /// There is another visit of this id.
    #[error("this visit is recorded already, and says something else")]
    Exists,
    /// It was not in the past, or too long ago.
    #[error("a visit is recorded once it was made, within some weeks")]
    VisitedAt,
    /// The photo is not the caller's to give.
    #[error("the photo cannot be used")]
    PhotoUnknown,
    /// Somebody else recorded it.
    #[error("somebody else recorded this visit")]
    NotYours,
    /// The time to correct it is over.
    #[error("a visit is corrected within a day")]
    TooLate,
    /// It has as many notes as it may.
    #[error("a visit has as many notes as it may")]
    NotesFull,
    /// There is nothing to follow up.
    #[error("nothing of this visit has to be followed up")]
    NothingToFollowUp,
    /// It was reported already.
    #[error("what was found is reported already")]
    FollowedUp,
    /// The ticket cannot be reported.
    #[error(transparent)]
    Ticket(#[from] tickets::Error),
}
