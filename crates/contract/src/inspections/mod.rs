//! Inspections on the wire.

mod certificates;
mod kinships;
mod objections;
mod pledges;
mod record;
mod rectifications;
mod results;
mod rounds;
mod rules;
mod settlements;
mod sheets;
mod templates;
mod titles;

pub use self::{
    certificates::*, kinships::*, objections::*, pledges::*, record::*, rectifications::*, results::*,
    rounds::*, rules::*, settlements::*, sheets::*, templates::*, titles::*,
};
