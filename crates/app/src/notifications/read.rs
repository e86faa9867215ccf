//! Reading one's inbox. Everybody has their own, and nobody else's.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;
use domain::{
    areas::AreaPath,
    ids::{NotificationId, UserId},
    notifications::Facts,
};

use crate::db::{DbError, Key, Tx, schema::notifications as t};

/// Something that a person was told.
#[derive(Clone, Debug, PartialEq)]
pub struct Notification {
    /// Its id.
    pub id: NotificationId,
    /// The place of what happened in the journal: the order of an inbox.
    pub position: i64,
    /// What happened: the name of the journal's event.
    pub event: String,
    /// To what: `ticket:<id>`.
    pub subject: String,
    /// Where.
    pub area: AreaPath,
    /// What the thing was called then.
    pub about: Option<String>,
    /// What the words need.
    pub facts: Facts,
    /// When it happened.
    pub happened_at: DateTime<Utc>,
    /// Whether the person has read it.
    pub read: bool,
}

/// Which notifications a list holds.
#[derive(Clone, Copy, Debug, Default)]
pub struct Filter {
    /// Only those that were not read.
    pub unread: bool,
    /// Only those of what happened before this place in the journal.
    pub before: Option<i64>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = t)]
struct Row {
    id: Key<NotificationId>,
    position: i64,
    event: String,
    subject: String,
    area_path: String,
    about: Option<String>,
    facts: String,
    happened_at: NaiveDateTime,
    read_at: Option<NaiveDateTime>,
}

impl TryFrom<Row> for Notification {
    type Error = DbError;

    fn try_from(row: Row) -> Result<Self, DbError> {
        Ok(Self {
            id: row.id.0,
            position: row.position,
            event: row.event,
            subject: row.subject,
            area: AreaPath::parse(&row.area_path).map_err(DbError::damaged)?,
            about: row.about,
            facts: serde_json::from_str(&row.facts).map_err(DbError::damaged)?,
            happened_at: row.happened_at.and_utc(),
            read: row.read_at.is_some(),
        })
    }
}

/// What a person was told, the latest first, at most `limit`. One statement.
///
/// # Errors
/// [`DbError`].
pub fn list(
    tx: &mut Tx<'_>,
    person: UserId,
    filter: Filter,
    limit: i64,
) -> Result<Vec<Notification>, DbError> {
    let mut query = t::table
        .filter(t::user_id.eq(Key(person)))
        .order(t::position.desc())
        .limit(limit)
        .select(Row::as_select())
        .into_boxed();
    if filter.unread {
        query = query.filter(t::read_at.is_null());
    }
    if let Some(before) = filter.before {
        query = query.filter(t::position.lt(before));
    }
    query.load(tx.db())?.into_iter().map(Notification::try_from).collect()
}

/// How much of what a person was told they have not read.
///
/// # Errors
/// [`DbError`].
pub fn unread(tx: &mut Tx<'_>, person: UserId) -> Result<i64, DbError> {
    let waiting = t::table.filter(t::user_id.eq(Key(person))).filter(t::read_at.is_null());
    Ok(waiting.count().get_result(tx.db())?)
}

/// Notes that a person has read one of their notifications, or with `and_before` also everything they were told before it.
/// Doing it again changes nothing. What a person has read is nobody else's business: no entry of the journal tells of it.
///
/// # Errors
/// [`DbError::NotFound`] where it is not theirs.
pub fn mark_read(
    tx: &mut Tx<'_>,
    person: UserId,
    id: NotificationId,
    and_before: bool,
) -> Result<(), DbError> {
    let own = t::table.filter(t::user_id.eq(Key(person)));
    let position: i64 = own.filter(t::id.eq(Key(id))).select(t::position).first(tx.db())?;
    let now = tx.timestamp();
    let unread = t::user_id.eq(Key(person)).and(t::read_at.is_null());
    if and_before {
        diesel::update(t::table.filter(unread).filter(t::position.le(position)))
            .set(t::read_at.eq(now))
            .execute(tx.db())?;
    } else {
        diesel::update(t::table.filter(unread).filter(t::position.eq(position)))
            .set(t::read_at.eq(now))
            .execute(tx.db())?;
    }
    Ok(())
}
