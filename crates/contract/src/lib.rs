//! What crosses the wire: requests, responses, problem codes, and the limits both sides check.
//!
//! The server and the SPA use these very types; `validator` rules run in both, so a form says what is wrong
//! before it is sent and the server never trusts that it was.

pub mod api_keys;
pub mod areas;
pub mod calendar;
pub mod categories;
pub mod day;
pub mod funds;
pub mod grants;
pub mod households;
pub mod identity;
pub mod inspections;
pub mod journal;
pub mod lang;
pub mod ledger;
pub mod mediations;
pub mod memberships;
pub mod notifications;
pub mod page;
pub mod patch;
pub mod photos;
pub mod points;
pub mod problems;
pub mod providers;
pub mod redemptions;
pub mod saved_filters;
#[cfg(test)]
mod schema_names;
pub mod settings;
pub mod tickets;
pub mod visits;
pub mod volunteering;
mod words;
