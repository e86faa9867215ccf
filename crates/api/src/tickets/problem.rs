//! Errors of tickets as problems.

use app::tickets::Error;
use contract::{
    problems,
    tickets::{answer_fault, answer_pointer},
};
use domain::tickets::{
    CallError, CallState, EvidenceError, Quotation, QuotationError, TicketError, WaitReason,
    form::AnswerFault,
};

use crate::ApiError;

impl From<Error> for ApiError {
    fn from(error: Error) -> Self {
        match error {
            Error::Db(error) => error.into(),
            Error::Denied(denied) => denied.into(),
            Error::Ticket(error) => error.into(),
            Error::AreaMissing => Self::bad_field("/area_id", "required", &[]),
            Error::AreaUnknown => Self::bad_field("/area_id", "not_found", &[]),
            Error::CategoryUnknown => Self::bad_field("/category", "not_found", &[]),
            Error::CategoryIsGroup => Self::bad_field("/category", "category_group", &[]),
            Error::Answers(faults) => faults.iter().fold(Self::new(&problems::FIELDS_INVALID), bad_answer),
            Error::PhotoUnknown(index) => Self::bad_field(format!("/photos/{index}"), "photo", &[]),
            Error::OtherUnknown => Self::bad_field("/into", "not_found", &[]),
            Error::NotJoinable => Self::new(&problems::tickets::TICKET_NOT_JOINABLE),
            Error::ProviderUnfit(None) => Self::bad_field("/provider_id", "serves_not", &[]),
            Error::ProviderUnfit(Some(at)) => {
                Self::bad_field(format!("/provider_ids/{at}"), "serves_not", &[])
            }
            Error::Call(error) => error.into(),
            Error::CalledAlready(provider) => {
                Self::new(&problems::tickets::CALL_REPEATED).with("provider", provider)
            }
            Error::Quotation(error) => error.into(),
            Error::HandlerUnfit => Self::bad_field("/handler_id", "handler", &[]),
            Error::NotAnonymous => Self::bad_field("/anonymous", "anonymous", &[]),
            Error::Evidence(EvidenceError::PhotoMissing) => Self::bad_field("/photos", "photo_needed", &[]),
            Error::Evidence(EvidenceError::Missing) => Self::bad_field("/text", "required", &[]),
            Error::Evidence(EvidenceError::Photos) => Self::bad_field("/photos", "twice", &[]),
            Error::PrincipalUnknown => Self::bad_field("/on_behalf_of", "principal", &[]),
            error @ Error::TooManyKeepers => {
                Self::new(&problems::QUERY_INVALID).with("reason", format!("area_id: {error}"))
            }
            Error::TimelineFull => Self::new(&problems::tickets::TICKET_TIMELINE_FULL),
            Error::NoPhone => Self::new(&problems::tickets::CONTACT_MISSING),
            Error::Crypto(error) => Self::internal(error),
        }
    }
}

fn bad_answer(problem: ApiError, fault: &AnswerFault) -> ApiError {
    let (code, params) = answer_fault(fault.code);
    problem.field(answer_pointer(&fault.key), code, &params)
}

impl From<TicketError> for ApiError {
    fn from(error: TicketError) -> Self {
        Self::new(match error {
            TicketError::AlreadyTaken => &problems::tickets::TICKET_ALREADY_TAKEN,
            TicketError::NotTaken => &problems::tickets::TICKET_NOT_TAKEN,
            TicketError::AlreadySolved => &problems::tickets::TICKET_ALREADY_SOLVED,
            TicketError::NotSolved => &problems::tickets::TICKET_NOT_SOLVED,
            TicketError::WindowPassed => &problems::tickets::OBJECTION_WINDOW_PASSED,
            TicketError::Ended => &problems::tickets::TICKET_ENDED,
            TicketError::NotHandler => &problems::tickets::TICKET_NOT_YOURS,
            TicketError::NotReporter => &problems::NOT_ALLOWED,
            TicketError::Entrusted => &problems::tickets::TICKET_ENTRUSTED,
            TicketError::NotEntrusted => &problems::tickets::TICKET_NOT_ENTRUSTED,
            TicketError::CallsOpen => &problems::tickets::TICKET_CALLS_OPEN,
            TicketError::QuotationOpen => &problems::tickets::TICKET_QUOTATION_OPEN,
            TicketError::Waits => &problems::tickets::TICKET_WAITS,
            TicketError::NotWaiting => &problems::tickets::TICKET_NOT_WAITING,
            TicketError::NotRejected => &problems::tickets::TICKET_NOT_REJECTED,
            TicketError::AppealOpen => &problems::tickets::TICKET_APPEAL_OPEN,
            TicketError::NotAppealed => &problems::tickets::TICKET_NOT_APPEALED,
            TicketError::OwnDecision => &problems::tickets::OWN_REJECTION_NOT_DECIDED,
            TicketError::MergeUnfit => &problems::tickets::TICKET_MERGE_UNFIT,
            TicketError::WaitLength => {
                let bounds = [("max", WaitReason::DAYS_MAX.to_string())];
                return Self::bad_field("/until", "wait_length", &bounds);
            }
            TicketError::Denied(denied) => return denied.into(),
            TicketError::OwnWork => &problems::tickets::OWN_WORK_NOT_RATED,
            TicketError::LookBackJudges => &problems::tickets::TICKET_AWAITS_LOOK_BACK,
            // Only the job that ends windows meets the first; no rectification meets the second; and the longest limit is worked off
            // in half of the ten years.
            TicketError::WindowOpen | TicketError::ReporterJudges | TicketError::NoWorkingTime(_) => {
                return Self::internal(error);
            }
        })
    }
}

impl From<CallError> for ApiError {
    fn from(error: CallError) -> Self {
        match error {
            CallError::Until => {
                Self::bad_field("/until", "wait_length", &[("max", CallState::DAYS_MAX.to_string())])
            }
            CallError::Full => Self::new(&problems::tickets::CALLS_FULL).with("max", CallState::CALLS_MAX),
            CallError::Ended => Self::new(&problems::tickets::CALL_ENDED),
        }
    }
}

impl From<QuotationError> for ApiError {
    fn from(error: QuotationError) -> Self {
        match error {
            QuotationError::Total => Self::bad_field("/lines", "quotation_total", &[]),
            QuotationError::Until => {
                Self::bad_field("/good_until", "wait_length", &[("max", Quotation::DAYS_MAX.to_string())])
            }
            QuotationError::Full => {
                Self::new(&problems::tickets::QUOTATIONS_FULL).with("max", Quotation::QUOTATIONS_MAX)
            }
            QuotationError::Ended => Self::new(&problems::tickets::QUOTATION_ENDED),
            QuotationError::Passed => Self::new(&problems::tickets::QUOTATION_PASSED),
            QuotationError::NotPayer => Self::new(&problems::tickets::QUOTATION_NOT_YOURS),
        }
    }
}
