//! What everybody may read of tickets: those that were public when they were reported, and nothing of people.
//!
//! Neither reporter, handler, message nor photo is read here. A withdrawn report is shown to nobody: its words were taken back.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};
use diesel::{dsl::exists, prelude::*};
use domain::{
    areas::AreaPath,
    geo::{Position, UNITS_PER_DEGREE},
    ids::{AreaId, CategoryId, TicketId},
    tickets::{
        CategoryCode, Sought, StateName, TicketNumber,
        public::{CELL_E7, Circle, PublicState, Window, rough, spots_of},
    },
};

use super::search::{self, Way};
use crate::{
    categories::{self, Category},
    db::{
        DbError, Key, Tx,
        schema::{
            areas, categories as kinds, ticket_pieces as pieces, ticket_scopes as scopes,
            ticket_search as searched, tickets as t,
        },
    },
};

/// A ticket as everybody may know it.
#[derive(Clone, Debug)]
pub struct PublicTicket {
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
    /// About where: the middle of its cell.
    pub position: Option<Position>,
    /// Whether somebody has still to act.
    pub state: PublicState,
    /// When it was reported.
    pub reported_at: DateTime<Utc>,
    /// When it is to be solved.
    pub due_at: DateTime<Utc>,
    /// When it was solved, of a closed one.
    pub closed_at: Option<DateTime<Utc>>,
    /// When something last happened to it.
    pub updated_at: DateTime<Utc>,
}

/// Which tickets a list holds; all conditions at once.
#[derive(Clone, Debug, Default)]
pub struct PublicFilter {
    /// Only in this area and below.
    pub under: Option<AreaPath>,
    /// Only these kinds; all where empty.
    pub categories: Vec<CategoryCode>,
    /// Only in this state.
    pub state: Option<PublicState>,
    /// Only with these words, or with this number.
    pub search: Option<Sought>,
    /// Only in this box.
    pub window: Option<Window>,
    /// Only in this circle.
    pub circle: Option<Circle>,
    /// Only reported at or after this moment.
    pub reported_from: Option<DateTime<Utc>>,
    /// Only reported before this moment.
    pub reported_until: Option<DateTime<Utc>>,
    /// Only with something that happened at or after this moment.
    pub updated_from: Option<DateTime<Utc>>,
    /// Only with nothing that happened at or after this moment.
    pub updated_until: Option<DateTime<Utc>>,
    /// Only with these numbers; any where empty.
    pub numbers: Vec<TicketNumber>,
}

/// Where a page begins and how long it is.
#[derive(Clone, Copy, Debug)]
pub struct PublicPage {
    /// After this ticket.
    pub after: Option<TicketId>,
    /// After so many.
    pub skip: i64,
    /// At most so many.
    pub limit: i64,
}

type Row = (
    (Key<TicketId>, i64, i64),
    (Key<AreaId>, String, Key<CategoryId>),
    (String, Option<i64>, Option<i64>, bool),
    (NaiveDateTime, NaiveDateTime, Option<NaiveDateTime>, NaiveDateTime),
);

/// What is read of the tickets of a join.
macro_rules! columns {
    ($join:expr) => {
        $join.select((
            (t::id, t::number_year, t::number_serial),
            (t::area_id, t::area_path, t::category_id),
            (t::text, t::latitude_e7, t::longitude_e7, scopes::is_open),
            (t::reported_at, t::solve_due_at, t::last_solved_at, t::updated_at),
        ))
    };
}

/// Every public ticket of a join, once for each area that it lies in.
macro_rules! public {
    ($join:expr) => {
        columns!($join.filter(scopes::is_public).filter(t::state.ne(StateName::Withdrawn.as_str())))
    };
}

/// Whether the rough position lies in a circle: `Circle::holds`, as the store computes it.
macro_rules! within {
    ($circle:expr) => {{
        let circle: Circle = $circle;
        // Shifted to where nothing is negative: the two databases and Rust then divide alike.
        let (shift_east, shift_north) = (180 * UNITS_PER_DEGREE, 90 * UNITS_PER_DEGREE);
        let cell = |shift: i64| shift + CELL_E7 / 2;
        let east = ((t::longitude_e7 + cell(shift_east)) / CELL_E7 * CELL_E7
            - (circle.middle.longitude_e7() + shift_east))
            * circle.metres_per_degree_east()
            / UNITS_PER_DEGREE;
        let north = ((t::latitude_e7 + cell(shift_north)) / CELL_E7 * CELL_E7
            - (circle.middle.latitude_e7() + shift_north))
            * circle.metres_per_degree_north()
            / UNITS_PER_DEGREE;
        (east.clone() * east + north.clone() * north).le(i64::from(circle.metres).pow(2))
    }};
}

/// Adds the conditions of a filter to a boxed query over public tickets, whose ids are `$id` there.
macro_rules! narrowed {
    ($tx:expr, $query:expr, $id:path, $filter:expr, $page:expr) => {{
        let mut query = $query.order($id.desc()).limit($page.limit).offset($page.skip).into_boxed();
        if let Some(state) = $filter.state {
            query = query.filter(scopes::is_open.eq(state == PublicState::Open));
        }
        if let Some(after) = $page.after {
            query = query.filter($id.lt(Key(after)));
        }
        if let Some(from) = $filter.reported_from {
            query = query.filter($id.ge(Key(first_id_of(from))));
            query = query.filter(t::reported_at.ge(from.naive_utc()));
        }
        if let Some(until) = $filter.reported_until {
            // Ids have whole milliseconds.
            let next = until.checked_add_signed(TimeDelta::milliseconds(1)).unwrap_or(until);
            query = query.filter($id.lt(Key(first_id_of(next))));
            query = query.filter(t::reported_at.lt(until.naive_utc()));
        }
        if let Some(from) = $filter.updated_from {
            query = query.filter(t::updated_at.ge(from.naive_utc()));
        }
        if let Some(until) = $filter.updated_until {
            query = query.filter(t::updated_at.lt(until.naive_utc()));
        }
        if !$filter.categories.is_empty() {
            let codes: Vec<&str> = $filter.categories.iter().map(CategoryCode::as_str).collect();
            let ids = kinds::table.filter(kinds::code.eq_any(codes)).select(kinds::id);
            let ids: Vec<Key<CategoryId>> = ids.load($tx.db())?;
            query = query.filter(t::category_id.eq_any(ids));
        }
        for window in $filter.window.into_iter().chain($filter.circle.map(|circle| circle.window())) {
            let (west, east) = spots_of(window.low.longitude_e7(), window.high.longitude_e7());
            let (south, north) = spots_of(window.low.latitude_e7(), window.high.latitude_e7());
            query = query.filter(t::longitude_e7.ge(west)).filter(t::longitude_e7.lt(east));
            query = query.filter(t::latitude_e7.ge(south)).filter(t::latitude_e7.lt(north));
        }
        if let Some(circle) = $filter.circle {
            query = query.filter(within!(circle));
        }
        if !$filter.numbers.is_empty() {
            let years: BTreeSet<i64> = $filter.numbers.iter().map(|number| i64::from(number.year)).collect();
            let serials = $filter.numbers.iter().map(|number| i64::from(number.serial));
            query = query.filter(t::number_year.eq_any(years));
            query = query.filter(t::number_serial.eq_any(serials));
        }
        search::having!(query, $filter.search.as_ref())
    }};
}

/// Public tickets, newest first. At most seven statements, however many rows.
///
/// # Errors
/// [`DbError`].
pub fn public_tickets(
    tx: &mut Tx<'_>,
    filter: &PublicFilter,
    page: PublicPage,
) -> Result<Vec<PublicTicket>, DbError> {
    let paths = match &filter.under {
        Some(path) => vec![path.clone()],
        None => roots(tx)?,
    };
    let rows = rows(tx, paths, filter, page)?;
    filled(tx, rows)
}

fn roots(tx: &mut Tx<'_>) -> Result<Vec<AreaPath>, DbError> {
    let paths: Vec<String> =
        areas::table.filter(areas::parent_id.is_null()).select(areas::path).load(tx.db())?;
    paths.iter().map(|path| AreaPath::parse(path).map_err(DbError::damaged)).collect()
}

/// One public ticket. Three statements.
///
/// # Errors
/// [`DbError::NotFound`] where there is none, or it is not public.
pub fn public_ticket(tx: &mut Tx<'_>, id: TicketId) -> Result<PublicTicket, DbError> {
    let row: Row = public!(scopes::table.inner_join(t::table))
        .filter(scopes::ticket_id.eq(Key(id)))
        .filter(scopes::area_path.eq(t::area_path))
        .first(tx.db())?;
    filled(tx, vec![row])?.pop().ok_or(DbError::NotFound)
}

fn rows(
    tx: &mut Tx<'_>,
    paths: Vec<AreaPath>,
    filter: &PublicFilter,
    page: PublicPage,
) -> Result<Vec<Row>, DbError> {
    let way = match filter.search.as_ref().and_then(Sought::words) {
        Some(words) if !paths.is_empty() => search::way(tx, words, &paths, page.after)?,
        _ => Way::Areas,
    };
    let paths: Vec<String> = paths.iter().map(ToString::to_string).collect();
    let mut rows: Vec<Row> = match way {
        Way::Areas => {
            let query = public!(scopes::table.inner_join(t::table));
            let query = narrowed!(tx, query, scopes::ticket_id, filter, page);
            match &paths[..] {
                [one] => query.filter(scopes::area_path.eq(one.clone())).load(tx.db())?,
                _ => query.filter(scopes::area_path.eq_any(paths)).load(tx.db())?,
            }
        }
        Way::Pieces(along) => {
            let very_area = scopes::ticket_id.eq(t::id).and(scopes::area_path.eq(t::area_path));
            let join = pieces::table
                .inner_join(t::table.on(t::id.eq(pieces::ticket_id)))
                .inner_join(scopes::table.on(very_area));
            let query = narrowed!(tx, public!(join), pieces::ticket_id, filter, page);
            let query = search::along!(query, &along);
            // Asked of each, as in the lists of those who work there.
            let around = diesel::alias!(scopes as around);
            let of_ticket = around.field(scopes::ticket_id).eq(pieces::ticket_id);
            let lies_in = of_ticket.and(around.field(scopes::area_path).eq_any(paths));
            query.filter(exists(around.filter(lies_in).offset(search::EACH))).load(tx.db())?
        }
    };
    if !filter.numbers.is_empty() {
        let asked = |(_, year, serial): &(_, i64, i64)| {
            let is = |number: &TicketNumber| {
                (i64::from(number.year), i64::from(number.serial)) == (*year, *serial)
            };
            filter.numbers.iter().any(is)
        };
        rows.retain(|row| asked(&row.0));
    }
    Ok(rows)
}

/// Tickets as everybody would see them, whether or not they may: for those who may, in the order of `ids`. At most three statements.
///
/// # Errors
/// [`DbError`].
pub(super) fn as_everybody_sees(tx: &mut Tx<'_>, ids: &[TicketId]) -> Result<Vec<PublicTicket>, DbError> {
    let rows: Vec<Row> = columns!(scopes::table.inner_join(t::table))
        .filter(t::id.eq_any(ids.iter().copied().map(Key).collect::<Vec<_>>()))
        .filter(scopes::area_path.eq(t::area_path))
        .load(tx.db())?;
    let mut shown = filled(tx, rows)?;
    shown.sort_by_key(|ticket| ids.iter().position(|id| *id == ticket.id));
    Ok(shown)
}

/// The lowest id that a ticket of this moment can have: ids begin with their time.
fn first_id_of(moment: DateTime<Utc>) -> TicketId {
    let millis = u64::try_from(moment.timestamp_millis()).unwrap_or(0);
    TicketId(uuid::Builder::from_unix_timestamp_millis(millis, &[0; 10]).into_uuid())
}

fn filled(tx: &mut Tx<'_>, rows: Vec<Row>) -> Result<Vec<PublicTicket>, DbError> {
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let area_ids: BTreeSet<AreaId> = rows.iter().map(|(_, (Key(area), ..), ..)| *area).collect();
    let area_ids: Vec<Key<AreaId>> = area_ids.into_iter().map(Key).collect();
    let named: Vec<(Key<AreaId>, String)> =
        areas::table.filter(areas::id.eq_any(area_ids)).select((areas::id, areas::name)).load(tx.db())?;
    let names: BTreeMap<AreaId, String> = named.into_iter().map(|(Key(id), name)| (id, name)).collect();
    let kinds: BTreeSet<CategoryId> = rows.iter().map(|(_, (_, _, Key(kind)), ..)| *kind).collect();
    let kinds: Vec<CategoryId> = kinds.into_iter().collect();
    let kinds: BTreeMap<CategoryId, Category> =
        categories::by_id(tx, &kinds)?.into_iter().map(|kind| (kind.id, kind)).collect();
    rows.into_iter().map(|row| public(row, &names, &kinds)).collect()
}

fn public(
    ((Key(id), year, serial), (Key(area), path, Key(kind)), (text, latitude, longitude, is_open), times): Row,
    names: &BTreeMap<AreaId, String>,
    kinds: &BTreeMap<CategoryId, Category>,
) -> Result<PublicTicket, DbError> {
    let missing = || DbError::damaged("a public ticket's area or kind");
    let position = match (longitude, latitude) {
        (Some(longitude), Some(latitude)) => {
            Some(rough(Position::new(longitude, latitude).map_err(DbError::damaged)?))
        }
        _ => None,
    };
    let (reported_at, due_at, closed_at, updated_at) = times;
    let number = TicketNumber {
        year: i32::try_from(year).map_err(DbError::damaged)?,
        serial: u32::try_from(serial).map_err(DbError::damaged)?,
    };
    Ok(PublicTicket {
        id,
        number,
        area,
        path: AreaPath::parse(&path).map_err(DbError::damaged)?,
        area_name: names.get(&area).cloned().ok_or_else(missing)?,
        category: kinds.get(&kind).cloned().ok_or_else(missing)?,
        text,
        position,
        state: PublicState::of(is_open),
        reported_at: reported_at.and_utc(),
        due_at: due_at.and_utc(),
        closed_at: closed_at.filter(|_| !is_open).map(|at| at.and_utc()),
        updated_at: updated_at.and_utc(),
    })
}
