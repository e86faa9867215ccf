//! Waiting for others: why work stands still, and whether the clock does.

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

/// Why a handler cannot go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum WaitReason {
    /// The reporter was asked something that nobody else can answer.
    Reporter,
    /// Another authority has to decide or to act first.
    OtherAuthority,
    /// Weather, flood, epidemic: nobody may work there now.
    ForceMajeure,
    /// Material or a spare part is on its way.
    Material,
    /// A worker or a contractor has an appointment.
    Appointment,
}

impl WaitReason {
    /// Every reason.
    pub const ALL: [Self; 5] =
        [Self::Reporter, Self::OtherAuthority, Self::ForceMajeure, Self::Material, Self::Appointment];
    /// Longest time of one wait, in days: what takes longer is looked at again.
    pub const DAYS_MAX: i64 = 30;

    /// The name, in the API and in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Reporter => "reporter",
            Self::OtherAuthority => "other_authority",
            Self::ForceMajeure => "force_majeure",
            Self::Material => "material",
            Self::Appointment => "appointment",
        }
    }

    /// Reads the name back; `None` for a word that names no reason.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.as_str() == word)
    }

    /// Whether the clock stands still meanwhile: only where nobody who handles the matter could hurry it. Ordering material
    /// and finding a time are part of the work.
    #[must_use]
    pub const fn pauses_clock(self) -> bool {
        matches!(self, Self::Reporter | Self::OtherAuthority | Self::ForceMajeure)
    }

    /// Whether a wait from one moment may last until another.
    #[must_use]
    pub fn may_last(from: DateTime<Utc>, until: DateTime<Utc>) -> bool {
        from < until && until <= from + TimeDelta::days(Self::DAYS_MAX)
    }
}

/// A wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wait {
    /// Why.
    pub reason: WaitReason,
    /// When work goes on by itself.
    pub until: DateTime<Utc>,
}
