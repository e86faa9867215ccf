//! Who is paid.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::ids::{PayeeId, UserId};

/// Who is paid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Payee {
    /// Which one.
    pub id: PayeeId,
    /// The person, or who works for the provider, as far as they have accounts.
    pub people: BTreeSet<UserId>,
}

/// What somebody is who is paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum PayeeKind {
    /// A person: the public is not told their whole name.
    Person,
    /// A shop, an association, a provider.
    Organisation,
    /// A village or another area.
    Area,
}

impl PayeeKind {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::Person, Self::Organisation, Self::Area];

    /// The name in the API and in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Organisation => "organisation",
            Self::Area => "area",
        }
    }

    /// Reads the name back; `None` for a word that names no kind.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }

    /// What the public is told of a name: of a person's the first character, and no more than that.
    #[must_use]
    pub fn public_name(self, name: &str) -> String {
        match self {
            Self::Person => name.trim().chars().take(1).chain(['*', '*']).collect(),
            Self::Organisation | Self::Area => name.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_person_the_public_is_told_one_character_however_long_the_name() {
        assert_eq!(PayeeKind::Person.public_name("测试用户"), "测**");
        assert_eq!(PayeeKind::Person.public_name("测试"), "测**");
        assert_eq!(PayeeKind::Organisation.public_name("便民超市"), "便民超市");
        assert!(PayeeKind::ALL.into_iter().all(|kind| PayeeKind::parse(kind.as_str()) == Some(kind)));
    }
}
