//! What only some tickets have: a reporter whom nobody looks up, a provider that keeps it, calls and a price that wait for an
//! answer.
//!
//! Whose an anonymous ticket is, is told to nobody: not those who work on it, not an office, and not who reads the journal. The
//! reporter follows it like any other, so the store still knows; see `docs/complaints.md`.

use std::collections::HashMap;

use chrono::NaiveDateTime;
use diesel::prelude::*;
use domain::{
    ids::{ProviderId, TicketId},
    permissions::Actor,
    tickets::{Partners, Ticket},
};

use super::{partners, stored::Stored};
use crate::db::{DbError, Key, Tx, schema::ticket_particulars as t};

/// What a ticket has beside what all have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Particulars {
    /// Nobody looks up who reported it.
    pub(super) is_anonymous: bool,
    /// Who beside the town has a part in it.
    pub(super) partners: Partners,
    /// Whether anybody beside the town ever had: then there may be calls and prices of before.
    pub(super) had_partners: bool,
}

/// Notes what a new ticket has, where it has anything.
///
/// # Errors
/// [`DbError`].
pub(super) fn begin(
    tx: &mut Tx<'_>,
    id: TicketId,
    is_anonymous: bool,
    partners: Partners,
) -> Result<(), DbError> {
    if !is_anonymous && partners == Partners::default() {
        return Ok(());
    }
    diesel::insert_into(t::table)
        .values((
            t::ticket_id.eq(Key(id)),
            t::is_anonymous.eq(is_anonymous),
            t::provider_id.eq(partners.keeper.map(Key)),
        ))
        .execute(tx.db())?;
    Ok(())
}

/// What these tickets have; those that have nothing are absent. One statement.
///
/// # Errors
/// [`DbError`].
pub(super) fn of(tx: &mut Tx<'_>, ids: &[TicketId]) -> Result<HashMap<TicketId, Particulars>, DbError> {
    type Row = (Key<TicketId>, bool, Option<Key<ProviderId>>, i64, Option<NaiveDateTime>);
    let keys: Vec<Key<TicketId>> = ids.iter().copied().map(Key).collect();
    let rows: Vec<Row> = t::table
        .filter(t::ticket_id.eq_any(keys))
        .select((t::ticket_id, t::is_anonymous, t::provider_id, t::calls_open, t::quotation_until))
        .load(tx.db())?;
    rows.into_iter()
        .map(|(Key(id), is_anonymous, keeper, calls_open, quotation_until)| {
            let partners = Partners {
                keeper: keeper.map(|Key(provider)| provider),
                calls_open: u32::try_from(calls_open).map_err(DbError::damaged)?,
                quotation_until: quotation_until.map(|at| at.and_utc()),
            };
            Ok((id, Particulars { is_anonymous, partners, had_partners: true }))
        })
        .collect()
}

/// Fills in what rows of `tickets` do not tell. One statement.
///
/// # Errors
/// [`DbError`].
pub(super) fn told(tx: &mut Tx<'_>, mut tickets: Vec<Stored>) -> Result<Vec<Stored>, DbError> {
    if tickets.is_empty() {
        return Ok(tickets);
    }
    let found = of(tx, &tickets.iter().map(|stored| stored.id).collect::<Vec<_>>())?;
    for stored in &mut tickets {
        let Particulars { is_anonymous, partners, had_partners } =
            found.get(&stored.id).copied().unwrap_or_default();
        (stored.is_anonymous, stored.had_partners) = (is_anonymous, had_partners);
        stored.ticket.partners = partners;
    }
    Ok(tickets)
}

/// Writes who has a part in a ticket after a move. With its end nobody is waited for any more, and no price is asked that another
/// provider named. No statement where nothing changes.
///
/// # Errors
/// [`DbError`].
pub(super) fn follow(tx: &mut Tx<'_>, old: &Stored, new: &Ticket) -> Result<(), DbError> {
    let before = old.ticket.partners;
    let after = match new.state.name().is_ended() {
        true => Partners { calls_open: 0, quotation_until: None, ..new.partners },
        false => new.partners,
    };
    if before.calls_open > 0 && after.calls_open == 0 {
        partners::lapse_calls(tx, old.id)?;
    }
    if before.quotation_until.is_some() && after.quotation_until.is_none() {
        partners::lapse_quotations(tx, old.id)?;
    }
    if before == after { Ok(()) } else { save(tx, old.id, after) }
}

/// Writes who has a part in a ticket, which the caller has locked.
///
/// # Errors
/// [`DbError`].
pub(super) fn save(tx: &mut Tx<'_>, id: TicketId, partners: Partners) -> Result<(), DbError> {
    let values = (
        t::provider_id.eq(partners.keeper.map(Key)),
        t::calls_open.eq(i64::from(partners.calls_open)),
        t::quotation_until.eq(partners.quotation_until.map(|at| at.naive_utc())),
    );
    if diesel::update(t::table.find(Key(id))).set(values).execute(tx.db())? == 0 {
        diesel::insert_into(t::table).values((t::ticket_id.eq(Key(id)), values)).execute(tx.db())?;
    }
    Ok(())
}

impl Stored {
    /// Who the journal says did something: nobody, where an anonymous reporter did.
    pub(super) fn journalled<'a>(&self, actor: &'a Actor) -> Option<&'a Actor> {
        (!self.is_anonymous || actor.user != self.ticket.reporter).then_some(actor)
    }
}
