//! Inspections of villages: use cases.

pub mod templates;
