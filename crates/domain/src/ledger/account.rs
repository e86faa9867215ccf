//! An account and what it may hold.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::Refusal;
use crate::ids::LedgerAccountId;

/// What an account counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Money, in fen.
    Fen,
    /// Points.
    Points,
}

impl Unit {
    /// The name in the API and in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Fen => "fen",
            Self::Points => "points",
        }
    }

    /// Reads the name back; `None` for a word that names no unit.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Fen, Self::Points].into_iter().find(|unit| unit.as_str() == word)
    }
}

/// What an account's content may be spent on, as a code: a donor's condition.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Purpose(String);

/// A text that is no code of a purpose.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a purpose is 1 to {max} lower-case letters, digits and underscores", max = Purpose::CHARS_MAX)]
pub struct PurposeError;

impl Purpose {
    /// Longest code.
    pub const CHARS_MAX: usize = 40;

    /// Takes a code in.
    ///
    /// # Errors
    /// [`PurposeError`] for another text.
    pub fn parse(code: &str) -> Result<Self, PurposeError> {
        let good = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
        let fits = (1..=Self::CHARS_MAX).contains(&code.len()) && code.bytes().all(good);
        if fits { Ok(Self(code.to_owned())) } else { Err(PurposeError) }
    }

    /// The code.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Purpose {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Whether an account takes part in postings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AccountState {
    /// It does.
    Open,
    /// For now it does not; what is pending can still be voided.
    Frozen,
    /// Never again. It was empty.
    Closed,
}

impl AccountState {
    /// The name in the API and in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Frozen => "frozen",
            Self::Closed => "closed",
        }
    }

    /// Reads the name back; `None` for a word that names no state.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Open, Self::Frozen, Self::Closed].into_iter().find(|state| state.as_str() == word)
    }
}

/// An account as it stands: what postings have brought and what those that are pending will.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// What it counts.
    pub unit: Unit,
    /// What may never be gone below; none for the other side of the books, from which points and money come in.
    pub floor: Option<i64>,
    /// What its content may be spent on; anything where absent.
    pub purpose: Option<Purpose>,
    /// Whether it takes part in postings.
    pub state: AccountState,
    /// The sum of its committed entries.
    pub balance: i64,
    /// What pending postings will take out: zero or more.
    pub held: i64,
    /// What pending postings will bring: zero or more.
    pub coming: i64,
}

impl Account {
    /// A new one, empty.
    #[must_use]
    pub fn new(unit: Unit, floor: Option<i64>, purpose: Option<Purpose>) -> Self {
        Self { unit, floor, purpose, state: AccountState::Open, balance: 0, held: 0, coming: 0 }
    }

    /// What can be taken out now and still leave the floor; none where there is no floor.
    #[must_use]
    pub fn available(&self) -> Option<i64> {
        // Apart they could be further from each other than a number reaches.
        self.floor.map(|floor| self.balance.saturating_sub(self.held).saturating_sub(floor))
    }

    /// Lets nothing in or out for now.
    ///
    /// # Errors
    /// [`Refusal::Closed`].
    pub fn freeze(&mut self, id: LedgerAccountId) -> Result<(), Refusal> {
        self.unless_closed(id)?;
        self.state = AccountState::Frozen;
        Ok(())
    }

    /// Lets it take part again.
    ///
    /// # Errors
    /// [`Refusal::Closed`].
    pub fn thaw(&mut self, id: LedgerAccountId) -> Result<(), Refusal> {
        self.unless_closed(id)?;
        self.state = AccountState::Open;
        Ok(())
    }

    /// Closes it for good.
    ///
    /// # Errors
    /// [`Refusal::NotEmpty`] while anything is in it or on its way; [`Refusal::Closed`].
    pub fn close(&mut self, id: LedgerAccountId) -> Result<(), Refusal> {
        self.unless_closed(id)?;
        if (self.balance, self.held, self.coming) != (0, 0, 0) {
            return Err(Refusal::NotEmpty(id));
        }
        self.state = AccountState::Closed;
        Ok(())
    }

    /// Gives it another floor.
    ///
    /// # Errors
    /// [`Refusal::BelowFloor`] where it stands below that already; [`Refusal::Closed`].
    pub fn set_floor(&mut self, id: LedgerAccountId, floor: Option<i64>) -> Result<(), Refusal> {
        self.unless_closed(id)?;
        let changed = Self { floor, ..self.clone() };
        if let Some(available) = changed.available().filter(|available| *available < 0) {
            return Err(Refusal::BelowFloor { account: id, available, wanted: 0 });
        }
        *self = changed;
        Ok(())
    }

    fn unless_closed(&self, id: LedgerAccountId) -> Result<(), Refusal> {
        if self.state == AccountState::Closed { Err(Refusal::Closed(id)) } else { Ok(()) }
    }
}
