//! Reporting a matter, and following it until it is solved.

pub mod actions;
pub mod answers;
pub mod kinds;
pub mod list;
pub mod look_backs;
pub mod matter;
pub mod offered;
pub mod photo;
pub mod place;
pub mod report;
pub mod show;
pub(super) mod words;

use leptos::prelude::*;

use crate::later::later;

later! { tickets:
    /// Report a matter.
    report => |_| view! { <report::Report/> }.into_any();
    /// The matters I reported.
    my_tickets => |_| view! { <list::MyTickets/> }.into_any();
    /// One matter.
    ticket => |_| view! { <show::ShowTicket/> }.into_any();
    /// What waits for a look-back.
    look_backs => |_| view! { <look_backs::LookBacks/> }.into_any();
    /// The matters of a grid worker's day.
    work => |_| view! { <list::Work/> }.into_any();
}
