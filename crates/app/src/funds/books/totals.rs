//! What is in a fund's accounts.

use std::collections::BTreeSet;

use domain::{
    funds::{FundAccount, Part, income::SourceKind},
    ids::{FundId, LedgerAccountId, ProjectId},
    ledger::Purpose,
    permissions::Actor,
};

use crate::{
    db::{DbError, Tx},
    funds::visible,
    ledger,
};

/// One account of a fund and what is in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Total {
    /// Which of the ledger's accounts it is.
    pub id: LedgerAccountId,
    /// What it is for.
    pub account: FundAccount,
    /// What is in it, as people tell it, in fen.
    pub fen: i64,
    /// What of that is promised already.
    pub held_fen: i64,
}

/// What is in a fund's accounts, each by itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Totals(Vec<Total>);

impl Totals {
    /// What a part of the books comes to, of a source and for a purpose where these are given.
    #[must_use]
    pub fn fen(&self, choice: &Choice) -> i64 {
        self.chosen(choice).map(|total| total.fen).sum()
    }

    /// What of the money in hand is promised already.
    #[must_use]
    pub fn held_fen(&self) -> i64 {
        self.0.iter().filter(|total| total.account.is_cash()).map(|total| total.held_fen).sum()
    }

    /// What is in an account and not promised, in fen.
    pub(in crate::funds) fn available(&self, account: &FundAccount) -> i64 {
        let of = self.0.iter().filter(|total| total.account == *account);
        of.map(|total| total.fen - total.held_fen).sum()
    }

    /// Every purpose that something was moved for, and none for what is free.
    #[must_use]
    pub fn purposes(&self) -> BTreeSet<Option<Purpose>> {
        self.0.iter().map(|total| total.account.purpose().cloned()).collect()
    }

    /// Every project that something was spent on or handed out for, and none for the fund's own.
    #[must_use]
    pub fn projects(&self) -> BTreeSet<Option<ProjectId>> {
        self.0.iter().filter_map(|total| total.account.project()).collect()
    }

    /// What a part of the books comes to for one project, or for the fund's own where there is none.
    #[must_use]
    pub fn of_project(&self, part: Part, project: Option<ProjectId>) -> i64 {
        let of = |total: &&Total| total.account.part() == part && total.account.project() == Some(project);
        self.0.iter().filter(of).map(|total| total.fen).sum()
    }

    /// The accounts of a choice.
    pub(super) fn chosen<'a>(&'a self, choice: &'a Choice) -> impl Iterator<Item = &'a Total> {
        self.0.iter().filter(|total| choice.has(&total.account))
    }
}

/// The same accounts with something else in them; those with nothing are left out.
pub(super) fn mapped(totals: &Totals, of: impl Fn(&Total) -> Total) -> Totals {
    Totals(totals.0.iter().map(of).filter(|total| total.fen != 0).collect())
}

/// A total that somebody asks for; all conditions at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Of this part of the books.
    pub part: Part,
    /// From this source.
    pub source: Option<SourceKind>,
    /// For this purpose; within, none for what is free.
    pub purpose: Option<Option<Purpose>>,
}

impl Choice {
    /// A whole part.
    #[must_use]
    pub const fn of(part: Part) -> Self {
        Self { part, source: None, purpose: None }
    }

    /// Of it what came from there.
    #[must_use]
    pub fn from(self, source: SourceKind) -> Self {
        Self { source: Some(source), ..self }
    }

    /// Of it what is for this, or for anything.
    #[must_use]
    pub fn for_purpose(self, purpose: Option<Purpose>) -> Self {
        Self { purpose: Some(purpose), ..self }
    }

    fn has(&self, account: &FundAccount) -> bool {
        account.part() == self.part
            && self.source.is_none_or(|source| account.source() == Some(source))
            && self.purpose.as_ref().is_none_or(|purpose| account.purpose() == purpose.as_ref())
    }
}

/// What is in a fund's accounts. Everybody reads it once the fund is open. Two statements.
///
/// # Errors
/// [`DbError::NotFound`] where there is no such fund, or not for the caller.
pub fn totals(tx: &mut Tx<'_>, actor: Option<&Actor>, fund: FundId) -> Result<Totals, DbError> {
    visible(tx, actor, fund)?;
    of(tx, fund)
}

/// What is in a fund's accounts: the one query behind every total.
pub(in crate::funds) fn of(tx: &mut Tx<'_>, fund: FundId) -> Result<Totals, DbError> {
    let total = |stored: ledger::StoredAccount| {
        let account = FundAccount::parse(&stored.code).ok_or_else(|| DbError::damaged(&stored.code))?;
        let fen = account.told(stored.account.balance);
        Ok(Total { id: stored.id, account, fen, held_fen: stored.account.held })
    };
    Ok(Totals(ledger::of_book(tx, fund.0)?.into_iter().map(total).collect::<Result<_, DbError>>()?))
}
