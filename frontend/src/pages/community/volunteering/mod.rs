//! Volunteering: what is on, one's own part in it, and organising it.

pub mod calendar;
pub mod card;
pub mod check;
pub mod feed;
pub mod hours;
pub mod month;
pub mod organise;
pub mod shift;
pub mod words;

use leptos::prelude::*;

use crate::later::later;

later! { personal:
    /// What is on.
    calendar => |_| view! { <calendar::Calendar/> }.into_any();
    /// One shift.
    shift => |_| view! { <shift::ShiftPage/> }.into_any();
    /// Checking in and out.
    check => |_| view! { <check::Check/> }.into_any();
    /// What one has done.
    hours => |_| view! { <hours::Hours/> }.into_any();
}

later! { work:
    /// The shifts that one organises.
    organised => |_| view! { <organise::list::Organised/> }.into_any();
    /// Planning a shift.
    plan => |_| view! { <organise::plan::Plan/> }.into_any();
    /// Changing one.
    edit => |_| view! { <organise::edit::Edit/> }.into_any();
    /// Who comes.
    roster => |_| view! { <organise::roster::RosterPage/> }.into_any();
    /// The code for those who come and go.
    screen => |_| view! { <organise::screen::Screen/> }.into_any();
}
