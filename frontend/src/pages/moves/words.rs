//! Words and pictures of moves and of the states they lead to, the same in both shells.

use domain::tickets::{Action, StateName, WaitReason};

use crate::{
    components::Tone,
    i18n::{moves, tickets},
};

/// A text in the language of the page.
pub type Words = fn() -> &'static str;

/// What a button of a move says.
pub(super) fn verb(action: Action) -> Words {
    match action {
        Action::Accept => moves::accept,
        Action::Resume => moves::resume,
        Action::DecideAppeal => moves::decide_appeal,
        Action::Wait => moves::wait,
        Action::HandBack => moves::hand_back,
        Action::HandOver => moves::hand_over,
        Action::Entrust => moves::entrust,
        Action::Return => moves::give_back,
        Action::Call => moves::call,
        Action::Quote => moves::quote,
        Action::Reject => moves::reject,
        Action::Merge => moves::merge,
        Action::Appeal => moves::appeal,
        _ => moves::more,
    }
}

/// What is said when it is done.
pub(super) fn said(action: Action) -> Words {
    match action {
        Action::Accept => moves::said_accepted,
        Action::Resume => moves::said_resumed,
        Action::DecideAppeal => moves::said_decided,
        Action::Wait => moves::said_waiting,
        Action::HandBack => moves::said_handed_back,
        Action::HandOver => moves::said_handed_over,
        Action::Entrust => moves::said_entrusted,
        Action::Return => moves::said_returned,
        Action::Call => moves::said_called,
        Action::Quote => moves::said_quoted,
        Action::Reject => moves::said_rejected,
        Action::Merge => moves::said_merged,
        Action::Appeal => moves::said_appealed,
        _ => moves::more,
    }
}

/// A picture of a move.
pub(super) fn picture(action: Action) -> icondata_core::Icon {
    match action {
        Action::Accept => icondata_lu::LuCheck,
        Action::Resume => icondata_lu::LuPlay,
        Action::DecideAppeal => icondata_lu::LuGavel,
        Action::Wait => icondata_lu::LuHourglass,
        Action::HandBack => icondata_lu::LuUndo2,
        Action::HandOver => icondata_lu::LuForward,
        Action::Entrust => icondata_lu::LuStore,
        Action::Return => icondata_lu::LuUndo,
        Action::Call => icondata_lu::LuMegaphone,
        Action::Quote => icondata_lu::LuReceipt,
        Action::Reject => icondata_lu::LuCircleX,
        Action::Merge => icondata_lu::LuMerge,
        _ => icondata_lu::LuMessageSquareWarning,
    }
}

/// Why somebody waits, with what it does to the clock.
pub fn wait_reason(reason: WaitReason) -> Words {
    match reason {
        WaitReason::Reporter => moves::wait_reporter,
        WaitReason::OtherAuthority => moves::wait_other_authority,
        WaitReason::ForceMajeure => moves::wait_force_majeure,
        WaitReason::Material => moves::wait_material,
        WaitReason::Appointment => moves::wait_appointment,
    }
}

/// A state that these moves lead to, and what it means; none for the others, which each shell has its own words for.
pub fn state(state: StateName) -> Option<(Words, Tone)> {
    Some(match state {
        StateName::Accepted => (moves::state_accepted, Tone::Working),
        StateName::Assigned => (moves::state_assigned, Tone::Working),
        StateName::Waiting => (moves::state_waiting, Tone::Waiting),
        StateName::Rejected => (moves::state_rejected, Tone::Alert),
        StateName::Appealed => (moves::state_appealed, Tone::Waiting),
        StateName::Merged => (moves::state_merged, Tone::Neutral),
        _ => return None,
    })
}

/// The state of a ticket in which another goes on, whichever it is.
pub(super) fn state_of_other(name: StateName) -> Words {
    match name {
        StateName::Submitted => tickets::state_submitted,
        StateName::InProgress => tickets::state_in_progress,
        StateName::Solved => tickets::state_solved,
        StateName::Reopened => tickets::state_reopened,
        StateName::Closed => tickets::state_closed,
        StateName::Withdrawn => tickets::state_withdrawn,
        other => state(other).map_or(moves::more, |(words, _)| words),
    }
}

/// Something that these moves leave in a timeline.
pub fn event(kind: &str) -> Option<(Words, Tone)> {
    Some(match kind {
        "accepted" => (moves::event_accepted, Tone::Working),
        "handed_back" => (moves::event_handed_back, Tone::Neutral),
        "handed_over" => (moves::event_handed_over, Tone::Neutral),
        "entrusted" => (moves::event_entrusted, Tone::Working),
        "returned" => (moves::event_returned, Tone::Neutral),
        "called" => (moves::event_called, Tone::Waiting),
        "call_reported" => (moves::event_call_reported, Tone::Done),
        "call_withdrawn" => (moves::event_call_withdrawn, Tone::Neutral),
        "quoted" => (moves::event_quoted, Tone::Waiting),
        "quotation_accepted" => (moves::event_quotation_accepted, Tone::Done),
        "quotation_declined" => (moves::event_quotation_declined, Tone::Alert),
        "quotation_withdrawn" => (moves::event_quotation_withdrawn, Tone::Neutral),
        "waiting" => (moves::event_waiting, Tone::Waiting),
        "resumed" => (moves::event_resumed, Tone::Working),
        "wait_over" => (moves::event_wait_over, Tone::Working),
        "rejected" => (moves::event_rejected, Tone::Alert),
        "appealed" => (moves::event_appealed, Tone::Waiting),
        "appeal_granted" => (moves::event_appeal_granted, Tone::Working),
        "appeal_refused" => (moves::event_appeal_refused, Tone::Alert),
        "merged" => (moves::event_merged, Tone::Neutral),
        "joined" => (moves::event_joined, Tone::Neutral),
        _ => return None,
    })
}
