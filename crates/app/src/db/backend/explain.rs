//! How the databases would run a statement: for tests of what an index is for.

use std::marker::PhantomData;

use diesel::{
    connection::SimpleConnection,
    prelude::*,
    query_builder::{AstPass, Query, QueryFragment, QueryId},
    sql_types::{Integer, Text},
};

use super::{Db, DbError};

impl Db {
    /// How the database would run a statement whose values are yet to be bound: a line for each step. Tables of tests are small, so
    /// reading one whole, or much of it to be sorted, is made dear where that can be said.
    ///
    /// # Errors
    /// What the database answers.
    pub fn explain(&mut self, statement: &str) -> Result<Vec<String>, DbError> {
        match self {
            Self::Postgres(c) => {
                let values = (1..).take_while(|at| statement.contains(&format!("${at}"))).map(|_| "NULL");
                let values = values.collect::<Vec<_>>().join(", ");
                let values = if values.is_empty() { values } else { format!("({values})") };
                c.batch_execute(&format!(
                    "SET enable_seqscan = off; SET enable_bitmapscan = off; SET enable_sort = off; \
                     SET enable_hashjoin = off; SET enable_mergejoin = off; \
                     SET plan_cache_mode = force_generic_plan; PREPARE explained AS {statement}"
                ))?;
                let plan = Unbound::<Text>::of(format!("EXPLAIN EXECUTE explained{values}"));
                let lines = diesel::RunQueryDsl::load::<String>(plan, c);
                c.batch_execute("DEALLOCATE explained; RESET ALL; SET TIME ZONE 'UTC'")?;
                Ok(lines?)
            }
            Self::Sqlite(c) => {
                let plan = Unbound::<(Integer, Integer, Integer, Text)>::of(format!(
                    "EXPLAIN QUERY PLAN {statement}"
                ));
                let lines = diesel::RunQueryDsl::load::<(i32, i32, i32, String)>(plan, c)?;
                Ok(lines.into_iter().map(|(.., line)| line).collect())
            }
        }
    }
}

/// A statement as it stands, and the types of what it answers.
struct Unbound<S>(String, PhantomData<S>);

impl<S> Unbound<S> {
    fn of(text: String) -> Self {
        Self(text, PhantomData)
    }
}

impl<S> Query for Unbound<S> {
    type SqlType = S;
}

impl<S> QueryId for Unbound<S> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl<S, C> RunQueryDsl<C> for Unbound<S> {}

impl<S, DB: diesel::backend::Backend> QueryFragment<DB> for Unbound<S> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        out.push_sql(&self.0);
        Ok(())
    }
}
