//! What people are told, and whom: the one table that joins events of the journal with people.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{ids::ShiftId, permissions::Permission};

/// Days for which what somebody was told is kept.
pub const KEPT_DAYS: i64 = 400;
/// Longest name of what it is about, in characters; what is longer is cut.
pub const ABOUT_CHARS_MAX: usize = 120;

/// Who is told of an event. Whoever did it is not: they know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    /// Whom the event's subject concerns: the reporter of a ticket, the owner of a wallet.
    Concerned,
    /// Who handles the ticket.
    Handler,
    /// Whom the event names as handler: it went to them with that, whoever has it since.
    NamedHandler,
    /// Who handles the ticket; while nobody does, whoever is nearest and may do this, and who serves the provider that keeps it.
    HandlerOrNearest(Permission),
    /// Who holds a role in the very area to which the event says it went, that lets them do this.
    HoldersThere(Permission),
    /// Who has a place in the shift, or waits for one.
    SignedUp,
    /// Who holds a role where it happened, or around it, that lets them do this.
    Holders(Permission),
    /// Whoever is nearest of those who may do this.
    Nearest(Permission),
    /// Who serves the provider that the event names.
    Staff,
    /// Who called somebody to the ticket, as the event names them.
    Caller,
    /// Who may approve the disbursement, by the limits of the fund's charter, and neither proposed it nor is paid by it; of awards that
    /// were proposed together they are told once.
    Approvers,
    /// Who may pay it, likewise.
    Payers,
}

/// Whom each event is told; what is not here is told nobody.
const TOLD: &[(&str, &[Audience])] = &[
    ("claim.approved", &[Audience::Concerned]),
    ("claim.awarded", &[Audience::Concerned]),
    ("claim.corrected", &[Audience::Concerned]),
    ("claim.overturned", &[Audience::Concerned]),
    ("claim.rejected", &[Audience::Concerned]),
    ("disbursement.approved", &[Audience::Concerned, Audience::Payers]),
    ("disbursement.paid", &[Audience::Concerned]),
    ("disbursement.proposed", &[Audience::Approvers]),
    ("disbursement.refused", &[Audience::Concerned]),
    ("disbursement.reversed", &[Audience::Concerned]),
    (
        "disclosure.overdue",
        &[Audience::Holders(Permission::KeepFunds), Audience::Holders(Permission::ManageFunds)],
    ),
    ("finding.answered", &[Audience::Holders(Permission::AuditLedger)]),
    ("finding.judged", &[Audience::Concerned]),
    ("finding.raised", &[Audience::Holders(Permission::AuditLedger)]),
    ("gift.given", &[Audience::Concerned]),
    ("grant.given", &[Audience::Concerned]),
    ("grant.revoked", &[Audience::Concerned]),
    ("income.received", &[Audience::Concerned]),
    ("income.reversed", &[Audience::Concerned]),
    ("ledger.account_frozen", &[Audience::Concerned]),
    ("ledger.account_thawed", &[Audience::Concerned]),
    ("mediation.confirmed", &[Audience::Concerned]),
    ("mediation.declined", &[Audience::Concerned]),
    ("mediation.failed", &[Audience::Concerned]),
    ("mediation.met", &[Audience::Concerned]),
    ("mediation.opened", &[Audience::Concerned]),
    ("mediation.proposed", &[Audience::Concerned]),
    ("mediation.settled", &[Audience::Concerned]),
    ("mediation.signed", &[Audience::Concerned]),
    ("mediation.withdrawn", &[Audience::Concerned]),
    ("membership.confirmed", &[Audience::Concerned]),
    ("membership.ended", &[Audience::Concerned]),
    ("membership.refused", &[Audience::Concerned]),
    ("membership.requested", &[Audience::Holders(Permission::ConfirmMembers)]),
    ("password.reset_code_issued", &[Audience::Concerned]),
    ("payout.made", &[Audience::Approvers]),
    ("pledge.recorded", &[Audience::Concerned]),
    (
        "points.budget_low",
        &[Audience::Holders(Permission::FundProgrammes), Audience::Holders(Permission::ManageProgrammes)],
    ),
    ("points.expired", &[Audience::Concerned]),
    ("points.expiry_near", &[Audience::Concerned]),
    ("redemption.declined", &[Audience::Concerned]),
    ("redemption.expired", &[Audience::Concerned]),
    ("redemption.returned", &[Audience::Concerned]),
    ("shift.cancelled", &[Audience::SignedUp]),
    ("shift.changed", &[Audience::SignedUp]),
    ("second_factor.removed", &[Audience::Concerned]),
    ("ticket.accepted", &[Audience::Concerned]),
    ("ticket.appeal_decided", &[Audience::Concerned]),
    ("ticket.appealed", &[Audience::Holders(Permission::AssignTickets)]),
    ("ticket.assigned", &[Audience::Handler]),
    (
        "ticket.call_overdue",
        &[Audience::Staff, Audience::Caller, Audience::Nearest(Permission::AssignTickets)],
    ),
    ("ticket.call_reported", &[Audience::Caller, Audience::Handler]),
    ("ticket.call_withdrawn", &[Audience::Staff]),
    ("ticket.called", &[Audience::Staff]),
    ("ticket.solved", &[Audience::Concerned]),
    ("ticket.contact_revealed", &[Audience::Concerned]),
    ("ticket.due_soon", &[Audience::HandlerOrNearest(Permission::AssignTickets)]),
    ("ticket.entrusted", &[Audience::Concerned, Audience::Staff]),
    ("ticket.handed_over", &[Audience::Concerned, Audience::Holders(Permission::HandleTickets)]),
    ("ticket.merged", &[Audience::Concerned]),
    ("ticket.message_sent", &[Audience::Concerned, Audience::Handler]),
    (
        "ticket.overdue",
        &[
            Audience::HandlerOrNearest(Permission::AssignTickets),
            Audience::HoldersThere(Permission::AssignTickets),
        ],
    ),
    ("ticket.quotation_accepted", &[Audience::Staff]),
    ("ticket.quotation_declined", &[Audience::Staff]),
    ("ticket.quotation_withdrawn", &[Audience::Concerned]),
    ("ticket.quoted", &[Audience::Concerned]),
    ("ticket.quoted_to_office", &[Audience::Nearest(Permission::AssignTickets)]),
    ("ticket.rejected", &[Audience::Concerned]),
    ("ticket.reported", &[Audience::NamedHandler, Audience::Staff]),
    ("ticket.returned", &[Audience::Concerned, Audience::Nearest(Permission::AssignTickets)]),
    ("ticket.reopened", &[Audience::Handler]),
    ("ticket.taken", &[Audience::Concerned]),
    ("ticket.wait_over", &[Audience::Handler]),
    ("ticket.waiting", &[Audience::Concerned]),
    ("title.awarded", &[Audience::Concerned]),
    ("title.revoked", &[Audience::Concerned]),
    ("volunteering.attendance_corrected", &[Audience::Concerned]),
    ("volunteering.attended", &[Audience::Concerned]),
    ("volunteering.moved_up", &[Audience::Concerned]),
    ("volunteering.no_show", &[Audience::Concerned]),
];

/// Whom an event is told; nobody for most.
#[must_use]
pub fn told(event: &str) -> &'static [Audience] {
    TOLD.iter().find(|(name, _)| *name == event).map_or(&[], |(_, audience)| audience)
}

/// What whoever reported the same matter is told of the ticket in which theirs goes on: how the work goes. What passes between
/// the other reporter and the handler is none of theirs, and an appeal is not theirs to make.
const TOLD_OF_THE_OTHER: [&str; 6] = [
    "ticket.accepted",
    "ticket.entrusted",
    "ticket.handed_over",
    "ticket.solved",
    "ticket.taken",
    "ticket.waiting",
];

/// Whether an event is told also to those whose tickets go on in this one.
#[must_use]
pub fn is_told_of_the_other(event: &str) -> bool {
    TOLD_OF_THE_OTHER.contains(&event)
}

/// Every event that somebody is told of.
pub fn events() -> impl Iterator<Item = &'static str> {
    TOLD.iter().map(|(event, _)| *event)
}

/// What the words of a notification need from the event: the fields of these names in its payload.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Facts {
    /// How many points it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub points: Option<i64>,
    /// How many points were taken back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub taken_back: Option<i64>,
    /// How many points a budget has left.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub left: Option<i64>,
    /// The last day of points.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub day: Option<NaiveDate>,
    /// The day on which something was due.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due_on: Option<NaiveDate>,
    /// Minutes that count.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minutes: Option<u32>,
    /// Minutes that count after a correction.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<u32>,
    /// Of which shift.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<uuid::Uuid>))]
    pub shift: Option<ShiftId>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_event_has_one_line_and_somebody_to_tell() {
        let mut seen = std::collections::BTreeSet::new();
        for (event, audience) in TOLD {
            assert!(seen.insert(event), "{event} has two lines");
            assert!(!audience.is_empty(), "{event} is told nobody");
        }
        assert_eq!(told("category.added"), &[] as &[Audience], "most events are told nobody");
        for event in TOLD_OF_THE_OTHER {
            assert!(told(event).contains(&Audience::Concerned), "{event} is not told its own reporter");
        }
        assert!(!is_told_of_the_other("ticket.contact_revealed"), "nobody looked at their number");
    }

    #[test]
    fn facts_are_read_from_a_payload_that_holds_more() {
        let payload =
            r#"{"wallet":"0192c7a8-0000-7000-8000-000000000001","points":30,"day":"2027-03-31","posted":{}}"#;
        let facts: Facts = serde_json::from_str(payload).unwrap();
        assert_eq!(
            facts,
            Facts { points: Some(30), day: NaiveDate::from_ymd_opt(2027, 3, 31), ..Facts::default() }
        );
        assert_eq!(serde_json::to_string(&facts).unwrap(), r#"{"points":30,"day":"2027-03-31"}"#);
    }
}
