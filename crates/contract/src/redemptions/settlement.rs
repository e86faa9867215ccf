//! What a provider is owed.

use chrono::{DateTime, NaiveDate, Utc};
use domain::ids::{ProgrammeId, ProviderId, RedemptionId};
use serde::{Deserialize, Serialize};

/// Of which programme and days.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, PartialEq)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[serde(deny_unknown_fields)]
pub struct GetProviderSettlement {
    /// Whose points.
    #[cfg_attr(feature = "openapi", param(value_type = uuid::Uuid))]
    pub programme_id: ProgrammeId,
    /// The first day, by the town's calendar.
    pub from: NaiveDate,
    /// The day after the last.
    pub until: NaiveDate,
}

/// What a provider is owed for a programme and some days: what was collected less what came back, as the ledger has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProviderSettlement {
    /// Who is owed.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub provider_id: ProviderId,
    /// What it is called.
    pub provider_name: String,
    /// Whose points.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub programme_id: ProgrammeId,
    /// The first day.
    pub from: NaiveDate,
    /// The day after the last.
    pub until: NaiveDate,
    /// Points collected.
    pub collected: i64,
    /// Points that came back, above 0.
    pub returned: i64,
    /// What is owed: the first less the second.
    pub points: i64,
    /// Fen for a point, as agreed now; absent where no rate is agreed.
    pub fen_per_point: Option<i64>,
    /// The amount in fen: the exact product; absent where no rate is agreed.
    pub owed_fen: Option<i64>,
    /// What it is made of, in the order of the ledger.
    pub lines: Vec<ProviderSettlementLine>,
}

/// One movement of the ledger.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProviderSettlementLine {
    /// When it was collected or came back.
    pub at: DateTime<Utc>,
    /// Which redemption.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub redemption_id: RedemptionId,
    /// What was redeemed.
    pub title: String,
    /// Points: above 0 collected, below 0 come back.
    pub points: i64,
}
