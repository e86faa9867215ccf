//! Words for roles, and for the browsers that people sign in with.

use domain::permissions::Role;

use crate::i18n::identity;

/// A role in a word.
pub(super) fn role(role: Role) -> &'static str {
    match role {
        Role::Resident => identity::role_resident(),
        Role::GridWorker => identity::role_grid_worker(),
        Role::Inspector => identity::role_inspector(),
        Role::Official => identity::role_official(),
        Role::Treasurer => identity::role_treasurer(),
        Role::Auditor => identity::role_auditor(),
        Role::CouncilMember => identity::role_council_member(),
        Role::ProviderStaff => identity::role_provider_staff(),
        Role::Administrator => identity::role_administrator(),
    }
}

// Looked for in this order: browsers name those they descend from, too.
const BROWSERS: [(&str, &str); 7] = [
    ("MicroMessenger", "微信 WeChat"),
    ("HuaweiBrowser", "Huawei Browser"),
    ("Edg", "Edge"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
    ("curl", "curl"),
];
const SYSTEMS: [(&str, &str); 7] = [
    ("HarmonyOS", "HarmonyOS"),
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "macOS"),
    ("Linux", "Linux"),
];

/// The browser and the system that a `User-Agent` names, short enough for a person to know their own by; the text as
/// it stands where it names neither.
pub(super) fn device(agent: &str) -> String {
    let found = |table: &[(&str, &'static str)]| {
        table.iter().find(|(mark, _)| agent.contains(mark)).map(|(_, name)| *name)
    };
    match (found(&BROWSERS), found(&SYSTEMS)) {
        (Some(browser), Some(system)) => format!("{browser} · {system}"),
        (Some(one), None) | (None, Some(one)) => one.to_owned(),
        (None, None) => agent.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_device_is_named_as_its_owner_knows_it() {
        let chrome = "Mozilla/5.0 (Linux; Android 13; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Mobile Safari/537.36";
        assert_eq!(device(chrome), "Chrome · Android");
        let wechat =
            "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 MicroMessenger/8.0";
        assert_eq!(device(wechat), "微信 WeChat · iPhone");
        assert_eq!(device("integration/1.0"), "integration/1.0");
    }
}
