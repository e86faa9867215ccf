//! Versions of a programme's rules, as the rules have them: [`ProgrammeRules`], checked on both sides by
//! [`ProgrammeRules::faults`].

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    ids::{ProgrammeId, ProgrammeRulesId},
    points::{
        ACTIVITIES_MAX, ACTIVITY_CODE_CHARS_MAX, ACTIVITY_NAME_CHARS_MAX, EXPIRY_MONTHS_MAX, FUNDING_MAX,
        POINTS_MAX, ProgrammeRules, RuleFaultCode, SHARE_MAX,
    },
};
use serde::{Deserialize, Serialize};
use validator::Validate;

/// A version of the rules, or a draft of one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProgrammeRulesVersion {
    /// Its id.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub id: ProgrammeRulesId,
    /// Of which programme.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub programme_id: ProgrammeId,
    /// What it says.
    pub content: ProgrammeRules,
    /// From which day on it is in force; a draft where absent.
    pub adopted_from: Option<NaiveDate>,
    /// When that was decided.
    pub adopted_at: Option<DateTime<Utc>>,
    /// When it was written.
    pub written_at: DateTime<Utc>,
    /// Grows with its adoption; the `ETag`.
    pub version: i64,
}

/// The versions and drafts of a programme's rules, the latest first. At most 200.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProgrammeRulesList {
    /// Versions and drafts.
    pub items: Vec<ProgrammeRulesVersion>,
}

/// A draft of a programme's rules.
#[derive(Clone, Debug, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct DraftProgrammeRules {
    /// What it says.
    pub content: ProgrammeRules,
}

/// From when a draft is in force.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AdoptProgrammeRules {
    /// Tomorrow, or later.
    pub from: NaiveDate,
}

/// What a setting that is not possible is called as a problem of its field, and with which parameters: the same on both
/// sides.
#[must_use]
pub fn programme_rules_fault(code: RuleFaultCode) -> (&'static str, Vec<(&'static str, String)>) {
    let max = |max: String| vec![("max", max)];
    let from = |min: i64, max: i64| vec![("min", min.to_string()), ("max", max.to_string())];
    match code {
        RuleFaultCode::ActivityCount => ("item_count", max(ACTIVITIES_MAX.to_string())),
        RuleFaultCode::ActivityCode => ("activity_code", max(ACTIVITY_CODE_CHARS_MAX.to_string())),
        RuleFaultCode::ActivityName => ("activity_name", max(ACTIVITY_NAME_CHARS_MAX.to_string())),
        RuleFaultCode::Points => ("range", from(1, POINTS_MAX)),
        RuleFaultCode::NoWay => ("activity_way", Vec::new()),
        RuleFaultCode::HouseholdWallets => ("activity_wallets", Vec::new()),
        RuleFaultCode::EventHours => ("activity_hours", Vec::new()),
        RuleFaultCode::EventTwice => ("activity_event_twice", Vec::new()),
        RuleFaultCode::CapBelowPoints => ("cap_below_points", Vec::new()),
        RuleFaultCode::CapOrder => ("cap_order", Vec::new()),
        RuleFaultCode::ExpiryMonths => ("range", from(1, EXPIRY_MONTHS_MAX.into())),
        RuleFaultCode::Share => ("range", from(0, SHARE_MAX.into())),
        RuleFaultCode::LowAt => ("range", from(0, FUNDING_MAX)),
    }
}
