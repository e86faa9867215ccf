//! How a list finds what is searched, newest first.
//!
//! A list of areas is read in one of three ways, each in its own order, so that a page is cut off where it is full: along the tickets
//! of the rarest piece of the words in these very areas; along those of everywhere, asking of each whether it lies in the areas; or
//! along the tickets of the areas, asking of each whether it has the words. Rare is whose [`LOOK_BACK`]th newest ticket is older.
//! Whichever way it is, a second piece is asked for before anything else of a ticket is read, and the words themselves are looked for
//! in the text of what remains, since pieces alone do not tell their order.
//!
//! One grid is always read along its own pieces: every ticket that comes has the rarest of them. Of a few areas together the own
//! pieces are read where there are few, since they have to be sorted. What is wanted elsewhere lies in at most as many rows as the
//! rarer of pieces and areas has, and where neither is rare a page is soon full.

use diesel::{
    dsl::sql,
    prelude::*,
    query_builder::{AstPass, QueryFragment, QueryId},
    serialize::ToSql,
    sql_types::{BigInt, Binary, Bool, HasSqlType, Nullable, Text},
};
use domain::{
    areas::AreaPath,
    ids::{AreaId, TicketId},
    search::Query,
};

use super::index::EVERYWHERE;
use crate::db::{DbError, Key, Tx, on_each, schema::areas};

/// The how many newest ticket of a piece tells how rare it is.
const LOOK_BACK: i64 = 256;
/// Most pieces that are compared: a query of 60 characters has few that are rarer than the rarest of these.
const PIECES_MAX: usize = 12;
/// Most areas that are looked at: what is chosen is right whichever way it is, and one statement has so many parts at most.
const AREAS_MAX: usize = 64;
/// Most areas of which the own pieces are looked at one by one.
const LEAVES_MAX: usize = 16;

/// What a list is read along.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::tickets) enum Way {
    /// Along the tickets with a piece.
    Pieces(Pieces),
    /// Along the tickets of the areas.
    Areas,
}

/// Pieces that a ticket has to have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::tickets) struct Pieces {
    /// Under which areas they are read: those of the list and all below them, or [`EVERYWHERE`].
    pub(in crate::tickets) within: Vec<AreaId>,
    /// The one that is read along.
    pub(in crate::tickets) rarest: String,
    /// One that is asked for besides.
    pub(in crate::tickets) also: Option<String>,
}

/// Adds to a boxed query over `ticket_pieces` that it is read along such pieces.
macro_rules! along {
    ($query:expr, $along:expr) => {{
        let along: &$crate::tickets::search::Pieces = $along;
        let query = $query.filter(pieces::piece.eq(along.rarest.clone()));
        let query = match along.within.as_slice() {
            [one] => query.filter(pieces::area_id.eq(Key(*one))),
            many => query.filter(pieces::area_id.eq_any(many.iter().copied().map(Key).collect::<Vec<_>>())),
        };
        match along.also.clone() {
            None => query,
            Some(also) => {
                let second = diesel::alias!($crate::db::schema::ticket_pieces as second);
                let everywhere = second.field(pieces::area_id).eq(Key($crate::tickets::search::EVERYWHERE));
                let of_ticket = second.field(pieces::ticket_id).eq(pieces::ticket_id);
                let has = everywhere.and(second.field(pieces::piece).eq(also)).and(of_ticket);
                query.filter(diesel::dsl::exists(second.filter(has).offset($crate::tickets::search::EACH)))
            }
        }
    }};
}
pub(in crate::tickets) use along;

/// Leaves of a boxed query over `tickets` those with what is sought.
macro_rules! having {
    ($query:expr, $sought:expr) => {{
        let sought: Option<&domain::tickets::Sought> = $sought;
        match sought {
            None => $query,
            Some(domain::tickets::Sought::Number(number)) => {
                let of_year = $query.filter(t::number_year.eq(i64::from(number.year)));
                of_year.filter(t::number_serial.eq(i64::from(number.serial)))
            }
            Some(domain::tickets::Sought::Words(words)) => {
                $crate::tickets::search::patterns(words).into_iter().fold($query, |query, pattern| {
                    let has = searched::ticket_id.eq(t::id).and(searched::folded.like(pattern).escape('\\'));
                    let kept = searched::table.filter(has).offset($crate::tickets::search::EACH);
                    query.filter(diesel::dsl::exists(kept))
                })
            }
        }
    }};
}
pub(in crate::tickets) use having;

/// The offset, of nothing, that keeps PostgreSQL from joining a condition to the tickets: what is asked of each ticket as it comes is
/// asked of as many as fill a page, but a join may begin by reading everything.
pub(in crate::tickets) const EACH: i64 = 0;

/// What the words of a query look like to `LIKE`, with `\` as the escape.
pub(in crate::tickets) fn patterns(query: &Query) -> Vec<String> {
    let escaped = |word: &String| word.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    query.words().iter().map(|word| format!("%{}%", escaped(word))).collect()
}

/// Chooses the way with the fewer rows before a page is full. Two statements.
///
/// # Errors
/// [`DbError`].
pub(in crate::tickets) fn way(
    tx: &mut Tx<'_>,
    query: &Query,
    paths: &[AreaPath],
    after: Option<TicketId>,
) -> Result<Way, DbError> {
    let pieces = spread(query.pieces().into_iter().collect());
    let leaves = leaves(tx, paths)?;
    let (here, everywhere) = match leaves.as_slice() {
        [_] => (true, false),
        [] => (false, true),
        _ => (true, true),
    };
    let mut looks = Vec::new();
    looks.extend(pieces.iter().filter(|_| here).map(|piece| Look::Here(piece.clone())));
    looks.extend(pieces.iter().filter(|_| everywhere).map(|piece| Look::Everywhere(piece.clone())));
    let areas = paths.iter().take(AREAS_MAX).filter(|_| everywhere);
    looks.extend(areas.map(|path| Look::Areas(path.to_string())));
    let look_back =
        LookBack { looks, leaves: leaves.iter().copied().map(Key).collect(), after: after.map(Key) };
    let rows: Vec<(i64, Oldest)> =
        on_each!(tx.db(), |c| diesel::RunQueryDsl::load(Clone::clone(&look_back), c))?;
    let (mut of_here, mut of_everywhere, mut areas) = (Vec::new(), Vec::new(), None);
    for (at, oldest) in rows {
        match usize::try_from(at).ok().and_then(|at| look_back.looks.get(at)) {
            Some(Look::Here(piece)) => of_here.push((oldest, piece.clone())),
            Some(Look::Everywhere(piece)) => of_everywhere.push((oldest, piece.clone())),
            // Areas are read one beside the other, so the fullest of them decides.
            Some(Look::Areas(_)) => areas = areas.max(oldest),
            None => {}
        }
    }
    // `None`, fewer than can be looked back over, is rarer than any.
    of_here.sort();
    of_everywhere.sort();
    let is_few = of_here.first().is_some_and(|(oldest, _)| oldest.is_none());
    if leaves.len() == 1 || is_few {
        return Ok(along_the_rarest(query, of_here, leaves));
    }
    Ok(match of_everywhere.first() {
        Some((oldest, _)) if oldest.is_none() || *oldest <= areas => {
            along_the_rarest(query, of_everywhere, vec![EVERYWHERE])
        }
        _ => Way::Areas,
    })
}

/// The [`LOOK_BACK`]th newest ticket; `None` where there are fewer.
type Oldest = Option<Vec<u8>>;

/// Along the first of some pieces, with the next one of another word, or else of the same.
fn along_the_rarest(query: &Query, ranked: Vec<(Oldest, String)>, within: Vec<AreaId>) -> Way {
    let mut ranked = ranked.into_iter().map(|(_, piece)| piece);
    let Some(rarest) = ranked.next() else { return Way::Areas };
    let others: Vec<String> = ranked.collect();
    let together =
        |piece: &str| query.words().iter().any(|word| word.contains(&*rarest) && word.contains(piece));
    let also = others.iter().find(|piece| !together(piece)).or(others.first()).cloned();
    Way::Pieces(Pieces { within, rarest, also })
}

/// The areas at these paths and below in which tickets lie; none where there are more than [`LEAVES_MAX`].
fn leaves(tx: &mut Tx<'_>, paths: &[AreaPath]) -> Result<Vec<AreaId>, DbError> {
    if paths.len() > LEAVES_MAX {
        return Ok(Vec::new());
    }
    let most = i64::try_from(LEAVES_MAX).unwrap_or(i64::MAX);
    let mut query = areas::table.select(areas::id).limit(most + 1).into_boxed();
    for path in paths {
        query = query.or_filter(areas::path.ge(path.to_string()).and(areas::path.lt(path.end())));
    }
    // As the index has it; tickets lie in nothing below a grid.
    let ids: Vec<Key<AreaId>> =
        query.filter(sql::<Bool>("kind NOT IN ('building', 'villager_group', 'household')")).load(tx.db())?;
    if ids.len() > LEAVES_MAX { Ok(Vec::new()) } else { Ok(ids.into_iter().map(|Key(id)| id).collect()) }
}

/// At most [`PIECES_MAX`] of them, from everywhere.
fn spread(pieces: Vec<String>) -> Vec<String> {
    let step = pieces.len().div_ceil(PIECES_MAX).max(1);
    pieces.into_iter().step_by(step).collect()
}

/// Of what the age is asked.
#[derive(Clone)]
enum Look {
    /// A piece under the [`LookBack::leaves`].
    Here(String),
    /// A piece under [`EVERYWHERE`].
    Everywhere(String),
    /// An area, by its path.
    Areas(String),
}

/// For each look, by its index: its [`LOOK_BACK`]th newest ticket, `NULL` where it has fewer. Of pieces under several areas any
/// ticket is named in its place, since to find the newest they would have to be sorted.
#[derive(Clone)]
struct LookBack {
    looks: Vec<Look>,
    leaves: Vec<Key<AreaId>>,
    after: Option<Key<TicketId>>,
}

impl diesel::query_builder::Query for LookBack {
    type SqlType = (BigInt, Nullable<Binary>);
}

impl QueryId for LookBack {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl<C> RunQueryDsl<C> for LookBack {}

impl<DB> QueryFragment<DB> for LookBack
where
    DB: diesel::backend::Backend + HasSqlType<Text> + HasSqlType<Binary>,
    String: ToSql<Text, DB>,
    Key<TicketId>: ToSql<Binary, DB>,
    Key<AreaId>: ToSql<Binary, DB>,
{
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        for (at, look) in self.looks.iter().enumerate() {
            if at > 0 {
                out.push_sql(" UNION ALL ");
            }
            out.push_sql(&format!("SELECT CAST({at} AS BIGINT), (SELECT ticket_id FROM "));
            let is_sorted = match look {
                Look::Here(piece) => {
                    of_piece(&self.leaves, piece, out.reborrow())?;
                    self.leaves.len() == 1
                }
                Look::Everywhere(piece) => {
                    of_piece(&[Key(EVERYWHERE)], piece, out.reborrow())?;
                    true
                }
                Look::Areas(path) => {
                    out.push_sql("ticket_scopes WHERE area_path = ");
                    out.push_bind_param::<Text, _>(path)?;
                    true
                }
            };
            if let Some(after) = &self.after {
                out.push_sql(" AND ticket_id < ");
                out.push_bind_param::<Binary, _>(after)?;
            }
            let order = if is_sorted { " ORDER BY ticket_id DESC" } else { "" };
            out.push_sql(&format!("{order} LIMIT 1 OFFSET {})", LOOK_BACK - 1));
        }
        Ok(())
    }
}

/// `ticket_pieces` with a piece under some areas, at least one.
fn of_piece<'b, DB>(
    areas: &'b [Key<AreaId>],
    piece: &'b String,
    mut out: AstPass<'_, 'b, DB>,
) -> QueryResult<()>
where
    DB: diesel::backend::Backend + HasSqlType<Text> + HasSqlType<Binary>,
    String: ToSql<Text, DB>,
    Key<AreaId>: ToSql<Binary, DB>,
{
    out.push_sql("ticket_pieces WHERE area_id IN (");
    for (at, area) in areas.iter().enumerate() {
        if at > 0 {
            out.push_sql(", ");
        }
        out.push_bind_param::<Binary, _>(area)?;
    }
    out.push_sql(") AND piece = ");
    out.push_bind_param::<Text, _>(piece)
}
