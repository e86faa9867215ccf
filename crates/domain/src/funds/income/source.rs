//! Where something comes from.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::Donor;
use crate::journal::NodeHash;

/// The number of an official document: 1 to 60 characters, no control characters.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct DocumentNumber(String);

/// No number of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the number of a document has 1 to {max} characters", max = DocumentNumber::CHARS_MAX)]
pub struct DocumentNumberError;

impl DocumentNumber {
    /// Longest number, in characters.
    pub const CHARS_MAX: usize = 60;

    /// Trims and checks a number.
    ///
    /// # Errors
    /// [`DocumentNumberError`] where it is empty, too long or has control characters.
    pub fn new(raw: &str) -> Result<Self, DocumentNumberError> {
        let text = raw.trim();
        let good =
            (1..=Self::CHARS_MAX).contains(&text.chars().count()) && !text.chars().any(char::is_control);
        if good { Ok(Self(text.to_owned())) } else { Err(DocumentNumberError) }
    }

    /// The number.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for DocumentNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Where something comes from, with what proves it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// Somebody gave it.
    Donation {
        /// Who.
        donor: Donor,
    },
    /// The government gave it, by a document.
    Subsidy {
        /// The document's number.
        document: DocumentNumber,
    },
    /// An enterprise gave it for a use that was agreed on.
    Sponsorship {
        /// Which one.
        sponsor: Donor,
        /// The SHA-256 of the agreement.
        agreement: NodeHash,
    },
    /// The community earned it: a bazaar, a rent.
    SelfRaised,
    /// The bank paid it.
    Interest,
}

/// [`Source`] without what belongs to it: income is booked by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "see the sources")]
pub enum SourceKind {
    Donation,
    Subsidy,
    Sponsorship,
    SelfRaised,
    Interest,
}

impl SourceKind {
    /// Every kind.
    pub const ALL: [Self; 5] =
        [Self::Donation, Self::Subsidy, Self::Sponsorship, Self::SelfRaised, Self::Interest];

    /// The name in the API and in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Donation => "donation",
            Self::Subsidy => "subsidy",
            Self::Sponsorship => "sponsorship",
            Self::SelfRaised => "self_raised",
            Self::Interest => "interest",
        }
    }

    /// Reads the name back; `None` for a word that names no kind.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }

    /// Whether it can be goods: nobody earns interest in rice.
    #[must_use]
    pub const fn may_be_in_kind(self) -> bool {
        matches!(self, Self::Donation | Self::Subsidy | Self::Sponsorship)
    }
}

impl Source {
    /// Its kind.
    #[must_use]
    pub const fn kind(&self) -> SourceKind {
        match self {
            Self::Donation { .. } => SourceKind::Donation,
            Self::Subsidy { .. } => SourceKind::Subsidy,
            Self::Sponsorship { .. } => SourceKind::Sponsorship,
            Self::SelfRaised => SourceKind::SelfRaised,
            Self::Interest => SourceKind::Interest,
        }
    }

    /// Who can let go of a restriction: who set it.
    #[must_use]
    pub const fn donor(&self) -> Option<&Donor> {
        match self {
            Self::Donation { donor } | Self::Sponsorship { sponsor: donor, .. } => Some(donor),
            Self::Subsidy { .. } | Self::SelfRaised | Self::Interest => None,
        }
    }
}
