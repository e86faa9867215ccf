//! What reporters answered to the form of their ticket's category.

use std::collections::HashMap;

use diesel::prelude::*;
use domain::{
    ids::TicketId,
    tickets::form::{Answer, Answers},
};

use crate::db::{DbError, Key, Tx, schema::ticket_answers as t};

/// Keeps what was answered about a new ticket, where something was.
///
/// # Errors
/// [`DbError`].
pub(super) fn keep_answers(tx: &mut Tx<'_>, id: TicketId, answers: &Answers) -> Result<(), DbError> {
    if answers.is_empty() {
        return Ok(());
    }
    let text = serde_json::to_string(answers).map_err(DbError::damaged)?;
    diesel::insert_into(t::table).values((t::ticket_id.eq(Key(id)), t::answers.eq(text))).execute(tx.db())?;
    Ok(())
}

/// What was answered about tickets: one statement, however many. What nothing was answered about is not there.
///
/// # Errors
/// [`DbError`].
pub(super) fn answers_of(
    tx: &mut Tx<'_>,
    ids: impl IntoIterator<Item = TicketId>,
) -> Result<HashMap<TicketId, Vec<Answer>>, DbError> {
    let keys: Vec<Key<TicketId>> = ids.into_iter().map(Key).collect();
    let rows: Vec<(Key<TicketId>, String)> =
        t::table.filter(t::ticket_id.eq_any(keys)).select((t::ticket_id, t::answers)).load(tx.db())?;
    let read = |(Key(id), stored): (Key<TicketId>, String)| {
        let answers: Answers = serde_json::from_str(&stored).map_err(DbError::damaged)?;
        Ok((id, answers.into()))
    };
    rows.into_iter().map(read).collect()
}
