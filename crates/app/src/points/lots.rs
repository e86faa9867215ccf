//! What was credited to wallets.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use diesel::prelude::*;
use domain::{
    ids::{ClaimId, GiftId, LedgerAccountId, LotId},
    points::Lot,
};

use crate::db::{DbError, Key, Tx, bulk_insert, schema::points_lots as t};

/// Where a lot comes from.
#[derive(Clone, Copy, Debug)]
pub(super) enum Cause {
    Claim(ClaimId),
    Gift(GiftId),
}

#[derive(Insertable)]
#[diesel(table_name = t, treat_none_as_default_value = false)]
struct NewLot {
    id: Key<LotId>,
    account_id: Key<LedgerAccountId>,
    claim_id: Option<Key<ClaimId>>,
    gift_id: Option<Key<GiftId>>,
    amount: i64,
    expires_on: Option<String>,
    credited_at: NaiveDateTime,
    ordinal: i64,
}

/// Notes what was credited to wallets, in its order.
///
/// # Errors
/// [`DbError`].
pub(super) fn credit(tx: &mut Tx<'_>, lots: &[(LedgerAccountId, Cause, Lot)]) -> Result<(), DbError> {
    let mut rows = Vec::with_capacity(lots.len());
    for (ordinal, (account, cause, lot)) in (0_i64..).zip(lots) {
        let (claim_id, gift_id) = match cause {
            Cause::Claim(claim) => (Some(Key(*claim)), None),
            Cause::Gift(gift) => (None, Some(Key(*gift))),
        };
        rows.push(NewLot {
            id: Key(tx.new_id()),
            account_id: Key(*account),
            claim_id,
            gift_id,
            amount: lot.amount,
            expires_on: lot.expires_on.map(|day| day.to_string()),
            credited_at: tx.timestamp(),
            ordinal,
        });
    }
    bulk_insert!(tx.db(), t::table, &rows)?;
    Ok(())
}

/// What was credited to these wallets, each wallet's the oldest first: one statement.
///
/// # Errors
/// [`DbError`].
pub(super) fn of(
    tx: &mut Tx<'_>,
    accounts: &[LedgerAccountId],
) -> Result<BTreeMap<LedgerAccountId, Vec<Lot>>, DbError> {
    let ids: Vec<Key<LedgerAccountId>> = accounts.iter().copied().map(Key).collect();
    let rows: Vec<(Key<LedgerAccountId>, i64, Option<String>)> = t::table
        .filter(t::account_id.eq_any(ids))
        .order((t::account_id, t::credited_at, t::ordinal, t::id))
        .select((t::account_id, t::amount, t::expires_on))
        .load(tx.db())?;
    let mut lots: BTreeMap<LedgerAccountId, Vec<Lot>> = BTreeMap::new();
    for (Key(account), amount, expires_on) in rows {
        let expires_on: Option<NaiveDate> =
            expires_on.map(|day| day.parse().map_err(DbError::damaged)).transpose()?;
        lots.entry(account).or_default().push(Lot { amount, expires_on });
    }
    Ok(lots)
}

/// A lot with where it comes from.
#[derive(Clone, Debug)]
pub struct Credited {
    /// How many points; those that were taken back are not in it.
    pub points: i64,
    /// The last day on which they can be spent; they last for ever where absent.
    pub expires_on: Option<NaiveDate>,
    /// The claim.
    pub claim: Option<ClaimId>,
    /// The gift.
    pub gift: Option<GiftId>,
    /// When.
    pub at: DateTime<Utc>,
}

/// The same with where each comes from.
///
/// # Errors
/// [`DbError`].
pub(super) fn credited_to(
    tx: &mut Tx<'_>,
    accounts: &[LedgerAccountId],
) -> Result<BTreeMap<LedgerAccountId, Vec<Credited>>, DbError> {
    type Row =
        (Key<LedgerAccountId>, i64, Option<String>, Option<Key<ClaimId>>, Option<Key<GiftId>>, NaiveDateTime);
    let ids: Vec<Key<LedgerAccountId>> = accounts.iter().copied().map(Key).collect();
    let rows: Vec<Row> = t::table
        .filter(t::account_id.eq_any(ids))
        .order((t::account_id, t::credited_at, t::ordinal, t::id))
        .select((t::account_id, t::amount, t::expires_on, t::claim_id, t::gift_id, t::credited_at))
        .load(tx.db())?;
    let mut all: BTreeMap<LedgerAccountId, Vec<Credited>> = BTreeMap::new();
    for (Key(account), points, expires_on, claim, gift, at) in rows {
        let expires_on = expires_on.map(|day| day.parse().map_err(DbError::damaged)).transpose()?;
        let (claim, gift) = (claim.map(|Key(id)| id), gift.map(|Key(id)| id));
        let credited = Credited { points, expires_on, claim, gift, at: at.and_utc() };
        all.entry(account).or_default().push(credited);
    }
    Ok(all)
}

/// Takes points off the lot of a claim that was taken back: as if they had never come.
///
/// # Errors
/// [`DbError`].
pub(super) fn take_off(tx: &mut Tx<'_>, claim: ClaimId, points: i64) -> Result<(), DbError> {
    let lot = t::table.filter(t::claim_id.eq(Key(claim)));
    diesel::update(lot).set(t::amount.eq(t::amount - points)).execute(tx.db())?;
    Ok(())
}
