//! What an entry of the journal earns.

use chrono::NaiveDate;
use diesel::prelude::*;
use domain::{
    areas::AreaPath,
    ids::{ClaimId, EntryId, ProgrammeId, ProjectId, SkippedEventId},
    journal::Entry,
    points::{Activity, Cap, CapReached, Claim, ClaimEvent, ClaimState, ProgrammeRules, Source},
    town_time,
};

use crate::{
    db::{
        DbError, Key, NewEntry, Tx,
        schema::{points_skipped as skipped, programmes as t},
        subject,
    },
    ledger,
    points::{
        award::{self, Award, AwardError, Home, lasts},
        caps::{Counting, Deed, earner, lock_earner, used},
        claims::{NewRow, insert},
        programmes::{StoredProgramme, several},
        rules::{self, StoredRules},
    },
};

/// An activity of a running programme that an event earns.
#[derive(Clone, Debug)]
pub(super) struct Earning {
    pub(super) programme: StoredProgramme,
    pub(super) rules: StoredRules,
    pub(super) activity: Activity,
}

/// What of the running programmes around these places an event of a day earns: the activity that `earned` finds in the rules of
/// that day. Three statements.
///
/// # Errors
/// [`DbError`].
pub(super) fn earnings<'p>(
    tx: &mut Tx<'_>,
    places: impl IntoIterator<Item = &'p AreaPath>,
    day: NaiveDate,
    earned: impl Fn(&ProgrammeRules) -> Option<&Activity>,
) -> Result<Vec<Earning>, DbError> {
    let mut around: Vec<String> =
        places.into_iter().flat_map(AreaPath::lineage).map(|p| p.to_string()).collect();
    around.sort_unstable();
    around.dedup();
    let ids: Vec<Key<ProgrammeId>> = t::table
        .filter(t::state.eq("running"))
        .filter(t::area_path.eq_any(around))
        .order(t::id)
        .select(t::id)
        .load(tx.db())?;
    of_programmes(tx, ids.into_iter().map(|Key(id)| id).collect(), day, earned)
}

/// The same of the running programmes of areas in this one.
///
/// # Errors
/// [`DbError`].
pub(super) fn earnings_within(
    tx: &mut Tx<'_>,
    path: &AreaPath,
    day: NaiveDate,
    earned: impl Fn(&ProgrammeRules) -> Option<&Activity>,
) -> Result<Vec<Earning>, DbError> {
    let around: Vec<String> = path.lineage().iter().map(ToString::to_string).collect();
    let within = t::area_path.ge(path.to_string()).and(t::area_path.lt(path.end()));
    let ids: Vec<Key<ProgrammeId>> = t::table
        .filter(t::state.eq("running"))
        .filter(t::area_path.eq_any(around).or(within))
        .order(t::id)
        .select(t::id)
        .load(tx.db())?;
    of_programmes(tx, ids.into_iter().map(|Key(id)| id).collect(), day, earned)
}

fn of_programmes(
    tx: &mut Tx<'_>,
    ids: Vec<ProgrammeId>,
    day: NaiveDate,
    earned: impl Fn(&ProgrammeRules) -> Option<&Activity>,
) -> Result<Vec<Earning>, DbError> {
    let today = town_time::date(tx.now());
    let versions = rules::adopted_of(tx, ids.iter().copied())?;
    let programmes = several(tx, ids)?;
    let mut earnings = Vec::new();
    for (id, programme) in programmes {
        let Some(rules) = versions.get(&id).and_then(|all| rules::on(all, day)) else { continue };
        if programme.programme.earn(day, today).is_err() {
            continue;
        }
        if let Some(activity) = earned(&rules.content).cloned() {
            earnings.push(Earning { programme, rules: rules.clone(), activity });
        }
    }
    Ok(earnings)
}

/// A deed that the journal tells of.
#[derive(Clone, Debug)]
pub(super) struct Told<'e> {
    pub(super) entry: &'e Entry,
    pub(super) day: NaiveDate,
    pub(super) home: Home,
    pub(super) minutes: Option<u32>,
    /// How many points; what was earned before for the same is not in them.
    pub(super) points: i64,
    /// What the deed is, by reference: `ticket:<id>`.
    pub(super) source_ref: String,
    /// For which project of a fund it was.
    pub(super) project: Option<ProjectId>,
}

/// Awards what a deed earns, or notes why it does not.
///
/// # Errors
/// [`DbError`].
pub(super) fn earn(tx: &mut Tx<'_>, earning: &Earning, told: &Told<'_>) -> Result<(), ledger::Error> {
    let Earning { programme, rules, activity } = earning;
    if told.points < 1 {
        return Ok(());
    }
    let earner = earner(told.home.person, told.home.household);
    lock_earner(tx, programme.id, earner)?;
    let deed = Deed { programme: programme.id, earner, activity: &activity.code, day: told.day, but: None };
    let used = used(tx, deed, Counting::Waiting)?;
    if let Err(CapReached { cap, .. }) = rules.content.allow(activity, &used, told.points) {
        return skip(tx, earning, told, "cap", Some(cap));
    }
    let (claim, entry): (ClaimId, EntryId) = (tx.new_id(), tx.new_id());
    let award = Award {
        claim,
        home: told.home.clone(),
        points: told.points,
        expires_on: lasts(told.day, rules.content.expiry_months),
        key: format!("event:{}:{}:{}:{earner}", told.entry.id, programme.id, activity.code),
    };
    let prepared = award::prepare(tx, programme, &award, entry, None)?;
    let posted = match award::post(tx, &prepared) {
        Ok(posted) => posted,
        Err(AwardError::Db(error)) => return Err(error.into()),
        Err(AwardError::Short) => return skip(tx, earning, told, "budget", None),
        Err(AwardError::Ledger(_)) => return skip(tx, earning, told, "wallet", None),
    };
    let made = Claim {
        source: Source::Event,
        issuer: None,
        beneficiary: told.home.person,
        home: told.home.path.clone(),
        state: ClaimState::Submitted,
        re_audit: None,
    };
    let row = NewRow::submitted(
        claim,
        (programme.id, rules.id),
        (&activity.code, activity.approver),
        &made,
        (earner, told.home.household),
        (told.day, told.minutes, told.points),
        tx.timestamp(),
    );
    let row = row.told_by(told.source_ref.clone()).for_project(told.project);
    let row = row.approved(None, prepared.wallet, posted.posting, false);
    insert(tx, &[row])?;
    let event = ClaimEvent::Awarded { claim, points: told.points, cause: told.entry.id, posted };
    let area = &told.home.path;
    tx.journal_as(entry, NewEntry { actor: None, area, subject: subject("claim", claim), event })?;
    Ok(())
}

/// Notes that a deed earned nothing. The journal holds the deed itself.
fn skip(
    tx: &mut Tx<'_>,
    earning: &Earning,
    told: &Told<'_>,
    reason: &str,
    cap: Option<Cap>,
) -> Result<(), ledger::Error> {
    let id: SkippedEventId = tx.new_id();
    diesel::insert_into(skipped::table)
        .values((
            skipped::id.eq(Key(id)),
            skipped::programme_id.eq(Key(earning.programme.id)),
            skipped::entry_id.eq(Key(told.entry.id)),
            skipped::event.eq(&told.entry.event),
            skipped::activity.eq(&earning.activity.code),
            skipped::activity_name.eq(&earning.activity.name),
            skipped::earner_id.eq(Key(earner(told.home.person, told.home.household))),
            skipped::points.eq(told.points),
            skipped::reason.eq(reason),
            skipped::cap.eq(cap.map(Cap::as_str)),
            skipped::at.eq(told.entry.at.naive_utc()),
        ))
        .execute(tx.db())
        .map_err(DbError::from)?;
    Ok(())
}
