//! Who is told of an entry while it is new: the live updates.

use super::Entry;
use crate::{
    ids::UserId,
    permissions::{Actor, Permission},
};

/// Which permission, held where the entry happened, lets its holder follow events of a kind; `None` is
/// everybody who is signed in, and of several lines one is enough. What no line names is for those who may read the
/// journal.
const FOLLOWED_WITH: &[(&str, Option<Permission>)] = &[
    ("area.", None),
    ("award_rules.", None),
    ("category.", None),
    ("claim.", Some(Permission::ApprovePoints)),
    ("claim.", Some(Permission::AuditLedger)),
    ("certificate.", None),
    ("charter.", Some(Permission::DecideFunds)),
    ("charter.", Some(Permission::KeepFunds)),
    ("charter.", Some(Permission::ManageFunds)),
    ("charter.", Some(Permission::ViewLedger)),
    ("disbursement.", Some(Permission::DecideFunds)),
    ("disbursement.", Some(Permission::KeepFunds)),
    ("disbursement.", Some(Permission::ManageFunds)),
    ("disbursement.", Some(Permission::ViewLedger)),
    ("disclosure.", Some(Permission::DecideFunds)),
    ("disclosure.", Some(Permission::KeepFunds)),
    ("disclosure.", Some(Permission::ManageFunds)),
    ("disclosure.", Some(Permission::ViewLedger)),
    // From then on everybody reads it.
    ("disclosure.published", None),
    ("finding.", Some(Permission::DecideFunds)),
    ("finding.", Some(Permission::KeepFunds)),
    ("finding.", Some(Permission::ManageFunds)),
    ("finding.", Some(Permission::ViewLedger)),
    ("fund.", Some(Permission::DecideFunds)),
    ("fund.", Some(Permission::KeepFunds)),
    ("fund.", Some(Permission::ManageFunds)),
    ("fund.", Some(Permission::ViewLedger)),
    ("grant.", Some(Permission::ViewGrants)),
    ("household.", Some(Permission::ViewHouseholds)),
    // Who gave it is told as whom it concerns.
    ("income.", Some(Permission::KeepFunds)),
    ("income.", Some(Permission::ViewLedger)),
    ("kinship.", Some(Permission::ManageInspections)),
    ("membership.", Some(Permission::ViewHouseholds)),
    ("offer.", None),
    ("provider.", None),
    ("payee.", Some(Permission::DecideFunds)),
    ("payee.", Some(Permission::KeepFunds)),
    ("payee.", Some(Permission::ManageFunds)),
    ("payee.", Some(Permission::ViewLedger)),
    ("payout.", Some(Permission::DecideFunds)),
    ("payout.", Some(Permission::KeepFunds)),
    ("payout.", Some(Permission::ManageFunds)),
    ("payout.", Some(Permission::ViewLedger)),
    ("points.bulk_", Some(Permission::ProposePoints)),
    ("points.bulk_", Some(Permission::ViewLedger)),
    ("points.budget_low", Some(Permission::FundProgrammes)),
    ("points.budget_low", Some(Permission::ManageProgrammes)),
    ("programme.", None),
    ("rectification.", Some(Permission::ViewTickets)),
    ("rectification.", Some(Permission::Inspect)),
    ("redemption.", Some(Permission::ManageProviders)),
    ("round.", Some(Permission::ManageInspections)),
    ("settlement.", None),
    ("shift.", None),
    ("template.", None),
    ("ticket.", Some(Permission::ViewTickets)),
    // A look-back waits from then on.
    ("ticket.solved", Some(Permission::Inspect)),
    ("visit.", Some(Permission::Visit)),
    ("visit_plan.", Some(Permission::Visit)),
    ("volunteering.", Some(Permission::ManageShifts)),
];

/// The same for who holds the permission at a part of the place alone: a town's programme is worked on in its grids.
const FOLLOWED_FROM_BELOW: &[(&str, Permission)] =
    &[("points.bulk_", Permission::ProposePoints), ("points.bulk_", Permission::ApprovePoints)];

/// Whether `actor` is told of `entry`: who did it or for whom it was done, whom it concerns (`concerned`:
/// the reporter of a ticket), who may see such things there, and who may read the journal there.
#[must_use]
pub fn may_follow(actor: &Actor, entry: &Entry, concerned: &[UserId]) -> bool {
    let me = actor.user;
    entry.agent == Some(me)
        || entry.principal == Some(me)
        || concerned.contains(&me)
        || actor.may(Permission::ViewJournal, &entry.area)
        || FOLLOWED_WITH
            .iter()
            .filter(|(prefix, _)| entry.event.starts_with(prefix))
            .any(|(_, needed)| needed.is_none_or(|permission| actor.may(permission, &entry.area)))
        || FOLLOWED_FROM_BELOW
            .iter()
            .filter(|(prefix, _)| entry.event.starts_with(prefix))
            .any(|(_, needed)| actor.scope(*needed).iter().any(|held| entry.area.covers(held)))
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;
    use uuid::Uuid;

    use super::*;
    use crate::{
        areas::AreaPath,
        ids::{AreaId, EntryId, GrantId, SessionId},
        permissions::{Grant, Role},
    };

    fn person(number: u128) -> UserId {
        UserId(Uuid::from_u128(number))
    }

    fn actor(role: Role, path: &str) -> Actor {
        let path = AreaPath::parse(path).unwrap();
        let (id, area) = (GrantId(Uuid::nil()), AreaId(Uuid::nil()));
        let grant = Grant { id, role, area, path, provider: None, from: DateTime::UNIX_EPOCH, until: None };
        Actor { user: person(1), session: SessionId(Uuid::nil()), grants: vec![grant], principal: None }
    }

    fn entry(event: &str, area: &str) -> Entry {
        Entry {
            position: 0,
            id: EntryId(Uuid::nil()),
            at: DateTime::UNIX_EPOCH,
            agent: Some(person(9)),
            principal: None,
            event: event.to_owned(),
            area: AreaPath::parse(area).unwrap(),
            subject: "x:1".to_owned(),
            payload: "{}".to_owned(),
        }
    }

    #[test]
    fn each_kind_is_followed_with_its_permission_inside_ones_area() {
        let worker = actor(Role::GridWorker, "1/2/");
        let cases = [
            ("ticket.opened", "1/2/3/", true),
            ("ticket.opened", "1/3/", false),
            ("ticket.opened", "1/", false),
            ("membership.asked", "1/2/3/", true),
            ("grant.given", "1/2/3/", false),
            ("area.renamed", "7/", true),
            ("session.started", "1/2/", false),
            ("ticketing.opened", "1/2/", false),
        ];
        for (event, area, told) in cases {
            assert_eq!(may_follow(&worker, &entry(event, area), &[]), told, "{event} at {area}");
        }
    }

    #[test]
    fn who_works_in_a_part_of_a_place_follows_the_tables_of_its_programmes() {
        let table = entry("points.bulk_committed", "1/");
        for (role, path, told) in [
            (Role::GridWorker, "1/2/3/", true),
            (Role::GridWorker, "2/", false),
            (Role::Official, "1/", true),
            (Role::Treasurer, "1/", true),
            (Role::Treasurer, "1/2/", false),
            (Role::Resident, "1/2/3/4/5/", false),
        ] {
            assert_eq!(may_follow(&actor(role, path), &table, &[]), told, "{role:?} at {path}");
        }
        assert!(!may_follow(&actor(Role::GridWorker, "1/2/"), &entry("points.expired", "1/"), &[]));
    }

    #[test]
    fn an_inspector_follows_what_look_backs_wait_for() {
        let inspector = actor(Role::Inspector, "1/2/");
        let cases = [
            ("ticket.solved", "1/2/3/", true),
            ("ticket.solved", "1/3/", false),
            ("ticket.reported", "1/2/3/", false),
            ("rectification.looked_back", "1/2/3/", true),
            ("round.drawn", "1/2/", false),
        ];
        for (event, area, told) in cases {
            assert_eq!(may_follow(&inspector, &entry(event, area), &[]), told, "{event} at {area}");
        }
    }

    #[test]
    fn who_is_inside_a_fund_follows_what_happens_in_it_and_everybody_what_is_published() {
        let events = [
            "fund.statement_imported",
            "disbursement.proposed",
            "disclosure.prepared",
            "disclosure.published",
            "finding.raised",
            "income.received",
        ];
        let table = [
            (Role::Treasurer, "1/", [true; 6]),
            (Role::Treasurer, "1/3/", [false, false, false, true, false, false]),
            (Role::Auditor, "1/2/", [true; 6]),
            (Role::CouncilMember, "1/2/", [true, true, true, true, true, false]),
            (Role::Official, "1/2/", [true, true, true, true, true, false]),
            (Role::GridWorker, "1/2/", [false, false, false, true, false, false]),
            (Role::Resident, "1/2/3/", [false, false, false, true, false, false]),
        ];
        for (role, path, told) in table {
            let follows = events.map(|event| may_follow(&actor(role, path), &entry(event, "1/2/"), &[]));
            assert_eq!(follows, told, "{role:?} at {path}");
        }
        // Whoever gave something, or proposed to pay it.
        let resident = actor(Role::Resident, "1/2/3/");
        assert!(may_follow(&resident, &entry("income.received", "1/2/"), &[person(1)]));
        assert!(may_follow(&resident, &entry("disbursement.refused", "1/2/"), &[person(1)]));
    }

    #[test]
    fn an_auditor_follows_everything_in_the_area() {
        let auditor = actor(Role::Auditor, "1/");
        assert!(may_follow(&auditor, &entry("session.started", "1/2/"), &[]));
        assert!(!may_follow(&auditor, &entry("session.started", "2/"), &[]));
    }

    #[test]
    fn those_concerned_are_told_wherever_it_happens() {
        let resident = actor(Role::Resident, "1/2/3/4/5/");
        let mut ticket = entry("ticket.solved", "1/2/3/");
        assert!(!may_follow(&resident, &ticket, &[person(2)]));
        assert!(may_follow(&resident, &ticket, &[person(1)]));
        ticket.principal = Some(person(1));
        assert!(may_follow(&resident, &ticket, &[]));
    }
}
