//! The words of the demo. Every name is invented.

/// The county around the town.
pub(super) const COUNTY: &str = "云汀县";
/// The town.
pub(super) const TOWN: &str = "萤川镇";
/// The urban community, without its kind.
pub(super) const COMMUNITY: &str = "望舒";
/// The villages, without their kind.
pub(super) const VILLAGES: [&str; 20] = [
    "溪月", "禾川", "松影", "云栈", "苇湾", "荞岭", "竹汀", "榆泉", "芦笛", "杏坞", "槐风", "麦浪", "鹤汀",
    "雨坛", "星渡", "棠梨", "萤溪", "霜叶", "纸鸢", "砚池",
];
/// Numbers as they stand in names.
pub(super) const NUMERALS: [&str; 6] = ["零", "一", "二", "三", "四", "五"];

/// A matter of the story: its category, what the resident writes, what the handler answers, and what the picture
/// shows.
pub(super) struct Matter {
    pub(super) category: &'static str,
    pub(super) report: &'static str,
    pub(super) done: &'static str,
    /// What is answered to what its category asks: keys, and what would be typed or chosen.
    pub(super) answers: &'static [(&'static str, &'static [&'static str])],
}

const fn matter(category: &'static str, report: &'static str, done: &'static str) -> Matter {
    Matter { category, report, done, answers: &[] }
}

/// What happens in the town.
pub(super) const MATTERS: [Matter; 18] = [
    matter(
        "environment",
        "路口的垃圾桶满了三天没人收，味道很大，小孩上学要绕着走。",
        "已联系保洁清运，并把收运改为每天一次。",
    ),
    matter("environment", "河沟边有人倒建筑垃圾，下雨后淌到路上来了。", "垃圾已清走，河沟边装了提示牌。"),
    matter("environment", "绿化带里杂草很高，晚上有蚊子。", "已修剪并消杀一遍。"),
    matter("facilities", "楼道三楼的灯不亮，老人上下楼看不清台阶。", "换了声控灯，三楼到五楼都检查过。"),
    matter("facilities", "村口健身器材的踏板松了，有孩子差点摔下来。", "踏板已加固，其余器材一并检修。"),
    matter("facilities", "公告栏的玻璃碎了，边上有尖角。", "碎玻璃已清理，新玻璃装好。"),
    matter("order", "消防通道上一直停着一辆面包车，消防车进不来。", "已联系车主挪车，划了禁停线。"),
    matter("order", "早市摊位摆到人行道上，推轮椅的过不去。", "和摊主约定退到黄线以内，连续看了三天。"),
    matter("manholes", "路中间的井盖翘起来一边，电动车压过去会弹。", "井盖已换新并垫平。"),
    matter("safety", "围墙有一段往外斜，下面是孩子放学的路。", "先拉了警戒线，斜的一段已拆除重砌。"),
    matter("utilities", "三号楼这两天水压很小，晚上洗不了澡。", "查出是阀门没有全开，已恢复。"),
    Matter {
        answers: &[("what_is_wrong", &["flickers"]), ("pole_number", &["萤-037"])],
        ..matter("street_lamps", "路灯从村口数第四盏一直在闪。", "换了镇流器，夜里去看过，正常。")
    },
    matter("buildings", "顶楼漏雨，楼梯间墙皮往下掉。", "屋面裂缝补好，等下一场雨再来看。"),
    matter("buildings", "单元门的门禁坏了，谁都能进。", "门禁主板换新，住户卡不用重录。"),
    Matter {
        answers: &[("when", &["evening", "night"]), ("days_a_week", &["5"])],
        ..matter(
            "noise",
            "广场晚上十点还在放音乐，家里有人上夜班。",
            "和领舞的商量好，九点前结束，音量减半。",
        )
    },
    matter("pets", "有人遛狗不牵绳，在楼下追孩子。", "上门劝导，发了牵引绳，楼下贴了公约。"),
    matter("other", "想问问老年食堂什么时候开，能不能送餐上门。", "每天十一点开，行动不便的可以送，已登记。"),
    matter("other", "活动室的门总是锁着，能不能周末开放？", "周六周日上午开放，值班表贴在门上。"),
];

/// Words with a good rating.
pub(super) const THANKS: [&str; 5] =
    ["来得很快，谢谢。", "已经好了，谢谢。", "满意。", "师傅很耐心。", "比上次快多了。"];
/// Words with an objection.
pub(super) const OBJECTIONS: [&str; 3] =
    ["又坏了，请再来看一下。", "只清了一半，后面那段还在。", "晚上去看，还是老样子。"];
/// What a handler says while it is being worked on.
pub(super) const PROGRESS: [&str; 3] =
    ["已经看过现场，材料明天到。", "正在联系施工队，定下时间告诉您。", "今天下午过去，请问几点方便？"];
/// Why something is not seen to.
pub(super) const REFUSALS: [&str; 3] = [
    "经核实属于小区业主共用部位，请通过业委会动用维修资金。",
    "这段路由县公路部门管理，已把情况转给他们，电话见公告栏。",
    "反映的情况今天现场没有看到，如再出现请附照片重新提交。",
];
/// For what somebody waits.
pub(super) const WAITS: [&str; 3] =
    ["要等供电公司排停电计划。", "管线属于水务公司，已约好周内到场。", "需要交警部门批准临时占道。"];
