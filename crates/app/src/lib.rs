//! Use cases: one function is one transaction — load and lock, authorise, decide (`domain`), save, journal.

pub mod api_keys;
pub mod areas;
pub mod backup;
pub mod categories;
pub mod crypto;
pub mod day;
pub mod db;
pub mod demo;
pub mod funds;
pub mod grants;
pub mod households;
pub mod idempotency;
pub mod identity;
pub mod inspections;
pub mod installation;
pub mod journal;
pub mod leases;
pub mod ledger;
pub mod media;
pub mod mediations;
pub mod memberships;
pub mod notifications;
pub mod open311;
pub mod photos;
pub mod points;
pub mod providers;
pub mod redemptions;
pub mod rotation;
pub mod saved_filters;
#[cfg(any(test, feature = "testing"))]
pub mod testing;
pub mod tickets;
pub mod visits;
pub mod volunteering;
pub mod working_time;
