//! Gifts between residents of one town, where a programme allows them.

use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;
use domain::{
    areas::{AreaKind, AreaPath},
    identity::{Limit, LoginName},
    ids::{AreaId, EntryId, GiftId, LedgerAccountId, ProgrammeId, UserId},
    ledger::{Owner, Refusal},
    memberships::HouseholdCode,
    permissions::Actor,
    points::{GiftError, GiftEvent, GiftRules, ProgrammeState, taken},
    town_time,
};
use uuid::Uuid;

use super::{
    award::{self, Home},
    claims::homes_of,
    kinds,
    lots::{self, Cause},
    programmes::{StoredProgramme, moving},
    rules,
    wallets::{given, owned},
};
use crate::{
    areas,
    crypto::Keyring,
    db::{
        DbError, Key, NewEntry, Tx,
        schema::{gift_codes as codes, gifts as t, users},
        subject,
    },
    grants, identity,
    identity::{IdentityError, limits},
    ledger::{self, Making},
};

/// What codes are kept as.
const PURPOSE: &str = "gift_codes.code";

/// A gift that was given.
#[derive(Clone, Debug)]
pub struct Gift {
    /// Its id.
    pub id: GiftId,
    /// In which programme.
    pub programme: ProgrammeId,
    /// How many points.
    pub points: i64,
    /// To whom: masked.
    pub recipient: String,
    /// What was said with it.
    pub words: Option<String>,
    /// When.
    pub given_at: DateTime<Utc>,
}

/// Points for somebody.
#[derive(Clone, Debug)]
pub struct NewGift {
    /// The wallet that gives.
    pub wallet: LedgerAccountId,
    /// To whom.
    pub recipient: UserId,
    /// How many.
    pub points: i64,
    /// What to say with it.
    pub words: Option<String>,
}

/// Why points are not given.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The store.
    #[error(transparent)]
    Db(#[from] DbError),
    /// The rules of gifts.
    #[error(transparent)]
    Gift(#[from] GiftError),
    /// The ledger.
    #[error(transparent)]
    Ledger(#[from] Refusal),
    /// To oneself, or into the same wallet.
    #[error("nobody gives points to themselves")]
    Own,
    /// The person is not there, or does not live in the same town.
    #[error("nobody was found")]
    RecipientUnknown,
}

impl From<ledger::Error> for Error {
    fn from(error: ledger::Error) -> Self {
        match error {
            ledger::Error::Db(error) => error.into(),
            ledger::Error::Refused(refusal) => refusal.into(),
        }
    }
}

/// Makes a code that the caller shows to be given points; the one before stops working. It changes nothing in the town,
/// so the journal learns of it with the gift.
///
/// # Errors
/// [`DbError`].
pub fn create_code(
    tx: &mut Tx<'_>,
    keyring: &Keyring,
    actor: &Actor,
    minutes: i64,
) -> Result<(HouseholdCode, DateTime<Utc>), DbError> {
    let code = HouseholdCode::from_random(tx.random());
    let hash = keyring.index(PURPOSE, code.as_str()).map_err(DbError::damaged)?;
    let expires_at = tx.now() + TimeDelta::minutes(minutes);
    diesel::delete(codes::table.filter(codes::user_id.eq(Key(actor.user)))).execute(tx.db())?;
    diesel::insert_into(codes::table)
        .values((
            codes::user_id.eq(Key(actor.user)),
            codes::code_hash.eq(hash.as_bytes()),
            codes::expires_at.eq(expires_at.naive_utc()),
        ))
        .execute(tx.db())?;
    Ok((code, expires_at))
}

/// How looking for somebody went. Nobody found is an outcome and not an error: the try must be counted.
#[derive(Debug)]
pub enum Search {
    /// Who it is, and their name, masked.
    Found(UserId, String),
    /// Nobody of the same town.
    Nobody,
    /// Too many tries; nothing was looked at.
    TooMany {
        /// When to try again.
        seconds: u64,
    },
}

/// Looks for whom to give points of a wallet of the caller: by the code they show, or by their login name.
///
/// # Errors
/// [`DbError::NotFound`] where it is no wallet of theirs; [`Error::Gift`] where it gives nothing away; [`Error::Own`].
pub fn find_recipient(
    tx: &mut Tx<'_>,
    keyring: &Keyring,
    actor: &Actor,
    wallet: LedgerAccountId,
    login_or_code: &str,
) -> Result<Search, Error> {
    let (giving, programme) = owned(tx, actor, wallet)?;
    allowed(tx, &programme)?;
    let counted = limits::Counted::new(keyring, Limit::GIFT_RECIPIENT, &actor.user.to_string());
    match counted.and_then(|counted| limits::admit(tx, &[&counted])) {
        Ok(()) => {}
        Err(IdentityError::TooMany { seconds }) => return Ok(Search::TooMany { seconds }),
        Err(IdentityError::Db(error)) => return Err(error.into()),
        Err(other) => return Err(DbError::damaged(other).into()),
    }
    let Some(person) = person(tx, keyring, login_or_code)? else { return Ok(Search::Nobody) };
    match home_of(tx, actor, &programme, giving.owned.owner, person) {
        Ok(_) => {}
        Err(Error::RecipientUnknown) => return Ok(Search::Nobody),
        Err(other) => return Err(other),
    }
    let names = identity::names_of(tx, [person])?;
    Ok(Search::Found(person, grants::mask(names.get(&person).map(String::as_str).unwrap_or_default())))
}

fn person(tx: &mut Tx<'_>, keyring: &Keyring, text: &str) -> Result<Option<UserId>, DbError> {
    if let Some(code) = HouseholdCode::parse(text) {
        let hashes: Vec<Vec<u8>> =
            keyring.indexes(PURPOSE, code.as_str()).into_iter().map(String::into_bytes).collect();
        let live =
            codes::table.filter(codes::code_hash.eq_any(hashes)).filter(codes::expires_at.gt(tx.timestamp()));
        let found: Option<Key<UserId>> = live.select(codes::user_id).first(tx.db()).optional()?;
        if let Some(Key(person)) = found {
            return Ok(Some(person));
        }
    }
    let Ok(login) = LoginName::new(text) else { return Ok(None) };
    let active = users::table.filter(users::login.eq(login.as_str())).filter(users::state.eq("active"));
    let found: Option<Key<UserId>> = active.select(users::id).first(tx.db()).optional()?;
    Ok(found.map(|Key(person)| person))
}

/// The limits of a programme's gifts today.
fn allowed(tx: &mut Tx<'_>, programme: &StoredProgramme) -> Result<GiftRules, Error> {
    let today = town_time::date(tx.now());
    let rules = rules::in_force(tx, programme.id, today)?;
    let running = programme.state() == ProgrammeState::Running;
    Ok(rules.filter(|_| running).and_then(|rules| rules.content.gifts).ok_or(GiftError::NotAllowed)?)
}

/// The home by which somebody is given points out of a wallet: one in the programme's area, in the town of the giver.
fn home_of(
    tx: &mut Tx<'_>,
    actor: &Actor,
    programme: &StoredProgramme,
    giving: Owner,
    person: UserId,
) -> Result<Home, Error> {
    if person == actor.user {
        return Err(Error::Own);
    }
    let mut towns: Vec<AreaPath> = Vec::new();
    for home in actor.homes().filter(|home| programme.path.covers(home)) {
        towns.push(town_of(tx, home)?);
    }
    let near = |path: &AreaPath| towns.iter().any(|town| town.covers(path));
    let homes: Vec<(AreaId, AreaPath)> =
        homes_of(tx, person, &programme.path)?.into_iter().filter(|(_, path)| near(path)).collect();
    if homes.iter().any(|(home, _)| giving == Owner::Household(*home)) {
        return Err(Error::Own);
    }
    let (household, path) = homes.into_iter().next().ok_or(Error::RecipientUnknown)?;
    Ok(Home { person: Some(person), household, path })
}

/// The town around a home, or what stands in its place.
fn town_of(tx: &mut Tx<'_>, home: &AreaPath) -> Result<AreaPath, DbError> {
    let lineage = areas::lineage(tx, home)?;
    let town = lineage.iter().rev().find(|area| area.kind <= AreaKind::Town);
    Ok(town.or(lineage.first()).map_or_else(|| home.clone(), |area| area.path.clone()))
}

/// Gives points of a wallet of the caller to somebody of the same town. They keep the days on which they are over.
///
/// # Errors
/// [`DbError::NotFound`] where it is no wallet of theirs; [`Error`].
pub fn give(tx: &mut Tx<'_>, actor: &Actor, new: &NewGift) -> Result<Gift, Error> {
    // What was given this month is counted by one after the other.
    tx.take_turn()?;
    let (giving, programme) = owned(tx, actor, new.wallet)?;
    let limits = allowed(tx, &programme)?;
    let home = home_of(tx, actor, &programme, giving.owned.owner, new.recipient)?;
    let today = town_time::date(tx.now());
    let before = given(tx, &[new.wallet], today)?.get(&new.wallet).copied().unwrap_or(0);
    limits.allow(before, new.points)?;
    let available = giving.account.available().unwrap_or(0).max(0);
    if available < new.points {
        return Err(Refusal::BelowFloor { account: new.wallet, available, wanted: new.points }.into());
    }

    let receiving = award::wallet(tx, &programme, &home)?;
    let credited = lots::of(tx, &[new.wallet])?.remove(&new.wallet).unwrap_or_default();
    let parts = taken(available, &credited, new.points);
    let (id, entry): (GiftId, EntryId) = (tx.new_id(), tx.new_id());
    let making = Making {
        key: format!("gift:{id}"),
        kind: kinds::GIFT,
        subject: subject("gift", id),
        entry,
        agent: Some(actor),
    };
    let posted = ledger::post(tx, &moving(new.wallet, receiving, new.points), &making)?;
    let lots: Vec<_> = parts.into_iter().map(|lot| (receiving, Cause::Gift(id), lot)).collect();
    lots::credit(tx, &lots)?;
    let words = new.words.as_deref().map(str::trim);
    diesel::insert_into(t::table)
        .values((
            t::id.eq(Key(id)),
            t::programme_id.eq(Key(programme.id)),
            t::from_account_id.eq(Key(new.wallet)),
            t::to_account_id.eq(Key(receiving)),
            t::giver_id.eq(Key(actor.user)),
            t::recipient_id.eq(Key(new.recipient)),
            t::points.eq(new.points),
            t::words.eq(words),
            t::posting_id.eq(Key(posted.posting)),
            t::day.eq(today.to_string()),
            t::given_at.eq(tx.timestamp()),
        ))
        .execute(tx.db())
        .map_err(DbError::from)?;
    let event = GiftEvent::Given { gift: id, points: new.points, posted };
    let area = &programme.path;
    tx.journal_as(entry, NewEntry { actor: Some(actor), area, subject: subject("gift", id), event })?;
    let names = identity::names_of(tx, [new.recipient])?;
    let recipient = grants::mask(names.get(&new.recipient).map(String::as_str).unwrap_or_default());
    let words = words.map(str::to_owned);
    Ok(Gift { id, programme: programme.id, points: new.points, recipient, words, given_at: tx.now() })
}

/// Whom a gift concerns: who gave it and who was given it.
///
/// # Errors
/// [`DbError`].
pub(crate) fn concerned(tx: &mut Tx<'_>, id: Uuid) -> Result<Vec<UserId>, DbError> {
    let found: Option<(Key<UserId>, Key<UserId>)> =
        t::table.find(Key(GiftId(id))).select((t::giver_id, t::recipient_id)).first(tx.db()).optional()?;
    Ok(found.map(|(Key(giver), Key(recipient))| vec![giver, recipient]).unwrap_or_default())
}
