//! Rules of templates, rounds, marks, awards and rectifications.

use super::{Rule, rule};

pub(super) const RULES: &[Rule] = &[
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
    rule(
        "mark_change",
        "应是本次检查里的一项，分数要不同且不超过权重",
        "應是本次檢查裡的一項，分數要不同且不超過權重",
        "Must be a mark of this round, another one, and within its weight",
    ),
];
