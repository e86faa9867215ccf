//! Words for what the rules name: states of tickets, what happened to them.

use domain::tickets::StateName;

use crate::{components::Tone, i18n::console};

/// A ticket's state in a word.
pub(super) fn state(state: StateName) -> &'static str {
    match state {
        StateName::Reported => console::state_reported(),
        StateName::Taken => console::state_taken(),
        StateName::Closed => console::state_closed(),
        StateName::Reopened => console::state_reopened(),
        StateName::Confirmed => console::state_confirmed(),
        StateName::Withdrawn => console::state_withdrawn(),
    }
}

/// What a ticket's state means for those who handle it.
pub(super) fn tone(state: StateName) -> Tone {
    match state {
        StateName::Reported | StateName::Closed => Tone::Waiting,
        StateName::Taken => Tone::Working,
        StateName::Reopened => Tone::Alert,
        StateName::Confirmed => Tone::Done,
        StateName::Withdrawn => Tone::Neutral,
    }
}

/// One thing that happened to a ticket, by its name in the API, and what it means.
pub(super) fn happened(kind: &str) -> (String, Tone) {
    let (words, tone) = match kind {
        "reported" => (console::event_reported(), Tone::Waiting),
        "taken" => (console::event_taken(), Tone::Working),
        "assigned" => (console::event_assigned(), Tone::Working),
        "closed" => (console::event_closed(), Tone::Waiting),
        "confirmed" => (console::event_confirmed(), Tone::Done),
        "window_passed" => (console::event_window_passed(), Tone::Done),
        "reopened" => (console::event_reopened(), Tone::Alert),
        "withdrawn" => (console::event_withdrawn(), Tone::Neutral),
        "message" => (console::event_message(), Tone::Neutral),
        "contact_revealed" => (console::event_contact_revealed(), Tone::Alert),
        // A newer server may tell more than this page knows: its own word is better than nothing.
        other => return (other.to_owned(), Tone::Neutral),
    };
    (words.to_owned(), tone)
}

/// Who did something to a ticket; officials are named, reporters never.
pub(super) fn side(side: &str) -> String {
    match side {
        "reporter" => console::side_reporter().to_owned(),
        "handler" => console::side_handler().to_owned(),
        "office" => console::side_office().to_owned(),
        "system" => console::side_system().to_owned(),
        other => other.to_owned(),
    }
}
