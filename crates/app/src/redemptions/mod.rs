//! Offers of providers, their redemption for points, and what providers are owed.
//!
//! What is reserved holds its points (wallet → redeemed, pending until the last day of the pick-up) and takes one piece
//! off the stock, in one transaction. Collecting commits what was held; whatever else becomes of it voids it. All of it
//! runs in the ledger's turn, so that two who want the last piece meet one after the other.

mod cancel;
mod code;
mod collect;
mod expire;
pub mod offers;
pub(crate) mod programmes;
mod read;
mod reserve;
mod row;
mod settlement;

use domain::{
    ledger::Refusal,
    permissions::Denied,
    redemptions::{LimitsError, OfferRefused, RedemptionRefused, StockError},
};

pub use self::{
    cancel::{cancel, give_back},
    collect::{CodeAttempt, collect, look},
    expire::{EXPIRE_MAX, expire},
    read::{AtCounter, ProviderFilter, Redemption, RedemptionFilter, all_mine, of_provider, own, redemption},
    reserve::{Reserve, reserve},
    settlement::{
        LINES_MAX, PERIOD_DAYS_MAX, Period, ProviderSettlement, ProviderSettlementLine, settlement,
    },
};
use crate::{db::DbError, ledger};

/// What the ledger calls a redemption.
const KIND: &str = "points.redemption";
/// What the ledger calls one that came back.
const KIND_RETURN: &str = "points.return";

/// Why something about an offer or a redemption cannot be done.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The store.
    #[error(transparent)]
    Db(#[from] DbError),
    /// Not allowed.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// The ledger's rules.
    #[error(transparent)]
    Ledger(Refusal),
    /// The rules of offers.
    #[error(transparent)]
    Offer(#[from] OfferRefused),
    /// The rules of redemptions.
    #[error(transparent)]
    Refused(#[from] RedemptionRefused),
    /// A limit is reached.
    #[error(transparent)]
    Limits(#[from] LimitsError),
    /// Nothing is left.
    #[error(transparent)]
    Stock(#[from] StockError),
    /// The provider serves no more.
    #[error("the provider serves no more")]
    ProviderEnded,
    /// There is no such provider.
    #[error("there is no such provider")]
    ProviderUnknown,
    /// The programme is none where the provider serves.
    #[error("this programme is not here")]
    Programme,
    /// The programme has not begun, or has ended.
    #[error("this programme does not run")]
    ProgrammeNotRunning,
    /// A photo is not the caller's to give; which.
    #[error("photo {0} cannot be given")]
    Photo(usize),
    /// It costs something else by now.
    #[error("it costs {price} by now")]
    Price {
        /// What it costs.
        price: i64,
    },
    /// The actor does not belong to the household.
    #[error("not a household of theirs")]
    Household,
    /// Too few points.
    #[error("{wanted} wanted of {available}")]
    Short {
        /// What is needed.
        wanted: i64,
        /// What is there.
        available: i64,
    },
    /// The provider says why.
    #[error("a provider says why it cancels")]
    Reason,
    /// The days are no period, or too long.
    #[error("a period has 1 to {PERIOD_DAYS_MAX} days")]
    Period,
    /// More lines than [`LINES_MAX`].
    #[error("at most {LINES_MAX} lines")]
    TooManyLines,
    /// It changed since the caller read it.
    #[error("it has changed meanwhile")]
    Stale,
}

impl From<diesel::result::Error> for Error {
    fn from(error: diesel::result::Error) -> Self {
        Self::Db(error.into())
    }
}

impl From<ledger::Error> for Error {
    fn from(error: ledger::Error) -> Self {
        match error {
            ledger::Error::Db(error) => Self::Db(error),
            ledger::Error::Refused(Refusal::BelowFloor { available, wanted, .. }) => {
                Self::Short { wanted, available }
            }
            ledger::Error::Refused(refusal) => Self::Ledger(refusal),
        }
    }
}
