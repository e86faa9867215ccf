//! Who beside the town has a part in a ticket: the provider that keeps it, those who were called to it, who pays for it.

use chrono::{DateTime, Utc};

use crate::ids::ProviderId;

/// Who beside the town has a part in a ticket. Most have nobody.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Partners {
    /// The provider whose people work on it.
    pub keeper: Option<ProviderId>,
    /// How many were called to it and have not reported yet.
    pub calls_open: u32,
    /// Until when (exclusive) somebody can decide on a price that was named; none where nobody has to.
    pub quotation_until: Option<DateTime<Utc>>,
}

impl Partners {
    /// Another provider keeps it, or none does: a price that the one before named is not asked any more.
    #[must_use]
    pub const fn kept_by(self, keeper: Option<ProviderId>) -> Self {
        Self { keeper, quotation_until: None, ..self }
    }
}
