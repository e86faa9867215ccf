//! Reading rectifications, each as far as somebody may see it. How many statements it takes does not grow with the rows.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDateTime;
use diesel::prelude::*;
use domain::{
    areas::AreaPath,
    ids::{AreaId, LookBackId, PhotoId, RoundId, TicketEventId, TicketId, UserId},
    inspections::{LapseReason, Month, RectificationState, Score, Subjects},
    permissions::Actor,
    tickets::{StateName, TicketNumber},
};

use super::{
    INSIDE, knows, may_inspect,
    shown::{Closure, Inside, LookBackShown, LookedAt, RoundName, Shown},
};
use crate::{
    db::{
        DbError, Key, Tx,
        schema::{
            areas, inspection_rounds as rr, inspection_team as team, look_backs, photos, rectifications as t,
            ticket_events as events, ticket_scopes as scopes, tickets as tt,
        },
    },
    identity,
    inspections::{
        rounds::{self, PUBLIC_BULLETIN},
        ties,
    },
};

/// Which rectifications a list holds; all conditions at once.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Only of this area and below.
    pub area: Option<AreaPath>,
    /// Only after this round.
    pub round: Option<RoundId>,
    /// Only in these states; all where empty.
    pub states: Vec<RectificationState>,
    /// Only what is with the village beyond its time.
    pub overdue: bool,
}

/// Which page of the list: the latest demanded first.
#[derive(Clone, Copy, Debug)]
pub struct Page {
    /// After this one.
    pub after: Option<TicketId>,
    /// Most items of this page.
    pub limit: i64,
}

type Row = (
    (Key<TicketId>, Key<AreaId>, String, String, String, i64),
    (String, Option<String>, NaiveDateTime, NaiveDateTime, Option<NaiveDateTime>, Option<String>),
    (i64, i64, String, Option<Key<UserId>>, NaiveDateTime),
    (Key<RoundId>, Key<AreaId>, String, String),
);

macro_rules! all {
    () => {
        t::table.inner_join(tt::table).inner_join(rr::table).select((
            (t::ticket_id, t::area_id, t::area_path, t::code, t::indicator, t::lost),
            (t::note, t::word, t::due_at, t::demanded_at, t::lapsed_at, t::lapse_reason),
            (tt::number_year, tt::number_serial, tt::state, tt::handler_id, tt::solve_due_at),
            (rr::id, rr::area_id, rr::area_path, rr::month),
        ))
    };
}

/// Adds to a boxed query what lets `actor` see a row: it was published for all, or they work with it.
macro_rules! visible {
    ($query:expr, $actor:expr) => {{
        // What a household is to mend is between it and those who look after it.
        let public = rr::report.eq(PUBLIC_BULLETIN).and(rr::state.eq("published"));
        let public = public.and(rr::subjects.ne(Subjects::Households.as_str()));
        match $actor {
            None => $query.filter(public),
            Some(actor) => {
                let held = INSIDE.into_iter().flat_map(|permission| actor.scope(permission));
                let held: BTreeSet<String> = held.map(|path| path.to_string()).collect();
                // A ticket is listed under every area around it.
                let under = scopes::table.filter(scopes::area_path.eq_any(held)).select(scopes::ticket_id);
                let mine = team::table.filter(team::user_id.eq(Key(actor.user))).select(team::round_id);
                $query.filter(public.or(t::ticket_id.eq_any(under)).or(t::round_id.eq_any(mine)))
            }
        }
    }};
}

/// The rectifications of `filter` that the caller may see, the latest demanded first. At most thirteen statements.
///
/// # Errors
/// [`DbError`].
pub fn list(
    tx: &mut Tx<'_>,
    actor: Option<&Actor>,
    filter: &Filter,
    page: Page,
) -> Result<Vec<Shown>, DbError> {
    let mut query = visible!(all!().order(t::ticket_id.desc()).limit(page.limit).into_boxed(), actor);
    if let Some(area) = &filter.area {
        query = query.filter(t::area_path.ge(area.to_string())).filter(t::area_path.lt(area.end()));
    }
    if let Some(round) = filter.round {
        query = query.filter(t::round_id.eq(Key(round)));
    }
    if !filter.states.is_empty() {
        let names = filter.states.iter().flat_map(|state| state.of_ticket());
        let names: Vec<&str> = names.map(StateName::as_str).collect();
        query = query.filter(tt::state.eq_any(names));
    }
    if filter.overdue {
        let open = RectificationState::ALL.into_iter().filter(|state| state.is_with_village());
        let names: Vec<&str> = open.flat_map(RectificationState::of_ticket).map(StateName::as_str).collect();
        query = query.filter(tt::state.eq_any(names)).filter(t::due_at.le(tx.timestamp()));
    }
    if let Some(after) = page.after {
        query = query.filter(t::ticket_id.lt(Key(after)));
    }
    let rows: Vec<Row> = query.load(tx.db())?;
    show(tx, actor, rows)
}

/// One rectification, as far as `actor` may see it.
///
/// # Errors
/// [`DbError::NotFound`] where there is none, or not for them.
pub fn rectification(tx: &mut Tx<'_>, actor: Option<&Actor>, id: TicketId) -> Result<Shown, DbError> {
    let query = visible!(all!().filter(t::ticket_id.eq(Key(id))).into_boxed(), actor);
    let row: Row = query.first(tx.db())?;
    show(tx, actor, vec![row])?.pop().ok_or(DbError::NotFound)
}

/// Whether somebody may see the photos of a ticket because it is a rectification that they work with.
pub(crate) fn shows_photos(tx: &mut Tx<'_>, actor: &Actor, ticket: TicketId) -> Result<bool, DbError> {
    let found: Option<(Key<RoundId>, String)> =
        t::table.find(Key(ticket)).select((t::round_id, t::area_path)).first(tx.db()).optional()?;
    let Some((Key(round), path)) = found else { return Ok(false) };
    let path = AreaPath::parse(&path).map_err(DbError::damaged)?;
    Ok(knows(actor, &path) || rounds::teams_with(tx, Some(actor), &[round])?.contains(&round))
}

/// What rows of a list refer to.
struct Around {
    names: BTreeMap<AreaId, String>,
    mine: BTreeSet<RoundId>,
    ties: Option<domain::inspections::Ties>,
    closures: BTreeMap<TicketId, (TicketEventId, NaiveDateTime, Option<String>)>,
    photos: BTreeMap<TicketEventId, Vec<PhotoId>>,
    look_backs: BTreeMap<TicketId, Vec<LookBackRow>>,
    people: BTreeMap<UserId, String>,
    later: BTreeMap<RoundId, Month>,
}

type LookBackRow = (
    (Key<LookBackId>, Key<TicketId>, Key<TicketEventId>, bool),
    (Option<String>, Option<NaiveDateTime>, NaiveDateTime),
    (Option<Key<RoundId>>, Key<UserId>),
);

fn show(tx: &mut Tx<'_>, actor: Option<&Actor>, rows: Vec<Row>) -> Result<Vec<Shown>, DbError> {
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let around = around(tx, actor, &rows)?;
    let now = tx.timestamp();
    rows.into_iter().map(|row| shown(row, actor, &around, now)).collect()
}

fn around(tx: &mut Tx<'_>, actor: Option<&Actor>, rows: &[Row]) -> Result<Around, DbError> {
    let ids: Vec<Key<TicketId>> = rows.iter().map(|row| row.0.0).collect();
    let places: BTreeSet<Key<AreaId>> = rows.iter().flat_map(|row| [row.0.1, row.3.1]).collect();
    let names: Vec<(Key<AreaId>, String)> =
        areas::table.filter(areas::id.eq_any(places)).select((areas::id, areas::name)).load(tx.db())?;
    let of_rows: Vec<RoundId> = rows.iter().map(|row| row.3.0.0).collect();
    let mine = rounds::teams_with(tx, actor, &of_rows)?;
    let ties = match actor {
        Some(actor) => ties::of(tx, &[actor.user])?.remove(&actor.user),
        None => None,
    };
    let looked: Vec<LookBackRow> = look_backs::table
        .inner_join(events::table.on(events::id.eq(look_backs::event_id)))
        .filter(look_backs::ticket_id.eq_any(&ids))
        .order(events::ordinal)
        .select((
            (look_backs::id, look_backs::ticket_id, look_backs::event_id, look_backs::passed),
            (look_backs::note, look_backs::due_at, look_backs::made_at),
            (look_backs::in_round_id, look_backs::made_by),
        ))
        .load(tx.db())?;
    let later: Vec<RoundId> = looked.iter().filter_map(|row| Some(row.2.0?.0)).collect();
    let later = rounds::find_all(tx, &later)?;
    let sights = rounds::sights(tx, actor, &later)?;
    let later = later.iter().zip(sights).filter(|(round, sight)| sight.of_round(round));
    let later = later.map(|(round, _)| (round.id, round.month)).collect();
    let people = identity::names_of(tx, looked.iter().map(|row| row.2.1.0))?;
    let mut look_backs: BTreeMap<TicketId, Vec<LookBackRow>> = BTreeMap::new();
    for row in looked {
        look_backs.entry(row.0.1.0).or_default().push(row);
    }
    let names = names.into_iter().map(|(Key(id), name)| (id, name)).collect();
    let (closures, photos) = (closures(tx, &ids)?, photos_of(tx, &ids)?);
    Ok(Around { names, mine, ties, closures, photos, look_backs, people, later })
}

/// A closure: its entry in the ticket's timeline, when, and in which words.
type ClosedBy = (TicketEventId, NaiveDateTime, Option<String>);

/// The last closure of each ticket.
fn closures(tx: &mut Tx<'_>, ids: &[Key<TicketId>]) -> Result<BTreeMap<TicketId, ClosedBy>, DbError> {
    type Closed = (Key<TicketId>, Key<TicketEventId>, NaiveDateTime, Option<String>);
    let rows: Vec<Closed> = events::table
        .filter(events::ticket_id.eq_any(ids))
        .filter(events::kind.eq("solved"))
        .order(events::ordinal)
        .select((events::ticket_id, events::id, events::at, events::text))
        .load(tx.db())?;
    // A later one takes the place of an earlier one.
    Ok(rows.into_iter().map(|(Key(ticket), Key(id), at, text)| (ticket, (id, at, text))).collect())
}

fn photos_of(
    tx: &mut Tx<'_>,
    ids: &[Key<TicketId>],
) -> Result<BTreeMap<TicketEventId, Vec<PhotoId>>, DbError> {
    let ids: Vec<Option<Key<TicketId>>> = ids.iter().copied().map(Some).collect();
    let rows: Vec<(Option<Key<TicketEventId>>, Key<PhotoId>)> = photos::table
        .filter(photos::ticket_id.eq_any(ids))
        .order((photos::event_id, photos::ordinal))
        .select((photos::event_id, photos::id))
        .load(tx.db())?;
    let mut shown: BTreeMap<TicketEventId, Vec<PhotoId>> = BTreeMap::new();
    for (event, Key(photo)) in rows {
        let Key(event) = event.ok_or_else(|| DbError::damaged("a ticket's photo"))?;
        shown.entry(event).or_default().push(photo);
    }
    Ok(shown)
}

fn shown(row: Row, actor: Option<&Actor>, around: &Around, now: NaiveDateTime) -> Result<Shown, DbError> {
    let ((Key(id), Key(area), path, code, indicator, lost), said, ticket, round) = row;
    let (note, word, due_at, demanded_at, lapsed_at, lapse_reason) = said;
    let (year, serial, state, handler, first_due_at) = ticket;
    let path = AreaPath::parse(&path).map_err(DbError::damaged)?;
    let state = StateName::parse(&state).ok_or_else(|| DbError::damaged(format!("ticket state {state}")))?;
    let state = RectificationState::of(state);
    let reason = |word: String| LapseReason::parse(&word).ok_or_else(|| DbError::damaged(word));
    let reason = lapse_reason.map(reason).transpose()?;
    let name = |area: AreaId| {
        around.names.get(&area).cloned().ok_or_else(|| DbError::damaged("a rectification's area"))
    };
    let member = around.mine.contains(&round.0.0);
    let worker = actor.filter(|actor| member || knows(actor, &path));
    let inside = match worker {
        None => None,
        Some(actor) => {
            let number = TicketNumber {
                year: i32::try_from(year).map_err(DbError::damaged)?,
                serial: u32::try_from(serial).map_err(DbError::damaged)?,
            };
            let tied = around.ties.as_ref().is_some_and(|ties| !ties.recusals(&path).is_empty());
            let own = handler == Some(Key(actor.user));
            let (waits, office) = (state == RectificationState::Closed, may_inspect(actor, &path));
            let may_look_back = waits && office && !tied && !own;
            let is_recused = waits && office && (tied || own);
            Some(Inside { number, note, word, closure: closure(id, around), may_look_back, is_recused })
        }
    };
    let look_backs = around.look_backs.get(&id).into_iter().flatten();
    Ok(Shown {
        look_backs: look_backs.map(|row| look_back(row, worker.is_some(), around)).collect(),
        round: RoundName {
            id: round.0.0,
            month: round.3.parse().map_err(DbError::damaged)?,
            area: round.1.0,
            area_name: name(round.1.0)?,
        },
        area,
        area_name: name(area)?,
        path,
        code,
        indicator,
        lost: Score::new(lost).map_err(DbError::damaged)?,
        state,
        is_overdue: state.is_with_village() && due_at <= now,
        due_at: due_at.and_utc(),
        first_due_at: first_due_at.and_utc(),
        demanded_at: demanded_at.and_utc(),
        lapsed: lapsed_at.map(|at| at.and_utc()).zip(reason),
        inside,
        id,
    })
}

fn closure(id: TicketId, around: &Around) -> Option<Closure> {
    let (event, at, text) = around.closures.get(&id)?;
    let photos = around.photos.get(event).cloned().unwrap_or_default();
    Some(Closure { at: at.and_utc(), text: text.clone(), photos })
}

fn look_back(row: &LookBackRow, inside: bool, around: &Around) -> LookBackShown {
    let ((Key(id), _, Key(event), passed), (note, due_at, at), (round, by)) = row;
    let round = round.and_then(|Key(id)| Some((id, *around.later.get(&id)?)));
    LookBackShown {
        id: *id,
        at: at.and_utc(),
        passed: *passed,
        due_at: due_at.map(|at| at.and_utc()),
        round,
        inside: inside.then(|| LookedAt {
            by_name: around.people.get(&by.0).cloned().unwrap_or_default(),
            note: note.clone(),
            photos: around.photos.get(event).cloned().unwrap_or_default(),
        }),
    }
}
