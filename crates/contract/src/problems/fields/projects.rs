//! Rules of projects of funds, and of calls for them.

use super::{Rule, rule};

pub(super) const RULES: &[Rule] = &[
    rule("call_times", "截止时间应晚于开始时间", "截止時間應晚於開始時間", "It closes after it opens"),
    rule(
        "project_proposer",
        "小组请写名称，单位请选单位，个人两样都不填",
        "小組請寫名稱，單位請選單位，個人兩樣都不填",
        "Name the group or choose the organisation; a resident gives neither",
    ),
    rule(
        "project_total",
        "预算合计不能超过一百亿元",
        "預算合計不能超過一百億元",
        "A budget comes to at most ten thousand million yuan",
    ),
    rule("project_reason", "请写明原因", "請寫明原因", "Say why"),
    rule("project_person", "没有这个登录名", "沒有這個登入名", "Nobody has this login name"),
];
