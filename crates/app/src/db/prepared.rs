//! Statements of constant text, which the server prepares once for each connection. diesel's own `UPDATE` is prepared anew
//! every time, since which columns it sets may vary: two ways to the server in place of one. For what is done with every
//! posting.

use std::marker::PhantomData;

use diesel::{
    RunQueryDsl,
    backend::Backend,
    query_builder::{AstPass, QueryFragment, QueryId},
    result::QueryResult,
    serialize::ToSql,
    sql_types::HasSqlType,
};

/// A value of a [`Statement`], as a column of type `S` takes it.
#[derive(Debug)]
pub struct Value<S, T>(T, PhantomData<S>);

impl<S, T> Value<S, T> {
    /// Makes one.
    pub const fn of(value: T) -> Self {
        Self(value, PhantomData)
    }
}

/// Pieces of text, each followed by a value. Run it with [`on_each!`](crate::on_each).
#[derive(Debug)]
pub struct Statement<const N: usize, V> {
    /// The text before each value.
    pub text: [&'static str; N],
    /// The values, a tuple.
    pub values: V,
}

impl<const N: usize, V> QueryId for Statement<N, V> {
    type QueryId = ();
    // Its text says which it is.
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl<const N: usize, V, C> RunQueryDsl<C> for Statement<N, V> {}

macro_rules! statements {
    ($($count:literal: $($sql:ident $type:ident $at:tt),+;)+) => {$(
        impl<DB, $($sql, $type),+> QueryFragment<DB> for Statement<$count, ($(Value<$sql, $type>,)+)>
        where
            DB: Backend $(+ HasSqlType<$sql>)+,
            $($type: ToSql<$sql, DB>,)+
        {
            fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
                $(
                    out.push_sql(self.text[$at]);
                    out.push_bind_param::<$sql, $type>(&self.values.$at.0)?;
                )+
                Ok(())
            }
        }
    )+};
}

statements! {
    3: A B 0, C D 1, E F 2;
    8: A B 0, C D 1, E F 2, G H 3, I J 4, K L 5, M N 6, O P 7;
}
