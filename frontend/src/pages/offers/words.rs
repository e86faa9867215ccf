//! Words for offers and redemptions.

use contract::{points::Programme, redemptions::RedemptionStateName};
use domain::{
    ids::ProgrammeId,
    redemptions::{OfferKind, OfferState},
};
use leptos::prelude::*;

use crate::{components::Tone, format, i18n::redemptions};

/// So many points, in words.
pub fn points(count: i64) -> String {
    redemptions::points(format::number(count))
}

/// What is offered, in a word.
pub fn kind(kind: OfferKind) -> &'static str {
    match kind {
        OfferKind::Goods => redemptions::goods(),
        OfferKind::Service => redemptions::service(),
    }
}

/// How much is left, in words.
pub fn left(stock: Option<i64>) -> String {
    match stock {
        None => redemptions::unlimited().to_owned(),
        Some(0) => redemptions::sold_out().to_owned(),
        Some(count) => redemptions::left(count),
    }
}

/// Where an offer stands.
pub fn offer_state(state: OfferState) -> (fn() -> &'static str, Tone) {
    match state {
        OfferState::Proposed => (redemptions::offer_proposed, Tone::Waiting),
        OfferState::Approved => (redemptions::offer_approved, Tone::Done),
        OfferState::Refused => (redemptions::offer_refused, Tone::Alert),
        OfferState::Ended => (redemptions::offer_ended, Tone::Neutral),
    }
}

/// Where a redemption stands.
pub fn redemption_state(state: RedemptionStateName) -> (fn() -> &'static str, Tone) {
    match state {
        RedemptionStateName::Reserved => (redemptions::state_reserved, Tone::Waiting),
        RedemptionStateName::Collected => (redemptions::state_collected, Tone::Done),
        RedemptionStateName::Cancelled => (redemptions::state_cancelled, Tone::Neutral),
        RedemptionStateName::Expired => (redemptions::state_expired, Tone::Neutral),
        RedemptionStateName::Returned => (redemptions::state_returned, Tone::Neutral),
    }
}

/// Programmes as answers to choose from.
pub fn programmes(all: Signal<Vec<Programme>>) -> Signal<Vec<(String, String)>> {
    Signal::derive(move || {
        all.get().into_iter().map(|one| (one.id.to_string(), one.name)).collect::<Vec<_>>()
    })
}

/// What a programme is called, where it is among those that are known.
pub fn programme_name(all: &[Programme], id: ProgrammeId) -> Option<String> {
    all.iter().find(|one| one.id == id).map(|one| one.name.clone())
}
