//! Rules of providers, offers and redemptions.

use super::{Rule, rule};

pub(super) const RULES: &[Rule] = &[
    rule(
        "hours_interval",
        "时间请写成 09:00-17:30，结束要晚于开始",
        "時間請寫成 09:00-17:30，結束要晚於開始",
        "Write times as 09:00-17:30, the end after the start",
    ),
    rule("hours_week", "请写齐一周七天", "請寫齊一週七天", "Give all seven days of the week"),
    rule(
        "hours_day",
        "一天最多 4 段时间，前后排好、互不重叠",
        "一天最多 4 段時間，前後排好、互不重疊",
        "A day has at most 4 times, one after the other",
    ),
    rule(
        "hours_closed",
        "休息日最多 60 天，每天写一次",
        "休息日最多 60 天，每天寫一次",
        "At most 60 closed days, each once",
    ),
    rule(
        "telephone",
        "电话应有 5 到 20 位数字，可用空格、短横和括号",
        "電話應有 5 到 20 位數字，可用空格、短橫和括號",
        "A telephone number has 5 to 20 digits, with spaces, dashes or brackets",
    ),
    rule(
        "provider_here",
        "这个区域没有这家服务单位，或者它已停止服务",
        "這個區域沒有這家服務單位，或者它已停止服務",
        "There is no such provider in this area, or it serves no more",
    ),
    rule(
        "redemption_limits",
        "限量应为 1 到 1000，每月的不能超过总的",
        "限量應為 1 到 1000，每月的不能超過總的",
        "A limit is 1 to 1,000, and that of a month no more than that in all",
    ),
    rule(
        "shown_days",
        "最后一天不能早于第一天",
        "最後一天不能早於第一天",
        "The last day cannot come before the first",
    ),
    rule(
        "redemption_code",
        "兑换码是 8 位字母和数字",
        "兌換碼是 8 位字母和數字",
        "A redemption code has 8 letters and digits",
    ),
    rule(
        "settlement_days",
        "应从前一天到后一天，最多 {max} 天",
        "應從前一天到後一天，最多 {max} 天",
        "Choose the first day before the last, at most {max} days",
    ),
];
