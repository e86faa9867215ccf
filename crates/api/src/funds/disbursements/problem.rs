//! Errors of disbursements and budgets as problems.

use contract::problems::{disbursements as p, projects as of_projects};
use domain::funds::{
    books::{Budget, BudgetError},
    disbursements::{DisbursementError, DisbursementStateName as Name, NewDisbursement},
    projects::MilestoneError,
};

use crate::ApiError;

impl From<BudgetError> for ApiError {
    fn from(error: BudgetError) -> Self {
        match error {
            BudgetError::LineCount => Self::new(&p::BUDGET_LINES_FULL).with("max", Budget::LINES_MAX),
            BudgetError::NoLine(_) => Self::bad_field("/line", "not_found", &[]),
            BudgetError::Restricted(purpose) => Self::new(&p::BUDGET_RESTRICTED).with("purpose", purpose),
            BudgetError::Exceeded { left } => Self::new(&p::BUDGET_EXCEEDED).with("left", left.max(0)),
            BudgetError::Used { used } => Self::new(&p::BUDGET_LINE_USED).with("used", used),
            BudgetError::Total => Self::bad_field("/limit_fen", "budget_total", &[]),
            // What is paid or given back was approved before.
            BudgetError::NotUsed => Self::internal(error),
        }
    }
}

/// What stands in the way of a step is where the disbursement stands by now.
fn stands(state: Name) -> ApiError {
    ApiError::new(match state {
        Name::Proposed => &p::DISBURSEMENT_IS_PROPOSED,
        Name::Approved => &p::DISBURSEMENT_IS_APPROVED,
        Name::Paid => &p::DISBURSEMENT_IS_PAID,
        Name::Refused => &p::DISBURSEMENT_IS_REFUSED,
        Name::Withdrawn => &p::DISBURSEMENT_IS_WITHDRAWN,
        Name::Reversed => &p::DISBURSEMENT_IS_REVERSED,
    })
}

/// What of a milestone stands in the way of its instalment.
fn instalment(error: MilestoneError) -> ApiError {
    match error {
        MilestoneError::NotAccepted => ApiError::new(&p::MILESTONE_NOT_ACCEPTED),
        MilestoneError::Exceeded { left } => ApiError::new(&p::MILESTONE_EXCEEDED).with("left", left.max(0)),
        MilestoneError::Missing(number) => {
            ApiError::new(&of_projects::MILESTONE_MISSING).with("number", number)
        }
        other => ApiError::internal(other),
    }
}

impl From<DisbursementError> for ApiError {
    fn from(error: DisbursementError) -> Self {
        match error {
            DisbursementError::NoRole(_) => Self::new(&p::DISBURSEMENT_NO_ROLE),
            DisbursementError::AboveLimit { max, .. } => {
                Self::new(&p::DISBURSEMENT_ABOVE_LIMIT).with("max", max)
            }
            DisbursementError::SamePerson => Self::new(&p::DISBURSEMENT_SAME_PERSON),
            DisbursementError::OwnPayment => Self::new(&p::DISBURSEMENT_OWN_PAYMENT),
            DisbursementError::NotProposer => Self::new(&p::DISBURSEMENT_NOT_PROPOSER),
            DisbursementError::State(state) => stands(state),
            DisbursementError::ResolutionNeeded => Self::new(&p::DISBURSEMENT_RESOLUTION_NEEDED),
            DisbursementError::Resolution(error) => error.into(),
            DisbursementError::Budget(error) => error.into(),
            DisbursementError::Milestone(error) => instalment(error),
            DisbursementError::OtherGrounds => Self::new(&p::DISBURSEMENT_OTHER_GROUNDS),
            DisbursementError::ProjectNotRunning => Self::new(&p::DISBURSEMENT_PROJECT_IDLE),
            DisbursementError::Fund(error) => error.into(),
            DisbursementError::Invoices => {
                let max = NewDisbursement::INVOICES_MAX.to_string();
                Self::bad_field("/invoices", "disbursement_invoices", &[("max", max)])
            }
            DisbursementError::InvoiceTwice => Self::bad_field("/invoices", "invoice_twice", &[]),
            DisbursementError::BeyondInvoices { invoiced } => {
                Self::new(&p::DISBURSEMENT_BEYOND_INVOICES).with("invoiced", invoiced)
            }
        }
    }
}
