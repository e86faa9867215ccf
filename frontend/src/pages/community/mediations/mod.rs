//! Mediations: what one mediates or is a party of, a record with what one can do, and opening one.

pub mod agreement;
pub mod answer;
pub mod list;
pub mod meetings;
pub mod open;
pub mod parties;
pub mod show;
pub mod sign;
pub mod words;

use leptos::prelude::*;

use crate::later::later;

later! { personal:
    /// What one mediates or is a party of.
    mediations => |_| view! { <list::Mediations/> }.into_any();
    /// A record.
    mediation => |_| view! { <show::MediationPage/> }.into_any();
}

later! { work:
    /// Opening a record.
    open_mediation => |_| view! { <open::OpenPage/> }.into_any();
}
