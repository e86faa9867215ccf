//! Inspections on the wire.

mod kinships;
mod objections;
mod results;
mod rounds;
mod rules;
mod sheets;
mod templates;

pub use self::{kinships::*, objections::*, results::*, rounds::*, rules::*, sheets::*, templates::*};
