mod caps;
mod claim;
mod lots;
mod programme;
mod rules;

use chrono::NaiveDate;

use super::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn activity(code: &str, points: i64) -> Activity {
    Activity {
        code: code.to_owned(),
        name: "清扫公共庭院".to_owned(),
        points,
        basis: Basis::Time,
        by_resident: true,
        by_worker: false,
        in_bulk: false,
        by_event: None,
        evidence: Evidence::None,
        approver: Approver::GridWorker,
        caps: Caps::default(),
    }
}

fn rules(activities: Vec<Activity>) -> ProgrammeRules {
    ProgrammeRules {
        activities,
        day_max: None,
        month_max: None,
        expiry_months: Some(12),
        gifts: None,
        re_audit_share: 500,
        low_at: 100,
    }
}
