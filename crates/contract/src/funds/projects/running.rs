//! Projects that run: what is said and shown with their steps, ratings, totals.

use std::collections::BTreeSet;

use domain::{
    funds::{
        PROJECT_WORDS_CHARS_MAX,
        projects::{Rating, StateName},
    },
    ids::PhotoId,
};
use serde::{Deserialize, Serialize};
use validator::{Validate, ValidationError};

use crate::words::not_blank;

/// What is said and shown with a step.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({"text": "已与申报人签订协议。", "photos": []})))]
#[serde(deny_unknown_fields)]
pub struct ShowStep {
    /// The words.
    #[validate(length(min = 1, max = PROJECT_WORDS_CHARS_MAX), custom(function = "not_blank"))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 2000))]
    pub text: String,
    /// Photos for everybody that the caller uploaded, at most 20.
    #[serde(default)]
    #[validate(length(max = 20), custom(function = "once"))]
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<uuid::Uuid>, max_items = 20))]
    pub photos: Vec<PhotoId>,
}

/// What shows that a milestone is reached: at least an invoice and a photo, but of an instalment that is paid ahead.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({"text": "花已种好。", "photos": [], "invoices": []})))]
#[serde(deny_unknown_fields)]
pub struct ReachMilestone {
    /// What was done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[validate(length(min = 1, max = PROJECT_WORDS_CHARS_MAX), custom(function = "not_blank"))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 2000))]
    pub text: Option<String>,
    /// Photos for everybody that the caller uploaded, at most 20.
    #[serde(default)]
    #[validate(length(max = 20), custom(function = "once"))]
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<uuid::Uuid>, max_items = 20))]
    pub photos: Vec<PhotoId>,
    /// Pictures of invoices, at most 20, for those who take part and those inside the fund.
    #[serde(default)]
    #[validate(length(max = 20), custom(function = "once"))]
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<uuid::Uuid>, max_items = 20))]
    pub invoices: Vec<PhotoId>,
}

fn once(photos: &[PhotoId]) -> Result<(), ValidationError> {
    let distinct: BTreeSet<&PhotoId> = photos.iter().collect();
    if distinct.len() == photos.len() { Ok(()) } else { Err(ValidationError::new("twice")) }
}

/// Whether an office accepts a milestone, or a report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({"accepted": false, "reason": "请补充完工照片。"})))]
#[validate(schema(function = "reasoned"))]
#[serde(deny_unknown_fields)]
pub struct JudgeStep {
    /// Whether it does.
    pub accepted: bool,
    /// Why; needed where it does not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[validate(length(min = 1, max = PROJECT_WORDS_CHARS_MAX), custom(function = "not_blank"))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 2000))]
    pub reason: Option<String>,
}

fn reasoned(judged: &JudgeStep) -> Result<(), ValidationError> {
    if judged.accepted || judged.reason.is_some() {
        Ok(())
    } else {
        Err(ValidationError::new("project_reason"))
    }
}

/// How a resident rates a project.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({"rating": 5})))]
#[serde(deny_unknown_fields)]
pub struct RateProject {
    /// 1 (not at all) to 5 (fully content).
    #[validate(range(min = 1, max = 5))]
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 5))]
    pub rating: u8,
}

impl RateProject {
    /// The rating; nothing where it is none, which the rules of the body refuse.
    #[must_use]
    pub fn read(self) -> Option<Rating> {
        Rating::new(self.rating).ok()
    }
}

/// All ratings of a project, as a fraction.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProjectRatings {
    /// What they come to.
    pub sum: i64,
    /// How many there are.
    pub count: i64,
}

/// What the public projects of a fund come to, by where they stand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProjectTotals {
    /// A line for each state in which there are any.
    pub items: Vec<ProjectTotal>,
}

/// The public projects of a fund in one state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProjectTotal {
    /// Where they stand.
    pub state: StateName,
    /// How many there are.
    pub count: i64,
    /// What they cost, in fen.
    pub budget_fen: i64,
    /// What was approved of that and is not paid yet, in fen.
    pub reserved_fen: i64,
    /// What was paid, in fen.
    pub spent_fen: i64,
}
