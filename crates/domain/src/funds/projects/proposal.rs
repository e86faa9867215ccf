//! What is proposed: who does what, and what it costs.

use std::collections::BTreeSet;

use crate::{
    funds::{
        Amount, Fund, FundError,
        books::{Budget, BudgetError},
        projects::Milestones,
    },
    ids::UserId,
    journal::NodeHash,
};

/// A proposal, as far as rules go: its words stand in the plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// The SHA-256 of the plan that people read.
    pub plan: NodeHash,
    /// Who takes part, besides the proposer.
    pub people: BTreeSet<UserId>,
    /// What it costs, line by line.
    pub budget: Budget,
    /// When which part of that is paid.
    pub milestones: Milestones,
}

/// Why a proposal cannot be handed in.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ProposalError {
    /// Too many people.
    #[error("at most {} people take part in a project", Proposal::PEOPLE_MAX)]
    People,
    /// Its lines do not fit.
    #[error(transparent)]
    Budget(#[from] BudgetError),
    /// The fund has no such purpose, or spends nothing.
    #[error(transparent)]
    Fund(#[from] FundError),
    /// It costs more than the call lets a project cost.
    #[error("a project of this call costs at most {} fen", .0.fen())]
    TooDear(Amount),
    /// The instalments are more, or less, than what it costs.
    #[error("the instalments come to {instalments} fen, the budget to {budget}")]
    Instalments {
        /// What the instalments come to, in fen.
        instalments: i64,
        /// What the budget comes to, in fen.
        budget: i64,
    },
}

impl Proposal {
    /// Most people, besides the proposer.
    pub const PEOPLE_MAX: usize = 100;

    /// Lets pass a proposal that this fund could pay for; answers what it costs.
    ///
    /// # Errors
    /// The first [`ProposalError`] that is found.
    pub fn check(&self, fund: &Fund, most: Option<Amount>) -> Result<Amount, ProposalError> {
        fund.admit_spending()?;
        if self.people.len() > Self::PEOPLE_MAX {
            return Err(ProposalError::People);
        }
        if self.budget.lines().is_empty() {
            return Err(BudgetError::LineCount.into());
        }
        let total = self.budget.total()?;
        let purposes = self.budget.lines().values().filter_map(|line| line.purpose.as_ref());
        if let Some(unknown) = purposes.into_iter().find(|purpose| !fund.purposes.contains(*purpose)) {
            return Err(FundError::NoPurpose(unknown.clone()).into());
        }
        if let Some(most) = most.filter(|most| total > *most) {
            return Err(ProposalError::TooDear(most));
        }
        let (instalments, budget) = (self.milestones.total_fen(), total.fen());
        if instalments == budget {
            Ok(total)
        } else {
            Err(ProposalError::Instalments { instalments, budget })
        }
    }
}
