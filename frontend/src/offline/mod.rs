//! Scoring where the network ends: rounds, sheets and photos are kept on the device, per account, and sent by
//! themselves when the network is back.
//!
//! - [`account`]: whose entries this device works with, and how many of them wait. Small: every page may ask it.
//! - [`database`]: IndexedDB, with its versions.
//! - [`model`]: what is kept; [`store`]: keeping it, every change in one transaction that is on the disk when it ends.
//! - [`visits`]: a grid worker's day and the visits that were recorded on it, in the same database and the same queue.
//! - [`alone`]: one tab at a time. [`sync`]: sending.

pub mod account;
pub mod alone;
pub mod database;
mod mark;
pub mod model;
pub mod store;
pub mod sync;
pub mod visits;
