//! Points that follow from the journal by rule: nobody claims them and nobody approves them.

mod checks;
mod earn;
mod tickets;
mod volunteering;

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;
use domain::{
    ids::{EntryId, ProgrammeId, SkippedEventId},
    journal::Entry,
    permissions::Actor,
};

use super::programmes::{self, sees_drafts};
use crate::{
    db::{DbError, Key, Tx, schema::points_skipped as t},
    journal::Consumer,
    ledger,
};

/// What reads the journal for this.
const CONSUMER: Consumer = Consumer { name: "points.events", events: None };
/// Entries of one batch.
pub const ENTRIES_MAX: u32 = 200;

/// Reads the next entries of the journal and awards what they earn; how many entries there were. Runs in the ledger's turn.
///
/// # Errors
/// [`ledger::Error`]; the same entries come again then.
pub fn run(tx: &mut Tx<'_>) -> Result<usize, ledger::Error> {
    CONSUMER.consume(tx, ENTRIES_MAX, handle)
}

fn handle(tx: &mut Tx<'_>, entry: &Entry) -> Result<(), ledger::Error> {
    match entry.event.as_str() {
        "ticket.confirmed" | "ticket.window_passed" => tickets::solved(tx, entry),
        "round.published" => checks::published(tx, entry),
        "volunteering.attended" => volunteering::attended(tx, entry),
        "volunteering.attendance_corrected" => volunteering::corrected(tx, entry),
        _ => Ok(()),
    }
}

/// An entry that would have earned points and did not.
#[derive(Clone, Debug)]
pub struct Skipped {
    /// Its id.
    pub id: SkippedEventId,
    /// Which entry.
    pub entry: EntryId,
    /// What happened.
    pub event: String,
    /// The code of the activity.
    pub activity: String,
    /// What the activity is called.
    pub activity_name: String,
    /// How many points.
    pub points: i64,
    /// `cap`, `budget` or `wallet`.
    pub reason: String,
    /// Which cap.
    pub cap: Option<String>,
    /// When.
    pub at: DateTime<Utc>,
}

/// What a programme skipped, the latest first, after one, at most `limit`. For who manages or funds programmes there, or
/// audits.
///
/// # Errors
/// [`DbError::NotFound`].
pub fn skipped(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: ProgrammeId,
    after: Option<SkippedEventId>,
    limit: i64,
) -> Result<Vec<Skipped>, DbError> {
    let programme = programmes::find(tx, id)?;
    if !sees_drafts(Some(actor), &programme.path) {
        return Err(DbError::NotFound);
    }
    let mut query = t::table
        .filter(t::programme_id.eq(Key(id)))
        .order(t::id.desc())
        .limit(limit)
        .select((
            t::id,
            t::entry_id,
            t::event,
            t::activity,
            t::activity_name,
            t::points,
            t::reason,
            t::cap,
            t::at,
        ))
        .into_boxed();
    if let Some(after) = after {
        query = query.filter(t::id.lt(Key(after)));
    }
    type Row = (
        Key<SkippedEventId>,
        Key<EntryId>,
        String,
        String,
        String,
        i64,
        String,
        Option<String>,
        NaiveDateTime,
    );
    let rows: Vec<Row> = query.load(tx.db())?;
    let one = |(Key(id), Key(entry), event, activity, activity_name, points, reason, cap, at): Row| Skipped {
        id,
        entry,
        event,
        activity,
        activity_name,
        points,
        reason,
        cap,
        at: at.and_utc(),
    };
    Ok(rows.into_iter().map(one).collect())
}
