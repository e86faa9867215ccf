//! Rotation of the keys of encrypted fields: whatever an older key sealed is sealed again with the first one.
//!
//! It goes through every sealed column in batches, each its own transaction, while the installation serves. What is
//! sealed with the first key already is left as it is, so a run that was cut off is simply started again.

use diesel::prelude::*;
use domain::{areas::AreaPath, identity::IdentityEvent};

use crate::{
    crypto::{CryptoError, Keyring},
    db::{
        Database, DbError, NewEntry, Tx, lock,
        schema::{
            household_codes, household_imports, households, inspection_rounds, mediation_parties,
            recovery_codes, redemptions, signing_keys, users,
        },
    },
    households as h,
    identity::{self, second_factor, signing},
    inspections::SEED_PURPOSE,
    mediations,
};

/// Rows of one transaction: writers wait no longer than for one batch.
pub const BATCH: i64 = 200;

/// Why rotation stopped; what was sealed again stays so.
#[derive(Debug, thiserror::Error)]
pub enum RotationError {
    /// The store.
    #[error(transparent)]
    Db(#[from] DbError),
    /// A value does not open: its key is not among the configured ones, or it was changed by hand.
    #[error("{column}: {error}")]
    Crypto {
        /// The column.
        column: &'static str,
        /// Why.
        error: CryptoError,
    },
}

impl From<diesel::result::Error> for RotationError {
    fn from(error: diesel::result::Error) -> Self {
        Self::Db(error.into())
    }
}

/// How far a rotation is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Values looked at.
    pub seen: u64,
    /// Values sealed again.
    pub resealed: u64,
}

/// What a finished rotation did, and what still needs the older keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rotated {
    /// Values that were looked at and sealed again.
    pub done: Progress,
    /// Recovery codes nobody has used. Only their keyed hashes are kept, so those made under an older key work only as
    /// long as that key is configured; their owners can make new ones.
    pub recovery_codes: i64,
    /// Household codes that are not over, of which the same is true.
    pub household_codes: i64,
    /// Reservations whose code is derived from an older key, of which the same is true until they are over.
    pub redemption_codes: i64,
}

/// One batch: how many were seen and sealed again, and whether there are more.
struct Step {
    progress: Progress,
    more: bool,
}

/// Where a column's scan is: the last row's key in whatever form the table has it.
#[derive(Default)]
struct Cursor {
    bytes: Vec<u8>,
    text: String,
}

/// A function that seals one batch of a column again. The tables differ in types that diesel checks, not in what is done.
macro_rules! column {
    ($name:ident, $table:ident.$sealed:ident as $value:expr, $id:ident in $cursor:ident, $purpose:expr
        $(, index $index:ident)?) => {
        fn $name(tx: &mut Tx<'_>, keyring: &Keyring, cursor: &mut Cursor) -> Result<Step, RotationError> {
            let rows: Vec<(_, String)> = {
                let query = $table::table
                    .filter($table::$id.gt(cursor.$cursor.clone()))
                    .filter($table::$sealed.is_not_null())
                    .order($table::$id)
                    .limit(BATCH)
                    .select(($table::$id, $value));
                lock!(tx.db(), query, |q, c| q.load(c))?
            };
            let mut progress = Progress::default();
            let more = i64::try_from(rows.len()).is_ok_and(|n| n == BATCH);
            for (id, sealed) in rows {
                progress.seen += 1;
                cursor.$cursor = id;
                if keyring.is_current(&sealed) {
                    continue;
                }
                let failed = |error| RotationError::Crypto {
                    column: concat!(stringify!($table), ".", stringify!($sealed)),
                    error,
                };
                let value = keyring.open($purpose, &sealed).map_err(failed)?;
                let sealed = keyring.seal($purpose, &value, tx.entropy()).map_err(failed)?;
                diesel::update($table::table.filter($table::$id.eq(&cursor.$cursor)))
                    .set($table::$sealed.eq(sealed))
                    .execute(tx.db())?;
                $(
                    let text = String::from_utf8(value).map_err(|_| failed(CryptoError::Damaged))?;
                    let index = keyring.index($purpose, &text).map_err(failed)?;
                    diesel::update($table::table.filter($table::$id.eq(&cursor.$cursor)))
                        .set($table::$index.eq(index))
                        .execute(tx.db())?;
                )?
                progress.resealed += 1;
            }
            Ok(Step { progress, more })
        }
    };
}

column!(phones, users.phone_sealed as users::phone_sealed.assume_not_null(), id in bytes,
    identity::PHONE_PURPOSE, index phone_index);
column!(second_factors, users.totp_sealed as users::totp_sealed.assume_not_null(), id in bytes,
    second_factor::SECRET_PURPOSE);
column!(identity_numbers, households.holder_identity_sealed as households::holder_identity_sealed.assume_not_null(),
    area_id in bytes, h::IDENTITY_PURPOSE);
column!(holders_phones, households.holder_phone_sealed as households::holder_phone_sealed.assume_not_null(),
    area_id in bytes, h::PHONE_PURPOSE);
column!(imports, household_imports.rows_sealed as household_imports::rows_sealed.assume_not_null(), id in bytes,
    h::import::PURPOSE);
column!(draws, inspection_rounds.seed_sealed as inspection_rounds::seed_sealed.assume_not_null(), id in bytes,
    SEED_PURPOSE);
column!(parties, mediation_parties.phone_sealed as mediation_parties::phone_sealed.assume_not_null(), id in bytes,
    mediations::PHONE_PURPOSE);
column!(signing, signing_keys.private_sealed as signing_keys::private_sealed, kid in text, signing::PURPOSE);

type Column = fn(&mut Tx<'_>, &Keyring, &mut Cursor) -> Result<Step, RotationError>;

/// Every sealed column of the store (a test holds this list against the schema).
const COLUMNS: &[Column] =
    &[phones, second_factors, identity_numbers, holders_phones, imports, draws, parties, signing];

/// How many sealed values the store holds, to show progress against.
///
/// # Errors
/// [`DbError`].
pub fn sealed_values(tx: &mut Tx<'_>) -> Result<u64, DbError> {
    let counts: [i64; 8] = [
        mediation_parties::table
            .filter(mediation_parties::phone_sealed.is_not_null())
            .count()
            .get_result(tx.db())?,
        inspection_rounds::table
            .filter(inspection_rounds::seed_sealed.is_not_null())
            .count()
            .get_result(tx.db())?,
        users::table.filter(users::phone_sealed.is_not_null()).count().get_result(tx.db())?,
        users::table.filter(users::totp_sealed.is_not_null()).count().get_result(tx.db())?,
        households::table
            .filter(households::holder_identity_sealed.is_not_null())
            .count()
            .get_result(tx.db())?,
        households::table
            .filter(households::holder_phone_sealed.is_not_null())
            .count()
            .get_result(tx.db())?,
        household_imports::table
            .filter(household_imports::rows_sealed.is_not_null())
            .count()
            .get_result(tx.db())?,
        signing_keys::table.count().get_result(tx.db())?,
    ];
    u64::try_from(counts.iter().sum::<i64>()).map_err(DbError::damaged)
}

/// Seals again, with the first key, every value that another one sealed, and journals that it was done. `shown` is told
/// after every batch. On the caller's thread.
///
/// # Errors
/// [`RotationError`]; what was done until then stays.
pub fn rotate(
    db: &Database,
    keyring: &Keyring,
    mut shown: impl FnMut(Progress),
) -> Result<Rotated, RotationError> {
    let mut done = Progress::default();
    for column in COLUMNS {
        let mut cursor = Cursor::default();
        loop {
            let ring = keyring.clone();
            let (step, next) = db.write_blocking(move |tx| {
                let step = column(tx, &ring, &mut cursor)?;
                Ok::<_, RotationError>((step, cursor))
            })?;
            cursor = next;
            done.seen += step.progress.seen;
            done.resealed += step.progress.resealed;
            shown(done);
            if !step.more {
                break;
            }
        }
    }
    let key = keyring.current_id().to_owned();
    db.write_blocking(move |tx| finish(tx, key, done))
}

/// Journals what was done, where anything was, and counts what cannot be sealed again.
fn finish(tx: &mut Tx<'_>, key: String, done: Progress) -> Result<Rotated, RotationError> {
    if done.resealed > 0 {
        let subject = format!("field_key:{key}");
        let event = IdentityEvent::FieldsResealed { key, values: done.resealed };
        tx.journal(NewEntry { actor: None, area: &AreaPath::root(), subject, event })?;
    }
    let now = tx.timestamp();
    let recovery_codes =
        recovery_codes::table.filter(recovery_codes::used_at.is_null()).count().get_result(tx.db())?;
    let household_codes = household_codes::table
        .filter(household_codes::expires_at.gt(now))
        .filter(household_codes::uses_left.gt(0))
        .count()
        .get_result(tx.db())?;
    let redemption_codes =
        redemptions::table.filter(redemptions::state.eq("reserved")).count().get_result(tx.db())?;
    Ok(Rotated { done, recovery_codes, household_codes, redemption_codes })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sealed_column_of_the_schema_is_rotated() {
        let sealed = include_str!("db/schema.rs").matches("_sealed ->").count();
        assert_eq!(sealed, COLUMNS.len());
    }
}
