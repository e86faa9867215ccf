//! Pages of the community app.

pub mod day;
pub mod decide;
pub mod field;
pub mod funds;
pub mod home;
pub mod households;
pub mod mediations;
pub mod mine;
pub mod open;
pub mod points;
pub mod provider;
pub mod scores;
pub mod shop;
pub mod tickets;
pub mod visits;
pub mod volunteering;
pub mod where_map;

pub use decide::Decide;
pub use home::Home;
pub use households::{join, my_household, my_households};
pub use tickets::{look_backs, my_tickets, report, ticket, work};

use leptos::prelude::*;

use crate::later::later;

later! { personal:
    /// What is mine.
    mine => |_| view! { <mine::Mine/> }.into_any();
}
