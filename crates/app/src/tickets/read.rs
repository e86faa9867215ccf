//! What a ticket shows: the same to everybody who may see it, but for who the reporter is, which nobody is shown.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;
use domain::{
    areas::AreaPath,
    geo::Position,
    ids::{AreaId, CategoryId, PhotoId, ProviderId, TicketEventId, TicketId, UserId},
    permissions::Actor,
    tickets::{Action, Clock, Rating, State, StateName, TicketNumber, form::Answer},
};

use super::{
    Error,
    answers::answers_of,
    particulars,
    partners::{Call, Material, Quotation, calls_of, materials_of, quotations_of},
    row::{TIMELINE_MAX, find},
    stored::{Row, Stored, read_rating},
    timers::{self, Escalation},
};
use crate::{
    categories::{self, Category},
    db::{
        DbError, Key, Tx,
        schema::{areas, photo_contents, photos, ticket_events as events, tickets, users},
    },
    photos::PhotoKind,
    providers::{self, Named},
};

/// A ticket in a list.
#[derive(Clone, Debug)]
pub struct Item {
    /// Its id.
    pub id: TicketId,
    /// Its number.
    pub number: TicketNumber,
    /// The area whose workers see it.
    pub area: AreaId,
    /// That area's path.
    pub path: AreaPath,
    /// That area's name.
    pub area_name: String,
    /// Of which kind it is.
    pub category: Category,
    /// What was reported.
    pub text: String,
    /// Where, to the metre.
    pub position: Option<Position>,
    /// Where it stands.
    pub state: State,
    /// Its clock.
    pub clock: Clock,
    /// Whether work on it is late at the time of reading.
    pub is_overdue: bool,
    /// How often the reporter objected.
    pub reopened_count: i64,
    /// The name of who works on it.
    pub handler_name: Option<String>,
    /// The provider that keeps it.
    pub provider: Option<Named>,
    /// How many were called to it and have not reported.
    pub calls_open: u32,
    /// Whether it is the caller's own.
    pub is_mine: bool,
    /// Whether nobody looks up who reported it.
    pub is_anonymous: bool,
    /// The first photo of the report.
    pub cover: Option<PhotoId>,
    /// Grows with every move.
    pub version: i64,
}

/// A ticket with everything around it.
#[derive(Clone, Debug)]
pub struct Detail {
    /// The ticket.
    pub item: Item,
    /// What was answered to its category's form.
    pub answers: Vec<Answer>,
    /// Everything that happened, oldest first.
    pub timeline: Vec<TimelineEntry>,
    /// What the caller may do next.
    pub actions: Vec<Action>,
    /// Of what the areas above were told.
    pub escalations: Vec<Escalation>,
    /// The ticket in which it goes on, where it was merged.
    pub merged_into: Option<MergedInto>,
    /// Who was called to it, the first call first.
    pub calls: Vec<Call>,
    /// Prices that were named for it, the newest first.
    pub quotations: Vec<Quotation>,
}

/// How far the ticket has come in which another goes on: that much everybody may know who reported the same matter.
#[derive(Clone, Copy, Debug)]
pub struct MergedInto {
    /// Its number.
    pub number: TicketNumber,
    /// Where it stands.
    pub state: StateName,
    /// When it must be solved.
    pub solve_due_at: DateTime<Utc>,
}

/// One thing that happened.
#[derive(Clone, Debug)]
pub struct TimelineEntry {
    /// Its id.
    pub id: TicketEventId,
    /// When.
    pub at: DateTime<Utc>,
    /// What: `reported`, `accepted`, `taken`, `assigned`, `handed_back`, `handed_over`, `entrusted`, `returned`, `called`,
    /// `call_reported`, `call_withdrawn`, `quoted`, `quotation_accepted`, `quotation_declined`, `quotation_withdrawn`, `waiting`,
    /// `resumed`, `wait_over`, `solved`,
    /// `confirmed`, `window_passed`, `reopened`, `rejected`, `appealed`, `appeal_granted`, `appeal_refused`, `merged`, `joined`,
    /// `withdrawn`, `look_back_passed`, `look_back_failed`, `lapsed`, `message`, `contact_revealed`.
    pub kind: String,
    /// By whom: `reporter`, `handler`, `office`, `inspector`, `system`.
    pub side: String,
    /// The official's name; never the reporter's.
    pub name: Option<String>,
    /// Whether the caller did it.
    pub is_mine: bool,
    /// What was said.
    pub text: Option<String>,
    /// The rating, where it was confirmed.
    pub rating: Option<Rating>,
    /// What was shown.
    pub photos: Vec<Photo>,
    /// The name of the provider that it is about.
    pub provider: Option<String>,
    /// What was used, where it was solved.
    pub materials: Vec<Material>,
}

/// A photo of a ticket.
#[derive(Clone, Copy, Debug)]
pub struct Photo {
    /// Its id.
    pub id: PhotoId,
    /// What it shows.
    pub kind: PhotoKind,
    /// Width of its full size, in pixels.
    pub width: i64,
    /// Height of its full size, in pixels.
    pub height: i64,
}

/// One ticket, for a caller who may see it. Eleven statements, whatever it holds, one more each where it was merged or solved, and
/// at most eight where somebody beside the town has a part in it.
///
/// # Errors
/// [`DbError::NotFound`] where there is none, or not for them.
pub fn ticket(tx: &mut Tx<'_>, actor: &Actor, id: TicketId) -> Result<Detail, Error> {
    let stored = find(tx, actor, id)?;
    let actions = stored.ticket.actions(stored.standing(actor), tx.now());
    let timeline = timeline(tx, actor, &stored)?;
    let (calls, quotations) = match stored.had_partners {
        true => (calls_of(tx, actor, &stored)?, quotations_of(tx, actor, &stored)?),
        false => (Vec::new(), Vec::new()),
    };
    let merged_into = match stored.ticket.state {
        State::Merged { into } => Some(merged_into(tx, into)?),
        _ => None,
    };
    let answers = answers_of(tx, [id])?.remove(&id).unwrap_or_default();
    let escalations = timers::escalations(tx, id)?;
    let item = items(tx, actor, vec![stored])?.pop().ok_or(DbError::NotFound)?;
    Ok(Detail { item, answers, timeline, actions, escalations, merged_into, calls, quotations })
}

fn merged_into(tx: &mut Tx<'_>, id: TicketId) -> Result<MergedInto, DbError> {
    let other =
        Stored::try_from(tickets::table.find(Key(id)).select(Row::as_select()).first::<Row>(tx.db())?)?;
    let (state, solve_due_at) = (other.ticket.state.name(), other.ticket.clock.solve_due_at);
    Ok(MergedInto { number: other.number, state, solve_due_at })
}

/// Fills in what the rows of a list refer to: five statements, however many rows, and one more where a provider keeps any.
pub(super) fn items(tx: &mut Tx<'_>, actor: &Actor, rows: Vec<Stored>) -> Result<Vec<Item>, DbError> {
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let rows = particulars::told(tx, rows)?;
    let area_ids: Vec<Key<AreaId>> = rows.iter().map(|r| Key(r.area)).collect();
    let named: Vec<(Key<AreaId>, String)> =
        areas::table.filter(areas::id.eq_any(area_ids)).select((areas::id, areas::name)).load(tx.db())?;
    let areas: HashMap<AreaId, String> = named.into_iter().map(|(Key(id), name)| (id, name)).collect();

    let category_ids: Vec<CategoryId> = rows.iter().map(|r| r.category).collect();
    let categories: HashMap<CategoryId, Category> =
        categories::by_id(tx, &category_ids)?.into_iter().map(|c| (c.id, c)).collect();

    let handlers: Vec<UserId> = rows.iter().filter_map(|r| r.ticket.state.handler()).collect();
    let handlers = names(tx, &handlers)?;

    let ids: Vec<Option<Key<TicketId>>> = rows.iter().map(|r| Some(Key(r.id))).collect();
    let covers: Vec<(Option<Key<TicketId>>, Key<PhotoId>)> = photos::table
        .filter(photos::ticket_id.eq_any(ids))
        .filter(photos::kind.eq(PhotoKind::Report.as_str()))
        .filter(photos::ordinal.eq(0))
        .select((photos::ticket_id, photos::id))
        .load(tx.db())?;
    let covers: HashMap<TicketId, PhotoId> =
        covers.into_iter().filter_map(|(ticket, Key(photo))| Some((ticket?.0, photo))).collect();

    let keepers: Vec<ProviderId> = rows.iter().filter_map(|row| row.ticket.partners.keeper).collect();
    let keepers = if keepers.is_empty() { BTreeMap::new() } else { providers::named(tx, keepers)? };

    let now = tx.now();
    let item = |row: Stored| {
        let area_name = areas.get(&row.area).cloned().ok_or_else(|| DbError::damaged("a ticket's area"))?;
        let category = categories.get(&row.category).cloned();
        Ok(Item {
            area: row.area,
            path: row.path,
            area_name,
            category: category.ok_or_else(|| DbError::damaged("a ticket's category"))?,
            text: row.text,
            position: row.position,
            is_overdue: is_overdue(&row.ticket.state, &row.ticket.clock, now),
            clock: row.ticket.clock,
            reopened_count: row.reopened_count,
            handler_name: row.ticket.state.handler().and_then(|id| handlers.get(&id).cloned()),
            state: row.ticket.state,
            is_mine: row.ticket.reporter == actor.user,
            is_anonymous: row.is_anonymous,
            provider: row.ticket.partners.keeper.and_then(|keeper| keepers.get(&keeper).cloned()),
            calls_open: row.ticket.partners.calls_open,
            cover: covers.get(&row.id).copied(),
            version: row.version,
            id: row.id,
            number: row.number,
        })
    };
    rows.into_iter().map(item).collect()
}

/// Whether somebody ought to have acted by now; what waits for the reporter's word is not late.
fn is_overdue(state: &State, clock: &Clock, now: DateTime<Utc>) -> bool {
    let unanswered = clock.answered_at.is_none() && clock.is_past(clock.answer_due_at, now);
    state.name().is_unsolved() && (unanswered || clock.is_past(clock.solve_due_at, now))
}

pub(super) fn names(tx: &mut Tx<'_>, ids: &[UserId]) -> Result<HashMap<UserId, String>, DbError> {
    let keys: Vec<Key<UserId>> = ids.iter().copied().map(Key).collect();
    let rows: Vec<(Key<UserId>, String)> =
        users::table.filter(users::id.eq_any(keys)).select((users::id, users::display_name)).load(tx.db())?;
    Ok(rows.into_iter().map(|(Key(id), name)| (id, name)).collect())
}

type EventRow = (
    Key<TicketEventId>,
    NaiveDateTime,
    String,
    String,
    Option<Key<UserId>>,
    Option<String>,
    Option<i64>,
    Option<Key<ProviderId>>,
);

fn timeline(tx: &mut Tx<'_>, actor: &Actor, ticket: &Stored) -> Result<Vec<TimelineEntry>, DbError> {
    let id = ticket.id;
    let rows: Vec<EventRow> = events::table
        .filter(events::ticket_id.eq(Key(id)))
        .order(events::ordinal)
        // What ends something finds room beyond.
        .limit(TIMELINE_MAX + 100)
        .select((
            events::id,
            events::at,
            events::kind,
            events::side,
            events::user_id,
            events::text,
            events::rating,
            events::provider_id,
        ))
        .load(tx.db())?;
    let officials: Vec<UserId> =
        rows.iter().filter(|row| row.3 != "reporter").filter_map(|row| Some(row.4?.0)).collect();
    let names = names(tx, &officials)?;
    let about: Vec<ProviderId> = rows.iter().filter_map(|row| Some(row.7?.0)).collect();
    let about = if about.is_empty() { BTreeMap::new() } else { providers::names_by_id(tx, about)? };
    let mut shown = photos_of(tx, id)?;
    let was_solved = rows.iter().any(|row| row.2 == "solved");
    let mut used = if was_solved { materials_of(tx, id)? } else { HashMap::new() };
    rows.into_iter()
        .map(|(Key(id), at, kind, side, user, text, rating, provider)| {
            let user = user.map(|Key(id)| id);
            Ok(TimelineEntry {
                id,
                at: at.and_utc(),
                name: user.filter(|_| side != "reporter").and_then(|id| names.get(&id).cloned()),
                is_mine: user == Some(actor.user),
                kind,
                side,
                text,
                rating: rating.map(read_rating).transpose()?,
                photos: shown.remove(&id).unwrap_or_default(),
                provider: provider.and_then(|Key(provider)| about.get(&provider).cloned()),
                materials: used.remove(&id).unwrap_or_default(),
            })
        })
        .collect()
}

fn photos_of(tx: &mut Tx<'_>, id: TicketId) -> Result<HashMap<TicketEventId, Vec<Photo>>, DbError> {
    type PhotoRow = (Key<PhotoId>, Option<Key<TicketEventId>>, Option<String>, i64, i64);
    let rows: Vec<PhotoRow> = photos::table
        .inner_join(photo_contents::table)
        .filter(photos::ticket_id.eq(Key(id)))
        .order((photos::event_id, photos::ordinal))
        .select((photos::id, photos::event_id, photos::kind, photo_contents::width, photo_contents::height))
        .load(tx.db())?;
    let mut shown: HashMap<TicketEventId, Vec<Photo>> = HashMap::new();
    for (Key(id), event, kind, width, height) in rows {
        let kind = kind.as_deref().and_then(PhotoKind::parse);
        let (Some(Key(event)), Some(kind)) = (event, kind) else {
            return Err(DbError::damaged("a ticket's photo"));
        };
        shown.entry(event).or_default().push(Photo { id, kind, width, height });
    }
    Ok(shown)
}
