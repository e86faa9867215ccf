//! Plans of visits to households: a list, one with its visits, and writing it down.

pub mod actions;
pub mod editor;
pub mod fields;
pub mod list;
pub mod made;
pub mod show;
pub mod words;

use leptos::prelude::*;

use crate::later::later;

later! { work:
    /// The plans where one visits.
    plans => |_| view! { <list::Plans/> }.into_any();
    /// A plan with its visits.
    plan => |_| view! { <show::PlanPage/> }.into_any();
    /// Writing a new plan.
    new_plan => |_| view! { <editor::NewPlan/> }.into_any();
    /// Saying something else in a plan.
    edit_plan => |_| view! { <editor::EditPlan/> }.into_any();
}
