//! Who beside the town has a part in a ticket: providers that keep it, those who are called to it, prices and material.

use chrono::{DateTime, Utc};
use domain::{
    ids::{CallId, PhotoId, ProviderId, QuotationId, UserId},
    providers::ProviderKind,
    tickets::{CallState, Payer, Quantity, Quotation as Limits, QuotationState},
};
use serde::{Deserialize, Serialize};
use validator::{Validate, ValidationError};

use super::{ListedTicket, words};
use crate::{page::PageQuery, words::not_blank};

/// Longest description of a line or a material, in characters.
pub const DESCRIPTION_CHARS_MAX: u64 = 80;
/// Longest name of a unit, in characters.
pub const UNIT_CHARS_MAX: u64 = 8;
/// Most materials of one solution.
pub const MATERIALS_MAX: u64 = 30;

/// Which provider keeps a ticket, or was called to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProviderName {
    /// Its id.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub id: ProviderId,
    /// What it is called.
    #[cfg_attr(feature = "openapi", schema(example = "安居物业"))]
    pub name: String,
    /// What it is.
    pub kind: ProviderKind,
}

/// To which provider a ticket goes.
#[derive(Clone, Debug, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct EntrustTicket {
    /// One that serves the ticket's area.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub provider_id: ProviderId,
    /// What they have to know; the reporter reads it.
    #[validate(length(min = 1, max = 2000), custom(function = words))]
    #[cfg_attr(
        feature = "openapi",
        schema(min_length = 1, max_length = 2000, example = "公共照明归物业维护")
    )]
    pub text: String,
}

/// Whom a worker calls to a ticket (吹哨); each has to report.
#[derive(Clone, Debug, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CallProviders {
    /// Offices, companies or organisations that serve the ticket's area.
    #[validate(length(min = 1, max = 10), custom(function = each_provider_once))]
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<uuid::Uuid>, min_items = 1, max_items = 10))]
    pub provider_ids: Vec<ProviderId>,
    /// What each is asked for.
    #[validate(length(min = 1, max = 2000), custom(function = words))]
    #[cfg_attr(
        feature = "openapi",
        schema(min_length = 1, max_length = 2000, example = "请到现场认定是否违章搭建")
    )]
    pub text: String,
    /// When the reports are due: within 30 days.
    pub until: DateTime<Utc>,
}

/// What those who were called have to say.
#[derive(Clone, Debug, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ReportOnCall {
    /// The report.
    #[validate(length(min = 1, max = 2000), custom(function = words))]
    #[cfg_attr(
        feature = "openapi",
        schema(min_length = 1, max_length = 2000, example = "已到现场，要求三日内拆除")
    )]
    pub text: String,
    /// What was seen: photos the caller has uploaded.
    #[serde(default)]
    #[validate(length(max = 6), custom(function = super::each_once))]
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<uuid::Uuid>, max_items = 6))]
    pub photos: Vec<PhotoId>,
}

/// A call of somebody to a ticket.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Call {
    /// Its id.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub id: CallId,
    /// Who was called.
    pub provider: ProviderName,
    /// Where it stands.
    pub state: CallState,
    /// What they were asked for.
    pub text: String,
    /// By whom: an official's or a worker's name.
    pub called_by: String,
    /// When.
    pub called_at: DateTime<Utc>,
    /// When the report is due.
    pub until: DateTime<Utc>,
    /// Whether it ought to have come by now.
    pub overdue: bool,
    /// What was reported, or why it was taken back.
    pub answer: Option<String>,
    /// Who reported or took it back.
    pub answered_by: Option<String>,
    /// When it ended.
    pub answered_at: Option<DateTime<Utc>>,
    /// Whether the caller may report on it.
    pub can_report: bool,
    /// Whether the caller may take it back.
    pub can_withdraw: bool,
}

/// Which calls to list, the newest first.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[serde(deny_unknown_fields)]
pub struct ListCalls {
    /// Of this provider, which the caller serves.
    #[cfg_attr(feature = "openapi", param(value_type = uuid::Uuid))]
    pub provider_id: ProviderId,
    /// Only in this state.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(inline))]
    pub state: Option<CallState>,
    /// Items on the page, 1 to 100; 20 where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 100))]
    pub limit: Option<u32>,
    /// The `next` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(max_length = 300))]
    pub after: Option<String>,
}

impl ListCalls {
    /// The page asked for.
    #[must_use]
    pub fn page(&self) -> PageQuery {
        PageQuery { limit: self.limit, after: self.after.clone() }
    }
}

/// A call with the ticket to which somebody was called.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ListedCall {
    /// The call.
    pub call: Call,
    /// The ticket.
    pub ticket: ListedTicket,
}

/// One line of a quotation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct QuotationLine {
    /// What is done or delivered.
    #[validate(length(min = 1, max = DESCRIPTION_CHARS_MAX), custom(function = not_blank))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 80, example = "更换水龙头"))]
    pub description: String,
    /// How much of it: 0.001 to 100000, at most three places.
    #[validate(length(max = 10), custom(function = quantity))]
    #[cfg_attr(feature = "openapi", schema(max_length = 10, example = "2.5"))]
    pub quantity: String,
    /// In which unit.
    #[validate(length(min = 1, max = UNIT_CHARS_MAX), custom(function = not_blank))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 8, example = "个"))]
    pub unit: String,
    /// Fen for one unit.
    #[validate(range(min = 0, max = Limits::UNIT_PRICE_FEN_MAX))]
    #[cfg_attr(feature = "openapi", schema(minimum = 0, maximum = 1_000_000_000, example = 8800))]
    pub unit_price_fen: i64,
}

/// A price for a repair.
#[derive(Clone, Debug, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct QuoteTicket {
    /// Who pays, and therefore decides.
    pub payer: Payer,
    /// What it is made of.
    #[validate(length(min = 1, max = 30), nested)]
    #[cfg_attr(feature = "openapi", schema(min_items = 1, max_items = 30))]
    pub lines: Vec<QuotationLine>,
    /// In words; whoever pays reads them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[validate(length(min = 1, max = 2000), custom(function = words))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 2000))]
    pub text: Option<String>,
    /// Until when (exclusive) it can be accepted: within 90 days.
    pub good_until: DateTime<Utc>,
}

/// The payer's word on a price.
#[derive(Clone, Debug, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct DecideQuotation {
    /// Whether it is done for that.
    pub accepted: bool,
    /// In words; needed where it is declined.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[validate(length(min = 1, max = 2000), custom(function = words))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 2000))]
    pub text: Option<String>,
}

/// A price that was named for a ticket.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Quotation {
    /// Its id.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub id: QuotationId,
    /// Who named it.
    pub provider: ProviderName,
    /// Where it stands; `lapsed` also once its time has passed.
    pub state: QuotationState,
    /// Who pays.
    pub payer: Payer,
    /// What it is made of.
    pub lines: Vec<QuotedLine>,
    /// What it comes to.
    pub total_fen: i64,
    /// In words.
    pub text: Option<String>,
    /// When it was named.
    pub quoted_at: DateTime<Utc>,
    /// Until when (exclusive) it can be accepted.
    pub good_until: DateTime<Utc>,
    /// What whoever decided on it said, or why it was taken back.
    pub answer: Option<String>,
    /// When it ended.
    pub answered_at: Option<DateTime<Utc>>,
    /// Whether the caller may accept or decline it.
    pub can_decide: bool,
    /// Whether the caller may take it back.
    pub can_withdraw: bool,
}

/// A line of a quotation and what it comes to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct QuotedLine {
    /// The line.
    #[serde(flatten)]
    pub line: QuotationLine,
    /// What it comes to: half a fen rounded up.
    pub amount_fen: i64,
}

/// Material that was used for a repair.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Material {
    /// What.
    #[validate(length(min = 1, max = DESCRIPTION_CHARS_MAX), custom(function = not_blank))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 80, example = "LED 灯头 30W"))]
    pub name: String,
    /// How much of it: 0.001 to 100000, at most three places.
    #[validate(length(max = 10), custom(function = quantity))]
    #[cfg_attr(feature = "openapi", schema(max_length = 10, example = "1"))]
    pub quantity: String,
    /// In which unit.
    #[validate(length(min = 1, max = UNIT_CHARS_MAX), custom(function = not_blank))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 8, example = "只"))]
    pub unit: String,
}

/// Who works for a provider, and how much they have to do. At most 200.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProviderWorkers {
    /// The people, those with the most to do first.
    pub items: Vec<ProviderWorker>,
}

/// Somebody who works for a provider.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProviderWorker {
    /// Their id.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub id: UserId,
    /// Their name.
    pub name: String,
    /// How many of its tickets they have to work on.
    pub open: u64,
    /// How many of those are late.
    pub overdue: u64,
    /// How many of its tickets they solved within the last 30 days.
    pub solved: u64,
}

/// Of which time the material is wanted.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[serde(deny_unknown_fields)]
pub struct SumMaterials {
    /// Used at or after this moment.
    pub from: DateTime<Utc>,
    /// Used before this moment; at most 400 days later.
    pub until: DateTime<Utc>,
}

/// What was used, summed by name and unit; at most 500, what was used most often first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MaterialSums {
    /// The sums.
    pub items: Vec<MaterialSum>,
    /// Whether there is more than that.
    pub more: bool,
}

/// How much of a material was used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MaterialSum {
    /// What.
    pub name: String,
    /// In which unit.
    pub unit: String,
    /// How much, as a number with at most three places.
    #[cfg_attr(feature = "openapi", schema(example = "12.5"))]
    pub quantity: String,
    /// For how many tickets.
    pub tickets: u64,
}

fn quantity(raw: &str) -> Result<(), ValidationError> {
    // Its length is a rule of its own.
    let fits = raw.chars().count() > 10 || raw.parse::<Quantity>().is_ok();
    if fits { Ok(()) } else { Err(ValidationError::new("quantity")) }
}

fn each_provider_once(providers: &[ProviderId]) -> Result<(), ValidationError> {
    super::all_different(providers, "repeated")
}
