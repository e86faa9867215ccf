//! Objections: a village objects to a mark, somebody who had no part in it decides.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;
use domain::{
    areas::AreaPath,
    ids::{AreaId, ObjectionId, PhotoId, RoundId, UserId},
    inspections::{Decision, LapseReason, Objection, ObjectionError, ObjectionState, RoundEvent, Score},
    permissions::{Actor, Denied, Permission},
};

use super::{
    rectifications,
    rounds::{self, StoredRound},
    sheets::{self, lock_sheet, replace_mark, template_of},
};
use crate::{
    db::{
        DbError, Key, Tx, lock,
        schema::{inspection_objections as t, inspection_targets as targets},
    },
    photos, tickets,
};

/// Longest text of an objection or an answer, in characters.
pub const TEXT_CHARS_MAX: usize = 1_000;
/// Most photos of an objection.
pub const PHOTOS_MAX: usize = 9;

/// An objection as it is raised.
#[derive(Clone, Debug)]
pub struct NewObjection {
    /// To the mark of which indicator.
    pub code: String,
    /// Why.
    pub text: String,
    /// What shows it: drafts of the caller.
    pub photos: Vec<PhotoId>,
}

/// An objection as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredObjection {
    /// Its id.
    pub id: ObjectionId,
    /// In which round.
    pub round: RoundId,
    /// For which place.
    pub area: AreaId,
    /// That area's path.
    pub path: AreaPath,
    /// To the mark of which indicator.
    pub code: String,
    /// Why.
    pub text: String,
    /// What shows it.
    pub photos: Vec<PhotoId>,
    /// Who raised it, what the mark was, where it stands.
    pub objection: Objection,
    /// Who decided.
    pub reviewer: Option<UserId>,
    /// What they said.
    pub reply: Option<String>,
    /// When it was raised.
    pub raised_at: DateTime<Utc>,
    /// When it was decided or taken back.
    pub decided_at: Option<DateTime<Utc>>,
}

/// Why an objection is not taken or decided.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The store.
    #[error(transparent)]
    Db(#[from] DbError),
    /// Not allowed.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// The rules of objections.
    #[error(transparent)]
    Objection(#[from] ObjectionError),
    /// The sheet.
    #[error(transparent)]
    Sheet(#[from] sheets::Error),
    /// What was demanded for the mark.
    #[error(transparent)]
    Ticket(#[from] tickets::Error),
    /// The time to object has not begun, or is over.
    #[error("this round takes no objections now")]
    NoWindow,
    /// The sheet has no such mark.
    #[error("the sheet has no such mark")]
    CodeUnknown,
    /// Somebody objected to this mark.
    #[error("somebody objected to this mark already")]
    Already,
    /// A photo is not the caller's to give.
    #[error("photo {0} is not there")]
    PhotoUnknown(usize),
}

type Row = (
    Key<ObjectionId>,
    Key<RoundId>,
    (Key<AreaId>, String),
    (String, String, String),
    (Key<UserId>, i64, Option<i64>, String),
    (Option<Key<UserId>>, Option<String>),
    (NaiveDateTime, Option<NaiveDateTime>),
);

macro_rules! all {
    () => {
        t::table.inner_join(targets::table).select((
            t::id,
            t::round_id,
            (targets::area_id, targets::area_path),
            (t::code, t::text, t::photos),
            (t::objector_id, t::points_before, t::points_after, t::state),
            (t::reviewer_id, t::reply),
            (t::raised_at, t::decided_at),
        ))
    };
}

fn read(row: Row) -> Result<StoredObjection, DbError> {
    let (Key(id), Key(round), (Key(area), path), (code, text, photos), mark, decided, times) = row;
    let (Key(objector), before, after, state) = mark;
    let score = |hundredths| Score::new(hundredths).map_err(DbError::damaged);
    let state = match (state.as_str(), after) {
        ("open", _) => ObjectionState::Open,
        ("upheld", Some(points)) => ObjectionState::Upheld { points: score(points)? },
        ("dismissed", _) => ObjectionState::Dismissed,
        ("withdrawn", _) => ObjectionState::Withdrawn,
        _ => return Err(DbError::damaged(format!("an objection that is {state}"))),
    };
    Ok(StoredObjection {
        id,
        round,
        area,
        path: AreaPath::parse(&path).map_err(DbError::damaged)?,
        code,
        text,
        photos: serde_json::from_str(&photos).map_err(DbError::damaged)?,
        objection: Objection { objector, before: score(before)?, state },
        reviewer: decided.0.map(|Key(user)| user),
        reply: decided.1,
        raised_at: times.0.and_utc(),
        decided_at: times.1.map(|at| at.and_utc()),
    })
}

/// The name of a state in the API and in the database.
#[must_use]
pub const fn state_name(state: ObjectionState) -> &'static str {
    match state {
        ObjectionState::Open => "open",
        ObjectionState::Upheld { .. } => "upheld",
        ObjectionState::Dismissed => "dismissed",
        ObjectionState::Withdrawn => "withdrawn",
    }
}

/// The objections of a round that `actor` may see: all for those who hold rounds here and the team, else those of the
/// places they speak for. The oldest first.
///
/// # Errors
/// [`DbError::NotFound`] where there is no such round, or not for them.
pub fn list(tx: &mut Tx<'_>, actor: &Actor, round: RoundId) -> Result<Vec<StoredObjection>, DbError> {
    let round = rounds::find(tx, round)?;
    let sight = rounds::sight(tx, Some(actor), &round)?;
    let spoken_for = sight.speaks_for.iter().any(|path| round.path.covers(path) || path.covers(&round.path));
    if !(sight.manages || sight.inspects || spoken_for) {
        return Err(DbError::NotFound);
    }
    let rows: Vec<Row> = all!().filter(t::round_id.eq(Key(round.id))).order(t::id).load(tx.db())?;
    let all: Vec<StoredObjection> = rows.into_iter().map(read).collect::<Result<_, _>>()?;
    Ok(all.into_iter().filter(|objection| sight.of_sheet(&round, &objection.path)).collect())
}

fn find(tx: &mut Tx<'_>, id: ObjectionId) -> Result<StoredObjection, DbError> {
    read(all!().filter(t::id.eq(Key(id))).first(tx.db())?)
}

/// Objects to a mark.
///
/// # Errors
/// [`DbError::NotFound`] where there is no such sheet; [`Error::Denied`] for who does not speak for the place: members of a
/// household, and elsewhere who holds [`Permission::ObjectToScores`]; [`Error::NoWindow`], [`Error::CodeUnknown`], [`Error::Already`], [`Error::PhotoUnknown`].
pub fn raise(
    tx: &mut Tx<'_>,
    actor: &Actor,
    round: RoundId,
    area: AreaId,
    new: &NewObjection,
) -> Result<StoredObjection, Error> {
    let round = rounds::lock_round(tx, round)?;
    let sheet = lock_sheet(tx, round.id, area)?;
    let sight = rounds::sight(tx, Some(actor), &round)?;
    if !sight.of_sheet(&round, &sheet.path) {
        return Err(DbError::NotFound.into());
    }
    if !sight.speaks_for(&sheet.path) {
        return Err(Denied { permission: Permission::ObjectToScores }.into());
    }
    if !round.round.takes_objections(tx.now()) {
        return Err(Error::NoWindow);
    }
    let before = sheet.findings.get(&new.code).ok_or(Error::CodeUnknown)?.points;
    for (index, photo) in new.photos.iter().enumerate() {
        if !photos::give_to_target(tx, actor.user, *photo, sheet.target)? {
            return Err(Error::PhotoUnknown(index));
        }
    }
    let id: ObjectionId = tx.new_id();
    diesel::insert_into(t::table)
        .values((
            t::id.eq(Key(id)),
            t::round_id.eq(Key(round.id)),
            t::target_id.eq(Key(sheet.target)),
            t::code.eq(&new.code),
            t::text.eq(&new.text),
            t::photos.eq(serde_json::to_string(&new.photos).map_err(DbError::damaged)?),
            t::objector_id.eq(Key(actor.user)),
            t::points_before.eq(before.hundredths()),
            t::state.eq(state_name(ObjectionState::Open)),
            t::raised_at.eq(tx.timestamp()),
        ))
        .execute(tx.db())
        .map_err(|error| match DbError::from(error) {
            DbError::Unique(_) => Error::Already,
            other => other.into(),
        })?;
    let code = new.code.clone();
    let before = round.told(before);
    let event = RoundEvent::Objected { objection: id, target: area, code, before };
    rounds::journal(tx, actor, (round.id, &round.path), event)?;
    Ok(find(tx, id)?)
}

/// Decides an objection; an upheld one changes the mark and the score. Both values stay on record.
///
/// # Errors
/// [`DbError::NotFound`]; [`Error::Denied`] without [`Permission::ManageInspections`]; [`Error::Objection`].
pub fn decide(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: ObjectionId,
    decision: Decision,
    reply: &str,
) -> Result<StoredObjection, Error> {
    let (round, stored) = lock_both(tx, id)?;
    actor.require(Permission::ManageInspections, &round.path)?;
    let template = template_of(tx, &round)?;
    let indicator = template.indicators().find(|indicator| indicator.code == stored.code);
    let indicator = indicator.ok_or(Error::CodeUnknown)?;
    let weight = indicator.weight;
    let sheet = lock_sheet(tx, round.id, stored.area)?;
    let mut inspectors = rounds::team_of(tx, round.id)?;
    inspectors.extend(sheet.handed_in.map(|(user, _)| user));
    let decided = stored.objection.decide(actor.user, &inspectors, weight, decision)?;
    let mut after = stored.objection.before;
    if let ObjectionState::Upheld { points } = decided.state {
        replace_mark(tx, actor, &template, &sheet, &stored.code, points)?;
        let lost = indicator.lost(points);
        rectifications::follow(tx, actor, (sheet.target, &stored.code), lost, LapseReason::Objection)?;
        after = points;
    }
    keep(tx, &stored, decided, Some((actor.user, reply)))?;
    let (before, after) = (round.told(stored.objection.before), round.told(after));
    let event = RoundEvent::Decided { objection: id, target: stored.area, before, after };
    rounds::journal(tx, actor, (round.id, &round.path), event)?;
    Ok(find(tx, id)?)
}

/// Takes an objection back.
///
/// # Errors
/// [`DbError::NotFound`] where there is none, or not for them; [`Error::Objection`].
pub fn withdraw(tx: &mut Tx<'_>, actor: &Actor, id: ObjectionId) -> Result<StoredObjection, Error> {
    let (round, stored) = lock_both(tx, id)?;
    let mine = stored.objection.objector == actor.user;
    if !mine && !rounds::sight(tx, Some(actor), &round)?.speaks_for(&stored.path) {
        return Err(DbError::NotFound.into());
    }
    let withdrawn = stored.objection.withdraw(actor.user)?;
    keep(tx, &stored, withdrawn, None)?;
    rounds::journal(tx, actor, (round.id, &round.path), RoundEvent::Withdrawn { objection: id })?;
    Ok(find(tx, id)?)
}

/// The round is locked first, as everywhere: two steps of one round are one after the other.
fn lock_both(tx: &mut Tx<'_>, id: ObjectionId) -> Result<(StoredRound, StoredObjection), DbError> {
    let round = find(tx, id)?.round;
    let round = rounds::lock_round(tx, round)?;
    let locked = lock!(tx.db(), t::table.find(Key(id)).select(t::id), |q, c| q.first::<Key<ObjectionId>>(c))?;
    Ok((round, find(tx, locked.0)?))
}

fn keep(
    tx: &mut Tx<'_>,
    old: &StoredObjection,
    new: Objection,
    by: Option<(UserId, &str)>,
) -> Result<(), DbError> {
    let after = match new.state {
        ObjectionState::Upheld { points } => Some(points.hundredths()),
        _ => None,
    };
    diesel::update(t::table.find(Key(old.id)))
        .set((
            t::state.eq(state_name(new.state)),
            t::points_after.eq(after),
            t::reviewer_id.eq(by.map(|(user, _)| Key(user))),
            t::reply.eq(by.map(|(_, reply)| reply.to_owned())),
            t::decided_at.eq(tx.timestamp()),
        ))
        .execute(tx.db())?;
    Ok(())
}
