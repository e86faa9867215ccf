//! Funds at the desk: founding them, their charters and committees, what those decide, what comes in, projects and what is paid.

pub mod balances;
pub mod bank;
pub mod budget;
pub mod calls;
pub mod charters;
pub mod committee;
pub mod disbursements;
pub mod disclosures;
pub mod donors;
pub mod findings;
pub mod income;
pub mod list;
pub mod new;
pub mod numbers;
pub mod of_fund;
pub mod online;
pub mod payouts;
pub mod projects;
pub mod purposes;
pub mod resolutions;
pub mod show;
pub mod steps;
pub mod transfers;

use chrono::NaiveDate;
use domain::{
    areas::AreaPath,
    ids::{CharterId, FundId, IncomeId, ResolutionId},
    permissions::Permission,
    town_time,
};
use leptos::prelude::*;

use super::{BASE, named::missing};
use crate::{device, i18n::funds, session::Session};

/// Whoever holds an office may read of funds; everybody may of those that are open, on the public pages.
const READING: Permission = Permission::ReportTicket;

/// The page of a fund.
fn address(id: FundId) -> String {
    format!("{BASE}/funds/{id}")
}

/// The page of one version of a charter.
fn charter_address(id: CharterId) -> String {
    format!("{BASE}/funds/charters/{id}")
}

/// The page of one resolution.
fn resolution_address(id: ResolutionId) -> String {
    format!("{BASE}/funds/resolutions/{id}")
}

/// The page of something that comes in.
fn income_address(id: IncomeId) -> String {
    format!("{BASE}/funds/income/{id}")
}

/// There is no such fund, or not for the reader.
fn no_such_fund() -> AnyView {
    missing(funds::no_such_fund, ("/funds", funds::to_funds))
}

/// Whether the reader keeps the books there, or audits them: only they read who gives and what is expected.
fn reads_books(session: Session, path: &AreaPath) -> bool {
    session.may(Permission::KeepFunds, path) || session.may(Permission::ViewLedger, path)
}

/// Whether the reader takes part in running funds there, or audits them: only they read what is proposed.
fn inside(session: Session, path: &AreaPath) -> bool {
    let part = [Permission::ManageFunds, Permission::DecideFunds];
    reads_books(session, path) || part.into_iter().any(|permission| session.may(permission, path))
}

/// The day that it is in the town.
fn today() -> NaiveDate {
    town_time::date(device::now())
}

/// A limit of a text as fields take it.
fn chars(max: u64) -> u32 {
    u32::try_from(max).unwrap_or(u32::MAX)
}
