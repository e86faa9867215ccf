//! What detectors look at.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::{
    funds::disbursements::{Disbursement, DisbursementStateName, Invoice},
    ids::{DisbursementId, PayeeId, UserId},
};

/// How far a disbursement went, as far as detectors care.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FactState {
    /// It waits to be approved or paid.
    Waiting,
    /// It was paid.
    Paid,
    /// It was refused, withdrawn or reversed: no money is gone.
    Undone,
}

/// One disbursement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// Which.
    pub id: DisbursementId,
    /// How far it went.
    pub state: FactState,
    /// The town's day on which it was proposed.
    pub day: NaiveDate,
    /// Who proposed it.
    pub proposer: UserId,
    /// Who approved it.
    pub approver: Option<UserId>,
    /// Who paid it.
    pub payer: Option<UserId>,
    /// Who is paid.
    pub payee: PayeeId,
    /// The people of who is paid, as they are known today.
    pub payee_people: BTreeSet<UserId>,
    /// How much, in fen.
    pub fen: i64,
    /// Whether it names a resolution of the committee.
    pub resolved: bool,
    /// What it pays.
    pub invoices: Vec<Invoice>,
}

impl Fact {
    /// The fact of a disbursement that was proposed on a day.
    #[must_use]
    pub fn of(disbursement: &Disbursement, day: NaiveDate) -> Self {
        use DisbursementStateName as Name;
        let content = &disbursement.content;
        Self {
            id: content.id,
            state: match disbursement.state.name() {
                Name::Proposed | Name::Approved => FactState::Waiting,
                Name::Paid => FactState::Paid,
                Name::Refused | Name::Withdrawn | Name::Reversed => FactState::Undone,
            },
            day,
            proposer: disbursement.proposer,
            approver: disbursement.state.approver(),
            payer: disbursement.state.payer(),
            payee: content.payee.id,
            payee_people: content.payee.people.clone(),
            fen: content.amount.fen(),
            resolved: content.resolution.is_some(),
            invoices: content.invoices.clone(),
        }
    }

    /// Whether money is gone, or about to.
    #[must_use]
    pub fn counts(&self) -> bool {
        self.state != FactState::Undone
    }
}
