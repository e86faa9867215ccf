//! Inspections.

mod kinships;
mod rounds;
mod rules;
mod settlements;
mod sheets;
mod templates;
