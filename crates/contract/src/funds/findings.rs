//! The auditor's desk: what looks wrong among payments.

use chrono::{DateTime, Utc};
use domain::{
    funds::{
        Amount, FINDING_TEXT_CHARS_MAX,
        findings::{Kind, Severity},
    },
    ids::{DisbursementId, FindingId, FundId},
};
use serde::{Deserialize, Serialize};
use validator::{Validate, ValidationError};

use super::DisbursementSummary;
use crate::words::not_blank;

/// Where a finding stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum FindingStanding {
    /// It waits for an answer.
    Open,
    /// It waits for the auditor.
    Answered,
    /// The auditor took the answer.
    Settled,
}

/// Which findings to list; all conditions at once. The latest raised first.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[serde(deny_unknown_fields)]
pub struct ListFindings {
    /// Only in this state.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<FindingStanding>,
    /// Only of this kind.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<Kind>,
    /// Items on the page, 1 to 100; 20 where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 100))]
    pub limit: Option<u32>,
    /// The `next` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(max_length = 60))]
    pub after: Option<String>,
}

/// Something that looks wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FindingSummary {
    /// Its id.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub id: FindingId,
    /// About which fund.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub fund_id: FundId,
    /// What was found.
    pub kind: Kind,
    /// How bad that is.
    pub severity: Severity,
    /// The disbursements behind it.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<uuid::Uuid>))]
    pub disbursement_ids: Vec<DisbursementId>,
    /// Where it stands.
    pub state: FindingStanding,
    /// When it was raised.
    pub raised_at: DateTime<Utc>,
    /// When the auditor took the answer.
    pub settled_at: Option<DateTime<Utc>>,
    /// Grows with every step; the `ETag`.
    pub version: i64,
}

/// What was said of a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum FindingSaid {
    /// An answer.
    Answered,
    /// The auditor asked again.
    AskedAgain,
    /// The auditor took the answer.
    Settled,
}

/// Something that was said of a finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FindingEntry {
    /// What.
    pub kind: FindingSaid,
    /// Who.
    pub by: String,
    /// In which words.
    pub text: Option<String>,
    /// When.
    pub at: DateTime<Utc>,
}

/// A finding with what is behind it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(as = FundFinding))]
pub struct Finding {
    /// What a list tells of it.
    #[serde(flatten)]
    pub summary: FindingSummary,
    /// The disbursements behind it, as far as the caller may see them.
    pub disbursements: Vec<DisbursementSummary>,
    /// What was said of it, from the beginning on.
    pub entries: Vec<FindingEntry>,
}

/// An answer.
#[derive(Clone, Debug, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({"text": "两张发票是同一批货分两次送到。"})))]
#[serde(deny_unknown_fields)]
pub struct AnswerFinding {
    /// In words.
    #[validate(length(min = 1, max = FINDING_TEXT_CHARS_MAX), custom(function = "not_blank"))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 2000))]
    pub text: String,
}

/// What the auditor makes of an answer.
#[derive(Clone, Debug, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({"satisfied": false, "text": "请补送货单。"})))]
#[validate(schema(function = "reasoned"))]
#[serde(deny_unknown_fields)]
pub struct JudgeFinding {
    /// Whether it is enough.
    pub satisfied: bool,
    /// Words with it; needed where it is not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[validate(length(min = 1, max = FINDING_TEXT_CHARS_MAX), custom(function = "not_blank"))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 2000))]
    pub text: Option<String>,
}

fn reasoned(judged: &JudgeFinding) -> Result<(), ValidationError> {
    if judged.satisfied || judged.text.is_some() {
        Ok(())
    } else {
        Err(ValidationError::new("project_reason"))
    }
}

/// What a fund lets its detectors ask about. Above which amount a resolution is needed, the charter says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({"split_days": 30, "round_fen": 100_000, "round_min_fen": 1_000_000})))]
#[serde(deny_unknown_fields)]
pub struct FindingSettings {
    /// Payments to one payee within so many days belong together, 1 to 365.
    #[validate(range(min = 1, max = 365))]
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 365))]
    pub split_days: u32,
    /// An amount is round where this divides it; 0 for never.
    #[validate(range(min = 0, max = Amount::FEN_MAX))]
    #[cfg_attr(feature = "openapi", schema(minimum = 0, maximum = 1_000_000_000_000_i64))]
    pub round_fen: i64,
    /// Smaller amounts may be round.
    #[validate(range(min = 0, max = Amount::FEN_MAX))]
    #[cfg_attr(feature = "openapi", schema(minimum = 0, maximum = 1_000_000_000_000_i64))]
    pub round_min_fen: i64,
}
