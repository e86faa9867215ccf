//! What a disbursement is paid from, and what of it is used up.

use super::{Disbursement, DisbursementError};
use crate::funds::{
    Fund,
    books::{Budget, BudgetError},
    committee::Resolution,
    projects::{Milestones, Project},
};

/// What allows a disbursement, as it stands under its locks. A step changes all of it or nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grounds {
    /// The fund.
    pub fund: Fund,
    /// The project whose budget it is paid from, where it is one's.
    pub project: Option<Project>,
    /// The fund's own budget.
    pub own: Budget,
    /// The resolution that it names, where it does.
    pub resolution: Option<Resolution>,
}

impl Grounds {
    /// The budget of the line.
    #[must_use]
    pub fn budget(&self) -> &Budget {
        self.project.as_ref().map_or(&self.own, |project| &project.proposal.budget)
    }

    /// Lets pass the grounds of this disbursement.
    pub(super) fn require(&self, of: &Disbursement) -> Result<(), DisbursementError> {
        let content = &of.content;
        let named = self.resolution.as_ref().map(|resolution| resolution.id) == content.resolution;
        let whose = self.project.as_ref().map(|project| project.id) == content.line.project;
        let theirs = self.project.as_ref().is_none_or(|project| project.fund == content.fund);
        if named && whose && theirs && self.fund.id == content.fund {
            Ok(())
        } else {
            Err(DisbursementError::OtherGrounds)
        }
    }

    /// Lets pass what can be paid now: the fund pays, and the project runs by the resolution that is named.
    pub(super) fn require_running(&self, of: &Disbursement) -> Result<(), DisbursementError> {
        self.require(of)?;
        self.fund.admit_spending()?;
        let Some(project) = &self.project else { return Ok(()) };
        let running = project.state.resolution().ok_or(DisbursementError::ProjectNotRunning)?;
        if of.content.resolution.is_none() {
            return Err(DisbursementError::ResolutionNeeded);
        }
        if Some(running) == of.content.resolution { Ok(()) } else { Err(DisbursementError::OtherGrounds) }
    }

    /// Uses it up.
    pub(super) fn take(self, of: &Disbursement) -> Result<Self, DisbursementError> {
        let content = &of.content;
        let (line, amount, purpose) = (content.line, content.amount, content.purpose.as_ref());
        let taken = self.budgeted(|budget| budget.reserve(line.number, purpose, amount))?;
        let mut taken = taken.milestoned(of, |milestones, at| Ok(milestones.take(at, amount)?))?;
        if let Some(resolution) = taken.resolution {
            taken.resolution = Some(resolution.take(content.fund, line.project, amount)?);
        }
        Ok(taken)
    }

    /// Counts as spent what was approved.
    pub(super) fn spend(self, of: &Disbursement) -> Result<Self, DisbursementError> {
        let content = &of.content;
        self.budgeted(|budget| budget.spend(content.line.number, content.amount))
    }

    /// Gives back what was used up: of the line what was approved, or what was paid.
    pub(super) fn give_back(self, of: &Disbursement, paid: bool) -> Result<Self, DisbursementError> {
        let content = &of.content;
        let (number, amount) = (content.line.number, content.amount);
        let back = self.budgeted(|budget| {
            if paid { budget.give_back(number, amount) } else { budget.release(number, amount) }
        })?;
        let mut back = back.milestoned(of, |milestones, at| Ok(milestones.give_back(at, amount)?))?;
        if let Some(resolution) = back.resolution {
            back.resolution = Some(resolution.give_back(amount)?);
        }
        Ok(back)
    }

    fn budgeted(
        mut self,
        work: impl FnOnce(Budget) -> Result<Budget, BudgetError>,
    ) -> Result<Self, DisbursementError> {
        let budget = match &mut self.project {
            Some(project) => &mut project.proposal.budget,
            None => &mut self.own,
        };
        *budget = work(std::mem::take(budget))?;
        Ok(self)
    }

    fn milestoned(
        mut self,
        of: &Disbursement,
        work: impl FnOnce(Milestones, usize) -> Result<Milestones, DisbursementError>,
    ) -> Result<Self, DisbursementError> {
        if let Some((project, at)) = self.project.as_mut().zip(of.content.milestone) {
            let milestones = &mut project.proposal.milestones;
            *milestones = work(std::mem::take(milestones), at)?;
        }
        Ok(self)
    }
}
