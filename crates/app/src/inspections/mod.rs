//! Inspections of villages: use cases.

pub mod rules;
pub mod templates;
