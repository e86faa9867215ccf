//! Redemptions as residents and providers see them.

use chrono::{DateTime, NaiveDate, Utc};
use domain::ids::{AreaId, OfferId, PhotoId, ProgrammeId, ProviderId, RedemptionId};
use serde::{Deserialize, Serialize};

use crate::{page::PageQuery, providers::OpeningHours};

/// Where a redemption stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum RedemptionStateName {
    /// It is kept for the resident.
    Reserved,
    /// The resident has it.
    Collected,
    /// It was called off.
    Cancelled,
    /// Nobody came for it.
    Expired,
    /// It was given back.
    Returned,
}

impl RedemptionStateName {
    /// Every state.
    pub const ALL: [Self; 5] =
        [Self::Reserved, Self::Collected, Self::Cancelled, Self::Expired, Self::Returned];

    /// The name in the API and in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Reserved => "reserved",
            Self::Collected => "collected",
            Self::Cancelled => "cancelled",
            Self::Expired => "expired",
            Self::Returned => "returned",
        }
    }

    /// Reads the name back; `None` for a word that names no state.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == word)
    }
}

/// An offer that somebody redeems.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Redemption {
    /// Its id.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub id: RedemptionId,
    /// What is redeemed.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub offer_id: OfferId,
    /// What it is called.
    pub title: String,
    /// A picture of it.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<uuid::Uuid>))]
    pub photo: Option<PhotoId>,
    /// Whose points it takes.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub programme_id: ProgrammeId,
    /// What it cost when it was reserved, in points.
    pub points: i64,
    /// Where it stands.
    pub state: RedemptionStateName,
    /// When it was reserved.
    pub reserved_at: DateTime<Utc>,
    /// The moment from which on it can no longer be collected.
    pub keep_until: DateTime<Utc>,
    /// When it was handed out.
    pub collected_at: Option<DateTime<Utc>>,
    /// When it was called off, expired or came back.
    pub ended_at: Option<DateTime<Utc>>,
    /// Why.
    pub reason: Option<String>,
    /// The household whose wallet pays; the person's own where absent.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<uuid::Uuid>))]
    pub household_id: Option<AreaId>,
    /// Who reserved it: the whole name for members of a household that pays, else masked.
    #[cfg_attr(feature = "openapi", schema(example = "林*"))]
    pub person: String,
    /// Whether the caller reserved it.
    pub mine: bool,
    /// The code to show, while it is reserved; for the resident and the household that pays.
    #[cfg_attr(feature = "openapi", schema(example = "7K3M-92QX"))]
    pub code: Option<String>,
    /// Who hands it out.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub provider_id: ProviderId,
    /// What the provider is called.
    pub provider_name: String,
    /// A number to call the provider.
    pub telephone: Option<String>,
    /// Where it is picked up.
    pub pick_up: String,
    /// When.
    pub opening_hours: OpeningHours,
    /// Grows with every change.
    pub version: i64,
}

/// Which of one's own redemptions, and those that one's households pay, to list; the newest first.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[serde(deny_unknown_fields)]
pub struct ListRedemptions {
    /// Only in this state.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(value_type = Option<String>))]
    pub state: Option<RedemptionStateName>,
    /// Items on the page, 1 to 100; 20 where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 100))]
    pub limit: Option<u32>,
    /// The `next` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(max_length = 300))]
    pub after: Option<String>,
}

impl ListRedemptions {
    /// The page asked for.
    #[must_use]
    pub fn page(&self) -> PageQuery {
        PageQuery { limit: self.limit, after: self.after.clone() }
    }
}

/// Which redemptions of a provider to list; the newest first.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[serde(deny_unknown_fields)]
pub struct ListProviderRedemptions {
    /// Only in this state.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(value_type = Option<String>))]
    pub state: Option<RedemptionStateName>,
    /// Only what was collected on this day of the town's calendar.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub collected_on: Option<NaiveDate>,
    /// Items on the page, 1 to 100; 20 where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 100))]
    pub limit: Option<u32>,
    /// The `next` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(max_length = 300))]
    pub after: Option<String>,
}

impl ListProviderRedemptions {
    /// The page asked for.
    #[must_use]
    pub fn page(&self) -> PageQuery {
        PageQuery { limit: self.limit, after: self.after.clone() }
    }
}

/// A redemption as the provider sees it: enough to hand it out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AtCounter {
    /// Its id.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub id: RedemptionId,
    /// Who hands it out.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub provider_id: ProviderId,
    /// What the provider is called.
    pub provider_name: String,
    /// What is redeemed.
    pub title: String,
    /// A picture of it.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<uuid::Uuid>))]
    pub photo: Option<PhotoId>,
    /// The offer, whose photo it is.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub offer_id: OfferId,
    /// For how many points.
    pub points: i64,
    /// The resident's name, all but the first character hidden.
    #[cfg_attr(feature = "openapi", schema(example = "林*"))]
    pub person: String,
    /// Where it stands.
    pub state: RedemptionStateName,
    /// When it was reserved.
    pub reserved_at: DateTime<Utc>,
    /// The moment from which on it can no longer be collected.
    pub keep_until: DateTime<Utc>,
    /// When it was handed out.
    pub collected_at: Option<DateTime<Utc>>,
    /// When it was called off, expired or came back.
    pub ended_at: Option<DateTime<Utc>>,
    /// Why.
    pub reason: Option<String>,
}
