//! Words for providers.

use domain::providers::ProviderState;

pub(super) use crate::pages::partners::words::kind;
use crate::{components::Tone, i18n::providers};

/// Whether it serves.
pub(super) fn state(state: ProviderState) -> (fn() -> &'static str, Tone) {
    match state {
        ProviderState::Active => (providers::active, Tone::Done),
        ProviderState::Ended => (providers::ended, Tone::Neutral),
    }
}
