//! The awards of a settlement, as a fund pays them.

use chrono::{DateTime, Utc};
use domain::{
    funds::DISBURSEMENT_TITLE_CHARS_MAX,
    ids::{FundId, PayoutId, ResolutionId, SettlementId},
    inspections::HalfYear,
    journal::NodeHash,
};
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::{DisbursementSummary, purpose_code};
use crate::words::not_blank;

/// Awards to be paid.
#[derive(Clone, Debug, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({
    "settlement_id": "0197a1b2-7c00-7000-8000-000000000000", "title": "上半年考核奖金", "line": 1
})))]
#[serde(deny_unknown_fields)]
pub struct MakePayout {
    /// Of which settlement: the latest revision of its half-year.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub settlement_id: SettlementId,
    /// What it is called in the books.
    #[validate(length(min = 1, max = DISBURSEMENT_TITLE_CHARS_MAX), custom(function = "not_blank"))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 80))]
    pub title: String,
    /// On which line of the fund's own budget.
    #[validate(range(min = 1, max = 50))]
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 50))]
    pub line: u16,
    /// Out of money that is restricted to this; out of free money where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[validate(custom(function = "purpose_code"))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 40))]
    pub purpose: Option<String>,
    /// By which decision of the committee; needed above the charter's amount.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<uuid::Uuid>))]
    pub resolution_id: Option<ResolutionId>,
}

/// Awards that were proposed together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Payout {
    /// Its id.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub id: PayoutId,
    /// Which fund pays.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub fund_id: FundId,
    /// Of which settlement.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub settlement_id: SettlementId,
    /// Of which half-year.
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "2026-H1"))]
    pub half_year: HalfYear,
    /// Which revision of it.
    pub revision: u32,
    /// The hash of what the half-year comes to.
    #[cfg_attr(feature = "openapi", schema(value_type = String, min_length = 64, max_length = 64))]
    pub hash: NodeHash,
    /// What these come to.
    pub total_fen: i64,
    /// When they were proposed.
    pub made_at: DateTime<Utc>,
    /// Each by itself.
    pub disbursements: Vec<DisbursementSummary>,
}
