//! Inspections.

mod kinships;
mod rounds;
mod rules;
mod sheets;
mod templates;
