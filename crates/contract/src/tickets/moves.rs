//! What is sent with the moves of an office and of whoever works on a ticket.

use chrono::{DateTime, Utc};
use domain::{
    ids::{AreaId, TicketId, UserId},
    tickets::{TicketNumber, WaitReason},
};
use serde::{Deserialize, Serialize};
use validator::{Validate, ValidationError};

use super::words;

/// Why somebody does what others have to live with: a rejection, an appeal, giving back. The reporter reads it.
#[derive(Clone, Debug, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct GiveReason {
    /// The reason.
    #[validate(length(min = 1, max = 2000), custom(function = words))]
    #[cfg_attr(
        feature = "openapi",
        schema(min_length = 1, max_length = 2000, example = "不属于本镇管理范围，请拨打供电服务热线")
    )]
    pub text: String,
}

/// Where a ticket goes on.
#[derive(Clone, Debug, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct HandOverTicket {
    /// An area of the same town, or one around the ticket's.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub area_id: AreaId,
    /// Why; the reporter reads it.
    #[validate(length(min = 1, max = 2000), custom(function = words))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 2000, example = "这段路归隔壁网格"))]
    pub text: String,
}

/// For what work stands still.
#[derive(Clone, Debug, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct WaitForOthers {
    /// Why. The clock stands still meanwhile for `reporter`, `other_authority` and `force_majeure`.
    #[cfg_attr(feature = "openapi", schema(inline))]
    pub reason: WaitReason,
    /// When work goes on by itself: within 30 days.
    pub until: DateTime<Utc>,
    /// In words; the reporter reads them.
    #[validate(length(min = 1, max = 2000), custom(function = words))]
    #[cfg_attr(
        feature = "openapi",
        schema(min_length = 1, max_length = 2000, example = "等供电公司停电后施工")
    )]
    pub text: String,
}

/// Tickets that are given to a handler together.
#[derive(Clone, Debug, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AssignTickets {
    /// Which.
    #[validate(length(min = 1, max = 100), custom(function = each_ticket_once))]
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<uuid::Uuid>, min_items = 1, max_items = 100))]
    pub ticket_ids: Vec<TicketId>,
    /// To whom.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub handler_id: UserId,
}

/// What became of tickets that were given out together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AssignedTickets {
    /// Given to the handler.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<uuid::Uuid>))]
    pub assigned: Vec<TicketId>,
    /// Left as they were.
    pub refused: Vec<RefusedTicket>,
}

/// A ticket that could not be given out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RefusedTicket {
    /// Which.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub id: TicketId,
    /// Why: the code of the problem that giving it out alone would answer.
    #[cfg_attr(feature = "openapi", schema(example = "ticket_ended"))]
    pub code: String,
    /// The same in the caller's language.
    pub reason: String,
}

/// The other ticket of the same matter.
#[derive(Clone, Debug, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct MergeTicket {
    /// Its number.
    #[validate(custom(function = number))]
    #[cfg_attr(feature = "openapi", schema(example = "2026-000123"))]
    pub into: String,
    /// What the reporter of this one is told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[validate(length(min = 1, max = 2000), custom(function = words))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 2000))]
    pub text: Option<String>,
}

/// What was decided on an appeal.
#[derive(Clone, Debug, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct DecideAppeal {
    /// Whether the matter is seen to after all.
    pub overturned: bool,
    /// Why; the reporter reads it.
    #[validate(length(min = 1, max = 2000), custom(function = words))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 2000))]
    pub text: String,
}

fn each_ticket_once(tickets: &[TicketId]) -> Result<(), ValidationError> {
    super::all_different(tickets, "repeated")
}

fn number(raw: &str) -> Result<(), ValidationError> {
    raw.trim().parse::<TicketNumber>().map(drop).map_err(|_| ValidationError::new("ticket_number"))
}
