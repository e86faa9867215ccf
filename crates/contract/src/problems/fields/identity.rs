//! Rules of accounts and roles.

use super::{Rule, rule};

pub(super) const RULES: &[Rule] = &[
    rule(
        "weak_password",
        "密码至少 {min} 个字，且不要用常见密码",
        "密碼至少 {min} 個字，且不要用常見密碼",
        "Use at least {min} characters, and not a common password",
    ),
    rule(
        "login_name",
        "登录名为 3 到 32 位字母、数字、点、横线",
        "登入名為 3 到 32 位字母、數字、點、橫線",
        "A login has 3 to 32 letters, digits, dots or dashes",
    ),
    rule(
        "display_name",
        "请填写 1 到 30 个看得见的字",
        "請填寫 1 到 30 個看得見的字",
        "Use 1 to 30 visible characters",
    ),
    rule("terms", "请先同意服务条款", "請先同意服務條款", "Please accept the terms"),
    rule(
        "staff_provider",
        "服务单位人员要选所属单位，其他角色不用选",
        "服務單位人員要選所屬單位，其他角色不用選",
        "Staff of a provider need a provider; other roles have none",
    ),
];
