//! Findings as they are shown, and why nothing becomes of them.

use app::{
    db::DbError,
    funds::findings::{Detectors, Entry, Shown, StoredFinding},
};
use contract::{funds as wire, problems::disbursements as p};
use domain::funds::findings::{FindingError, FindingState};

use crate::{ApiError, funds::disbursements::listed};

pub(super) fn summary(stored: &StoredFinding) -> wire::FindingSummary {
    use wire::FindingStanding as S;
    let finding = &stored.finding;
    wire::FindingSummary {
        id: finding.id,
        fund_id: finding.fund,
        kind: finding.found.kind,
        severity: finding.severity(),
        disbursement_ids: finding.found.disbursements.iter().copied().collect(),
        state: match finding.state {
            FindingState::Open => S::Open,
            FindingState::Answered { .. } => S::Answered,
            FindingState::Settled { .. } => S::Settled,
        },
        raised_at: stored.raised_at,
        settled_at: stored.settled_at,
        version: stored.version,
    }
}

pub(super) fn finding(shown: Shown) -> Result<wire::Finding, DbError> {
    let summary = summary(&shown.stored);
    let entry = |entry: Entry| {
        let kind = match entry.kind.as_str() {
            "answered" => wire::FindingSaid::Answered,
            "asked_again" => wire::FindingSaid::AskedAgain,
            "settled" => wire::FindingSaid::Settled,
            _ => return Err(DbError::damaged(entry.kind)),
        };
        Ok(wire::FindingEntry { kind, by: entry.by, text: entry.text, at: entry.at })
    };
    Ok(wire::Finding {
        summary,
        disbursements: shown.disbursements.into_iter().map(listed).collect(),
        entries: shown.entries.into_iter().map(entry).collect::<Result<_, _>>()?,
    })
}

pub(super) const fn settings(chosen: Detectors) -> wire::FindingSettings {
    let Detectors { split_days, round_fen, round_min_fen } = chosen;
    wire::FindingSettings { split_days, round_fen, round_min_fen }
}

impl From<FindingError> for ApiError {
    fn from(error: FindingError) -> Self {
        Self::new(match error {
            FindingError::Answered => &p::FINDING_ANSWERED,
            FindingError::NotAnswered => &p::FINDING_NOT_ANSWERED,
            FindingError::Settled => &p::FINDING_SETTLED,
            FindingError::Own => &p::FINDING_OWN,
            FindingError::TookPart => &p::FINDING_TOOK_PART,
        })
    }
}
