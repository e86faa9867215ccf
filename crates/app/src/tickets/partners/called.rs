//! Reading calls: of one ticket, and of one provider.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;
use domain::{
    ids::{CallId, ProviderId, TicketId, UserId},
    permissions::{Actor, Permission},
    tickets::CallState,
};

use crate::{
    db::{
        DbError, Key, Tx,
        schema::{ticket_calls as t, tickets},
    },
    providers::{self, Named},
    tickets::{
        Error, Item,
        read::{items, names},
        stored::{self, Stored},
    },
};

#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = t)]
pub(super) struct Row {
    id: Key<CallId>,
    provider_id: Key<ProviderId>,
    state: String,
    text: String,
    called_by: Key<UserId>,
    called_at: NaiveDateTime,
    until_at: NaiveDateTime,
    answer: Option<String>,
    answered_by: Option<Key<UserId>>,
    answered_at: Option<NaiveDateTime>,
}

impl Row {
    pub(super) const fn id(&self) -> CallId {
        self.id.0
    }

    pub(super) const fn provider(&self) -> ProviderId {
        self.provider_id.0
    }

    pub(super) const fn caller(&self) -> UserId {
        self.called_by.0
    }

    pub(super) fn state(&self) -> Result<CallState, DbError> {
        CallState::parse(&self.state).ok_or_else(|| DbError::damaged(format!("call {}", self.state)))
    }
}

/// A call of somebody to a ticket.
#[derive(Clone, Debug)]
pub struct Call {
    /// Its id.
    pub id: CallId,
    /// Who was called.
    pub provider: Named,
    /// Where it stands.
    pub state: CallState,
    /// For what.
    pub text: String,
    /// Who called.
    pub called_by: String,
    /// When.
    pub called_at: DateTime<Utc>,
    /// When the report is due.
    pub until: DateTime<Utc>,
    /// Whether it ought to have come by now.
    pub is_overdue: bool,
    /// What was reported, or why it was taken back.
    pub answer: Option<String>,
    /// Who reported or took it back.
    pub answered_by: Option<String>,
    /// When it ended.
    pub answered_at: Option<DateTime<Utc>>,
    /// Whether the reader may report on it.
    pub can_report: bool,
    /// Whether the reader may take it back.
    pub can_withdraw: bool,
}

/// Which calls are listed.
#[derive(Clone, Copy, Debug)]
pub struct CallFilter {
    /// Of this provider.
    pub provider: ProviderId,
    /// Only in this state.
    pub state: Option<CallState>,
    /// After this one.
    pub after: Option<CallId>,
    /// At most so many.
    pub limit: i64,
}

/// A call with its ticket.
#[derive(Clone, Debug)]
pub struct ListedCall {
    /// The call.
    pub call: Call,
    /// The ticket.
    pub ticket: Item,
}

/// The calls of a provider that the reader serves, the newest first. At most eleven statements, however many.
///
/// # Errors
/// [`Error::Denied`] for whoever does not serve it; [`DbError`].
pub fn calls(tx: &mut Tx<'_>, actor: &Actor, filter: CallFilter) -> Result<Vec<ListedCall>, Error> {
    actor.require_serves(filter.provider)?;
    let mut query = t::table
        .inner_join(tickets::table)
        .filter(t::provider_id.eq(Key(filter.provider)))
        // What was taken back is none of theirs any more.
        .filter(t::state.ne(CallState::Withdrawn.as_str()))
        .order(t::id.desc())
        .limit(filter.limit)
        .select((Row::as_select(), stored::Row::as_select()))
        .into_boxed();
    if let Some(state) = filter.state {
        query = query.filter(t::state.eq(state.as_str()));
    }
    if let Some(after) = filter.after {
        query = query.filter(t::id.lt(Key(after)));
    }
    let rows: Vec<(Row, stored::Row)> = query.load(tx.db()).map_err(DbError::from)?;
    let (rows, tickets): (Vec<Row>, Vec<stored::Row>) = rows.into_iter().unzip();
    let tickets = tickets.into_iter().map(Stored::try_from).collect::<Result<_, _>>()?;
    let calls = named(tx, actor, rows, false)?;
    let tickets = items(tx, actor, tickets)?;
    Ok(calls.into_iter().zip(tickets).map(|(call, ticket)| ListedCall { call, ticket }).collect())
}

/// The calls of a ticket, the first call first. At most three statements.
///
/// # Errors
/// [`DbError`].
pub(in crate::tickets) fn calls_of(
    tx: &mut Tx<'_>,
    actor: &Actor,
    ticket: &Stored,
) -> Result<Vec<Call>, DbError> {
    let rows = t::table.filter(t::ticket_id.eq(Key(ticket.id))).order(t::id);
    let rows: Vec<Row> = rows.select(Row::as_select()).load(tx.db())?;
    named(tx, actor, rows, actor.may(Permission::AssignTickets, &ticket.path))
}

fn named(tx: &mut Tx<'_>, actor: &Actor, rows: Vec<Row>, may_assign: bool) -> Result<Vec<Call>, DbError> {
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let providers = providers::named(tx, rows.iter().map(Row::provider))?;
    let people: Vec<UserId> = rows
        .iter()
        .flat_map(|row| [Some(row.called_by.0), row.answered_by.map(|Key(person)| person)])
        .flatten()
        .collect();
    let people = names(tx, &people)?;
    let now = tx.now();
    let call = |row: Row| {
        let state = row.state()?;
        let provider = providers.get(&row.provider()).cloned();
        let until = row.until_at.and_utc();
        let is_open = state == CallState::Open;
        Ok(Call {
            id: row.id(),
            can_report: is_open && actor.serves(row.provider()),
            can_withdraw: is_open && (may_assign || row.caller() == actor.user),
            provider: provider.ok_or_else(|| DbError::damaged("a call of nobody"))?,
            state,
            called_by: people.get(&row.called_by.0).cloned().unwrap_or_default(),
            called_at: row.called_at.and_utc(),
            until,
            is_overdue: is_open && until <= now,
            answered_by: row.answered_by.and_then(|Key(person)| people.get(&person).cloned()),
            answered_at: row.answered_at.map(|at| at.and_utc()),
            text: row.text,
            answer: row.answer,
        })
    };
    rows.into_iter().map(call).collect()
}

/// How many calls a ticket has had. One statement.
///
/// # Errors
/// [`DbError`].
pub(super) fn calls_made(tx: &mut Tx<'_>, ticket: TicketId) -> Result<u32, DbError> {
    let made: i64 = t::table.filter(t::ticket_id.eq(Key(ticket))).count().get_result(tx.db())?;
    u32::try_from(made).map_err(DbError::damaged)
}

/// Whether somebody whom the actor serves was called to a ticket. One statement; none for whoever serves nobody.
///
/// # Errors
/// [`DbError`].
pub(in crate::tickets) fn is_called(
    tx: &mut Tx<'_>,
    actor: &Actor,
    ticket: TicketId,
) -> Result<bool, DbError> {
    let served: Vec<Key<ProviderId>> = actor.providers().map(Key).collect();
    if served.is_empty() {
        return Ok(false);
    }
    let called = t::table
        .filter(t::ticket_id.eq(Key(ticket)))
        .filter(t::provider_id.eq_any(served))
        .filter(t::state.ne(CallState::Withdrawn.as_str()));
    Ok(diesel::select(diesel::dsl::exists(called)).get_result(tx.db())?)
}

/// Nobody waits for the reports of a ticket any more.
///
/// # Errors
/// [`DbError`].
pub(in crate::tickets) fn lapse_calls(tx: &mut Tx<'_>, ticket: TicketId) -> Result<(), DbError> {
    let now = tx.timestamp();
    diesel::update(
        t::table.filter(t::ticket_id.eq(Key(ticket))).filter(t::state.eq(CallState::Open.as_str())),
    )
    .set((t::state.eq(CallState::Lapsed.as_str()), t::answered_at.eq(now)))
    .execute(tx.db())?;
    Ok(())
}

/// Whom a ticket's calls went to that were not taken back. One statement.
///
/// # Errors
/// [`DbError`].
pub(super) fn called(tx: &mut Tx<'_>, ticket: TicketId) -> Result<Vec<ProviderId>, DbError> {
    let found: Vec<Key<ProviderId>> = t::table
        .filter(t::ticket_id.eq(Key(ticket)))
        .filter(t::state.ne(CallState::Withdrawn.as_str()))
        .select(t::provider_id)
        .load(tx.db())?;
    Ok(found.into_iter().map(|Key(provider)| provider).collect())
}
