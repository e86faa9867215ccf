//! Errors of projects, and of calls for them, as problems.

use app::funds::projects::Error;
use contract::problems::{self, projects as p};
use domain::funds::{
    PROJECT_COMMENTS_MAX, PROPOSALS_UNDECIDED_MAX,
    books::BudgetError,
    projects::{CallError, MilestoneError, Milestones, ProjectError, ProposalError, StateName},
};

use crate::ApiError;

impl From<CallError> for ApiError {
    fn from(error: CallError) -> Self {
        match error {
            CallError::Times => Self::bad_field("/closes_at", "call_times", &[]),
            CallError::Published => Self::new(&p::CALL_PUBLISHED),
            CallError::NotPublished => Self::new(&p::CALL_NOT_PUBLISHED),
            CallError::TooEarly => Self::new(&p::CALL_NOT_OPEN_YET),
            CallError::TooLate => Self::new(&p::CALL_CLOSED),
            CallError::OtherPurpose(purpose) => Self::new(&p::CALL_OTHER_PURPOSE).with("purpose", purpose),
            CallError::Fund(error) => error.into(),
        }
    }
}

impl From<ProposalError> for ApiError {
    fn from(error: ProposalError) -> Self {
        match error {
            ProposalError::TooDear(most) => Self::new(&p::PROJECT_TOO_DEAR).with("max", most),
            ProposalError::Instalments { instalments, budget } => {
                Self::new(&p::PROJECT_INSTALMENTS).with("instalments", instalments).with("budget", budget)
            }
            ProposalError::Fund(error) => error.into(),
            ProposalError::Budget(BudgetError::Total) => Self::bad_field("/lines", "project_total", &[]),
            // The contract's rules have let no such proposal pass.
            ProposalError::People | ProposalError::Budget(_) => Self::internal(error),
        }
    }
}

/// What stands in the way of a move is where the project stands by now.
fn stands(state: StateName) -> ApiError {
    ApiError::new(match state {
        StateName::Draft => &p::PROJECT_IS_DRAFT,
        StateName::Submitted => &p::PROJECT_IS_SUBMITTED,
        StateName::Returned => &p::PROJECT_IS_RETURNED,
        StateName::PublicComment => &p::PROJECT_IN_COMMENT,
        StateName::Deciding => &p::PROJECT_DECIDING,
        StateName::Approved => &p::PROJECT_APPROVED,
        StateName::Offered => &p::PROJECT_OFFERED,
        StateName::InProgress => &p::PROJECT_IN_PROGRESS,
        StateName::Reported => &p::PROJECT_REPORTED,
        StateName::Rating => &p::PROJECT_IN_RATING,
        StateName::Archived | StateName::Rejected | StateName::Withdrawn | StateName::Terminated => {
            &p::PROJECT_ENDED
        }
    })
}

impl From<MilestoneError> for ApiError {
    fn from(error: MilestoneError) -> Self {
        match error {
            MilestoneError::Missing(number) => Self::new(&p::MILESTONE_MISSING).with("number", number),
            MilestoneError::Order => Self::new(&p::MILESTONE_ORDER),
            MilestoneError::Reached => Self::new(&p::MILESTONE_REACHED),
            MilestoneError::NotReached => Self::new(&p::MILESTONE_NOT_REACHED),
            MilestoneError::NoEvidence => {
                Self::new(&p::MILESTONE_EVIDENCE).with("max", Milestones::PHOTOS_MAX)
            }
            MilestoneError::Unfinished => Self::new(&p::MILESTONES_UNFINISHED),
            // No step of a project ends so: what is paid for a milestone is for disbursements to say, and the contract's rules have
            // let pass how many there are.
            MilestoneError::Count
            | MilestoneError::Advance
            | MilestoneError::NotAccepted
            | MilestoneError::Exceeded { .. } => Self::internal(error),
        }
    }
}

impl From<ProjectError> for ApiError {
    fn from(error: ProjectError) -> Self {
        match error {
            ProjectError::NotYours(_) => Self::new(&p::PROJECT_NOT_YOURS),
            ProjectError::OwnProject => Self::new(&p::PROJECT_OWN),
            ProjectError::Ended => Self::new(&p::PROJECT_ENDED),
            ProjectError::State(state) => stands(state),
            ProjectError::WindowOpen => Self::new(&p::PROJECT_WINDOW_OPEN),
            ProjectError::WindowPassed => Self::new(&p::PROJECT_WINDOW_PASSED),
            ProjectError::Proposal(error) => error.into(),
            ProjectError::Resolution(error) => error.into(),
            ProjectError::Milestone(error) => error.into(),
            ProjectError::NotDecided => Self::new(&p::PROJECT_NOT_DECIDED),
        }
    }
}

impl From<Error> for ApiError {
    fn from(error: Error) -> Self {
        match error {
            Error::Db(error) => error.into(),
            Error::Denied(denied) => denied.into(),
            Error::Fund(error) => error.into(),
            Error::Call(error) => error.into(),
            Error::Project(error) => error.into(),
            Error::PersonUnknown(at) => Self::bad_field(format!("/people/{at}"), "project_person", &[]),
            Error::TooManyProposals => {
                Self::new(&p::PROJECT_PROPOSALS_FULL).with("max", PROPOSALS_UNDECIDED_MAX)
            }
            Error::CommentsFull => Self::new(&p::PROJECT_COMMENTS_FULL).with("max", PROJECT_COMMENTS_MAX),
            Error::PhotoUnknown(index) => Self::bad_field(format!("/photos/{index}"), "photo", &[]),
            Error::InvoiceUnknown(index) => Self::bad_field(format!("/invoices/{index}"), "photo", &[]),
            Error::TerminationAsked => Self::new(&p::PROJECT_TERMINATION_ASKED),
            Error::TimelineFull => Self::new(&p::PROJECT_TIMELINE_FULL),
            Error::Stale => Self::new(&problems::CHANGED_MEANWHILE),
        }
    }
}
