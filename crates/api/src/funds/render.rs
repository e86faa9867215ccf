//! Funds as they are shown.

use app::funds::{Purposed, Shown, charters::StoredCharter};
use contract::funds as wire;
use domain::funds::CharterState;

pub(super) fn fund(shown: Shown) -> wire::Fund {
    let Shown { fund: stored, area_name, purposes, charter } = shown;
    let purpose =
        |found: Purposed| wire::FundPurpose { code: found.code.as_str().to_owned(), name: found.name };
    wire::Fund {
        id: stored.id,
        area_id: stored.area,
        area_path: stored.path,
        area_name,
        name: stored.name,
        description: stored.description,
        state: stored.state,
        opened_on: stored.opened_on,
        purposes: purposes.into_iter().map(purpose).collect(),
        charter: charter.map(|stored| summary(&stored)),
        founded_at: stored.created_at,
        version: stored.version,
    }
}

pub(super) fn summary(stored: &StoredCharter) -> wire::CharterSummary {
    let charter = &stored.charter;
    let (adopted_from, resolution_id) = match charter.state {
        CharterState::Draft => (None, None),
        CharterState::Adopted { from, resolution } => (Some(from), resolution),
    };
    wire::CharterSummary {
        id: charter.id,
        fund_id: charter.fund,
        number: charter.version,
        title: stored.title.clone(),
        document_hash: charter.document,
        rules: charter.rules.clone(),
        adopted_from,
        resolution_id,
        written_at: stored.written_at,
        version: stored.version,
    }
}

pub(super) fn charter(stored: StoredCharter) -> wire::Charter {
    wire::Charter { summary: summary(&stored), document: stored.document }
}
