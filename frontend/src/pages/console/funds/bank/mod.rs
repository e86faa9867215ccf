//! The bank's side of a fund's books: statements, which of their lines is which posting, and what differs.

pub mod import;
pub mod lines;
pub mod matching;
pub mod missing;
pub mod overview;
pub mod statements;

use contract::funds::CashPosting;
use leptos::prelude::*;

use super::{disbursements::payment_address, income_address};
use crate::pages::funds::words;

/// What a posting is called, with the way to what it is for.
fn posting_link(posting: &CashPosting) -> AnyView {
    let title =
        if posting.title.is_empty() { words::posting_kind(&posting.kind) } else { posting.title.clone() };
    let way = posting.income_id.map(income_address).or_else(|| posting.disbursement_id.map(payment_address));
    match way {
        Some(href) => view! { <a class="breakable" href=href>{title}</a> }.into_any(),
        None => view! { <span class="breakable">{title}</span> }.into_any(),
    }
}
