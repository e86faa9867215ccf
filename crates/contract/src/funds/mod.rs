//! Public-welfare funds on the wire.

mod charters;
mod fund;

pub use self::{charters::*, fund::*};
