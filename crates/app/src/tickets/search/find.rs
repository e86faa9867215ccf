//! How a list finds what is searched, newest first.
//!
//! A list of areas is read in one of two ways, both in its own order, so that a page is cut off where it is full: along the tickets of
//! the rarest piece of the words, asking of each whether it lies in the areas; or along the tickets of the areas, asking of each
//! whether it has the words. Rare is whose [`LOOK_BACK`]th newest ticket is older. Either way the words themselves are looked for in
//! the text of what remains, since pieces alone do not tell their order.
//!
//! What is wanted lies in at most as many rows as the rarer of the two has, and where neither is rare a page is soon full: of
//! a million tickets a page of 20 reads some 4,500 rows at worst, where words and areas are in 0.45 % of all and nothing links them.

use diesel::{
    prelude::*,
    query_builder::{AstPass, QueryFragment, QueryId},
    serialize::ToSql,
    sql_types::{BigInt, Binary, HasSqlType, Nullable, Text},
};
use domain::{areas::AreaPath, ids::TicketId, search::Query};

use crate::db::{DbError, Key, Tx, on_each};

/// The how many newest ticket of a piece tells how rare it is.
const LOOK_BACK: i64 = 256;
/// Most pieces that are compared: a query of 60 characters has few that are rarer than the rarest of these.
const PIECES_MAX: usize = 12;
/// Most areas that are looked at: what is chosen is right whichever way it is, and one statement has so many parts at most.
const AREAS_MAX: usize = 64;

/// What a list is read along.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::tickets) enum Way {
    /// Along the tickets with this piece.
    Piece(String),
    /// Along the tickets of the areas.
    Areas,
}

/// What the words of a query look like to `LIKE`, with `\` as the escape.
pub(in crate::tickets) fn patterns(query: &Query) -> Vec<String> {
    let escaped = |word: &String| word.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    query.words().iter().map(|word| format!("%{}%", escaped(word))).collect()
}

/// Chooses the way with the fewer rows before a page is full. One statement.
///
/// # Errors
/// [`DbError`].
pub(in crate::tickets) fn way(
    tx: &mut Tx<'_>,
    query: &Query,
    paths: &[AreaPath],
    after: Option<TicketId>,
) -> Result<Way, DbError> {
    let pieces: Vec<String> = spread(query.pieces().into_iter().collect());
    let paths = paths.iter().take(AREAS_MAX).map(ToString::to_string).collect();
    let look = LookBack { pieces, paths, after: after.map(Key) };
    let rows: Vec<(i64, Option<Vec<u8>>)> =
        on_each!(tx.db(), |c| diesel::RunQueryDsl::load(Clone::clone(&look), c))?;
    let mut of_pieces = vec![None; look.pieces.len()];
    // Areas are read one beside the other, so the fullest of them decides.
    let mut areas: Option<Vec<u8>> = None;
    for (at, oldest) in rows {
        match usize::try_from(at).ok().and_then(|at| of_pieces.get_mut(at)) {
            Some(piece) => *piece = oldest,
            None => areas = areas.max(oldest),
        }
    }
    let rarest = of_pieces.into_iter().zip(look.pieces).min_by(|a, b| a.0.cmp(&b.0));
    // `None`, fewer than can be looked back over, is rarer than any.
    Ok(match rarest {
        Some((oldest, piece)) if oldest.is_none() || oldest <= areas => Way::Piece(piece),
        _ => Way::Areas,
    })
}

/// At most [`PIECES_MAX`] of them, from everywhere.
fn spread(pieces: Vec<String>) -> Vec<String> {
    let step = pieces.len().div_ceil(PIECES_MAX).max(1);
    pieces.into_iter().step_by(step).collect()
}

/// For each piece, by its index, and then for each area: its [`LOOK_BACK`]th newest ticket, `NULL` where it has fewer.
#[derive(Clone)]
struct LookBack {
    pieces: Vec<String>,
    paths: Vec<String>,
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
{
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        let pieces = self.pieces.iter().map(|piece| ("ticket_pieces WHERE piece = ", piece));
        let paths = self.paths.iter().map(|path| ("ticket_scopes WHERE area_path = ", path));
        for (at, (of, value)) in pieces.chain(paths).enumerate() {
            if at > 0 {
                out.push_sql(" UNION ALL ");
            }
            out.push_sql(&format!("SELECT CAST({at} AS BIGINT), (SELECT ticket_id FROM {of}"));
            out.push_bind_param::<Text, _>(value)?;
            if let Some(after) = &self.after {
                out.push_sql(" AND ticket_id < ");
                out.push_bind_param::<Binary, _>(after)?;
            }
            out.push_sql(&format!(" ORDER BY ticket_id DESC LIMIT 1 OFFSET {})", LOOK_BACK - 1));
        }
        Ok(())
    }
}
