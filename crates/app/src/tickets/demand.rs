//! What an office demands: tickets that a look-back judges, many at once.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;
use domain::{
    areas::AreaPath,
    ids::{AreaId, CategoryId, TicketEventId, TicketId, UserId},
    permissions::Actor,
    tickets::{CategoryCode, Ticket, TicketEvent, TicketText},
};

use super::{
    number,
    row::{Side, journal},
    search, timers,
};
use crate::{
    categories,
    db::{
        DbError, Key, Tx, bulk_insert,
        schema::{ticket_events as events, ticket_scopes as scopes, tickets as t},
    },
};

/// One thing that is demanded.
#[derive(Clone, Debug)]
pub(crate) struct Demand {
    /// Of which place.
    pub(crate) area: AreaId,
    /// That area's path.
    pub(crate) path: AreaPath,
    /// What.
    pub(crate) text: TicketText,
}

#[derive(Insertable)]
#[diesel(table_name = t, treat_none_as_default_value = false)]
struct NewTicket {
    id: Key<TicketId>,
    number_year: i64,
    number_serial: i64,
    area_id: Key<AreaId>,
    area_path: String,
    category_id: Key<CategoryId>,
    reporter_id: Key<UserId>,
    text: String,
    judge: &'static str,
    state: &'static str,
    reported_at: NaiveDateTime,
    answer_due_at: NaiveDateTime,
    solve_due_at: NaiveDateTime,
    objection_window_hours: i64,
    updated_at: NaiveDateTime,
}

#[derive(Insertable)]
#[diesel(table_name = scopes, treat_none_as_default_value = false)]
struct NewScope {
    area_path: String,
    ticket_id: Key<TicketId>,
    is_open: bool,
}

#[derive(Insertable)]
#[diesel(table_name = events, treat_none_as_default_value = false)]
struct NewEvent {
    id: Key<TicketEventId>,
    ticket_id: Key<TicketId>,
    ordinal: i64,
    at: NaiveDateTime,
    kind: &'static str,
    side: &'static str,
    user_id: Option<Key<UserId>>,
}

/// Makes a ticket of each demand, due at a moment. A list, whose newest comes first, has them in the order of `demands`.
/// Each is journalled like a report, so that whoever follows tickets follows these.
///
/// # Errors
/// [`DbError`].
pub(crate) fn demand(
    tx: &mut Tx<'_>,
    actor: &Actor,
    demands: &[Demand],
    due_at: DateTime<Utc>,
) -> Result<Vec<TicketId>, DbError> {
    let category = categories::of_installation(tx, &CategoryCode::rectification())?;
    let ticket = Ticket::demand(actor.user, due_at, category.limits, tx.now());
    let numbers = number::take(tx, demands.len())?;
    let mut ids: Vec<TicketId> = demands.iter().map(|_| tx.new_id()).collect();
    ids.sort_by(|a, b| b.cmp(a));
    let now = tx.timestamp();
    let (mut tickets, mut scopes_of, mut entries) = (Vec::new(), Vec::new(), Vec::new());
    // The lowest number goes to the first.
    for ((demand, id), number) in demands.iter().zip(&ids).zip(numbers) {
        tickets.push(NewTicket {
            id: Key(*id),
            number_year: i64::from(number.year),
            number_serial: i64::from(number.serial),
            area_id: Key(demand.area),
            area_path: demand.path.to_string(),
            category_id: Key(category.id),
            reporter_id: Key(actor.user),
            text: demand.text.as_str().to_owned(),
            judge: ticket.judge.as_str(),
            state: ticket.state.name().as_str(),
            reported_at: ticket.clock.reported_at.naive_utc(),
            answer_due_at: ticket.clock.answer_due_at.naive_utc(),
            solve_due_at: ticket.clock.solve_due_at.naive_utc(),
            objection_window_hours: i64::from(ticket.clock.objection_window_hours),
            updated_at: now,
        });
        let scope =
            |area: AreaPath| NewScope { area_path: area.to_string(), ticket_id: Key(*id), is_open: true };
        scopes_of.extend(demand.path.lineage().into_iter().map(scope));
        entries.push(NewEvent {
            id: Key(tx.new_id()),
            ticket_id: Key(*id),
            ordinal: 1,
            at: now,
            kind: "reported",
            side: Side::Office.as_str(),
            user_id: Some(Key(actor.user)),
        });
    }
    bulk_insert!(tx.db(), t::table, &tickets)?;
    bulk_insert!(tx.db(), scopes::table, &scopes_of)?;
    bulk_insert!(tx.db(), events::table, &entries)?;
    timers::start_all(tx, &ids, &ticket)?;
    let found = demands.iter().zip(&ids).map(|(demand, id)| search::Entry {
        id: *id,
        text: demand.text.as_str(),
        area: demand.area,
        path: &demand.path,
        position: None,
    });
    search::keep(tx, &found.collect::<Vec<_>>())?;
    for (demand, id) in demands.iter().zip(&ids) {
        journal(
            tx,
            Some(actor),
            *id,
            &demand.path,
            TicketEvent::Reported { category: category.id, handler: None, provider: None },
        )?;
    }
    Ok(ids)
}
