//! Offers.

use chrono::NaiveDate;
use domain::{
    ids::{AreaId, OfferId, PhotoId, ProgrammeId, ProviderId},
    redemptions::{
        KEEP_DAYS_MAX, LIMIT_MAX, Limits, OfferKind, OfferState, PHOTOS_MAX, PRICE_MAX, STOCK_MAX, Shown,
    },
};
use serde::{Deserialize, Serialize};
use validator::{Validate, ValidationError};

use crate::{page::PageQuery, providers::OpeningHours, words::not_blank};

/// Longest title of an offer, in characters.
pub const TITLE_CHARS_MAX: u64 = 40;
/// Longest description of an offer, in characters.
pub const DESCRIPTION_CHARS_MAX: u64 = 1000;
/// Longest words for where something is picked up, in characters.
pub const PICK_UP_CHARS_MAX: u64 = 120;
/// Longest reason, in characters.
pub const REASON_CHARS_MAX: u64 = 200;

/// What a provider gives for points.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Offer {
    /// Its id.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub id: OfferId,
    /// Whose it is.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub provider_id: ProviderId,
    /// What the provider is called.
    pub provider_name: String,
    /// Whose points it takes.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub programme_id: ProgrammeId,
    /// Goods or a service.
    pub kind: OfferKind,
    /// What it is.
    pub title: String,
    /// More about it.
    pub description: String,
    /// Pictures of it; everybody may see those of an offer that is shown.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<uuid::Uuid>))]
    pub photos: Vec<PhotoId>,
    /// What it costs, in points.
    pub price: i64,
    /// How many are left; absent where there is no limit.
    pub stock: Option<i64>,
    /// Most a person and month.
    pub month_max: Option<u32>,
    /// Most a person in all.
    pub whole_max: Option<u32>,
    /// Where it is picked up: the offer's own words, or the provider's address.
    pub pick_up: String,
    /// When it is picked up: the offer's own hours, or the provider's.
    pub opening_hours: OpeningHours,
    /// Whether it can be picked up at the moment of the answer.
    pub open_now: bool,
    /// Days for which a reservation is kept beside the day of reserving.
    pub keep_days: u32,
    /// The first day on which it is shown.
    pub shown_from: NaiveDate,
    /// The last day on which it is shown; open where absent.
    pub shown_until: Option<NaiveDate>,
    /// Where it stands.
    pub state: OfferState,
    /// Why an official refused it.
    pub refusal: Option<String>,
    /// What the offer itself says of the pick-up, where it is not the provider's: to be edited.
    pub own_pick_up: Option<String>,
    /// The offer's own hours, where they are not the provider's: to be edited.
    pub own_opening_hours: Option<OpeningHours>,
    /// Grows with every change.
    pub version: i64,
}

/// What an offer is, as somebody writes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[validate(schema(function = "check_limits"), schema(function = "check_days"))]
#[serde(deny_unknown_fields)]
pub struct OfferContent {
    /// Goods or a service.
    pub kind: OfferKind,
    /// What it is.
    #[validate(length(min = 1, max = TITLE_CHARS_MAX), custom(function = not_blank))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 40, example = "一袋大米 5 公斤"))]
    pub title: String,
    /// More about it.
    #[serde(default)]
    #[validate(length(max = DESCRIPTION_CHARS_MAX))]
    #[cfg_attr(feature = "openapi", schema(max_length = 1000))]
    pub description: String,
    /// Pictures of it, in their order: new uploads of the caller, or the offer's own.
    #[serde(default)]
    #[validate(length(max = PHOTOS_MAX), custom(function = each_once))]
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<uuid::Uuid>, max_items = 6))]
    pub photos: Vec<PhotoId>,
    /// What it costs, in points.
    #[validate(range(min = 1, max = PRICE_MAX))]
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 1_000_000, example = 80))]
    pub price: i64,
    /// How many there are; absent where there is no limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[validate(range(min = 0, max = STOCK_MAX))]
    #[cfg_attr(feature = "openapi", schema(minimum = 0, maximum = 1_000_000))]
    pub stock: Option<i64>,
    /// Most a person and month.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[validate(range(min = 1, max = LIMIT_MAX))]
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 1000))]
    pub month_max: Option<u32>,
    /// Most a person in all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[validate(range(min = 1, max = LIMIT_MAX))]
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 1000))]
    pub whole_max: Option<u32>,
    /// Where it is picked up, where that is not the provider's address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[validate(length(min = 1, max = PICK_UP_CHARS_MAX), custom(function = not_blank))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 120))]
    pub pick_up: Option<String>,
    /// When it is picked up, where that is not when the provider is open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[validate(nested)]
    pub opening_hours: Option<OpeningHours>,
    /// Days for which a reservation is kept beside the day of reserving.
    #[validate(range(min = 1, max = KEEP_DAYS_MAX))]
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 30, example = 7))]
    pub keep_days: u32,
    /// The first day on which it is shown.
    pub shown_from: NaiveDate,
    /// The last day on which it is shown; open where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shown_until: Option<NaiveDate>,
}

fn each_once(photos: &[PhotoId]) -> Result<(), ValidationError> {
    let twice = photos.iter().enumerate().any(|(at, photo)| photos[..at].contains(photo));
    if twice { Err(ValidationError::new("twice")) } else { Ok(()) }
}

fn check_limits(content: &OfferContent) -> Result<(), ValidationError> {
    Limits::new(content.month_max, content.whole_max)
        .map(drop)
        .map_err(|_| ValidationError::new("redemption_limits"))
}

fn check_days(content: &OfferContent) -> Result<(), ValidationError> {
    let days = Shown::new(content.shown_from, content.shown_until);
    days.map(drop).ok_or_else(|| ValidationError::new("shown_days"))
}

/// An offer to make.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CreateOffer {
    /// Whose it is.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub provider_id: ProviderId,
    /// Whose points it takes; it stays so.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub programme_id: ProgrammeId,
    /// What it is.
    #[validate(nested)]
    pub content: OfferContent,
}

/// Why an offer is not shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RefuseOffer {
    /// What the provider should change.
    #[validate(length(min = 1, max = REASON_CHARS_MAX), custom(function = not_blank))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 200))]
    pub reason: String,
}

/// Which of the offers that are shown now to list, the newest first.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[serde(deny_unknown_fields)]
pub struct ListOffers {
    /// Only of providers that serve this area: those of the area itself, of every one around it and under it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(value_type = Option<uuid::Uuid>))]
    pub area_id: Option<AreaId>,
    /// Only for points of this programme.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(value_type = Option<uuid::Uuid>))]
    pub programme_id: Option<ProgrammeId>,
    /// Only of this provider.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(value_type = Option<uuid::Uuid>))]
    pub provider_id: Option<ProviderId>,
    /// Only what the caller, or a household of theirs, has the points for. Nothing for who is not signed in.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub affordable: bool,
    /// Items on the page, 1 to 100; 20 where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 100))]
    pub limit: Option<u32>,
    /// The `next` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(max_length = 300))]
    pub after: Option<String>,
}

impl ListOffers {
    /// The page asked for.
    #[must_use]
    pub fn page(&self) -> PageQuery {
        PageQuery { limit: self.limit, after: self.after.clone() }
    }
}

/// Which offers to list for those who manage them, the newest first.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[serde(deny_unknown_fields)]
pub struct ListManagedOffers {
    /// Only of this provider.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(value_type = Option<uuid::Uuid>))]
    pub provider_id: Option<ProviderId>,
    /// Only of providers in this area and under it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(value_type = Option<uuid::Uuid>))]
    pub under_id: Option<AreaId>,
    /// Only in this state.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(value_type = Option<String>))]
    pub state: Option<OfferState>,
    /// Items on the page, 1 to 100; 20 where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 100))]
    pub limit: Option<u32>,
    /// The `next` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(max_length = 300))]
    pub after: Option<String>,
}

impl ListManagedOffers {
    /// The page asked for.
    #[must_use]
    pub fn page(&self) -> PageQuery {
        PageQuery { limit: self.limit, after: self.after.clone() }
    }
}

/// A wallet that an offer can be paid from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(as = OfferPayer))]
pub struct Payer {
    /// Whose it is; the caller's own where absent.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<uuid::Uuid>))]
    pub household_id: Option<AreaId>,
    /// What that household is called.
    pub household_name: Option<String>,
    /// Points that can be spent now.
    pub available: i64,
}

/// What the caller can redeem an offer with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OfferTerms {
    /// The wallets with points of the programme, that with the most first; at most 21.
    pub payers: Vec<Payer>,
    /// How many more the caller may redeem now; absent where there is no limit.
    pub left_for_me: Option<u32>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn content() -> OfferContent {
        OfferContent {
            kind: OfferKind::Goods,
            title: "大米".to_owned(),
            description: String::new(),
            photos: vec![],
            price: 80,
            stock: Some(0),
            month_max: None,
            whole_max: None,
            pick_up: None,
            opening_hours: None,
            keep_days: 7,
            shown_from: "2026-01-05".parse().unwrap(),
            shown_until: None,
        }
    }

    #[test]
    fn an_offer_says_what_is_wrong_with_it() {
        assert!(content().validate().is_ok());
        let wrong = [
            OfferContent { price: 0, ..content() },
            OfferContent { price: PRICE_MAX + 1, ..content() },
            OfferContent { stock: Some(-1), ..content() },
            OfferContent { keep_days: 31, ..content() },
            OfferContent { month_max: Some(3), whole_max: Some(2), ..content() },
            OfferContent { shown_until: Some("2026-01-04".parse().unwrap()), ..content() },
            OfferContent { title: " ".to_owned(), ..content() },
            OfferContent { photos: vec![PhotoId(uuid::Uuid::nil()); 2], ..content() },
        ];
        for (number, wrong) in wrong.into_iter().enumerate() {
            assert!(wrong.validate().is_err(), "{number}");
        }
    }
}
