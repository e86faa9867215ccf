//! Words for what the rules name, as a resident reads them.

use domain::tickets::StateName;

use crate::{
    components::Tone,
    i18n::{rectifications, tickets},
    pages::moves::words as moves,
};

/// A state and what it means.
pub(in crate::pages::community) fn state(state: StateName) -> (fn() -> &'static str, Tone) {
    match state {
        StateName::Submitted => (tickets::state_submitted, Tone::Waiting),
        StateName::InProgress => (tickets::state_in_progress, Tone::Working),
        StateName::Solved => (tickets::state_solved, Tone::Waiting),
        StateName::Reopened => (tickets::state_reopened, Tone::Alert),
        StateName::Closed => (tickets::state_closed, Tone::Done),
        StateName::Withdrawn => (tickets::state_withdrawn, Tone::Neutral),
        other => moves::state(other).unwrap_or((tickets::event_other, Tone::Neutral)),
    }
}

/// Something that happened, and what it means. A newer server may tell more than this page knows.
pub(super) fn event(kind: &str) -> (fn() -> &'static str, Tone) {
    match kind {
        "reported" => (tickets::event_reported, Tone::Waiting),
        "taken" => (tickets::event_taken, Tone::Working),
        "assigned" => (tickets::event_assigned, Tone::Working),
        "solved" => (tickets::event_solved, Tone::Done),
        "confirmed" => (tickets::event_confirmed, Tone::Done),
        "window_passed" => (tickets::event_window_passed, Tone::Done),
        "reopened" => (tickets::event_reopened, Tone::Alert),
        "withdrawn" => (tickets::event_withdrawn, Tone::Neutral),
        "look_back_passed" => (rectifications::event_look_back_passed, Tone::Done),
        "look_back_failed" => (rectifications::event_look_back_failed, Tone::Alert),
        "lapsed" => (rectifications::event_lapsed, Tone::Neutral),
        "message" => (tickets::event_message, Tone::Neutral),
        "contact_revealed" => (tickets::event_contact_revealed, Tone::Alert),
        other => moves::event(other).unwrap_or((tickets::event_other, Tone::Neutral)),
    }
}

/// Who did it. Officials are named, reporters never.
pub(super) fn who(side: &str, mine: bool) -> fn() -> &'static str {
    match side {
        _ if mine => tickets::side_me,
        "reporter" => tickets::side_reporter,
        "handler" => tickets::side_handler,
        "office" => tickets::side_office,
        "inspector" => rectifications::side_inspector,
        _ => tickets::side_system,
    }
}
