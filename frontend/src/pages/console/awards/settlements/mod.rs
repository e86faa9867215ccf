//! Settlements: half-years of a place, what one came to, what a correction changed, certificates.

pub mod certificates;
pub mod compare;
mod issue;
pub mod list;
mod settle;
pub mod show;

pub use self::{certificates::CertificatesPage, list::Settlements, show::SettlementPage};
