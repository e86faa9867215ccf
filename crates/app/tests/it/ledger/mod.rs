//! The ledger in either database.

mod batches;
mod model;
mod points;
mod posting;
mod races;
mod statements;
mod support;
mod verifying;
