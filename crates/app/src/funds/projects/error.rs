//! Why something about a project, or a call for projects, is not done.

use domain::{
    funds::{
        FundError,
        projects::{CallError, ProjectError},
    },
    permissions::Denied,
};

use crate::{db::DbError, funds};

/// Why something about a project, or a call for projects, is not done.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The store; [`DbError::NotFound`] also where something is not the caller's to know of.
    #[error(transparent)]
    Db(#[from] DbError),
    /// Not allowed.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// The rules of funds.
    #[error(transparent)]
    Fund(#[from] funds::Error),
    /// The rules of calls.
    #[error(transparent)]
    Call(#[from] CallError),
    /// The rules of projects.
    #[error(transparent)]
    Project(#[from] ProjectError),
    /// Of the people who were named, nobody has the login name at this place.
    #[error("nobody has the login name at place {0}")]
    PersonUnknown(usize),
    /// They have as many proposals that are not decided as they may.
    #[error(
        "at most {} proposals of one person that are not decided",
        domain::funds::PROPOSALS_UNDECIDED_MAX
    )]
    TooManyProposals,
    /// They have commented on it as often as they may.
    #[error("at most {} comments of one person", domain::funds::PROJECT_COMMENTS_MAX)]
    CommentsFull,
    /// A photo is not the caller's to give.
    #[error("photo {0} cannot be used")]
    PhotoUnknown(usize),
    /// A picture of an invoice is not the caller's to give.
    #[error("invoice {0} cannot be used")]
    InvoiceUnknown(usize),
    /// The committee votes on that already.
    #[error("the committee votes on its early end already")]
    TerminationAsked,
    /// The timeline holds as much as it may.
    #[error("the project's timeline is full")]
    TimelineFull,
    /// Somebody changed it since the caller read it.
    #[error("changed meanwhile")]
    Stale,
}

impl From<FundError> for Error {
    fn from(error: FundError) -> Self {
        funds::Error::from(error).into()
    }
}
