//! Charters of funds.

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    funds::{CHARTER_TEXT_CHARS_MAX, CHARTER_TITLE_CHARS_MAX, FundRules, RulesError},
    ids::{CharterId, FundId, ResolutionId},
    journal::NodeHash,
};
use serde::{Deserialize, Serialize};
use validator::{Validate, ValidationError};

use crate::words::not_blank;

/// A version of a fund's charter, or a draft of one, without its text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CharterSummary {
    /// Its id.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub id: CharterId,
    /// Of which fund.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub fund_id: FundId,
    /// Its number, from 1.
    pub number: u32,
    /// What it is called.
    pub title: String,
    /// The SHA-256 of its text, in UTF-8.
    #[cfg_attr(feature = "openapi", schema(value_type = String, min_length = 64, max_length = 64))]
    pub document_hash: NodeHash,
    /// Its numbers.
    pub rules: FundRules,
    /// From which day on it is in force; a draft where absent.
    pub adopted_from: Option<NaiveDate>,
    /// The committee's decision; none for the charter with which the fund began.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<uuid::Uuid>))]
    pub resolution_id: Option<ResolutionId>,
    /// When it was written.
    pub written_at: DateTime<Utc>,
    /// Grows with every change; the `ETag`.
    pub version: i64,
}

/// A version of a fund's charter, or a draft of one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Charter {
    /// What it is.
    #[serde(flatten)]
    pub summary: CharterSummary,
    /// What people read.
    pub document: String,
}

/// The versions and drafts of a fund's charter, the latest first. At most 100.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Charters {
    /// Versions and drafts.
    pub items: Vec<CharterSummary>,
}

/// What a charter says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({
    "title": "社区公益基金章程", "document": "第一条……",
    "rules": {
        "limits": [
            {"role": "official", "step": "propose", "max": 1_000_000},
            {"role": "council_member", "step": "approve", "max": 1_000_000},
            {"role": "treasurer", "step": "pay", "max": 1_000_000}
        ],
        "resolution_above_fen": 100_000,
        "quorum": {"at_least": {"parts": 2, "whole": 3}}, "ordinary": {"more_than": {"parts": 1, "whole": 2}},
        "special": {"at_least": {"parts": 2, "whole": 3}}, "unrecused_min": 3, "term_months_max": 36,
        "comment_days": 7, "rating_days": 14, "disclosure_months": 3, "disclosure_days": 15
    }
})))]
#[serde(deny_unknown_fields)]
pub struct WriteCharter {
    /// What it is called.
    #[validate(length(min = 1, max = CHARTER_TITLE_CHARS_MAX), custom(function = "not_blank"))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 120))]
    pub title: String,
    /// What people read.
    #[validate(length(min = 1, max = CHARTER_TEXT_CHARS_MAX), custom(function = "not_blank"))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 50_000))]
    pub document: String,
    /// Its numbers.
    #[validate(custom(function = "fund_rules"))]
    pub rules: FundRules,
}

fn fund_rules(rules: &FundRules) -> Result<(), ValidationError> {
    rules.check().map_err(|fault| ValidationError::new(fund_rules_fault(fault)))
}

/// What rules that cannot be are called as a problem of their field.
#[must_use]
pub const fn fund_rules_fault(fault: RulesError) -> &'static str {
    match fault {
        RulesError::LimitTwice => "fund_limit_twice",
        RulesError::Nobody(_) => "fund_step_nobody",
        RulesError::ResolutionAbove => "fund_resolution_above",
        RulesError::UnrecusedMin => "fund_unrecused_min",
        RulesError::Term => "fund_term",
        RulesError::Days => "fund_days",
        RulesError::Disclosure => "fund_disclosure",
    }
}
