//! Offers and redemptions as they are answered.

use app::redemptions::{AtCounter, ProviderSettlement, ProviderSettlementLine, Redemption, offers};
use chrono::{DateTime, Utc};
use contract::redemptions as wire;
use domain::redemptions::RedemptionState;

pub(super) fn offer(offer: offers::Offer, now: DateTime<Utc>) -> wire::Offer {
    let (pick_up, hours) = (offer.pick_up().to_owned(), offer.opening_hours().clone());
    let content = offer.content;
    wire::Offer {
        id: offer.id,
        provider_id: offer.provider,
        provider_name: offer.provider_name,
        programme_id: offer.programme,
        kind: content.kind,
        title: content.title,
        description: content.description,
        photos: content.photos,
        price: content.price,
        stock: content.stock.pieces(),
        month_max: content.limits.month_max,
        whole_max: content.limits.whole_max,
        pick_up,
        open_now: hours.is_open(now),
        opening_hours: (&hours).into(),
        keep_days: content.keep_days,
        shown_from: content.shown.from,
        shown_until: content.shown.until,
        state: offer.state,
        refusal: offer.refusal,
        own_pick_up: content.pick_up,
        own_opening_hours: content.opening_hours.as_ref().map(Into::into),
        version: offer.version,
    }
}

pub(super) fn terms(terms: offers::Terms) -> wire::OfferTerms {
    let payer = |payer: offers::Payer| {
        let (household_id, household_name) = payer.household.unzip();
        wire::Payer { household_id, household_name, available: payer.available }
    };
    wire::OfferTerms { payers: terms.payers.into_iter().map(payer).collect(), left_for_me: terms.left_for_me }
}

fn state(state: RedemptionState) -> wire::RedemptionStateName {
    match state {
        RedemptionState::Reserved { .. } => wire::RedemptionStateName::Reserved,
        RedemptionState::Collected { .. } => wire::RedemptionStateName::Collected,
        RedemptionState::Cancelled => wire::RedemptionStateName::Cancelled,
        RedemptionState::Expired => wire::RedemptionStateName::Expired,
        RedemptionState::Returned => wire::RedemptionStateName::Returned,
    }
}

pub(super) fn at_counter(seen: AtCounter) -> wire::AtCounter {
    wire::AtCounter {
        id: seen.id,
        provider_id: seen.provider,
        provider_name: seen.provider_name,
        title: seen.title,
        photo: seen.photo,
        offer_id: seen.offer,
        points: seen.points,
        person: seen.person,
        state: state(seen.state),
        reserved_at: seen.reserved_at,
        keep_until: seen.keep_until,
        collected_at: seen.collected_at,
        ended_at: seen.ended_at,
        reason: seen.reason,
    }
}

pub(crate) fn redemption(found: Redemption) -> wire::Redemption {
    let seen = found.seen;
    wire::Redemption {
        id: seen.id,
        offer_id: seen.offer,
        title: seen.title,
        photo: seen.photo,
        programme_id: found.programme,
        points: seen.points,
        state: state(seen.state),
        reserved_at: seen.reserved_at,
        keep_until: seen.keep_until,
        collected_at: seen.collected_at,
        ended_at: seen.ended_at,
        reason: seen.reason,
        household_id: found.household,
        person: seen.person,
        mine: found.mine,
        code: found.code,
        provider_id: seen.provider,
        provider_name: seen.provider_name,
        telephone: found.telephone,
        pick_up: found.pick_up,
        opening_hours: (&found.opening_hours).into(),
        version: found.version,
    }
}

pub(super) fn settlement(found: ProviderSettlement) -> wire::ProviderSettlement {
    let line = |line: ProviderSettlementLine| wire::ProviderSettlementLine {
        at: line.at,
        redemption_id: line.redemption,
        title: line.title,
        points: line.points,
    };
    wire::ProviderSettlement {
        points: found.points(),
        owed_fen: found.owed_fen(),
        provider_id: found.provider,
        provider_name: found.provider_name,
        programme_id: found.programme,
        from: found.period.from(),
        until: found.period.until(),
        collected: found.collected,
        returned: found.returned,
        fen_per_point: found.fen_per_point,
        lines: found.lines.into_iter().map(line).collect(),
    }
}
