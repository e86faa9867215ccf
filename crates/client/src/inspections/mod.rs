//! Inspections.

mod kinships;
mod rectifications;
mod rounds;
mod rules;
mod settlements;
mod sheets;
mod templates;
