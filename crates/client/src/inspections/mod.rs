//! Inspections.

mod kinships;
mod pledges;
mod rectifications;
mod rounds;
mod rules;
mod settlements;
mod sheets;
mod templates;
mod titles;
