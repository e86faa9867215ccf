//! Receipts as files.

use domain::ids::IncomeId;
use leptos::prelude::*;

use crate::{components::Save, i18n::funds};

/// The media type of a receipt.
const PDF: &str = "application/pdf";

/// Saves the receipt of what came in.
#[component]
pub fn Receipt(
    /// What came in.
    id: IncomeId,
    /// The receipt's running number.
    number: i64,
) -> impl IntoView {
    let ask = move |client: client::Client| async move { client.get_receipt(id).await };
    view! { <Save name=format!("receipt-{number}.pdf") kind=PDF ask>{move || funds::save_receipt(receipt_number(number))}</Save> }
}

/// A receipt's number as it stands on the paper.
pub fn receipt_number(number: i64) -> String {
    format!("{number:06}")
}
