//! One disbursement, and why it does not take a step.

use super::{DisbursementState, DisbursementStateName, Invoice, Payee};
use crate::{
    funds::{
        Amount, FundError, LineKey, Step, books::BudgetError, committee::ResolutionError,
        projects::MilestoneError,
    },
    ids::{DisbursementId, FundId, ResolutionId, SettlementId, UserId},
    ledger::Purpose,
    permissions::Role,
};

/// Who takes a step, with the roles that are in force for them in the fund's area.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Officer {
    /// Who.
    pub user: UserId,
    /// Their roles there.
    pub roles: Vec<Role>,
}

/// What somebody proposes to pay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewDisbursement {
    /// The id that it gets.
    pub id: DisbursementId,
    /// Out of which fund.
    pub fund: FundId,
    /// On which line of a budget.
    pub line: LineKey,
    /// Out of money that is restricted to this; out of free money where absent.
    pub purpose: Option<Purpose>,
    /// For which milestone of the project, from 0.
    pub milestone: Option<usize>,
    /// By which decision of the committee.
    pub resolution: Option<ResolutionId>,
    /// Which settlement's award it pays: what was settled is the paper for it, so that it needs no invoice.
    pub settlement: Option<SettlementId>,
    /// To whom.
    pub payee: Payee,
    /// How much.
    pub amount: Amount,
    /// What is paid by it.
    pub invoices: Vec<Invoice>,
}

/// Money that is to leave a fund, or left it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Disbursement {
    /// What was proposed: it never changes.
    pub content: NewDisbursement,
    /// Who proposed it.
    pub proposer: UserId,
    /// Where it stands.
    pub state: DisbursementState,
}

/// Why a disbursement does not take a step.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DisbursementError {
    /// No role of theirs may take this step at all.
    #[error("nobody with these roles may {} a disbursement", .0.as_str())]
    NoRole(Step),
    /// It is more than their roles may.
    #[error("this is more than {max} fen, the most that these roles may {}", step.as_str())]
    AboveLimit {
        /// Which step.
        step: Step,
        /// How much they may, in fen.
        max: i64,
    },
    /// They proposed, approved or paid it already.
    #[error("proposer, approver and payer are three different people")]
    SamePerson,
    /// They would be paid.
    #[error("nobody approves or pays what they are paid")]
    OwnPayment,
    /// Only its proposer takes it back.
    #[error("only who proposed a disbursement takes it back")]
    NotProposer,
    /// There is no such step from where it stands.
    #[error("the disbursement is {} already, or not there yet", .0.as_str())]
    State(DisbursementStateName),
    /// It names no decision of the committee.
    #[error("above the limit, and for projects, a resolution of the committee is named")]
    ResolutionNeeded,
    /// The one that it names is no ground for it.
    #[error(transparent)]
    Resolution(#[from] ResolutionError),
    /// The line of the budget does not allow it.
    #[error(transparent)]
    Budget(#[from] BudgetError),
    /// The milestone does not allow it.
    #[error(transparent)]
    Milestone(#[from] MilestoneError),
    /// What is given to decide on is not what it is paid from.
    #[error("the disbursement belongs to another fund, project, milestone or resolution")]
    OtherGrounds,
    /// Nothing is paid for a project that was not agreed on, or has ended.
    #[error("the project is not in progress")]
    ProjectNotRunning,
    /// The fund pays nothing.
    #[error(transparent)]
    Fund(#[from] FundError),
    /// Too many invoices, or none; an advance and an award need none.
    #[error(
        "a disbursement pays 1 to {} invoices; an advance may come before them, an award needs none",
        NewDisbursement::INVOICES_MAX
    )]
    Invoices,
    /// The same invoice twice.
    #[error("an invoice stands in a disbursement once")]
    InvoiceTwice,
    /// Nobody is paid more than they ask for.
    #[error("the invoices come to {invoiced} fen")]
    BeyondInvoices {
        /// What they come to, in fen.
        invoiced: i64,
    },
}

impl NewDisbursement {
    /// Most invoices.
    pub const INVOICES_MAX: usize = 50;
}
