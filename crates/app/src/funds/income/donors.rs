//! Who gives.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;
use domain::{
    funds::FundEvent,
    ids::{DonorId, FundId, UserId},
    permissions::{Actor, Permission},
};

use crate::{
    db::{DbError, Key, NewEntry, Tx, on_each, schema::fund_donors as t, subject},
    funds::{Error, Page, keeps, visible},
    identity,
};

/// Who gives to a fund.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredDonor {
    /// Their id.
    pub id: DonorId,
    /// What they are called.
    pub name: String,
    /// Whether they have an account.
    pub has_account: bool,
    /// Since when they are known.
    pub added_at: DateTime<Utc>,
}

type Row = (Key<DonorId>, String, Option<Key<UserId>>, NaiveDateTime);

fn read((Key(id), name, user, added_at): Row) -> StoredDonor {
    StoredDonor { id, name, has_account: user.is_some(), added_at: added_at.and_utc() }
}

/// Notes somebody who gives without an account.
///
/// # Errors
/// [`DbError::NotFound`] where there is no such fund, or not for the caller; [`Error::Denied`] without
/// [`Permission::KeepFunds`] there.
pub fn add(tx: &mut Tx<'_>, actor: &Actor, fund: FundId, name: &str) -> Result<StoredDonor, Error> {
    let stored = visible(tx, Some(actor), fund)?;
    actor.require(Permission::KeepFunds, &stored.path)?;
    let id: DonorId = tx.new_id();
    diesel::insert_into(t::table)
        .values((
            t::id.eq(Key(id)),
            t::fund_id.eq(Key(fund)),
            t::name.eq(name.trim()),
            t::added_by.eq(Key(actor.user)),
            t::added_at.eq(tx.timestamp()),
        ))
        .execute(tx.db())
        .map_err(DbError::from)?;
    let (subject, event) = (subject("fund", fund), FundEvent::DonorAdded { fund, donor: id });
    tx.journal(NewEntry { actor: Some(actor), area: &stored.path, subject, event })?;
    Ok(StoredDonor { id, name: name.trim().to_owned(), has_account: false, added_at: tx.now() })
}

/// Somebody with an account, as who gives to a fund: noted where they are not yet.
pub(in crate::funds) fn own(tx: &mut Tx<'_>, user: UserId, fund: FundId) -> Result<DonorId, DbError> {
    let there = |tx: &mut Tx<'_>| -> Result<Option<Key<DonorId>>, DbError> {
        let of = t::table.filter(t::user_id.eq(Key(user))).filter(t::fund_id.eq(Key(fund)));
        Ok(of.select(t::id).first(tx.db()).optional()?)
    };
    if let Some(Key(id)) = there(tx)? {
        return Ok(id);
    }
    let name = identity::names_of(tx, vec![user])?.remove(&user).unwrap_or_default();
    let id: DonorId = tx.new_id();
    let row = (
        t::id.eq(Key(id)),
        t::fund_id.eq(Key(fund)),
        t::user_id.eq(Key(user)),
        t::name.eq(name),
        t::added_by.eq(Key(user)),
        t::added_at.eq(tx.timestamp()),
    );
    let insert = diesel::insert_into(t::table).values(row).on_conflict_do_nothing();
    if on_each!(tx.db(), |c| insert.execute(c))? == 1 {
        return Ok(id);
    }
    // The same person, from another device.
    there(tx)?.map(|Key(id)| id).ok_or(DbError::NotFound)
}

/// Notes somebody who gave on line, without an account, by the name that they gave themselves.
pub(in crate::funds) fn unknown(tx: &mut Tx<'_>, fund: FundId, name: &str) -> Result<DonorId, DbError> {
    let id: DonorId = tx.new_id();
    let row = (t::id.eq(Key(id)), t::fund_id.eq(Key(fund)), t::name.eq(name), t::added_at.eq(tx.timestamp()));
    diesel::insert_into(t::table).values(row).execute(tx.db())?;
    Ok(id)
}

/// Who gave to a fund, the latest first. For who keeps or audits its books.
///
/// # Errors
/// [`DbError::NotFound`] for others.
pub fn list(
    tx: &mut Tx<'_>,
    actor: &Actor,
    fund: FundId,
    page: Page<DonorId>,
) -> Result<Vec<StoredDonor>, DbError> {
    let stored = visible(tx, Some(actor), fund)?;
    if !keeps(actor, &stored.path) {
        return Err(DbError::NotFound);
    }
    let mut query = t::table
        .filter(t::fund_id.eq(Key(fund)))
        .order(t::id.desc())
        .limit(page.limit)
        .select((t::id, t::name, t::user_id, t::added_at))
        .into_boxed();
    if let Some(after) = page.after {
        query = query.filter(t::id.lt(Key(after)));
    }
    let rows: Vec<Row> = query.load(tx.db())?;
    Ok(rows.into_iter().map(read).collect())
}

/// Whether somebody gives to this fund.
pub(super) fn is_of(tx: &mut Tx<'_>, id: DonorId, fund: FundId) -> Result<bool, DbError> {
    let of: Option<Key<FundId>> = t::table.find(Key(id)).select(t::fund_id).first(tx.db()).optional()?;
    Ok(of.is_some_and(|Key(of)| of == fund))
}

/// The names of some donors, and their accounts: one statement.
pub(in crate::funds) fn by_id(
    tx: &mut Tx<'_>,
    ids: Vec<DonorId>,
) -> Result<BTreeMap<DonorId, (String, Option<UserId>)>, DbError> {
    let ids: Vec<Key<DonorId>> = ids.into_iter().map(Key).collect();
    let rows: Vec<(Key<DonorId>, String, Option<Key<UserId>>)> =
        t::table.filter(t::id.eq_any(ids)).select((t::id, t::name, t::user_id)).load(tx.db())?;
    let one = |(Key(id), name, user): (Key<DonorId>, String, Option<Key<UserId>>)| {
        (id, (name, user.map(|Key(user)| user)))
    };
    Ok(rows.into_iter().map(one).collect())
}
