//! Inspections on the wire.

mod rules;
mod templates;

pub use self::{rules::*, templates::*};
