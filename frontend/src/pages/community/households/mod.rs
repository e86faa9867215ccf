//! The households that I belong to, and joining another.

pub mod ask;
pub mod choose;
pub mod join;
pub mod list;

use leptos::prelude::*;

use crate::later::later;

later! { account:
    /// The households I belong to.
    my_households => |_| view! { <list::MyHouseholds/> }.into_any();
    /// Join a household.
    join => |_| view! { <join::Join/> }.into_any();
}
