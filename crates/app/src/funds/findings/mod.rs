//! The auditor's desk: what looks wrong among disbursements, answered by those who run the fund and judged by the auditor
//! (`domain::funds::findings`).
//!
//! Payments are looked at as they are made, by the transaction that makes them: nothing is paid unseen.

mod act;
mod raise;
mod read;
mod row;
mod settings;

pub(crate) use self::read::answered_by;
pub use self::{
    act::{answer, judge},
    read::{Entry, Filter, Shown, finding, list},
    row::StoredFinding,
    settings::{Detectors, set, settings},
};
pub(in crate::funds) use self::{raise::look_at, read::unanswered};
