//! Rules of awards and criticism on the wire, as the rules have them: [`AwardRules`], checked on both sides by
//! [`AwardRules::check`].

use chrono::{DateTime, Utc};
use domain::{
    areas::AreaPath,
    ids::{AreaId, AwardRulesId},
    inspections::{
        AWARD_FEN_MAX, AwardRules, HalfYear, MONTH_WEIGHT_MAX, PLACES_MAX, PRIZE_NAME_CHARS_MAX, PRIZES_MAX,
        RulesError, TITLE_CHECKS_MAX, TITLE_NAME_CHARS_MAX, TITLES_MAX,
    },
};
use serde::{Deserialize, Serialize};
use validator::Validate;

/// Whose rules to list.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[serde(deny_unknown_fields)]
pub struct ListAwardRules {
    /// Those of this area and of the areas around it.
    #[cfg_attr(feature = "openapi", param(value_type = uuid::Uuid))]
    pub area_id: AreaId,
}

/// A version of the rules, or a draft of one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AwardRulesVersion {
    /// Its id.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub id: AwardRulesId,
    /// The area it is for, with everything below.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub area_id: AreaId,
    /// That area's path.
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "34/18/82/105/"))]
    pub area_path: AreaPath,
    /// What it says.
    pub content: AwardRules,
    /// From which half-year on it is in force; a draft where absent.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, example = "2027-H1"))]
    pub adopted_from: Option<HalfYear>,
    /// When that was decided.
    pub adopted_at: Option<DateTime<Utc>>,
    /// When it was written.
    pub written_at: DateTime<Utc>,
    /// Grows with its adoption; the `ETag`.
    pub version: i64,
}

/// The rules of an area and of the areas around it, the widest area's first. At most 200 for each area above.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AwardRulesList {
    /// Versions and drafts.
    pub items: Vec<AwardRulesVersion>,
}

/// A draft for an area.
#[derive(Clone, Debug, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct DraftAwardRules {
    /// Whose it is.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub area_id: AreaId,
    /// What it says.
    pub content: AwardRules,
}

/// From when a draft is in force.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AdoptAwardRules {
    /// A half-year that has not begun.
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "2027-H1"))]
    pub from: HalfYear,
}

/// What a setting that is not possible is called as a problem of its field, and with which parameters: the same on both
/// sides.
#[must_use]
pub fn rules_fault(wrong: RulesError) -> (&'static str, Vec<(&'static str, String)>) {
    let max = |max: String| vec![("max", max)];
    let yuan_max = (AWARD_FEN_MAX / 100).to_string();
    match wrong {
        RulesError::MonthWeights => ("award_month_weights", max(MONTH_WEIGHT_MAX.to_string())),
        RulesError::Base => ("award_amount", max(yuan_max)),
        RulesError::PrizeCount => ("too_many", max(PRIZES_MAX.to_string())),
        RulesError::Prize(_) => {
            let mut params = max(yuan_max);
            params.push(("characters", PRIZE_NAME_CHARS_MAX.to_string()));
            params.push(("places", PLACES_MAX.to_string()));
            ("award_prize", params)
        }
        RulesError::PrizeOrder(_) => ("award_prize_order", Vec::new()),
        RulesError::CriterionTwice(_) => ("award_criterion_twice", Vec::new()),
        RulesError::ShareUnit => ("award_share_unit", Vec::new()),
        RulesError::Criticism => ("award_criticism", Vec::new()),
        RulesError::Certificates => ("award_certificates", Vec::new()),
        RulesError::Title(_) => {
            let mut params = max(TITLES_MAX.to_string());
            params.push(("characters", TITLE_NAME_CHARS_MAX.to_string()));
            params.push(("checks", TITLE_CHECKS_MAX.to_string()));
            ("award_title", params)
        }
        RulesError::TitleTwice(_) => ("award_title_twice", Vec::new()),
    }
}
