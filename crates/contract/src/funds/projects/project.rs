//! Projects as they are read.

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    funds::projects::{Action, ProposerKind, StateName},
    ids::{AreaId, FundId, PhotoId, ProjectId, ProposalCallId, ProviderId, ResolutionId},
    journal::NodeHash,
};
use serde::{Deserialize, Serialize};

use super::ProjectRatings;

/// Which projects to list; all conditions at once. The newest first.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[serde(deny_unknown_fields)]
pub struct ListProjects {
    /// Only those of this fund.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(value_type = Option<uuid::Uuid>))]
    pub fund_id: Option<FundId>,
    /// Only those that answer this call.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(value_type = Option<uuid::Uuid>))]
    pub call_id: Option<ProposalCallId>,
    /// Only in this state.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<StateName>,
    /// Only those for which shifts of volunteers can be planned in this area: in progress, of a fund of the area, of one above it or
    /// of its town.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(value_type = Option<uuid::Uuid>))]
    pub shift_area_id: Option<AreaId>,
    /// Only those that the caller proposed, takes part in or was asked to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mine: Option<bool>,
    /// Items on the page, 1 to 100; 20 where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 100))]
    pub limit: Option<u32>,
    /// The `next` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(max_length = 60))]
    pub after: Option<String>,
}

/// In whose name a project is proposed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProjectProposer {
    /// A resident, a group or an organisation.
    pub kind: ProposerKind,
    /// What the group or the organisation is called; a resident's name for those who take part, and those inside the fund.
    pub name: Option<String>,
    /// Which organisation.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<uuid::Uuid>))]
    pub provider_id: Option<ProviderId>,
}

/// A project in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProjectSummary {
    /// Its id.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub id: ProjectId,
    /// Which fund is to pay for it.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub fund_id: FundId,
    /// Which call it answers.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub call_id: ProposalCallId,
    /// What it is called.
    pub title: String,
    /// In whose name it is proposed.
    pub proposer: ProjectProposer,
    /// Where it stands.
    pub state: StateName,
    /// Until when (exclusive) people can comment on it, or rate it.
    pub state_until: Option<DateTime<Utc>>,
    /// The committee's decision on it, the last that was asked for.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<uuid::Uuid>))]
    pub resolution_id: Option<ResolutionId>,
    /// What it costs, in fen.
    pub budget_fen: i64,
    /// What was paid of that, in fen.
    pub spent_fen: i64,
    /// What residents think of it.
    pub ratings: ProjectRatings,
    /// When it was begun.
    pub drafted_at: DateTime<Utc>,
    /// When it was handed in, the last time.
    pub submitted_at: Option<DateTime<Utc>>,
    /// Since when the public could read it.
    pub published_at: Option<DateTime<Utc>>,
    /// Grows with every change; the `ETag`.
    pub version: i64,
}

/// A line of a project's budget.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProjectLine {
    /// Its number, from 1.
    pub number: u16,
    /// What it pays.
    pub title: String,
    /// At most so much, in fen.
    pub limit_fen: i64,
    /// Code of what it serves, where that is anything in particular.
    pub purpose: Option<String>,
    /// What was approved and is not paid yet, in fen.
    pub reserved_fen: i64,
    /// What was paid, in fen.
    pub spent_fen: i64,
}

/// Where a milestone stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum MilestoneStage {
    /// It is not reached.
    Ahead,
    /// Somebody of the project says that it is.
    Reached,
    /// The office agrees: its instalment can be paid.
    Accepted,
}

/// A milestone of a project.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProjectMilestone {
    /// Its number, from 0.
    pub number: usize,
    /// What is done then.
    pub title: String,
    /// By when.
    pub due_on: Option<NaiveDate>,
    /// What is paid then, in fen.
    pub instalment_fen: i64,
    /// Whether it is paid when the agreement is signed.
    pub advance: bool,
    /// Where it stands.
    pub stage: MilestoneStage,
    /// What was approved or paid of its instalment, in fen.
    pub used_fen: i64,
}

/// Somebody who takes part in a project besides its proposer, or was asked to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProjectPerson {
    /// What they are called.
    pub name: String,
    /// The name with which they sign in, for the proposer alone, who named them by it and names them again.
    pub login: Option<String>,
    /// Since when they take part; they were asked, where absent.
    pub joined_at: Option<DateTime<Utc>>,
}

/// An entry of a project's timeline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProjectEntry {
    /// When.
    pub at: DateTime<Utc>,
    /// What: `submitted`, `returned`, `screened`, `screened_out`, `withdrawn`, `put`, `approved`, `rejected`, `undecided` (it can be put
    /// again), `agreed`, `countersigned`, `milestone_reached`, `milestone_accepted`, `milestone_refused`, `reported`,
    /// `report_returned`, `report_accepted`, `archived`, `termination_put`, `goes_on` (the committee did not end it), `terminated`.
    pub kind: String,
    /// In which part: `proposer`, `team`, `office` or `committee`.
    pub side: String,
    /// Who, for those who take part, and those inside the fund; nobody, where the committee decided.
    pub by: Option<String>,
    /// What was said.
    pub text: Option<String>,
    /// Which milestone it is about, from 0.
    pub milestone: Option<i64>,
    /// Which decision of the committee it is about.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<uuid::Uuid>))]
    pub resolution_id: Option<ResolutionId>,
    /// Photos for everybody.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<uuid::Uuid>))]
    pub photos: Vec<PhotoId>,
    /// Pictures of invoices, for those who take part, and those inside the fund.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<uuid::Uuid>))]
    pub invoices: Vec<PhotoId>,
}

/// A project.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Project {
    /// What a list tells of it.
    #[serde(flatten)]
    pub summary: ProjectSummary,
    /// What people read.
    pub plan: String,
    /// The SHA-256 of that, in UTF-8.
    #[cfg_attr(feature = "openapi", schema(value_type = String, min_length = 64, max_length = 64))]
    pub plan_hash: NodeHash,
    /// What it costs, line by line.
    pub lines: Vec<ProjectLine>,
    /// What the committee granted, in fen; nothing before it said yes.
    pub granted_fen: Option<i64>,
    /// When which part of that is paid.
    pub milestones: Vec<ProjectMilestone>,
    /// How many people take part, the proposer counted.
    pub people_count: usize,
    /// Who takes part besides the proposer, or was asked to: for those who are, and those inside the fund.
    pub people: Option<Vec<ProjectPerson>>,
    /// What happened to it, from the beginning on.
    pub timeline: Vec<ProjectEntry>,
    /// What the caller may do now.
    pub actions: Vec<Action>,
    /// How the caller rated it.
    pub own_rating: Option<u8>,
    /// Whether the caller was asked to take part, and has not said so yet.
    pub asked: bool,
}
