//! Rules that fields of every area share.

use super::{Rule, rule};

pub(super) const RULES: &[Rule] = &[
    rule(
        "length",
        "长度应为 {min} 到 {max} 个字",
        "長度應為 {min} 到 {max} 個字",
        "Use {min} to {max} characters",
    ),
    rule("too_long", "最多 {max} 个字", "最多 {max} 個字", "At most {max} characters"),
    rule("required", "请填写", "請填寫", "Please fill this in"),
    rule("range", "应在 {min} 到 {max} 之间", "應在 {min} 到 {max} 之間", "Must be from {min} to {max}"),
    rule("too_many", "最多 {max} 项", "最多 {max} 項", "At most {max} items"),
    rule("not_text", "不能包含控制字符", "不能包含控制字元", "Control characters are not allowed"),
    rule("type", "类型不对：{reason}", "類型不對：{reason}", "Wrong type: {reason}"),
    rule("unknown", "没有这一项", "沒有這一項", "There is no such field"),
    rule("not_found", "所选的内容不存在", "所選的內容不存在", "What you chose does not exist"),
    rule("above_zero", "应大于 0", "應大於 0", "Must be above 0"),
    rule("item_count", "应有 1 到 {max} 项", "應有 1 到 {max} 項", "Must have 1 to {max} items"),
    rule("phone", "请填写 11 位手机号", "請填寫 11 位手機號", "Enter an 11-digit mobile number"),
    rule("position", "位置不在地图范围内", "位置不在地圖範圍內", "The position is not on the map"),
    rule("repeated", "同一项只能出现一次", "同一項只能出現一次", "Name each only once"),
    rule("twice", "同一张照片只能用一次", "同一張照片只能用一次", "Use each photo once"),
    rule(
        "photo",
        "照片已失效，请重新上传",
        "照片已失效，請重新上傳",
        "The photo is no longer there; upload it again",
    ),
    rule("unchanged", "和原来一样", "和原來一樣", "The same as before"),
    rule("day_format", "日期请写成 2027-03-05", "日期請寫成 2027-03-05", "Write the day like 2027-03-05"),
    rule("interval", "结束时间应晚于开始时间", "結束時間應晚於開始時間", "The end must come after the start"),
];
