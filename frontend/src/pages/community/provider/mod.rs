//! The place of a provider's staff: its tickets, calls, people and material; handing out, what is offered, what is owed.

pub mod calls;
pub mod collect;
pub mod edit;
pub mod frame;
pub mod hub;
pub mod list;
pub mod materials;
pub mod months;
pub mod offers;
pub mod scanner;
pub mod shown;
pub mod statement;
pub mod ticket;
pub mod tickets;
pub mod work;
pub mod workers;

use leptos::prelude::*;

use crate::later::later;

later! { work:
    /// The first page.
    hub => |_| view! { <hub::Hub/> }.into_any();
    /// What it was entrusted with.
    tickets => |_| view! { <tickets::Tickets/> }.into_any();
    /// One ticket.
    ticket => |_| view! { <ticket::TicketPage/> }.into_any();
    /// What it was called to.
    calls => |_| view! { <calls::Calls/> }.into_any();
    /// Who works for it.
    workers => |_| view! { <workers::Workers/> }.into_any();
    /// What material was used.
    materials => |_| view! { <materials::Materials/> }.into_any();
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
