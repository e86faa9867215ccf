//! Objections on the wire.

use chrono::{DateTime, Utc};
use domain::{
    areas::AreaPath,
    ids::{AreaId, ObjectionId, PhotoId, RoundId, UserId},
    inspections::Score,
};
use serde::{Deserialize, Serialize};
use validator::Validate;

/// An objection.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Objection {
    /// Its id.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub id: ObjectionId,
    /// In which round.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub round_id: RoundId,
    /// For which place.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub area_id: AreaId,
    /// That area's path.
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "34/18/82/105/3/"))]
    pub area_path: AreaPath,
    /// To the mark of which indicator.
    pub code: String,
    /// Why.
    pub text: String,
    /// What shows it.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<uuid::Uuid>))]
    pub photos: Vec<PhotoId>,
    /// `open`, `upheld`, `dismissed` or `withdrawn`.
    pub state: String,
    /// What the mark took away or gave.
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "3.00"))]
    pub before: Score,
    /// What it takes away or gives now, where the objection was upheld.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, example = "1.50"))]
    pub after: Option<Score>,
    /// Who raised it.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub objector_id: UserId,
    /// What the reviewer said.
    pub reply: Option<String>,
    /// When it was raised.
    pub raised_at: DateTime<Utc>,
    /// When it was decided or taken back.
    pub decided_at: Option<DateTime<Utc>>,
}

/// The objections of a round that the caller may see, the oldest first. At most one for each mark.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Objections {
    /// The objections.
    pub items: Vec<Objection>,
}

/// An objection to a mark.
#[derive(Clone, Debug, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RaiseObjection {
    /// To the mark of which indicator.
    #[validate(length(min = 1, max = 40))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 40))]
    pub code: String,
    /// Why.
    #[validate(length(min = 1, max = 1000), custom(function = crate::words::not_blank))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 1000))]
    pub text: String,
    /// What shows it: photos the caller has uploaded.
    #[serde(default)]
    #[validate(length(max = 9))]
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<uuid::Uuid>, max_items = 9))]
    pub photos: Vec<PhotoId>,
}

/// What a reviewer decides.
#[derive(Clone, Debug, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct DecideObjection {
    /// What the mark takes away or gives from now on; it stands where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, example = "1.50"))]
    pub points: Option<Score>,
    /// Why, in words; the village reads it.
    #[validate(length(min = 1, max = 1000), custom(function = crate::words::not_blank))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 1000))]
    pub reply: String,
}
