//! Templates on the wire. What a template says crosses it as the rules have it: [`Template`], checked on both sides by
//! [`Template::faults`].

use chrono::{DateTime, Utc};
use domain::{
    areas::AreaPath,
    ids::{AreaId, TemplateId},
    inspections::{CODE_BYTES_MAX, Template, TemplateFaultKind},
};
use serde::{Deserialize, Serialize};
use validator::Validate;

/// Which templates to list.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[serde(deny_unknown_fields)]
pub struct ListTemplates {
    /// Those that this area can use: its own and those of the areas around it.
    #[cfg_attr(feature = "openapi", param(value_type = uuid::Uuid))]
    pub area_id: AreaId,
    /// Also those that new rounds may not use.
    #[serde(default)]
    pub inactive: bool,
}

/// A template in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ListedTemplate {
    /// Its id.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub id: TemplateId,
    /// The area that wrote it.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub area_id: AreaId,
    /// That area's path.
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "34/18/82/105/"))]
    pub area_path: AreaPath,
    /// What its latest version is called.
    pub name: String,
    /// The number of its latest version, from 1.
    pub latest: i64,
    /// Whether new rounds may use it.
    pub active: bool,
    /// Grows with every change; the `ETag`.
    pub version: i64,
}

/// The templates that an area can use, the widest area's first. At most 200 for each area above.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Templates {
    /// The templates.
    pub items: Vec<ListedTemplate>,
}

/// One version of a template.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TemplateVersion {
    /// The template.
    #[serde(flatten)]
    pub template: ListedTemplate,
    /// Which version this is.
    pub number: i64,
    /// What it says.
    pub content: Template,
    /// When it was written.
    pub written_at: DateTime<Utc>,
    /// How many inspections whose results are for all use the template, in any of its versions.
    pub rounds_count: i64,
}

/// Which version to read.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[serde(deny_unknown_fields)]
pub struct GetTemplate {
    /// The version's number; the latest where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<i64>,
}

/// A template for an area.
#[derive(Clone, Debug, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CreateTemplate {
    /// Whose it is; the areas below can use it too.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub area_id: AreaId,
    /// What it says.
    pub content: Template,
}

/// A new version of a template.
#[derive(Clone, Debug, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ReviseTemplate {
    /// What it says from now on.
    pub content: Template,
}

/// Whether new rounds may use a template.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct OfferTemplate {
    /// Whether they may.
    pub active: bool,
}

/// A template that comes with the software, to begin with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReadyTemplate {
    /// What programs call it.
    #[cfg_attr(feature = "openapi", schema(example = "plan_1"))]
    pub code: String,
    /// What it says, in simplified Chinese.
    pub content: Template,
}

/// All of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReadyTemplates {
    /// The templates.
    pub items: Vec<ReadyTemplate>,
}

/// What a fault of a template is called as a problem of its field, and with which parameters: the same on both sides.
#[must_use]
pub fn template_fault(kind: TemplateFaultKind) -> (&'static str, Vec<(&'static str, String)>) {
    use TemplateFaultKind as K;
    let between = |max: usize| vec![("min", "1".to_owned()), ("max", max.to_string())];
    match kind {
        K::Length { max } => ("length", between(max)),
        K::Count { max } => ("item_count", between(max)),
        K::Code => ("indicator_code", between(CODE_BYTES_MAX)),
        K::Zero => ("above_zero", Vec::new()),
        K::AboveWeight => ("above_weight", Vec::new()),
        K::BelowPoints => ("below_points", Vec::new()),
        K::WeightsSum { difference } => {
            let code = if difference > 0 { "weights_above" } else { "weights_below" };
            // A sum of weights can be more than a score.
            let amount = difference.unsigned_abs();
            (code, vec![("difference", format!("{}.{:02}", amount / 100, amount % 100))])
        }
    }
}
