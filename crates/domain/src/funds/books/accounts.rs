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

use serde::{Deserialize, Serialize};

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

impl LineKey {
    fn parse(text: &str) -> Option<Self> {
        let (whose, number) = text.split_once(':')?;
        let project = if whose == "fund" { None } else { Some(whose.parse().ok()?) };
        Some(Self { project, number: number.parse().ok()? })
    }
}

impl fmt::Display for LineKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.project {
            Some(project) => write!(f, "{project}:{}", self.number),
            None => write!(f, "fund:{}", self.number),
        }
    }
}

/// A part of a fund's books: what its accounts are added up to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// Money in hand.
    Cash,
    /// What was there when the books began.
    Opening,
    /// What came in.
    Income,
    /// What was spent.
    Expense,
    /// Goods in hand.
    Goods,
    /// What came in as goods.
    InKind,
    /// Goods that were handed out.
    HandedOut,
}

impl Part {
    /// The name in the API and in files.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Cash => "cash",
            Self::Opening => "opening",
            Self::Income => "income",
            Self::Expense => "expense",
            Self::Goods => "goods",
            Self::InKind => "in_kind",
            Self::HandedOut => "handed_out",
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

    /// Reads a [`Self::code`] back; `None` for another text.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        let (head, purpose) = match code.split_once('/') {
            Some((head, purpose)) => (head, Some(Purpose::parse(purpose).ok()?)),
            None => (code, None),
        };
        let (word, rest) = head.split_once(':').map_or((head, None), |(word, rest)| (word, Some(rest)));
        Some(match (word, rest) {
            ("cash", None) => Self::Cash(purpose),
            ("income", Some(source)) => Self::Income(SourceKind::parse(source)?, purpose),
            ("opening", None) => Self::Opening(purpose),
            ("expense", Some(line)) => Self::Expense(LineKey::parse(line)?, purpose),
            ("goods", None) => Self::Goods(purpose),
            ("in_kind", Some(source)) => Self::InKind(SourceKind::parse(source)?, purpose),
            ("handed_out", Some("fund")) => Self::HandedOut(None, purpose),
            ("handed_out", Some(project)) => Self::HandedOut(Some(project.parse().ok()?), purpose),
            _ => return None,
        })
    }

    /// What it is for.
    #[must_use]
    pub const fn purpose(&self) -> Option<&Purpose> {
        match self {
            Self::Cash(purpose)
            | Self::Income(_, purpose)
            | Self::Opening(purpose)
            | Self::Expense(_, purpose)
            | Self::Goods(purpose)
            | Self::InKind(_, purpose)
            | Self::HandedOut(_, purpose) => purpose.as_ref(),
        }
    }

    /// For which project it was spent or handed out: for none of them where it is the fund's own; `None` for what counts neither.
    #[must_use]
    pub const fn project(&self) -> Option<Option<ProjectId>> {
        match self {
            Self::Expense(line, _) => Some(line.project),
            Self::HandedOut(project, _) => Some(*project),
            _ => None,
        }
    }

    /// Where what is in it came from, where it tells.
    #[must_use]
    pub const fn source(&self) -> Option<SourceKind> {
        match self {
            Self::Income(source, _) | Self::InKind(source, _) => Some(*source),
            _ => None,
        }
    }

    /// Which part of the books it belongs to.
    #[must_use]
    pub const fn part(&self) -> Part {
        match self {
            Self::Cash(_) => Part::Cash,
            Self::Income(..) => Part::Income,
            Self::Opening(_) => Part::Opening,
            Self::Expense(..) => Part::Expense,
            Self::Goods(_) => Part::Goods,
            Self::InKind(..) => Part::InKind,
            Self::HandedOut(..) => Part::HandedOut,
        }
    }

    /// A balance, or what changes one, as people tell it: what came in is above nothing.
    #[must_use]
    pub const fn told(&self, balance: i64) -> i64 {
        match self.kind() {
            AccountKind::Source => balance.saturating_neg(),
            _ => balance,
        }
    }

    /// What names it in plain-text accounting, below what accountants look under; what is free is told apart from every purpose.
    #[must_use]
    pub fn in_plain_text(&self) -> String {
        let below = match self.part() {
            Part::Cash => "Assets:Cash",
            Part::Goods => "Assets:Goods",
            Part::Opening => "Equity:Opening",
            Part::Income => "Income:Money",
            Part::InKind => "Income:Goods",
            Part::Expense => "Expenses:Money",
            Part::HandedOut => "Expenses:Goods",
        };
        // What is after the first word of the code: a source, whose budget and which line of it.
        let code = self.code();
        let head = code.split('/').next().unwrap_or_default();
        let mut name = below.to_owned();
        for word in head.split(':').skip(1) {
            name.push_str(&format!(":{}", component(word)));
        }
        match self.purpose() {
            Some(purpose) => name + ":For-" + &dashed(purpose.as_str()),
            None => name + ":Free",
        }
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

/// A part of a name in plain-text accounting: it begins with a capital letter or a digit.
fn component(word: &str) -> String {
    let mut letters = word.chars();
    let first = letters.next().map(|first| first.to_ascii_uppercase());
    first.into_iter().collect::<String>() + &dashed(letters.as_str())
}

/// With dashes, as in names there, for what they do not have.
fn dashed(word: &str) -> String {
    word.replace('_', "-")
}
