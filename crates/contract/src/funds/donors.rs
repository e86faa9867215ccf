//! Who gives, and what was there when the books began.

use chrono::{DateTime, Utc};
use domain::{
    funds::{Amount, DONOR_NAME_CHARS_MAX, INCOME_NOTE_CHARS_MAX},
    ids::{DonorId, EntryId, OpeningBalanceId, PostingId},
};
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::purpose_code;
use crate::words::not_blank;

/// Who gives to a fund.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FundDonor {
    /// Their id.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub id: DonorId,
    /// What they are called.
    pub name: String,
    /// Whether they have an account.
    pub has_account: bool,
    /// Since when they are known.
    pub added_at: DateTime<Utc>,
}

/// Somebody who gives without an account.
#[derive(Clone, Debug, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AddDonor {
    /// What they are called.
    #[validate(length(min = 1, max = DONOR_NAME_CHARS_MAX), custom(function = "not_blank"))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 60))]
    pub name: String,
}

/// What was there for a purpose, or for any, when the books began.
#[derive(Clone, Debug, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({"amount_fen": 1_234_500, "note": "二〇二六年底结存"})))]
#[serde(deny_unknown_fields)]
pub struct BringBalance {
    /// What it may be spent on; anything where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[validate(custom(function = "purpose_code"))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 40))]
    pub purpose: Option<String>,
    /// How much.
    #[cfg_attr(feature = "openapi", schema(value_type = i64, minimum = 1))]
    pub amount_fen: Amount,
    /// From which books.
    #[validate(length(min = 1, max = INCOME_NOTE_CHARS_MAX), custom(function = "not_blank"))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 200))]
    pub note: String,
}

/// A balance that was brought in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OpeningBalance {
    /// Its id.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub id: OpeningBalanceId,
    /// What it may be spent on.
    pub purpose: Option<String>,
    /// How much.
    pub amount_fen: i64,
    /// From which books.
    pub note: String,
    /// The posting that brought it in.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub posting_id: PostingId,
    /// The journal entry that tells of it.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub entry_id: EntryId,
    /// When.
    pub brought_at: DateTime<Utc>,
    /// When it was taken back.
    pub reversed_at: Option<DateTime<Utc>>,
    /// Why.
    pub reason: Option<String>,
}

/// The balances that were brought into a fund, the latest first. At most 500.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OpeningBalances {
    /// Balances.
    pub items: Vec<OpeningBalance>,
}
