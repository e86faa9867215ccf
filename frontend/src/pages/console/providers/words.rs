//! Words for providers.

use domain::providers::{ProviderKind, ProviderState};

use crate::{components::Tone, i18n::providers};

/// What a provider is, in a word.
pub(super) fn kind(kind: ProviderKind) -> &'static str {
    match kind {
        ProviderKind::PropertyCompany => providers::kind_property_company(),
        ProviderKind::Shop => providers::kind_shop(),
        ProviderKind::SocialOrganisation => providers::kind_social_organisation(),
        ProviderKind::PublicService => providers::kind_public_service(),
        ProviderKind::Other => providers::kind_other(),
    }
}

/// Whether it serves.
pub(super) fn state(state: ProviderState) -> (fn() -> &'static str, Tone) {
    match state {
        ProviderState::Active => (providers::active, Tone::Done),
        ProviderState::Ended => (providers::ended, Tone::Neutral),
    }
}
