//! Tickets that may be of the matter of another.
//!
//! Whoever reports is offered what everybody may read anyway, and their own. Of a private ticket nothing is offered, not even that there
//! is one: an answer that depends on its words could be asked again with other words, until one knows what a neighbour has
//! complained of. For the same reason places are compared by their cells, as everybody may know them.

use std::collections::BTreeMap;

use diesel::prelude::*;
use domain::{
    areas::AreaPath,
    geo::Position,
    ids::{AreaId, CategoryId, TicketId},
    permissions::{Actor, Permission},
    tickets::{
        CategoryCode, Judge, StateName, TicketText,
        public::cells_around,
        similar::{Nearness, Other, likeliest},
    },
};

use super::{
    Error, place,
    public::{PublicTicket, as_everybody_sees},
    read::{Item, items},
    row::find,
    stored::{Row, Stored},
};
use crate::{
    categories::{self, Category},
    db::{
        DbError, Tx,
        schema::{ticket_scopes as scopes, ticket_search as searched, tickets as t},
    },
};

/// Most tickets around a place that are compared: the newest.
const COMPARED_MAX: i64 = 200;

/// A matter that somebody is about to report.
#[derive(Clone, Debug)]
pub struct Matter {
    /// Of which kind.
    pub category: CategoryCode,
    /// What is wrong.
    pub text: TicketText,
    /// Where, to the metre.
    pub position: Option<Position>,
    /// Where, where no position says it.
    pub area: Option<AreaId>,
}

/// A ticket that may be of the same matter, for whoever is about to report one.
#[derive(Clone, Debug)]
pub struct SimilarTicket {
    /// What everybody may know of it.
    pub ticket: PublicTicket,
    /// Whether the caller reported it themselves.
    pub is_mine: bool,
}

/// Public tickets, and the caller's own, that may be of the matter: the likeliest first. At most eleven statements.
///
/// # Errors
/// [`Error::Denied`] where the caller may not report; [`Error::AreaMissing`], [`Error::AreaUnknown`], [`Error::CategoryUnknown`].
pub fn similar(tx: &mut Tx<'_>, actor: &Actor, matter: &Matter) -> Result<Vec<SimilarTicket>, Error> {
    let place = place::find(tx, actor, matter.area, matter.position)?;
    place.require_reporter(actor)?;
    let in_force = categories::in_force(tx, &place.path)?;
    let kind = in_force.iter().find(|kind| kind.code == matter.category).ok_or(Error::CategoryUnknown)?;
    let mut around = around(tx, &place.path, matter.position)?;
    around.retain(|(other, _)| other.is_public || other.ticket.reporter == actor.user);
    let ids = chosen(tx, matter.text.as_str(), kind, &around)?;
    let mine: BTreeMap<TicketId, bool> =
        around.iter().map(|(other, _)| (other.id, other.ticket.reporter == actor.user)).collect();
    let shown = as_everybody_sees(tx, &ids)?;
    let is_mine = |id: TicketId| mine.get(&id).copied().unwrap_or_default();
    Ok(shown.into_iter().map(|ticket| SimilarTicket { is_mine: is_mine(ticket.id), ticket }).collect())
}

/// Tickets that may be of the same matter as this one and that it could be merged into, for whoever sees it by their role. At most
/// ten statements.
///
/// # Errors
/// [`DbError::NotFound`]; [`Error::Denied`] without [`Permission::ViewTickets`] in its area.
pub fn similar_to(tx: &mut Tx<'_>, actor: &Actor, id: TicketId) -> Result<Vec<Item>, Error> {
    let stored = find(tx, actor, id)?;
    actor.require(Permission::ViewTickets, &stored.path)?;
    let kinds = categories::by_id(tx, &[stored.category])?;
    let kind = kinds.first().ok_or_else(|| DbError::damaged("a ticket's category"))?;
    let mut around = around(tx, &stored.path, stored.position)?;
    around.retain(|(other, _)| {
        let is_open = !other.ticket.state.name().is_ended();
        other.id != id && is_open && actor.may(Permission::ViewTickets, &other.path)
    });
    let ids = chosen(tx, &stored.text, kind, &around)?;
    let mut rows: BTreeMap<TicketId, Stored> =
        around.into_iter().map(|(other, _)| (other.id, other)).collect();
    let rows = ids.iter().filter_map(|id| rows.remove(id)).collect();
    Ok(items(tx, actor, rows)?)
}

/// The newest reports in the cells around a position, and those in the area of which one of the two has no position.
fn around(
    tx: &mut Tx<'_>,
    path: &AreaPath,
    position: Option<Position>,
) -> Result<Vec<(Stored, Nearness)>, DbError> {
    let gone = [StateName::Withdrawn.as_str(), StateName::Merged.as_str()];
    let mut found: Vec<(Row, Nearness)> = Vec::new();
    if let Some(position) = position {
        let rows: Vec<Row> = searched::table
            .inner_join(t::table.on(t::id.eq(searched::ticket_id)))
            .filter(searched::cell.eq_any(cells_around(position)))
            .filter(t::state.ne_all(gone))
            // By the moment, which no index has: the cells are looked up, never the newest tickets of everywhere.
            .order((t::reported_at.desc(), t::id.desc()))
            .limit(COMPARED_MAX)
            .select(Row::as_select())
            .load(tx.db())?;
        found.extend(rows.into_iter().map(|row| (row, Nearness::Beside)));
    }
    let mut here = scopes::table
        .inner_join(t::table)
        .filter(scopes::area_path.eq(path.as_str()))
        .filter(t::state.ne_all(gone))
        .order(scopes::ticket_id.desc())
        .limit(COMPARED_MAX)
        .select(Row::as_select())
        .into_boxed();
    if position.is_some() {
        here = here.filter(t::latitude_e7.is_null());
    }
    let rows: Vec<Row> = here.load(tx.db())?;
    found.extend(rows.into_iter().map(|row| (row, Nearness::SameArea)));
    let mut around = Vec::with_capacity(found.len());
    for (row, nearness) in found {
        let other = Stored::try_from(row)?;
        // What an office demanded takes no other in.
        if other.ticket.judge == Judge::Reporter {
            around.push((other, nearness));
        }
    }
    Ok(around)
}

fn chosen(
    tx: &mut Tx<'_>,
    text: &str,
    kind: &Category,
    around: &[(Stored, Nearness)],
) -> Result<Vec<TicketId>, DbError> {
    let mut ids: Vec<CategoryId> = around.iter().map(|(other, _)| other.category).collect();
    ids.sort_unstable();
    ids.dedup();
    let kinds: BTreeMap<CategoryId, Category> =
        categories::by_id(tx, &ids)?.into_iter().map(|kind| (kind.id, kind)).collect();
    let others: Vec<(TicketId, Other<'_>)> = around
        .iter()
        .filter_map(|(other, nearness)| {
            let of = kinds.get(&other.category)?;
            let is_same_kind = of.code == kind.code;
            let related = is_same_kind || (of.parent.is_some() && of.parent == kind.parent);
            related.then_some((
                other.id,
                Other {
                    text: &other.text,
                    nearness: *nearness,
                    is_same_kind,
                    is_open: !other.ticket.state.name().is_ended(),
                    reported_at: other.ticket.clock.reported_at,
                },
            ))
        })
        .collect();
    Ok(likeliest(text, &others, tx.now()))
}
