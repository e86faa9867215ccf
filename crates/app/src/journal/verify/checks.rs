//! What follows from the journal, against the journal. Each area adds its check to the table.

use diesel::prelude::*;
use domain::ids::EntryId;

use super::{Fault, Faults, Options};
use crate::{
    db::{
        DbError, Key, Tx,
        schema::{journal, journal_cursors},
    },
    journal::rows::{column, head},
};

/// Tells each difference that it finds.
type Check = fn(&mut Tx<'_>, &mut dyn FnMut(String)) -> Result<(), DbError>;

/// Every check of derived facts.
const CHECKS: &[(&str, Check)] = &[("journal cursors", cursors_within_the_journal)];

/// Most rows that are named; each is a fault of its own.
const NAMED_MAX: i64 = 1_000;

pub(super) fn run(tx: &mut Tx<'_>, options: &Options, faults: &mut Faults) -> Result<(), DbError> {
    unsealed(tx, options, faults)?;
    for (check, run) in CHECKS {
        run(tx, &mut |what| faults.add(Fault::Derived { check, what }))?;
    }
    Ok(())
}

fn unsealed(tx: &mut Tx<'_>, options: &Options, faults: &mut Faults) -> Result<(), DbError> {
    let before = tx.timestamp() - options.unsealed_age_max;
    let waiting: Vec<(Key<EntryId>, chrono::NaiveDateTime)> = journal::table
        .filter(journal::position.is_null())
        .filter(journal::at.lt(before))
        .order(journal::sequence)
        .limit(NAMED_MAX)
        .select((journal::id, journal::at))
        .load(tx.db())?;
    for (Key(id), at) in waiting {
        faults.add(Fault::Unsealed { id, at: at.and_utc() });
    }
    Ok(())
}

/// A consumer cannot have read what is not there: a sign of a journal that was cut.
fn cursors_within_the_journal(tx: &mut Tx<'_>, found: &mut dyn FnMut(String)) -> Result<(), DbError> {
    let size = head(tx)?.size;
    let beyond: Vec<(String, i64)> = journal_cursors::table
        .filter(journal_cursors::position.gt(column(size)))
        .select((journal_cursors::consumer, journal_cursors::position))
        .limit(NAMED_MAX)
        .load(tx.db())?;
    for (consumer, position) in beyond {
        found(format!("{consumer} has read {position} entries, but only {size} are sealed"));
    }
    Ok(())
}
