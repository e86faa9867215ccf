//! Who belongs to which household: codes, requests, decisions, ends.

mod codes;
mod decide;
mod join;
mod read;

use domain::{memberships::MembershipError, permissions::Denied};

pub use self::{
    codes::{NewCode, ShownCode, create_code},
    decide::{Verdict, decide, end, leave},
    join::{CodeAttempt, join, request},
    read::{
        Member, Membership, OwnMembership, Waiting, all_mine, members, membership, mine, waiting, with_place,
    },
};
use crate::db::DbError;

/// Why a membership cannot come about or change.
#[derive(Debug, thiserror::Error)]
pub enum MembershipsError {
    /// The store.
    #[error(transparent)]
    Db(#[from] DbError),
    /// The actor may not.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// A rule of memberships.
    #[error(transparent)]
    Rule(#[from] MembershipError),
    /// There is no such household.
    #[error("there is no such household")]
    HouseholdMissing,
}
