//! Inspections: templates, rules of awards, rounds from plan to publication.

pub mod kinships;
pub mod objections;
pub mod publication;
pub mod rounds;
pub mod rules;
pub mod sheets;
pub mod templates;
mod ties;

/// What the seed of a draw is sealed for.
pub(crate) use self::rounds::SEED_PURPOSE;
