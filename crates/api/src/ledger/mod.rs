//! The ledger: accounts, statements and postings for those whose they are, and for who sees the books.

mod accounts;
mod export;
mod postings;

use app::ledger::{self, BatchError, Error, FreezeError, ListError};
use contract::problems::{ledger as p, points::POINTS_SHORT};
use domain::ledger::Refusal;
use utoipa_actix_web::service_config::ServiceConfig;

use crate::ApiError;

pub(crate) fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.configure(accounts::routes).configure(postings::routes).configure(export::routes);
}

/// What a caller can do something about; anything else that the ledger refuses is a fault of ours. Areas answer what is
/// theirs (a redemption that was collected already) before they get here.
impl From<Refusal> for ApiError {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::BelowFloor { available, wanted, .. } => {
                Self::new(&POINTS_SHORT).with("available", available.max(0)).with("wanted", wanted)
            }
            Refusal::Frozen(_) => Self::new(&p::LEDGER_ACCOUNT_FROZEN),
            Refusal::Closed(_) => Self::new(&p::LEDGER_ACCOUNT_CLOSED),
            Refusal::NotEmpty(_) => Self::new(&p::LEDGER_ACCOUNT_NOT_EMPTY),
            other => Self::internal(format!("the ledger refused: {other}")),
        }
    }
}

impl From<Error> for ApiError {
    fn from(error: Error) -> Self {
        match error {
            Error::Db(error) => error.into(),
            Error::Refused(refusal) => refusal.into(),
        }
    }
}

impl From<BatchError> for ApiError {
    fn from(error: BatchError) -> Self {
        match error {
            BatchError::Db(error) => error.into(),
            BatchError::Refused(refused) => match refused.first() {
                Some((_, refusal)) => (*refusal).into(),
                None => Self::internal("a batch was refused without a reason"),
            },
        }
    }
}

impl From<FreezeError> for ApiError {
    fn from(error: FreezeError) -> Self {
        match error {
            FreezeError::Db(error) => error.into(),
            FreezeError::Denied(denied) => denied.into(),
            FreezeError::Refused(refusal) => refusal.into(),
        }
    }
}

impl From<ListError> for ApiError {
    fn from(error: ListError) -> Self {
        match error {
            ListError::Db(error) => error.into(),
            ListError::Denied(denied) => denied.into(),
        }
    }
}

impl From<ledger::ExportError> for ApiError {
    fn from(error: ledger::ExportError) -> Self {
        match error {
            ledger::ExportError::Db(error) => error.into(),
            ledger::ExportError::Write(error) => Self::internal(error),
        }
    }
}
