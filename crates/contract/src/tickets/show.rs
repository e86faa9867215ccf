//! What a ticket looks like.

use chrono::{DateTime, Utc};
use domain::{
    areas::AreaPath,
    ids::{AreaId, CategoryId, PhotoId, TicketEventId, TicketId},
    tickets::{Action, CategoryCode, Deadline, Priority, StateName, WaitReason, form::Answer},
};
use serde::{Deserialize, Serialize};

use super::{Call, Material, Point, ProviderName, Quotation};
use crate::categories::Names;

/// The area of a ticket.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AreaName {
    /// Its id.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub id: AreaId,
    /// Its path.
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "34/18/82/105/203/g1/"))]
    pub path: AreaPath,
    /// Its name.
    pub name: String,
}

/// The kind of a ticket.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CategoryName {
    /// Its id.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub id: CategoryId,
    /// What programs call it.
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "facilities"))]
    pub code: CategoryCode,
    /// What people call it.
    pub names: Names,
}

/// A ticket in a list. Who reported it is shown to nobody.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ListedTicket {
    /// Its id.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub id: TicketId,
    /// Its number: the year of the report and a serial.
    #[cfg_attr(feature = "openapi", schema(example = "2026-000123"))]
    pub number: String,
    /// Where it stands: `submitted`, `accepted`, `assigned`, `in_progress`, `waiting`, `solved`, `reopened`, `rejected`, `appealed`,
    /// `merged`, `closed` or `withdrawn`.
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "submitted"))]
    pub state: StateName,
    /// The area whose workers see it.
    pub area: AreaName,
    /// Of which kind it is.
    pub category: CategoryName,
    /// How soon matters of its kind are looked at: `normal` or `urgent`.
    pub priority: Priority,
    /// What was reported.
    pub text: String,
    /// Where, to the metre.
    pub position: Option<Point>,
    /// When it was reported: the clock's start.
    pub reported_at: DateTime<Utc>,
    /// When somebody must have taken it on.
    pub answer_due_at: DateTime<Utc>,
    /// When it must be solved; a reopening does not move it, the end of a pause does.
    pub solve_due_at: DateTime<Utc>,
    /// When somebody first took it on.
    pub answered_at: Option<DateTime<Utc>>,
    /// When it was first closed.
    pub first_solved_at: Option<DateTime<Utc>>,
    /// Until when (exclusive) the reporter may confirm or object, while it is solved; a rectification waits for a look-back.
    pub objection_until: Option<DateTime<Utc>>,
    /// Until when (exclusive) the reporter may appeal, while it is rejected.
    pub appeal_until: Option<DateTime<Utc>>,
    /// For what it waits, while it does.
    #[cfg_attr(feature = "openapi", schema(inline))]
    pub wait_reason: Option<WaitReason>,
    /// When it goes on by itself, while it waits.
    pub wait_until: Option<DateTime<Utc>>,
    /// Since when its clock stands still.
    pub paused_at: Option<DateTime<Utc>>,
    /// Whether somebody ought to have acted by now.
    pub overdue: bool,
    /// How often the reporter objected.
    pub reopened_count: i64,
    /// How content the reporter is, 1 to 5, once they said so.
    pub rating: Option<u8>,
    /// The name of who works or worked on it.
    pub handler: Option<String>,
    /// The provider that keeps it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub provider: Option<ProviderName>,
    /// How many were called to it and have not reported yet.
    #[serde(default)]
    pub calls_open: u32,
    /// Whether it is the caller's own.
    pub mine: bool,
    /// Whether it was reported anonymously: nobody can look up by whom.
    #[serde(default)]
    pub anonymous: bool,
    /// The first photo of the report.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<uuid::Uuid>))]
    pub cover_photo_id: Option<PhotoId>,
    /// Grows with every move; the `ETag`.
    pub version: i64,
}

/// A ticket with its timeline and what the caller may do next.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Ticket {
    /// The ticket.
    #[serde(flatten)]
    pub ticket: ListedTicket,
    /// What was answered to the form of its kind, with the words under which it was asked.
    pub answers: Vec<Answer>,
    /// Everything that happened, oldest first; the first entry is the report.
    pub timeline: Vec<TimelineEntry>,
    /// What the caller may do next: `accept`, `take`, `assign`, `hand_back`, `hand_over`, `entrust`, `return`, `call`, `wait`,
    /// `resume`, `quote`, `solve`, `confirm`, `object`, `reject`, `appeal`, `decide_appeal`, `merge`, `withdraw`, `message`,
    /// `reveal_contact`.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<String>, example = json!(["confirm", "object", "message"])))]
    pub actions: Vec<Action>,
    /// Which areas above were told that it is late; the last for each deadline.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub escalations: Vec<Escalation>,
    /// The ticket in which it goes on, where it was merged.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub merged_into: Option<MergedInto>,
    /// Whether a photo has to show that it is done; else words do.
    pub photo_required: bool,
    /// Who was called to it, the first call first; what else its reporter reads of them is in the timeline. At most 40.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub calls: Vec<Call>,
    /// Prices that were named for it, the newest first. For its reporter, the office and those who named them. At most 20.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub quotations: Vec<Quotation>,
}

/// An area above was told that a ticket is late.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Escalation {
    /// Late with what.
    pub deadline: Deadline,
    /// When it was told.
    pub at: DateTime<Utc>,
    /// The area's name.
    pub area: String,
}

/// How far the ticket has come in which another goes on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MergedInto {
    /// Its number.
    #[cfg_attr(feature = "openapi", schema(example = "2026-000123"))]
    pub number: String,
    /// Where it stands.
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "in_progress"))]
    pub state: StateName,
    /// When it must be solved.
    pub solve_due_at: DateTime<Utc>,
}

/// One thing that happened to a ticket.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TimelineEntry {
    /// Its id.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub id: TicketEventId,
    /// When.
    pub at: DateTime<Utc>,
    /// What: `reported`, `accepted`, `taken`, `assigned`, `handed_back`, `handed_over`, `entrusted`, `returned`, `called`,
    /// `call_reported`, `call_withdrawn`, `quoted`, `quotation_accepted`, `quotation_declined`, `quotation_withdrawn`, `waiting`,
    /// `resumed`, `wait_over`, `solved`, `confirmed`, `window_passed`, `reopened`, `rejected`, `appealed`, `appeal_granted`, `appeal_refused`, `merged`, `joined`,
    /// `withdrawn`, `message`, `contact_revealed`, and of a rectification `look_back_passed`, `look_back_failed` or `lapsed`.
    #[cfg_attr(feature = "openapi", schema(example = "solved"))]
    pub kind: String,
    /// By whom: `reporter`, `handler`, `office`, `inspector` or `system`.
    #[cfg_attr(feature = "openapi", schema(example = "handler"))]
    pub side: String,
    /// The official's name; never the reporter's.
    pub name: Option<String>,
    /// Whether the caller did it.
    pub mine: bool,
    /// What was said.
    pub text: Option<String>,
    /// The rating, where it was confirmed.
    pub rating: Option<u8>,
    /// What was shown.
    pub photos: Vec<TicketPhoto>,
    /// The name of the provider that it is about: which keeps it from then on or no more, was called, or named a price.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub provider: Option<String>,
    /// What was used, where it was solved.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub materials: Vec<Material>,
}

/// A photo of a ticket; fetch it with `get_photo`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TicketPhoto {
    /// Its id.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub id: PhotoId,
    /// What it shows: `report`, `evidence`, `objection` or `look_back`.
    #[cfg_attr(feature = "openapi", schema(example = "evidence"))]
    pub kind: String,
    /// Width of its full size, in pixels.
    pub width: i64,
    /// Height of its full size, in pixels.
    pub height: i64,
}

/// How to reach a reporter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Contact {
    /// Their phone number.
    #[cfg_attr(feature = "openapi", schema(example = "13800000000"))]
    pub phone: String,
}
