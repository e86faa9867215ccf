//! Giving and taking roles.

use chrono::{DateTime, Utc};
use serde::Serialize;

use crate::{
    areas::AreaPath,
    ids::{ProviderId, UserId},
    journal::Event,
    permissions::{Actor, Denied, Role},
};

/// For how long a role is given: half-open, `from` inclusive, `until` exclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Term {
    /// Since when.
    pub from: DateTime<Utc>,
    /// Until when; open where absent.
    pub until: Option<DateTime<Utc>>,
}

impl Term {
    /// Reads a term; one without a beginning begins now.
    ///
    /// # Errors
    /// [`GrantRefused::Term`] where it ends before it begins, or has ended already.
    pub fn new(
        from: Option<DateTime<Utc>>,
        until: Option<DateTime<Utc>>,
        now: DateTime<Utc>,
    ) -> Result<Self, GrantRefused> {
        let from = from.unwrap_or(now);
        let good = until.is_none_or(|until| from < until && now < until);
        if good { Ok(Self { from, until }) } else { Err(GrantRefused::Term) }
    }

    /// Whether two terms have a moment in common.
    #[must_use]
    pub fn meets(&self, other: &Self) -> bool {
        let before = |a: &Self, b: &Self| a.until.is_some_and(|until| until <= b.from);
        !before(self, other) && !before(other, self)
    }
}

/// Why a role is not given or taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum GrantRefused {
    /// Above the giver's own area or role.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// Residents come from household memberships.
    #[error("the role of a resident comes from a household")]
    Resident,
    /// Nobody gives themselves a role.
    #[error("nobody gives themselves a role")]
    Oneself,
    /// See [`Term::new`].
    #[error("a term must end after it begins and after now")]
    Term,
    /// Staff serve a provider, named with the role; nobody else does.
    #[error("the staff of a provider, and nobody else, is granted with a provider")]
    Provider,
    /// The person holds the role there in that time already.
    #[error("the person holds this role here already")]
    Held,
    /// Taken back already, or over.
    #[error("the grant has ended")]
    Ended,
    /// Nobody else administers the area: without this grant nobody could give roles there any more.
    #[error("the last administrator of an area stays")]
    LastAdministrator,
}

/// Decides whether `actor` may give `role` at `path` to `person`.
///
/// # Errors
/// [`GrantRefused`].
pub fn may_give(actor: &Actor, person: UserId, role: Role, path: &AreaPath) -> Result<(), GrantRefused> {
    if role == Role::Resident {
        return Err(GrantRefused::Resident);
    }
    actor.require_may_grant(role, path)?;
    if actor.user == person { Err(GrantRefused::Oneself) } else { Ok(()) }
}

/// Decides whether a grant of `role` names a provider as it must: staff do, nobody else.
///
/// # Errors
/// [`GrantRefused::Provider`].
pub fn check_provider(role: Role, provider: Option<ProviderId>) -> Result<(), GrantRefused> {
    let fits = (role == Role::ProviderStaff) == provider.is_some();
    if fits { Ok(()) } else { Err(GrantRefused::Provider) }
}

/// Decides whether a role may be taken; `others_administer` tells whether another administrator, in force
/// now, covers the area.
///
/// # Errors
/// [`GrantRefused`].
pub fn may_take(
    actor: &Actor,
    role: Role,
    path: &AreaPath,
    others_administer: bool,
) -> Result<(), GrantRefused> {
    actor.require_may_grant(role, path)?;
    if role == Role::Administrator && !others_administer {
        return Err(GrantRefused::LastAdministrator);
    }
    Ok(())
}

/// What happened to a grant; the entry's area is the grant's, its subject the grant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
#[allow(missing_docs, reason = "the names of the fields say what they are")]
pub enum GrantEvent {
    /// Somebody holds a role from now on, or from a later day.
    Given {
        user: UserId,
        role: Role,
        #[serde(skip_serializing_if = "Option::is_none")]
        provider: Option<ProviderId>,
        from: DateTime<Utc>,
        until: Option<DateTime<Utc>>,
    },
    /// They hold it no more.
    Revoked { user: UserId, role: Role },
}

impl Event for GrantEvent {
    fn name(&self) -> &'static str {
        match self {
            Self::Given { .. } => "grant.given",
            Self::Revoked { .. } => "grant.revoked",
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;
    use crate::{
        ids::{AreaId, GrantId, SessionId},
        permissions::Grant,
    };

    fn path(text: &str) -> AreaPath {
        AreaPath::parse(text).unwrap()
    }

    fn holder(role: Role, at: &str) -> Actor {
        let (id, area) = (GrantId(Uuid::nil()), AreaId(Uuid::nil()));
        let grant =
            Grant { id, role, area, path: path(at), provider: None, from: DateTime::UNIX_EPOCH, until: None };
        Actor {
            user: UserId(Uuid::nil()),
            session: SessionId(Uuid::nil()),
            grants: vec![grant],
            principal: None,
        }
    }

    fn day(n: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(n * 86_400, 0).unwrap()
    }

    #[test]
    fn nobody_gives_themselves_a_role_nor_anybody_residence() {
        let administrator = holder(Role::Administrator, "1/");
        let (own, other) = (administrator.user, UserId(Uuid::max()));
        let give = |person, role| may_give(&administrator, person, role, &path("1/2/"));
        assert_eq!(give(other, Role::Official), Ok(()));
        assert_eq!(give(own, Role::Official), Err(GrantRefused::Oneself));
        assert_eq!(give(other, Role::Resident), Err(GrantRefused::Resident));
    }

    #[test]
    fn staff_are_granted_with_a_provider_and_nobody_else_is() {
        let provider = Some(ProviderId(Uuid::nil()));
        assert_eq!(check_provider(Role::ProviderStaff, provider), Ok(()));
        assert_eq!(check_provider(Role::ProviderStaff, None), Err(GrantRefused::Provider));
        assert_eq!(check_provider(Role::Official, provider), Err(GrantRefused::Provider));
        assert_eq!(check_provider(Role::Official, None), Ok(()));
    }

    #[test]
    fn the_last_administrator_stays() {
        let administrator = holder(Role::Administrator, "1/");
        let take = |role, others| may_take(&administrator, role, &path("1/"), others);
        assert_eq!(take(Role::Administrator, false), Err(GrantRefused::LastAdministrator));
        assert_eq!(take(Role::Administrator, true), Ok(()));
        assert_eq!(take(Role::Official, false), Ok(()));
    }

    #[test]
    fn a_term_ends_after_it_begins_and_after_now() {
        let term = |from: Option<i64>, until: Option<i64>| Term::new(from.map(day), until.map(day), day(10));
        assert_eq!(term(None, None), Ok(Term { from: day(10), until: None }));
        assert!(term(Some(12), Some(13)).is_ok());
        assert_eq!(term(Some(13), Some(13)), Err(GrantRefused::Term));
        assert_eq!(term(Some(8), Some(10)), Err(GrantRefused::Term));
    }

    proptest! {
        #[test]
        fn terms_meet_where_a_day_lies_in_both(a in 0i64..6, b in 0i64..6, c in 0i64..6, d in 0i64..6) {
            // 5 stands for "open".
            let term = |from: i64, until: i64| Term { from: day(from), until: (until < 5).then(|| day(until)) };
            let (one, other) = (term(a, a + 1 + b), term(c, c + 1 + d));
            let within = |t: &Term, at: i64| t.from <= day(at) && t.until.is_none_or(|until| day(at) < until);
            let common = (0..20).any(|at| within(&one, at) && within(&other, at));
            prop_assert_eq!(one.meets(&other), common);
        }
    }
}
