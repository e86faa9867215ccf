//! Points in words: amounts, states, what earns how much and within which caps.

use contract::points::{Claim, Programme, WalletLineKind};
use domain::points::{Activity, Approver, Basis, Cap, ClaimStateName, Evidence, ProgrammeRules, Source};

use crate::{components::Tone, format, i18n::points};

/// An amount with its sign: `+20`, `−5`.
pub fn signed(amount: i64) -> String {
    if amount > 0 { format!("+{}", format::number(amount)) } else { format::number(amount) }
}

/// Where a claim stands.
pub fn state(state: ClaimStateName) -> (fn() -> &'static str, Tone) {
    match state {
        ClaimStateName::Submitted => (points::state_submitted, Tone::Waiting),
        ClaimStateName::Approved => (points::state_approved, Tone::Done),
        ClaimStateName::Rejected => (points::state_rejected, Tone::Alert),
        ClaimStateName::Withdrawn => (points::state_withdrawn, Tone::Neutral),
        ClaimStateName::Overturned => (points::state_overturned, Tone::Alert),
    }
}

/// What a line of a statement is.
pub fn line(kind: WalletLineKind) -> &'static str {
    match kind {
        WalletLineKind::Earned => points::line_earned(),
        WalletLineKind::TakenBack => points::line_taken_back(),
        WalletLineKind::Given => points::line_given(),
        WalletLineKind::Received => points::line_received(),
        WalletLineKind::Redeemed => points::line_redeemed(),
        WalletLineKind::Returned => points::line_returned(),
        WalletLineKind::Expired => points::line_expired(),
        WalletLineKind::Other => points::line_other(),
    }
}

/// What a deed earns, each time or each hour.
pub fn earns(activity: &Activity) -> String {
    let amount = format::number(activity.points);
    match activity.basis {
        Basis::Time => points::each_time(amount),
        Basis::Hour => points::each_hour(amount),
    }
}

/// What has to be shown.
pub fn evidence(evidence: Evidence) -> &'static str {
    match evidence {
        Evidence::None => points::evidence_none(),
        Evidence::Words => points::evidence_words(),
        Evidence::Photo => points::evidence_photo(),
    }
}

/// Who approves.
pub fn approver(approver: Approver) -> &'static str {
    match approver {
        Approver::GridWorker => points::approver_worker(),
        Approver::Official => points::approver_official(),
    }
}

/// Where a claim comes from.
pub fn source(source: Source) -> &'static str {
    match source {
        Source::Claimed => points::source_claimed(),
        Source::Proposed => points::source_proposed(),
        Source::Event => points::source_event(),
        Source::Bulk => points::source_bulk(),
    }
}

/// The ways to an activity's points.
pub fn ways(activity: &Activity) -> Vec<&'static str> {
    let ways = [
        (activity.by_resident, points::way_resident as fn() -> &'static str),
        (activity.by_worker, points::way_worker),
        (activity.in_bulk, points::way_bulk),
        (activity.by_event.is_some(), points::way_event),
    ];
    ways.into_iter().filter(|(open, _)| *open).map(|(_, words)| words()).collect()
}

/// The most that somebody earns with an activity, in a line; nothing where there is no cap.
pub fn caps(activity: &Activity) -> Vec<String> {
    let caps = activity.caps;
    let named =
        [(Cap::ActivityDay, caps.day), (Cap::ActivityMonth, caps.month), (Cap::ActivityPeriod, caps.period)];
    named.into_iter().filter_map(|(which, max)| Some(cap(which, max?))).collect()
}

/// The most that somebody earns over all activities.
pub fn caps_of_all(rules: &ProgrammeRules) -> Vec<String> {
    let named = [(Cap::Day, rules.day_max), (Cap::Month, rules.month_max)];
    named.into_iter().filter_map(|(which, max)| Some(cap(which, max?))).collect()
}

fn cap(cap: Cap, max: i64) -> String {
    let max = format::number(max);
    match cap {
        Cap::ActivityDay => points::cap_day(max),
        Cap::ActivityMonth => points::cap_month(max),
        Cap::ActivityPeriod => points::cap_period(max),
        Cap::Day => points::cap_all_day(max),
        Cap::Month => points::cap_all_month(max),
    }
}

/// What is left of a cap.
pub fn room(cap: Cap, left: i64, max: i64) -> String {
    let (left, max) = (format::number(left), format::number(max));
    match cap {
        Cap::ActivityDay => points::left_day(left, max),
        Cap::ActivityMonth => points::left_month(left, max),
        Cap::ActivityPeriod => points::left_period(left, max),
        Cap::Day => points::left_all_day(left, max),
        Cap::Month => points::left_all_month(left, max),
    }
}

/// How long a deed took.
pub fn duration(minutes: u32) -> String {
    match (minutes / 60, minutes % 60) {
        (0, minutes) => points::minutes(minutes),
        (hours, 0) => points::hours(hours),
        (hours, minutes) => points::hours_minutes(hours, minutes),
    }
}

/// Who a claim is for: a person, or a household as such.
pub fn whose(claim: &Claim) -> String {
    match &claim.beneficiary {
        Some(person) => person.name.clone(),
        None => claim.place.last().cloned().unwrap_or_default(),
    }
}

/// The rules that a programme has now.
pub fn rules(programme: &Programme) -> Option<&ProgrammeRules> {
    programme.rules.as_ref().map(|version| &version.content)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_carries_its_sign() {
        assert_eq!((signed(1200), signed(-5), signed(0)), ("+1,200".into(), "−5".into(), "0".into()));
    }
}
