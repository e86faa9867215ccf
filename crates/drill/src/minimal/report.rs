//! Reporting a ticket: the statements of the application's use case, written out by hand.

use app::db::{
    Clock, Db, Key, bulk_insert, lock_free, on_each,
    schema::{
        areas, categories, photos, ticket_counters, ticket_events as events, ticket_pieces as pieces,
        ticket_scopes as scopes, ticket_search as searched, ticket_timers as timers, tickets as t,
    },
};
use chrono::{Datelike, NaiveDateTime, TimeDelta};
use diesel::prelude::*;
use domain::{
    areas::AreaPath,
    ids::{AreaId, PhotoId, TicketEventId, TicketId, UserId},
    search,
};
use serde::Deserialize;
use uuid::Uuid;

use super::{
    look_back::EVERYWHERE,
    sql::{CategoryRow, Detail, entry, read},
};
use crate::system::{SystemClock, new_id};

/// A report as it comes in.
#[derive(Deserialize)]
pub(crate) struct NewTicket {
    pub(crate) category: String,
    pub(crate) text: String,
    pub(crate) area_id: Uuid,
    #[serde(default)]
    pub(crate) photos: Vec<PhotoId>,
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
    let around: Vec<(String, String, String)> = areas::table
        .filter(areas::path.eq_any(&lineage))
        .order(areas::path)
        .select((areas::path, areas::kind, areas::name))
        .load(db)?;
    let in_force: Vec<CategoryRow> = categories::table
        .filter(categories::area_path.eq_any(around.iter().map(|(path, ..)| path.as_str()).chain([""])))
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
            t::is_public.eq(kind.is_public),
        ))
        .execute(db)?;
    start_timers(db, id, &kind, now)?;
    let rows: Vec<_> = lineage
        .iter()
        .map(|path| {
            (
                scopes::area_path.eq(path),
                scopes::ticket_id.eq(Key(id)),
                scopes::is_open.eq(true),
                scopes::is_public.eq(kind.is_public),
            )
        })
        .collect();
    on_each!(db, |c| diesel::insert_into(scopes::table).values(rows).execute(c))?;
    let narrow = around.iter().filter(|(_, kind, _)| NAMED.contains(&kind.as_str()));
    let place: String = narrow.map(|(.., name)| name.as_str()).collect();
    keep_words(db, (id, area.0), &format!("{}\n{place}", new.text))?;
    let event: TicketEventId = new_id();
    diesel::insert_into(events::table)
        .values((
            events::id.eq(Key(event)),
            events::ticket_id.eq(Key(id)),
            events::ordinal.eq(1),
            events::at.eq(now),
            events::kind.eq("reported"),
            events::side.eq("reporter"),
            events::user_id.eq(Key(reporter)),
        ))
        .execute(db)?;
    attach(db, reporter, &new.photos, (id, event))?;
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

#[derive(Insertable)]
#[diesel(table_name = timers, treat_none_as_default_value = false)]
struct NewTimer {
    ticket_id: Key<TicketId>,
    timer: &'static str,
    at: NaiveDateTime,
    runs: bool,
}

fn start_timers(db: &mut Db, id: TicketId, kind: &CategoryRow, now: NaiveDateTime) -> QueryResult<()> {
    let minutes = |hours: i64| TimeDelta::minutes(hours * 60);
    let (answer, solve) = (minutes(kind.answer_within_hours), minutes(kind.solve_within_hours));
    let timers = [
        ("answer_soon", answer / 4 * 3),
        ("answer_overdue", answer),
        ("solve_soon", solve / 4 * 3),
        ("solve_overdue", solve),
    ];
    let timer = |(timer, after)| NewTimer { ticket_id: Key(id), timer, at: now + after, runs: true };
    on_each!(db, |c| diesel::insert_into(timers::table).values(timers.map(timer).as_slice()).execute(c))?;
    Ok(())
}

/// Areas whose names are a part of where something is.
const NAMED: [&str; 3] = ["village", "community", "grid"];

#[derive(Insertable)]
#[diesel(table_name = pieces, treat_none_as_default_value = false)]
struct NewPiece {
    area_id: Key<AreaId>,
    piece: String,
    ticket_id: Key<TicketId>,
}

fn keep_words(db: &mut Db, (id, area): (TicketId, AreaId), words: &str) -> QueryResult<()> {
    let folded = search::fold(words);
    let under = |area| {
        let of_area = move |piece| NewPiece { area_id: Key(area), piece, ticket_id: Key(id) };
        search::pieces(&folded).into_iter().map(of_area)
    };
    let cut: Vec<NewPiece> = under(EVERYWHERE).chain(under(area)).collect();
    diesel::insert_into(searched::table)
        .values((
            searched::ticket_id.eq(Key(id)),
            searched::folded.eq(folded),
            searched::area_id.eq(Key(area)),
        ))
        .execute(db)?;
    let kept = bulk_insert!(db, pieces::table, &cut);
    kept.map(drop).map_err(|error| diesel::result::Error::QueryBuilderError(error.into()))
}

/// Gives photos to the report, in their order.
fn attach(
    db: &mut Db,
    owner: UserId,
    given: &[PhotoId],
    (ticket, event): (TicketId, TicketEventId),
) -> QueryResult<()> {
    for (ordinal, photo) in (0_i64..).zip(given) {
        let draft = photos::table.find(Key(*photo)).filter(photos::owner_id.eq(Key(owner)));
        let draft = draft.filter(photos::stored.eq(true)).filter(photos::ticket_id.is_null());
        let done = diesel::update(draft)
            .set((
                photos::ticket_id.eq(Key(ticket)),
                photos::event_id.eq(Key(event)),
                photos::kind.eq("report"),
                photos::ordinal.eq(ordinal),
            ))
            .execute(db)?;
        if done != 1 {
            return Err(diesel::result::Error::NotFound);
        }
    }
    Ok(())
}
