//! Public-welfare funds on the wire.

mod books;
mod charters;
mod committee;
mod donors;
mod fund;
mod income;
mod projects;
mod resolutions;

use self::fund::purpose_code;
pub use self::{
    books::*, charters::*, committee::*, donors::*, fund::*, income::*, projects::*, resolutions::*,
};
