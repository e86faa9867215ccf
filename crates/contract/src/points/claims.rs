//! Claims of points, decisions about them, and the second look.

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    ids::{AreaId, ClaimId, PhotoId, ProgrammeId, UserId},
    points::{CLAIM_PHOTOS_MAX, ClaimStateName, MINUTES_MAX, ReAudit, Source, WORDS_CHARS_MAX},
};
use serde::{Deserialize, Serialize};
use validator::{Validate, ValidationError};

use crate::words::not_blank;

/// Points that are claimed for oneself, or proposed for a resident.
#[derive(Clone, Debug, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({
    "programme_id": "019b8f2e-0000-7000-8000-000000000001", "activity": "courtyard_sweeping", "day": "2027-03-05",
    "words": "和邻居一起扫了院子", "photos": []
})))]
#[serde(deny_unknown_fields)]
pub struct NewClaim {
    /// In which programme.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub programme_id: ProgrammeId,
    /// The code of what was done.
    #[validate(length(min = 1, max = 40))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 40))]
    pub activity: String,
    /// On which day, in town time.
    pub day: NaiveDate,
    /// How long it took, where it is counted by the hour.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[validate(range(min = 1, max = MINUTES_MAX))]
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 1440))]
    pub minutes: Option<u32>,
    /// What was done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[validate(length(max = WORDS_CHARS_MAX), custom(function = "not_blank"))]
    #[cfg_attr(feature = "openapi", schema(max_length = 500))]
    pub words: Option<String>,
    /// What shows it: photos that the caller uploaded.
    #[serde(default)]
    #[validate(length(max = CLAIM_PHOTOS_MAX), custom(function = "once"))]
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<uuid::Uuid>, max_items = 6))]
    pub photos: Vec<PhotoId>,
    /// For whom, where a worker proposes it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<uuid::Uuid>))]
    pub beneficiary_id: Option<UserId>,
    /// Which of their homes it counts for; needed where they have several in the programme's area.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<uuid::Uuid>))]
    pub household_id: Option<AreaId>,
}

fn once(photos: &[PhotoId]) -> Result<(), ValidationError> {
    let mut seen = std::collections::BTreeSet::new();
    if photos.iter().all(|photo| seen.insert(photo)) { Ok(()) } else { Err(ValidationError::new("twice")) }
}

/// Somebody in a claim.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ClaimPerson {
    /// Who.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub id: UserId,
    /// What they are called.
    pub name: String,
}

/// What can be done with a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ClaimMove {
    /// Approve or reject it.
    Decide,
    /// Take it back.
    Withdraw,
    /// Judge it at the second look.
    ReAudit,
}

/// Why the caller, who decides such claims, does not decide this one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ClaimHindrance {
    /// They made, earn by, or approved it.
    Own,
    /// They live in the same household.
    Household,
    /// They have kin there.
    Kin,
}

/// A claim of points.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Claim {
    /// Its id.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub id: ClaimId,
    /// In which programme.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub programme_id: ProgrammeId,
    /// What the programme is called.
    pub programme_name: String,
    /// The code of what was done.
    pub activity: String,
    /// What that is called.
    pub activity_name: String,
    /// Where the claim comes from.
    pub source: Source,
    /// Where it stands.
    pub state: ClaimStateName,
    /// The day of the deed.
    pub day: NaiveDate,
    /// How long it took, where it is counted by the hour.
    pub minutes: Option<u32>,
    /// What it earns.
    pub points: i64,
    /// What was done.
    pub words: Option<String>,
    /// What shows it.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<uuid::Uuid>))]
    pub photos: Vec<PhotoId>,
    /// Who earns; absent where the household as such does.
    pub beneficiary: Option<ClaimPerson>,
    /// The home of who earns.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub household_id: AreaId,
    /// The names of the areas from the widest down to that home.
    pub place: Vec<String>,
    /// Who claimed or proposed it; absent where the journal tells of it.
    pub issuer: Option<ClaimPerson>,
    /// When.
    pub claimed_at: DateTime<Utc>,
    /// Who approved or rejected it.
    pub decider: Option<ClaimPerson>,
    /// When.
    pub decided_at: Option<DateTime<Utc>>,
    /// Why it was rejected.
    pub reason: Option<String>,
    /// Where the second look stands, where it was drawn. For auditors.
    pub re_audit: Option<ReAudit>,
    /// What was found at the second look.
    pub re_audit_reason: Option<String>,
    /// Points that were taken back out of the wallet.
    pub taken_back: i64,
    /// Points that should have been taken back and were spent already.
    pub unrecovered: i64,
    /// What the caller can do with it.
    pub may: Vec<ClaimMove>,
    /// Why the caller, who decides such claims, does not decide this one.
    pub hindrance: Option<ClaimHindrance>,
    /// Grows with every step; the `ETag`.
    pub version: i64,
}

/// Which claims to list; all conditions at once. The newest first; what waits for the caller the oldest first.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[serde(deny_unknown_fields)]
pub struct ListClaims {
    /// Only what the caller claimed, proposed or earns by.
    #[serde(default)]
    pub mine: bool,
    /// Only what waits for the caller to decide it, the oldest first.
    #[serde(default)]
    pub waiting: bool,
    /// Only of this programme.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(value_type = Option<uuid::Uuid>))]
    pub programme_id: Option<ProgrammeId>,
    /// Only in this state.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<ClaimStateName>,
    /// Items on the page, 1 to 100; 20 where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 100))]
    pub limit: Option<u32>,
    /// The `next` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(max_length = 60))]
    pub after: Option<String>,
}

/// Why a claim is rejected.
#[derive(Clone, Debug, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RejectClaim {
    /// Why; the claimant reads it.
    #[validate(length(min = 1, max = WORDS_CHARS_MAX), custom(function = "not_blank"))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 500))]
    pub reason: String,
}

/// Which claims wait for a second look, the oldest first.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[serde(deny_unknown_fields)]
pub struct ListReAudits {
    /// Only of this programme.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(value_type = Option<uuid::Uuid>))]
    pub programme_id: Option<ProgrammeId>,
    /// Those that were looked at already, the latest first.
    #[serde(default)]
    pub done: bool,
    /// Items on the page, 1 to 100; 20 where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 100))]
    pub limit: Option<u32>,
    /// The `next` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(max_length = 60))]
    pub after: Option<String>,
}

/// What a second look found.
#[derive(Clone, Debug, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct JudgeClaim {
    /// Whether the approval was right; what was wrong is taken back.
    pub upheld: bool,
    /// What was found.
    #[validate(length(min = 1, max = WORDS_CHARS_MAX), custom(function = "not_blank"))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 500))]
    pub reason: String,
}
