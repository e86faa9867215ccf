//! Errors of offers and redemptions as problems.

use app::redemptions::{Error, LINES_MAX, PERIOD_DAYS_MAX};
use contract::problems::{self, redemptions as p};
use domain::{
    ledger::Refusal,
    redemptions::{LimitsError, OfferRefused, RETURN_DAYS, RedemptionRefused},
};

use crate::ApiError;

impl From<Error> for ApiError {
    fn from(error: Error) -> Self {
        match error {
            Error::Db(error) => error.into(),
            Error::Denied(denied) => denied.into(),
            Error::Ledger(Refusal::Expired) => Self::new(&p::REDEMPTION_EXPIRED),
            Error::Ledger(refusal) => refusal.into(),
            Error::Offer(refused) => refused.into(),
            Error::Refused(refused) => refused.into(),
            Error::Limits(LimitsError::Month { max }) => {
                Self::new(&p::REDEMPTION_LIMIT_MONTH).with("max", max)
            }
            Error::Limits(LimitsError::Whole { max }) => Self::new(&p::REDEMPTION_LIMIT).with("max", max),
            Error::Limits(LimitsError::Impossible) => Self::bad_field("/content", "redemption_limits", &[]),
            Error::Stock(_) => Self::new(&p::OFFER_SOLD_OUT),
            Error::ProviderEnded => Self::new(&problems::providers::PROVIDER_ENDED),
            Error::ProviderUnknown => Self::bad_field("/provider_id", "not_found", &[]),
            Error::Programme => Self::new(&p::PROGRAMME_NOT_HERE),
            Error::ProgrammeNotRunning => Self::new(&problems::points::PROGRAMME_NOT_RUNNING),
            Error::Photo(index) => Self::bad_field(format!("/photos/{index}"), "photo", &[]),
            Error::Price { price } => Self::new(&p::OFFER_PRICE_CHANGED).with("price", price),
            Error::Household => Self::bad_field("/household_id", "not_found", &[]),
            Error::Short { wanted, available } => Self::new(&problems::points::POINTS_SHORT)
                .with("wanted", wanted)
                .with("available", available.max(0)),
            Error::Reason => Self::bad_field("/reason", "required", &[]),
            Error::Period => {
                Self::bad_field("/until", "settlement_days", &[("max", PERIOD_DAYS_MAX.to_string())])
            }
            Error::TooManyLines => Self::new(&p::SETTLEMENT_TOO_LARGE).with("max", LINES_MAX),
            Error::Stale => Self::new(&problems::CHANGED_MEANWHILE),
        }
    }
}

impl From<OfferRefused> for ApiError {
    fn from(refused: OfferRefused) -> Self {
        Self::new(match refused {
            OfferRefused::Decided => &p::OFFER_DECIDED,
            OfferRefused::Ended => &p::OFFER_ENDED,
            OfferRefused::Own => &p::OFFER_OWN,
            OfferRefused::NotShown => &p::OFFER_NOT_SHOWN,
        })
    }
}

impl From<RedemptionRefused> for ApiError {
    fn from(refused: RedemptionRefused) -> Self {
        match refused {
            RedemptionRefused::Collected => Self::new(&p::REDEMPTION_COLLECTED),
            RedemptionRefused::Cancelled => Self::new(&p::REDEMPTION_CANCELLED),
            RedemptionRefused::Expired => Self::new(&p::REDEMPTION_EXPIRED),
            RedemptionRefused::Returned => Self::new(&p::REDEMPTION_RETURNED),
            RedemptionRefused::NotCollected => Self::new(&p::REDEMPTION_NOT_COLLECTED),
            RedemptionRefused::TooLate => Self::new(&p::REDEMPTION_RETURN_LATE).with("days", RETURN_DAYS),
            // Only the chore meets it.
            RedemptionRefused::NotOver => Self::internal(refused),
        }
    }
}
