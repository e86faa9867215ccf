//! Money that leaves funds: proposed, approved and paid by three different people (`domain::funds::disbursements`).
//!
//! Each step locks the fund's row, then the project's, the resolution's and its own; `domain` decides on all of them at once, and what
//! the step took of them is saved beside it. What moves is posted by the same transaction: held with the approval, committed with the
//! payment, voided or reversed where nothing is paid after all.

mod grounds;
mod invoices;
mod propose;
mod read;
mod row;
mod steps;
mod told;

pub(in crate::funds) use self::{
    grounds::{decided_all, load, officer},
    propose::insert,
    read::{by_ids, of_payout, payments},
    steps::lapse_all,
};
pub(crate) use self::{
    invoices::shows_invoices,
    told::{is_told_to_payers, took_part, who_may, who_may_approve_of},
};
pub use self::{
    invoices::{NewInvoice, StoredInvoice},
    propose::{NewDisbursement, propose},
    read::{Filter, Listed, PayeeSeen, PaymentSeen, Shown, Taken, disbursement, list},
    row::{StoredDisbursement, Took},
    steps::{approve, pay, refuse, reverse, withdraw},
};
