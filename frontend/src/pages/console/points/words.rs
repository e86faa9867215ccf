//! Words for what the rules of points name.

use contract::points::{BulkAwardState, ClaimHindrance, SkipReason};
use domain::points::{Approver, Cap, ClaimStateName, Evidence, ProgrammeState, ReAudit, Source, WalletKind};

use crate::{components::Tone, i18n::programmes};

type Said = (Tone, fn() -> &'static str);

/// Where a programme stands.
pub(super) fn programme(state: ProgrammeState) -> Said {
    match state {
        ProgrammeState::Draft => (Tone::Neutral, programmes::state_draft),
        ProgrammeState::Running => (Tone::Working, programmes::state_running),
        ProgrammeState::Ended => (Tone::Done, programmes::state_ended),
    }
}

/// Every state of a programme.
pub(super) const PROGRAMME_STATES: [ProgrammeState; 3] =
    [ProgrammeState::Draft, ProgrammeState::Running, ProgrammeState::Ended];

/// Whose wallets are.
pub(super) fn wallets(kind: WalletKind) -> &'static str {
    match kind {
        WalletKind::Person => programmes::wallets_person(),
        WalletKind::Household => programmes::wallets_household(),
    }
}

/// Where a claim stands.
pub(super) fn claim(state: ClaimStateName) -> Said {
    match state {
        ClaimStateName::Submitted => (Tone::Waiting, programmes::claim_submitted),
        ClaimStateName::Approved => (Tone::Done, programmes::claim_approved),
        ClaimStateName::Rejected => (Tone::Alert, programmes::claim_rejected),
        ClaimStateName::Withdrawn => (Tone::Neutral, programmes::claim_withdrawn),
        ClaimStateName::Overturned => (Tone::Alert, programmes::claim_overturned),
    }
}

/// Where a claim comes from.
pub(super) fn source(source: Source) -> &'static str {
    match source {
        Source::Claimed => programmes::source_claimed(),
        Source::Proposed => programmes::source_proposed(),
        Source::Event => programmes::source_event(),
        Source::Bulk => programmes::source_bulk(),
    }
}

/// Why somebody does not decide a claim.
pub(super) fn hindrance(hindrance: ClaimHindrance) -> &'static str {
    match hindrance {
        ClaimHindrance::Own => programmes::hindrance_own(),
        ClaimHindrance::Household => programmes::hindrance_household(),
        ClaimHindrance::Kin => programmes::hindrance_kin(),
    }
}

/// Where a second look stands.
pub(super) fn re_audit(stands: ReAudit) -> Said {
    match stands {
        ReAudit::Waiting => (Tone::Waiting, programmes::re_audit_waiting),
        ReAudit::Upheld => (Tone::Done, programmes::re_audit_upheld),
        ReAudit::Overturned => (Tone::Alert, programmes::re_audit_overturned),
    }
}

/// Where a table of awards stands.
pub(super) fn table(state: BulkAwardState) -> Said {
    match state {
        BulkAwardState::Refused => (Tone::Alert, programmes::table_refused),
        BulkAwardState::Prepared => (Tone::Waiting, programmes::table_prepared),
        BulkAwardState::Committed => (Tone::Done, programmes::table_committed),
        BulkAwardState::Discarded => (Tone::Neutral, programmes::table_discarded),
    }
}

/// Why an entry of the journal earned nothing.
pub(super) fn skipped(reason: SkipReason, at: Option<Cap>) -> &'static str {
    match (reason, at) {
        (SkipReason::Cap, Some(at)) => cap(at),
        (SkipReason::Cap, None) => programmes::skipped_cap(),
        (SkipReason::Budget, _) => programmes::skipped_budget(),
        (SkipReason::Wallet, _) => programmes::skipped_wallet(),
    }
}

fn cap(cap: Cap) -> &'static str {
    match cap {
        Cap::ActivityDay => programmes::cap_activity_day(),
        Cap::ActivityMonth => programmes::cap_activity_month(),
        Cap::ActivityPeriod => programmes::cap_activity_period(),
        Cap::Day => programmes::cap_day(),
        Cap::Month => programmes::cap_month(),
    }
}

/// What a claim has to show.
pub(super) fn evidence(evidence: Evidence) -> &'static str {
    match evidence {
        Evidence::None => programmes::evidence_none(),
        Evidence::Words => programmes::evidence_words(),
        Evidence::Photo => programmes::evidence_photo(),
    }
}

/// Who approves.
pub(super) fn approver(approver: Approver) -> &'static str {
    match approver {
        Approver::GridWorker => programmes::approver_grid_worker(),
        Approver::Official => programmes::approver_official(),
    }
}
