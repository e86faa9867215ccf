//! A fund's own budget: what it may spend outside projects.

use domain::{
    funds::{Amount, DISBURSEMENT_TITLE_CHARS_MAX},
    ids::FundId,
};
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::purpose_code;
use crate::words::not_blank;

/// A line of a fund's own budget.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FundLine {
    /// Its number, from 1.
    pub number: u16,
    /// What it pays.
    pub title: String,
    /// At most so much, in fen.
    pub limit_fen: i64,
    /// Code of what it serves; on a line without, only free money is spent.
    pub purpose: Option<String>,
    /// What was approved and is not paid yet, in fen.
    pub reserved_fen: i64,
    /// What was paid and did not come back, in fen.
    pub spent_fen: i64,
    /// What can still be approved, in fen.
    pub left_fen: i64,
}

/// A fund's own budget.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FundBudget {
    /// Of which fund.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub fund_id: FundId,
    /// Its lines, in their order.
    pub lines: Vec<FundLine>,
}

/// A line as it is written.
#[derive(Clone, Debug, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({"title": "助老慰问", "limit_fen": 2_000_000})))]
#[serde(deny_unknown_fields)]
pub struct WriteFundLine {
    /// What it pays.
    #[validate(length(min = 1, max = DISBURSEMENT_TITLE_CHARS_MAX), custom(function = "not_blank"))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 80))]
    pub title: String,
    /// At most so much.
    #[cfg_attr(feature = "openapi", schema(value_type = i64, minimum = 1))]
    pub limit_fen: Amount,
    /// Code of what it serves; a line that is there keeps what it was made for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[validate(custom(function = "purpose_code"))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 40))]
    pub purpose: Option<String>,
}
