//! Who serves residents beside the town itself: property companies, shops, organisations (plans 3, 4 and 9).

use serde::{Deserialize, Serialize};

pub use crate::opening_hours::{
    CLOSED_DAYS_MAX, HoursError, INTERVALS_A_DAY_MAX, Interval, MINUTES_OF_DAY, OpeningHours,
};
use crate::{
    ids::{ProgrammeId, ProviderId},
    journal::Event,
};

/// What a provider is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum ProviderKind {
    /// 物业公司
    PropertyCompany,
    /// 商户
    Shop,
    /// 社会组织
    SocialOrganisation,
    /// 公共服务机构
    PublicService,
    /// 政府部门或站所: an office that is called to matters beyond the town's own reach
    Authority,
    /// 其他
    Other,
}

impl ProviderKind {
    /// Every kind.
    pub const ALL: [Self; 6] = [
        Self::PropertyCompany,
        Self::Shop,
        Self::SocialOrganisation,
        Self::PublicService,
        Self::Authority,
        Self::Other,
    ];

    /// The name in the API and in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::PropertyCompany => "property_company",
            Self::Shop => "shop",
            Self::SocialOrganisation => "social_organisation",
            Self::PublicService => "public_service",
            Self::Authority => "authority",
            Self::Other => "other",
        }
    }

    /// Reads the name back; `None` for a word that names no kind.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }
}

/// Whether a provider serves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum ProviderState {
    /// It serves.
    Active,
    /// It serves no more: nothing new is offered or reserved. What is reserved can still be collected.
    Ended,
}

/// Why a provider does not change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ProviderRefused {
    /// It serves no more.
    #[error("the provider serves no more")]
    Ended,
}

impl ProviderState {
    /// The name in the API and in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Ended => "ended",
        }
    }

    /// Reads the name back; `None` for a word that names no state.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Active, Self::Ended].into_iter().find(|state| state.as_str() == word)
    }

    /// Lets pass what serves.
    ///
    /// # Errors
    /// [`ProviderRefused::Ended`].
    pub const fn require_active(self) -> Result<(), ProviderRefused> {
        match self {
            Self::Active => Ok(()),
            Self::Ended => Err(ProviderRefused::Ended),
        }
    }

    /// Ends the service.
    ///
    /// # Errors
    /// [`ProviderRefused::Ended`] where it is over already.
    pub const fn end(self) -> Result<Self, ProviderRefused> {
        match self {
            Self::Active => Ok(Self::Ended),
            Self::Ended => Err(ProviderRefused::Ended),
        }
    }
}

/// Whether a text is a number that the public can call: 5 to 20 digits, spaces, dashes and brackets, `+` in front.
#[must_use]
pub fn is_telephone(text: &str) -> bool {
    let rest = text.strip_prefix('+').unwrap_or(text);
    let digits = rest.bytes().filter(u8::is_ascii_digit).count();
    let good = |b: u8| b.is_ascii_digit() || matches!(b, b' ' | b'-' | b'(' | b')');
    (5..=20).contains(&digits) && rest.len() <= 24 && rest.bytes().all(good)
}

/// What happened to a provider; the entry's area is the provider's, its subject the provider.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
#[allow(missing_docs, reason = "the names of the fields say what they are")]
pub enum ProviderEvent {
    /// It serves from now on.
    Added { provider: ProviderId, kind: ProviderKind },
    /// Something about it is another now.
    Changed { provider: ProviderId, version: i64 },
    /// What the town pays it for points of a programme was agreed, or agreed anew.
    Agreed { provider: ProviderId, programme: ProgrammeId, fen_per_point: Option<i64> },
    /// It serves no more.
    Ended { provider: ProviderId },
}

impl Event for ProviderEvent {
    fn name(&self) -> &'static str {
        match self {
            Self::Added { .. } => "provider.added",
            Self::Changed { .. } => "provider.changed",
            Self::Agreed { .. } => "provider.agreed",
            Self::Ended { .. } => "provider.ended",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_provider_ends_once() {
        let ended = ProviderState::Active.end().unwrap();
        assert_eq!(ended.end(), Err(ProviderRefused::Ended));
        assert!(ProviderState::Active.require_active().is_ok() && ended.require_active().is_err());
    }

    #[test]
    fn names_read_back() {
        for kind in ProviderKind::ALL {
            assert_eq!(ProviderKind::parse(kind.as_str()), Some(kind));
        }
        for state in [ProviderState::Active, ProviderState::Ended] {
            assert_eq!(ProviderState::parse(state.as_str()), Some(state));
        }
    }

    #[test]
    fn a_telephone_is_what_can_be_called() {
        for good in ["0563-3023456", "+86 138 0000 0000", "12345", "(0563) 302 3456"] {
            assert!(is_telephone(good), "{good}");
        }
        for bad in ["", "1234", "call me", "138+000000", "123456789012345678901"] {
            assert!(!is_telephone(bad), "{bad}");
        }
    }
}
