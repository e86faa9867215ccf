//! Inspections: templates, rules of awards, rounds from plan to publication, and what half-years come to.

pub mod certificates;
pub mod checks;
pub mod criticisms;
pub mod kinships;
mod months;
mod numbers;
pub mod objections;
pub mod pledges;
pub mod publication;
pub mod record;
pub mod rectifications;
pub mod rounds;
pub mod rules;
pub mod settlements;
pub mod sheets;
pub mod simulation;
pub mod templates;
pub(crate) mod ties;
pub mod titles;

/// What the seed of a draw is sealed for.
pub(crate) use self::rounds::SEED_PURPOSE;
