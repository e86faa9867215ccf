//! Rounds on the wire.

use chrono::{DateTime, Utc};
use domain::{
    areas::AreaPath,
    ids::{AreaId, EntryId, RoundId, TemplateId, UserId},
    inspections::{
        Axes, DrawPlan, Group, Month, Notice, OBJECTION_HOURS_MAX, Regularity, Report, Score, Subjects,
    },
    journal::NodeHash,
};
use serde::{Deserialize, Serialize};
use validator::Validate;

use crate::page::PageQuery;

/// How long villages may object where nobody says: three days.
pub const OBJECTION_HOURS_DEFAULT: u32 = 72;

/// Which rounds to list; all conditions at once. The latest month first.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[serde(deny_unknown_fields)]
pub struct ListRounds {
    /// Those that areas under this one hold, and those of the areas around it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(value_type = Option<uuid::Uuid>))]
    pub area_id: Option<AreaId>,
    /// Only those in whose team the caller is.
    #[serde(default)]
    pub mine: bool,
    /// Only of this month and later ones.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(value_type = Option<String>, example = "2026-01"))]
    pub from: Option<Month>,
    /// Only of this month and earlier ones.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(value_type = Option<String>, example = "2026-06"))]
    pub until: Option<Month>,
    /// Only what inspects such subjects.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subjects: Option<Subjects>,
    /// Only in these states, separated by commas: `started,objections`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(max_length = 80))]
    pub state: Option<String>,
    /// Items on the page, 1 to 100; 20 where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 100))]
    pub limit: Option<u32>,
    /// The `next` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(max_length = 300))]
    pub after: Option<String>,
}

impl ListRounds {
    /// The page asked for.
    #[must_use]
    pub fn page(&self) -> PageQuery {
        PageQuery { limit: self.limit, after: self.after.clone() }
    }
}

/// A round in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ListedRound {
    /// Its id.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub id: RoundId,
    /// The area that holds it.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub area_id: AreaId,
    /// That area's path.
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "34/18/82/105/"))]
    pub area_path: AreaPath,
    /// That area's name.
    pub area_name: String,
    /// For which month.
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "2026-03"))]
    pub month: Month,
    /// What is inspected.
    pub subjects: Subjects,
    /// Whether it belongs to the monthly routine.
    pub regularity: Regularity,
    /// Whether places are told before.
    pub notice: Notice,
    /// Who learns the result.
    pub report: Report,
    /// What it looks at.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub template_id: TemplateId,
    /// In which version.
    pub template_number: i64,
    /// What the template is called.
    pub template_name: String,
    /// The official who leads it.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<uuid::Uuid>))]
    pub lead_id: Option<UserId>,
    /// What the lead is called.
    pub lead_name: Option<String>,
    /// What is drawn; nothing where absent.
    pub draw: Option<DrawPlan>,
    /// Whether somebody chose the places.
    pub chosen: bool,
    /// `planned`, `committed`, `drawn`, `started`, `objections`, `published` or `cancelled`.
    pub state: String,
    /// How long villages may object, in hours.
    pub objection_hours: u32,
    /// Since when inspectors are on their way.
    pub started_at: Option<DateTime<Utc>>,
    /// Until when villages may object (exclusive), or could.
    pub objections_until: Option<DateTime<Utc>>,
    /// How often its results were published: 0 not yet, more than 1 where they were corrected.
    pub revision: u32,
    /// Grows with every change; the `ETag`.
    pub version: i64,
}

/// A member of a team.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TeamMember {
    /// Who.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub user_id: UserId,
    /// What they are called.
    pub name: String,
}

/// A round with what the caller may see of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Round {
    /// The round.
    #[serde(flatten)]
    pub round: ListedRound,
    /// Its team, for the team and those who hold rounds here.
    pub team: Option<Vec<TeamMember>>,
    /// To how many places it goes, for the same people, where the places may be known.
    pub places: Option<u32>,
    /// How many of them have been scored.
    pub scored: Option<u32>,
    /// How many objections wait for a decision, for the same people.
    pub undecided: Option<u32>,
    /// Whether the caller belongs to the team.
    pub inspects: bool,
    /// Whether the caller holds rounds here.
    pub manages: bool,
}

/// A round to be planned.
#[derive(Clone, Debug, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PlanRound {
    /// The area that holds it.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub area_id: AreaId,
    /// For which month.
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "2026-03"))]
    pub month: Month,
    /// What is inspected.
    pub subjects: Subjects,
    /// Whether it belongs to the monthly routine; an area has one such round a month.
    pub regularity: Regularity,
    /// Whether places are told before.
    pub notice: Notice,
    /// Who learns the result.
    pub report: Report,
    /// What it looks at, in its latest version.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub template_id: TemplateId,
    /// The official who leads it; can be said later, but it does not start without one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<uuid::Uuid>))]
    pub lead_id: Option<UserId>,
    /// Who inspects.
    #[serde(default)]
    #[validate(length(max = 100))]
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<uuid::Uuid>, max_items = 100))]
    pub team: Vec<UserId>,
    /// How long villages may object, in hours; three days where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[validate(range(min = 1, max = OBJECTION_HOURS_MAX))]
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 720))]
    pub objection_hours: Option<u32>,
    /// What is drawn; nothing where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub draw: Option<DrawPlan>,
    /// Only these places; all of the subjects where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[validate(length(min = 1, max = 5000))]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Vec<uuid::Uuid>>, min_items = 1, max_items = 5000))]
    pub chosen: Option<Vec<AreaId>>,
}

impl PlanRound {
    /// Its three choices.
    #[must_use]
    pub fn axes(&self) -> Axes {
        Axes { regularity: self.regularity, notice: self.notice, report: self.report }
    }
}

/// What changes in a round; what is absent stays.
#[derive(Clone, Debug, Default, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ChangeRound {
    /// The official who leads it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<uuid::Uuid>))]
    pub lead_id: Option<UserId>,
    /// Who inspects, all of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[validate(length(max = 100))]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Vec<uuid::Uuid>>, max_items = 100))]
    pub team: Option<Vec<UserId>>,
    /// How long villages may object, in hours.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[validate(range(min = 1, max = OBJECTION_HOURS_MAX))]
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 720))]
    pub objection_hours: Option<u32>,
}

/// A place that a round inspects, as far as the caller may see.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RoundTarget {
    /// Which place.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub area_id: AreaId,
    /// Its path.
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "34/18/82/105/3/"))]
    pub area_path: AreaPath,
    /// Its name.
    pub area_name: String,
    /// What was drawn inside it, by path.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<String>))]
    pub drawn: Vec<AreaPath>,
    /// Who goes there, for the team and those who hold rounds here.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<uuid::Uuid>))]
    pub inspector_id: Option<UserId>,
    /// What they are called.
    pub inspector_name: Option<String>,
    /// Whether its sheet is handed in, for the same people.
    pub handed_in: Option<bool>,
    /// The version of its sheet, 0 for an empty one, for the same people.
    pub version: Option<i64>,
    /// Its score, once the caller may see it.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, example = "91.25"))]
    pub score: Option<Score>,
    /// Whether the caller may read its sheet.
    pub sheet: bool,
}

/// The places of a round, in the order of the tree. At most 20,000.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RoundTargets {
    /// The places.
    pub items: Vec<RoundTarget>,
}

/// A reason for which somebody does not inspect a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum RecusalReason {
    /// They hold an office there.
    Office,
    /// They live there.
    Household,
    /// They have kin there.
    Kinship,
}

/// A member of a team who does not go to a place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RoundRecusal {
    /// Who.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub user_id: UserId,
    /// What they are called.
    pub name: String,
    /// Where not.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub area_id: AreaId,
    /// What that place is called.
    pub area_name: String,
    /// Why; each reason once.
    pub reasons: Vec<RecusalReason>,
}

/// A place to which nobody of the team may go.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UncoveredPlace {
    /// Which.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub area_id: AreaId,
    /// What it is called.
    pub area_name: String,
}

/// Who of a team does not go where.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RoundRecusals {
    /// By place, in the order of the tree. At most 1,000.
    pub items: Vec<RoundRecusal>,
    /// How many there are, those that are left off too.
    pub total: u32,
    /// The places to which nobody of the team may go: the round does not start with them. At most 1,000.
    pub uncovered: Vec<UncoveredPlace>,
}

/// The draw of a round: everything that anybody needs to recompute it, as far as it is known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RoundDraw {
    /// Who could be drawn: paths of areas, in groups of each of which so many are.
    pub frame: Vec<Group>,
    /// The hash of frame and seed, published before the draw.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub commitment: NodeHash,
    /// The journal entry that published it.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub committed_entry: EntryId,
    /// When that was.
    pub committed_at: DateTime<Utc>,
    /// The size of the journal whose root is the public value: the first that holds that entry.
    pub public_size: Option<u64>,
    /// That root.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub public_value: Option<NodeHash>,
    /// When that root was published: after the commitment.
    pub public_at: Option<DateTime<Utc>>,
    /// The seed, once it is revealed; for a covert round once it has started.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub seed: Option<NodeHash>,
    /// Who was drawn, a list for each group, at the same time.
    pub sample: Option<Vec<Vec<String>>>,
}
