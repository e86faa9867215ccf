//! What the journal learns of offers and redemptions. The entry's area is the provider's.

use serde::Serialize;

use crate::{
    ids::{OfferId, ProgrammeId, ProviderId, RedemptionId},
    journal::Event,
    ledger::Posted,
};

/// What happened to an offer; the entry's subject is the offer.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
#[allow(missing_docs, reason = "the names of the fields say what they are")]
pub enum OfferEvent {
    /// The provider wants to offer something.
    Proposed { offer: OfferId, provider: ProviderId, programme: ProgrammeId, price: i64 },
    /// It is shown.
    Approved { offer: OfferId, provider: ProviderId, price: i64 },
    /// It is not shown.
    Refused { offer: OfferId, provider: ProviderId },
    /// Something about it is another now.
    Changed {
        offer: OfferId,
        provider: ProviderId,
        version: i64,
        price: i64,
        stock: Option<i64>,
        shown: bool,
    },
    /// It is offered no more.
    Ended { offer: OfferId, provider: ProviderId },
}

impl Event for OfferEvent {
    fn name(&self) -> &'static str {
        match self {
            Self::Proposed { .. } => "offer.proposed",
            Self::Approved { .. } => "offer.approved",
            Self::Refused { .. } => "offer.refused",
            Self::Changed { .. } => "offer.changed",
            Self::Ended { .. } => "offer.ended",
        }
    }
}

/// What happened to a redemption; the entry's subject is the redemption, `posted` what the ledger did.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
#[allow(missing_docs, reason = "the names of the fields say what they are")]
pub enum RedemptionEvent {
    /// A resident reserved something; the points are held.
    Reserved {
        redemption: RedemptionId,
        offer: OfferId,
        provider: ProviderId,
        programme: ProgrammeId,
        points: i64,
        posted: Posted,
    },
    /// It was handed out; the points are spent.
    Collected { redemption: RedemptionId, provider: ProviderId, points: i64, posted: Posted },
    /// The resident called it off.
    Cancelled { redemption: RedemptionId, provider: ProviderId, points: i64, posted: Posted },
    /// The provider called it off.
    Declined { redemption: RedemptionId, provider: ProviderId, points: i64, posted: Posted },
    /// Nobody came for it.
    Expired { redemption: RedemptionId, provider: ProviderId, points: i64, posted: Posted },
    /// It was given back; so were the points.
    Returned { redemption: RedemptionId, provider: ProviderId, points: i64, restocked: bool, posted: Posted },
}

impl Event for RedemptionEvent {
    fn name(&self) -> &'static str {
        match self {
            Self::Reserved { .. } => "redemption.reserved",
            Self::Collected { .. } => "redemption.collected",
            Self::Cancelled { .. } => "redemption.cancelled",
            Self::Declined { .. } => "redemption.declined",
            Self::Expired { .. } => "redemption.expired",
            Self::Returned { .. } => "redemption.returned",
        }
    }
}
