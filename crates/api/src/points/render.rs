//! Points as they are shown.

use app::points::{
    claims::Shown as Claim,
    numbers::{Moved, Numbers},
    programmes::{Funding, Shown as Programme},
    rules::StoredRules,
};
use chrono::NaiveDate;
use contract::points as wire;
use domain::{
    ids::UserId,
    points::{ClaimError, ProgrammeState},
};

pub(super) fn programme(shown: Programme) -> wire::Programme {
    let Programme { programme: stored, area_name, rules, totals, low } = shown;
    let state = stored.state();
    wire::Programme {
        id: stored.id,
        area_id: stored.area,
        area_path: stored.path,
        area_name,
        name: stored.name,
        description: stored.description,
        wallets: stored.wallets,
        starts_on: stored.programme.starts_on,
        ends_on: stored.programme.ends_on,
        state,
        ended_at: stored.ended_at,
        rules: rules.filter(|_| state != ProgrammeState::Draft).map(version),
        totals: totals_of(totals),
        low,
        version: stored.version,
    }
}

pub(super) fn version(stored: StoredRules) -> wire::ProgrammeRulesVersion {
    wire::ProgrammeRulesVersion {
        id: stored.id,
        programme_id: stored.programme,
        content: stored.content,
        adopted_from: stored.adopted_from,
        adopted_at: stored.adopted_at,
        written_at: stored.created_at,
        version: stored.version,
    }
}

pub(super) fn funding(found: Funding) -> wire::Funding {
    wire::Funding {
        id: found.id.0,
        points: found.points,
        note: found.note,
        funder_id: found.funder,
        funder_name: found.funder_name,
        funded_at: found.funded_at,
    }
}

pub(super) fn numbers(found: Numbers) -> wire::ProgrammeNumbers {
    let Numbers { total, series } = found;
    let step = |(from, moved, outstanding): (NaiveDate, Moved, i64)| wire::NumbersOf {
        from,
        funded: moved.funded,
        issued: moved.issued,
        redeemed: moved.redeemed,
        expired: moved.expired,
        outstanding,
    };
    wire::ProgrammeNumbers { totals: totals_of(total), series: series.into_iter().map(step).collect() }
}

fn totals_of(total: Moved) -> wire::ProgrammeTotals {
    wire::ProgrammeTotals {
        funded: total.funded,
        left: total.left(),
        issued: total.issued,
        redeemed: total.redeemed,
        expired: total.expired,
        outstanding: total.outstanding(),
    }
}

pub(super) fn claim(shown: Claim) -> wire::Claim {
    let names = shown.names;
    let person = |id: UserId| wire::ClaimPerson { id, name: names.get(&id).cloned().unwrap_or_default() };
    let stored = shown.claim;
    let (state, audits) = (stored.claim.state.name(), shown.audits);
    let moves = [
        (shown.may_decide, wire::ClaimMove::Decide),
        (shown.may_withdraw, wire::ClaimMove::Withdraw),
        (shown.may_re_audit, wire::ClaimMove::ReAudit),
    ];
    wire::Claim {
        id: stored.id,
        programme_id: stored.programme,
        programme_name: shown.programme_name,
        activity: stored.activity,
        activity_name: shown.activity_name,
        source: stored.claim.source,
        state,
        day: stored.day,
        minutes: stored.minutes,
        points: stored.points,
        words: stored.words,
        photos: shown.photos,
        beneficiary: stored.claim.beneficiary.map(person),
        household_id: stored.household,
        place: shown.place,
        issuer: stored.claim.issuer.map(person),
        claimed_at: stored.claimed_at,
        decider: stored.decided_by.map(person),
        decided_at: stored.decided_at,
        reason: stored.reason,
        // That it waits for a second look is no business of those who are looked at.
        re_audit: stored.claim.re_audit.filter(|_| audits),
        re_audit_reason: stored.re_audit_reason,
        taken_back: stored.taken_back,
        unrecovered: stored.unrecovered,
        may: moves.into_iter().filter(|(may, _)| *may).map(|(_, what)| what).collect(),
        hindrance: shown.hindrance.and_then(hindrance),
        version: stored.version,
    }
}

fn hindrance(error: ClaimError) -> Option<wire::ClaimHindrance> {
    match error {
        ClaimError::Own => Some(wire::ClaimHindrance::Own),
        ClaimError::SameHousehold => Some(wire::ClaimHindrance::Household),
        ClaimError::Kin => Some(wire::ClaimHindrance::Kin),
        _ => None,
    }
}
