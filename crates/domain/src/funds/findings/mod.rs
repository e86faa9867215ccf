//! The auditor's desk: what looks wrong among disbursements, with the facts behind it. Each finding is answered.
//!
//! The detectors look at what is there, whatever the steps of a disbursement allowed: books are also brought in from
//! elsewhere, a payee's people become known later, and limits change.

mod detectors;
mod facts;
mod finding;
mod kind;
mod splits;
#[cfg(test)]
mod tests;

pub use self::{
    detectors::{Settings, detect},
    facts::{Fact, FactState},
    finding::{Finding, FindingError, FindingState},
    kind::{Found, Kind, Severity},
};
