//! Tickets as they are listed and read: the statements of the application's use cases, written out by hand.

use std::collections::HashMap;

use app::db::{
    Db, Key,
    schema::{
        areas, categories, journal, photo_contents, photos, ticket_answers as answers,
        ticket_events as events, ticket_materials as materials, ticket_particulars as particulars,
        ticket_scopes as scopes, ticket_timers as timers, tickets as t, users,
    },
};
use chrono::NaiveDateTime;
use diesel::prelude::*;
use domain::ids::{AreaId, CategoryId, EntryId, Id, PhotoId, ProviderId, TicketEventId, TicketId, UserId};
use serde::{Serialize, Serializer};
use uuid::Uuid;

use crate::system::new_id;

fn text<T: Id, S: Serializer>(key: &Key<T>, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(&key.0)
}

#[derive(Queryable, Selectable, Serialize)]
#[diesel(table_name = t)]
pub(super) struct Row {
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
pub(super) struct CategoryRow {
    #[serde(serialize_with = "text")]
    pub(super) id: Key<CategoryId>,
    pub(super) code: String,
    name_hans: String,
    name_hant: String,
    name_en: String,
    pub(super) answer_within_hours: i64,
    pub(super) solve_within_hours: i64,
    pub(super) objection_window_hours: i64,
    pub(super) is_public: bool,
}

/// A ticket as it is listed.
#[derive(Serialize)]
pub(crate) struct Item {
    ticket: Row,
    area_name: Option<String>,
    category: Option<CategoryRow>,
    handler: Option<String>,
    cover_photo_id: Option<Uuid>,
    is_anonymous: bool,
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
    answers: Option<String>,
    told: Vec<(String, String)>,
    used: Vec<(String, i64, String)>,
    is_anonymous: bool,
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
    let is_anonymous = particulars_of(db, vec![row.id])?.iter().any(|found| found.1);
    let timeline: Vec<Event> = events::table
        .filter(events::ticket_id.eq(Key(id)))
        .order(events::ordinal)
        .limit(1_010)
        .select(Event::as_select())
        .load(db)?;
    names(db, timeline.iter().filter_map(|event| event.user_id).collect())?;
    let used = match timeline.iter().any(|event| event.kind == "solved") {
        true => materials::table
            .filter(materials::ticket_id.eq(Key(id)))
            .order((materials::event_id, materials::ordinal))
            .select((materials::name, materials::quantity_thousandths, materials::unit))
            .load(db)?,
        false => Vec::new(),
    };
    let photos: Vec<(Key<PhotoId>, i64, i64)> = photos::table
        .inner_join(photo_contents::table)
        .filter(photos::ticket_id.eq(Key(id)))
        .order((photos::event_id, photos::ordinal))
        .select((photos::id, photo_contents::width, photo_contents::height))
        .load(db)?;
    let photos = photos.into_iter().map(|(Key(id), ..)| id.0).collect();
    let answers = answers::table.find(Key(id)).select(answers::answers).first(db).optional()?;
    let told = timers::table
        .inner_join(areas::table.on(areas::path.nullable().eq(timers::told_path)))
        .filter(timers::ticket_id.eq(Key(id)))
        .select((timers::timer, areas::name))
        .load(db)?;
    let item = items(db, vec![row])?.pop();
    Ok(Detail { item, timeline, photos, answers, told, used, is_anonymous })
}

/// What only some tickets have: whether nobody looks up who reported it, the provider that keeps it, how many are called to it.
type Particulars = (Key<TicketId>, bool, Option<Key<ProviderId>>, i64);

fn particulars_of(db: &mut Db, ids: Vec<Key<TicketId>>) -> QueryResult<Vec<Particulars>> {
    particulars::table
        .filter(particulars::ticket_id.eq_any(ids))
        .select((
            particulars::ticket_id,
            particulars::is_anonymous,
            particulars::provider_id,
            particulars::calls_open,
        ))
        .load(db)
}

fn names(db: &mut Db, ids: Vec<Key<UserId>>) -> QueryResult<HashMap<UserId, String>> {
    let rows: Vec<(Key<UserId>, String)> =
        users::table.filter(users::id.eq_any(ids)).select((users::id, users::display_name)).load(db)?;
    Ok(rows.into_iter().map(|(Key(id), name)| (id, name)).collect())
}

/// What rows of a list refer to.
pub(super) fn items(db: &mut Db, rows: Vec<Row>) -> QueryResult<Vec<Item>> {
    if rows.is_empty() {
        return Ok(Vec::new());
    }
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
    let more = particulars_of(db, rows.iter().map(|row| row.id).collect())?;
    let item = |row: Row| Item {
        is_anonymous: more.iter().any(|found| found.0 == row.id && found.1),
        area_name: named.get(&row.area_id.0).cloned(),
        category: kinds.get(&row.category_id.0).cloned(),
        handler: row.handler_id.and_then(|Key(id)| handlers.get(&id).cloned()),
        cover_photo_id: covers.get(&row.id.0).copied(),
        ticket: row,
    };
    Ok(rows.into_iter().map(item).collect())
}

/// Appends to the journal.
pub(super) fn entry(
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
