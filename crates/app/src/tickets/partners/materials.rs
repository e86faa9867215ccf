//! What was used for repairs.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use diesel::{
    dsl::{count_star, sql},
    prelude::*,
    sql_types::BigInt,
};
use domain::{
    ids::{ProviderId, TicketEventId, TicketId},
    permissions::Actor,
    tickets::Quantity,
};

use crate::{
    db::{DbError, Key, Tx, bulk_insert, schema::ticket_materials as t},
    tickets::Error,
};

/// Most lines of [`materials`].
pub const MATERIAL_SUMS_MAX: i64 = 500;

/// Something that was used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Material {
    /// What.
    pub name: String,
    /// How much.
    pub quantity: Quantity,
    /// In which unit.
    pub unit: String,
}

/// How much of something was used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MaterialSum {
    /// What.
    pub name: String,
    /// In which unit.
    pub unit: String,
    /// How much, in thousandths.
    pub thousandths: i64,
    /// For how many tickets.
    pub tickets: i64,
}

#[derive(Insertable)]
#[diesel(table_name = t, treat_none_as_default_value = false)]
struct New<'a> {
    event_id: Key<TicketEventId>,
    ordinal: i64,
    ticket_id: Key<TicketId>,
    provider_id: Option<Key<ProviderId>>,
    used_at: chrono::NaiveDateTime,
    name: &'a str,
    quantity_thousandths: i64,
    unit: &'a str,
}

/// Notes what was used for a solution, beside its entry in the timeline.
///
/// # Errors
/// [`DbError`].
pub(in crate::tickets) fn keep_materials(
    tx: &mut Tx<'_>,
    (ticket, entry): (TicketId, TicketEventId),
    provider: Option<ProviderId>,
    used: &[Material],
) -> Result<(), DbError> {
    if used.is_empty() {
        return Ok(());
    }
    let used_at = tx.timestamp();
    let rows: Vec<New<'_>> = (0..)
        .zip(used)
        .map(|(ordinal, material)| New {
            event_id: Key(entry),
            ordinal,
            ticket_id: Key(ticket),
            provider_id: provider.map(Key),
            used_at,
            name: &material.name,
            quantity_thousandths: material.quantity.thousandths(),
            unit: &material.unit,
        })
        .collect();
    bulk_insert!(tx.db(), t::table, rows)?;
    Ok(())
}

/// What was used for a ticket, by the entry of the timeline. One statement.
///
/// # Errors
/// [`DbError`].
pub(in crate::tickets) fn materials_of(
    tx: &mut Tx<'_>,
    ticket: TicketId,
) -> Result<HashMap<TicketEventId, Vec<Material>>, DbError> {
    let rows: Vec<(Key<TicketEventId>, String, i64, String)> = t::table
        .filter(t::ticket_id.eq(Key(ticket)))
        .order((t::event_id, t::ordinal))
        .select((t::event_id, t::name, t::quantity_thousandths, t::unit))
        .load(tx.db())?;
    let mut found: HashMap<TicketEventId, Vec<Material>> = HashMap::new();
    for (Key(entry), name, thousandths, unit) in rows {
        let quantity = Quantity::from_thousandths(thousandths).map_err(DbError::damaged)?;
        found.entry(entry).or_default().push(Material { name, quantity, unit });
    }
    Ok(found)
}

/// What a provider that the reader serves used in a time, what was used most often first; one more than
/// [`MATERIAL_SUMS_MAX`] where there is more. One statement.
///
/// # Errors
/// [`Error::Denied`] for whoever does not serve it; [`DbError`].
pub fn materials(
    tx: &mut Tx<'_>,
    actor: &Actor,
    provider: ProviderId,
    (from, until): (DateTime<Utc>, DateTime<Utc>),
) -> Result<Vec<MaterialSum>, Error> {
    actor.require_serves(provider)?;
    let total = sql::<BigInt>("CAST(SUM(quantity_thousandths) AS BIGINT)");
    let tickets = sql::<BigInt>("COUNT(DISTINCT ticket_id)");
    let rows: Vec<(String, String, i64, i64)> = t::table
        .filter(t::provider_id.eq(Some(Key(provider))))
        .filter(t::used_at.ge(from.naive_utc()))
        .filter(t::used_at.lt(until.naive_utc()))
        .group_by((t::name, t::unit))
        .select((t::name, t::unit, total, tickets))
        .order((count_star().desc(), t::name, t::unit))
        .limit(MATERIAL_SUMS_MAX + 1)
        .load(tx.db())
        .map_err(DbError::from)?;
    let line = |(name, unit, thousandths, tickets)| MaterialSum { name, unit, thousandths, tickets };
    Ok(rows.into_iter().map(line).collect())
}
