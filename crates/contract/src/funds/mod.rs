//! Public-welfare funds on the wire.

mod bank;
mod books;
mod budget;
mod charters;
mod committee;
mod disbursements;
mod disclosures;
mod donors;
mod findings;
mod fund;
mod income;
mod payees;
mod payments;
mod payouts;
mod projects;
mod resolutions;
mod transfers;

use self::fund::purpose_code;
pub use self::{
    bank::*, books::*, budget::*, charters::*, committee::*, disbursements::*, disclosures::*, donors::*,
    findings::*, fund::*, income::*, payees::*, payments::*, payouts::*, projects::*, resolutions::*,
    transfers::*,
};
