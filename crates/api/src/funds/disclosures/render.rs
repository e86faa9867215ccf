//! Disclosures as they are shown.

use app::{
    db::DbError,
    funds::disclosures::{Shown, ShownPeriod, StoredDisclosure},
};
use contract::funds as wire;
use domain::funds::{Disclosed, DisclosureState, Signatory};

use crate::Versioned;

pub(super) fn period(shown: ShownPeriod) -> wire::FundPeriod {
    let signed_by = shown.disclosure.as_ref().map(signatures).unwrap_or_default();
    wire::FundPeriod {
        from: shown.period.from,
        until: shown.period.until,
        due_on: shown.period.due_on,
        state: shown.state,
        late: shown.late,
        published_on: shown.published_on,
        disclosure_id: shown.disclosure.map(|stored| stored.disclosure.id),
        signed_by: signed_by.into_iter().map(|signature| signature.signatory).collect(),
    }
}

/// An account with its text read.
pub(super) fn disclosure(shown: Shown) -> Result<wire::Disclosure, DbError> {
    let Shown { stored, state, late } = shown;
    let published_on = match stored.disclosure.state {
        DisclosureState::Published { on, .. } => Some(on),
        DisclosureState::Prepared { .. } => None,
    };
    Ok(wire::Disclosure {
        id: stored.disclosure.id,
        fund_id: stored.disclosure.fund,
        due_on: stored.disclosure.period.due_on,
        state,
        late,
        published_on,
        prepared_at: stored.prepared_at,
        signatures: signatures(&stored),
        content: Disclosed::read(&stored.document).map_err(DbError::damaged)?,
        document: stored.document,
        document_hash: stored.disclosure.document,
        version: stored.version,
    })
}

fn signatures(stored: &StoredDisclosure) -> Vec<wire::DisclosureSignature> {
    let all = [(Signatory::Treasurer, stored.treasurer_at), (Signatory::Auditor, stored.auditor_at)];
    all.into_iter()
        .filter_map(|(signatory, at)| Some(wire::DisclosureSignature { signatory, at: at? }))
        .collect()
}

pub(super) fn versioned(shown: wire::Disclosure) -> Versioned<wire::Disclosure> {
    let version = shown.version;
    Versioned::new(shown, version)
}
