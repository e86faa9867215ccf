//! Publication: scores become rows that never change. A correction writes another revision beside them.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::{connection::Connection, prelude::*, sql_types::Bool};
use domain::{
    areas::AreaPath,
    ids::{AreaId, RoundId},
    inspections::{
        Findings, LapseReason, MarkChange, Round, RoundError, RoundEvent, RoundState, Score, Template, places,
    },
    permissions::{Actor, Denied, Permission},
};

use super::{
    rectifications,
    rounds::{self, Listed, ScoresSeen, StoredRound},
    settlements,
    sheets::{self, lock_sheet, replace_mark, template_of},
};
use crate::{
    db::{
        Db, DbError, Key, Tx, bulk_insert,
        schema::{
            areas, inspection_results as results, inspection_revisions as revisions,
            inspection_targets as targets,
        },
    },
    tickets,
};

/// Longest reason of a correction, in characters.
pub const REASON_CHARS_MAX: usize = 500;
/// Most marks of one correction.
pub const CHANGES_MAX: usize = 200;

/// A mark that a correction changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// For which place.
    pub area: AreaId,
    /// Of which indicator.
    pub code: String,
    /// What it takes away or gives from now on.
    pub points: Score,
}

/// A revision of a round's results.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revision {
    /// 1 at first.
    pub number: u32,
    /// Why there is another one; none for the first.
    pub reason: Option<String>,
    /// When it was published.
    pub published_at: DateTime<Utc>,
}

/// One place in a ranking.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ranked {
    /// Which place.
    pub area: AreaId,
    /// That area's path.
    pub path: AreaPath,
    /// Its name.
    pub name: String,
    /// Its score.
    pub score: Score,
    /// Its place by score: 1, 2, 2, 4.
    pub place: u32,
}

/// Why scores are not published or corrected.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The store.
    #[error(transparent)]
    Db(#[from] DbError),
    /// Not allowed.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// The rules of rounds.
    #[error(transparent)]
    Round(#[from] RoundError),
    /// A sheet.
    #[error(transparent)]
    Sheet(#[from] sheets::Error),
    /// What was demanded for a mark.
    #[error(transparent)]
    Ticket(#[from] tickets::Error),
    /// The settlement of its half-year cannot be computed again.
    #[error(transparent)]
    Settlement(#[from] settlements::Error),
    /// A change names no mark of the round, or more than its weight, or the mark as it is.
    #[error("change {0} is none")]
    Change(usize),
    /// There are no changes, or more than [`CHANGES_MAX`].
    #[error("a correction has 1 to {CHANGES_MAX} changes")]
    ChangeCount,
}

#[derive(Insertable)]
#[diesel(table_name = results, treat_none_as_default_value = false)]
struct NewResult {
    round_id: Key<RoundId>,
    revision: i64,
    area_id: Key<AreaId>,
    area_path: String,
    score: i64,
    place: i64,
    findings: String,
}

/// Lets the scores of a round stand. Of two who do it at once one is refused.
///
/// # Errors
/// [`Error::Denied`] without [`Permission::ManageInspections`] there; [`Error::Round`].
pub fn publish(tx: &mut Tx<'_>, actor: &Actor, id: RoundId) -> Result<(), Error> {
    let old = rounds::lock_round(tx, id)?;
    actor.require(Permission::ManageInspections, &old.path)?;
    let undecided = rounds::undecided(tx, id)?;
    let new = old.round.publish(tx.now(), undecided)?;
    let event = |revision| RoundEvent::Published { round: id, revision };
    write(tx, actor, &old, new, None, event)
}

/// Corrects marks of a published round: a new revision, the one before stays as it was. A settlement that
/// counted it gets a new revision in the same transaction.
///
/// # Errors
/// [`Error::Denied`] without [`Permission::ManageInspections`] there; [`Error::Round`], [`Error::Change`],
/// [`Error::ChangeCount`].
pub fn correct(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: RoundId,
    changes: &[Change],
    reason: &str,
) -> Result<(), Error> {
    let old = rounds::lock_round(tx, id)?;
    actor.require(Permission::ManageInspections, &old.path)?;
    let new = old.round.correct()?;
    if !(1..=CHANGES_MAX).contains(&changes.len()) {
        return Err(Error::ChangeCount);
    }
    let template = template_of(tx, &old)?;
    let mut made = Vec::with_capacity(changes.len());
    for (index, change) in changes.iter().enumerate() {
        let wrong = |error| match error {
            DbError::NotFound => Error::Change(index),
            other => other.into(),
        };
        let sheet = lock_sheet(tx, id, change.area).map_err(wrong)?;
        let before = sheet.findings.get(&change.code).map(|finding| finding.points);
        let indicator = template.indicators().find(|indicator| indicator.code == change.code);
        let indicator = indicator.filter(|indicator| change.points <= indicator.weight);
        let Some(indicator) = indicator.filter(|_| before.is_some_and(|before| before != change.points))
        else {
            return Err(Error::Change(index));
        };
        let before = replace_mark(tx, actor, &template, &sheet, &change.code, change.points)?;
        let (mark, lost) = ((sheet.target, change.code.as_str()), indicator.lost(change.points));
        rectifications::follow(tx, actor, mark, lost, LapseReason::Correction)?;
        let (target, code, after) = (change.area, change.code.clone(), change.points);
        made.push(MarkChange { target, code, before: old.told(before), after: old.told(after) });
    }
    let event = |revision| RoundEvent::Corrected { round: id, revision, changes: made };
    write(tx, actor, &old, new, Some(reason), event)?;
    Ok(settlements::settle_again(tx, actor, id, reason)?)
}

/// Writes a revision from the sheets as they stand.
fn write(
    tx: &mut Tx<'_>,
    actor: &Actor,
    old: &StoredRound,
    new: Round,
    reason: Option<&str>,
    event: impl FnOnce(u32) -> RoundEvent,
) -> Result<(), Error> {
    let RoundState::Published { revision } = new.state else {
        return Err(DbError::damaged("a publication that publishes nothing").into());
    };
    let mut rows: Vec<(Key<AreaId>, String, Option<i64>, String)> = targets::table
        .filter(targets::round_id.eq(Key(old.id)))
        .select((targets::area_id, targets::area_path, targets::score, targets::findings))
        .load(tx.db())
        .map_err(DbError::from)?;
    rows.sort_by(|a, b| b.2.cmp(&a.2).then_with(|| a.1.cmp(&b.1)));
    let ranks = places(&rows, |a, b| b.2.cmp(&a.2));
    let mut lines = Vec::with_capacity(rows.len());
    for ((area_id, area_path, score, findings), place) in rows.into_iter().zip(ranks) {
        let score = score.ok_or_else(|| DbError::damaged("a sheet without score in a closed round"))?;
        lines.push(NewResult {
            round_id: Key(old.id),
            revision: revision.into(),
            area_id,
            area_path,
            score,
            place: place.into(),
            findings,
        });
    }
    rounds::save(tx, old, new)?;
    let entry = rounds::journal(tx, actor, (old.id, &old.path), event(revision))?;
    diesel::insert_into(revisions::table)
        .values((
            revisions::round_id.eq(Key(old.id)),
            revisions::revision.eq(i64::from(revision)),
            revisions::reason.eq(reason),
            revisions::entry_id.eq(Key(entry)),
            revisions::published_by.eq(Key(actor.user)),
            revisions::published_at.eq(tx.timestamp()),
        ))
        .execute(tx.db())
        .map_err(DbError::from)?;
    bulk_insert!(tx.db(), results::table, &lines)?;
    Ok(())
}

type Condition = Box<dyn BoxableExpression<results::table, <Db as Connection>::Backend, SqlType = Bool>>;

/// Somewhere under one of these paths.
fn under(paths: &[AreaPath]) -> Condition {
    let nowhere: Condition = Box::new(results::place.lt(0));
    paths.iter().fold(nowhere, |others, path| {
        let inside = results::area_path.ge(path.to_string()).and(results::area_path.lt(path.end()));
        Box::new(others.or(inside))
    })
}

/// Which part of a ranking is read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Part {
    /// Of which revision; the latest where absent.
    pub revision: Option<u32>,
    /// After this place and path, where the part before ended.
    pub after: Option<(u32, AreaPath)>,
    /// Most places; all where absent.
    pub limit: Option<i64>,
}

/// What was published of a round.
#[derive(Clone, Debug)]
pub struct Results {
    /// The round.
    pub round: Listed,
    /// Its revisions, the first first.
    pub revisions: Vec<Revision>,
    /// The places whose score the caller may know, the best first.
    pub ranked: Vec<Ranked>,
}

/// What was published of a round, or a part of it, for those who may know its scores. The same number of statements
/// whatever the part.
///
/// # Errors
/// [`DbError::NotFound`] where nothing is published, or not for them.
pub fn ranking(tx: &mut Tx<'_>, actor: Option<&Actor>, id: RoundId, part: &Part) -> Result<Results, DbError> {
    let listed = rounds::listed(tx, id)?;
    let round = &listed.round;
    let sight = rounds::sight(tx, actor, round)?;
    let RoundState::Published { revision: latest } = round.round.state else {
        return Err(DbError::NotFound);
    };
    let Some(scores) = sight.scores_seen(round) else { return Err(DbError::NotFound) };
    let history: Vec<(i64, Option<String>, NaiveDateTime)> = revisions::table
        .filter(revisions::round_id.eq(Key(id)))
        .order(revisions::revision)
        .select((revisions::revision, revisions::reason, revisions::published_at))
        .load(tx.db())?;
    let mut query = results::table
        .filter(results::round_id.eq(Key(id)))
        .filter(results::revision.eq(i64::from(part.revision.unwrap_or(latest))))
        .order((results::place, results::area_path))
        .select((results::area_id, results::area_path, results::score, results::place))
        .into_boxed();
    if let ScoresSeen::Under(paths) = &scores {
        query = query.filter(under(paths));
    }
    if let Some((place, path)) = &part.after {
        let same = results::place.eq(i64::from(*place)).and(results::area_path.gt(path.to_string()));
        query = query.filter(results::place.ge(i64::from(*place)));
        query = query.filter(results::place.gt(i64::from(*place)).or(same));
    }
    if let Some(limit) = part.limit {
        query = query.limit(limit);
    }
    let lines: Vec<(Key<AreaId>, String, i64, i64)> = query.load(tx.db())?;
    let names = crate::areas::names_by_id(tx, lines.iter().map(|(Key(area), ..)| *area))?;
    let ranked = lines.into_iter().map(|(Key(area), path, score, place)| {
        let path = AreaPath::parse(&path).map_err(DbError::damaged)?;
        let name = names.get(&area).cloned().unwrap_or_default();
        let score = Score::new(score).map_err(DbError::damaged)?;
        let place = u32::try_from(place).map_err(DbError::damaged)?;
        Ok(Ranked { area, path, name, score, place })
    });
    let ranked: Vec<Ranked> = ranked.collect::<Result<_, DbError>>()?;
    // Whoever sees no score of it does not learn that it was published; the end of a ranking is no secret.
    if ranked.is_empty() && part.after.is_none() {
        return Err(DbError::NotFound);
    }
    let revision = |(number, reason, at): (i64, Option<String>, NaiveDateTime)| {
        let number = u32::try_from(number).map_err(DbError::damaged)?;
        Ok(Revision { number, reason, published_at: at.and_utc() })
    };
    let revisions = history.into_iter().map(revision).collect::<Result<_, DbError>>()?;
    Ok(Results { round: listed, revisions, ranked })
}

/// The latest ranking of a round as its bulletin prints it; of households only for those who hold the round and its team.
///
/// # Errors
/// [`DbError::NotFound`] where nothing is published, or not for them.
pub fn bulletin(tx: &mut Tx<'_>, actor: Option<&Actor>, id: RoundId) -> Result<Results, DbError> {
    let round = rounds::find(tx, id)?;
    if !rounds::sight(tx, actor, &round)?.of_bulletin(&round) {
        return Err(DbError::NotFound);
    }
    ranking(tx, actor, id, &Part::default())
}

/// A published place with its marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scored {
    /// Which place.
    pub area: AreaId,
    /// Its name.
    pub name: String,
    /// Its score.
    pub score: Score,
    /// Its place by score.
    pub place: u32,
    /// Its marks, with notes and photos.
    pub findings: Findings,
}

/// The latest published marks of a round, the best place first, with the template they belong to: of those places whose
/// score the caller may know. Notes and photos only where they may read the sheet.
///
/// # Errors
/// [`DbError::NotFound`] where nothing is published, or not for them.
pub fn scores(
    tx: &mut Tx<'_>,
    actor: Option<&Actor>,
    id: RoundId,
) -> Result<(Template, Vec<Scored>), DbError> {
    let round = rounds::find(tx, id)?;
    let sight = rounds::sight(tx, actor, &round)?;
    let RoundState::Published { revision } = round.round.state else { return Err(DbError::NotFound) };
    type Row = (Key<AreaId>, String, String, i64, i64, String);
    let rows: Vec<Row> = results::table
        .inner_join(areas::table)
        .filter(results::round_id.eq(Key(id)))
        .filter(results::revision.eq(i64::from(revision)))
        .order((results::place, results::area_path))
        .select((
            results::area_id,
            results::area_path,
            areas::name,
            results::score,
            results::place,
            results::findings,
        ))
        .load(tx.db())?;
    let mut all = Vec::with_capacity(rows.len());
    for (Key(area), path, name, score, place, findings) in rows {
        let path = AreaPath::parse(&path).map_err(DbError::damaged)?;
        if !sight.of_score(&round, &path) {
            continue;
        }
        let mut findings: Findings = serde_json::from_str(&findings).map_err(DbError::damaged)?;
        if !sight.of_sheet(&round, &path) {
            for finding in findings.values_mut() {
                finding.note.clear();
                finding.photos.clear();
            }
        }
        let score = Score::new(score).map_err(DbError::damaged)?;
        let place = u32::try_from(place).map_err(DbError::damaged)?;
        all.push(Scored { area, name, score, place, findings });
    }
    if all.is_empty() { Err(DbError::NotFound) } else { Ok((template_of(tx, &round)?, all)) }
}
