//! Gifts between residents.

use chrono::{DateTime, Utc};
use domain::{
    ids::{GiftId, LedgerAccountId, ProgrammeId, UserId},
    points::{POINTS_MAX, WORDS_CHARS_MAX},
};
use serde::{Deserialize, Serialize};
use validator::Validate;

use crate::words::not_blank;

/// How long somebody's code for gifts holds, in minutes.
pub const GIFT_CODE_MINUTES: i64 = 10;
/// Letters and digits of a code for gifts.
pub const GIFT_CODE_CHARS: usize = 8;

/// A code that somebody shows to be given points.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct GiftCode {
    /// The code, 8 letters and digits.
    #[cfg_attr(feature = "openapi", schema(example = "K7M2P9XA"))]
    pub code: String,
    /// Until when it holds.
    pub expires_at: DateTime<Utc>,
}

/// Whom a wallet's points are meant for.
#[derive(Clone, Debug, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({
    "account_id": "019b8f2e-0000-7000-8000-000000000001", "login_or_code": "K7M2P9XA"
})))]
#[serde(deny_unknown_fields)]
pub struct FindGiftRecipient {
    /// The wallet that gives.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub account_id: LedgerAccountId,
    /// Their login name, or the code that they show.
    #[validate(length(min = 1, max = 40))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 40))]
    pub login_or_code: String,
}

/// Somebody who can be given points.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct GiftRecipient {
    /// Who.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub user_id: UserId,
    /// What they are called, all but the first character hidden.
    pub masked_name: String,
}

/// Points for somebody.
#[derive(Clone, Debug, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({
    "account_id": "019b8f2e-0000-7000-8000-000000000001", "recipient_id": "019b8f2e-0000-7000-8000-000000000002",
    "points": 20, "words": "谢谢您帮忙照看"
})))]
#[serde(deny_unknown_fields)]
pub struct GiveGift {
    /// The wallet that gives.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub account_id: LedgerAccountId,
    /// To whom: who was found.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub recipient_id: UserId,
    /// How many.
    #[validate(range(min = 1, max = POINTS_MAX))]
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 1_000_000))]
    pub points: i64,
    /// What to say with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[validate(length(max = WORDS_CHARS_MAX), custom(function = "not_blank"))]
    #[cfg_attr(feature = "openapi", schema(max_length = 500))]
    pub words: Option<String>,
}

/// A gift that was given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Gift {
    /// Its id.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub id: GiftId,
    /// In which programme.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub programme_id: ProgrammeId,
    /// How many points.
    pub points: i64,
    /// To whom: all but the first character hidden.
    pub recipient: String,
    /// What was said with it.
    pub words: Option<String>,
    /// When.
    pub given_at: DateTime<Utc>,
}
