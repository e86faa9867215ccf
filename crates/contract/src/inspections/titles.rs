//! Titles on the wire, and the checks of a household.

use chrono::{DateTime, Utc};
use domain::{
    areas::AreaPath,
    ids::{AreaId, RoundId, TitleId},
    inspections::{HalfYear, Month, Score, TitleCheck, TitleKind, TitleMiss, TitleRule},
    journal::NodeHash,
};
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::CompositeScore;
use crate::page::PageQuery;

/// Which titles to list: those of places at and under an area, of one half-year.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[serde(deny_unknown_fields)]
pub struct ListTitles {
    /// At and under this area.
    #[cfg_attr(feature = "openapi", param(value_type = uuid::Uuid))]
    pub area_id: AreaId,
    /// For this half-year; the latest that has any where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(value_type = Option<String>, example = "2026-H1"))]
    pub half_year: Option<HalfYear>,
    /// Only of this kind.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<TitleKind>,
    /// Items on the page, 1 to 100; 20 where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 100))]
    pub limit: Option<u32>,
    /// The `next` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(max_length = 300))]
    pub after: Option<String>,
}

impl ListTitles {
    /// The page asked for.
    #[must_use]
    pub fn page(&self) -> PageQuery {
        PageQuery { limit: self.limit, after: self.after.clone() }
    }
}

/// A title. Whose it is stands in it for everybody where a household lets it be shown, or it is no household's; else for the
/// household itself and those who hold inspections there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Title {
    /// Its id.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub id: TitleId,
    /// What anybody looks up.
    #[cfg_attr(feature = "openapi", schema(example = "2026-H1-7K3QXM9A"))]
    pub number: String,
    /// Who awarded it.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub area_id: AreaId,
    /// What that area is called.
    pub area_name: String,
    /// For which half-year.
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "2026-H1"))]
    pub half_year: HalfYear,
    /// To what.
    pub kind: TitleKind,
    /// What it is called.
    #[cfg_attr(feature = "openapi", schema(example = "文明户"))]
    pub name: String,
    /// Whose it is, where the caller may know.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<uuid::Uuid>))]
    pub place_id: Option<AreaId>,
    /// The names from below the awarding area down to the place, for the same people.
    pub place: Vec<String>,
    /// When it was awarded.
    pub awarded_at: DateTime<Utc>,
    /// Whether everybody may read whose it is.
    pub shown: bool,
    /// Since when it is no longer valid.
    pub revoked_at: Option<DateTime<Utc>>,
    /// Why.
    pub revoke_reason: Option<String>,
}

/// The titles of a half-year, in the order of the tree.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Titles {
    /// Which half-year; absent where there are no titles.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, example = "2026-H1"))]
    pub half_year: Option<HalfYear>,
    /// Every half-year with titles there, the latest first.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<String>))]
    pub half_years: Vec<HalfYear>,
    /// Those whose place the caller may know.
    pub items: Vec<Title>,
    /// How many valid ones there are of households that keep theirs to themselves.
    pub unnamed: u32,
    /// Where the next page begins.
    pub next: Option<String>,
}

/// The titles of one household, the latest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HouseholdTitles {
    /// The titles.
    pub items: Vec<Title>,
}

/// A check of a household whose scoring is over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HouseholdCheck {
    /// In which round; its sheet says what was found.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub round_id: RoundId,
    /// For which month.
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "2026-03"))]
    pub month: Month,
    /// What was looked at.
    pub template_name: String,
    /// Its score.
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "93.50"))]
    pub score: Score,
    /// Whether the score stands.
    pub published: bool,
    /// Until when members may object (exclusive), or could.
    pub objections_until: Option<DateTime<Utc>>,
}

/// The checks of a household, the latest month first; at most 50.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HouseholdChecks {
    /// The checks.
    pub items: Vec<HouseholdCheck>,
}

/// Whose titles, of which kind, for which half-year.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, PartialEq)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[serde(deny_unknown_fields)]
pub struct GetTitleCandidates {
    /// The area that awards them.
    #[cfg_attr(feature = "openapi", param(value_type = uuid::Uuid))]
    pub area_id: AreaId,
    /// For this half-year.
    #[cfg_attr(feature = "openapi", param(value_type = String, example = "2026-H1"))]
    pub half_year: HalfYear,
    /// Of this kind.
    pub kind: TitleKind,
}

/// A place that was checked, and whether it gets the title.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TitleCandidateLine {
    /// Which place.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub place_id: AreaId,
    /// Its path.
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "34/18/82/105/3/"))]
    pub place_path: AreaPath,
    /// The names from below the awarding area down to it.
    pub place: Vec<String>,
    /// Its checks, the earliest first.
    pub checks: Vec<TitleCheck>,
    /// Their mean; absent where none of their months weighs anything.
    pub mean: Option<CompositeScore>,
    /// How many of its households had pledged when the half-year ended.
    pub pledged: u32,
    /// How many households it has; 1 for a household.
    pub households: u32,
    /// Whether it was criticised in the half-year.
    pub criticised: bool,
    /// Every condition that it misses; none where it gets the title.
    pub misses: Vec<TitleMiss>,
}

/// Who gets a title for a half-year and who does not: as it was awarded, or as it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TitleCandidates {
    /// What the title takes.
    pub rule: TitleRule,
    /// The places that were checked: those who get it first, then by mean.
    pub lines: Vec<TitleCandidateLine>,
    /// How many get it.
    pub awarded: u32,
    /// The hash of the list; who awards it names it.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub hash: NodeHash,
    /// When it was awarded; absent where it was not.
    pub awarded_at: Option<DateTime<Utc>>,
    /// Whether what is stored gives these very bytes, computed again for this answer.
    pub recomputed: bool,
    /// Whether the half-year is over.
    pub over: bool,
    /// How many rounds that count are neither published nor cancelled: they stand in the way.
    pub rounds_open: u32,
}

/// A list to be awarded.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AwardTitles {
    /// The area that awards it.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub area_id: AreaId,
    /// For this half-year, which is over.
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "2026-H1"))]
    pub half_year: HalfYear,
    /// Of this kind.
    pub kind: TitleKind,
    /// The hash of the list that the caller saw.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub hash: NodeHash,
}

/// What was awarded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AwardedTitles {
    /// How many titles.
    pub count: u32,
}

/// Whether everybody may read that a household has its title.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ShowTitle {
    /// Whether they may.
    pub shown: bool,
}

/// Why a title is no longer valid.
#[derive(Clone, Debug, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RevokeTitle {
    /// Why; everybody reads it.
    #[validate(length(min = 1, max = 500), custom(function = crate::words::not_blank))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 500))]
    pub reason: String,
}
