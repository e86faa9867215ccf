//! Who belongs to which household: relations, states, and the codes that let a resident in.

use serde::{Deserialize, Serialize};

use crate::{
    codes::TypedCode,
    ids::{AreaId, MembershipId},
    journal::Event,
};

/// Most memberships of one person that are open at a time.
pub const MEMBERSHIPS_MAX: usize = 20;
/// Most requests of one person that wait for a decision at a time.
pub const REQUESTS_MAX: usize = 5;

/// What somebody is to a household. One person may be an owner here and a tenant there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    /// 业主、户主
    Owner,
    /// 租户
    Tenant,
    /// 家人
    Family,
}

impl Relation {
    /// Every relation.
    pub const ALL: [Self; 3] = [Self::Owner, Self::Tenant, Self::Family];

    /// The name in the API and in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Owner => "owner",
            Self::Tenant => "tenant",
            Self::Family => "family",
        }
    }

    /// Reads the name back; `None` for a word that names no relation.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|relation| relation.as_str() == word)
    }
}

/// Where a membership stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MembershipState {
    /// Asked for; a grid worker decides.
    Pending,
    /// In force.
    Confirmed,
    /// Asked for in vain.
    Refused,
    /// Was in force; the person left or was taken out, or withdrew the request.
    Ended,
}

/// How a request is decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Decision {
    /// The person belongs to the household.
    Accept,
    /// The person does not.
    Refuse,
}

impl MembershipState {
    /// Every state.
    pub const ALL: [Self; 4] = [Self::Pending, Self::Confirmed, Self::Refused, Self::Ended];

    /// The name in the API and in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Confirmed => "confirmed",
            Self::Refused => "refused",
            Self::Ended => "ended",
        }
    }

    /// Reads the name back; `None` for a word that names no state.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == word)
    }

    /// Whether the membership is asked for or in force; a person has at most one such in a household.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Pending | Self::Confirmed)
    }

    /// Decides a request.
    ///
    /// # Errors
    /// [`MembershipError::Decided`] where it is no longer open for decision.
    pub const fn decide(self, decision: Decision) -> Result<Self, MembershipError> {
        match (self, decision) {
            (Self::Pending, Decision::Accept) => Ok(Self::Confirmed),
            (Self::Pending, Decision::Refuse) => Ok(Self::Refused),
            _ => Err(MembershipError::Decided),
        }
    }

    /// Ends a membership, or withdraws a request.
    ///
    /// # Errors
    /// [`MembershipError::Over`] where it is over already.
    pub const fn end(self) -> Result<Self, MembershipError> {
        if self.is_open() { Ok(Self::Ended) } else { Err(MembershipError::Over) }
    }
}

/// Why a membership cannot change so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MembershipError {
    /// See [`MembershipState::decide`].
    #[error("this request has been decided already")]
    Decided,
    /// See [`MembershipState::end`].
    #[error("this membership is over already")]
    Over,
    /// The person belongs, or has asked to belong, to the household.
    #[error("already a member, or waiting to be one")]
    AlreadyMember,
    /// See [`MEMBERSHIPS_MAX`] and [`REQUESTS_MAX`].
    #[error("at most 20 memberships and 5 waiting requests a person")]
    TooMany,
}

/// A code that lets a resident join a household at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HouseholdCode(TypedCode);

impl HouseholdCode {
    /// Characters of a code; each carries five bits.
    pub const CHARS: usize = TypedCode::CHARS;
    /// Bytes of randomness behind a code.
    pub const RANDOM_BYTES: usize = TypedCode::BYTES;
    /// Most people that one code lets in.
    pub const USES_MAX: u32 = 10;
    /// Longest time for which a code is valid, in days.
    pub const DAYS_MAX: u32 = 30;

    /// The code that stands for 40 random bits.
    #[must_use]
    pub fn from_random(bytes: [u8; Self::RANDOM_BYTES]) -> Self {
        Self(TypedCode::from_bytes(bytes))
    }

    /// Reads a code as people type it: see [`TypedCode::parse`].
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        TypedCode::parse(text).map(Self)
    }

    /// The code as it is kept and compared.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// The code as it is shown: in two groups of four.
    #[must_use]
    pub fn grouped(&self) -> String {
        self.0.grouped()
    }
}

/// How a membership came to be confirmed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ConfirmedBy {
    /// The person had the household's code.
    Code,
    /// A grid worker accepted the request.
    Decision,
}

/// Something that happened to a household's memberships.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum MembershipEvent {
    /// A code was handed out.
    CodeCreated {
        /// For which household.
        household_id: AreaId,
        /// What it makes people.
        relation: Relation,
        /// How many people it lets in.
        uses: u32,
    },
    /// Somebody asked to belong to a household.
    Requested {
        /// The request.
        membership_id: MembershipId,
        /// As what.
        relation: Relation,
    },
    /// Somebody belongs to a household now.
    Confirmed {
        /// The membership.
        membership_id: MembershipId,
        /// As what.
        relation: Relation,
        /// By which way.
        by: ConfirmedBy,
    },
    /// A request was refused.
    Refused {
        /// The request.
        membership_id: MembershipId,
    },
    /// Somebody no longer belongs to a household.
    Ended {
        /// The membership.
        membership_id: MembershipId,
        /// Whether the person left of their own will.
        by_member: bool,
    },
}

impl Event for MembershipEvent {
    fn name(&self) -> &'static str {
        match self {
            Self::CodeCreated { .. } => "membership.code_created",
            Self::Requested { .. } => "membership.requested",
            Self::Confirmed { .. } => "membership.confirmed",
            Self::Refused { .. } => "membership.refused",
            Self::Ended { .. } => "membership.ended",
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_request_is_decided_once() {
        let accepted = MembershipState::Pending.decide(Decision::Accept).unwrap();
        assert_eq!(accepted, MembershipState::Confirmed);
        assert_eq!(accepted.decide(Decision::Refuse), Err(MembershipError::Decided));
        assert_eq!(MembershipState::Pending.decide(Decision::Refuse), Ok(MembershipState::Refused));
    }

    #[test]
    fn what_is_over_does_not_end_again() {
        assert_eq!(MembershipState::Confirmed.end(), Ok(MembershipState::Ended));
        assert_eq!(MembershipState::Pending.end(), Ok(MembershipState::Ended));
        for over in [MembershipState::Refused, MembershipState::Ended] {
            assert_eq!(over.end(), Err(MembershipError::Over));
        }
    }

    #[test]
    fn names_read_back() {
        assert!(Relation::ALL.iter().all(|r| Relation::parse(r.as_str()) == Some(*r)));
        assert!(MembershipState::ALL.iter().all(|s| MembershipState::parse(s.as_str()) == Some(*s)));
    }

    #[test]
    fn a_code_is_read_as_people_write_it() {
        let code = HouseholdCode::parse("0123-89ab").unwrap();
        assert_eq!(HouseholdCode::parse("oi23 89AB"), Some(code));
        for wrong in ["", "0123-89A", "0123-89ABC", "0123-89AU", "０１２３89AB"] {
            assert_eq!(HouseholdCode::parse(wrong), None, "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn every_code_reads_back_and_different_bytes_give_different_codes(a: [u8; 5], b: [u8; 5]) {
            let (code, other) = (HouseholdCode::from_random(a), HouseholdCode::from_random(b));
            prop_assert_eq!(HouseholdCode::parse(&code.grouped()), Some(code.clone()));
            prop_assert_eq!(code == other, a == b);
        }
    }
}
