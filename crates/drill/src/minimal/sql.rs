//! The statements: those of the application's use cases, written out by hand.

use std::collections::HashMap;

use app::db::{
    Clock, Db, Entropy, Key, lock_free, on_each,
    schema::{
        areas, categories, journal, photo_contents, photos, refresh_tokens, sessions, ticket_counters,
        ticket_events as events, ticket_scopes as scopes, tickets as t, users,
    },
};
use chrono::{Datelike, NaiveDateTime, TimeDelta};
use diesel::prelude::*;
use domain::{
    areas::AreaPath,
    ids::{AreaId, CategoryId, EntryId, Id, PhotoId, SessionId, TicketEventId, TicketId, UserId},
};
use serde::{Deserialize, Serialize, Serializer};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::system::{SystemClock, SystemEntropy, new_id};

fn text<T: Id, S: Serializer>(key: &Key<T>, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(&key.0)
}

#[derive(Queryable, Selectable, Serialize)]
#[diesel(table_name = t)]
struct Row {
    #[serde(serialize_with = "text")]
    id: Key<TicketId>,
    number_year: i64,
    number_serial: i64,
    #[serde(serialize_with = "text")]
    area_id: Key<AreaId>,
    area_path: String,
    #[serde(skip)]
    category_id: Key<CategoryId>,
    text: String,
    latitude_e7: Option<i64>,
    longitude_e7: Option<i64>,
    state: String,
    #[serde(skip)]
    handler_id: Option<Key<UserId>>,
    state_until: Option<NaiveDateTime>,
    rating: Option<i64>,
    reported_at: NaiveDateTime,
    answer_due_at: NaiveDateTime,
    solve_due_at: NaiveDateTime,
    answered_at: Option<NaiveDateTime>,
    first_solved_at: Option<NaiveDateTime>,
    reopened_count: i64,
    version: i64,
}

#[derive(Clone, Queryable, Selectable, Serialize)]
#[diesel(table_name = categories)]
struct CategoryRow {
    #[serde(serialize_with = "text")]
    id: Key<CategoryId>,
    code: String,
    name_hans: String,
    name_hant: String,
    name_en: String,
    answer_within_hours: i64,
    solve_within_hours: i64,
    objection_window_hours: i64,
}

/// A ticket as it is listed.
#[derive(Serialize)]
pub(crate) struct Item {
    ticket: Row,
    area_name: Option<String>,
    category: Option<CategoryRow>,
    handler: Option<String>,
    cover_photo_id: Option<Uuid>,
}

impl Item {
    /// Its id as text.
    pub(crate) fn id(&self) -> String {
        self.ticket.id.0.to_string()
    }
}

/// A ticket with its timeline.
#[derive(Serialize)]
pub(crate) struct Detail {
    item: Option<Item>,
    timeline: Vec<Event>,
    photos: Vec<Uuid>,
}

#[derive(Queryable, Selectable, Serialize)]
#[diesel(table_name = events)]
struct Event {
    #[serde(serialize_with = "text")]
    id: Key<TicketEventId>,
    at: NaiveDateTime,
    kind: String,
    side: String,
    #[serde(skip)]
    user_id: Option<Key<UserId>>,
    text: Option<String>,
    rating: Option<i64>,
}

/// The newest tickets of an area.
pub(crate) fn list(db: &mut Db, path: &str, limit: i64) -> QueryResult<Vec<Item>> {
    let rows: Vec<Row> = scopes::table
        .inner_join(t::table)
        .filter(scopes::area_path.eq(path))
        .order(scopes::ticket_id.desc())
        .limit(limit)
        .select(Row::as_select())
        .load(db)?;
    items(db, rows)
}

/// One ticket.
pub(crate) fn read(db: &mut Db, id: TicketId) -> QueryResult<Detail> {
    let row: Row = t::table.find(Key(id)).select(Row::as_select()).first(db)?;
    let timeline: Vec<Event> = events::table
        .filter(events::ticket_id.eq(Key(id)))
        .order(events::ordinal)
        .limit(1_010)
        .select(Event::as_select())
        .load(db)?;
    names(db, timeline.iter().filter_map(|event| event.user_id).collect())?;
    let photos: Vec<(Key<PhotoId>, i64, i64)> = photos::table
        .inner_join(photo_contents::table)
        .filter(photos::ticket_id.eq(Key(id)))
        .order((photos::event_id, photos::ordinal))
        .select((photos::id, photo_contents::width, photo_contents::height))
        .load(db)?;
    let item = items(db, vec![row])?.pop();
    Ok(Detail { item, timeline, photos: photos.into_iter().map(|(Key(id), ..)| id.0).collect() })
}

fn names(db: &mut Db, ids: Vec<Key<UserId>>) -> QueryResult<HashMap<UserId, String>> {
    let rows: Vec<(Key<UserId>, String)> =
        users::table.filter(users::id.eq_any(ids)).select((users::id, users::display_name)).load(db)?;
    Ok(rows.into_iter().map(|(Key(id), name)| (id, name)).collect())
}

fn items(db: &mut Db, rows: Vec<Row>) -> QueryResult<Vec<Item>> {
    let ids: Vec<Key<AreaId>> = rows.iter().map(|row| row.area_id).collect();
    let named: Vec<(Key<AreaId>, String)> =
        areas::table.filter(areas::id.eq_any(ids)).select((areas::id, areas::name)).load(db)?;
    let named: HashMap<AreaId, String> = named.into_iter().map(|(Key(id), name)| (id, name)).collect();
    let ids: Vec<Key<CategoryId>> = rows.iter().map(|row| row.category_id).collect();
    let kinds: Vec<CategoryRow> =
        categories::table.filter(categories::id.eq_any(ids)).select(CategoryRow::as_select()).load(db)?;
    let kinds: HashMap<CategoryId, CategoryRow> = kinds.into_iter().map(|kind| (kind.id.0, kind)).collect();
    let handlers = names(db, rows.iter().filter_map(|row| row.handler_id).collect())?;
    let ids: Vec<Option<Key<TicketId>>> = rows.iter().map(|row| Some(row.id)).collect();
    let covers: Vec<(Option<Key<TicketId>>, Key<PhotoId>)> = photos::table
        .filter(photos::ticket_id.eq_any(ids))
        .filter(photos::kind.eq("report"))
        .filter(photos::ordinal.eq(0))
        .select((photos::ticket_id, photos::id))
        .load(db)?;
    let covers: HashMap<TicketId, Uuid> =
        covers.into_iter().filter_map(|(ticket, Key(photo))| Some((ticket?.0, photo.0))).collect();
    let item = |row: Row| Item {
        area_name: named.get(&row.area_id.0).cloned(),
        category: kinds.get(&row.category_id.0).cloned(),
        handler: row.handler_id.and_then(|Key(id)| handlers.get(&id).cloned()),
        cover_photo_id: covers.get(&row.id.0).copied(),
        ticket: row,
    };
    Ok(rows.into_iter().map(item).collect())
}

/// A report as it comes in.
#[derive(Deserialize)]
pub(crate) struct NewTicket {
    pub(crate) category: String,
    pub(crate) text: String,
    pub(crate) area_id: Uuid,
}

/// Reports a ticket and reads it back; the caller has opened a transaction.
pub(crate) fn report(db: &mut Db, reporter: UserId, new: &NewTicket) -> QueryResult<Detail> {
    let area = Key(AreaId(new.area_id));
    let path: String = areas::table.find(area).select(areas::path).first(db)?;
    let lineage: Vec<String> = AreaPath::parse(&path)
        .map_err(|error| diesel::result::Error::DeserializationError(Box::new(error)))?
        .lineage()
        .iter()
        .map(ToString::to_string)
        .collect();
    let around: Vec<(String, String)> =
        areas::table.filter(areas::path.eq_any(&lineage)).select((areas::path, areas::kind)).load(db)?;
    let in_force: Vec<CategoryRow> = categories::table
        .filter(categories::area_path.eq_any(around.iter().map(|(path, _)| path.as_str()).chain([""])))
        .order(categories::area_path)
        .select(CategoryRow::as_select())
        .load(db)?;
    let kind = in_force.into_iter().rfind(|kind| kind.code == new.category);
    let kind = kind.ok_or(diesel::result::Error::NotFound)?;

    let now = SystemClock.now().naive_utc();
    let (year, serial) = number(db, now)?;
    let id: TicketId = new_id();
    diesel::insert_into(t::table)
        .values((
            t::id.eq(Key(id)),
            t::number_year.eq(year),
            t::number_serial.eq(serial),
            t::area_id.eq(area),
            t::area_path.eq(&path),
            t::category_id.eq(kind.id),
            t::reporter_id.eq(Key(reporter)),
            t::text.eq(&new.text),
            t::state.eq("submitted"),
            t::reported_at.eq(now),
            t::answer_due_at.eq(now + TimeDelta::hours(kind.answer_within_hours)),
            t::solve_due_at.eq(now + TimeDelta::hours(kind.solve_within_hours)),
            t::objection_window_hours.eq(kind.objection_window_hours),
            t::updated_at.eq(now),
        ))
        .execute(db)?;
    let rows: Vec<_> = lineage
        .iter()
        .map(|path| (scopes::area_path.eq(path), scopes::ticket_id.eq(Key(id)), scopes::is_open.eq(true)))
        .collect();
    on_each!(db, |c| diesel::insert_into(scopes::table).values(rows).execute(c))?;
    diesel::insert_into(events::table)
        .values((
            events::id.eq(Key(new_id::<TicketEventId>())),
            events::ticket_id.eq(Key(id)),
            events::ordinal.eq(1),
            events::at.eq(now),
            events::kind.eq("reported"),
            events::side.eq("reporter"),
            events::user_id.eq(Key(reporter)),
        ))
        .execute(db)?;
    entry(db, reporter, ("ticket.reported", &path), format!("ticket:{id}"), now)?;
    read(db, id)
}

/// Rows that share the numbers of a year, as in the application.
const LANES: i64 = 16;

/// The next number of the year, from a lane that nobody holds.
fn number(db: &mut Db, now: NaiveDateTime) -> QueryResult<(i64, i64)> {
    let year = i64::from((now + TimeDelta::hours(8)).year());
    let lanes = ticket_counters::table
        .filter(ticket_counters::year.eq(year))
        .order(ticket_counters::next_serial)
        .limit(1)
        .select((ticket_counters::lane, ticket_counters::next_serial));
    let (lane, serial) = lock_free!(db, lanes, |q, c| q.first::<(i64, i64)>(c))?;
    diesel::update(ticket_counters::table.find((year, lane)))
        .set(ticket_counters::next_serial.eq(serial + LANES))
        .execute(db)?;
    Ok((year, serial))
}

fn entry(
    db: &mut Db,
    agent: UserId,
    (event, path): (&str, &str),
    subject: String,
    now: NaiveDateTime,
) -> QueryResult<()> {
    diesel::insert_into(journal::table)
        .values((
            journal::id.eq(Key(new_id::<EntryId>())),
            journal::at.eq(now),
            journal::agent_id.eq(Some(Key(agent))),
            journal::event.eq(event),
            journal::area_path.eq(path),
            journal::subject.eq(subject),
            journal::payload.eq("{}"),
        ))
        .execute(db)
        .map(drop)
}

/// Who signs in, and the hash of their password.
pub(crate) fn account(db: &mut Db, login: &str) -> QueryResult<(UserId, Option<String>)> {
    let (Key(user), hash) = users::table
        .filter(users::login.eq(login))
        .select((users::id, users::password_hash))
        .first::<(Key<UserId>, _)>(db)?;
    Ok((user, hash))
}

/// A session that began.
#[derive(Serialize)]
pub(crate) struct Started {
    session: String,
    refresh: String,
}

/// Starts a session; the caller has opened a transaction.
pub(crate) fn start_session(db: &mut Db, user: UserId) -> QueryResult<Started> {
    let (session, now): (SessionId, _) = (new_id(), SystemClock.now().naive_utc());
    diesel::insert_into(sessions::table)
        .values((
            sessions::id.eq(Key(session)),
            sessions::user_id.eq(Key(user)),
            sessions::method.eq("password"),
            sessions::device.eq("drill"),
            sessions::address.eq("127.0.0.1"),
            sessions::second_factor.eq(false),
            sessions::created_at.eq(now),
            sessions::last_seen_at.eq(now),
            sessions::expires_at.eq(now + TimeDelta::days(30)),
        ))
        .execute(db)?;
    let mut secret = [0; 32];
    SystemEntropy.fill(&mut secret);
    let refresh = app::crypto::base64url(&secret);
    diesel::insert_into(refresh_tokens::table)
        .values((
            refresh_tokens::token_hash.eq(Sha256::digest(refresh.as_bytes()).to_vec()),
            refresh_tokens::session_id.eq(Key(session)),
            refresh_tokens::created_at.eq(now),
        ))
        .execute(db)?;
    entry(db, user, ("session.started", ""), format!("session:{session}"), now)?;
    Ok(Started { session: session.to_string(), refresh })
}
