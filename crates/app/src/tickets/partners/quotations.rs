//! Naming a price for a repair, the payer's word on it, taking it back.

use diesel::prelude::*;
use domain::{
    ids::{QuotationId, TicketId},
    permissions::{Actor, Permission},
    tickets::{
        Action, Decider, Partners, Quotation, QuotationError, QuotationState, TicketEvent, TicketText,
    },
};

use super::prices::{Row, lapse_quotations, quotations_made};
use crate::{
    db::{
        DbError, Key, Tx, bulk_insert, lock, micros,
        schema::{quotation_lines as lines, ticket_quotations as t},
    },
    tickets::{
        Error, particulars,
        row::{Note, Side, find_locked, find_then_lock, journal, note, touch},
        stored::Stored,
    },
};

#[derive(Insertable)]
#[diesel(table_name = lines, treat_none_as_default_value = false)]
struct NewLine<'a> {
    quotation_id: Key<QuotationId>,
    ordinal: i64,
    description: &'a str,
    quantity_thousandths: i64,
    unit: &'a str,
    unit_price_fen: i64,
}

/// Who serves the provider that keeps a ticket says what it would cost. It cannot be solved before whoever pays has answered, or
/// the time to do so has passed.
///
/// # Errors
/// [`Error::Quotation`]; [`Error::Ticket`]; [`Error::Denied`].
pub fn quote(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: TicketId,
    new: &Quotation,
    text: Option<&TicketText>,
) -> Result<(), Error> {
    let old = find_locked(tx, actor, id)?;
    old.ticket.permit(Action::Quote, old.standing(actor), tx.now())?;
    let provider = old.ticket.partners.keeper.ok_or_else(|| DbError::damaged("a price of nobody"))?;
    new.require_time(tx.now())?;
    let total_fen = new.total_fen()?;
    if quotations_made(tx, id)? >= Quotation::QUOTATIONS_MAX {
        return Err(QuotationError::Full.into());
    }
    // One whose time passed without a word makes room.
    lapse_quotations(tx, id)?;
    let (quotation, good_until): (QuotationId, _) = (tx.new_id(), micros(new.good_until));
    diesel::insert_into(t::table)
        .values((
            t::id.eq(Key(quotation)),
            t::ticket_id.eq(Key(id)),
            t::provider_id.eq(Key(provider)),
            t::payer.eq(new.payer.as_str()),
            t::total_fen.eq(total_fen),
            t::text.eq(text.map(TicketText::as_str)),
            t::quoted_by.eq(Key(actor.user)),
            t::quoted_at.eq(tx.timestamp()),
            t::good_until.eq(good_until.naive_utc()),
        ))
        .execute(tx.db())
        .map_err(DbError::from)?;
    let rows: Vec<NewLine<'_>> = (0..)
        .zip(&new.lines)
        .map(|(ordinal, line)| NewLine {
            quotation_id: Key(quotation),
            ordinal,
            description: &line.description,
            quantity_thousandths: line.quantity.thousandths(),
            unit: &line.unit,
            unit_price_fen: line.unit_price_fen,
        })
        .collect();
    bulk_insert!(tx.db(), lines::table, rows)?;
    let said = Note { text, provider: Some(provider), ..Note::plain("quoted", Side::Handler) };
    note(tx, old.next(), Some(actor.user), &said)?;
    touch(tx, &old, 1)?;
    let quotation_until = Some(good_until);
    particulars::save(tx, id, Partners { quotation_until, ..old.ticket.partners })?;
    let event = TicketEvent::Quoted { quotation, payer: new.payer, total_fen };
    Ok(journal(tx, Some(actor), id, &old.path, event)?)
}

/// Whoever pays says whether it is done for that.
///
/// # Errors
/// [`DbError::NotFound`] for whoever may not know of the ticket; [`Error::Quotation`].
pub fn decide_quotation(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: QuotationId,
    accepted: bool,
    text: Option<&TicketText>,
) -> Result<TicketId, Error> {
    let (old, quotation) = begin(tx, actor, id)?;
    let (payer, provider) = (quotation.payer()?, quotation.provider());
    let by = decider(&old, actor, &quotation);
    let time = (tx.now(), quotation.good_until());
    let state = quotation.state()?.decide(payer, by, accepted, time)?;
    let kind = if accepted { "quotation_accepted" } else { "quotation_declined" };
    let side = if by.reported { Side::Reporter } else { Side::Office };
    end(tx, actor, &old, id, (state, text))?;
    let said = Note { text, provider: Some(provider), ..Note::plain(kind, side) };
    note(tx, old.next(), Some(actor.user), &said)?;
    let event = TicketEvent::QuotationDecided { quotation: id, provider, accepted };
    journal(tx, old.journalled(actor), old.id, &old.path, event)?;
    Ok(old.id)
}

/// Who serves the provider takes its price back.
///
/// # Errors
/// [`DbError::NotFound`]; [`Error::Denied`] for whoever does not serve it; [`Error::Quotation`] (`Ended`).
pub fn withdraw_quotation(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: QuotationId,
    reason: &TicketText,
) -> Result<TicketId, Error> {
    let (old, quotation) = begin(tx, actor, id)?;
    let provider = quotation.provider();
    actor.require_serves(provider)?;
    quotation.state()?.require_open()?;
    end(tx, actor, &old, id, (QuotationState::Withdrawn, Some(reason)))?;
    let said = Note {
        text: Some(reason),
        provider: Some(provider),
        ..Note::plain("quotation_withdrawn", Side::Handler)
    };
    note(tx, old.next(), Some(actor.user), &said)?;
    let event = TicketEvent::QuotationWithdrawn { quotation: id };
    journal(tx, Some(actor), old.id, &old.path, event)?;
    Ok(old.id)
}

/// How somebody stands to a price.
pub(super) fn decider(ticket: &Stored, actor: &Actor, quotation: &Row) -> Decider {
    Decider {
        reported: ticket.ticket.reporter == actor.user,
        may_assign: actor.may(Permission::AssignTickets, &ticket.path),
        serves: actor.serves(quotation.provider()),
    }
}

/// The ticket of a quotation, locked first as everywhere, then the quotation as it is under that lock.
fn begin(tx: &mut Tx<'_>, actor: &Actor, id: QuotationId) -> Result<(Stored, Row), Error> {
    let Key(ticket) = t::table.find(Key(id)).select(t::ticket_id).first(tx.db()).map_err(DbError::from)?;
    let old = find_then_lock(tx, actor, ticket)?;
    let row = lock!(tx.db(), t::table.find(Key(id)).select(Row::as_select()), |q, c| q.first::<Row>(c));
    Ok((old, row.map_err(DbError::from)?))
}

fn end(
    tx: &mut Tx<'_>,
    actor: &Actor,
    old: &Stored,
    id: QuotationId,
    (state, answer): (QuotationState, Option<&TicketText>),
) -> Result<(), Error> {
    diesel::update(t::table.find(Key(id)))
        .set((
            t::state.eq(state.as_str()),
            t::answer.eq(answer.map(TicketText::as_str)),
            t::answered_by.eq(Key(actor.user)),
            t::answered_at.eq(tx.timestamp()),
        ))
        .execute(tx.db())
        .map_err(DbError::from)?;
    touch(tx, old, 1)?;
    Ok(particulars::save(tx, old.id, Partners { quotation_until: None, ..old.ticket.partners })?)
}
