//! Points out of a budget into a wallet, and back.

use chrono::NaiveDate;
use diesel::prelude::*;
use domain::{
    areas::AreaPath,
    ids::{AreaId, ClaimId, EntryId, LedgerAccountId, PostingId, UserId},
    ledger::{AccountKind, NewPosting, Owned, Owner, Posted, Refusal, Unit},
    permissions::Actor,
    points::{Lot, ProgrammeState, WalletKind, expiry_day},
    town_time,
};

use super::{
    kinds,
    lots::{self, Cause},
    programmes::{StoredProgramme, moving},
};
use crate::{
    db::{DbError, Key, Tx, on_each, schema::wallets as t, subject},
    ledger::{self, Making, NewAccount},
};

/// Somebody's home in a programme, by which their wallet is found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Home {
    /// Who earns; the household as such where absent.
    pub(super) person: Option<UserId>,
    /// Their home.
    pub(super) household: AreaId,
    /// Its path.
    pub(super) path: AreaPath,
}

/// Points for a claim.
#[derive(Clone, Debug)]
pub(super) struct Award {
    /// Which claim.
    pub(super) claim: ClaimId,
    /// Whose.
    pub(super) home: Home,
    /// How many.
    pub(super) points: i64,
    /// Until when they last.
    pub(super) expires_on: Option<NaiveDate>,
    /// What makes it impossible to award this twice.
    pub(super) key: String,
}

/// An award on its way into a wallet.
#[derive(Debug)]
pub(super) struct Prepared<'a> {
    /// Which wallet.
    pub(super) wallet: LedgerAccountId,
    /// What is posted.
    pub(super) posting: NewPosting,
    /// How.
    pub(super) making: Making<'a>,
    lot: (LedgerAccountId, Cause, Lot),
}

/// Until when points last that a deed of `day` earned by rules that give them so many months.
pub(super) fn lasts(day: NaiveDate, months: Option<u32>) -> Option<NaiveDate> {
    expiry_day(day, months)
}

/// The wallet of somebody in a programme, made where they have none yet.
///
/// # Errors
/// [`DbError`].
pub(super) fn wallet(
    tx: &mut Tx<'_>,
    programme: &StoredProgramme,
    home: &Home,
) -> Result<LedgerAccountId, DbError> {
    let (owner, person, household) = match (programme.wallets, home.person) {
        (WalletKind::Person, Some(person)) => (Owner::Person(person), Some(Key(person)), None),
        (WalletKind::Household, _) => (Owner::Household(home.household), None, Some(Key(home.household))),
        (WalletKind::Person, None) => return Err(DbError::damaged("a household in a programme of persons")),
    };
    let owned = Owned { book: programme.id.0, kind: AccountKind::Wallet, owner };
    // Whoever sees the ledger of a home sees its wallets; where a person lives is told by their memberships alone.
    let area = match programme.wallets {
        WalletKind::Person => &programme.path,
        WalletKind::Household => &home.path,
    };
    let new = NewAccount { owned, unit: Unit::Points, area, floor: Some(0), purpose: None, code: "" };
    let account = ledger::open(tx, &new)?;
    let row = (
        t::account_id.eq(Key(account)),
        t::programme_id.eq(Key(programme.id)),
        t::person_id.eq(person),
        t::household_id.eq(household),
        t::home_path.eq(home.path.as_str()),
        t::looked_on.eq(town_time::date(tx.now()).to_string()),
    );
    let insert = diesel::insert_into(t::table).values(row).on_conflict_do_nothing();
    on_each!(tx.db(), |c| insert.execute(c))?;
    Ok(account)
}

/// Makes ready what will be posted for an award.
///
/// # Errors
/// [`DbError`].
pub(super) fn prepare<'a>(
    tx: &mut Tx<'_>,
    programme: &StoredProgramme,
    award: &Award,
    entry: EntryId,
    agent: Option<&'a Actor>,
) -> Result<Prepared<'a>, DbError> {
    let (budget, wallet) = (programme.account(tx, AccountKind::Budget)?, wallet(tx, programme, &award.home)?);
    let subject = subject("claim", award.claim);
    let making = Making { key: award.key.clone(), kind: kinds::CLAIM, subject, entry, agent };
    let lot = Lot { amount: award.points, expires_on: award.expires_on };
    let lot = (wallet, Cause::Claim(award.claim), lot);
    Ok(Prepared { wallet, posting: moving(budget, wallet, award.points), making, lot })
}

/// Notes the lots of awards that were posted.
///
/// # Errors
/// [`DbError`].
pub(super) fn credited(tx: &mut Tx<'_>, prepared: &[Prepared<'_>]) -> Result<(), DbError> {
    let lots: Vec<_> = prepared.iter().map(|prepared| prepared.lot).collect();
    lots::credit(tx, &lots)
}

/// Posts one award.
///
/// # Errors
/// [`Short`] where the budget has too little; [`ledger::Error`].
pub(super) fn post(tx: &mut Tx<'_>, prepared: &Prepared<'_>) -> Result<Posted, AwardError> {
    let budget = prepared.posting.entries.first().map(|entry| entry.account);
    let posted = ledger::post(tx, &prepared.posting, &prepared.making).map_err(|error| match error {
        ledger::Error::Refused(Refusal::BelowFloor { account, .. }) if Some(account) == budget => {
            AwardError::Short
        }
        ledger::Error::Refused(refusal) => AwardError::Ledger(refusal),
        ledger::Error::Db(error) => AwardError::Db(error),
    })?;
    credited(tx, std::slice::from_ref(prepared))?;
    Ok(posted)
}

/// Why an award is not posted.
#[derive(Debug, thiserror::Error)]
pub(super) enum AwardError {
    /// The store.
    #[error(transparent)]
    Db(#[from] DbError),
    /// The budget has too little.
    #[error("the budget has too few points")]
    Short,
    /// The ledger refuses.
    #[error(transparent)]
    Ledger(#[from] Refusal),
}

/// What became of points that were taken back.
#[derive(Clone, Debug)]
pub(super) struct TakenBack {
    /// What went out of the wallet.
    pub(super) taken: i64,
    /// What had been spent already.
    pub(super) unrecovered: i64,
    /// What was posted; nothing where the wallet was empty.
    pub(super) posted: Option<Posted>,
}

/// An award that is taken back, all of it or a part.
#[derive(Clone, Debug)]
pub(super) struct TakeBack {
    /// Which claim.
    pub(super) claim: ClaimId,
    /// What was posted for it.
    pub(super) posting: PostingId,
    /// Where it went.
    pub(super) wallet: LedgerAccountId,
    /// How many points it was.
    pub(super) awarded: i64,
    /// How many of them are taken back.
    pub(super) points: i64,
    /// What makes it impossible to take this back twice.
    pub(super) key: String,
}

/// Takes points back out of a wallet, as far as they are there: nothing is refused because they were spent, and no wallet
/// is emptied below nothing. What is missing is told and recorded, so that the auditor sees it; it is not collected from
/// later earnings, which were earned honestly. The whole of an award is a posting that reverses it; a part is a posting of
/// its own.
///
/// # Errors
/// [`ledger::Error`]: a frozen wallet gives nothing back.
pub(super) fn take_back(
    tx: &mut Tx<'_>,
    programme: &StoredProgramme,
    back: &TakeBack,
    entry: EntryId,
    agent: Option<&Actor>,
) -> Result<TakenBack, ledger::Error> {
    tx.take_turn()?;
    let available = ledger::account(tx, back.wallet)?.account.available().unwrap_or(0).max(0);
    let taken = available.min(back.points);
    let unrecovered = back.points - taken;
    if taken == 0 {
        return Ok(TakenBack { taken, unrecovered, posted: None });
    }
    let subject = subject("claim", back.claim);
    let making = Making { key: back.key.clone(), kind: kinds::TAKEN_BACK, subject, entry, agent };
    let posted = if taken == back.awarded && programme.state() == ProgrammeState::Running {
        ledger::reverse(tx, back.posting, &making)?
    } else {
        // The budget of a programme that has ended is empty and stays so.
        let running = programme.state() == ProgrammeState::Running;
        let to = if running { AccountKind::Budget } else { AccountKind::Source };
        let to = programme.account(tx, to)?;
        ledger::post(tx, &moving(back.wallet, to, taken), &making)?
    };
    lots::take_off(tx, back.claim, taken)?;
    Ok(TakenBack { taken, unrecovered, posted: Some(posted) })
}
