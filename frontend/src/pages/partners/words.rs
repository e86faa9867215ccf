//! Words for providers, calls and quotations.

use domain::{
    providers::ProviderKind,
    tickets::{CallState, Payer, QuotationState},
};

use crate::{
    components::Tone,
    i18n::{partners, providers},
    pages::moves::words::Words,
};

/// What a provider is, in a word.
pub fn kind(kind: ProviderKind) -> &'static str {
    match kind {
        ProviderKind::PropertyCompany => providers::kind_property_company(),
        ProviderKind::Shop => providers::kind_shop(),
        ProviderKind::SocialOrganisation => providers::kind_social_organisation(),
        ProviderKind::PublicService => providers::kind_public_service(),
        ProviderKind::Authority => providers::kind_authority(),
        ProviderKind::Other => providers::kind_other(),
    }
}

/// A provider to choose: its name and what it is.
pub fn named(name: &str, of_kind: ProviderKind) -> String {
    format!("{name} · {}", kind(of_kind))
}

/// Where a call stands, and what that means.
pub fn call_state(state: CallState) -> (Words, Tone) {
    match state {
        CallState::Open => (partners::call_open, Tone::Waiting),
        CallState::Reported => (partners::call_reported, Tone::Done),
        CallState::Withdrawn => (partners::call_withdrawn, Tone::Neutral),
        CallState::Lapsed => (partners::call_lapsed, Tone::Neutral),
    }
}

/// Where a quotation stands, and what that means.
pub fn quotation_state(state: QuotationState) -> (Words, Tone) {
    match state {
        QuotationState::Open => (partners::quotation_open, Tone::Waiting),
        QuotationState::Accepted => (partners::quotation_accepted, Tone::Done),
        QuotationState::Declined => (partners::quotation_declined, Tone::Alert),
        QuotationState::Withdrawn => (partners::quotation_withdrawn, Tone::Neutral),
        QuotationState::Lapsed => (partners::quotation_lapsed, Tone::Neutral),
    }
}

/// Who pays; `asked` says whether it is the reader who is asked.
pub fn payer(payer: Payer, asked: bool) -> Words {
    match payer {
        Payer::Reporter if asked => partners::payer_you,
        Payer::Reporter => partners::payer_reporter,
        Payer::Office => partners::payer_office,
    }
}
