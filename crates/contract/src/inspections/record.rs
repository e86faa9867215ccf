//! What was published of one village, on the wire.

use chrono::{DateTime, Utc};
use domain::{
    areas::{AreaKind, AreaPath},
    ids::{AreaId, RoundId},
    inspections::{AtBottom, AwardRules, Month, Regularity, Score},
};
use serde::{Deserialize, Serialize};

use super::{Certificate, ListedSettlement, SettlementLine};

/// Months that one answer covers.
pub const RECORD_MONTHS: u32 = 36;

/// Which months of a village's record to read.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[serde(deny_unknown_fields)]
pub struct GetVillageRecord {
    /// The 36 months that end with this one: the `earlier` of the answer before; those that end now where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(value_type = Option<String>, example = "2026-06"))]
    pub until: Option<Month>,
}

/// What was published of a village in 36 months.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct VillageRecord {
    /// Which village.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub area_id: AreaId,
    /// Its path.
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "34/18/82/105/3/"))]
    pub area_path: AreaPath,
    /// Its name.
    pub area_name: String,
    /// A village or a community.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub kind: AreaKind,
    /// The first month that this answer covers.
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "2023-07"))]
    pub from: Month,
    /// The last.
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "2026-06"))]
    pub until: Month,
    /// Its published results, each in its latest revision, the latest month first. At most 300.
    pub months: Vec<RecordedMonth>,
    /// Its lines in the settled half-years, each in its latest revision, the latest half-year first.
    pub half_years: Vec<RecordedHalfYear>,
    /// When it was criticised for staying at the bottom, the latest first.
    pub criticisms: Vec<RecordedCriticism>,
    /// Certificates that its groups were given, the latest first. At most 200.
    pub certificates: Vec<Certificate>,
    /// The latest month before these with a result: the next answer's `until`. Absent where there is none.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, example = "2023-05"))]
    pub earlier: Option<Month>,
}

/// A published result of a village.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RecordedMonth {
    /// In which month.
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "2026-03"))]
    pub month: Month,
    /// In which round.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub round_id: RoundId,
    /// Which area held it.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub holder_id: AreaId,
    /// What that area is called.
    pub holder_name: String,
    /// Whether it belongs to the monthly routine, which half-years are settled by.
    pub regularity: Regularity,
    /// The score.
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "91.25"))]
    pub score: Score,
    /// Its place by score; equals share one: 1, 2, 2, 4.
    pub place: u32,
    /// Among how many.
    pub field: u32,
    /// 1, or more where the round's results were corrected.
    pub revision: u32,
    /// Why they were corrected last.
    pub reason: Option<String>,
    /// When this revision was published.
    pub published_at: DateTime<Utc>,
}

/// What a half-year came to for a village.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RecordedHalfYear {
    /// In which settlement.
    pub settlement: ListedSettlement,
    /// The rules as they were.
    pub rules: AwardRules,
    /// What it got, and why.
    pub line: SettlementLine,
    /// Among how many villages.
    pub field: u32,
}

/// A criticism of a village.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RecordedCriticism {
    /// Which area's inspections brought it.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub holder_id: AreaId,
    /// What that area is called.
    pub holder_name: String,
    /// The months in a row at the bottom; the last brought the criticism.
    pub months: Vec<AtBottom>,
}
