//! Handing out: the resident shows a code, the provider reads it.

use diesel::prelude::*;
use domain::{
    identity::Limit,
    ids::{EntryId, ProviderId, RedemptionId},
    permissions::Actor,
    redemptions::{RedemptionCode, RedemptionEvent},
};

use super::{
    Error, code,
    read::{AtCounter, at_counter},
    row::{Row, entry},
};
use crate::{
    crypto::Keyring,
    db::{DbError, Key, Tx, lock, schema::redemptions as t},
    identity::{IdentityError, limits},
    ledger,
};

/// How reading a code went. A wrong code is an outcome and not an error: the attempt must be counted, and an error would
/// undo the count.
#[derive(Debug)]
pub enum CodeAttempt {
    /// What the code is for.
    Found(Box<AtCounter>),
    /// No code of a provider where one was looked for; the attempt is counted.
    Refused,
    /// Too many wrong codes; nothing was looked at.
    TooMany {
        /// When to try again.
        seconds: u64,
    },
}

/// Tells what a code is for, whatever became of it, and where it is handed out: who serves several providers need not
/// know at which of them. Changes nothing but the count of attempts.
///
/// # Errors
/// [`Error::Denied`] for who does not serve the provider.
pub fn look(
    tx: &mut Tx<'_>,
    keyring: &Keyring,
    actor: &Actor,
    provider: ProviderId,
    code: &RedemptionCode,
) -> Result<CodeAttempt, Error> {
    actor.require_serves(provider)?;
    let served = actor.providers().collect::<Vec<_>>();
    attempt(tx, keyring, actor, &served, code, |_, _| Ok(()))
}

/// Hands out what a code is for: the points that were held are spent.
///
/// # Errors
/// [`Error::Denied`] for who does not serve the provider; [`Error::Refused`].
pub fn collect(
    tx: &mut Tx<'_>,
    keyring: &Keyring,
    actor: &Actor,
    provider: ProviderId,
    code: &RedemptionCode,
) -> Result<CodeAttempt, Error> {
    actor.require_serves(provider)?;
    attempt(tx, keyring, actor, &[provider], code, |tx, row| hand_out(tx, actor, row))
}

fn attempt(
    tx: &mut Tx<'_>,
    keyring: &Keyring,
    actor: &Actor,
    providers: &[ProviderId],
    code: &RedemptionCode,
    step: impl FnOnce(&mut Tx<'_>, &Row) -> Result<(), Error>,
) -> Result<CodeAttempt, Error> {
    let account = limits::Counted::new(keyring, Limit::REDEMPTION_CODE, &actor.user.to_string());
    let account = account.map_err(limit_error)?;
    match limits::admit(tx, &[&account]) {
        Ok(()) => {}
        Err(IdentityError::TooMany { seconds }) => return Ok(CodeAttempt::TooMany { seconds }),
        Err(other) => return Err(limit_error(other)),
    }
    let Some(row) = find(tx, keyring, providers, code)? else { return Ok(CodeAttempt::Refused) };
    limits::succeed(tx, &[&account])?;
    step(tx, &row)?;
    Ok(CodeAttempt::Found(Box::new(at_counter(tx, row.id.0)?)))
}

fn find(
    tx: &mut Tx<'_>,
    keyring: &Keyring,
    providers: &[ProviderId],
    code: &RedemptionCode,
) -> Result<Option<Row>, DbError> {
    let providers: Vec<_> = providers.iter().copied().map(Key).collect();
    let query = t::table
        .filter(t::code_hash.eq_any(code::hashes(keyring, code)))
        .filter(t::provider_id.eq_any(providers));
    Ok(lock!(tx.db(), query, |q, c| q.select(Row::as_select()).first(c).optional())?)
}

fn hand_out(tx: &mut Tx<'_>, actor: &Actor, old: &Row) -> Result<(), Error> {
    let state = old.standing()?.collect(tx.now())?;
    let told: EntryId = tx.new_id();
    let posted = ledger::commit(tx, old.posting_id.0, told)?;
    diesel::update(t::table.find(old.id))
        .set((
            t::state.eq(state.as_str()),
            t::collected_at.eq(tx.timestamp()),
            t::collected_by.eq(Key(actor.user)),
            t::version.eq(old.version + 1),
        ))
        .execute(tx.db())?;
    let id: RedemptionId = old.id.0;
    let event = RedemptionEvent::Collected {
        redemption: id,
        provider: old.provider_id.0,
        points: old.points,
        posted,
    };
    tx.journal_as(told, entry(Some(actor), &old.path()?, id, event))?;
    Ok(())
}

fn limit_error(error: IdentityError) -> Error {
    match error {
        IdentityError::Db(error) => error.into(),
        other => DbError::damaged(other).into(),
    }
}
