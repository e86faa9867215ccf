//! Keys with which other systems report.

use serde::Serialize;

use crate::{
    ids::{ApiKeyId, UserId},
    journal::Event,
};

/// Something that happened to a key.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub enum ApiKeyEvent {
    /// It was made.
    Added {
        /// Its id.
        key: ApiKeyId,
        /// As whom it acts.
        user: UserId,
    },
    /// It was taken back; it opens nothing from then on.
    Revoked {
        /// Its id.
        key: ApiKeyId,
    },
}

impl Event for ApiKeyEvent {
    fn name(&self) -> &'static str {
        match self {
            Self::Added { .. } => "api_key.added",
            Self::Revoked { .. } => "api_key.revoked",
        }
    }
}
