//! Programmes and their budgets.

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    areas::AreaPath,
    ids::{AreaId, EntryId, ProgrammeId, ProgrammeRulesId, UserId},
    points::{
        Cap, FUNDING_MAX, PROGRAMME_NAME_CHARS_MAX, PROGRAMME_TEXT_CHARS_MAX, ProgrammeState,
        WORDS_CHARS_MAX, WalletKind,
    },
};
use serde::{Deserialize, Serialize};
use validator::{Validate, ValidationError};

use super::ProgrammeRulesVersion;
use crate::{patch, words::not_blank};

/// Which programmes to list; all conditions at once. The newest first.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[serde(deny_unknown_fields)]
pub struct ListProgrammes {
    /// Only those for this area: of it, of an area around it, or of one in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(value_type = Option<uuid::Uuid>))]
    pub area_id: Option<AreaId>,
    /// Only in this state.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<ProgrammeState>,
    /// Only running ones whose budget runs low.
    #[serde(default)]
    pub low: bool,
    /// Items on the page, 1 to 100; 20 where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 100))]
    pub limit: Option<u32>,
    /// The `next` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(max_length = 60))]
    pub after: Option<String>,
}

/// A budgeted set of points rules.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Programme {
    /// Its id.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub id: ProgrammeId,
    /// For which area, with everything below.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub area_id: AreaId,
    /// That area's path.
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "34/18/82/105/"))]
    pub area_path: AreaPath,
    /// That area's name.
    pub area_name: String,
    /// What it is called.
    pub name: String,
    /// What it is for.
    pub description: String,
    /// Whose its wallets are.
    pub wallets: WalletKind,
    /// Its first day.
    pub starts_on: NaiveDate,
    /// Its last day.
    pub ends_on: NaiveDate,
    /// Where it stands.
    pub state: ProgrammeState,
    /// When it ended.
    pub ended_at: Option<DateTime<Utc>>,
    /// The rules in force today, or those that come first; none before it starts.
    pub rules: Option<ProgrammeRulesVersion>,
    /// What it got and what became of that.
    #[serde(flatten)]
    pub totals: ProgrammeTotals,
    /// Whether it runs low.
    pub low: bool,
    /// Grows with every change; the `ETag`.
    pub version: i64,
}

/// A programme to begin with, as a draft.
#[derive(Clone, Debug, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({
    "area_id": "019b8f2e-0000-7000-8000-000000000001", "name": "邻里积分", "description": "为邻里做的事都记下来。",
    "wallets": "person", "starts_on": "2027-01-01", "ends_on": "2027-12-31"
})))]
#[validate(schema(function = "check_period"))]
#[serde(deny_unknown_fields)]
pub struct NewProgramme {
    /// For which area, with everything below.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub area_id: AreaId,
    /// What it is called.
    #[validate(length(min = 1, max = PROGRAMME_NAME_CHARS_MAX), custom(function = "not_blank"))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 60))]
    pub name: String,
    /// What it is for; may be empty.
    #[validate(length(max = PROGRAMME_TEXT_CHARS_MAX))]
    #[cfg_attr(feature = "openapi", schema(max_length = 2000))]
    pub description: String,
    /// Whose its wallets are, for all its life.
    pub wallets: WalletKind,
    /// Its first day.
    pub starts_on: NaiveDate,
    /// Its last day.
    pub ends_on: NaiveDate,
}

fn check_period(new: &NewProgramme) -> Result<(), ValidationError> {
    if new.starts_on <= new.ends_on { Ok(()) } else { Err(ValidationError::new("interval")) }
}

/// What to change of a programme (RFC 7396): absent stays.
#[derive(Clone, Debug, Default, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({"description": "为邻里做的事都记下来。"})))]
#[serde(deny_unknown_fields)]
pub struct PatchProgramme {
    /// Another name.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "patch::present")]
    #[validate(length(min = 1, max = PROGRAMME_NAME_CHARS_MAX), custom(function = "not_blank"))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 60))]
    pub name: Option<String>,
    /// Another text about it.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "patch::present")]
    #[validate(length(max = PROGRAMME_TEXT_CHARS_MAX))]
    #[cfg_attr(feature = "openapi", schema(max_length = 2000))]
    pub description: Option<String>,
    /// Another first day, of a draft.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "patch::present")]
    pub starts_on: Option<NaiveDate>,
    /// Another last day, of a draft; a later one, of a programme that runs.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "patch::present")]
    pub ends_on: Option<NaiveDate>,
}

/// How a programme starts.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct StartProgramme {
    /// By which draft of its rules; it is adopted.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub rules_id: ProgrammeRulesId,
}

/// Points for a programme's budget.
#[derive(Clone, Debug, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({"points": 100_000, "note": "二〇二七年第一季度"})))]
#[serde(deny_unknown_fields)]
pub struct FundProgramme {
    /// How many.
    #[validate(range(min = 1, max = FUNDING_MAX))]
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 1_000_000_000))]
    pub points: i64,
    /// Where they come from.
    #[validate(length(min = 1, max = WORDS_CHARS_MAX), custom(function = "not_blank"))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 500))]
    pub note: String,
}

/// Points that a programme got.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Funding {
    /// Its id.
    pub id: uuid::Uuid,
    /// How many.
    pub points: i64,
    /// Where they come from.
    pub note: String,
    /// Who gave them.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub funder_id: UserId,
    /// What they are called.
    pub funder_name: String,
    /// When.
    pub funded_at: DateTime<Utc>,
}

/// What a programme got, the latest first. At most 500.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Fundings {
    /// Each time.
    pub items: Vec<Funding>,
}

/// Over which time a programme's numbers are told.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[serde(deny_unknown_fields)]
pub struct GetProgrammeNumbers {
    /// By which step; by month where absent.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", param(inline))]
    pub by: NumbersStep,
}

/// A step of a series.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum NumbersStep {
    /// Each day on which anything moved, the latest 366 of them.
    Day,
    /// Each month in which anything moved.
    #[default]
    Month,
}

/// What a programme got and what became of that, as the ledger has it. `funded = left + issued`, and
/// `issued = redeemed + expired + outstanding`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProgrammeTotals {
    /// What it got, less what went back.
    pub funded: i64,
    /// What is left of its budget.
    pub left: i64,
    /// What was earned, less what was overturned.
    pub issued: i64,
    /// What was redeemed.
    pub redeemed: i64,
    /// What was not spent in time.
    pub expired: i64,
    /// What is in wallets.
    pub outstanding: i64,
}

/// A programme's numbers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProgrammeNumbers {
    /// All in all.
    #[serde(flatten)]
    pub totals: ProgrammeTotals,
    /// How it came to that, the earliest first.
    pub series: Vec<NumbersOf>,
}

/// What moved in a day or a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NumbersOf {
    /// Its first day.
    pub from: NaiveDate,
    /// What the programme got, less what went back.
    pub funded: i64,
    /// What was earned, less what was overturned.
    pub issued: i64,
    /// What was redeemed, less what was returned.
    pub redeemed: i64,
    /// What was not spent in time.
    pub expired: i64,
    /// What was in wallets at its end.
    pub outstanding: i64,
}

/// Which skipped entries of the journal to list, the latest first.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[serde(deny_unknown_fields)]
pub struct ListSkippedEvents {
    /// Items on the page, 1 to 100; 20 where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 100))]
    pub limit: Option<u32>,
    /// The `next` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(max_length = 60))]
    pub after: Option<String>,
}

/// An entry of the journal that would have earned points and did not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SkippedEvent {
    /// Its id.
    pub id: uuid::Uuid,
    /// Which entry.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub entry_id: EntryId,
    /// What happened: `ticket.confirmed`.
    pub event: String,
    /// The code of the activity.
    pub activity: String,
    /// What the activity is called.
    pub activity_name: String,
    /// How many points it would have earned.
    pub points: i64,
    /// Why it did not.
    pub reason: SkipReason,
    /// Which cap, where one was reached.
    pub cap: Option<Cap>,
    /// When it happened.
    pub at: DateTime<Utc>,
}

/// Why an entry of the journal earned nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum SkipReason {
    /// A cap was reached.
    Cap,
    /// The budget was empty.
    Budget,
    /// The wallet takes nothing in.
    Wallet,
}
