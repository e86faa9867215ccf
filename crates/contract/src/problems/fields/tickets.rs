//! Rules of tickets and their kinds.

use super::{Rule, rule};

pub(super) const RULES: &[Rule] = &[
    rule("code", "只能用小写字母、数字和下划线", "只能用小寫字母、數字和底線", "Use a-z, 0-9 and _"),
    rule(
        "internal_code",
        "这个代码由系统使用，请换一个",
        "這個代碼由系統使用，請換一個",
        "The system uses this code itself; choose another one",
    ),
    rule(
        "handler",
        "此人不在这个区域办理事项",
        "此人不在這個區域辦理事項",
        "This person does not handle tickets here",
    ),
    rule("principal", "此人不住在这个区域", "此人不住在這個區域", "This person does not live here"),
    rule(
        "limits_order",
        "办结时限不能短于响应时限",
        "辦結時限不能短於回應時限",
        "Solving cannot be given less time than answering",
    ),
];
