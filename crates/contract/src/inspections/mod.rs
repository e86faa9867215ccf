//! Inspections on the wire.

mod certificates;
mod kinships;
mod objections;
mod record;
mod results;
mod rounds;
mod rules;
mod settlements;
mod sheets;
mod templates;

pub use self::{
    certificates::*, kinships::*, objections::*, record::*, results::*, rounds::*, rules::*, settlements::*,
    sheets::*, templates::*,
};
