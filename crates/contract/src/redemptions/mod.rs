//! What points are spent on, on the wire: offers, their redemption, and settlement with providers.

mod offers;
mod settlement;
mod show;

use domain::{
    ids::{AreaId, OfferId},
    redemptions::{PRICE_MAX, RedemptionCode},
};
use serde::{Deserialize, Serialize};
use validator::{Validate, ValidationError};

pub use self::{
    offers::{
        CreateOffer, DESCRIPTION_CHARS_MAX, ListManagedOffers, ListOffers, Offer, OfferContent, OfferTerms,
        PICK_UP_CHARS_MAX, Payer, REASON_CHARS_MAX, RefuseOffer, TITLE_CHARS_MAX,
    },
    settlement::{GetProviderSettlement, ProviderSettlement, ProviderSettlementLine},
    show::{AtCounter, ListProviderRedemptions, ListRedemptions, Redemption, RedemptionStateName},
};
use crate::words::not_blank;

/// An offer to redeem: the points are held, the thing is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Reserve {
    /// Which offer.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub offer_id: OfferId,
    /// The household whose wallet pays, which the caller belongs to; the caller's own wallet where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<uuid::Uuid>))]
    pub household_id: Option<AreaId>,
    /// The price that the caller has seen: where it is another one by now, nothing is reserved.
    #[validate(range(min = 1, max = PRICE_MAX))]
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 1_000_000, example = 80))]
    pub price: i64,
}

/// Calls a redemption off.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CancelRedemption {
    /// Why; needed from the provider.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[validate(length(min = 1, max = REASON_CHARS_MAX), custom(function = not_blank))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 200))]
    pub reason: Option<String>,
}

/// Takes back what was collected.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ReturnRedemption {
    /// Why; the resident reads it.
    #[validate(length(min = 1, max = REASON_CHARS_MAX), custom(function = not_blank))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 200))]
    pub reason: String,
    /// Whether it can be redeemed again.
    #[serde(default)]
    pub restock: bool,
}

/// A code that a resident shows, at a provider.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ShownCode {
    /// The code as it was typed or scanned.
    #[validate(length(max = 300), custom(function = check_code))]
    #[cfg_attr(feature = "openapi", schema(max_length = 300, example = "7K3M-92QX"))]
    pub code: String,
}

fn check_code(text: &str) -> Result<(), ValidationError> {
    RedemptionCode::parse(text).map(drop).ok_or_else(|| ValidationError::new("redemption_code"))
}

/// Where a code is shown, in an address that a camera opens: `…/provider/collect?code=…`.
pub const COLLECT_PATH: &str = "/provider/collect";

/// The address behind the QR code of a redemption.
#[must_use]
pub fn collect_address(origin: &str, code: &str) -> String {
    format!("{origin}{COLLECT_PATH}?code={}", code.replace('-', ""))
}
