//! Public-welfare funds on the wire.

mod books;
mod charters;
mod committee;
mod disclosures;
mod donors;
mod fund;
mod income;
mod projects;
mod resolutions;

use self::fund::purpose_code;
pub use self::{
    books::*, charters::*, committee::*, disclosures::*, donors::*, fund::*, income::*, projects::*,
    resolutions::*,
};
