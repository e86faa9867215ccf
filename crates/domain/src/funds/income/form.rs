//! In which form something is given, and how money comes in.

use serde::{Deserialize, Serialize};

/// In which form something is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
// `Form` is what a kind of ticket asks: the description of the API has one schema of a name.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = IncomeForm))]
#[serde(rename_all = "snake_case")]
pub enum Form {
    /// Money.
    Money,
    /// Goods or services, valued in fen and kept apart from cash.
    InKind,
}

impl Form {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Money, Self::InKind];

    /// The name in the API and in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Money => "money",
            Self::InKind => "in_kind",
        }
    }

    /// Reads the name back; `None` for a word that names none.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|form| form.as_str() == word)
    }
}

/// How money comes in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// In cash, at a counter, against a receipt.
    Counter,
    /// By a transfer that the bank's statement shows.
    Bank,
    /// Through a payment provider, which tells of it.
    Online,
}

impl Channel {
    /// Every channel.
    pub const ALL: [Self; 3] = [Self::Counter, Self::Bank, Self::Online];

    /// The name in the API and in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Counter => "counter",
            Self::Bank => "bank",
            Self::Online => "online",
        }
    }

    /// Reads the name back; `None` for a word that names none.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|channel| channel.as_str() == word)
    }
}
