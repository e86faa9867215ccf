//! Pictures of invoices that a fund pays.

use diesel::prelude::*;
use domain::ids::{DisbursementId, PhotoId, UserId};

use super::unused::{draft, unused};
use crate::db::{DbError, Key, Tx, schema::photos as t};

/// The hash of what a draft of `owner` shows; `None` where it is not theirs to give.
///
/// # Errors
/// [`DbError`].
pub(crate) fn draft_hash(
    tx: &mut Tx<'_>,
    owner: UserId,
    photo: PhotoId,
) -> Result<Option<[u8; 32]>, DbError> {
    let hash: Option<Vec<u8>> = draft!(owner, photo).select(t::hash).first(tx.db()).optional()?;
    let narrow = |hash: Vec<u8>| hash.try_into().map_err(|_| DbError::damaged("a photo's hash"));
    hash.map(narrow).transpose()
}

/// Gives a draft of `owner` to a disbursement; false where it is not theirs to give.
///
/// # Errors
/// [`DbError`].
pub(crate) fn give_to_disbursement(
    tx: &mut Tx<'_>,
    owner: UserId,
    photo: PhotoId,
    disbursement: DisbursementId,
) -> Result<bool, DbError> {
    let given = diesel::update(draft!(owner, photo))
        .set(t::disbursement_id.eq(Some(Key(disbursement))))
        .execute(tx.db())?;
    Ok(given == 1)
}
