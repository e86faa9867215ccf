//! The books of a fund: its accounts, what moves between them, its budgets, and how they agree with the bank.

mod accounts;
mod budget;
mod lifting;
mod movement;
mod reconciliation;
mod statement;
#[cfg(test)]
mod tests;

pub use self::{
    accounts::{FundAccount, LineKey, Part},
    budget::{Budget, BudgetError, BudgetLine},
    lifting::{Consent, Lifting, LiftingError, set_aside_left, unspent},
    movement::{Movement, MovementError},
    reconciliation::{CashLine, MATCH_DAYS_MAX, Reconciliation, StatementLine, reconcile},
    statement::{Balances, BankRow, CellFault, Typed, balances},
};
