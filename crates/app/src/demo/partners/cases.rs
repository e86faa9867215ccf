//! What is told of providers: each case with its days before the end, its hours and what happens then.

use super::Who;

/// One thing that happens in a case.
pub(super) enum Act {
    /// A resident reports it: their words, and its kind.
    Report(&'static str, &'static str),
    /// The office gives it to the property company.
    Entrust(&'static str),
    /// The company's dispatcher gives it to the repairer.
    Give,
    /// The repairer begins.
    Take,
    /// The repairer names a price: what, how much, unit, fen a unit. The office pays where it is said.
    Quote { lines: &'static [(&'static str, &'static str, &'static str, i64)], office: bool },
    /// The resident, or the office, accepts.
    Accept { office: bool },
    /// The resident declines.
    Decline(&'static str),
    /// The repairer is done: in words, and with what.
    Solve(&'static str, &'static [(&'static str, &'static str, &'static str)]),
    /// The resident is content.
    Confirm(u8),
    /// The company gives it back.
    Return(&'static str),
    /// The grid worker takes it on.
    Begin,
    /// The grid worker calls offices to it, whose reports are due after so many days.
    Call(&'static [Who], &'static str, i64),
    /// An office reports.
    Inform(Who, &'static str),
    /// The grid worker is done.
    Close(&'static str),
}

/// One matter.
pub(super) struct Case {
    /// Which resident of the community's first grid.
    pub(super) reporter: usize,
    /// Days before the end, hour, what happens.
    pub(super) acts: &'static [(i64, u32, Act)],
}

/// All of them.
#[rustfmt::skip]
pub(super) const CASES: [Case; 8] = [
    Case { reporter: 2, acts: &[
        (21, 8, Act::Report("三楼厨房下水管漏水，楼下已经渗了", "utilities")),
        (21, 10, Act::Entrust("户内维修由物业上门，先报价再施工")),
        (21, 11, Act::Give),
        (21, 14, Act::Take),
        (21, 16, Act::Quote { lines: &[("PVC 下水管", "2.5", "米", 1_800), ("存水弯", "1", "只", 2_600), ("人工", "1", "次", 8_000)], office: false }),
        (20, 9, Act::Accept { office: false }),
        (20, 15, Act::Solve("换了两米半管子和存水弯，试水不漏", &[("PVC 下水管 50mm", "2.5", "米"), ("存水弯", "1", "只"), ("密封胶", "0.5", "支")])),
        (19, 19, Act::Confirm(5)),
    ] },
    Case { reporter: 3, acts: &[
        (16, 9, Act::Report("单元门闭门器坏了，门关不严，夜里砰砰响", "buildings")),
        (16, 10, Act::Entrust("公共部位，费用由社区维修金出")),
        (16, 14, Act::Take),
        (16, 15, Act::Quote { lines: &[("闭门器", "1", "套", 16_800), ("安装", "1", "次", 5_000)], office: true }),
        (15, 10, Act::Accept { office: true }),
        (14, 11, Act::Solve("新闭门器已装好，调了缓冲", &[("闭门器", "1", "套")])),
        (13, 20, Act::Confirm(4)),
    ] },
    Case { reporter: 2, acts: &[
        (12, 8, Act::Report("卫生间灯不亮，换过灯泡也没用", "utilities")),
        (12, 9, Act::Entrust("请物业电工上门看看")),
        (12, 11, Act::Take),
        (12, 12, Act::Quote { lines: &[("暗线重穿", "6", "米", 3_500), ("开关面板", "1", "只", 1_500)], office: false }),
        (11, 8, Act::Decline("太贵了，我让儿子周末来看")),
        (11, 10, Act::Solve("住户自行处理；已断开坏线，确认安全", &[])),
    ] },
    // What the printed resident is asked as the story ends.
    Case { reporter: 0, acts: &[
        (3, 8, Act::Report("阳台推拉门滑轮坏了，推不动", "utilities")),
        (3, 10, Act::Entrust("户内维修，请物业上门报价")),
        (2, 9, Act::Give),
        (2, 10, Act::Take),
        (1, 15, Act::Quote { lines: &[("推拉门滑轮", "4", "只", 1_200), ("人工", "1", "次", 4_000)], office: false }),
    ] },
    Case { reporter: 3, acts: &[
        (2, 16, Act::Report("地下车库入口积水，电瓶车过不去", "facilities")),
        (1, 9, Act::Entrust("车库排水由物业维护")),
    ] },
    Case { reporter: 2, acts: &[
        (9, 9, Act::Report("小区门口的雨水管堵了，一下雨就倒灌", "facilities")),
        (9, 10, Act::Entrust("请物业疏通")),
        (9, 14, Act::Take),
        (8, 10, Act::Return("管子在围墙外，属于市政管网，不归我们")),
        (8, 11, Act::Begin),
        (8, 14, Act::Call(&[Who::Water, Who::Property], "请水务所认定管网归属，请物业配合清理院内一侧", 3)),
        (7, 10, Act::Inform(Who::Water, "现场看过，堵点在市政井，已安排疏通车")),
    ] },
    Case { reporter: 3, acts: &[
        (18, 8, Act::Report("有人在绿化带搭了铁皮棚，里面堆满废品", "order")),
        (18, 9, Act::Begin),
        (18, 10, Act::Call(&[Who::Enforcement], "请到现场认定是否违章搭建", 4)),
        (17, 15, Act::Inform(Who::Enforcement, "属违章搭建，已下整改通知，三日内自拆")),
        (14, 10, Act::Close("铁皮棚已拆，废品清走，补种了草皮")),
        (13, 9, Act::Confirm(5)),
    ] },
    Case { reporter: 2, acts: &[
        (1, 8, Act::Report("早市摊位占了盲道，老人只能走机动车道", "order")),
        (1, 9, Act::Begin),
        (1, 10, Act::Call(&[Who::Enforcement], "请早市时段派人值守，劝导归位", 5)),
    ] },
];
