//! The leaderboard: areas by what they earned, and people who let themselves be named.

use chrono::NaiveDate;
use domain::{
    areas::AreaPath,
    ids::{AreaId, ProgrammeId},
};
use serde::{Deserialize, Serialize};
use validator::Validate;

/// Which leaderboard.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[serde(deny_unknown_fields)]
pub struct GetLeaderboard {
    /// Of which programme.
    #[cfg_attr(feature = "openapi", param(value_type = uuid::Uuid))]
    pub programme_id: ProgrammeId,
    /// By which areas; by grid where absent.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", param(inline))]
    pub by: LeaderboardAreas,
    /// Only deeds of this day or later.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<NaiveDate>,
    /// Only deeds of this day or earlier.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<NaiveDate>,
}

/// By which areas totals are told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum LeaderboardAreas {
    /// By grid.
    #[default]
    Grid,
    /// By building.
    Building,
}

/// Who earned how much, the most first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Leaderboard {
    /// Areas with at least five wallets that earned, at most 100.
    pub areas: Vec<LeaderboardArea>,
    /// People who let themselves be named, at most 50.
    pub people: Vec<LeaderboardPerson>,
}

/// What an area earned.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LeaderboardArea {
    /// Its place: 1, 2, 2, 4.
    pub place: u32,
    /// Which area.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub area_id: AreaId,
    /// Its path.
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "34/18/82/105/3/"))]
    pub area_path: AreaPath,
    /// Its name.
    pub area_name: String,
    /// How many points.
    pub points: i64,
    /// How many wallets earned them.
    pub earners: i64,
}

/// What somebody earned who lets themselves be named.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LeaderboardPerson {
    /// Their place among those who are named: 1, 2, 2, 4.
    pub place: u32,
    /// What they are called.
    pub name: String,
    /// How many points.
    pub points: i64,
}

/// Whether the caller lets themselves be named.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NameInLeaderboard {
    /// In which programme's.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub programme_id: ProgrammeId,
    /// Whether.
    pub named: bool,
}
