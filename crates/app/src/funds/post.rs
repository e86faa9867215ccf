//! What moves between a fund's accounts, in the ledger.

use chrono::{DateTime, Utc};
use domain::{
    funds::{FundAccount, Movement},
    ids::EntryId,
    ledger::{NewPosting, Posted, Unit},
    permissions::Actor,
};

use super::{Error, StoredFund};
use crate::{
    db::{DbError, Tx},
    ledger::{self, Making, NewAccount},
};

/// Kinds of postings, for statements.
pub mod kinds {
    /// Something that a fund got.
    pub const INCOME: &str = "funds.income";
    /// It was given back, or should never have been booked.
    pub const INCOME_REVERSED: &str = "funds.income_reversed";
    /// Something that a fund paid.
    pub const DISBURSEMENT: &str = "funds.disbursement";
    /// It came back, or should never have been paid.
    pub const DISBURSEMENT_REVERSED: &str = "funds.disbursement_reversed";
    /// The committee set money aside for a purpose.
    pub const EARMARKED: &str = "funds.earmarked";
    /// It freed that again.
    pub const RELEASED: &str = "funds.released";
    /// It let be used for something else what a donor let go of.
    pub const LIFTED: &str = "funds.lifted";
    /// What was there when the books began.
    pub const OPENING: &str = "funds.opening";
    /// That was wrong.
    pub const OPENING_REVERSED: &str = "funds.opening_reversed";

    /// Those of which the fund's bank has a line, too.
    pub const AT_THE_BANK: [&str; 4] = [INCOME, INCOME_REVERSED, DISBURSEMENT, DISBURSEMENT_REVERSED];
}

/// What a movement is for, and by whom.
pub(super) struct Ground<'a> {
    /// Makes it impossible to post it twice; the subject where absent.
    pub(super) key: Option<String>,
    /// What it is for: `income:<id>`.
    pub(super) subject: String,
    /// What it is.
    pub(super) kind: &'static str,
    /// The journal entry that tells of it.
    pub(super) entry: EntryId,
    /// Who does it; nobody where a provider tells of it.
    pub(super) agent: Option<&'a Actor>,
}

impl<'a> Ground<'a> {
    fn making(self) -> Making<'a> {
        let Self { key, subject, kind, entry, agent } = self;
        Making { key: key.unwrap_or_else(|| subject.clone()), kind, subject, entry, agent }
    }
}

/// Posts a movement. Accounts that nothing moved on before are opened.
pub(super) fn post(
    tx: &mut Tx<'_>,
    fund: &StoredFund,
    movement: &Movement,
    ground: Ground<'_>,
) -> Result<Posted, Error> {
    let posting = posting(tx, fund, movement)?;
    Ok(ledger::post(tx, &posting, &ground.making())?)
}

/// Holds what a movement takes out, until it is committed or voided; from `until` on it can only be voided.
pub(super) fn hold(
    tx: &mut Tx<'_>,
    fund: &StoredFund,
    movement: &Movement,
    until: DateTime<Utc>,
    ground: Ground<'_>,
) -> Result<Posted, Error> {
    let posting = posting(tx, fund, movement)?;
    Ok(ledger::hold(tx, &posting, until, &ground.making())?)
}

fn posting(tx: &mut Tx<'_>, fund: &StoredFund, movement: &Movement) -> Result<NewPosting, DbError> {
    let (from, to) = (open(tx, fund, &movement.from)?, open(tx, fund, &movement.to)?);
    let known = |account: &FundAccount| {
        if *account == movement.from { Some(from) } else { (*account == movement.to).then_some(to) }
    };
    movement.posting(known).map_err(DbError::damaged)
}

fn open(
    tx: &mut Tx<'_>,
    fund: &StoredFund,
    account: &FundAccount,
) -> Result<domain::ids::LedgerAccountId, DbError> {
    let new = NewAccount {
        owned: account.owned(fund.id),
        unit: Unit::Fen,
        area: &fund.path,
        floor: account.floor(),
        purpose: account.restriction().cloned(),
        code: &account.code(),
    };
    ledger::open(tx, &new)
}
