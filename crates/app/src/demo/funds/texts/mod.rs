//! The words of the funds' story. Every name is invented; people are called what they do.

pub(super) mod calls;
pub(super) mod charters;
pub(super) mod community;
pub(super) mod funds;
pub(super) mod incomes;
pub(super) mod payments;
pub(super) mod projects;
pub(super) mod town;
pub(super) mod village;
