//! Use cases against a real store: SQLite, or PostgreSQL where `GONGZHI_TEST_DATABASE_URL` names one; and what is made of photographs.
//!
//! One binary: each more would link the application, its databases and codecs once more.

#![allow(missing_docs, unreachable_pub, reason = "a test's name is its documentation")]
#![allow(clippy::unwrap_used, reason = "a test whose set-up fails cannot go on")]

mod areas_import;
mod db;
mod demo;
mod demo_funds;
mod households;
mod identity;
mod journal;
mod ledger;
mod photo_damage;
mod photo_store;
mod photos;
mod pictures;
mod rotation;
