//! Sheets: what inspectors found, one sheet for each place of a round.
//!
//! A sheet is kept whole, by somebody who says which version they saw. Who saw an older one is refused and shown the newer,
//! so nobody's findings are overwritten unseen; who sends the same again, because an answer was lost, is answered the same.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;
use domain::{
    areas::AreaPath,
    ids::{AreaId, PhotoId, RoundId, TargetId, UserId},
    inspections::{Findings, Recusal, RoundEvent, RoundState, Score, SheetFault, Template, marks},
    permissions::{Actor, Denied, Permission},
};

use super::{
    rounds::{self, Sight, StoredRound},
    templates, ties,
};
use crate::{
    db::{DbError, Key, Tx, lock, schema::inspection_targets as t},
    photos,
};

/// A sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// Its place in the round.
    pub target: TargetId,
    /// Which place.
    pub area: AreaId,
    /// That area's path.
    pub path: AreaPath,
    /// What was found.
    pub findings: Findings,
    /// Its score, once it is handed in.
    pub score: Option<Score>,
    /// Who handed it in, and when.
    pub handed_in: Option<(UserId, DateTime<Utc>)>,
    /// Who changed it last, and when.
    pub updated: Option<(UserId, DateTime<Utc>)>,
    /// Grows with every change, from 0 for an empty sheet.
    pub version: i64,
}

/// Why a sheet cannot be read or kept.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The store.
    #[error(transparent)]
    Db(#[from] DbError),
    /// Not allowed.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// The caller is tied to the place.
    #[error("the caller is tied to this place: {0:?}")]
    Recused(Vec<Recusal>),
    /// The round takes no scores now.
    #[error("a round that is {0} takes no scores")]
    NotScoring(&'static str),
    /// It changed since the caller read it.
    #[error("the sheet has changed meanwhile")]
    Stale,
    /// Findings that are missing or impossible.
    #[error("{} findings are missing or wrong", .0.len())]
    Faults(Vec<SheetFault>),
    /// A photo of this finding is not the caller's to give.
    #[error("a photo of {code} is not there")]
    PhotoUnknown {
        /// The indicator.
        code: String,
        /// Which of its photos.
        index: usize,
    },
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = t)]
pub(super) struct Row {
    id: Key<TargetId>,
    area_id: Key<AreaId>,
    area_path: String,
    findings: String,
    score: Option<i64>,
    handed_in_by: Option<Key<UserId>>,
    handed_in_at: Option<NaiveDateTime>,
    version: i64,
    updated_by: Option<Key<UserId>>,
    updated_at: Option<NaiveDateTime>,
}

impl TryFrom<Row> for Sheet {
    type Error = DbError;

    fn try_from(row: Row) -> Result<Self, DbError> {
        let when = |(user, at): (Key<UserId>, NaiveDateTime)| (user.0, at.and_utc());
        Ok(Self {
            target: row.id.0,
            area: row.area_id.0,
            path: AreaPath::parse(&row.area_path).map_err(DbError::damaged)?,
            findings: serde_json::from_str(&row.findings).map_err(DbError::damaged)?,
            score: row.score.map(Score::new).transpose().map_err(DbError::damaged)?,
            handed_in: row.handed_in_by.zip(row.handed_in_at).map(when),
            updated: row.updated_by.zip(row.updated_at).map(when),
            version: row.version,
        })
    }
}

/// The template of a round, in its version.
pub(super) fn template_of(tx: &mut Tx<'_>, round: &StoredRound) -> Result<Template, DbError> {
    Ok(templates::template(tx, round.template, Some(round.template_number))?.content)
}

/// A sheet with its round and template, for those who may see it.
///
/// # Errors
/// [`DbError::NotFound`] where there is none, or not for them.
pub fn sheet(
    tx: &mut Tx<'_>,
    actor: &Actor,
    round: RoundId,
    area: AreaId,
) -> Result<(Sheet, Template), Error> {
    let round = rounds::find(tx, round)?;
    let sight = rounds::sight(tx, Some(actor), &round)?;
    let found = of_area(tx, round.id, area)?;
    if !sight.of_sheet(&round, &found.path) {
        return Err(DbError::NotFound.into());
    }
    Ok((found, template_of(tx, &round)?))
}

pub(super) fn of_area(tx: &mut Tx<'_>, round: RoundId, area: AreaId) -> Result<Sheet, DbError> {
    let query = t::table.filter(t::round_id.eq(Key(round))).filter(t::area_id.eq(Key(area)));
    query.select(Row::as_select()).first::<Row>(tx.db())?.try_into()
}

/// Locks a sheet until the transaction ends.
pub(super) fn lock_sheet(tx: &mut Tx<'_>, round: RoundId, area: AreaId) -> Result<Sheet, DbError> {
    let row: Row = lock!(
        tx.db(),
        t::table.filter(t::round_id.eq(Key(round))).filter(t::area_id.eq(Key(area))).select(Row::as_select()),
        |q, c| q.first(c)
    )?;
    row.try_into()
}

/// What an inspector sends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filled {
    /// All findings, not only the new ones.
    pub findings: Findings,
    /// Whether the sheet is complete and to be counted.
    pub hand_in: bool,
}

/// Keeps a sheet that has still `version`. The same sheet sent again is kept once.
///
/// # Errors
/// [`DbError::NotFound`] for who is not of the team; [`Error::Recused`], [`Error::NotScoring`], [`Error::Stale`],
/// [`Error::Faults`], [`Error::PhotoUnknown`].
pub fn keep(
    tx: &mut Tx<'_>,
    actor: &Actor,
    round: RoundId,
    area: AreaId,
    version: i64,
    filled: &Filled,
) -> Result<Sheet, Error> {
    let round = rounds::lock_round(tx, round)?;
    require_inspector(tx, actor, &round)?;
    let old = lock_sheet(tx, round.id, area)?;
    if !matches!(round.round.state, RoundState::Started { .. }) {
        return Err(Error::NotScoring(round.round.state.name()));
    }
    let ties = ties::of(tx, &[actor.user])?;
    let reasons = ties.get(&actor.user).map(|ties| ties.recusals(&old.path)).unwrap_or_default();
    if !reasons.is_empty() {
        return Err(Error::Recused(reasons));
    }
    let same = old.findings == filled.findings && old.score.is_some() == filled.hand_in;
    let mine = old.updated.is_some_and(|(user, _)| user == actor.user);
    if same && mine && version < old.version {
        return Ok(old);
    }
    if old.version != version {
        return Err(Error::Stale);
    }
    let template = template_of(tx, &round)?;
    let faults = template.draft_faults(&filled.findings);
    if !faults.is_empty() {
        return Err(Error::Faults(faults));
    }
    let score = match filled.hand_in {
        true => Some(template.score(&marks(&filled.findings)).map_err(Error::Faults)?),
        false => None,
    };
    attach(tx, actor, &old, &filled.findings)?;
    let now = tx.timestamp();
    let by = Some(Key(actor.user));
    diesel::update(t::table.find(Key(old.target)))
        .set((
            t::findings.eq(serde_json::to_string(&filled.findings).map_err(DbError::damaged)?),
            t::score.eq(score.map(Score::hundredths)),
            t::handed_in_by.eq(by.filter(|_| score.is_some())),
            t::handed_in_at.eq(score.map(|_| now)),
            t::version.eq(version + 1),
            t::updated_by.eq(by),
            t::updated_at.eq(now),
        ))
        .execute(tx.db())
        .map_err(DbError::from)?;
    let score = score.and_then(|score| round.told(score));
    let event = RoundEvent::Scored { round: round.id, target: area, version: version + 1, score };
    rounds::journal(tx, actor, (round.id, &round.path), event)?;
    Ok(of_area(tx, round.id, area)?)
}

/// Who scores: a member of the team who holds [`Permission::Inspect`] still.
fn require_inspector(tx: &mut Tx<'_>, actor: &Actor, round: &StoredRound) -> Result<(), Error> {
    let Sight { inspects, .. } = rounds::sight(tx, Some(actor), round)?;
    if !inspects {
        return Err(DbError::NotFound.into());
    }
    Ok(actor.require(Permission::Inspect, &round.path)?)
}

/// Gives the photos that are new on the sheet to its place.
fn attach(tx: &mut Tx<'_>, actor: &Actor, old: &Sheet, findings: &Findings) -> Result<(), Error> {
    for (code, finding) in findings {
        let known: &[PhotoId] = old.findings.get(code).map_or(&[], |finding| &finding.photos);
        for (index, photo) in finding.photos.iter().enumerate() {
            if !known.contains(photo) && !photos::give_to_target(tx, actor.user, *photo, old.target)? {
                return Err(Error::PhotoUnknown { code: code.clone(), index });
            }
        }
    }
    Ok(())
}

/// Puts a mark in place of another one, after an objection or in a correction, and scores the sheet anew. Answers the
/// mark as it was.
pub(super) fn replace_mark(
    tx: &mut Tx<'_>,
    actor: &Actor,
    template: &Template,
    sheet: &Sheet,
    code: &str,
    points: Score,
) -> Result<Score, Error> {
    let mut findings = sheet.findings.clone();
    let Some(finding) = findings.get_mut(code) else { return Err(DbError::NotFound.into()) };
    let before = std::mem::replace(&mut finding.points, points);
    let score = template.score(&marks(&findings)).map_err(Error::Faults)?;
    diesel::update(t::table.find(Key(sheet.target)))
        .set((
            t::findings.eq(serde_json::to_string(&findings).map_err(DbError::damaged)?),
            t::score.eq(score.hundredths()),
            t::version.eq(t::version + 1),
            t::updated_by.eq(Key(actor.user)),
            t::updated_at.eq(tx.timestamp()),
        ))
        .execute(tx.db())
        .map_err(DbError::from)?;
    Ok(before)
}

/// Whether somebody may see the photos of a place of a round: whoever may see its sheet.
pub(crate) fn shows_photos(tx: &mut Tx<'_>, actor: &Actor, target: TargetId) -> Result<bool, DbError> {
    let (Key(round), path): (Key<RoundId>, String) =
        t::table.find(Key(target)).select((t::round_id, t::area_path)).first(tx.db())?;
    let path = AreaPath::parse(&path).map_err(DbError::damaged)?;
    let round = rounds::find(tx, round)?;
    Ok(rounds::sight(tx, Some(actor), &round)?.of_sheet(&round, &path))
}
