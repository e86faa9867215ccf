//! What the demo's programmes say, and what people write.

use domain::{
    inspections::Score,
    points::{Activity, Approver, Basis, Caps, EventRule, Evidence, GiftRules, ProgrammeRules},
};

use crate::demo::{DemoError, value};

pub(super) const PERSONS: &str = "为邻里做的事都记下来：扫院子、夜间巡逻、照看老人、反映问题、志愿服务。积分可以换服务和用品，也可以转赠邻居。";
pub(super) const HOMES: &str = "门前干净、检查成绩好的家庭得分，一家人共用一个账户。";
pub(super) const WORDS: [&str; 5] = [
    "和邻居一起扫了楼前的院子",
    "清了楼道里的杂物",
    "把花坛边的垃圾捡了",
    "晚上在小区里转了一圈",
    "陪老人去了趟卫生站",
];
pub(super) const REJECTED: [&str; 2] = ["说不清是哪一处，请补充后再报", "这件事上周已经报过"];
pub(super) const GIFT_WORDS: [&str; 2] = ["谢谢您帮忙收快递", "谢谢您照看孩子"];
pub(super) const BULK: &str = "居民议事会到会";

fn activity(code: &str, name: &str, points: i64, (day, month): (i64, i64)) -> Activity {
    Activity {
        code: code.to_owned(),
        name: name.to_owned(),
        points,
        basis: Basis::Time,
        by_resident: false,
        by_worker: false,
        in_bulk: false,
        by_event: None,
        evidence: Evidence::None,
        approver: Approver::GridWorker,
        caps: Caps { day: Some(day), month: Some(month), period: None },
    }
}

fn claimed(activity: Activity) -> Activity {
    Activity { by_resident: true, evidence: Evidence::Words, ..activity }
}

pub(super) fn persons() -> ProgrammeRules {
    let hourly = |activity: Activity| Activity { basis: Basis::Hour, ..activity };
    let told = |activity: Activity, event| Activity { by_event: Some(event), ..activity };
    ProgrammeRules {
        activities: vec![
            claimed(activity("courtyard", "清扫公共庭院", 10, (20, 60))),
            claimed(hourly(activity("patrol", "夜间巡逻", 12, (36, 120)))),
            Activity {
                by_worker: true,
                evidence: Evidence::Words,
                approver: Approver::Official,
                ..activity("care", "照看老人和孩子", 20, (40, 100))
            },
            Activity { in_bulk: true, ..activity("meeting", "参加居民议事会", 15, (15, 60)) },
            told(activity("report", "反映问题并得到解决", 8, (16, 48)), EventRule::TicketSolved),
            told(hourly(activity("volunteering", "志愿服务", 10, (80, 300))), EventRule::Volunteering),
        ],
        day_max: Some(100),
        month_max: Some(400),
        expiry_months: Some(6),
        gifts: Some(GiftRules { each_max: 30, month_max: 60 }),
        re_audit_share: 1_000,
        low_at: 500,
    }
}

pub(super) fn homes() -> Result<ProgrammeRules, DemoError> {
    let score_min = Score::new(9_000).map_err(value)?;
    let check = EventRule::HouseholdCheck { score_min };
    Ok(ProgrammeRules {
        activities: vec![
            claimed(activity("doorstep", "门前四包", 10, (10, 40))),
            Activity { by_event: Some(check), ..activity("check", "住户检查良好", 20, (20, 40)) },
        ],
        day_max: None,
        month_max: Some(80),
        expiry_months: None,
        gifts: None,
        re_audit_share: 500,
        low_at: 150,
    })
}
