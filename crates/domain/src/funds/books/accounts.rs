//! The accounts of a fund.
//!
//! | account | grows by | shrinks by | floor |
//! |---|---|---|---|
//! | cash, one for each purpose and one for what is free | income | disbursements | 0 |
//! | income, by source and purpose | what is taken back | what comes in | none |
//! | opening balances, by purpose | — | what was there before | none |
//! | expenses, by project, budget line and purpose | disbursements | what comes back | 0 |
//! | goods in hand | gifts in kind | handing them out | 0 |
//! | gifts in kind, by source | what is taken back | what comes in | none |
//! | goods handed out, by project | handing them out | what comes back | 0 |
//!
//! The last three are the memorandum of what came in kind: its value never meets cash.

use std::fmt;

use super::super::income::SourceKind;
use crate::{
    ids::{FundId, ProjectId},
    ledger::{Account, AccountKind, Owned, Owner, Purpose, Unit},
};

/// A line of a budget: of a project, or of the fund's own where there is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LineKey {
    /// Whose budget.
    pub project: Option<ProjectId>,
    /// The line's number in it.
    pub number: u16,
}

impl fmt::Display for LineKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.project {
            Some(project) => write!(f, "{project}:{}", self.number),
            None => write!(f, "fund:{}", self.number),
        }
    }
}

/// An account of a fund, by what it is for. Which of the ledger's accounts it is, the application knows.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FundAccount {
    /// Money that may be spent on this purpose only, or on anything.
    Cash(Option<Purpose>),
    /// What came in.
    Income(SourceKind, Option<Purpose>),
    /// What was there when the books began.
    Opening(Option<Purpose>),
    /// What was spent.
    Expense(LineKey, Option<Purpose>),
    /// Goods that were given and are not handed out yet, by what they are for.
    Goods(Option<Purpose>),
    /// What came in as goods.
    InKind(SourceKind, Option<Purpose>),
    /// Goods that were handed out.
    HandedOut(Option<ProjectId>, Option<Purpose>),
}

impl FundAccount {
    /// Its part in the ledger. Several accounts of a fund share one, so that [`Self::code`] tells them apart.
    #[must_use]
    pub const fn kind(&self) -> AccountKind {
        match self {
            Self::Cash(_) | Self::Goods(_) => AccountKind::Budget,
            Self::Income(..) | Self::Opening(_) | Self::InKind(..) => AccountKind::Source,
            Self::Expense(..) | Self::HandedOut(..) => AccountKind::Redeemed,
        }
    }

    /// Whose it is in the ledger: the fund's.
    #[must_use]
    pub const fn owned(&self, fund: FundId) -> Owned {
        Owned { book: fund.0, kind: self.kind(), owner: Owner::Book }
    }

    /// What it may never go below; nothing for the other side of the books.
    #[must_use]
    pub const fn floor(&self) -> Option<i64> {
        match self.kind() {
            AccountKind::Source => None,
            _ => Some(0),
        }
    }

    /// What taking from it has to be for: of cash and goods that a donor restricted.
    #[must_use]
    pub const fn restriction(&self) -> Option<&Purpose> {
        match self {
            Self::Cash(purpose) | Self::Goods(purpose) => purpose.as_ref(),
            _ => None,
        }
    }

    /// Whether it counts money in hand.
    #[must_use]
    pub const fn is_cash(&self) -> bool {
        matches!(self, Self::Cash(_))
    }

    /// Whether it belongs to the memorandum of what came in kind.
    #[must_use]
    pub const fn is_in_kind(&self) -> bool {
        matches!(self, Self::Goods(_) | Self::InKind(..) | Self::HandedOut(..))
    }

    /// It, empty, as the ledger opens it: in fen.
    #[must_use]
    pub fn empty(&self) -> Account {
        Account::new(Unit::Fen, self.floor(), self.restriction().cloned())
    }

    /// What names it within its fund, in the database and in exports; at most 130 characters.
    #[must_use]
    pub fn code(&self) -> String {
        let (head, purpose) = match self {
            Self::Cash(purpose) => ("cash".to_owned(), purpose),
            Self::Income(source, purpose) => (format!("income:{}", source.as_str()), purpose),
            Self::Opening(purpose) => ("opening".to_owned(), purpose),
            Self::Expense(line, purpose) => (format!("expense:{line}"), purpose),
            Self::Goods(purpose) => ("goods".to_owned(), purpose),
            Self::InKind(source, purpose) => (format!("in_kind:{}", source.as_str()), purpose),
            Self::HandedOut(project, purpose) => {
                let whose = project.map_or_else(|| "fund".to_owned(), |project| project.to_string());
                (format!("handed_out:{whose}"), purpose)
            }
        };
        match purpose {
            Some(purpose) => format!("{head}/{purpose}"),
            None => head,
        }
    }
}
