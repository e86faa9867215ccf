//! What the votes come to.

use serde::{Deserialize, Serialize};

use crate::funds::{FundRules, Threshold};

/// The numbers of a decision, recorded with it, from which anyone can count again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Tally {
    /// Who sat in the committee when voting opened.
    pub members: usize,
    /// Who of them keeps out of it.
    pub recused: usize,
    /// Votes for it.
    pub yes: usize,
    /// Votes against it.
    pub no: usize,
    /// Who took part and said neither.
    pub abstained: usize,
}

/// How it was decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// It is done.
    Carried,
    /// It is not.
    Rejected,
    /// Too few took part: it can be put again.
    NoQuorum,
    /// Too many are recused for this committee to decide at all: whoever is above it does.
    TooManyRecused,
}

impl Outcome {
    /// Every outcome.
    pub const ALL: [Self; 4] = [Self::Carried, Self::Rejected, Self::NoQuorum, Self::TooManyRecused];

    /// The name in the API and in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Carried => "carried",
            Self::Rejected => "rejected",
            Self::NoQuorum => "no_quorum",
            Self::TooManyRecused => "too_many_recused",
        }
    }

    /// Reads the name back; `None` for a word that names no outcome.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.as_str() == word)
    }
}

impl Tally {
    /// Members who may decide on this.
    #[must_use]
    pub const fn unrecused(&self) -> usize {
        self.members.saturating_sub(self.recused)
    }

    /// Members who took part. As with the boards of foundations (基金會管理條例, art. 21) who abstains is present.
    #[must_use]
    pub const fn present(&self) -> usize {
        self.yes.saturating_add(self.no).saturating_add(self.abstained)
    }

    /// The decision: a quorum of those not recused, and then enough yes of those present.
    #[must_use]
    pub fn outcome(&self, rules: &FundRules, special: bool) -> Outcome {
        let needed: Threshold = if special { rules.special } else { rules.ordinary };
        if self.unrecused() < rules.unrecused_min {
            Outcome::TooManyRecused
        } else if !rules.quorum.met_by(self.present(), self.unrecused()) {
            Outcome::NoQuorum
        } else if needed.met_by(self.yes, self.present()) {
            Outcome::Carried
        } else {
            Outcome::Rejected
        }
    }
}
