//! Reserving.

use chrono::Datelike;
use diesel::prelude::*;
use domain::{
    ids::{AreaId, EntryId, OfferId, ProviderId, RedemptionId, UserId},
    ledger::{AccountKind, Entry, NewPosting, Owned, Owner, Unit},
    permissions::Actor,
    redemptions::{OfferRefused, OfferState, Redeemed, RedemptionEvent, RedemptionState, kept_until},
    town_time,
};

use super::{
    Error, KIND, code, offers,
    row::{counted, entry},
};
use crate::{
    crypto::Keyring,
    db::{DbError, Key, Tx, schema::redemptions as t, subject},
    ledger::{self, Making, NewAccount},
};

/// What somebody wants.
#[derive(Clone, Copy, Debug)]
pub struct Reserve {
    /// Which offer.
    pub offer: OfferId,
    /// Whose wallet pays; the actor's own where absent.
    pub household: Option<AreaId>,
    /// The price that the actor has seen.
    pub price: i64,
}

/// Reserves an offer: its points are held, one piece is taken off the stock.
///
/// # Errors
/// [`Error::Offer`] where it is not shown now; [`Error::Price`], [`Error::Household`], [`Error::Stock`],
/// [`Error::Limits`], [`Error::Short`]; [`Error::Ledger`] for frozen wallets. [`DbError::NotFound`] for what was never
/// shown.
pub fn reserve(
    tx: &mut Tx<'_>,
    keyring: &Keyring,
    actor: &Actor,
    want: Reserve,
) -> Result<RedemptionId, Error> {
    let offer = offers::locked(tx, want.offer)?;
    let today = town_time::date(tx.now());
    match offer.state {
        OfferState::Approved if offer.content.shown.on(today) => {}
        OfferState::Approved | OfferState::Ended => return Err(OfferRefused::NotShown.into()),
        OfferState::Proposed | OfferState::Refused => return Err(DbError::NotFound.into()),
    }
    let price = offer.content.price;
    if price != want.price {
        return Err(Error::Price { price });
    }
    let payer = payer(actor, want.household)?;
    let stock = offer.content.stock.take()?;
    offer.content.limits.admit(redeemed(tx, offer.id, actor.user)?)?;
    let book = offer.programme.0;
    let wallet = ledger::find(tx, &Owned { book, kind: AccountKind::Wallet, owner: payer })?;
    let wallet = wallet.ok_or(Error::Short { wanted: price, available: 0 })?;
    let redeemed = NewAccount {
        owned: redeemed_account(book, offer.provider),
        unit: Unit::Points,
        area: &offer.path,
        floor: Some(0),
        purpose: None,
        code: "",
    };
    let redeemed = ledger::open(tx, &redeemed)?;
    let moves = [(wallet.id, -price), (redeemed, price)];
    let entries = moves.map(|(account, amount)| Entry { account, amount }).to_vec();
    let posting = NewPosting { unit: Unit::Points, purpose: None, entries };
    let (id, code_hash) = code::new(tx, keyring)?;
    let until = kept_until(tx.now(), offer.content.keep_days);
    let told: EntryId = tx.new_id();
    let what = subject("redemption", id);
    let making = Making { key: what.clone(), kind: KIND, subject: what, entry: told, agent: Some(actor) };
    let posted = ledger::hold(tx, &posting, until, &making)?;
    diesel::insert_into(t::table)
        .values((
            t::id.eq(Key(id)),
            t::offer_id.eq(Key(offer.id)),
            t::provider_id.eq(Key(offer.provider)),
            t::programme_id.eq(Key(offer.programme)),
            t::area_path.eq(offer.path.as_str()),
            t::user_id.eq(Key(actor.user)),
            t::household_id.eq(want.household.map(Key)),
            t::posting_id.eq(Key(posted.posting)),
            t::points.eq(price),
            t::took_stock.eq(counted(stock)),
            t::code_hash.eq(code_hash),
            t::state.eq(RedemptionState::Reserved { until }.as_str()),
            t::reserved_at.eq(tx.timestamp()),
            t::keep_until.eq(until.naive_utc()),
        ))
        .execute(tx.db())?;
    if counted(stock) {
        offers::set_stock(tx, &offer, stock)?;
    }
    let event = RedemptionEvent::Reserved {
        redemption: id,
        offer: offer.id,
        provider: offer.provider,
        programme: offer.programme,
        points: price,
        posted,
    };
    tx.journal_as(told, entry(Some(actor), &offer.path, id, event))?;
    Ok(id)
}

/// The account of what a provider gave something for, in the books of a programme.
pub(super) fn redeemed_account(book: uuid::Uuid, provider: ProviderId) -> Owned {
    Owned { book, kind: AccountKind::Redeemed, owner: Owner::Provider(provider) }
}

fn payer(actor: &Actor, household: Option<AreaId>) -> Result<Owner, Error> {
    let Some(household) = household else { return Ok(Owner::Person(actor.user)) };
    if actor.belongs_to(household) { Ok(Owner::Household(household)) } else { Err(Error::Household) }
}

/// What a person has of an offer, in this month of the town's calendar and in all. One statement.
pub(super) fn redeemed(tx: &mut Tx<'_>, offer: OfferId, person: UserId) -> Result<Redeemed, DbError> {
    let today = town_time::date(tx.now());
    let month = town_time::begin(today.with_day(1).unwrap_or(today)).naive_utc();
    let times: Vec<chrono::NaiveDateTime> = t::table
        .filter(t::offer_id.eq(Key(offer)))
        .filter(t::user_id.eq(Key(person)))
        .filter(t::state.eq_any(["reserved", "collected"]))
        .select(t::reserved_at)
        .load(tx.db())?;
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let in_month = times.iter().filter(|at| **at >= month).count();
    Ok(Redeemed { month: count(in_month), whole: count(times.len()) })
}
