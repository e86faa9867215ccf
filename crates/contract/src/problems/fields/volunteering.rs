//! Rules of shifts.

use super::{Rule, rule};

pub(super) const RULES: &[Rule] = &[
    rule(
        "shift_length",
        "一个班次为 15 分钟到 12 小时，请核对起止时间",
        "一個班次為 15 分鐘到 12 小時，請核對起止時間",
        "A shift takes 15 minutes to 12 hours: check when it begins and ends",
    ),
    rule(
        "shift_sign_up",
        "报名截止不能晚于开始时间",
        "報名截止不能晚於開始時間",
        "Sign-up closes no later than the shift begins",
    ),
    rule(
        "shift_past",
        "开始和报名截止的时间都应在现在以后",
        "開始和報名截止的時間都應在現在以後",
        "Must be later than now, and so must the end of sign-up",
    ),
    rule("shift_too_far", "最多提前 {max} 天安排", "最多提前 {max} 天安排", "At most {max} days ahead"),
    rule(
        "shift_project_elsewhere",
        "这个项目的基金不在本镇，也不包括这个区域",
        "這個項目的基金不在本鎮，也不包括這個區域",
        "The project's fund is neither of this town nor of a place around it",
    ),
    rule(
        "shift_member",
        "此人不是本镇住户的成员",
        "此人不是本鎮住戶的成員",
        "This person belongs to no household of this town",
    ),
    rule(
        "attendance_note",
        "分钟数和缺席都要写明理由；签到、签退不用填",
        "分鐘數和缺席都要寫明理由；簽到、簽退不用填",
        "Minutes and absence need a reason; coming and going need neither",
    ),
];
