//! Calls for proposals.

use chrono::{DateTime, Utc};
use domain::{
    funds::{Amount, PROJECT_PLAN_CHARS_MAX, PROJECT_TITLE_CHARS_MAX, projects::CallStage},
    ids::{FundId, ProposalCallId},
};
use serde::{Deserialize, Serialize};
use validator::{Validate, ValidationError};

use super::super::purpose_code;
use crate::words::{not_blank, text};

/// Which calls to list; all conditions at once. The newest first.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[serde(deny_unknown_fields)]
pub struct ListProposalCalls {
    /// Only those of this fund.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(value_type = Option<uuid::Uuid>))]
    pub fund_id: Option<FundId>,
    /// Only where they stand so now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stage: Option<CallStage>,
    /// Items on the page, 1 to 100; 20 where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 100))]
    pub limit: Option<u32>,
    /// The `next` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(max_length = 60))]
    pub after: Option<String>,
}

/// A call for proposals.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProposalCall {
    /// Its id.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub id: ProposalCallId,
    /// Of which fund.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub fund_id: FundId,
    /// What it is called.
    pub title: String,
    /// What it asks for.
    pub text: String,
    /// Codes of what a project may be for; anything that the fund is for, where there are none.
    pub purposes: Vec<String>,
    /// What a project costs at most, in fen.
    pub most_fen: i64,
    /// From when on proposals are handed in.
    pub opens_at: DateTime<Utc>,
    /// Until when (exclusive).
    pub closes_at: DateTime<Utc>,
    /// Where it stands now.
    pub stage: CallStage,
    /// Since when everybody reads it.
    pub published_at: Option<DateTime<Utc>>,
    /// Grows with every change; the `ETag`.
    pub version: i64,
}

/// What a call says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({
    "title": "2026 年春季社区项目征集", "text": "面向居民、小组和社会组织，征集改善楼道和小花园的项目。",
    "purposes": ["environment"], "most_fen": 500_000,
    "opens_at": "2026-03-01T00:00:00Z", "closes_at": "2026-04-01T00:00:00Z"
})))]
#[serde(deny_unknown_fields)]
pub struct WriteProposalCall {
    /// What it is called.
    #[validate(length(min = 1, max = PROJECT_TITLE_CHARS_MAX), custom(function = "not_blank"))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 80))]
    pub title: String,
    /// What it asks for; may be empty.
    #[validate(length(max = PROJECT_PLAN_CHARS_MAX), custom(function = "text"))]
    #[cfg_attr(feature = "openapi", schema(max_length = 20_000))]
    pub text: String,
    /// Codes of what a project may be for, at most 50; anything that the fund is for, where there are none.
    #[serde(default)]
    #[validate(length(max = 50), custom(function = "codes"))]
    #[cfg_attr(feature = "openapi", schema(max_items = 50))]
    pub purposes: Vec<String>,
    /// What a project costs at most, in fen.
    #[validate(range(min = 1, max = Amount::FEN_MAX))]
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 1_000_000_000_000_i64))]
    pub most_fen: i64,
    /// From when on proposals are handed in.
    pub opens_at: DateTime<Utc>,
    /// Until when (exclusive).
    pub closes_at: DateTime<Utc>,
}

fn codes(codes: &[String]) -> Result<(), ValidationError> {
    codes.iter().try_for_each(|code| purpose_code(code))
}
