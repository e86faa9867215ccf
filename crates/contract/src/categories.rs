//! Kinds of matters on the wire.

use domain::{
    ids::{AreaId, CategoryId, ProviderId},
    tickets::{CategoryCode, Counting, Keeper, Priority, form::Form},
};
use serde::{Deserialize, Serialize};
use validator::{Validate, ValidationError};

use crate::{lang::Lang, patch};

/// A name in the three languages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Names {
    /// 简体中文
    #[serde(rename = "zh-Hans")]
    #[validate(length(min = 1, max = 40))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 40, example = "公共设施"))]
    pub hans: String,
    /// 繁體中文
    #[serde(rename = "zh-Hant")]
    #[validate(length(min = 1, max = 40))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 40, example = "公共設施"))]
    pub hant: String,
    /// English
    #[serde(rename = "en")]
    #[validate(length(min = 1, max = 40))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 40, example = "Public facilities"))]
    pub en: String,
}

impl Names {
    /// The name in one language.
    #[must_use]
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::ZhHans => &self.hans,
            Lang::ZhHant => &self.hant,
            Lang::En => &self.en,
        }
    }
}

/// A kind of matter with its limits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Category {
    /// Its id.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub id: CategoryId,
    /// The area that defines it; absent for the whole installation's.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<uuid::Uuid>))]
    pub area_id: Option<AreaId>,
    /// What programs call it.
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "facilities"))]
    pub code: CategoryCode,
    /// What people call it.
    pub names: Names,
    /// Hours from the report until somebody must have taken it on.
    pub answer_within_hours: u32,
    /// Hours from the report until it must be solved.
    pub solve_within_hours: u32,
    /// Hours from a solution in which the reporter may object.
    pub objection_window_hours: u32,
    /// How the hours to answer and to solve are counted: `around_the_clock` or in `working_time`.
    #[cfg_attr(feature = "openapi", schema(inline))]
    pub counting: Counting,
    /// Its place in lists.
    pub ordinal: i64,
    /// Whether new matters of this kind can be reported.
    pub active: bool,
    /// The kind that it is a part of.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, example = "roads"))]
    pub parent_code: Option<CategoryCode>,
    /// Whether others that are in use are parts of it. Nobody reports under a group: choose one of those that name its code as
    /// their `parent_code`.
    pub group: bool,
    /// How soon its matters are looked at: `normal` or `urgent`.
    pub priority: Priority,
    /// What is asked of whoever reports one, beside the words.
    pub form: Form,
    /// Whether what is reported under it is shown to everybody, without names: its words, its state and about where.
    pub is_public: bool,
    /// To whom new ones go: into the `queue` of the area, to a `grid_worker` of the very grid, the one with the fewest open, or to
    /// the `provider` named beside.
    pub keeper: Keeper,
    /// To which provider new ones go, where they go to one. While it does not serve the area, they go into the queue.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<uuid::Uuid>))]
    pub keeper_provider_id: Option<ProviderId>,
    /// Whether a photo has to show that a matter is done; else words do.
    pub photo_required: bool,
    /// Whether it can be reported anonymously: nobody can look up who did then.
    pub anonymous_allowed: bool,
    /// Grows with every change.
    pub version: i64,
}

/// The kinds in force in an area, in their order. At most 1,100: eleven levels of 100.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Categories {
    /// The kinds.
    pub items: Vec<Category>,
}

/// Which kinds to list.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[serde(deny_unknown_fields)]
pub struct ListCategories {
    /// Those in force in this area: its own and what it inherits. The whole installation's where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(value_type = Option<uuid::Uuid>))]
    pub area_id: Option<AreaId>,
    /// Also those that are not in use.
    #[serde(default)]
    pub inactive: bool,
}

/// A kind to add to an area. With the code of an inherited one it takes that one's place there.
#[derive(Clone, Debug, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CreateCategory {
    /// The area that defines it.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub area_id: AreaId,
    /// What programs call it.
    #[validate(length(min = 1, max = 32), custom(function = code))]
    #[cfg_attr(
        feature = "openapi",
        schema(min_length = 1, max_length = 32, pattern = "^[a-z0-9_]+$", example = "facilities")
    )]
    pub code: String,
    /// What people call it.
    #[validate(nested)]
    pub names: Names,
    /// Hours from the report until somebody must have taken it on.
    #[validate(range(min = 1, max = 8760))]
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 8760, example = 24))]
    pub answer_within_hours: u32,
    /// Hours from the report until it must be solved.
    #[validate(range(min = 1, max = 8760))]
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 8760, example = 72))]
    pub solve_within_hours: u32,
    /// Hours from a solution in which the reporter may object.
    #[validate(range(min = 1, max = 8760))]
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 8760, example = 72))]
    pub objection_window_hours: u32,
    /// How the hours to answer and to solve are counted; around the clock where absent.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(inline))]
    pub counting: Counting,
    /// Its place in lists.
    #[serde(default)]
    #[validate(range(min = 0, max = 100_000))]
    #[cfg_attr(feature = "openapi", schema(minimum = 0, maximum = 100_000))]
    pub ordinal: i64,
    /// Whether new matters of this kind can be reported.
    #[serde(default = "yes")]
    pub active: bool,
    /// The kind that it is a part of; that one is then a group. Groups are one deep.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[validate(length(min = 1, max = 32), custom(function = code))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 32, pattern = "^[a-z0-9_]+$"))]
    pub parent_code: Option<String>,
    /// How soon its matters are looked at.
    #[serde(default)]
    pub priority: Priority,
    /// What is asked of whoever reports one, beside the words.
    #[serde(default)]
    pub form: Form,
    /// Whether what is reported under it is shown to everybody, without names: its words, its state and about where.
    #[serde(default)]
    pub is_public: bool,
    /// To whom new ones go.
    #[serde(default)]
    pub keeper: Keeper,
    /// To which provider, where `keeper` is `provider`; none otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<uuid::Uuid>))]
    pub keeper_provider_id: Option<ProviderId>,
    /// Whether a photo has to show that a matter is done; else words do.
    #[serde(default = "yes")]
    pub photo_required: bool,
    /// Whether it can be reported anonymously: nobody can look up who did then.
    #[serde(default)]
    pub anonymous_allowed: bool,
}

/// What to change of a kind; what is absent stays. Tickets keep the limits they were reported under.
#[derive(Clone, Debug, Default, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct UpdateCategory {
    /// What people call it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[validate(nested)]
    pub names: Option<Names>,
    /// Hours from the report until somebody must have taken it on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[validate(range(min = 1, max = 8760))]
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 8760))]
    pub answer_within_hours: Option<u32>,
    /// Hours from the report until it must be solved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[validate(range(min = 1, max = 8760))]
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 8760))]
    pub solve_within_hours: Option<u32>,
    /// Hours from a solution in which the reporter may object.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[validate(range(min = 1, max = 8760))]
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 8760))]
    pub objection_window_hours: Option<u32>,
    /// How the hours to answer and to solve are counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(inline))]
    pub counting: Option<Counting>,
    /// Its place in lists.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[validate(range(min = 0, max = 100_000))]
    #[cfg_attr(feature = "openapi", schema(minimum = 0, maximum = 100_000))]
    pub ordinal: Option<i64>,
    /// Whether new matters of this kind can be reported.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub active: Option<bool>,
    /// The kind that it is a part of; none with `null`.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "patch::present")]
    #[validate(length(min = 1, max = 32), custom(function = code))]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, max_length = 32, pattern = "^[a-z0-9_]+$"))]
    pub parent_code: Option<Option<String>>,
    /// How soon its matters are looked at.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub priority: Option<Priority>,
    /// What is asked of whoever reports one, beside the words. What was answered before stays as it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub form: Option<Form>,
    /// Whether what is reported from now on is shown to everybody; what was reported before stays as it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub is_public: Option<bool>,
    /// To whom new ones go; whoever has one keeps it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub keeper: Option<Keeper>,
    /// To which provider, with a `keeper` of `provider`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<uuid::Uuid>))]
    pub keeper_provider_id: Option<ProviderId>,
    /// Whether a photo has to show that a matter is done; else words do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub photo_required: Option<bool>,
    /// Whether it can be reported anonymously: nobody can look up who did then, from now on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub anonymous_allowed: Option<bool>,
}

const fn yes() -> bool {
    true
}

/// Shared with tickets, which name a kind by its code.
pub(crate) fn code(raw: &str) -> Result<(), ValidationError> {
    CategoryCode::new(raw).map(drop).map_err(|_| ValidationError::new("code"))
}
