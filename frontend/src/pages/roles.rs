//! What the roles are called.

use domain::permissions::Role;

use crate::i18n::people;

/// A role in a word.
pub fn role(role: Role) -> &'static str {
    match role {
        Role::Resident => people::role_resident(),
        Role::GridWorker => people::role_grid_worker(),
        Role::Inspector => people::role_inspector(),
        Role::Official => people::role_official(),
        Role::Treasurer => people::role_treasurer(),
        Role::Auditor => people::role_auditor(),
        Role::CouncilMember => people::role_council_member(),
        Role::ProviderStaff => people::role_provider_staff(),
        Role::Administrator => people::role_administrator(),
    }
}
