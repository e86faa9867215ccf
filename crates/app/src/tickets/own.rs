//! What somebody themselves brought in: for the copy of their data.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;
use domain::{ids::TicketId, permissions::Actor, tickets::form::Answer};

use super::{
    answers::answers_of,
    read::{Item, items},
    stored::{Row, Stored},
};
use crate::db::{
    DbError, Key, Tx,
    schema::{ticket_events as events, tickets as t},
};

/// Tickets whose areas, kinds and handlers are looked up with one statement each.
const CHUNK: usize = 500;

/// A ticket that the actor reported, with their own words in it.
#[derive(Clone, Debug)]
pub struct OwnTicket {
    /// The ticket.
    pub item: Item,
    /// What they answered to its category's form.
    pub answers: Vec<Answer>,
    /// What they said after the report, oldest first.
    pub words: Vec<OwnWords>,
}

/// Something that the reporter said.
#[derive(Clone, Debug)]
pub struct OwnWords {
    /// When.
    pub at: DateTime<Utc>,
    /// On which occasion: `message`, `reopened`, `confirmed` and so on.
    pub kind: String,
    /// The words.
    pub text: String,
}

/// All tickets that the actor reported, or that were reported for them, oldest first. How many statements it takes
/// grows by five with every [`CHUNK`] of tickets.
///
/// # Errors
/// [`DbError`].
pub fn all_mine(tx: &mut Tx<'_>, actor: &Actor) -> Result<Vec<OwnTicket>, DbError> {
    let rows: Vec<Row> = t::table
        .filter(t::reporter_id.eq(Key(actor.user)))
        .order(t::id)
        .select(Row::as_select())
        .load(tx.db())?;
    let mut words = words(tx, actor)?;
    let mut all = Vec::with_capacity(rows.len());
    let mut rows = rows.into_iter().map(Stored::try_from).peekable();
    while rows.peek().is_some() {
        let chunk = rows.by_ref().take(CHUNK).collect::<Result<Vec<_>, _>>()?;
        let mut answers = answers_of(tx, chunk.iter().map(|stored| stored.id))?;
        for item in items(tx, actor, chunk)? {
            let answers = answers.remove(&item.id).unwrap_or_default();
            all.push(OwnTicket { words: words.remove(&item.id).unwrap_or_default(), answers, item });
        }
    }
    Ok(all)
}

fn words(tx: &mut Tx<'_>, actor: &Actor) -> Result<HashMap<TicketId, Vec<OwnWords>>, DbError> {
    let rows: Vec<(Key<TicketId>, NaiveDateTime, String, Option<String>)> = events::table
        .inner_join(t::table.on(t::id.eq(events::ticket_id)))
        .filter(t::reporter_id.eq(Key(actor.user)))
        .filter(events::user_id.eq(Key(actor.user)))
        .filter(events::kind.ne("reported"))
        .filter(events::text.is_not_null())
        .order((events::ticket_id, events::ordinal))
        .select((events::ticket_id, events::at, events::kind, events::text))
        .load(tx.db())?;
    let mut words: HashMap<TicketId, Vec<OwnWords>> = HashMap::new();
    for (Key(ticket), at, kind, text) in rows {
        let text = text.unwrap_or_default();
        words.entry(ticket).or_default().push(OwnWords { at: at.and_utc(), kind, text });
    }
    Ok(words)
}
