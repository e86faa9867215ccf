//! The books of a fund: its accounts, what moves between them, its budgets, and how they agree with the bank.

mod accounts;
mod budget;
mod lifting;
mod movement;
mod reconciliation;
#[cfg(test)]
mod tests;

pub use self::{
    accounts::{FundAccount, LineKey, Part},
    budget::{Budget, BudgetError, BudgetLine},
    lifting::{Consent, Lifting, LiftingError, unspent},
    movement::{Movement, MovementError},
    reconciliation::{CashLine, Reconciliation, StatementLine, reconcile},
};
