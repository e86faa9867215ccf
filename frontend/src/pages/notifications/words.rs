//! What happened, as its reader is told it, and where it is to be seen.

use contract::notifications::Notification;
use domain::notifications::Facts;

use crate::{
    format,
    i18n::{notifications as texts, volunteering},
};

/// What happened; the journal's own name for what this app does not know yet.
pub(super) fn sentence(event: &str, facts: &Facts) -> String {
    let points = facts.points.unwrap_or_default();
    let text = match event {
        "claim.approved" => return texts::claim_approved(points),
        "claim.awarded" => return texts::claim_awarded(points),
        "claim.corrected" => return texts::claim_corrected(facts.taken_back.unwrap_or_default()),
        "claim.overturned" => return texts::claim_overturned(facts.taken_back.unwrap_or_default()),
        "claim.rejected" => texts::claim_rejected(),
        "disbursement.approved" => texts::disbursement_approved(),
        "disbursement.paid" => texts::disbursement_paid(),
        "disbursement.proposed" => texts::disbursement_proposed(),
        "disbursement.refused" => texts::disbursement_refused(),
        "disbursement.reversed" => texts::disbursement_reversed(),
        "disclosure.overdue" => {
            return texts::disclosure_overdue(facts.due_on.map(format::date).unwrap_or_default());
        }
        "finding.answered" => texts::finding_answered(),
        "finding.judged" => texts::finding_judged(),
        "finding.raised" => texts::finding_raised(),
        "gift.given" => return texts::gift_given(points),
        "grant.given" => texts::grant_given(),
        "grant.revoked" => texts::grant_revoked(),
        "income.received" => texts::income_received(),
        "income.reversed" => texts::income_reversed(),
        "ledger.account_frozen" => texts::wallet_frozen(),
        "ledger.account_thawed" => texts::wallet_thawed(),
        "mediation.confirmed" => texts::mediation_confirmed(),
        "mediation.declined" => texts::mediation_declined(),
        "mediation.failed" => texts::mediation_failed(),
        "mediation.met" => texts::mediation_met(),
        "mediation.opened" => texts::mediation_opened(),
        "mediation.proposed" => texts::mediation_proposed(),
        "mediation.settled" => texts::mediation_settled(),
        "mediation.signed" => texts::mediation_signed(),
        "mediation.withdrawn" => texts::mediation_withdrawn(),
        "membership.confirmed" => texts::membership_confirmed(),
        "membership.ended" => texts::membership_ended(),
        "membership.refused" => texts::membership_refused(),
        "membership.requested" => texts::membership_requested(),
        "password.reset_code_issued" => texts::password_reset_code_issued(),
        "payout.made" => texts::payout_made(),
        "pledge.recorded" => texts::pledge_recorded(),
        "points.budget_low" => return texts::budget_low(facts.left.unwrap_or_default()),
        "points.expired" => return texts::points_expired(points),
        "points.expiry_near" => {
            return texts::points_expiry_near(points, facts.day.map(format::date).unwrap_or_default());
        }
        "redemption.declined" => return texts::redemption_declined(points),
        "redemption.expired" => return texts::redemption_expired(points),
        "redemption.returned" => return texts::redemption_returned(points),
        "second_factor.removed" => texts::second_factor_removed(),
        "shift.cancelled" => texts::shift_cancelled(),
        "shift.changed" => texts::shift_changed(),
        "ticket.accepted" => texts::ticket_accepted(),
        "ticket.appeal_decided" => texts::ticket_appeal_decided(),
        "ticket.appealed" => texts::ticket_appealed(),
        "ticket.due_soon" => texts::ticket_due_soon(),
        "ticket.reported" => texts::ticket_reported(),
        "ticket.overdue" => texts::ticket_overdue(),
        "ticket.handed_over" => texts::ticket_handed_over(),
        "ticket.merged" => texts::ticket_merged(),
        "ticket.rejected" => texts::ticket_rejected(),
        "ticket.wait_over" => texts::ticket_wait_over(),
        "ticket.waiting" => texts::ticket_waiting(),
        "ticket.assigned" => texts::ticket_assigned(),
        "ticket.solved" => texts::ticket_solved(),
        "ticket.contact_revealed" => texts::ticket_contact_revealed(),
        "ticket.message_sent" => texts::ticket_message_sent(),
        "ticket.reopened" => texts::ticket_reopened(),
        "ticket.call_overdue" => texts::ticket_call_overdue(),
        "ticket.call_reported" => texts::ticket_call_reported(),
        "ticket.call_withdrawn" => texts::ticket_call_withdrawn(),
        "ticket.called" => texts::ticket_called(),
        "ticket.entrusted" => texts::ticket_entrusted(),
        "ticket.quotation_accepted" => texts::ticket_quotation_accepted(),
        "ticket.quotation_declined" => texts::ticket_quotation_declined(),
        "ticket.quotation_withdrawn" => texts::ticket_quotation_withdrawn(),
        "ticket.quoted" => texts::ticket_quoted(),
        "ticket.quoted_to_office" => texts::ticket_quoted_to_office(),
        "ticket.returned" => texts::ticket_returned(),
        "ticket.taken" => texts::ticket_taken(),
        "title.awarded" => texts::title_awarded(),
        "title.revoked" => texts::title_revoked(),
        "volunteering.attendance_corrected" => {
            return texts::attendance_corrected(length(facts.after.unwrap_or_default()));
        }
        "volunteering.attended" => return texts::attended(length(facts.minutes.unwrap_or_default())),
        "volunteering.moved_up" => texts::moved_up(),
        "volunteering.no_show" => texts::no_show(),
        unknown => unknown,
    };
    text.to_owned()
}

/// A time of so many minutes: `2 小时 30 分`.
fn length(minutes: u32) -> String {
    match (minutes / 60, minutes % 60) {
        (0, minutes) => volunteering::minutes_only(minutes),
        (hours, 0) => volunteering::hours_exactly(hours),
        (hours, minutes) => volunteering::hours_minutes(hours, minutes),
    }
}

/// The page on which it is to be seen. `console` says in which of the two apps the reader is.
pub(super) fn page(one: &Notification, console: bool) -> String {
    let (kind, id) = one.subject.split_once(':').unwrap_or_default();
    match (kind, one.event.as_str()) {
        ("ticket", _) if console => format!("/console/tickets/{id}"),
        ("ticket", _) => format!("/tickets/{id}"),
        ("claim", _) => format!("/points/claims/{id}"),
        ("wallet" | "ledger_account", _) => format!("/points/wallets/{id}"),
        // Who proposes, approves, pays or audits does so at the desk.
        ("disbursement", _) => format!("/console/funds/payments/{id}"),
        ("payout", _) => format!("/console/funds/payouts/{id}"),
        ("finding", _) => format!("/console/funds/findings/{id}"),
        ("income", _) => format!("/funds/donations/{id}"),
        ("fund", _) if console => format!("/console/funds/{id}"),
        ("fund", _) => format!("/open/funds/{id}"),
        ("gift", _) => "/points".to_owned(),
        ("mediation", _) => format!("/mediations/{id}"),
        ("programme", _) => format!("/console/points/programmes/{id}"),
        ("redemption", _) => format!("/shop/codes/{id}"),
        ("shift", _) => format!("/volunteer/shifts/{id}"),
        ("sign_up", _) => match one.facts.shift {
            Some(shift) => format!("/volunteer/shifts/{shift}"),
            None => "/volunteer".to_owned(),
        },
        ("membership", "membership.requested") => "/console/requests".to_owned(),
        ("membership" | "pledge" | "title", _) => "/households".to_owned(),
        ("user", _) if console => "/console/account/sessions".to_owned(),
        ("user", _) => "/account/sessions".to_owned(),
        _ if console => "/console/account".to_owned(),
        _ => "/mine".to_owned(),
    }
}

/// A picture of the kind of thing.
pub(super) fn picture(subject: &str) -> icondata_core::Icon {
    match subject.split_once(':').map_or("", |(kind, _)| kind) {
        "ticket" => icondata_lu::LuClipboardList,
        "claim" | "wallet" | "ledger_account" | "programme" => icondata_lu::LuCoins,
        "disbursement" | "finding" | "fund" | "income" | "payout" => icondata_lu::LuHandCoins,
        "gift" | "redemption" => icondata_lu::LuGift,
        "mediation" => icondata_lu::LuHandshake,
        "shift" | "sign_up" => icondata_lu::LuHandHeart,
        "membership" | "pledge" | "title" => icondata_lu::LuHouse,
        _ => icondata_lu::LuUser,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_people_are_told_of_has_words() {
        for event in domain::notifications::events() {
            let words = sentence(event, &Facts::default());
            assert!(!words.is_empty() && words != event, "{event} has no words");
        }
    }
}
