//! What a fund pays: listed, proposed, approved and paid by three different people, booked back.

pub mod act;
mod form;
pub mod invoices;
pub mod list;
pub mod payee;
pub mod propose;
pub mod show;

use domain::ids::DisbursementId;

use super::BASE;

/// The page of one payment.
pub(super) fn payment_address(id: DisbursementId) -> String {
    format!("{BASE}/funds/payments/{id}")
}
