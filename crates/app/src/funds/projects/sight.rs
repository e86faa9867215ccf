//! Who sees a project, and how somebody stands to it.

use diesel::prelude::*;
use domain::{
    areas::AreaPath,
    funds::projects::{Standing, StateName, Who},
    ids::{FundId, GrantId, ProjectId},
    permissions::{Actor, Permission},
    town_time,
};

use super::{
    Error, StoredProject,
    stored::{find, find_locked},
};
use crate::{
    db::{DbError, Key, Tx, schema::fund_seats},
    funds::{StoredFund, find_locked as lock_fund, sees_drafts},
};

impl StoredProject {
    /// Whether somebody takes part in it, or was asked to.
    #[must_use]
    pub fn is_of(&self, actor: Option<&Actor>) -> bool {
        actor.is_some_and(|actor| {
            self.head.proposer == actor.user || self.people.iter().any(|person| person.user == actor.user)
        })
    }

    /// Whether somebody is told who takes part: those who do, and who is inside the fund.
    #[must_use]
    pub fn tells_people(&self, actor: Option<&Actor>) -> bool {
        self.is_of(actor) || sees_drafts(actor, &self.head.path)
    }

    /// Whether somebody may know of it: everybody once the public can comment on it, unless it was taken back; before that who
    /// is inside the fund, from when it was handed in; those who take part, always.
    fn is_visible_to(&self, actor: Option<&Actor>) -> bool {
        let state = self.head.state.name();
        let public = self.head.published_at.is_some() && state != StateName::Withdrawn;
        let inside = state != StateName::Draft && sees_drafts(actor, &self.head.path);
        public || inside || self.is_of(actor)
    }

    fn seen(self, actor: Option<&Actor>) -> Result<Self, DbError> {
        if self.is_visible_to(actor) { Ok(self) } else { Err(DbError::NotFound) }
    }
}

/// A project that somebody may know of.
///
/// # Errors
/// [`DbError::NotFound`] where there is none, or not for them.
pub(crate) fn visible(
    tx: &mut Tx<'_>,
    actor: Option<&Actor>,
    id: ProjectId,
) -> Result<StoredProject, DbError> {
    find(tx, id)?.seen(actor)
}

/// The same, locked until the transaction ends.
///
/// # Errors
/// As [`visible`].
pub(crate) fn visible_locked(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: ProjectId,
) -> Result<StoredProject, DbError> {
    find_locked(tx, id)?.seen(Some(actor))
}

/// The same with its fund, and how the caller stands to it now: for what concerns both. The fund's row is locked first, everywhere.
///
/// # Errors
/// As [`visible`].
pub(super) fn held(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: ProjectId,
) -> Result<(StoredFund, StoredProject, Who), Error> {
    let fund = find(tx, id)?.head.fund;
    let fund = lock_fund(tx, fund)?;
    let stored = visible_locked(tx, actor, id)?;
    let who = (standing(tx, actor, fund.id, &fund.path)?, tx.now());
    Ok((fund, stored, who))
}

/// How somebody stands to the projects of a fund: one statement for who could sit in its committee, none for others.
///
/// # Errors
/// [`DbError`].
pub(super) fn standing(
    tx: &mut Tx<'_>,
    actor: &Actor,
    fund: FundId,
    path: &AreaPath,
) -> Result<Standing, DbError> {
    Ok(Standing {
        user: actor.user,
        manages: actor.may(Permission::ManageFunds, path),
        sits: actor.may(Permission::DecideFunds, path) && sits(tx, actor, fund)?,
        resides: actor.homes().any(|home| path.covers(home)),
    })
}

/// Whether somebody sits in a fund's committee today, by a grant that is in force.
fn sits(tx: &mut Tx<'_>, actor: &Actor, fund: FundId) -> Result<bool, DbError> {
    let today = town_time::date(tx.now()).to_string();
    let grants: Vec<Key<GrantId>> = actor.grants.iter().map(|grant| Key(grant.id)).collect();
    let seats: i64 = fund_seats::table
        .filter(fund_seats::fund_id.eq(Key(fund)))
        .filter(fund_seats::user_id.eq(Key(actor.user)))
        .filter(fund_seats::grant_id.eq_any(grants))
        .filter(fund_seats::from_on.le(&today))
        .filter(fund_seats::until_on.gt(&today))
        .count()
        .get_result(tx.db())?;
    Ok(seats > 0)
}
