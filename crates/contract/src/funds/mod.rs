//! Public-welfare funds on the wire.

mod charters;
mod fund;
mod projects;

use self::fund::purpose_code;
pub use self::{charters::*, fund::*, projects::*};
