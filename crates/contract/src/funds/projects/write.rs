//! Writing and screening proposals.

use chrono::NaiveDate;
use domain::{
    funds::{
        Amount, PROJECT_PLAN_CHARS_MAX, PROJECT_TITLE_CHARS_MAX, PROJECT_WORDS_CHARS_MAX,
        PROPOSER_NAME_CHARS_MAX, books::Budget, projects::ProposerKind,
    },
    ids::ProviderId,
};
use serde::{Deserialize, Serialize};
use validator::{Validate, ValidationError};

use super::super::purpose_code;
use crate::words::not_blank;

/// What is proposed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({
    "title": "楼前小花园", "plan": "四月翻土，五月种花，由楼组轮流浇水。",
    "proposer": {"kind": "group", "group_name": "小花园小组"}, "people": [],
    "lines": [{"title": "花苗和土", "limit_fen": 80_000, "purpose": "environment"}, {"title": "工具", "limit_fen": 20_000}],
    "milestones": [
        {"title": "签约预付", "instalment_fen": 40_000},
        {"title": "花园建成", "due_on": "2026-06-01", "instalment_fen": 60_000}
    ],
    "advance": true
})))]
#[serde(deny_unknown_fields)]
pub struct WriteProject {
    /// What it is called.
    #[validate(length(min = 1, max = PROJECT_TITLE_CHARS_MAX), custom(function = "not_blank"))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 80))]
    pub title: String,
    /// What people read: what is done, how, and what comes of it.
    #[validate(length(min = 1, max = PROJECT_PLAN_CHARS_MAX), custom(function = "not_blank"))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 20_000))]
    pub plan: String,
    /// In whose name it is proposed.
    #[validate(nested)]
    pub proposer: WriteProposer,
    /// Login names of who is asked to take part besides the proposer, at most 100. Each says so themselves.
    #[serde(default)]
    #[validate(length(max = 100), custom(function = "logins"))]
    #[cfg_attr(feature = "openapi", schema(max_items = 100))]
    pub people: Vec<String>,
    /// What it costs, line by line, 1 to 50.
    #[validate(length(min = 1, max = 50), nested, custom(function = "total"))]
    #[cfg_attr(feature = "openapi", schema(min_items = 1, max_items = 50))]
    pub lines: Vec<WriteProjectLine>,
    /// When which part of that is paid, 1 to 20.
    #[validate(length(min = 1, max = 20), nested)]
    #[cfg_attr(feature = "openapi", schema(min_items = 1, max_items = 20))]
    pub milestones: Vec<WriteMilestone>,
    /// Whether the first instalment is paid when the agreement is signed.
    pub advance: bool,
}

/// In whose name somebody proposes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[validate(schema(function = "proposer"))]
#[serde(deny_unknown_fields)]
pub struct WriteProposer {
    /// Their own, a group's, or that of an organisation that they serve.
    pub kind: ProposerKind,
    /// What the group is called: of a group, and of nobody else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[validate(length(min = 1, max = PROPOSER_NAME_CHARS_MAX), custom(function = "not_blank"))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 60))]
    pub group_name: Option<String>,
    /// Which organisation: of one, and of nobody else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<uuid::Uuid>))]
    pub provider_id: Option<ProviderId>,
}

fn proposer(one: &WriteProposer) -> Result<(), ValidationError> {
    let given = (one.group_name.is_some(), one.provider_id.is_some());
    let needed = match one.kind {
        ProposerKind::Resident => (false, false),
        ProposerKind::Group => (true, false),
        ProposerKind::Organisation => (false, true),
    };
    if given == needed { Ok(()) } else { Err(ValidationError::new("project_proposer")) }
}

/// A line of a project's budget.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct WriteProjectLine {
    /// What it pays.
    #[validate(length(min = 1, max = PROJECT_TITLE_CHARS_MAX), custom(function = "not_blank"))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 80))]
    pub title: String,
    /// At most so much, in fen.
    #[validate(range(min = 1, max = Amount::FEN_MAX))]
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 1_000_000_000_000_i64))]
    pub limit_fen: i64,
    /// Code of what it serves, where that is anything in particular.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[validate(custom(function = "purpose_code"))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 40, pattern = "^[a-z0-9_]+$"))]
    pub purpose: Option<String>,
}

/// A milestone of a project.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct WriteMilestone {
    /// What is done then.
    #[validate(length(min = 1, max = PROJECT_TITLE_CHARS_MAX), custom(function = "not_blank"))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 80))]
    pub title: String,
    /// By when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due_on: Option<NaiveDate>,
    /// What is paid then, in fen.
    #[validate(range(min = 1, max = Amount::FEN_MAX))]
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 1_000_000_000_000_i64))]
    pub instalment_fen: i64,
}

fn logins(names: &[String]) -> Result<(), ValidationError> {
    let good = |name: &String| domain::identity::LoginName::new(name).is_ok();
    if names.iter().all(good) { Ok(()) } else { Err(ValidationError::new("login_name")) }
}

/// Lines whose sum can move. A line that is bad by itself is told as that.
fn total(lines: &[WriteProjectLine]) -> Result<(), ValidationError> {
    let limits: Result<Vec<_>, _> =
        lines.iter().map(|line| Amount::new(line.limit_fen).map(|limit| (limit, None))).collect();
    match limits.map(Budget::new) {
        Ok(Err(domain::funds::books::BudgetError::Total)) => Err(ValidationError::new("project_total")),
        _ => Ok(()),
    }
}

/// What an office finds of a proposal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ScreeningResult {
    /// It is complete and fits: the public can comment.
    Passed,
    /// It has to be written better.
    Returned,
    /// It does not fit.
    Rejected,
}

/// What an office finds of a proposal, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({"result": "returned", "reason": "请补充预算明细。"})))]
#[validate(schema(function = "reasoned"))]
#[serde(deny_unknown_fields)]
pub struct ScreenProject {
    /// What it finds.
    pub result: ScreeningResult,
    /// Why; needed where it does not pass.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[validate(length(min = 1, max = PROJECT_WORDS_CHARS_MAX), custom(function = "not_blank"))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 2000))]
    pub reason: Option<String>,
}

fn reasoned(screening: &ScreenProject) -> Result<(), ValidationError> {
    let needed = screening.result != ScreeningResult::Passed;
    if needed && screening.reason.is_none() { Err(ValidationError::new("project_reason")) } else { Ok(()) }
}
