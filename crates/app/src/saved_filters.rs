//! What somebody looks for again and again in a list: theirs alone, so the journal does not tell of it.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;
use domain::{
    ids::{SavedFilterId, UserId},
    saved_filters::{FilteredList, PER_LIST_MAX},
};

use crate::db::{
    DbError, Key, Tx, lock,
    schema::{saved_filters as t, users},
};

/// A kept filter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedFilter {
    /// Its id.
    pub id: SavedFilterId,
    /// What its owner calls it.
    pub name: String,
    /// The query of the list's address.
    pub query: String,
    /// When it was kept last.
    pub saved_at: DateTime<Utc>,
}

/// Why a filter cannot be kept.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The store.
    #[error(transparent)]
    Db(#[from] DbError),
    /// [`PER_LIST_MAX`] are kept for this list.
    #[error("at most {PER_LIST_MAX} filters are kept for a list")]
    TooMany,
}

type Row = (Key<SavedFilterId>, String, String, NaiveDateTime);

fn filter((Key(id), name, query, saved_at): Row) -> SavedFilter {
    SavedFilter { id, name, query, saved_at: saved_at.and_utc() }
}

/// The filters that somebody keeps for a list, by their names. One statement.
///
/// # Errors
/// [`DbError`].
pub fn list(tx: &mut Tx<'_>, user: UserId, of: FilteredList) -> Result<Vec<SavedFilter>, DbError> {
    let rows: Vec<Row> = t::table
        .filter(t::user_id.eq(Key(user)))
        .filter(t::list.eq(of.as_str()))
        .order(t::name)
        .select((t::id, t::name, t::query, t::saved_at))
        .load(tx.db())?;
    Ok(rows.into_iter().map(filter).collect())
}

/// Keeps a filter under a name, in place of what was kept under it.
///
/// # Errors
/// [`Error::TooMany`].
pub fn save(
    tx: &mut Tx<'_>,
    user: UserId,
    of: FilteredList,
    name: &str,
    query: &str,
) -> Result<SavedFilter, Error> {
    // Two at once of the same person would both find room for the last one.
    lock!(tx.db(), users::table.find(Key(user)).select(users::id), |q, c| q.first::<Key<UserId>>(c))
        .map_err(DbError::from)?;
    let kept = list(tx, user, of)?;
    let saved_at = tx.timestamp();
    if let Some(same) = kept.iter().find(|kept| kept.name == name) {
        diesel::update(t::table.find(Key(same.id)))
            .set((t::query.eq(query), t::saved_at.eq(saved_at)))
            .execute(tx.db())
            .map_err(DbError::from)?;
        return Ok(filter((Key(same.id), name.to_owned(), query.to_owned(), saved_at)));
    }
    if i64::try_from(kept.len()).unwrap_or(i64::MAX) >= PER_LIST_MAX {
        return Err(Error::TooMany);
    }
    let id: SavedFilterId = tx.new_id();
    diesel::insert_into(t::table)
        .values((
            t::id.eq(Key(id)),
            t::user_id.eq(Key(user)),
            t::list.eq(of.as_str()),
            t::name.eq(name),
            t::query.eq(query),
            t::saved_at.eq(saved_at),
        ))
        .execute(tx.db())
        .map_err(DbError::from)?;
    Ok(filter((Key(id), name.to_owned(), query.to_owned(), saved_at)))
}

/// Keeps a filter no longer.
///
/// # Errors
/// [`DbError::NotFound`] for somebody else's and for one that is not there.
pub fn delete(tx: &mut Tx<'_>, user: UserId, id: SavedFilterId) -> Result<(), DbError> {
    let own = t::table.find(Key(id)).filter(t::user_id.eq(Key(user)));
    match diesel::delete(own).execute(tx.db())? {
        0 => Err(DbError::NotFound),
        _ => Ok(()),
    }
}
