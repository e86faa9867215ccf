//! The steps of a disbursement.

use std::collections::BTreeSet;

use super::{Disbursement, DisbursementError, DisbursementState as State, Grounds, NewDisbursement, Officer};
use crate::funds::{FundRules, Movement, Step};

impl Disbursement {
    /// Proposes it. What it asks for must be there in the budget now, and again when it is approved.
    ///
    /// # Errors
    /// [`DisbursementError`].
    pub fn propose(
        content: NewDisbursement,
        by: &Officer,
        rules: &FundRules,
        grounds: &Grounds,
    ) -> Result<Self, DisbursementError> {
        let new = Self { content, proposer: by.user, state: State::Proposed };
        new.require_limit(by, rules, Step::Propose)?;
        grounds.require_running(&new)?;
        new.require_milestone()?;
        new.require_invoices(grounds)?;
        new.require_resolution(rules)?;
        grounds.clone().take(&new)?;
        Ok(new)
    }

    /// Approves it: answers what it used up, and the movement to hold in the ledger until it is paid.
    ///
    /// # Errors
    /// [`DisbursementError`].
    pub fn approve(
        self,
        by: &Officer,
        rules: &FundRules,
        grounds: Grounds,
    ) -> Result<(Self, Grounds, Movement), DisbursementError> {
        self.require_state(matches!(self.state, State::Proposed))?;
        self.require_limit(by, rules, Step::Approve)?;
        self.require_other(by)?;
        // The charter may have changed since.
        self.require_resolution(rules)?;
        grounds.require_running(&self)?;
        let grounds = grounds.take(&self)?;
        let movement = self.movement();
        Ok((Self { state: State::Approved { approver: by.user }, ..self }, grounds, movement))
    }

    /// Pays it: what the ledger held is committed.
    ///
    /// # Errors
    /// [`DisbursementError`].
    pub fn pay(
        self,
        by: &Officer,
        rules: &FundRules,
        grounds: Grounds,
    ) -> Result<(Self, Grounds), DisbursementError> {
        let State::Approved { approver } = self.state else { return Err(self.wrong_state()) };
        self.require_limit(by, rules, Step::Pay)?;
        self.require_other(by)?;
        grounds.require_running(&self)?;
        let grounds = grounds.spend(&self)?;
        Ok((Self { state: State::Paid { approver, payer: by.user }, ..self }, grounds))
    }

    /// Does not pay it: its approver's, or its payer's word (also where the bank refused it). What the ledger held is voided.
    /// Who may do either for a smaller amount may refuse a larger one.
    ///
    /// # Errors
    /// [`DisbursementError`].
    pub fn refuse(
        self,
        by: &Officer,
        rules: &FundRules,
        grounds: Grounds,
    ) -> Result<(Self, Grounds), DisbursementError> {
        let step = match self.state {
            State::Proposed => Step::Approve,
            State::Approved { .. } => Step::Pay,
            _ => return Err(self.wrong_state()),
        };
        if rules.limit_fen(&by.roles, step) == 0 {
            return Err(DisbursementError::NoRole(step));
        }
        if by.user == self.proposer {
            return Err(DisbursementError::SamePerson);
        }
        grounds.require(&self)?;
        let approver = self.state.approver();
        let grounds = if approver.is_some() { grounds.give_back(&self, false)? } else { grounds };
        Ok((Self { state: State::Refused { approver, by: Some(by.user) }, ..self }, grounds))
    }

    /// Does not pay it, because the committee ended the project that it is for; what the ledger held is voided.
    ///
    /// # Errors
    /// [`DisbursementError::State`] once it is paid or ended; [`DisbursementError::OtherGrounds`].
    pub fn lapse(self, grounds: Grounds) -> Result<(Self, Grounds), DisbursementError> {
        let approver = self.state.approver();
        self.require_state(matches!(self.state, State::Proposed | State::Approved { .. }))?;
        grounds.require(&self)?;
        let grounds = if approver.is_some() { grounds.give_back(&self, false)? } else { grounds };
        Ok((Self { state: State::Refused { approver, by: None }, ..self }, grounds))
    }

    /// Takes it back before anybody approved it.
    ///
    /// # Errors
    /// [`DisbursementError::NotProposer`], [`DisbursementError::State`].
    pub fn withdraw(self, by: &Officer) -> Result<Self, DisbursementError> {
        if by.user != self.proposer {
            return Err(DisbursementError::NotProposer);
        }
        self.require_state(matches!(self.state, State::Proposed))?;
        Ok(Self { state: State::Withdrawn, ..self })
    }

    /// Books back what was paid and returned: by somebody who may pay or approve, but did not pay it. Answers the movement,
    /// which is that of the ledger's reversal. A project that has ended gets its budget back all the same.
    ///
    /// # Errors
    /// [`DisbursementError`].
    pub fn reverse(
        self,
        by: &Officer,
        rules: &FundRules,
        grounds: Grounds,
    ) -> Result<(Self, Grounds, Movement), DisbursementError> {
        let State::Paid { approver, payer } = self.state else { return Err(self.wrong_state()) };
        if [Step::Approve, Step::Pay].iter().all(|step| rules.limit_fen(&by.roles, *step) == 0) {
            return Err(DisbursementError::NoRole(Step::Pay));
        }
        if by.user == payer {
            return Err(DisbursementError::SamePerson);
        }
        grounds.require(&self)?;
        let grounds = grounds.give_back(&self, true)?;
        let movement = self.movement().reversed();
        Ok((Self { state: State::Reversed { approver, payer, by: by.user }, ..self }, grounds, movement))
    }

    /// What it moves.
    #[must_use]
    pub fn movement(&self) -> Movement {
        Movement::disbursement(self.content.line, self.content.purpose.clone(), self.content.amount)
    }

    pub(super) fn require_limit(
        &self,
        by: &Officer,
        rules: &FundRules,
        step: Step,
    ) -> Result<(), DisbursementError> {
        match rules.limit_fen(&by.roles, step) {
            0 => Err(DisbursementError::NoRole(step)),
            max if max < self.content.amount.fen() => Err(DisbursementError::AboveLimit { step, max }),
            _ => Ok(()),
        }
    }

    /// Lets pass who took no step of it yet, and is not paid by it.
    pub(super) fn require_other(&self, by: &Officer) -> Result<(), DisbursementError> {
        if by.user == self.proposer || self.state.approver() == Some(by.user) {
            return Err(DisbursementError::SamePerson);
        }
        if self.content.payee.people.contains(&by.user) { Err(DisbursementError::OwnPayment) } else { Ok(()) }
    }

    fn require_resolution(&self, rules: &FundRules) -> Result<(), DisbursementError> {
        let needed = rules.needs_resolution(self.content.amount) || self.content.line.project.is_some();
        if needed && self.content.resolution.is_none() {
            return Err(DisbursementError::ResolutionNeeded);
        }
        Ok(())
    }

    /// A project's money is an instalment of it; other money is none, and an award is other money.
    fn require_milestone(&self) -> Result<(), DisbursementError> {
        let project = self.content.line.project.is_some();
        let award = self.content.settlement.is_some();
        if self.content.milestone.is_some() == project && !(project && award) {
            Ok(())
        } else {
            Err(DisbursementError::OtherGrounds)
        }
    }

    fn require_invoices(&self, grounds: &Grounds) -> Result<(), DisbursementError> {
        let invoices = &self.content.invoices;
        let milestones = grounds.project.as_ref().map(|project| project.proposal.milestones.all());
        let at = self.content.milestone.unwrap_or_default();
        let advance = milestones.and_then(|all| all.get(at)).is_some_and(|milestone| milestone.advance);
        let fewest = usize::from(!advance && self.content.settlement.is_none());
        if !(fewest..=NewDisbursement::INVOICES_MAX).contains(&invoices.len()) {
            return Err(DisbursementError::Invoices);
        }
        let numbers: BTreeSet<_> = invoices.iter().map(|invoice| &invoice.number).collect();
        let images: BTreeSet<_> = invoices.iter().map(|invoice| invoice.image).collect();
        if numbers.len().min(images.len()) < invoices.len() {
            return Err(DisbursementError::InvoiceTwice);
        }
        // Fifty amounts fit.
        let invoiced = invoices.iter().map(|invoice| invoice.amount.fen()).sum();
        if !invoices.is_empty() && invoiced < self.content.amount.fen() {
            return Err(DisbursementError::BeyondInvoices { invoiced });
        }
        Ok(())
    }

    fn require_state(&self, fits: bool) -> Result<(), DisbursementError> {
        if fits { Ok(()) } else { Err(self.wrong_state()) }
    }

    const fn wrong_state(&self) -> DisbursementError {
        DisbursementError::State(self.state.name())
    }
}
