//! A batch of rows: what exists, what changed, what is new.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDateTime;
use diesel::prelude::*;
use domain::{
    areas::{AreaKind, AreaPath, NationalLevel, NationalRow},
    ids::AreaId,
};

use super::{BadRow, Place, Run, number};
use crate::db::{DbError, Key, Tx, bulk_insert, schema::areas as t};

/// A row that waits for its batch.
pub(super) struct Pending {
    pub(super) line: u64,
    pub(super) row: NationalRow,
}

#[derive(Queryable)]
struct Existing {
    id: Key<AreaId>,
    path: String,
    parent_id: Option<Key<AreaId>>,
    kind: String,
    name: String,
}

#[derive(Insertable)]
#[diesel(table_name = t, treat_none_as_default_value = false)]
struct NewRow {
    id: Key<AreaId>,
    path: String,
    parent_id: Option<Key<AreaId>>,
    kind: &'static str,
    code: String,
    name: String,
    version: i64,
    created_at: NaiveDateTime,
    updated_at: NaiveDateTime,
}

/// Compares a batch with the store and writes what differs. Once a row was bad nothing more is written:
/// the rest is read only to name further bad ones.
pub(super) fn apply(
    tx: &mut Tx<'_>,
    run: &mut Run,
    level: NationalLevel,
    batch: &mut Vec<Pending>,
) -> Result<(), DbError> {
    let existing = load_existing(tx, batch)?;
    let mut new: Vec<(u64, NewRow)> = Vec::new();
    for Pending { line, row } in batch.drain(..) {
        let outcome = match existing.get(row.code.as_str()) {
            Some(known) => update(tx, run, level, &row, known),
            None => prepare(tx, run, level, row).map(|made| new.push((line, made))),
        };
        match outcome {
            Ok(()) => {}
            Err(Refused::Db(error)) => return Err(error),
            Err(Refused::Row(reason)) => run.bad.push(BadRow { file: level.file(), line, reason }),
        }
    }
    insert(tx, run, level, new)
}

enum Refused {
    Db(DbError),
    Row(String),
}

fn load_existing(tx: &mut Tx<'_>, batch: &[Pending]) -> Result<HashMap<String, Existing>, DbError> {
    let codes: Vec<&str> = batch.iter().map(|p| p.row.code.as_str()).collect();
    let rows: Vec<(Option<String>, Existing)> = t::table
        .filter(t::code.eq_any(codes))
        .select((t::code, (t::id, t::path, t::parent_id, t::kind, t::name)))
        .load(tx.db())?;
    Ok(rows.into_iter().filter_map(|(code, row)| Some((code?, row))).collect())
}

fn update(
    tx: &mut Tx<'_>,
    run: &mut Run,
    level: NationalLevel,
    row: &NationalRow,
    known: &Existing,
) -> Result<(), Refused> {
    let damaged = |what: String| Refused::Db(DbError::damaged(what));
    let parent = parent(run, row)?.map(|place| Key(place.id));
    let path = AreaPath::parse(&known.path).map_err(|e| damaged(e.to_string()))?;
    let kind = AreaKind::parse(&known.kind).ok_or_else(|| damaged(known.kind.clone()))?;
    // A village that becomes a community stays what it is in the tree; another level would not.
    let same_level = !kind.may_lie_in(row.kind) && !row.kind.may_lie_in(kind);
    if parent != known.parent_id || !same_level {
        return Err(Refused::Row(format!(
            "the code {} belongs to an area elsewhere in the tree",
            row.code.as_str()
        )));
    }
    if known.name == row.name.as_str() && kind == row.kind {
        run.summary.unchanged += 1;
    } else {
        run.summary.updated += 1;
        let now = tx.timestamp();
        diesel::update(t::table.find(known.id))
            .set((
                t::name.eq(row.name.as_str()),
                t::kind.eq(row.kind.as_str()),
                t::version.eq(t::version + 1),
                t::updated_at.eq(now),
            ))
            .execute(tx.db())
            .map_err(|e| Refused::Db(e.into()))?;
    }
    remember(run, level, row, Place { id: known.id.0, path });
    Ok(())
}

fn prepare(
    tx: &mut Tx<'_>,
    run: &mut Run,
    level: NationalLevel,
    row: NationalRow,
) -> Result<NewRow, Refused> {
    let parent = parent(run, &row)?;
    let above = parent.map_or_else(AreaPath::root, |place| place.path.clone());
    let parent_id = parent.map(|place| Key(place.id));
    let path = above.child(&row.segment).map_err(|e| Refused::Row(e.to_string()))?;
    let id: AreaId = tx.new_id();
    remember(run, level, &row, Place { id, path: path.clone() });
    let now = tx.timestamp();
    Ok(NewRow {
        id: Key(id),
        path: path.to_string(),
        parent_id,
        kind: row.kind.as_str(),
        code: row.code.as_str().to_owned(),
        name: row.name.as_str().to_owned(),
        version: 1,
        created_at: now,
        updated_at: now,
    })
}

/// The area that a row lies in; `None` for a province.
fn parent<'r>(run: &'r Run, row: &NationalRow) -> Result<Option<&'r Place>, Refused> {
    let Some(code) = &row.parent else { return Ok(None) };
    let unknown = || Refused::Row(format!("the parent {} is not known", code.as_str()));
    run.places.get(&number(code)).map(Some).ok_or_else(unknown)
}

/// Keeps a place that later rows may lie in; nothing lies in villages.
fn remember(run: &mut Run, level: NationalLevel, row: &NationalRow, place: Place) {
    let code = &row.code.as_str()[..level.digits()];
    if run.under.as_deref() == Some(code) {
        run.under_path = Some(place.path.clone());
    }
    if level != NationalLevel::Villages {
        run.places.insert(number(&row.code), place);
    }
}

fn insert(
    tx: &mut Tx<'_>,
    run: &mut Run,
    level: NationalLevel,
    new: Vec<(u64, NewRow)>,
) -> Result<(), DbError> {
    // An area made by hand may stand where a new one should.
    let paths: Vec<&str> = new.iter().map(|(_, row)| row.path.as_str()).collect();
    let taken: Vec<String> = t::table.filter(t::path.eq_any(paths)).select(t::path).load(tx.db())?;
    let taken: HashSet<String> = taken.into_iter().collect();
    for (line, row) in new.iter().filter(|(_, row)| taken.contains(&row.path)) {
        let reason = format!("another area stands at {} already", row.path);
        run.bad.push(BadRow { file: level.file(), line: *line, reason });
    }
    if !run.bad.is_empty() {
        return Ok(());
    }
    let rows: Vec<NewRow> = new.into_iter().map(|(_, row)| row).collect();
    run.summary.added += u64::try_from(rows.len()).unwrap_or(0);
    bulk_insert!(tx.db(), t::table, &rows).map(drop)
}
