//! Bulk awards as they are shown.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use domain::{
    areas::AreaPath,
    ids::{BulkAwardId, ProgrammeId, UserId},
    permissions::{Actor, Permission},
};

use super::{
    Error, Problem,
    judge::{As, problems},
    row::{Kept, Stored, kept},
};
use crate::{
    areas::{AreaNames, names_of},
    db::{DbError, Key, Tx, schema::bulk_awards as t},
    grants, identity,
    points::{claims::activity_names, programmes},
};

/// Most bulk awards that are listed.
const LISTED_MAX: i64 = 100;

/// Where a bulk award stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Rows must be mended first; nothing was kept.
    Refused,
    /// It waits for somebody else.
    Prepared,
    /// Its points are in the wallets.
    Committed,
    /// It was taken back, or its time is over.
    Discarded,
}

/// Points for many.
#[derive(Clone, Debug)]
pub struct Award {
    /// Its id; absent where rows must be mended first.
    pub id: Option<BulkAwardId>,
    /// In which programme.
    pub programme: ProgrammeId,
    /// Where it stands.
    pub state: State,
    /// How many rows it has.
    pub rows_total: usize,
    /// How many of them have a problem.
    pub problems_total: usize,
    /// How many points it awards.
    pub points: i64,
    /// Who uploaded it, and what they are called.
    pub preparer: (UserId, String),
    /// When.
    pub prepared_at: DateTime<Utc>,
    /// Until when somebody else can commit it.
    pub expires_at: DateTime<Utc>,
    /// Who committed it.
    pub committer: Option<(UserId, String)>,
    /// When.
    pub committed_at: Option<DateTime<Utc>>,
    /// Its rows.
    pub rows: Vec<Row>,
}

/// A row of it.
#[derive(Clone, Debug)]
pub struct Row {
    /// The line in the file.
    pub line: u32,
    /// Whose it is, masked; or what was typed.
    pub name: String,
    /// The names of the areas from the widest down to the home.
    pub place: Vec<String>,
    /// What the activity is called.
    pub activity_name: String,
    /// The day of the deed.
    pub day: Option<NaiveDate>,
    /// How long it took.
    pub minutes: Option<u32>,
    /// What it earns.
    pub points: i64,
    /// What else the file says.
    pub note: Option<String>,
    /// Why it cannot be awarded.
    pub problem: Option<Problem>,
}

/// A row that is kept, as it is shown.
pub(super) fn shown_row(
    kept: &Kept,
    problem: Option<Problem>,
    names: &BTreeMap<UserId, String>,
    places: &AreaNames,
    activity_name: String,
) -> Row {
    let place: Vec<String> =
        kept.home.path.lineage().iter().filter_map(|path| places.get(path).cloned()).collect();
    let person = kept.home.person.and_then(|person| names.get(&person));
    Row {
        line: kept.line,
        name: person.map_or_else(|| place.last().cloned().unwrap_or_default(), |name| grants::mask(name)),
        place,
        activity_name,
        day: Some(kept.day),
        minutes: kept.minutes,
        points: kept.points,
        note: kept.note.clone(),
        problem,
    }
}

/// Whether somebody sees the bulk awards of a place: who proposes or approves points there or in it, or audits.
fn sees(actor: &Actor, path: &AreaPath) -> bool {
    let inside =
        |permission| actor.scope(permission).iter().any(|held| held.covers(path) || path.covers(held));
    inside(Permission::ProposePoints)
        || inside(Permission::ApprovePoints)
        || actor.may(Permission::ViewLedger, path)
}

/// The latest bulk awards of a programme, without their rows.
///
/// # Errors
/// [`DbError::NotFound`] where there is no such programme, or not for them.
pub fn list(tx: &mut Tx<'_>, actor: &Actor, programme: ProgrammeId) -> Result<Vec<Award>, DbError> {
    let stored = programmes::find(tx, programme)?;
    if !sees(actor, &stored.path) {
        return Err(DbError::NotFound);
    }
    let all: Vec<Stored> = t::table
        .filter(t::programme_id.eq(Key(programme)))
        .order(t::id.desc())
        .limit(LISTED_MAX)
        .select(Stored::as_select())
        .load(tx.db())?;
    let people = all.iter().flat_map(|s| [Some(s.prepared_by.0), s.committed_by.map(|Key(id)| id)]).flatten();
    let names = identity::names_of(tx, people.collect::<Vec<_>>())?;
    let now = tx.timestamp();
    Ok(all.into_iter().map(|stored| head(&stored, &names, now)).collect())
}

fn head(stored: &Stored, names: &BTreeMap<UserId, String>, now: chrono::NaiveDateTime) -> Award {
    let person = |Key(id): Key<UserId>| (id, names.get(&id).cloned().unwrap_or_default());
    let state = match stored.state.as_str() {
        "committed" => State::Committed,
        "prepared" if stored.waits(now) => State::Prepared,
        _ => State::Discarded,
    };
    Award {
        id: Some(stored.id.0),
        programme: stored.programme_id.0,
        state,
        rows_total: usize::try_from(stored.rows_count).unwrap_or_default(),
        problems_total: 0,
        points: stored.points,
        preparer: person(stored.prepared_by),
        prepared_at: stored.prepared_at.and_utc(),
        expires_at: stored.expires_at.and_utc(),
        committer: stored.committed_by.map(person),
        committed_at: stored.committed_at.map(|at| at.and_utc()),
        rows: Vec::new(),
    }
}

/// One bulk award with its rows; while it waits each with what hinders the caller to commit it.
///
/// # Errors
/// [`DbError::NotFound`] where there is none, or not for them.
pub fn award(tx: &mut Tx<'_>, actor: &Actor, id: BulkAwardId) -> Result<Award, Error> {
    let stored: Stored =
        t::table.find(Key(id)).select(Stored::as_select()).first(tx.db()).map_err(DbError::from)?;
    let programme = programmes::find(tx, stored.programme_id.0)?;
    if !sees(actor, &programme.path) {
        return Err(DbError::NotFound.into());
    }
    let rows = kept(tx, id)?;
    let (now, preparer) = (tx.timestamp(), stored.prepared_by.0);
    let reads = if preparer == actor.user { As::Preparer } else { As::Committer };
    let hindered = if stored.waits(now) {
        problems(tx, actor, reads, preparer, &programme, &rows)?
    } else {
        vec![None; rows.len()]
    };
    let in_rows = rows.iter().filter_map(|row| row.home.person);
    let of_it = [Some(preparer), stored.committed_by.map(|Key(id)| id)].into_iter().flatten();
    let names = identity::names_of(tx, in_rows.chain(of_it).collect::<Vec<_>>())?;
    let places = names_of(tx, rows.iter().map(|row| &row.home.path))?;
    let called = activity_names(tx, rows.iter().map(|row| row.rules))?;
    let mut award = head(&stored, &names, now);
    award.problems_total = hindered.iter().flatten().count();
    let shown = |(kept, problem): (&Kept, Option<Problem>)| {
        let name = called.get(&(kept.rules, kept.activity.clone())).cloned();
        shown_row(kept, problem, &names, &places, name.unwrap_or_else(|| kept.activity.clone()))
    };
    award.rows = rows.iter().zip(hindered).map(shown).collect();
    Ok(award)
}
