//! Pages of the console.

pub mod areas;
mod ask;
pub mod categories;
mod events;
pub mod grants;
pub mod home;
pub mod households;
pub mod inspections;
pub mod journal;
mod lists;
mod members;
mod office;
pub mod rectifications;
pub mod requests;
pub mod tickets;
pub mod users;
mod words;

pub use home::Home;
pub use office::RememberedPlace;

use leptos::prelude::*;

use crate::later::later;

// The first page comes with the console itself; behind it is the desk.
later! { console_desk:
    /// The tickets of a place.
    tickets => |_| view! { <tickets::Tickets/> }.into_any();
    /// One ticket.
    ticket => |_| view! { <tickets::Ticket/> }.into_any();
    /// The tree of places.
    areas => |_| view! { <areas::Areas/> }.into_any();
    /// The kinds of matters of a place.
    categories => |_| view! { <categories::Categories/> }.into_any();
    /// The households of a place.
    households => |_| view! { <households::Households/> }.into_any();
    /// Households from a file.
    import_households => |_| view! { <households::ImportHouseholds/> }.into_any();
    /// One household.
    household => |_| view! { <households::HouseholdPage/> }.into_any();
    /// Titles of a place.
    titles => |_| view! { <inspections::titles::Titles/> }.into_any();
    /// How many households have pledged.
    pledges => |_| view! { <inspections::pledges::Pledges/> }.into_any();
    /// What villages are to mend.
    rectifications => |_| view! { <rectifications::Rectifications/> }.into_any();
    /// Demanding it after a round.
    demand_rectifications => |_| view! { <rectifications::DemandPage/> }.into_any();
    /// The rounds of a place.
    rounds => |_| view! { <inspections::Rounds/> }.into_any();
    /// Planning a round.
    plan_round => |_| view! { <inspections::Plan/> }.into_any();
    /// Objections that wait for a decision.
    objections => |_| view! { <inspections::Objections/> }.into_any();
    /// One round.
    round => |_| view! { <inspections::RoundPage/> }.into_any();
    /// The sheet of one place.
    sheet => |_| view! { <inspections::SheetPage/> }.into_any();
    /// Correcting what was published of a round.
    correction => |_| view! { <inspections::Correction/> }.into_any();
    /// Who asks to be let into a household.
    requests => |_| view! { <requests::Requests/> }.into_any();
    /// Who holds which office.
    grants => |_| view! { <grants::Grants/> }.into_any();
    /// The accounts.
    users => |_| view! { <users::Users/> }.into_any();
    /// The journal.
    journal => |_| view! { <journal::Journal/> }.into_any();
    /// One entry of the journal with its proof.
    journal_entry => |_| view! { <journal::JournalEntryPage/> }.into_any();
}

/// Where the console begins.
const BASE: &str = "/console";
