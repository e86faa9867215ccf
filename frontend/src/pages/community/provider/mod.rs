//! The place of a provider's staff: handing out, what waits, what is offered, what is owed.

pub mod collect;
pub mod edit;
pub mod frame;
pub mod hub;
pub mod list;
pub mod offers;
pub mod scanner;
pub mod statement;

use leptos::prelude::*;

use crate::later::later;

later! { work:
    /// The first page.
    hub => |_| view! { <hub::Hub/> }.into_any();
    /// Reading a code and handing out.
    collect => |_| view! { <collect::Collect/> }.into_any();
    /// What waits and what was handed out today.
    redemptions => |_| view! { <list::List/> }.into_any();
    /// What is offered.
    offers => |_| view! { <offers::Offers/> }.into_any();
    /// A new offer.
    new_offer => |_| view! { <edit::NewOffer/> }.into_any();
    /// Changing an offer.
    edit_offer => |_| view! { <edit::EditOffer/> }.into_any();
    /// What is owed for a month.
    statement => |_| view! { <statement::Statement/> }.into_any();
}
