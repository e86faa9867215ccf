//! Along what a search is read: the statement by which the application compares how rare pieces are.

use app::db::{Db, Key, on_each, schema::areas};
use diesel::{
    dsl::sql,
    prelude::*,
    query_builder::{AstPass, Query as Asked, QueryFragment, QueryId},
    serialize::ToSql,
    sql_types::{BigInt, Binary, Bool, HasSqlType, Nullable, Text},
};
use domain::{areas::AreaPath, ids::AreaId, search::Query};
use uuid::Uuid;

/// The how many newest ticket of a piece tells how rare it is, as in the application.
const LOOK_BACK: i64 = 256;

/// Most areas of which the own pieces are looked at, as in the application.
const LEAVES_MAX: usize = 16;
/// Under which the pieces of all tickets are kept.
pub(super) const EVERYWHERE: AreaId = AreaId(Uuid::nil());

/// Pieces that are read along: under these areas, the rarest, and another that is asked for besides.
pub(super) struct Pieces {
    pub(super) within: Vec<Key<AreaId>>,
    pub(super) rarest: String,
    pub(super) also: Option<String>,
}

/// The pieces of the words that are rarer than the area's tickets; `None` where none is. Two statements.
pub(super) fn rarest(db: &mut Db, words: &Query, path: &str) -> QueryResult<Option<Pieces>> {
    let end = AreaPath::parse(path).map(|path| path.end()).unwrap_or_default();
    let mut leaves: Vec<Key<AreaId>> = areas::table
        .filter(areas::path.ge(path).and(areas::path.lt(end)))
        .filter(sql::<Bool>("kind NOT IN ('building', 'villager_group', 'household')"))
        .select(areas::id)
        .limit(17)
        .load(db)?;
    if leaves.len() > LEAVES_MAX {
        leaves.clear();
    }
    let pieces = words.pieces();
    let mut looks: Vec<(Vec<Key<AreaId>>, Option<String>)> = Vec::new();
    if !leaves.is_empty() {
        looks.extend(pieces.iter().map(|piece| (leaves.clone(), Some(piece.clone()))));
    }
    if leaves.len() != 1 {
        looks.extend(pieces.into_iter().map(|piece| (vec![Key(EVERYWHERE)], Some(piece))));
        looks.push((Vec::new(), None));
    }
    let look = LookBack { looks, path: path.to_owned() };
    let rows: Vec<(i64, Option<Vec<u8>>)> =
        on_each!(db, |c| diesel::RunQueryDsl::load(Clone::clone(&look), c))?;
    let (mut here, mut everywhere, mut area) = (Vec::new(), Vec::new(), None);
    for (at, oldest) in rows {
        match usize::try_from(at).ok().and_then(|at| look.looks.get(at)) {
            Some((_, None)) => area = oldest,
            Some((within, Some(piece))) if *within == leaves => here.push((oldest, piece.clone())),
            Some((_, Some(piece))) => everywhere.push((oldest, piece.clone())),
            None => {}
        }
    }
    here.sort();
    everywhere.sort();
    let is_few = here.first().is_some_and(|(oldest, _)| oldest.is_none());
    let (within, ranked) = if leaves.len() == 1 || is_few {
        (leaves, here)
    } else if everywhere.first().is_some_and(|(oldest, _)| oldest.is_none() || *oldest <= area) {
        (vec![Key(EVERYWHERE)], everywhere)
    } else {
        return Ok(None);
    };
    let mut ranked = ranked.into_iter().map(|(_, piece)| piece);
    let Some(rarest) = ranked.next() else { return Ok(None) };
    let others: Vec<String> = ranked.collect();
    let together =
        |piece: &str| words.words().iter().any(|word| word.contains(&*rarest) && word.contains(piece));
    let also = others.iter().find(|piece| !together(piece)).or(others.first()).cloned();
    Ok(Some(Pieces { within, rarest, also }))
}

/// The [`LOOK_BACK`]th newest ticket of each look, by its index: of a piece under areas, or of the area itself.
#[derive(Clone)]
struct LookBack {
    looks: Vec<(Vec<Key<AreaId>>, Option<String>)>,
    path: String,
}

impl Asked for LookBack {
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
    Key<AreaId>: ToSql<Binary, DB>,
{
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        for (at, (within, piece)) in self.looks.iter().enumerate() {
            if at > 0 {
                out.push_sql(" UNION ALL ");
            }
            out.push_sql(&format!("SELECT CAST({at} AS BIGINT), (SELECT ticket_id FROM "));
            match piece {
                None => {
                    out.push_sql("ticket_scopes WHERE area_path = ");
                    out.push_bind_param::<Text, _>(&self.path)?;
                }
                Some(piece) => {
                    out.push_sql("ticket_pieces WHERE area_id IN (");
                    for (nth, area) in within.iter().enumerate() {
                        if nth > 0 {
                            out.push_sql(", ");
                        }
                        out.push_bind_param::<Binary, _>(area)?;
                    }
                    out.push_sql(") AND piece = ");
                    out.push_bind_param::<Text, _>(piece)?;
                }
            }
            let order = if within.len() > 1 { "" } else { " ORDER BY ticket_id DESC" };
            out.push_sql(&format!("{order} LIMIT 1 OFFSET {})", LOOK_BACK - 1));
        }
        Ok(())
    }
}
