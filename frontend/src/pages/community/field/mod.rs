//! Inspectors at work: the rounds they are in, the places of one, and the sheet of a place. All of it works without a
//! network once a round was opened; see [`crate::offline`].

pub mod account;
pub mod download;
pub mod keeper;
pub mod link;
pub mod not_kept;
pub mod pen;
pub mod photo;
pub mod places;
pub mod read_only;
pub mod rounds;
pub mod sheet;
pub mod stored;
pub mod words;

use leptos::prelude::*;

use crate::later::later;

later! { work:
    /// The rounds that one inspects in.
    rounds => |_| view! { <rounds::Rounds/> }.into_any();
    /// Where a round goes.
    places => |_| view! { <places::Places/> }.into_any();
    /// The sheet of a place.
    sheet => |_| view! { <sheet::SheetPage/> }.into_any();
}

later! { quietly work:
    /// Sends what waits, while there is anything.
    keeper => |_| view! { <keeper::Keeper/> }.into_any();
    /// The way to one's rounds among the large buttons, where there are any under way.
    home_link => |_| view! { <link::HomeLink/> }.into_any();
    /// The way to one's rounds on the page of the day's work.
    work_link => |_| view! { <link::WorkLink/> }.into_any();
}
