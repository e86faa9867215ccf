//! Whose an account is, and what for.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::ids::{AreaId, ProviderId, UserId};

/// What an account is for: its part in the books of a programme or a fund.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum AccountKind {
    /// The other side of the books: what came in from outside, as a negative balance. It has no floor.
    Source,
    /// What was granted to a programme and not issued yet.
    Budget,
    /// What somebody has.
    Wallet,
    /// What a provider gave something for.
    Redeemed,
    /// What nobody spent in time.
    Expired,
}

impl AccountKind {
    /// Every kind.
    pub const ALL: [Self; 5] = [Self::Source, Self::Budget, Self::Wallet, Self::Redeemed, Self::Expired];

    /// The name in the API and in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Source => "source",
            Self::Budget => "budget",
            Self::Wallet => "wallet",
            Self::Redeemed => "redeemed",
            Self::Expired => "expired",
        }
    }

    /// Reads the name back; `None` for a word that names no kind.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }
}

/// Whose an account is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Owner {
    /// The programme or fund itself.
    Book,
    /// A person's.
    Person(UserId),
    /// A household's: any of its members may spend from it.
    Household(AreaId),
    /// A provider's.
    Provider(ProviderId),
}

/// [`Owner`] without who it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum OwnerKind {
    /// The programme or fund itself.
    Book,
    /// A person.
    Person,
    /// A household.
    Household,
    /// A provider.
    Provider,
}

impl OwnerKind {
    /// Every kind.
    pub const ALL: [Self; 4] = [Self::Book, Self::Person, Self::Household, Self::Provider];

    /// The name in the API and in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Book => "book",
            Self::Person => "person",
            Self::Household => "household",
            Self::Provider => "provider",
        }
    }

    /// Reads the name back; `None` for a word that names no kind.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }
}

impl Owner {
    /// What kind of owner this is.
    #[must_use]
    pub const fn kind(self) -> OwnerKind {
        match self {
            Self::Book => OwnerKind::Book,
            Self::Person(_) => OwnerKind::Person,
            Self::Household(_) => OwnerKind::Household,
            Self::Provider(_) => OwnerKind::Provider,
        }
    }

    /// Its id; that of the book where the book owns it.
    #[must_use]
    pub const fn id(self, book: Uuid) -> Uuid {
        match self {
            Self::Book => book,
            Self::Person(id) => id.0,
            Self::Household(id) => id.0,
            Self::Provider(id) => id.0,
        }
    }

    /// Puts kind and id together again.
    #[must_use]
    pub const fn new(kind: OwnerKind, id: Uuid) -> Self {
        match kind {
            OwnerKind::Book => Self::Book,
            OwnerKind::Person => Self::Person(UserId(id)),
            OwnerKind::Household => Self::Household(AreaId(id)),
            OwnerKind::Provider => Self::Provider(ProviderId(id)),
        }
    }
}

/// What identifies an account among all of them, besides the purpose that it may be restricted to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Owned {
    /// In whose books: the id of a programme or of a fund.
    pub book: Uuid,
    /// What for.
    pub kind: AccountKind,
    /// Whose.
    pub owner: Owner,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_read_back() {
        for kind in AccountKind::ALL {
            assert_eq!(AccountKind::parse(kind.as_str()), Some(kind));
        }
        for kind in OwnerKind::ALL {
            assert_eq!(OwnerKind::parse(kind.as_str()), Some(kind));
            let (book, id) = (Uuid::from_u128(1), Uuid::from_u128(2));
            let owner = Owner::new(kind, id);
            assert_eq!(
                (owner.kind(), owner.id(book)),
                (kind, if kind == OwnerKind::Book { book } else { id })
            );
        }
    }
}
