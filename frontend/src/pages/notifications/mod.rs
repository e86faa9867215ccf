//! What one was told: a page that both shells have.

pub mod list;
mod words;

use leptos::prelude::*;

use crate::later::later;

later! { personal:
    /// The inbox.
    inbox => |home| view! { <list::NotificationsPage home/> }.into_any();
}
