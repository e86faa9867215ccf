//! The API over HTTP against a real store: SQLite, or PostgreSQL where `GONGZHI_TEST_DATABASE_URL` names one.

#![allow(missing_docs, unreachable_pub, reason = "a test's name is its documentation")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod access;
mod areas;
mod chores;
mod coverage;
mod day;
mod funds;
mod grants;
mod households;
mod identity;
mod inspections;
mod journal;
mod ledger;
mod live;
mod mediations;
mod memberships;
mod notifications;
mod open311;
mod operations;
mod points;
mod providers;
mod redemptions;
mod saved_filters;
mod support;
mod tickets;
mod visits;
mod volunteering;
