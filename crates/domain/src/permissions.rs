//! Who may do what: roles, permissions, and the one table that joins them.
//!
//! A *grant* is a role held in an area for a time; it covers the area's whole subtree. An [`Actor`] is a
//! person with the grants that are in force at this moment; use cases ask it with [`Actor::require`].

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    areas::AreaPath,
    ids::{AreaId, GrantId, ProviderId, SessionId, UserId},
};

/// What somebody is in an area.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// 居民: lives or owns here; comes from a household membership, never granted by hand.
    Resident,
    /// 网格员
    GridWorker,
    /// 检查员
    Inspector,
    /// 干部
    Official,
    /// 出纳/会计
    Treasurer,
    /// 审计
    Auditor,
    /// 议事会成员
    CouncilMember,
    /// 服务单位人员
    ProviderStaff,
    /// 系统管理员
    Administrator,
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 9] = [
        Self::Resident,
        Self::GridWorker,
        Self::Inspector,
        Self::Official,
        Self::Treasurer,
        Self::Auditor,
        Self::CouncilMember,
        Self::ProviderStaff,
        Self::Administrator,
    ];

    /// The name in the API and in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Resident => "resident",
            Self::GridWorker => "grid_worker",
            Self::Inspector => "inspector",
            Self::Official => "official",
            Self::Treasurer => "treasurer",
            Self::Auditor => "auditor",
            Self::CouncilMember => "council_member",
            Self::ProviderStaff => "provider_staff",
            Self::Administrator => "administrator",
        }
    }

    /// Reads the name back; `None` for a word that names no role.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.as_str() == word)
    }

    /// Roles above resident work with other people's affairs: they need a second factor.
    #[must_use]
    pub const fn needs_second_factor(self) -> bool {
        !matches!(self, Self::Resident)
    }

    /// Which roles a holder of this one may grant, in the area of the holder's own grant or below it.
    /// Nobody grants a role above their own; residents come from household memberships.
    #[must_use]
    pub const fn may_grant(self) -> &'static [Self] {
        match self {
            Self::Administrator => &[
                Self::GridWorker,
                Self::Inspector,
                Self::Official,
                Self::Treasurer,
                Self::Auditor,
                Self::CouncilMember,
                Self::ProviderStaff,
                Self::Administrator,
            ],
            Self::Official => &[Self::GridWorker, Self::Inspector, Self::CouncilMember, Self::ProviderStaff],
            _ => &[],
        }
    }

    /// What a holder may do: the whole table.
    #[must_use]
    pub const fn permissions(self) -> &'static [Permission] {
        use Permission as P;
        match self {
            Self::Resident => &[P::ReportTicket],
            Self::GridWorker => &[
                P::ReportTicket,
                P::ViewTickets,
                P::HandleTickets,
                P::ViewHouseholds,
                P::ConfirmMembers,
                P::RevealContacts,
                P::ProposePoints,
                P::ApprovePoints,
                P::ManageShifts,
                P::Visit,
                P::Mediate,
            ],
            Self::Inspector => &[P::ReportTicket, P::Inspect],
            Self::Official => &[
                P::ReportTicket,
                P::ViewTickets,
                P::HandleTickets,
                P::AssignTickets,
                P::ManageCategories,
                P::ManageInspections,
                P::ObjectToScores,
                P::ViewHouseholds,
                P::ManageHouseholds,
                P::ConfirmMembers,
                P::ManageAreas,
                P::ViewGrants,
                P::ManageGrants,
                P::RevealContacts,
                P::ManageProgrammes,
                P::ProposePoints,
                P::ApprovePoints,
                P::ManageShifts,
                P::ManageProviders,
                P::Visit,
                P::Mediate,
                P::CountMediations,
                P::ManageFunds,
            ],
            Self::Treasurer => &[P::ReportTicket, P::FundProgrammes, P::ViewLedger, P::KeepFunds],
            Self::Auditor => &[
                P::ReportTicket,
                P::ViewTickets,
                P::ViewGrants,
                P::ViewJournal,
                P::ViewLedger,
                P::AuditLedger,
                P::CountMediations,
            ],
            Self::CouncilMember => &[P::ReportTicket, P::DecideFunds],
            Self::ProviderStaff => &[P::ReportTicket, P::ServeRedemptions],
            Self::Administrator => &[
                P::ReportTicket,
                P::ViewTickets,
                P::AssignTickets,
                P::ManageCategories,
                P::ManageInspections,
                P::ViewHouseholds,
                P::ManageHouseholds,
                P::ConfirmMembers,
                P::ManageAreas,
                P::ViewGrants,
                P::ManageGrants,
                P::ManageUsers,
                P::ViewJournal,
                P::ManageSettings,
                P::CountMediations,
            ],
        }
    }

    /// Whether the table gives `permission` to this role.
    #[must_use]
    pub fn allows(self, permission: Permission) -> bool {
        self.permissions().contains(&permission)
    }
}

/// One thing that can be allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Permission {
    /// Report a matter in the area.
    ReportTicket,
    /// See every ticket of the area, its reporter relayed.
    ViewTickets,
    /// Take, answer and close tickets.
    HandleTickets,
    /// Give a ticket to another handler.
    AssignTickets,
    /// Change the kinds of matters and their time limits.
    ManageCategories,
    /// Write templates of inspections and rules of awards, hold rounds.
    ManageInspections,
    /// Score places as a member of a round's team.
    Inspect,
    /// See the scores of the area before they are published, and object to them.
    ObjectToScores,
    /// See households and their members, personal data masked.
    ViewHouseholds,
    /// Import, change and export households.
    ManageHouseholds,
    /// Hand out household codes, confirm or refuse members.
    ConfirmMembers,
    /// Add, rename and bound areas.
    ManageAreas,
    /// See who holds which role.
    ViewGrants,
    /// Give and take roles, within [`Role::may_grant`].
    ManageGrants,
    /// Create accounts, lock them, hand out password resets.
    ManageUsers,
    /// Read the journal.
    ViewJournal,
    /// See a reporter's phone number for a stated purpose; journalled, and told to the person.
    RevealContacts,
    /// Change settings of the installation.
    ManageSettings,
    /// Write programmes of points and their rules, and end them.
    ManageProgrammes,
    /// Give programmes their budget.
    FundProgrammes,
    /// Propose points for somebody else.
    ProposePoints,
    /// Approve points that somebody else claimed or proposed for somebody else.
    ApprovePoints,
    /// See the accounts of the ledger and what they are made of.
    ViewLedger,
    /// Judge approved points again, freeze accounts.
    AuditLedger,
    /// Plan shifts of volunteers and note who was there.
    ManageShifts,
    /// Plan and record visits to households, and read why they are visited.
    Visit,
    /// Open records of disputes and mediate in them; what others mediate stays theirs.
    Mediate,
    /// See how many disputes there are and how they end, without anything that is in them.
    CountMediations,
    /// Add providers, their staff and what they offer for points.
    ManageProviders,
    /// Hand out what was redeemed, and see what is owed for it.
    ServeRedemptions,
    /// Found public-welfare funds, write their charters, fill the seats of their committees.
    ManageFunds,
    /// Keep the books of funds: who gave what, and that it came.
    KeepFunds,
    /// Vote in the committees of funds, where one has a seat.
    DecideFunds,
}

/// A role held in an area for a time (half-open: `from` inclusive, `until` exclusive).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant {
    /// The grant's id.
    pub id: GrantId,
    /// What its holder is.
    pub role: Role,
    /// Where.
    pub area: AreaId,
    /// The area's path; the grant covers everything under it.
    pub path: AreaPath,
    /// Which provider its holder serves; of [`Role::ProviderStaff`] alone.
    pub provider: Option<ProviderId>,
    /// Since when.
    pub from: DateTime<Utc>,
    /// Until when; open where absent.
    pub until: Option<DateTime<Utc>>,
}

impl Grant {
    /// Whether the grant is in force at `now`.
    #[must_use]
    pub fn in_force(&self, now: DateTime<Utc>) -> bool {
        self.from <= now && self.until.is_none_or(|until| now < until)
    }
}

/// Who acts: a signed-in person with the grants in force now (household memberships appear as
/// [`Role::Resident`] grants at the household's area).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// The person.
    pub user: UserId,
    /// The device they are signed in on.
    pub session: SessionId,
    /// What they hold.
    pub grants: Vec<Grant>,
    /// The person for whom somebody else acts (at a counter, by telephone), where that is so.
    pub principal: Option<UserId>,
}

/// The answer to somebody who may not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this needs the permission {permission:?} here")]
pub struct Denied {
    /// What was missing.
    pub permission: Permission,
}

impl Actor {
    /// Whether a grant of this actor gives `permission` at `path`.
    #[must_use]
    pub fn may(&self, permission: Permission, path: &AreaPath) -> bool {
        self.grants.iter().any(|grant| grant.role.allows(permission) && grant.path.covers(path))
    }

    /// Lets pass who holds `permission` at `path`.
    ///
    /// # Errors
    /// [`Denied`] otherwise.
    pub fn require(&self, permission: Permission, path: &AreaPath) -> Result<(), Denied> {
        if self.may(permission, path) { Ok(()) } else { Err(Denied { permission }) }
    }

    /// The widest paths at which the actor holds `permission`; none covers another.
    /// A list "of everything I may see" is the union of their ranges.
    #[must_use]
    pub fn scope(&self, permission: Permission) -> Vec<AreaPath> {
        let mut paths: Vec<AreaPath> =
            self.grants.iter().filter(|g| g.role.allows(permission)).map(|g| g.path.clone()).collect();
        paths.sort();
        paths.dedup_by(|later, earlier| earlier.covers(later));
        paths
    }

    /// The households that the actor belongs to.
    pub fn homes(&self) -> impl Iterator<Item = &AreaPath> {
        self.grants.iter().filter(|grant| grant.role == Role::Resident).map(|grant| &grant.path)
    }

    /// Whether the actor belongs to the household `home`.
    #[must_use]
    pub fn belongs_to(&self, home: AreaId) -> bool {
        self.grants.iter().any(|grant| grant.role == Role::Resident && grant.area == home)
    }

    /// Whether the actor belongs to the household at `path`.
    #[must_use]
    pub fn lives_at(&self, path: &AreaPath) -> bool {
        self.homes().any(|home| home == path)
    }

    /// The providers that the actor serves.
    pub fn providers(&self) -> impl Iterator<Item = ProviderId> {
        let staff = self.grants.iter().filter(|grant| grant.role == Role::ProviderStaff);
        staff.filter_map(|grant| grant.provider)
    }

    /// Whether the actor serves `provider`: by a grant that names it, wherever else they hold one.
    #[must_use]
    pub fn serves(&self, provider: ProviderId) -> bool {
        self.providers().any(|served| served == provider)
    }

    /// Lets pass who serves `provider`.
    ///
    /// # Errors
    /// [`Denied`] otherwise.
    pub fn require_serves(&self, provider: ProviderId) -> Result<(), Denied> {
        let permission = Permission::ServeRedemptions;
        if self.serves(provider) { Ok(()) } else { Err(Denied { permission }) }
    }

    /// Lets pass who may grant `role` at `path`.
    ///
    /// # Errors
    /// [`Denied`] where no grant of the actor covers `path` with a role that may grant `role`.
    pub fn require_may_grant(&self, role: Role, path: &AreaPath) -> Result<(), Denied> {
        let allowed = self.grants.iter().any(|g| g.path.covers(path) && g.role.may_grant().contains(&role));
        if allowed { Ok(()) } else { Err(Denied { permission: Permission::ManageGrants }) }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;

    fn actor(grants: &[(Role, &str)]) -> Actor {
        Actor {
            user: UserId(Uuid::nil()),
            session: SessionId(Uuid::nil()),
            principal: None,
            grants: grants
                .iter()
                .map(|(role, path)| Grant {
                    id: GrantId(Uuid::nil()),
                    role: *role,
                    area: AreaId(Uuid::nil()),
                    path: AreaPath::parse(path).unwrap(),
                    provider: None,
                    from: DateTime::UNIX_EPOCH,
                    until: None,
                })
                .collect(),
        }
    }

    #[test]
    fn names_of_roles_read_back() {
        for role in Role::ALL {
            assert_eq!(Role::parse(role.as_str()), Some(role));
        }
    }

    #[test]
    fn nobody_may_grant_a_role_with_a_permission_above_their_own() {
        // Officials hand out field work; what only an administrator or auditor may do stays out of reach.
        for role in Role::Official.may_grant() {
            assert!(!role.allows(Permission::ManageUsers) && !role.allows(Permission::ViewJournal));
        }
        for role in Role::ALL {
            let grants_grantors = role.may_grant().iter().any(|r| !r.may_grant().is_empty());
            assert!(!grants_grantors || role == Role::Administrator);
        }
    }

    #[test]
    fn who_manages_funds_neither_keeps_their_books_nor_checks_them() {
        use Permission as P;
        for role in Role::ALL {
            let held = [P::ManageFunds, P::KeepFunds, P::DecideFunds, P::AuditLedger];
            assert!(held.into_iter().filter(|permission| role.allows(*permission)).count() <= 1, "{role:?}");
        }
    }

    #[test]
    fn a_grant_covers_its_subtree_and_nothing_else() {
        let worker = actor(&[(Role::GridWorker, "1/2/")]);
        assert!(worker.require(Permission::HandleTickets, &AreaPath::parse("1/2/3/").unwrap()).is_ok());
        assert!(worker.require(Permission::HandleTickets, &AreaPath::parse("1/").unwrap()).is_err());
        assert!(worker.require(Permission::HandleTickets, &AreaPath::parse("1/3/").unwrap()).is_err());
    }

    #[test]
    fn an_official_cannot_grant_outside_their_own_area() {
        let official = actor(&[(Role::Official, "1/2/")]);
        assert!(official.require_may_grant(Role::GridWorker, &AreaPath::parse("1/2/3/").unwrap()).is_ok());
        assert!(official.require_may_grant(Role::GridWorker, &AreaPath::parse("1/").unwrap()).is_err());
        assert!(official.require_may_grant(Role::Official, &AreaPath::parse("1/2/3/").unwrap()).is_err());
    }

    #[test]
    fn staff_serve_the_provider_that_their_grant_names_and_no_other() {
        let (served, other) = (ProviderId(Uuid::from_u128(1)), ProviderId(Uuid::from_u128(2)));
        let mut staff = actor(&[(Role::ProviderStaff, "1/2/"), (Role::Official, "1/2/")]);
        assert!(!staff.serves(served));
        staff.grants[0].provider = Some(served);
        assert!(staff.serves(served) && !staff.serves(other));
        assert!(staff.require_serves(other).is_err());
        // Another role does not carry a provider.
        staff.grants[1].provider = Some(other);
        assert!(!staff.serves(other));
    }

    #[test]
    fn a_scope_holds_the_widest_paths_only() {
        let both =
            actor(&[(Role::GridWorker, "1/2/3/"), (Role::Official, "1/2/"), (Role::GridWorker, "1/4/")]);
        let scope: Vec<String> =
            both.scope(Permission::ViewTickets).iter().map(ToString::to_string).collect();
        assert_eq!(scope, ["1/2/", "1/4/"]);
    }

    proptest! {
        #[test]
        fn a_scope_admits_exactly_what_may_admits(
            held in proptest::collection::vec((0usize..9, "([0-2]/){0,3}"), 0..5),
            at in "([0-2]/){0,4}",
        ) {
            let grants: Vec<(Role, &str)> = held.iter().map(|(r, p)| (Role::ALL[*r], p.as_str())).collect();
            let actor = actor(&grants);
            let at = AreaPath::parse(&at).unwrap();
            let by_scope = actor.scope(Permission::ViewTickets).iter().any(|p| p.covers(&at));
            prop_assert_eq!(by_scope, actor.may(Permission::ViewTickets, &at));
        }
    }
}
