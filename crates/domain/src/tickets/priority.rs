//! How soon matters of a kind are looked at.

use serde::{Deserialize, Serialize};

/// How soon matters of a kind are looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Priority {
    /// In their turn.
    #[default]
    Normal,
    /// At once: somebody may come to harm. They are marked wherever they are listed.
    Urgent,
}

impl Priority {
    /// Every priority.
    pub const ALL: [Self; 2] = [Self::Normal, Self::Urgent];

    /// The name in the API and in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Normal => "normal",
            Self::Urgent => "urgent",
        }
    }

    /// Reads a name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|priority| priority.as_str() == name)
    }
}
