//! What the journal learns of points: ids and numbers, never words or people's data. `posted` is what moved in the ledger.

use chrono::NaiveDate;
use serde::Serialize;

use super::Source;
use crate::{
    ids::{BulkAwardId, ClaimId, EntryId, GiftId, LedgerAccountId, ProgrammeId, ProgrammeRulesId},
    journal::Event,
    ledger::Posted,
};

/// Something that happened to a programme.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
#[allow(missing_docs, reason = "the names of the fields say what they are")]
pub enum ProgrammeEvent {
    /// It was written.
    Drafted { programme: ProgrammeId },
    /// What it says was changed.
    Changed { programme: ProgrammeId },
    /// A draft of its rules was written.
    RulesDrafted { programme: ProgrammeId, rules: ProgrammeRulesId },
    /// Rules come into force on a day.
    RulesAdopted { programme: ProgrammeId, rules: ProgrammeRulesId, from: NaiveDate },
    /// Points are earned from a day on, by these rules.
    Started { programme: ProgrammeId, rules: ProgrammeRulesId, from: NaiveDate },
    /// It got a budget.
    Funded { programme: ProgrammeId, points: i64, posted: Posted },
    /// It ended; what was left of its budget went back.
    Ended { programme: ProgrammeId, returned: i64, posted: Option<Posted> },
}

impl Event for ProgrammeEvent {
    fn name(&self) -> &'static str {
        match self {
            Self::Drafted { .. } => "programme.drafted",
            Self::Changed { .. } => "programme.changed",
            Self::RulesDrafted { .. } => "programme.rules_drafted",
            Self::RulesAdopted { .. } => "programme.rules_adopted",
            Self::Started { .. } => "programme.started",
            Self::Funded { .. } => "programme.funded",
            Self::Ended { .. } => "programme.ended",
        }
    }
}

/// Something that happened to a claim.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
#[allow(missing_docs, reason = "the names of the fields say what they are")]
pub enum ClaimEvent {
    /// Somebody claimed or proposed points.
    Submitted { claim: ClaimId, programme: ProgrammeId, source: Source },
    /// They are in the wallet.
    Approved { claim: ClaimId, points: i64, posted: Posted },
    /// They are not given.
    Rejected { claim: ClaimId },
    /// Who claimed them took that back.
    Withdrawn { claim: ClaimId },
    /// An entry of the journal earned them.
    Awarded { claim: ClaimId, points: i64, cause: EntryId, posted: Posted },
    /// An entry of the journal corrected what had earned them.
    Corrected { claim: ClaimId, taken_back: i64, unrecovered: i64, cause: EntryId, posted: Option<Posted> },
    /// A second look found them right.
    Upheld { claim: ClaimId },
    /// A second look found them wrong.
    Overturned { claim: ClaimId, taken_back: i64, unrecovered: i64, posted: Option<Posted> },
}

impl Event for ClaimEvent {
    fn name(&self) -> &'static str {
        match self {
            Self::Submitted { .. } => "claim.submitted",
            Self::Approved { .. } => "claim.approved",
            Self::Rejected { .. } => "claim.rejected",
            Self::Withdrawn { .. } => "claim.withdrawn",
            Self::Awarded { .. } => "claim.awarded",
            Self::Corrected { .. } => "claim.corrected",
            Self::Upheld { .. } => "claim.upheld",
            Self::Overturned { .. } => "claim.overturned",
        }
    }
}

/// Something that happened to gifts.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
#[allow(missing_docs, reason = "the names of the fields say what they are")]
pub enum GiftEvent {
    /// Somebody gave points to somebody.
    Given { gift: GiftId, points: i64, posted: Posted },
}

impl Event for GiftEvent {
    fn name(&self) -> &'static str {
        match self {
            Self::Given { .. } => "gift.given",
        }
    }
}

/// Something that happened to points as such.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
#[allow(missing_docs, reason = "the names of the fields say what they are")]
pub enum PointsEvent {
    /// A table waits for somebody else to commit it.
    BulkPrepared { bulk_award: BulkAwardId, programme: ProgrammeId, rows: usize, points: i64 },
    /// Points were awarded to many.
    BulkCommitted { bulk_award: BulkAwardId, points: i64, posted: Vec<Posted> },
    /// A table is not committed.
    BulkDiscarded { bulk_award: BulkAwardId },
    /// A programme's budget runs low.
    BudgetLow { programme: ProgrammeId, left: i64 },
    /// Points of a wallet were not spent in time.
    Expired { wallet: LedgerAccountId, points: i64, day: NaiveDate, posted: Posted },
    /// Points of a wallet expire soon.
    ExpiryNear { wallet: LedgerAccountId, points: i64, day: NaiveDate },
    /// Somebody lets themselves be named in a programme's leaderboard, or no more.
    Named { programme: ProgrammeId, named: bool },
}

impl Event for PointsEvent {
    fn name(&self) -> &'static str {
        match self {
            Self::BulkPrepared { .. } => "points.bulk_prepared",
            Self::BulkCommitted { .. } => "points.bulk_committed",
            Self::BulkDiscarded { .. } => "points.bulk_discarded",
            Self::BudgetLow { .. } => "points.budget_low",
            Self::Expired { .. } => "points.expired",
            Self::ExpiryNear { .. } => "points.expiry_near",
            Self::Named { .. } => "points.named",
        }
    }
}
