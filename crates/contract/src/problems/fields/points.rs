//! Rules of programmes, claims and tables of awards.

use super::{Rule, rule};

pub(super) const RULES: &[Rule] = &[
    rule(
        "activity_code",
        "代码只用小写字母、数字和下划线，最多 {max} 位，每项活动不同",
        "代碼只用小寫字母、數字和底線，最多 {max} 位，每項活動不同",
        "A code has a-z, 0-9 and _, at most {max} of them, and each activity its own",
    ),
    rule(
        "activity_name",
        "名称应为 1 到 {max} 个字",
        "名稱應為 1 到 {max} 個字",
        "A name has 1 to {max} characters",
    ),
    rule(
        "activity_way",
        "至少选一种：居民申报、网格员提议、表格导入、系统记录",
        "至少選一種：居民申報、網格員提議、表格匯入、系統記錄",
        "Choose how it is earned: claimed, proposed, from a table, or by itself",
    ),
    rule(
        "activity_wallets",
        "住户检查只能给家庭账户积分",
        "住戶檢查只能給家庭帳戶積分",
        "Checks of households earn points only where wallets are households'",
    ),
    rule(
        "activity_hours",
        "由系统记录的活动里，只有志愿服务能按小时计",
        "由系統記錄的活動裡，只有志願服務能按小時計",
        "Of what earns points by itself, only volunteering counts by the hour",
    ),
    rule(
        "activity_event_twice",
        "前面已有活动由同一种记录得分",
        "前面已有活動由同一種記錄得分",
        "Another activity is earned by the same event already",
    ),
    rule(
        "cap_below_points",
        "上限不能低于一次的积分",
        "上限不能低於一次的積分",
        "A cap cannot be less than a single time earns",
    ),
    rule(
        "cap_order",
        "不能低于更短时间的上限",
        "不能低於更短時間的上限",
        "Cannot be less than the cap of a shorter time",
    ),
    rule(
        "activity",
        "这个项目现在没有这项活动",
        "這個項目現在沒有這項活動",
        "The programme has no such activity now",
    ),
    rule(
        "activity_closed",
        "这项活动不能这样得分",
        "這項活動不能這樣得分",
        "This activity is not earned in this way",
    ),
    rule(
        "minutes",
        "请填写时长，1 到 {max} 分钟",
        "請填寫時長，1 到 {max} 分鐘",
        "Give the minutes, 1 to {max}",
    ),
    rule(
        "minutes_short",
        "时间太短，不足 1 分",
        "時間太短，不足 1 分",
        "This is too short for a single point",
    ),
    rule("words_required", "这项活动要写明做了什么", "這項活動要寫明做了什麼", "Say what was done"),
    rule(
        "beneficiary",
        "此人不住在这个项目的区域",
        "此人不住在這個項目的區域",
        "This person does not live where the programme is held",
    ),
    rule(
        "household_choice",
        "有几处住房，请选一处",
        "有幾處住房，請選一處",
        "There are several homes; choose one of them",
    ),
    rule(
        "rules_draft",
        "请选这个项目的一份草案",
        "請選這個項目的一份草案",
        "Choose a draft of this programme's rules",
    ),
    rule(
        "deed_day",
        "日期不在项目期内，或超过 {max} 天",
        "日期不在項目期內，或超過 {max} 天",
        "The day lies outside the programme, or more than {max} days back",
    ),
    rule("person_unknown", "找不到这个人", "找不到這個人", "Nobody was found"),
    rule("household_unknown", "找不到这一户", "找不到這一戶", "No such household was found"),
    rule("person_or_household", "请填写居民或住户", "請填寫居民或住戶", "Name a person or a household"),
    rule(
        "cap_activity_day",
        "这项活动一天最多 {max} 分，还可得 {left} 分",
        "這項活動一天最多 {max} 分，還可得 {left} 分",
        "This activity earns at most {max} points a day; {left} are left",
    ),
    rule(
        "cap_activity_month",
        "这项活动一个月最多 {max} 分，还可得 {left} 分",
        "這項活動一個月最多 {max} 分，還可得 {left} 分",
        "This activity earns at most {max} points a month; {left} are left",
    ),
    rule(
        "cap_activity_period",
        "这项活动在整个项目期最多 {max} 分，还可得 {left} 分",
        "這項活動在整個項目期最多 {max} 分，還可得 {left} 分",
        "This activity earns at most {max} points in all; {left} are left",
    ),
    rule(
        "cap_day",
        "一天最多 {max} 分，还可得 {left} 分",
        "一天最多 {max} 分，還可得 {left} 分",
        "At most {max} points a day; {left} are left",
    ),
    rule(
        "cap_month",
        "一个月最多 {max} 分，还可得 {left} 分",
        "一個月最多 {max} 分，還可得 {left} 分",
        "At most {max} points a month; {left} are left",
    ),
];
