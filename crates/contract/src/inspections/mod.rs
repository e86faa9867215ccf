//! Inspections on the wire.

mod certificates;
mod kinships;
mod objections;
mod rectifications;
mod results;
mod rounds;
mod rules;
mod settlements;
mod sheets;
mod templates;

pub use self::{
    certificates::*, kinships::*, objections::*, rectifications::*, results::*, rounds::*, rules::*,
    settlements::*, sheets::*, templates::*,
};
