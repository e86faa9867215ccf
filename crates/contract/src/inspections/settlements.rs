//! Settlements, simulations and criticism on the wire.

use chrono::{DateTime, Utc};
use domain::{
    areas::AreaPath,
    ids::{AreaId, AwardRulesId, SettlementId},
    inspections::{AtBottom, AwardRules, Composite, HalfYear, Line, Month, PrizeShare, Score, Tie},
    journal::NodeHash,
};
use serde::{Deserialize, Serialize};
use validator::Validate;

/// Whose settlements to list.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[serde(deny_unknown_fields)]
pub struct ListSettlements {
    /// Those of this area and of the areas around it.
    #[cfg_attr(feature = "openapi", param(value_type = uuid::Uuid))]
    pub area_id: AreaId,
}

/// A settled half-year in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ListedSettlement {
    /// Its id.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub id: SettlementId,
    /// The area whose half-year it is.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub area_id: AreaId,
    /// That area's path.
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "34/18/82/105/"))]
    pub area_path: AreaPath,
    /// Which half-year.
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "2026-H1"))]
    pub half_year: HalfYear,
    /// 1 at first; another one follows the correction of a round.
    pub revision: u32,
    /// Under which rules.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub rules_id: AwardRulesId,
    /// SHA-256 of what it comes to; the journal has it too.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub hash: NodeHash,
    /// Why there is another one.
    pub reason: Option<String>,
    /// When it was settled.
    pub settled_at: DateTime<Utc>,
}

/// The settlements of an area and of the areas around it, the latest half-year and revision first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Settlements {
    /// The settlements.
    pub items: Vec<ListedSettlement>,
}

/// Which half-year to settle.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SettleHalfYear {
    /// Of which area.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub area_id: AreaId,
    /// A half-year that is over.
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "2026-H1"))]
    pub half_year: HalfYear,
}

/// The mean of a half-year, as the fraction that it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CompositeScore {
    /// Above the line: the sum of weight × hundredths.
    pub weighted: i64,
    /// Below it: the sum of weights.
    pub weight: i64,
    /// To read, cut after two places: 89.995 reads 89.99.
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "89.99"))]
    pub shown: Score,
}

impl From<Composite> for CompositeScore {
    fn from(composite: Composite) -> Self {
        let (weighted, weight) = composite.fraction();
        Self { weighted, weight, shown: composite.shown() }
    }
}

/// What one village gets, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SettlementLine {
    /// Which village.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub village_id: AreaId,
    /// What it is called.
    pub village_name: String,
    /// Its scores of the six months; nothing where it was not inspected.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<Option<String>>, min_items = 6, max_items = 6))]
    pub months: Vec<Option<Score>>,
    /// Their weighted mean; absent where no month that counts has a score.
    pub composite: Option<CompositeScore>,
    /// Its place among all by the mean alone: 1, 2, 2, 4.
    pub rank: Option<u32>,
    /// Whether it reaches the threshold.
    pub eligible: bool,
    /// Its place for prizes among those who do.
    pub place: Option<u32>,
    /// Where others have the same mean: how they were told apart.
    pub tie: Option<Tie>,
    /// The base award, in fen.
    pub base_fen: i64,
    /// The prize, where its place has one.
    pub prize: Option<PrizeShare>,
    /// Both together, in fen.
    pub total_fen: i64,
}

impl SettlementLine {
    /// A line of a settlement with the village's name.
    #[must_use]
    pub fn new(line: Line, village_name: String) -> Self {
        Self {
            village_id: line.village,
            village_name,
            months: line.months.to_vec(),
            composite: line.composite.map(CompositeScore::from),
            rank: line.rank,
            eligible: line.eligible,
            place: line.place,
            tie: line.tie,
            base_fen: line.base_fen,
            prize: line.prize,
            total_fen: line.total_fen,
        }
    }
}

/// A settled half-year with everything behind every yuan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Settlement {
    /// Which one.
    #[serde(flatten)]
    pub settlement: ListedSettlement,
    /// What the area is called.
    pub area_name: String,
    /// The rules as they were.
    pub rules: AwardRules,
    /// What ordered those whom the rules leave to a draw: the first root of the journal over the last publication.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub public_value: Option<NodeHash>,
    /// Whether the stored inputs, computed again for this answer, gave the same bytes and the same hash.
    pub recomputed: bool,
    /// A line for each village, the best first.
    pub lines: Vec<SettlementLine>,
    /// All base awards, in fen.
    pub base_fen: i64,
    /// All prizes, in fen.
    pub prize_fen: i64,
    /// What the rounding of shares left unpaid, in fen.
    pub unpaid_fen: i64,
}

/// What one village would have got under two rules.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SimulatedLine {
    /// Which village.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub village_id: AreaId,
    /// What it is called.
    pub village_name: String,
    /// Its scores of the six months; nothing where it was not inspected.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<Option<String>>, min_items = 6, max_items = 6))]
    pub months: Vec<Option<Score>>,
    /// Its mean under the rules in force then.
    pub composite: Option<CompositeScore>,
    /// Its mean under the draft, whose months may weigh otherwise.
    pub draft_composite: Option<CompositeScore>,
    /// Its place for prizes under the rules in force then.
    pub place: Option<u32>,
    /// Its place for prizes under the draft.
    pub draft_place: Option<u32>,
    /// What it got, or would have got, under the rules in force then, in fen.
    pub fen: i64,
    /// What it would have got under the draft, in fen.
    pub draft_fen: i64,
}

/// One half-year under two rules.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SimulatedHalfYear {
    /// Which half-year.
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "2026-H1"))]
    pub half_year: HalfYear,
    /// Whether rules were in force then; compared with those of plan 2 where not.
    pub in_force: bool,
    /// All awards under those rules, in fen.
    pub fen: i64,
    /// All awards under the draft, in fen.
    pub draft_fen: i64,
    /// A line for each village, the best under the draft first.
    pub lines: Vec<SimulatedLine>,
}

/// What a draft would have paid, the latest half-year first. At most six.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Simulation {
    /// The half-years.
    pub items: Vec<SimulatedHalfYear>,
}

/// Whose criticism to list.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[serde(deny_unknown_fields)]
pub struct ListCriticisms {
    /// Of villages that this area inspects.
    #[cfg_attr(feature = "openapi", param(value_type = uuid::Uuid))]
    pub area_id: AreaId,
    /// Brought by this month or a later one.
    #[cfg_attr(feature = "openapi", param(value_type = String, example = "2026-01"))]
    pub from: Month,
    /// Brought by this month or an earlier one; at most 24 months.
    #[cfg_attr(feature = "openapi", param(value_type = String, example = "2026-12"))]
    pub until: Month,
}

/// A village that is criticised, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CriticisedVillage {
    /// Which village.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub village_id: AreaId,
    /// What it is called.
    pub village_name: String,
    /// The months in a row at the bottom; the last brought the criticism.
    pub months: Vec<AtBottom>,
}

/// Who is criticised, the earliest month first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Criticisms {
    /// The villages.
    pub items: Vec<CriticisedVillage>,
}
