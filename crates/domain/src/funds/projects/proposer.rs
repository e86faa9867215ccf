//! In whose name a project is proposed.

use serde::{Deserialize, Serialize};

use crate::ids::ProviderId;

/// In whose name somebody proposes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Proposer {
    /// Their own.
    Resident,
    /// A group of residents.
    Group {
        /// What it is called.
        name: String,
    },
    /// An organisation that they serve.
    Organisation {
        /// Which.
        provider: ProviderId,
    },
}

/// The name of a kind of proposer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "see the proposers")]
pub enum ProposerKind {
    Resident,
    Group,
    Organisation,
}

impl ProposerKind {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::Resident, Self::Group, Self::Organisation];

    /// The name in the API and in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Resident => "resident",
            Self::Group => "group",
            Self::Organisation => "organisation",
        }
    }

    /// Reads the name back; `None` for a word that names no kind.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }
}

impl Proposer {
    /// The name of its kind.
    #[must_use]
    pub const fn kind(&self) -> ProposerKind {
        match self {
            Self::Resident => ProposerKind::Resident,
            Self::Group { .. } => ProposerKind::Group,
            Self::Organisation { .. } => ProposerKind::Organisation,
        }
    }
}
