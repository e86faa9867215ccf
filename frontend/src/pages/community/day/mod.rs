//! A grid worker's day: where to go in which order, on a list and on a map, and recording visits. All of it works without a
//! network once the day was opened; see [`crate::offline::visits`].

pub mod line;
pub mod map;
pub mod page;
pub mod record;
pub mod waiting;

use leptos::prelude::*;

use crate::later::later;

later! { work:
    /// What is to be done today.
    page => |_| view! { <page::DayPage/> }.into_any();
    /// Recording a visit.
    record => |_| view! { <record::RecordPage/> }.into_any();
}
