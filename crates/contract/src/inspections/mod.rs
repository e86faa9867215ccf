//! Inspections on the wire.

mod certificates;
mod kinships;
mod objections;
mod pledges;
mod results;
mod rounds;
mod rules;
mod settlements;
mod sheets;
mod templates;
mod titles;

pub use self::{
    certificates::*, kinships::*, objections::*, pledges::*, results::*, rounds::*, rules::*, settlements::*,
    sheets::*, templates::*, titles::*,
};
