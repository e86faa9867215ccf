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
    rule(
        "ticket_number",
        "编号应像 2026-000123，并且是您看得到的事项",
        "編號應像 2026-000123，並且是您看得到的事項",
        "Use a number like 2026-000123 of a ticket that you can see",
    ),
    rule(
        "wait_length",
        "应晚于现在，最多 {max} 天后",
        "應晚於現在，最多 {max} 天後",
        "Must be later than now, at most {max} days from now",
    ),
    rule(
        "calendar_range",
        "年份应在 2020 到 2099 之间",
        "年份應在 2020 到 2099 之間",
        "The year is from 2020 to 2099",
    ),
    rule(
        "calendar_days",
        "一年最多 120 个特殊日子",
        "一年最多 120 個特殊日子",
        "A year has at most 120 special days",
    ),
    rule("calendar_other_year", "{day} 不在这一年", "{day} 不在這一年", "{day} is not in this year"),
    rule("calendar_twice", "{day} 写了两次", "{day} 寫了兩次", "{day} is there twice"),
    rule(
        "calendar_kind",
        "{day} 应写明节日名称，或标为上班，二者选一",
        "{day} 應寫明節日名稱，或標為上班，二者選一",
        "{day} is either a holiday with a name or a day that is worked",
    ),
    rule("calendar_name", "{day} 的节日名称太长", "{day} 的節日名稱太長", "The name of {day} is too long"),
    rule("principal", "此人不住在这个区域", "此人不住在這個區域", "This person does not live here"),
    rule(
        "limits_order",
        "办结时限不能短于响应时限",
        "辦結時限不能短於回應時限",
        "Solving cannot be given less time than answering",
    ),
    rule(
        "category_group",
        "这是一组类别，请选其中的一类",
        "這是一組類別，請選其中的一類",
        "This is a group; choose one of the kinds in it",
    ),
    rule("parent_itself", "不能归到自己下面", "不能歸到自己下面", "A kind cannot be a part of itself"),
    rule(
        "parent_in_group",
        "所选的类别已经归在别的类别下面，类别只分两层",
        "所選的類別已經歸在別的類別下面，類別只分兩層",
        "That kind is a part of another one; groups are one deep",
    ),
    rule(
        "parent_of_others",
        "这个类别下面还有别的类别，不能再归到别处",
        "這個類別下面還有別的類別，不能再歸到別處",
        "Other kinds are parts of this one, so it can be a part of none",
    ),
    rule("key_twice", "代码和前面的重复了", "代碼和前面的重複了", "Another one before it has this code"),
    rule("bounds", "最大值不能小于最小值", "最大值不能小於最小值", "The largest is below the smallest"),
    rule(
        "options",
        "应有 {min} 到 {max} 个选项",
        "應有 {min} 到 {max} 個選項",
        "Give {min} to {max} options",
    ),
    rule("at_least", "不能小于 {min}", "不能小於 {min}", "Must be {min} or more"),
    rule("at_most", "不能大于 {max}", "不能大於 {max}", "Must be {max} or less"),
    rule("answer_text", "请用文字回答", "請用文字回答", "Answer in words"),
    rule("answer_number", "请填写整数", "請填寫整數", "Enter a whole number"),
    rule("answer_choice", "请从选项中选一个", "請從選項中選一個", "Choose one of the answers"),
    rule("answer_choices", "请从选项中选", "請從選項中選", "Choose from the answers"),
    rule("answer_yes_no", "请选“是”或“否”", "請選「是」或「否」", "Choose yes or no"),
];
