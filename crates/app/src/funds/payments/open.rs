//! Somebody begins to pay.

use chrono::TimeDelta;
use diesel::prelude::*;
use domain::{
    funds::{
        Amount, FundEvent, PAYMENT_FEN_MAX, PAYMENT_MINUTES, PAYMENTS_OPEN_MAX,
        payments::{PaymentChannel, PaymentState},
    },
    identity::Limit,
    ids::{FundId, PaymentIntentId},
    ledger::Purpose,
    permissions::Actor,
};
use payments::{Description, limits::DESCRIPTION_BYTES_MAX};

use super::due;
use crate::{
    crypto::Keyring,
    db::{DbError, Key, NewEntry, Tx, schema::payment_intents as t, subject},
    funds::{Error, find_locked, purposes, read::seen},
    identity::{
        IdentityError,
        limits::{self, Counted},
        names_of,
    },
};

/// What somebody wants to pay.
#[derive(Clone, Debug)]
pub struct NewPayment {
    /// Through whom.
    pub channel: PaymentChannel,
    /// How much.
    pub amount: Amount,
    /// What it may be spent on.
    pub purpose: Option<Purpose>,
    /// What they are called, where they have no account.
    pub donor_name: Option<String>,
    /// Whether the public is told who gave it.
    pub named: bool,
    /// What they say with it; may be empty.
    pub message: String,
}

/// Counts a payment that nobody signed in begins, by their address. The caller keeps the transaction.
///
/// # Errors
/// [`IdentityError::TooMany`].
pub fn admit(tx: &mut Tx<'_>, keyring: &Keyring, address: &str) -> Result<(), IdentityError> {
    limits::admit(tx, &[&Counted::new(keyring, Limit::PAYMENT_ADDRESS, address)?])
}

/// Notes what somebody is about to pay, before its provider is asked.
///
/// # Errors
/// [`DbError::NotFound`] where there is no such fund, or not for the caller; [`Error::Fund`] where the fund takes nothing in, or
/// nothing for this; [`Error::DonorName`], [`Error::PaymentAmount`], [`Error::PaymentsFull`].
pub fn open(
    tx: &mut Tx<'_>,
    actor: Option<&Actor>,
    fund: FundId,
    new: NewPayment,
) -> Result<PaymentIntentId, Error> {
    let stored = seen(find_locked(tx, fund)?, actor)?;
    let had = purposes(tx, fund)?;
    stored.with(&had).admit_income(new.purpose.as_ref())?;
    if new.amount.fen() > PAYMENT_FEN_MAX {
        return Err(Error::PaymentAmount);
    }
    let donor_name = match (actor, new.donor_name) {
        (Some(actor), _) => {
            require_room(tx, actor, fund)?;
            names_of(tx, [actor.user])?.remove(&actor.user).unwrap_or_default()
        }
        (None, Some(name)) => name.trim().to_owned(),
        (None, None) => return Err(Error::DonorName),
    };
    let id: PaymentIntentId = tx.new_id();
    let expires_at = tx.now() + TimeDelta::minutes(PAYMENT_MINUTES);
    diesel::insert_into(t::table)
        .values((
            (t::id.eq(Key(id)), t::fund_id.eq(Key(fund)), t::channel.eq(new.channel.as_str())),
            (t::amount.eq(new.amount.fen()), t::purpose.eq(new.purpose.as_ref().map(Purpose::as_str))),
            t::user_id.eq(actor.map(|actor| Key(actor.user))),
            (t::donor_name.eq(donor_name), t::named.eq(new.named), t::message.eq(new.message.trim())),
            t::description.eq(description(&stored.name)?.as_str()),
            (t::opened_at.eq(tx.timestamp()), t::expires_at.eq(expires_at.naive_utc())),
            t::ask_at.eq((tx.now() + due::first()).naive_utc()),
        ))
        .execute(tx.db())
        .map_err(DbError::from)?;
    let event = FundEvent::PaymentOpened { fund, intent: id, amount: new.amount.fen() };
    tx.journal(NewEntry { actor, area: &stored.path, subject: subject("payment", id), event })?;
    Ok(id)
}

/// Nobody begins payments without end; under the fund's lock they are counted one after the other.
fn require_room(tx: &mut Tx<'_>, actor: &Actor, fund: FundId) -> Result<(), Error> {
    let open: i64 = t::table
        .filter(t::user_id.eq(Key(actor.user)))
        .filter(t::fund_id.eq(Key(fund)))
        .filter(t::state.eq(PaymentState::Created.as_str()))
        .count()
        .get_result(tx.db())
        .map_err(DbError::from)?;
    if open < PAYMENTS_OPEN_MAX { Ok(()) } else { Err(Error::PaymentsFull) }
}

/// Keeps what the provider gave, where nothing was kept before.
///
/// # Errors
/// [`DbError`].
pub fn keep_code(tx: &mut Tx<'_>, id: PaymentIntentId, code: &str) -> Result<(), DbError> {
    diesel::update(t::table.find(Key(id)).filter(t::code.is_null()))
        .set(t::code.eq(code))
        .execute(tx.db())?;
    Ok(())
}

/// What the payer reads: the fund's name, without what a provider refuses.
fn description(name: &str) -> Result<Description, DbError> {
    let mut text = String::new();
    for c in name.chars().map(|c| if c.is_control() || "/=&".contains(c) { ' ' } else { c }) {
        if text.len() + c.len_utf8() > DESCRIPTION_BYTES_MAX {
            break;
        }
        text.push(c);
    }
    Description::new(text).or_else(|_| Description::new("公益基金")).map_err(DbError::damaged)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_payer_reads_is_what_every_provider_takes() {
        assert_eq!(description("社区公益基金").unwrap().as_str(), "社区公益基金");
        assert_eq!(description("助老/助学=&").unwrap().as_str(), "助老 助学  ");
        assert_eq!(description("/").unwrap().as_str(), "公益基金");
        assert_eq!(description(&"公".repeat(60)).unwrap().as_str(), "公".repeat(42));
    }
}
