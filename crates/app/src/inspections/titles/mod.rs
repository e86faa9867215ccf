//! Titles: who is a civilised household, group or village for a half-year.

mod award;
mod change;
mod read;

use domain::{inspections::TitleError, permissions::Denied};

pub use self::{
    award::{Candidates, award, candidates},
    change::{consent, revoke},
    read::{Filter, Listed, Page, Title, by_number, list, of_household},
};
use super::{criticisms, numbers, pledges, rules};
use crate::db::DbError;

/// Why titles are not awarded, shown or revoked.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The store.
    #[error(transparent)]
    Db(#[from] DbError),
    /// Not allowed.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// The rules of titles.
    #[error(transparent)]
    Title(#[from] TitleError),
    /// The area does not exist.
    #[error("there is no such area")]
    AreaUnknown,
    /// The half-year is not over.
    #[error("this half-year is not over")]
    NotOver,
    /// The rules in force have no titles of this kind, or there are none.
    #[error("the rules in force have no such titles")]
    NoRule,
    /// So many of the rounds that count are not published.
    #[error("{0} rounds of this half-year are not published")]
    RoundsOpen(u32),
    /// They are awarded.
    #[error("these titles are awarded")]
    Already,
    /// What is to be awarded is no longer what the caller saw.
    #[error("the list has changed meanwhile")]
    Stale,
    /// Nobody meets the conditions.
    #[error("nobody gets a title")]
    Nobody,
    /// It is revoked already.
    #[error("this title is revoked already")]
    Revoked,
}
