//! Whether rows can be awarded as things stand: caps, the budget, and who judges whom.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::{
    ids::{ClaimId, EarnerId, ProgrammeRulesId, UserId},
    inspections::Ties,
    permissions::{Actor, Permission},
    points::{Cap, Claim, ClaimError, ClaimState, Judge, Source},
    town_time,
};

use super::row::Kept;
use crate::{
    db::{DbError, Tx},
    points::{
        caps::{Earned, count, earned_by, earner},
        claims::{judge_ties, may_approve},
        programmes::StoredProgramme,
        rules::{StoredRules, adopted_of},
    },
};

/// Why a row cannot be awarded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem {
    /// A cell cannot be used: the code of the field's rule.
    Cell(&'static str),
    /// A cap.
    Cap {
        /// Which.
        cap: Cap,
        /// What it allows.
        max: i64,
        /// What of it is left.
        left: i64,
    },
    /// The budget has too little for this and the rows before it.
    Budget,
    /// The caller may not for this home.
    NotAllowed,
    /// The caller does not judge this one.
    Claim(ClaimError),
}

/// Who looks at rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum As {
    /// Who uploads them.
    Preparer,
    /// Who is to commit them.
    Committer,
}

/// What each of these rows of `preparer` hinders, all of them judged as if those that are hindered were not there. A few
/// statements, however many rows.
///
/// # Errors
/// [`DbError`].
pub(super) fn problems(
    tx: &mut Tx<'_>,
    actor: &Actor,
    reads: As,
    preparer: UserId,
    programme: &StoredProgramme,
    rows: &[Kept],
) -> Result<Vec<Option<Problem>>, DbError> {
    let today = town_time::date(tx.now());
    let versions = adopted_of(tx, [programme.id])?.remove(&programme.id).unwrap_or_default();
    let versions: BTreeMap<ProgrammeRulesId, StoredRules> =
        versions.into_iter().map(|rules| (rules.id, rules)).collect();
    let earners: Vec<EarnerId> = rows.iter().map(|row| earner(row.home.person, row.home.household)).collect();
    let mut earned = earned_by(tx, programme.id, &earners)?;
    let mut left = programme.left(tx)?;
    let ties = judge_ties(tx, actor)?;
    let mut found = Vec::with_capacity(rows.len());
    for (row, earner) in rows.iter().zip(earners) {
        let before = earned.entry(earner).or_default();
        let problem = problem(actor, reads, preparer, &ties, programme, &versions, before, row, left, today);
        if problem.is_none() {
            left -= row.points;
            before.push(Earned {
                claim: ClaimId(uuid::Uuid::nil()),
                activity: row.activity.clone(),
                day: row.day,
                points: row.points,
            });
        }
        found.push(problem);
    }
    Ok(found)
}

#[allow(clippy::too_many_arguments, reason = "all that a row is judged by")]
fn problem(
    actor: &Actor,
    reads: As,
    preparer: UserId,
    ties: &Ties,
    programme: &StoredProgramme,
    versions: &BTreeMap<ProgrammeRulesId, StoredRules>,
    before: &[Earned],
    row: &Kept,
    left: i64,
    today: NaiveDate,
) -> Option<Problem> {
    let Some(rules) = versions.get(&row.rules) else { return Some(Problem::Cell("activity")) };
    let Some(activity) = rules.content.activity(&row.activity) else {
        return Some(Problem::Cell("activity"));
    };
    if programme.programme.earn(row.day, today).is_err() {
        return Some(Problem::Cell("deed_day"));
    }
    let claim = Claim {
        source: Source::Bulk,
        issuer: Some(preparer),
        beneficiary: row.home.person,
        home: row.home.path.clone(),
        state: ClaimState::Submitted,
        re_audit: None,
    };
    let judged = match reads {
        As::Preparer if !actor.may(Permission::ProposePoints, &row.home.path) => {
            return Some(Problem::NotAllowed);
        }
        As::Preparer if row.home.person == Some(actor.user) => Err(ClaimError::Own),
        As::Preparer => Ok(()),
        As::Committer if !may_approve(actor, activity.approver, &row.home.path) => {
            return Some(Problem::NotAllowed);
        }
        As::Committer => claim.judged_by(Judge { user: actor.user, ties }),
    };
    if let Err(error) = judged {
        return Some(Problem::Claim(error));
    }
    let used = count(before, &row.activity, row.day);
    if let Err(reached) = rules.content.allow(activity, &used, row.points) {
        return Some(Problem::Cap { cap: reached.cap, max: reached.max, left: reached.left });
    }
    (row.points > left).then_some(Problem::Budget)
}
