//! Writing charters, and beginning a fund with the first.

use diesel::{dsl::max, prelude::*};
use domain::{
    funds::{CHARTERS_MAX, Charter, CharterState, FundEvent, FundRules},
    ids::{CharterId, FundId},
    journal::NodeHash,
    permissions::Actor,
    town_time,
};
use sha2::{Digest, Sha256};

use super::{StoredCharter, find, find_locked};
use crate::{
    db::{DbError, Key, NewEntry, Tx, schema::fund_charters as t, subject},
    funds::{Error, StoredFund, change::managed},
};

/// What a charter says.
#[derive(Clone, Debug)]
pub struct Content {
    /// What it is called.
    pub title: String,
    /// What people read.
    pub document: String,
    /// Its numbers.
    pub rules: FundRules,
}

impl Content {
    fn hash(&self) -> NodeHash {
        NodeHash(Sha256::digest(self.document.as_bytes()).into())
    }

    fn rules(&self) -> Result<String, DbError> {
        serde_json::to_string(&self.rules).map_err(DbError::damaged)
    }
}

/// Writes a draft of a fund's next charter.
///
/// # Errors
/// [`Error::Denied`] without [`Permission::ManageFunds`] there; [`Error::Charter`] for rules that cannot be;
/// [`Error::ChartersFull`].
///
/// [`Permission::ManageFunds`]: domain::permissions::Permission::ManageFunds
pub fn draft(
    tx: &mut Tx<'_>,
    actor: &Actor,
    fund: FundId,
    content: &Content,
) -> Result<StoredCharter, Error> {
    let stored = managed(tx, actor, fund)?;
    content.rules.check().map_err(domain::funds::CharterError::from)?;
    let last: Option<i64> = t::table
        .filter(t::fund_id.eq(Key(fund)))
        .select(max(t::number))
        .first(tx.db())
        .map_err(DbError::from)?;
    let number = last.unwrap_or(0) + 1;
    if number > CHARTERS_MAX {
        return Err(Error::ChartersFull);
    }
    let (id, hash): (CharterId, NodeHash) = (tx.new_id(), content.hash());
    diesel::insert_into(t::table)
        .values((
            t::id.eq(Key(id)),
            t::fund_id.eq(Key(fund)),
            t::number.eq(number),
            t::title.eq(content.title.trim()),
            t::document.eq(&content.document),
            t::document_hash.eq(hash.0.to_vec()),
            t::rules.eq(content.rules()?),
            t::written_by.eq(Key(actor.user)),
            t::written_at.eq(tx.timestamp()),
        ))
        .execute(tx.db())
        .map_err(DbError::from)?;
    let made = find(tx, id)?;
    drafted(tx, actor, &stored, &made.charter)?;
    Ok(made)
}

/// Writes a draft that has still `version` anew.
///
/// # Errors
/// [`Error::Denied`] without [`Permission::ManageFunds`] there; [`Error::Stale`]; [`Error::Charter`].
///
/// [`Permission::ManageFunds`]: domain::permissions::Permission::ManageFunds
pub fn revise(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: CharterId,
    version: i64,
    content: &Content,
) -> Result<StoredCharter, Error> {
    let (fund, old) = of_managed(tx, actor, id, version)?;
    let revised = old.charter.revise(content.hash(), content.rules.clone())?;
    diesel::update(t::table.find(Key(id)))
        .set((
            t::title.eq(content.title.trim()),
            t::document.eq(&content.document),
            t::document_hash.eq(revised.document.0.to_vec()),
            t::rules.eq(content.rules()?),
            t::written_by.eq(Key(actor.user)),
            t::written_at.eq(tx.timestamp()),
            t::version.eq(version + 1),
        ))
        .execute(tx.db())
        .map_err(DbError::from)?;
    drafted(tx, actor, &fund, &revised)?;
    Ok(find(tx, id)?)
}

/// Puts the first charter of a fund in force, today.
///
/// # Errors
/// [`Error::Denied`] without [`Permission::ManageFunds`] there; [`Error::Stale`]; [`Error::Charter`].
///
/// [`Permission::ManageFunds`]: domain::permissions::Permission::ManageFunds
pub fn found(tx: &mut Tx<'_>, actor: &Actor, id: CharterId, version: i64) -> Result<StoredCharter, Error> {
    let (fund, old) = of_managed(tx, actor, id, version)?;
    let adopted = old.charter.found(town_time::date(tx.now()))?;
    put_in_force(tx, actor, &fund, &adopted, version)
}

/// Saves a charter that was adopted, and journals it.
pub(in crate::funds) fn put_in_force(
    tx: &mut Tx<'_>,
    actor: &Actor,
    fund: &StoredFund,
    adopted: &Charter,
    version: i64,
) -> Result<StoredCharter, Error> {
    let CharterState::Adopted { from, resolution } = adopted.state else {
        return Err(DbError::damaged("a charter that was not adopted").into());
    };
    diesel::update(t::table.find(Key(adopted.id)))
        .set((
            t::state.eq("adopted"),
            t::adopted_from.eq(from.to_string()),
            t::resolution_id.eq(resolution.map(Key)),
            t::version.eq(version + 1),
        ))
        .execute(tx.db())
        .map_err(DbError::from)?;
    let event = FundEvent::CharterAdopted { fund: fund.id, charter: adopted.id, from, resolution };
    let subject = subject("charter", adopted.id);
    tx.journal(NewEntry { actor: Some(actor), area: &fund.path, subject, event })?;
    Ok(find(tx, adopted.id)?)
}

/// A charter that has still `version`, and its fund, which the caller manages; both locked.
pub(in crate::funds) fn of_managed(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: CharterId,
    version: i64,
) -> Result<(StoredFund, StoredCharter), Error> {
    // The fund's row is locked before the charter's, everywhere.
    let fund = find(tx, id)?.charter.fund;
    let fund = managed(tx, actor, fund)?;
    let charter = find_locked(tx, id)?;
    if charter.version == version { Ok((fund, charter)) } else { Err(Error::Stale) }
}

fn drafted(tx: &mut Tx<'_>, actor: &Actor, fund: &StoredFund, charter: &Charter) -> Result<(), DbError> {
    let (version, document) = (charter.version, charter.document);
    let event = FundEvent::CharterDrafted { fund: fund.id, charter: charter.id, version, document };
    let subject = subject("charter", charter.id);
    tx.journal(NewEntry { actor: Some(actor), area: &fund.path, subject, event })?;
    Ok(())
}
