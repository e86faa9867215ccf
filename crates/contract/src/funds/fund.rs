//! Funds and what their gifts can be restricted to.

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    areas::AreaPath,
    funds::{FUND_NAME_CHARS_MAX, FUND_TEXT_CHARS_MAX, FundState, PURPOSE_NAME_CHARS_MAX},
    ids::{AreaId, FundId},
    ledger::Purpose,
};
use serde::{Deserialize, Serialize};
use validator::{Validate, ValidationError};

use super::{CharterSummary, OverduePeriod};
use crate::{
    patch,
    words::{not_blank, text},
};

/// Which funds to list; all conditions at once. The newest first.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[serde(deny_unknown_fields)]
pub struct ListFunds {
    /// Only those for this area: of it, of an area around it, or of one in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(value_type = Option<uuid::Uuid>))]
    pub area_id: Option<AreaId>,
    /// Only in this state.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<FundState>,
    /// Items on the page, 1 to 100; 20 where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 100))]
    pub limit: Option<u32>,
    /// The `next` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(max_length = 60))]
    pub after: Option<String>,
}

/// A public-welfare fund.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Fund {
    /// Its id: also that of its book in the ledger.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub id: FundId,
    /// Of which area, with everything below.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub area_id: AreaId,
    /// That area's path.
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "34/18/82/105/"))]
    pub area_path: AreaPath,
    /// That area's name.
    pub area_name: String,
    /// What it is called.
    pub name: String,
    /// What it is for.
    pub description: String,
    /// Where it stands.
    pub state: FundState,
    /// Since when it is open.
    pub opened_on: Option<NaiveDate>,
    /// What gifts to it can be restricted to.
    pub purposes: Vec<FundPurpose>,
    /// The charter in force today.
    pub charter: Option<CharterSummary>,
    /// The periods whose account to the public is overdue, the oldest first.
    pub overdue_periods: Vec<OverduePeriod>,
    /// When it was founded.
    pub founded_at: DateTime<Utc>,
    /// Grows with every change; the `ETag`.
    pub version: i64,
}

/// What gifts can be restricted to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({"code": "education", "name": "助学"})))]
#[serde(deny_unknown_fields)]
pub struct FundPurpose {
    /// What the books call it: lower-case letters, digits and underscores.
    #[validate(custom(function = "purpose_code"))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 40, pattern = "^[a-z0-9_]+$"))]
    pub code: String,
    /// What people call it.
    #[validate(length(min = 1, max = PURPOSE_NAME_CHARS_MAX), custom(function = "not_blank"))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 40))]
    pub name: String,
}

/// A text that is a code of a purpose.
pub(super) fn purpose_code(raw: &str) -> Result<(), ValidationError> {
    let bad = || {
        let mut error = ValidationError::new("purpose_code");
        error.add_param("max".into(), &Purpose::CHARS_MAX);
        error
    };
    Purpose::parse(raw).map(drop).map_err(|_| bad())
}

/// A fund to be founded.
#[derive(Clone, Debug, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({
    "area_id": "019b8f2e-0000-7000-8000-000000000001", "name": "社区公益基金", "description": "助学、助老、修缮公共设施。"
})))]
#[serde(deny_unknown_fields)]
pub struct NewFund {
    /// Of which area, with everything below.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub area_id: AreaId,
    /// What it is called.
    #[validate(length(min = 1, max = FUND_NAME_CHARS_MAX), custom(function = "not_blank"))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 60))]
    pub name: String,
    /// What it is for; may be empty.
    #[validate(length(max = FUND_TEXT_CHARS_MAX), custom(function = "text"))]
    #[cfg_attr(feature = "openapi", schema(max_length = 2000))]
    pub description: String,
}

/// What to change of a fund (RFC 7396): absent stays.
#[derive(Clone, Debug, Default, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({"description": "助学、助老。"})))]
#[serde(deny_unknown_fields)]
pub struct PatchFund {
    /// Another name.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "patch::present")]
    #[validate(length(min = 1, max = FUND_NAME_CHARS_MAX), custom(function = "not_blank"))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 60))]
    pub name: Option<String>,
    /// Another text about it.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "patch::present")]
    #[validate(length(max = FUND_TEXT_CHARS_MAX), custom(function = "text"))]
    #[cfg_attr(feature = "openapi", schema(max_length = 2000))]
    pub description: Option<String>,
}
