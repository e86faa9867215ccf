//! Public tickets: the list with its map, and one of them. Nothing here is about people.

pub mod list;
pub mod show;

use domain::tickets::public::PublicState;

use crate::{components::Tone, i18n::public_tickets};

/// A state in words, and what it means.
pub(in crate::pages::community) fn state(state: PublicState) -> (fn() -> &'static str, Tone) {
    match state {
        PublicState::Open => (public_tickets::open, Tone::Working),
        PublicState::Closed => (public_tickets::closed, Tone::Done),
    }
}
