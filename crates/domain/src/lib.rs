//! The rules of Gongzhi.
//!
//! Everything here is pure: no clock, no randomness, no I/O, no floating point. It compiles to WASM, so that
//! a browser checks a proof or a draw with the very code the server ran.

pub mod api_keys;
pub mod areas;
pub mod codes;
pub mod day;
pub mod funds;
pub mod geo;
pub mod grants;
pub mod households;
pub mod identity;
pub mod ids;
pub mod inspections;
pub mod journal;
pub mod ledger;
pub mod mediations;
pub mod memberships;
pub mod notifications;
pub mod opening_hours;
pub mod permissions;
pub mod points;
pub mod providers;
pub mod redemptions;
pub mod saved_filters;
pub mod search;
pub mod tickets;
pub mod town_time;
pub mod visits;
pub mod volunteering;
pub mod walk;
pub mod working_time;
