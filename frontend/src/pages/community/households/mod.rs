//! The households that I belong to, and joining another.

pub mod ask;
pub mod checks;
pub mod choose;
pub mod join;
pub mod list;
pub mod pledge;
pub mod show;
pub mod titles;

use leptos::prelude::*;

use crate::later::later;

later! { personal:
    /// The households I belong to.
    my_households => |_| view! { <list::MyHouseholds/> }.into_any();
    /// One of them: pledge, titles, checks.
    my_household => |_| view! { <show::MyHousehold/> }.into_any();
}

// With what is reported: a household's code is often somebody's first page, as a report is.
later! { tickets:
    /// Join a household.
    join => |_| view! { <join::Join/> }.into_any();
}
