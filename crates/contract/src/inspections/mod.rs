//! Inspections on the wire.

mod certificates;
mod kinships;
mod objections;
mod results;
mod rounds;
mod rules;
mod settlements;
mod sheets;
mod templates;

pub use self::{
    certificates::*, kinships::*, objections::*, results::*, rounds::*, rules::*, settlements::*, sheets::*,
    templates::*,
};
