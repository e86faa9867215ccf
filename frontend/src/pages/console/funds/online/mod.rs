//! What is paid on line, for who keeps or audits the books: payments, refunds, and what bills do not agree in.

pub mod differences;
pub mod list;

use domain::ids::FundId;

use super::address;

/// The payments of a fund.
fn payments_address(id: FundId) -> String {
    format!("{}/online", address(id))
}

/// What bills of it do not agree in.
fn differences_address(id: FundId) -> String {
    format!("{}/online/differences", address(id))
}
