//! Sheets on the wire.

use chrono::{DateTime, Utc};
use domain::{
    areas::AreaPath,
    ids::{AreaId, RoundId, UserId},
    inspections::{Findings, Score},
};
use serde::{Deserialize, Serialize};
use validator::Validate;

/// A sheet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Sheet {
    /// Of which round.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub round_id: RoundId,
    /// For which place.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub area_id: AreaId,
    /// That area's path.
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "34/18/82/105/3/"))]
    pub area_path: AreaPath,
    /// What was found, by the indicators' codes.
    pub findings: Findings,
    /// Its score, once it is handed in.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, example = "91.25"))]
    pub score: Option<Score>,
    /// When it was handed in.
    pub handed_in_at: Option<DateTime<Utc>>,
    /// Who changed it last.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<uuid::Uuid>))]
    pub updated_by: Option<UserId>,
    /// What they are called.
    pub updated_by_name: Option<String>,
    /// When.
    pub updated_at: Option<DateTime<Utc>>,
    /// Grows with every change, from 0 for an empty sheet; the `ETag`.
    pub version: i64,
}

/// A sheet as an inspector fills it in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct KeepSheet {
    /// All findings, not only the new ones.
    pub findings: Findings,
    /// Whether it is complete and to be counted.
    pub hand_in: bool,
}
