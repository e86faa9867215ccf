//! Identifiers as columns: 16 bytes.

use diesel::{
    backend::Backend,
    deserialize::{self, FromSql, FromSqlRow},
    expression::AsExpression,
    serialize::{self, Output, ToSql},
    sql_types::Binary,
};
use domain::ids::Id;
use uuid::Uuid;

/// A domain identifier in a row or a query: `tickets::id.eq(Key(id))`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, AsExpression, FromSqlRow)]
#[diesel(sql_type = Binary)]
pub struct Key<T: Id>(pub T);

impl<T: Id> From<T> for Key<T> {
    fn from(id: T) -> Self {
        Self(id)
    }
}

impl<T: Id, DB: Backend> FromSql<Binary, DB> for Key<T>
where
    Vec<u8>: FromSql<Binary, DB>,
{
    fn from_sql(bytes: DB::RawValue<'_>) -> deserialize::Result<Self> {
        let bytes = Vec::<u8>::from_sql(bytes)?;
        Ok(Self(T::from(Uuid::from_slice(&bytes)?)))
    }
}

impl<T: Id, DB: Backend> ToSql<Binary, DB> for Key<T>
where
    [u8]: ToSql<Binary, DB>,
{
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, DB>) -> serialize::Result {
        self.0.as_uuid().as_bytes().as_slice().to_sql(out)
    }
}
