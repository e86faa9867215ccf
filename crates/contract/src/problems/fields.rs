//! What can be wrong with one field.

use std::borrow::Cow;

use validator::{ValidationError, ValidationErrors, ValidationErrorsKind};

use super::FieldProblem;
use crate::lang::{Lang, Text};

/// A field rule's code and its text.
struct Rule {
    code: &'static str,
    text: Text,
}

const fn rule(code: &'static str, hans: &'static str, hant: &'static str, en: &'static str) -> Rule {
    Rule { code, text: Text { hans, hant, en } }
}

/// Every code that a `#[validate]` rule of this crate may give.
const RULES: &[Rule] = &[
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
    rule(
        "indicator_code",
        "代码只用小写字母、数字和下划线，最多 {max} 位，每项不同",
        "代碼只用小寫字母、數字和底線，最多 {max} 位，每項不同",
        "A code has a-z, 0-9 and _, at most {max} of them, and each indicator its own",
    ),
    rule(
        "award_month_weights",
        "至少一个月大于 0，每个月最多 {max}",
        "至少一個月大於 0，每個月最多 {max}",
        "One month must weigh more than 0, and none more than {max}",
    ),
    rule("award_amount", "应在 0 到 {max} 元之间", "應在 0 到 {max} 元之間", "Must be from 0 to {max} yuan"),
    rule(
        "award_prize",
        "奖项要有名称（最多 {characters} 字）、1 到 {places} 个名额、0 到 {max} 元",
        "獎項要有名稱（最多 {characters} 字）、1 到 {places} 個名額、0 到 {max} 元",
        "A prize has a name of at most {characters} characters, 1 to {places} places and 0 to {max} yuan",
    ),
    rule(
        "award_prize_order",
        "比前一个奖项多，请调换顺序或者改金额",
        "比前一個獎項多，請調換順序或者改金額",
        "Larger than the prize before it: change the order or the amount",
    ),
    rule("award_criterion_twice", "前面已经比过这一项", "前面已經比過這一項", "This is compared already"),
    rule(
        "award_share_unit",
        "应在 0.01 到 1000 元之间，而且每个奖项都是它的整数倍",
        "應在 0.01 到 1000 元之間，而且每個獎項都是它的整數倍",
        "Must be from 0.01 to 1000 yuan, and every prize a multiple of it",
    ),
    rule(
        "award_criticism",
        "倒数 1 到 10 名、连续 1 到 12 个月，而且有成绩的村要多于倒数的名数",
        "倒數 1 到 10 名、連續 1 到 12 個月，而且有成績的村要多於倒數的名數",
        "1 to 10 places from the bottom, 1 to 12 months, and more villages than those places",
    ),
    rule("award_certificates", "最多 20 份", "最多 20 份", "At most 20"),
    rule(
        "award_title",
        "称号要有名称（最多 {characters} 字）、1 到 {checks} 次检查、0 到 100% 承诺、1 到 {max} 个名额；通报只对村（社区）",
        "稱號要有名稱（最多 {characters} 字）、1 到 {checks} 次檢查、0 到 100% 承諾、1 到 {max} 個名額；通報只對村（社區）",
        "A title has a name of at most {characters} characters, 1 to {checks} checks, 0 to 100 % pledged and 1 to {max} \
         holders; only villages are criticised",
    ),
    rule(
        "award_title_twice",
        "前面已经有这种称号",
        "前面已經有這種稱號",
        "There is a title of this kind already",
    ),
    rule("above_zero", "应大于 0", "應大於 0", "Must be above 0"),
    rule(
        "above_weight",
        "不能超过这一项的分值",
        "不能超過這一項的分值",
        "Cannot be more than the indicator's weight",
    ),
    rule(
        "below_points",
        "不能低于每处的分值",
        "不能低於每處的分值",
        "Cannot be less than a single finding counts",
    ),
    rule("item_count", "应有 1 到 {max} 项", "應有 1 到 {max} 項", "Must have 1 to {max} items"),
    rule(
        "weights_above",
        "各项分值合计应为 100.00，现在多出 {difference}",
        "各項分值合計應為 100.00，現在多出 {difference}",
        "The weights must sum to 100.00; they are {difference} too much",
    ),
    rule(
        "weights_below",
        "各项分值合计应为 100.00，现在还差 {difference}",
        "各項分值合計應為 100.00，現在還差 {difference}",
        "The weights must sum to 100.00; {difference} is missing",
    ),
    rule("phone", "请填写 11 位手机号", "請填寫 11 位手機號", "Enter an 11-digit mobile number"),
    rule(
        "identity_number",
        "身份证号有误，请核对",
        "身分證號有誤，請核對",
        "This identity number is not valid",
    ),
    rule("area_code", "编码应为 12 位数字", "編碼應為 12 位數字", "A code has 12 digits"),
    rule(
        "segment",
        "只能用小写字母、数字和短横，最多 16 位",
        "只能用小寫字母、數字和短橫，最多 16 位",
        "Use a-z, 0-9 and -, at most 16 characters",
    ),
    rule(
        "geojson",
        "边界不是有效的 GeoJSON 多边形",
        "邊界不是有效的 GeoJSON 多邊形",
        "The boundary is not a valid GeoJSON polygon",
    ),
    rule(
        "geojson_ring",
        "边界的每一圈至少四个点、首尾相同，并且围出一块地方",
        "邊界的每一圈至少四個點、首尾相同，並且圍出一塊地方",
        "Each ring of the boundary needs at least four positions, ends where it begins and encloses something",
    ),
    rule(
        "geojson_points",
        "边界最多 2000 个点，请简化后再提交",
        "邊界最多 2000 個點，請簡化後再提交",
        "A boundary has at most 2,000 positions; please simplify it",
    ),
    rule(
        "area_kind",
        "这一级区域不能放在所选的上级之下",
        "這一級區域不能放在所選的上級之下",
        "An area of this kind cannot lie in the chosen one",
    ),
    rule(
        "floor_area",
        "面积以平方米计，大于 0，最多两位小数",
        "面積以平方公尺計，大於 0，最多兩位小數",
        "A floor area is in square metres, above 0, with at most two places",
    ),
    rule("number_length", "门牌号最多 60 个字", "門牌號最多 60 個字", "A number has at most 60 characters"),
    rule("holder_name", "姓名最多 40 个字", "姓名最多 40 個字", "A name has at most 40 characters"),
    rule(
        "head_count",
        "人口是 0 到 1000 的整数",
        "人口是 0 到 1000 的整數",
        "A head count is a whole number up to 1,000",
    ),
    rule(
        "masked",
        "这里是打了星号的内容，与系统中的不一致；请填完整或留空",
        "這裡是打了星號的內容，與系統中的不一致；請填完整或留空",
        "This is masked and not the mask of what is stored; give it in full or leave it empty",
    ),
    rule("area_unknown", "找不到这个区域", "找不到這個區域", "There is no such place in the chosen area"),
    rule(
        "area_ambiguous",
        "有几个同名区域，请写上级，如 一网格/3栋",
        "有幾個同名區域，請寫上級，如 一網格/3棟",
        "Several places have this name; write what it lies in, too: Grid 1/Building 3",
    ),
    rule(
        "household_repeated",
        "文件中这一户重复了",
        "檔案中這一戶重複了",
        "This household is in the file twice",
    ),
    rule(
        "column_unknown",
        "不认识这一列，请用模板的列名",
        "不認識這一列，請用範本的列名",
        "Unknown column; use the template's names",
    ),
    rule("column_repeated", "这一列重复了", "這一列重複了", "This column is there twice"),
    rule(
        "column_missing",
        "缺少“门牌号”这一列",
        "缺少「門牌號」這一列",
        "The column for the number is missing",
    ),
    rule(
        "household_code",
        "邀请码是 8 位字母和数字",
        "邀請碼是 8 位字母和數字",
        "A household code has 8 letters and digits",
    ),
    rule(
        "code_or_household",
        "请填写邀请码，或者选择住户和您的身份，二者选一",
        "請填寫邀請碼，或者選擇住戶和您的身分，二者選一",
        "Give either a code, or a household and what you are to it",
    ),
    rule("position", "位置不在地图范围内", "位置不在地圖範圍內", "The position is not on the map"),
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
    rule("code", "只能用小写字母、数字和下划线", "只能用小寫字母、數字和底線", "Use a-z, 0-9 and _"),
    rule(
        "internal_code",
        "这个代码由系统使用，请换一个",
        "這個代碼由系統使用，請換一個",
        "The system uses this code itself; choose another one",
    ),
    rule("twice", "同一张照片只能用一次", "同一張照片只能用一次", "Use each photo once"),
    rule(
        "photo",
        "照片已失效，请重新上传",
        "照片已失效，請重新上傳",
        "The photo is no longer there; upload it again",
    ),
    rule(
        "handler",
        "此人不在这个区域办理事项",
        "此人不在這個區域辦理事項",
        "This person does not handle tickets here",
    ),
    rule("lead", "此人不能在这里带队", "此人不能在這裡帶隊", "This person cannot lead here"),
    rule("inspector", "此人不能在这里检查", "此人不能在這裡檢查", "This person cannot inspect here"),
    rule("target", "这里不能选这个地方", "這裡不能選這個地方", "This place cannot be chosen here"),
    rule("draw", "这样抽取不行", "這樣抽取不行", "This cannot be drawn"),
    rule(
        "covert_chosen_draw",
        "暗访自选对象时不能再抽取：抽取名单是公开的",
        "暗訪自選對象時不能再抽取：抽取名單是公開的",
        "Who can be drawn is public, and would name the places you chose",
    ),
    rule("mark_missing", "这一项还没有打分", "這一項還沒有打分", "This one has no mark"),
    rule("photo_required", "这一项要有照片", "這一項要有照片", "This one needs a photo"),
    rule("indicator", "检查表里没有这一项", "檢查表裡沒有這一項", "The template has no such indicator"),
    rule(
        "finding_photos",
        "最多 {max} 张照片，每张用一次",
        "最多 {max} 張照片，每張用一次",
        "At most {max} photos, each once",
    ),
    rule(
        "signed_later",
        "签字日期不能晚于今天",
        "簽字日期不能晚於今天",
        "The day of signing is not after today",
    ),
    rule(
        "second_certificate",
        "原则上一村一个，再发请写明理由",
        "原則上一村一個，再發請寫明理由",
        "This village has its certificates; say why it gets another one",
    ),
    rule("not_lost", "这一项没有扣分", "這一項沒有扣分", "No points were lost here"),
    rule(
        "due_on",
        "期限应从今天起，最多 {max} 天",
        "期限應從今天起，最多 {max} 天",
        "Choose a day from today on, at most {max} days ahead",
    ),
    rule("due_on_passed", "通过了就不再有期限", "通過了就不再有期限", "What passed has no new deadline"),
    rule(
        "later_round",
        "应是已经开始、去过这个村的另一次检查",
        "應是已經開始、去過這個村的另一次檢查",
        "Must be another inspection that has started and goes to this village",
    ),
    rule("unchanged", "和原来一样", "和原來一樣", "The same as before"),
    rule(
        "mark_change",
        "应是本次检查里的一项，分数要不同且不超过权重",
        "應是本次檢查裡的一項，分數要不同且不超過權重",
        "Must be a mark of this round, another one, and within its weight",
    ),
    rule("principal", "此人不住在这个区域", "此人不住在這個區域", "This person does not live here"),
    rule(
        "limits_order",
        "办结时限不能短于响应时限",
        "辦結時限不能短於回應時限",
        "Solving cannot be given less time than answering",
    ),
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
        "staff_provider",
        "服务单位人员要选所属单位，其他角色不用选",
        "服務單位人員要選所屬單位，其他角色不用選",
        "Staff of a provider need a provider; other roles have none",
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
    rule("day_format", "日期请写成 2027-03-05", "日期請寫成 2027-03-05", "Write the day like 2027-03-05"),
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
    rule("interval", "结束时间应晚于开始时间", "結束時間應晚於開始時間", "The end must come after the start"),
];

/// The text of a field rule.
///
/// A code without a text is a fault of ours; the code itself is shown then, and a test finds it.
#[must_use]
pub fn detail(code: &str, lang: Lang, params: &[(String, String)]) -> String {
    RULES.iter().find(|r| r.code == code).map_or_else(|| code.to_owned(), |r| r.text.fill(lang, params))
}

/// One bad field.
#[must_use]
pub fn problem(
    pointer: impl Into<String>,
    code: impl Into<Cow<'static, str>>,
    lang: Lang,
    params: &[(String, String)],
) -> FieldProblem {
    let code = code.into();
    FieldProblem { pointer: pointer.into(), detail: detail(&code, lang, params), code }
}

/// Every bad field that `validator` found, with JSON pointers, in a stable order.
#[must_use]
pub fn problems(errors: &ValidationErrors, lang: Lang) -> Vec<FieldProblem> {
    let mut found = Vec::new();
    collect(errors, "", lang, &mut found);
    found.sort_by(|a, b| a.pointer.cmp(&b.pointer));
    found
}

fn collect(errors: &ValidationErrors, at: &str, lang: Lang, found: &mut Vec<FieldProblem>) {
    for (field, kind) in errors.errors() {
        // A rule over several fields belongs to the value that holds them.
        let pointer = if field == "__all__" { at.to_owned() } else { format!("{at}/{field}") };
        match kind {
            ValidationErrorsKind::Field(list) => {
                found.extend(list.iter().map(|e| {
                    let (code, params) = describe(e);
                    problem(pointer.clone(), code, lang, &params)
                }));
            }
            ValidationErrorsKind::Struct(inner) => collect(inner, &pointer, lang, found),
            ValidationErrorsKind::List(items) => {
                for (index, inner) in items {
                    collect(inner, &format!("{pointer}/{index}"), lang, found);
                }
            }
        }
    }
}

/// The code and parameters of one rule: an empty required text is "required", a length without a lower bound "too_long".
fn describe(error: &ValidationError) -> (Cow<'static, str>, Vec<(String, String)>) {
    let params: Vec<(String, String)> = error
        .params
        .iter()
        .filter(|(name, _)| name.as_ref() != "value")
        .map(|(name, value)| (name.to_string(), value.to_string().trim_matches('"').to_owned()))
        .collect();
    let empty = error.params.get("value").is_some_and(|v| v.as_str().is_some_and(|t| t.trim().is_empty()));
    let has_min = error.params.contains_key("min");
    let code = match error.code.as_ref() {
        "length" if empty && has_min => Cow::Borrowed("required"),
        "length" if error.params.get("value").is_some_and(serde_json::Value::is_array) => {
            Cow::Borrowed("too_many")
        }
        "length" if !has_min => Cow::Borrowed("too_long"),
        _ => error.code.clone(),
    };
    (code, params)
}
