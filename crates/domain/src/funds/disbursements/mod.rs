//! Money that leaves a fund: proposed, approved and paid by three different people.
//!
//! ```text
//! proposed ─approve→ approved ─pay→ paid ─reverse→ reversed
//!    ├─withdraw→ withdrawn  └─refuse→ refused
//!    └─refuse→ refused
//! ```
//!
//! From its approval on a disbursement uses up its budget line, its instalment and its resolution, and the ledger holds the
//! cash. Refused or reversed, it gives all of them back.

mod actions;
mod disbursement;
mod grounds;
mod invoice;
mod payee;
mod state;
mod steps;
#[cfg(test)]
mod tests;

pub use self::{
    actions::DisbursementAction,
    disbursement::{Disbursement, DisbursementError, NewDisbursement, Officer},
    grounds::Grounds,
    invoice::{Invoice, InvoiceNumber, InvoiceNumberError},
    payee::{Payee, PayeeKind},
    state::{DisbursementState, DisbursementStateName},
};
