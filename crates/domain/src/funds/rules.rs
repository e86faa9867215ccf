//! What a charter's version lays down in numbers.

use serde::{Deserialize, Serialize};

use super::{Amount, Threshold};
use crate::permissions::Role;

/// One of the three steps of a disbursement, each of another person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// Ask for it.
    Propose,
    /// Allow it.
    Approve,
    /// Pay it.
    Pay,
}

impl Step {
    /// All three, in their order.
    pub const ALL: [Self; 3] = [Self::Propose, Self::Approve, Self::Pay];

    /// The name in the API and in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Propose => "propose",
            Self::Approve => "approve",
            Self::Pay => "pay",
        }
    }

    /// Reads the name back; `None` for a word that names no step.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.as_str() == word)
    }
}

/// Up to what a role takes a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RoleLimit {
    /// Which role.
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "treasurer"))]
    pub role: Role,
    /// Which step.
    pub step: Step,
    /// For at most so much each time, in fen.
    #[cfg_attr(feature = "openapi", schema(value_type = i64, minimum = 1))]
    pub max: Amount,
}

/// The numbers of a charter's version. They never change once it was adopted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct FundRules {
    /// Who may do what, up to how much; who stands in no line may not.
    pub limits: Vec<RoleLimit>,
    /// Above so much (in fen) a disbursement names a resolution of the committee.
    pub resolution_above_fen: i64,
    /// Of the members who are not recused, so many take part in a decision.
    pub quorum: Threshold,
    /// Of those who take part, so many say yes to what is ordinary.
    pub ordinary: Threshold,
    /// And so many to what is special: charters, and the end of the fund.
    pub special: Threshold,
    /// Fewest members who are not recused: below that nothing is decided.
    pub unrecused_min: usize,
    /// Longest term of a member, in months.
    pub term_months_max: u32,
    /// How long the public can comment on a proposal, in days.
    pub comment_days: u32,
    /// How long residents can rate a project, in days.
    pub rating_days: u32,
    /// Months of a disclosure: 1, 2 or 3.
    pub disclosure_months: u32,
    /// Days after the period in which its disclosure is due.
    pub disclosure_days: u32,
}

/// Why rules cannot be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RulesError {
    /// A role has two limits for a step.
    #[error("a role has one limit for a step")]
    LimitTwice,
    /// Nobody could ever take a step.
    #[error("nobody may {} a disbursement", .0.as_str())]
    Nobody(Step),
    /// An amount below nothing, or beyond every other.
    #[error("a resolution is needed above an amount of 0 to {} fen", Amount::FEN_MAX)]
    ResolutionAbove,
    /// See [`FundRules::UNRECUSED_MIN`].
    #[error("at least {} members who are not recused decide", FundRules::UNRECUSED_MIN)]
    UnrecusedMin,
    /// See [`FundRules::TERM_MONTHS_MAX`].
    #[error("a term has 1 to {} months", FundRules::TERM_MONTHS_MAX)]
    Term,
    /// See [`FundRules::DAYS_MAX`].
    #[error("people have 1 to {} days to comment and to rate", FundRules::DAYS_MAX)]
    Days,
    /// The public is told at least every three months.
    #[error(
        "a disclosure covers at most three months and is due at most {} days later",
        FundRules::DISCLOSURE_DAYS_MAX
    )]
    Disclosure,
}

impl FundRules {
    /// Fewest members that may decide anything at all.
    pub const UNRECUSED_MIN: usize = 3;
    /// Longest term, in months.
    pub const TERM_MONTHS_MAX: u32 = 60;
    /// Longest time to comment or to rate, in days.
    pub const DAYS_MAX: u32 = 90;
    /// Longest time after a period in which its disclosure is due, in days.
    pub const DISCLOSURE_DAYS_MAX: u32 = 31;

    /// Lets pass rules that a charter can have.
    ///
    /// # Errors
    /// The first [`RulesError`] that is found.
    pub fn check(&self) -> Result<(), RulesError> {
        let same = |one: &RoleLimit, other: &RoleLimit| (one.role, one.step) == (other.role, other.step);
        if self.limits.iter().enumerate().any(|(at, one)| self.limits[..at].iter().any(|it| same(it, one))) {
            return Err(RulesError::LimitTwice);
        }
        let nobody = |step: &Step| !self.limits.iter().any(|limit| limit.step == *step);
        if let Some(step) = Step::ALL.into_iter().find(nobody) {
            return Err(RulesError::Nobody(step));
        }
        let days = 1..=Self::DAYS_MAX;
        match self {
            _ if !(0..=Amount::FEN_MAX).contains(&self.resolution_above_fen) => {
                Err(RulesError::ResolutionAbove)
            }
            _ if self.unrecused_min < Self::UNRECUSED_MIN => Err(RulesError::UnrecusedMin),
            _ if !(1..=Self::TERM_MONTHS_MAX).contains(&self.term_months_max) => Err(RulesError::Term),
            _ if !days.contains(&self.comment_days) || !days.contains(&self.rating_days) => {
                Err(RulesError::Days)
            }
            _ if !(1..=3).contains(&self.disclosure_months)
                || self.disclosure_days > Self::DISCLOSURE_DAYS_MAX =>
            {
                Err(RulesError::Disclosure)
            }
            _ => Ok(()),
        }
    }

    /// What somebody with these roles may do at most in a step, in fen; nothing where no role of theirs may.
    #[must_use]
    pub fn limit_fen(&self, roles: &[Role], step: Step) -> i64 {
        let theirs = self.limits.iter().filter(|limit| limit.step == step && roles.contains(&limit.role));
        theirs.map(|limit| limit.max.fen()).max().unwrap_or(0)
    }

    /// Whether a disbursement of so much needs the committee.
    #[must_use]
    pub const fn needs_resolution(&self, amount: Amount) -> bool {
        amount.fen() > self.resolution_above_fen
    }
}
