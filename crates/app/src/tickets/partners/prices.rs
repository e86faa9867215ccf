//! Reading quotations.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;
use domain::{
    ids::{ProviderId, QuotationId, TicketId},
    permissions::{Actor, Permission},
    tickets::{Payer, Quantity, QuotationLine, QuotationState},
};

use super::quotations::decider;
use crate::{
    db::{
        DbError, Key, Tx,
        schema::{quotation_lines as lines, ticket_quotations as t},
    },
    providers::{self, Named},
    tickets::stored::Stored,
};

#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = t)]
pub(super) struct Row {
    id: Key<QuotationId>,
    provider_id: Key<ProviderId>,
    state: String,
    payer: String,
    total_fen: i64,
    text: Option<String>,
    quoted_at: NaiveDateTime,
    good_until: NaiveDateTime,
    answer: Option<String>,
    answered_at: Option<NaiveDateTime>,
}

impl Row {
    pub(super) const fn provider(&self) -> ProviderId {
        self.provider_id.0
    }

    pub(super) const fn good_until(&self) -> DateTime<Utc> {
        self.good_until.and_utc()
    }

    pub(super) fn state(&self) -> Result<QuotationState, DbError> {
        QuotationState::parse(&self.state)
            .ok_or_else(|| DbError::damaged(format!("quotation {}", self.state)))
    }

    pub(super) fn payer(&self) -> Result<Payer, DbError> {
        Payer::parse(&self.payer).ok_or_else(|| DbError::damaged(format!("payer {}", self.payer)))
    }
}

/// A price that was named for a ticket.
#[derive(Clone, Debug)]
pub struct Quotation {
    /// Its id.
    pub id: QuotationId,
    /// Who named it.
    pub provider: Named,
    /// Where it stands; lapsed also once its time has passed.
    pub state: QuotationState,
    /// Who pays.
    pub payer: Payer,
    /// What it is made of.
    pub lines: Vec<QuotationLine>,
    /// What it comes to, in fen.
    pub total_fen: i64,
    /// In words.
    pub text: Option<String>,
    /// When it was named.
    pub quoted_at: DateTime<Utc>,
    /// Until when (exclusive) it can be accepted.
    pub good_until: DateTime<Utc>,
    /// What whoever decided on it said, or why it was taken back.
    pub answer: Option<String>,
    /// When it ended.
    pub answered_at: Option<DateTime<Utc>>,
    /// Whether the reader may accept or decline it.
    pub can_decide: bool,
    /// Whether the reader may take it back.
    pub can_withdraw: bool,
}

/// The prices that were named for a ticket, the newest first: all for its reporter and the office, their own for those who named
/// them, none for anybody else. At most three statements.
///
/// # Errors
/// [`DbError`].
pub(in crate::tickets) fn quotations_of(
    tx: &mut Tx<'_>,
    actor: &Actor,
    ticket: &Stored,
) -> Result<Vec<Quotation>, DbError> {
    let sees_all = ticket.ticket.reporter == actor.user || actor.may(Permission::ViewTickets, &ticket.path);
    let rows = t::table.filter(t::ticket_id.eq(Key(ticket.id))).order(t::id.desc());
    let mut rows: Vec<Row> = rows.select(Row::as_select()).load(tx.db())?;
    rows.retain(|row| sees_all || actor.serves(row.provider()));
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let providers = providers::named(tx, rows.iter().map(Row::provider))?;
    let mut lines = lines_of(tx, rows.iter().map(|row| row.id).collect())?;
    let now = tx.now();
    let quotation = |row: Row| {
        let passed = now >= row.good_until();
        let state = match row.state()? {
            QuotationState::Open if passed => QuotationState::Lapsed,
            state => state,
        };
        let (payer, by) = (row.payer()?, decider(ticket, actor, &row));
        Ok(Quotation {
            can_decide: state.decide(payer, by, true, (now, row.good_until())).is_ok(),
            can_withdraw: state == QuotationState::Open && by.serves,
            provider: providers
                .get(&row.provider())
                .cloned()
                .ok_or_else(|| DbError::damaged("a price of nobody"))?,
            lines: lines.remove(&row.id.0).unwrap_or_default(),
            quoted_at: row.quoted_at.and_utc(),
            good_until: row.good_until(),
            answered_at: row.answered_at.map(|at| at.and_utc()),
            id: row.id.0,
            state,
            payer,
            total_fen: row.total_fen,
            text: row.text,
            answer: row.answer,
        })
    };
    rows.into_iter().map(quotation).collect()
}

fn lines_of(
    tx: &mut Tx<'_>,
    of: Vec<Key<QuotationId>>,
) -> Result<HashMap<QuotationId, Vec<QuotationLine>>, DbError> {
    type LineRow = (Key<QuotationId>, String, i64, String, i64);
    let rows: Vec<LineRow> = lines::table
        .filter(lines::quotation_id.eq_any(of))
        .order((lines::quotation_id, lines::ordinal))
        .select((
            lines::quotation_id,
            lines::description,
            lines::quantity_thousandths,
            lines::unit,
            lines::unit_price_fen,
        ))
        .load(tx.db())?;
    let mut found: HashMap<QuotationId, Vec<QuotationLine>> = HashMap::new();
    for (Key(id), description, thousandths, unit, unit_price_fen) in rows {
        let quantity = Quantity::from_thousandths(thousandths).map_err(DbError::damaged)?;
        found.entry(id).or_default().push(QuotationLine { description, quantity, unit, unit_price_fen });
    }
    Ok(found)
}

/// How many prices were named for a ticket. One statement.
///
/// # Errors
/// [`DbError`].
pub(super) fn quotations_made(tx: &mut Tx<'_>, ticket: TicketId) -> Result<u32, DbError> {
    let made: i64 = t::table.filter(t::ticket_id.eq(Key(ticket))).count().get_result(tx.db())?;
    u32::try_from(made).map_err(DbError::damaged)
}

/// No price is asked for a ticket any more on which nobody decided.
///
/// # Errors
/// [`DbError`].
pub(in crate::tickets) fn lapse_quotations(tx: &mut Tx<'_>, ticket: TicketId) -> Result<(), DbError> {
    let now = tx.timestamp();
    let open =
        t::table.filter(t::ticket_id.eq(Key(ticket))).filter(t::state.eq(QuotationState::Open.as_str()));
    diesel::update(open)
        .set((t::state.eq(QuotationState::Lapsed.as_str()), t::answered_at.eq(now)))
        .execute(tx.db())?;
    Ok(())
}
