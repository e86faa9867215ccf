//! Errors of funds as problems.

use app::funds::Error;
use contract::{
    funds::fund_rules_fault,
    problems::{self, funds as p},
};
use domain::funds::{
    CHARTERS_MAX, CharterError, Fund, FundError,
    committee::{ResolutionError, VoteError},
};

use crate::ApiError;

impl From<FundError> for ApiError {
    fn from(error: FundError) -> Self {
        match error {
            FundError::Founded => Self::new(&p::FUND_FOUNDED),
            FundError::NoCharter => Self::new(&p::FUND_NO_CHARTER),
            FundError::TooFewMembers { seated, needed } => {
                Self::new(&p::FUND_TOO_FEW_MEMBERS).with("seated", seated).with("needed", needed)
            }
            FundError::NotOpen => Self::new(&p::FUND_NOT_OPEN),
            FundError::NotRunning => Self::new(&p::FUND_NOT_RUNNING),
            FundError::TooManyPurposes => Self::new(&p::FUND_PURPOSES_FULL).with("max", Fund::PURPOSES_MAX),
            FundError::NoPurpose(purpose) => Self::new(&p::FUND_NO_PURPOSE).with("purpose", purpose),
            FundError::Resolution(error) => error.into(),
            FundError::NotEmpty => Self::new(&p::FUND_NOT_EMPTY),
        }
    }
}

impl From<CharterError> for ApiError {
    fn from(error: CharterError) -> Self {
        match error {
            CharterError::Adopted => Self::new(&p::CHARTER_ADOPTED),
            CharterError::Rules(fault) => Self::bad_field("/rules", fund_rules_fault(fault), &[]),
            CharterError::Resolution(error) => error.into(),
            CharterError::NotFounding => Self::new(&p::CHARTER_NOT_FOUNDING),
            CharterError::TooEarly => Self::new(&p::CHARTER_TOO_EARLY),
        }
    }
}

impl From<ResolutionError> for ApiError {
    fn from(error: ResolutionError) -> Self {
        match error {
            ResolutionError::NotOpen => Self::new(&p::RESOLUTION_NOT_OPEN),
            ResolutionError::VotingGoesOn => Self::new(&p::RESOLUTION_VOTING),
            ResolutionError::Vote(VoteError::NotMember) => Self::new(&p::VOTE_NOT_MEMBER),
            ResolutionError::Vote(VoteError::AlreadyVoted) => Self::new(&p::VOTE_CAST),
            ResolutionError::Vote(VoteError::Recused) => Self::new(&p::VOTE_RECUSED),
            ResolutionError::OtherFund => Self::new(&p::RESOLUTION_OTHER_FUND),
            ResolutionError::NotCarried => Self::new(&p::RESOLUTION_NOT_CARRIED),
            ResolutionError::OtherMatter => Self::new(&p::RESOLUTION_OTHER_MATTER),
            ResolutionError::UsedUp { left } => Self::new(&p::RESOLUTION_USED_UP).with("left", left),
            ResolutionError::NotTaken => Self::internal(error),
        }
    }
}

impl From<Error> for ApiError {
    fn from(error: Error) -> Self {
        match error {
            Error::Db(error) => error.into(),
            Error::Denied(denied) => denied.into(),
            Error::Fund(error) => error.into(),
            Error::Charter(error) => error.into(),
            Error::Ledger(refusal) => refusal.into(),
            Error::AreaUnknown => Self::bad_field("/area_id", "not_found", &[]),
            Error::PurposeTaken => Self::new(&p::FUND_PURPOSE_TAKEN),
            Error::ChartersFull => Self::new(&p::CHARTERS_FULL).with("max", CHARTERS_MAX),
            Error::Stale => Self::new(&problems::CHANGED_MEANWHILE),
        }
    }
}
