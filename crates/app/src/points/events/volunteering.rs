//! A volunteer's shift: who was there earns, for a project of a fund by an activity of its own where there is one. A correction gives
//! what was missing, or takes back what was too much.

use diesel::prelude::*;
use domain::{
    areas::AreaPath,
    ids::{ClaimId, EntryId, ProjectId, SignUpId, UserId},
    journal::Entry,
    points::{ClaimEvent, ClaimStateName},
    town_time,
};
use serde::Deserialize;

use super::earn::{Earning, Told, earn, earnings};
use crate::{
    db::{
        DbError, Key, NewEntry, Tx,
        schema::{claims as t, shift_sign_ups, shifts},
        subject,
    },
    ledger,
    points::{
        award::{self, Home, TakeBack},
        claims::{StoredClaim, find_locked, homes_of, take_part_back},
        programmes,
    },
};

/// What the entries of shifts hold; fields that are not known here are passed over.
#[derive(Clone, Copy, Debug, Deserialize)]
struct Attendance {
    sign_up: SignUpId,
    person: UserId,
    #[serde(default)]
    minutes: Option<u32>,
    #[serde(default)]
    after: Option<u32>,
}

fn read(entry: &Entry) -> Option<Attendance> {
    let read = serde_json::from_str(&entry.payload);
    if let Err(error) = &read {
        tracing::warn!(entry = %entry.id, %error, "an attendance that cannot be read earns nothing");
    }
    read.ok()
}

/// Somebody was there for so many minutes.
pub(super) fn attended(tx: &mut Tx<'_>, entry: &Entry) -> Result<(), ledger::Error> {
    let Some(attendance) = read(entry) else { return Ok(()) };
    settle(tx, entry, attendance, attendance.minutes.unwrap_or(0))
}

/// Somebody was there for so many minutes, and not for as many as was told before.
pub(super) fn corrected(tx: &mut Tx<'_>, entry: &Entry) -> Result<(), ledger::Error> {
    let Some(attendance) = read(entry) else { return Ok(()) };
    settle(tx, entry, attendance, attendance.after.or(attendance.minutes).unwrap_or(0))
}

/// Makes what a place in a shift has earned what its minutes earn.
fn settle(tx: &mut Tx<'_>, entry: &Entry, attendance: Attendance, minutes: u32) -> Result<(), ledger::Error> {
    let source_ref = format!("sign_up:{}", attendance.sign_up);
    let before = earned_before(tx, &source_ref)?;
    let homes = homes_of(tx, attendance.person, &AreaPath::root())?;
    let first = before.first().map(|claim| claim.day);
    let day = first.unwrap_or_else(|| town_time::date(entry.at));
    let project = project_of(tx, attendance.sign_up)?;
    let all =
        earnings(tx, homes.iter().map(|(_, path)| path), day, |rules| rules.by_shift(project.is_some()))?;
    for earning in &all {
        let home = homes.iter().find(|(_, path)| earning.programme.path.covers(path));
        let Some((household, path)) = home else { continue };
        let had: i64 = before.iter().filter(|claim| of(claim, earning)).map(net).sum();
        let due = if minutes == 0 { 0 } else { earning.activity.earns(Some(minutes)).unwrap_or(0) };
        if due > had {
            let home = Home { person: Some(attendance.person), household: *household, path: path.clone() };
            let points = due - had;
            let source_ref = source_ref.clone();
            let minutes = Some(minutes);
            earn(tx, earning, &Told { entry, day, home, minutes, points, source_ref, project })?;
        }
        let mut surplus = had - due;
        for claim in before.iter().rev().filter(|claim| of(claim, earning)) {
            let points = net(claim).min(surplus);
            if points > 0 {
                take_back(tx, entry, claim.id, points)?;
                surplus -= points;
            }
        }
    }
    Ok(())
}

/// The project for which the shift of a sign-up is held; it never changes.
fn project_of(tx: &mut Tx<'_>, sign_up: SignUpId) -> Result<Option<ProjectId>, DbError> {
    let found: Option<Option<Key<ProjectId>>> = shift_sign_ups::table
        .inner_join(shifts::table)
        .filter(shift_sign_ups::id.eq(Key(sign_up)))
        .select(shifts::project_id)
        .first(tx.db())
        .optional()?;
    Ok(found.flatten().map(|Key(id)| id))
}

fn of(claim: &StoredClaim, earning: &Earning) -> bool {
    claim.programme == earning.programme.id && claim.activity == earning.activity.code
}

/// What is left of a claim after what was taken back.
fn net(claim: &StoredClaim) -> i64 {
    claim.points - claim.taken_back - claim.unrecovered
}

/// What a place in a shift earned before, under the claims' locks.
fn earned_before(tx: &mut Tx<'_>, source_ref: &str) -> Result<Vec<StoredClaim>, DbError> {
    let ids: Vec<Key<ClaimId>> = t::table
        .filter(t::source_ref.eq(source_ref))
        .filter(t::state.eq(ClaimStateName::Approved.as_str()))
        .order(t::id)
        .select(t::id)
        .load(tx.db())?;
    ids.into_iter().map(|Key(id)| find_locked(tx, id)).collect()
}

fn take_back(tx: &mut Tx<'_>, cause: &Entry, id: ClaimId, points: i64) -> Result<(), ledger::Error> {
    let old = find_locked(tx, id)?;
    let programme = programmes::find(tx, old.programme)?;
    let (Some(posting), Some(wallet)) = (old.posting, old.wallet) else {
        return Err(DbError::damaged("an approved claim without its posting").into());
    };
    let entry: EntryId = tx.new_id();
    let key = format!("correction:{}:{id}", cause.id);
    let back = TakeBack { claim: id, posting, wallet, awarded: old.points, points, key };
    let done = award::take_back(tx, &programme, &back, entry, None)?;
    take_part_back(tx, &old, (done.taken, done.unrecovered))?;
    let event = ClaimEvent::Corrected {
        claim: id,
        taken_back: done.taken,
        unrecovered: done.unrecovered,
        cause: cause.id,
        posted: done.posted,
    };
    let area = &old.claim.home;
    tx.journal_as(entry, NewEntry { actor: None, area, subject: subject("claim", id), event })?;
    Ok(())
}
