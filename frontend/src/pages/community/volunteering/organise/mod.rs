//! Organising shifts: for grid workers and officials, on a phone where it happens.

pub mod call_off;
pub mod counter;
pub mod edit;
pub mod fields;
pub mod for_project;
pub mod line;
pub mod list;
pub mod not_for_you;
pub(super) mod place;
pub mod plan;
pub mod roster;
pub mod screen;
pub mod typed;
