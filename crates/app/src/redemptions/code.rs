//! Codes: derived from the redemption's id, found by their keyed hash.

use diesel::prelude::*;
use domain::{ids::RedemptionId, redemptions::RedemptionCode};

use crate::{
    crypto::Keyring,
    db::{DbError, Tx, schema::redemptions as t},
};

/// What a code is derived for.
const DERIVED: &str = "redemptions.code";
/// What its hash is kept for.
const HASHED: &str = "redemptions.code_hash";

/// Codes of new redemptions that are tried before one is given up: each of them is taken already with a chance of one to
/// a million, where there are a million redemptions.
const TRIES: usize = 3;

/// A new redemption's id, with the hash of its code, which no other one has.
pub(super) fn new(tx: &mut Tx<'_>, keyring: &Keyring) -> Result<(RedemptionId, String), DbError> {
    for _ in 0..TRIES {
        let id: RedemptionId = tx.new_id();
        let derived = keyring.derive(DERIVED, &id.to_string());
        let code = derived.first().map(RedemptionCode::from_hash);
        let code = code.ok_or_else(|| DbError::damaged("an empty keyring"))?;
        let hash = keyring.index(HASHED, code.as_str()).map_err(DbError::damaged)?;
        let taken: i64 = t::table.filter(t::code_hash.eq(&hash)).count().get_result(tx.db())?;
        if taken == 0 {
            return Ok((id, hash));
        }
    }
    Err(DbError::Unavailable("no code is free".to_owned()))
}

/// The hashes under which a code may be kept.
pub(super) fn hashes(keyring: &Keyring, code: &RedemptionCode) -> Vec<String> {
    keyring.indexes(HASHED, code.as_str())
}

/// The code of a redemption whose hash is `hash`; none where the key that it was derived from is not configured any more.
pub(super) fn of(keyring: &Keyring, id: RedemptionId, hash: &str) -> Option<RedemptionCode> {
    let derived = keyring.derive(DERIVED, &id.to_string());
    let codes = derived.iter().map(RedemptionCode::from_hash);
    codes.into_iter().find(|code| hashes(keyring, code).iter().any(|kept| kept == hash))
}
