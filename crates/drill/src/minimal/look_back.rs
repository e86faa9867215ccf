//! Along what a search is read: the statement by which the application compares how rare pieces are.

use app::db::{Db, on_each};
use diesel::{
    prelude::*,
    query_builder::{AstPass, Query as Asked, QueryFragment, QueryId},
    serialize::ToSql,
    sql_types::{BigInt, Binary, HasSqlType, Nullable, Text},
};
use domain::search::Query;

/// The how many newest ticket of a piece tells how rare it is, as in the application.
const LOOK_BACK: i64 = 256;

/// The piece of the words that is rarer than the area's tickets; `None` where none is.
pub(super) fn rarest(db: &mut Db, words: &Query, path: &str) -> QueryResult<Option<String>> {
    let look = LookBack { pieces: words.pieces().into_iter().collect(), path: path.to_owned() };
    let rows: Vec<(i64, Option<Vec<u8>>)> =
        on_each!(db, |c| diesel::RunQueryDsl::load(Clone::clone(&look), c))?;
    let mut of_pieces = vec![None; look.pieces.len()];
    let mut area = None;
    for (at, oldest) in rows {
        match usize::try_from(at).ok().and_then(|at| of_pieces.get_mut(at)) {
            Some(piece) => *piece = oldest,
            None => area = oldest,
        }
    }
    let rarest = of_pieces.into_iter().zip(look.pieces).min_by(|a, b| a.0.cmp(&b.0));
    Ok(rarest.filter(|(oldest, _)| oldest.is_none() || *oldest <= area).map(|(_, piece)| piece))
}

/// The [`LOOK_BACK`]th newest ticket of each piece, by its index, and of the area after them.
#[derive(Clone)]
struct LookBack {
    pieces: Vec<String>,
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
    DB: diesel::backend::Backend + HasSqlType<Text>,
    String: ToSql<Text, DB>,
{
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        let pieces = self.pieces.iter().map(|piece| ("ticket_pieces WHERE piece = ", piece));
        let all = pieces.chain([("ticket_scopes WHERE area_path = ", &self.path)]);
        for (at, (of, value)) in all.enumerate() {
            if at > 0 {
                out.push_sql(" UNION ALL ");
            }
            out.push_sql(&format!("SELECT CAST({at} AS BIGINT), (SELECT ticket_id FROM {of}"));
            out.push_bind_param::<Text, _>(value)?;
            out.push_sql(&format!(" ORDER BY ticket_id DESC LIMIT 1 OFFSET {})", LOOK_BACK - 1));
        }
        Ok(())
    }
}
