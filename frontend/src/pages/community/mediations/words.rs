//! Words of mediations.

use domain::mediations::{Answer, MediationState};

use crate::{components::Tone, i18n::mediations as texts};

/// Where a record stands.
pub fn state(of: MediationState) -> (fn() -> &'static str, Tone) {
    match of {
        MediationState::Open => (texts::open, Tone::Working),
        MediationState::Agreed => (texts::agreed, Tone::Waiting),
        MediationState::Settled => (texts::settled, Tone::Done),
        MediationState::Failed => (texts::failed, Tone::Alert),
        MediationState::Withdrawn => (texts::withdrawn, Tone::Neutral),
    }
}

/// What a party says to the text; none where they have not said anything.
pub fn answer(of: Option<Answer>) -> (fn() -> &'static str, Tone) {
    match of {
        None => (texts::not_answered, Tone::Waiting),
        Some(Answer::Confirmed) => (texts::confirmed, Tone::Done),
        Some(Answer::Declined) => (texts::declined, Tone::Alert),
    }
}
