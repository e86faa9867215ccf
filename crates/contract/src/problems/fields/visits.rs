//! Rules of visits and mediations.

use super::{Rule, rule};

pub(super) const RULES: &[Rule] = &[
    rule(
        "visit_until",
        "最后一天不能早于第一天",
        "最後一天不能早於第一天",
        "The last day is not before the first",
    ),
    rule(
        "visit_member",
        "此人不是这一户的成员",
        "此人不是這一戶的成員",
        "This person does not belong to the household",
    ),
    rule("visit_worker", "此人不在这里走访", "此人不在這裡走訪", "This person does not visit here"),
    rule(
        "visited_at",
        "走访时间不能晚于现在，也不能早于 {days} 天前",
        "走訪時間不能晚於現在，也不能早於 {days} 天前",
        "A visit was made in the last {days} days, not later than now",
    ),
    rule(
        "party_count",
        "当事人应有 {min} 到 {max} 位",
        "當事人應有 {min} 到 {max} 位",
        "A dispute has {min} to {max} parties",
    ),
    rule(
        "party_kind",
        "请选住户，或者填写姓名，二者选一",
        "請選住戶，或者填寫姓名，二者選一",
        "Choose a resident or write a name, one of the two",
    ),
    rule("party_twice", "这位当事人已在前面", "這位當事人已在前面", "This party is there already"),
    rule("party_mediator", "调解员不能是当事人", "調解員不能是當事人", "Who mediates is no party"),
    rule("party_unknown", "此人不是这里的住户", "此人不是這裡的住戶", "This person does not live here"),
    rule(
        "witness_party",
        "见证人不能是当事人或调解员",
        "見證人不能是當事人或調解員",
        "A witness is neither a party nor the mediator",
    ),
];
