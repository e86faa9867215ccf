//! Keeping what is searched. It is written with the ticket, in its transaction; tickets of before are taken in by a chore.
//!
//! Each piece is kept twice: for everywhere, and for the very area in which the ticket lies, where what is rare is found without
//! reading what everywhere has.

use std::collections::BTreeMap;

use diesel::prelude::*;
use domain::{
    areas::{AreaKind, AreaPath},
    geo::Position,
    ids::{AreaId, TicketId},
    search::{fold, pieces},
    tickets::public::cell,
};
use uuid::Uuid;

use super::super::stored::{Row, Stored};
use crate::{
    areas::{self, Area},
    db::{
        DbError, Key, Tx, bulk_insert, lock, lock_free, on_each,
        schema::{
            ticket_pieces as p, ticket_scopes as scopes, ticket_search as s, ticket_search_due as due,
            tickets as t,
        },
    },
};

/// Most tickets that one turn of the chore takes in.
pub const FILL_MAX: i64 = 200;

/// Under which the pieces of all tickets are kept, wherever these lie: no area has this id.
pub(in crate::tickets) const EVERYWHERE: AreaId = AreaId(Uuid::nil());

/// A ticket to be found.
pub(in crate::tickets) struct Entry<'a> {
    pub(in crate::tickets) id: TicketId,
    pub(in crate::tickets) text: &'a str,
    pub(in crate::tickets) area: AreaId,
    pub(in crate::tickets) path: &'a AreaPath,
    pub(in crate::tickets) position: Option<Position>,
}

#[derive(Insertable)]
#[diesel(table_name = s, treat_none_as_default_value = false)]
struct NewSearch {
    ticket_id: Key<TicketId>,
    folded: String,
    cell: Option<i64>,
    area_id: Key<AreaId>,
}

#[derive(Insertable)]
#[diesel(table_name = p, treat_none_as_default_value = false)]
struct NewPiece {
    area_id: Key<AreaId>,
    piece: String,
    ticket_id: Key<TicketId>,
}

/// Keeps the words of new tickets. One statement reads the names of all their areas.
///
/// # Errors
/// [`DbError`].
pub(in crate::tickets) fn keep(tx: &mut Tx<'_>, entries: &[Entry<'_>]) -> Result<(), DbError> {
    let names = place_names(tx, entries)?;
    let (mut kept, mut cut) = (Vec::with_capacity(entries.len()), Vec::new());
    for entry in entries {
        let folded = fold(&format!("{}\n{}", entry.text, place(entry.path, &names)));
        let (ticket_id, area_id) = (Key(entry.id), Key(entry.area));
        for piece in pieces(&folded) {
            cut.push(NewPiece { area_id: Key(EVERYWHERE), piece: piece.clone(), ticket_id });
            cut.push(NewPiece { area_id, piece, ticket_id });
        }
        kept.push(NewSearch { ticket_id, folded, cell: entry.position.map(cell), area_id });
    }
    bulk_insert!(tx.db(), s::table, &kept)?;
    bulk_insert!(tx.db(), p::table, &cut)?;
    Ok(())
}

/// The same for a ticket whose place has changed. One that the chore has yet to take in is left to it.
///
/// # Errors
/// [`DbError`].
pub(in crate::tickets) fn keep_anew(tx: &mut Tx<'_>, entry: &Entry<'_>) -> Result<(), DbError> {
    let old = s::table.find(Key(entry.id)).select(Old::as_select()).first(tx.db()).optional()?;
    match old {
        None => Ok(()),
        Some(old) => {
            forget(tx, &old)?;
            keep(tx, std::slice::from_ref(entry))
        }
    }
}

/// Lets the chore take in anew what lies in an area whose name has changed.
///
/// # Errors
/// [`DbError`].
pub(crate) fn search_anew(tx: &mut Tx<'_>, area: &Area) -> Result<(), DbError> {
    if !is_named(area.kind) {
        return Ok(());
    }
    let here = || scopes::table.filter(scopes::area_path.eq(area.path.as_str())).select(scopes::ticket_id);
    on_each!(tx.db(), |c| {
        let insert = diesel::insert_into(due::table).values(here()).into_columns(due::ticket_id);
        insert.on_conflict_do_nothing().execute(c)
    })?;
    Ok(())
}

/// Takes in tickets that wait for it, at most [`FILL_MAX`]; answers how many. What is kept of one already is made anew.
///
/// # Errors
/// [`DbError`].
pub fn fill_search(tx: &mut Tx<'_>) -> Result<usize, DbError> {
    let ids: Vec<Key<TicketId>> = lock_free!(
        tx.db(),
        due::table.order(due::ticket_id.desc()).limit(FILL_MAX).select(due::ticket_id),
        |q, c| q.load(c)
    )?;
    if ids.is_empty() {
        return Ok(0);
    }
    // Nobody gives them to another area meanwhile.
    let rows: Vec<Row> = lock!(
        tx.db(),
        t::table.filter(t::id.eq_any(ids.clone())).order(t::id).select(Row::as_select()),
        |q, c| q.load(c)
    )?;
    let tickets = rows.into_iter().map(Stored::try_from).collect::<Result<Vec<_>, _>>()?;
    let old: Vec<Old> =
        s::table.filter(s::ticket_id.eq_any(ids.clone())).select(Old::as_select()).load(tx.db())?;
    for old in old {
        forget(tx, &old)?;
    }
    let entries: Vec<Entry<'_>> = tickets
        .iter()
        .map(|it| Entry { id: it.id, text: &it.text, area: it.area, path: &it.path, position: it.position })
        .collect();
    keep(tx, &entries)?;
    Ok(diesel::delete(due::table.filter(due::ticket_id.eq_any(ids))).execute(tx.db())?)
}

/// What is kept of a ticket already.
#[derive(Queryable, Selectable)]
#[diesel(table_name = s)]
struct Old {
    ticket_id: Key<TicketId>,
    folded: String,
    area_id: Key<AreaId>,
}

fn forget(tx: &mut Tx<'_>, old: &Old) -> Result<(), DbError> {
    let cut: Vec<String> = pieces(&old.folded).into_iter().collect();
    let of_ticket = p::table.filter(p::ticket_id.eq(old.ticket_id)).filter(p::piece.eq_any(cut));
    diesel::delete(of_ticket.filter(p::area_id.eq_any([Key(EVERYWHERE), old.area_id]))).execute(tx.db())?;
    diesel::delete(s::table.find(old.ticket_id)).execute(tx.db())?;
    Ok(())
}

/// Whether the name of such an area is a part of where something is: a town's name would be in every ticket of it.
fn is_named(kind: AreaKind) -> bool {
    kind > AreaKind::Town
}

fn place_names(tx: &mut Tx<'_>, entries: &[Entry<'_>]) -> Result<BTreeMap<AreaPath, String>, DbError> {
    let mut paths: Vec<AreaPath> = entries.iter().flat_map(|entry| entry.path.lineage()).collect();
    paths.sort_unstable();
    paths.dedup();
    let areas = areas::at_paths(tx, &paths)?;
    Ok(areas.into_iter().filter(|area| is_named(area.kind)).map(|area| (area.path, area.name)).collect())
}

/// Where something is, as one would write it on a letter: 柳溪村第三网格.
fn place(path: &AreaPath, names: &BTreeMap<AreaPath, String>) -> String {
    path.lineage().iter().filter_map(|path| names.get(path)).map(String::as_str).collect()
}
