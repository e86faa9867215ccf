//! Errors of tickets as problems.

use app::tickets::Error;
use contract::problems;
use domain::tickets::TicketError;

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
            Error::PhotoUnknown(index) => Self::bad_field(format!("/photos/{index}"), "photo", &[]),
            Error::HandlerUnfit => Self::bad_field("/handler_id", "handler", &[]),
            Error::PrincipalUnknown => Self::bad_field("/on_behalf_of", "principal", &[]),
            Error::TimelineFull => Self::new(&problems::tickets::TICKET_TIMELINE_FULL),
            Error::NoPhone => Self::new(&problems::tickets::CONTACT_MISSING),
            Error::Crypto(error) => Self::internal(error),
        }
    }
}

impl From<TicketError> for ApiError {
    fn from(error: TicketError) -> Self {
        Self::new(match error {
            TicketError::AlreadyTaken => &problems::tickets::TICKET_ALREADY_TAKEN,
            TicketError::NotTaken => &problems::tickets::TICKET_NOT_TAKEN,
            TicketError::AlreadyClosed => &problems::tickets::TICKET_ALREADY_CLOSED,
            TicketError::NotClosed => &problems::tickets::TICKET_NOT_CLOSED,
            TicketError::WindowPassed => &problems::tickets::OBJECTION_WINDOW_PASSED,
            TicketError::Ended => &problems::tickets::TICKET_ENDED,
            TicketError::NotHandler => &problems::tickets::TICKET_NOT_YOURS,
            TicketError::NotReporter => &problems::NOT_ALLOWED,
            TicketError::OwnWork => &problems::tickets::OWN_WORK_NOT_RATED,
            TicketError::LookBackJudges => &problems::tickets::TICKET_AWAITS_LOOK_BACK,
            // Only the job that ends windows meets the first; no rectification meets the second.
            TicketError::WindowOpen | TicketError::ReporterJudges => return Self::internal(error),
        })
    }
}
