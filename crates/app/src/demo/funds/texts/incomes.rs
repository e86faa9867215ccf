//! What comes into the funds beside what residents promise and the bank pays.

use domain::funds::{
    Amount,
    income::{Channel, Form},
};

use super::super::{
    Which::{self, Community, Town, Village},
    yuan,
};

/// Where something comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Origin {
    /// Somebody who is named to the public, or not.
    Donor(&'static str, bool),
    /// The office whose documents begin so, by the document of this number.
    Office(&'static str, u32),
    /// An enterprise, by an agreement.
    Sponsor(&'static str, &'static str),
    /// The community itself.
    Itself,
}

/// What becomes of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Fate {
    /// It comes so many days later.
    Comes(i64),
    /// It has not come yet.
    Awaited,
    /// It never comes.
    Cancelled(&'static str),
    /// It is given back, or was booked wrongly.
    Reversed(&'static str),
}

/// Something that is to come in.
pub(in super::super) struct IncomeWords {
    pub(in super::super) fund: Which,
    /// How many days ago it is registered.
    pub(in super::super) ago: i64,
    pub(in super::super) from: Origin,
    pub(in super::super) form: Form,
    pub(in super::super) amount: Amount,
    pub(in super::super) purpose: Option<&'static str>,
    pub(in super::super) channel: Channel,
    pub(in super::super) note: &'static str,
    pub(in super::super) fate: Fate,
}

const fn money(
    fund: Which,
    ago: i64,
    from: Origin,
    amount: i64,
    purpose: Option<&'static str>,
    note: &'static str,
) -> IncomeWords {
    let (form, channel, fate) = (Form::Money, Channel::Bank, Fate::Comes(2));
    IncomeWords { fund, ago, from, form, amount: yuan(amount), purpose, channel, note, fate }
}

impl IncomeWords {
    const fn in_kind(self) -> Self {
        Self { form: Form::InKind, channel: Channel::Counter, ..self }
    }

    const fn in_cash(self) -> Self {
        Self { channel: Channel::Counter, ..self }
    }

    const fn ends(self, fate: Fate) -> Self {
        Self { fate, ..self }
    }
}

const TOWN: &str = "萤政发";
const COUNTY: &str = "云民发";
const MILL: &str = "云汀米业";
const LAMP: &str = "萤光照明厂";
const AWAY: &str = "在外乡亲联谊会";
const NAMELESS: &str = "不愿留名的居民";
const WRONG: Fate = Fate::Reversed("把另一个账户的来款记到了这里，已更正。");
const NEVER: Fate = Fate::Cancelled("对方今年没有结余，经说明后撤回。");

/// All of it.
#[rustfmt::skip]
pub(in super::super) const INCOMES: [IncomeWords; 42] = [
    money(Town, 722, Origin::Office(TOWN, 12), 200_000, None, "镇级财政年度补助"),
    money(Town, 705, Origin::Donor(AWAY, true), 30_000, Some("hardship"), "帮助困难家庭"),
    money(Town, 660, Origin::Sponsor(MILL, "赞助协议：用于沿河环境整治，为期一年。"), 50_000, Some("environment"), "沿河整治赞助"),
    money(Town, 612, Origin::Donor(MILL, true), 16_800, Some("elders"), "大米六百袋").in_kind(),
    money(Town, 590, Origin::Donor("热心企业联合会", true), 26_000, None, "不限用途").ends(Fate::Comes(4)),
    money(Town, 545, Origin::Donor(NAMELESS, false), 20_000, Some("education"), "资助两名学生"),
    money(Town, 505, Origin::Donor(AWAY, true), 40_000, Some("education"), "助学"),
    money(Town, 480, Origin::Itself, 8_640, None, "义卖收入").in_cash(),
    money(Town, 470, Origin::Donor("镇商会", true), 15_000, None, "年会募集").ends(WRONG),
    money(Town, 460, Origin::Donor("镇商会", true), 15_000, None, "年会募集"),
    money(Town, 422, Origin::Donor("云汀书店", true), 6_200, Some("education"), "图书四百册").in_kind(),
    money(Town, 356, Origin::Office(TOWN, 9), 180_000, None, "镇级财政年度补助"),
    money(Town, 300, Origin::Office(COUNTY, 31), 1_100_000, Some("environment"), "县级人居环境以奖代补").ends(Fate::Comes(6)),
    money(Town, 285, Origin::Donor(NAMELESS, false), 12_000, Some("hardship"), "给有病人的家庭"),
    money(Town, 236, Origin::Sponsor(LAMP, "赞助协议：敬老月活动的灯具和物资，折款支付。"), 30_000, Some("elders"), "敬老月赞助"),
    money(Town, 205, Origin::Donor(AWAY, true), 30_000, Some("education"), "助学"),
    money(Town, 160, Origin::Donor(LAMP, true), 14_400, Some("environment"), "太阳能灯十二盏").in_kind(),
    money(Town, 118, Origin::Donor("热心企业联合会", true), 18_000, None, "不限用途"),
    money(Town, 92, Origin::Itself, 5_310, None, "旧衣义卖收入").in_cash(),
    money(Town, 60, Origin::Donor("镇商会", true), 20_000, None, "年会认捐").ends(NEVER),
    money(Town, 16, Origin::Sponsor(MILL, "赞助协议：入户慰问用米，折款支付。"), 25_000, Some("elders"), "慰问赞助").ends(Fate::Awaited),
    money(Town, 5, Origin::Office(COUNTY, 44), 60_000, Some("hardship"), "县级临时救助配套").ends(Fate::Awaited),
    money(Community, 720, Origin::Office(TOWN, 15), 60_000, None, "社区公共空间补助"),
    money(Community, 690, Origin::Donor("望舒业主联谊会", true), 12_000, None, "邻里互助"),
    money(Community, 560, Origin::Sponsor(LAMP, "赞助协议：庭院改造，挂牌一年。"), 20_000, Some("courtyard"), "庭院改造赞助"),
    money(Community, 500, Origin::Donor("社区家长小组", true), 12_000, Some("children"), "儿童活动"),
    money(Community, 452, Origin::Itself, 2_960, None, "跳蚤市场收入").in_cash(),
    money(Community, 345, Origin::Office(TOWN, 11), 60_000, None, "社区公共空间补助"),
    money(Community, 310, Origin::Donor(NAMELESS, false), 5_000, None, "").in_cash(),
    money(Community, 240, Origin::Donor("望舒花木店", true), 3_600, Some("courtyard"), "花苗一千株").in_kind(),
    money(Community, 130, Origin::Donor("社区家长小组", true), 15_000, Some("children"), "儿童活动"),
    money(Community, 86, Origin::Itself, 3_120, None, "跳蚤市场收入").in_cash(),
    money(Community, 7, Origin::Donor("便民连锁联盟", true), 8_000, None, "邻里节赞助").ends(Fate::Awaited),
    money(Village, 700, Origin::Donor(AWAY, true), 15_000, Some("meals"), "老年食堂"),
    money(Village, 655, Origin::Sponsor(MILL, "赞助协议：适老化改造材料。"), 10_000, Some("care"), "适老化赞助"),
    money(Village, 640, Origin::Office(TOWN, 18), 20_000, None, "村级养老补助"),
    money(Village, 520, Origin::Donor(MILL, true), 4_800, Some("meals"), "大米两百袋").in_kind(),
    money(Village, 350, Origin::Office(TOWN, 14), 20_000, None, "村级养老补助"),
    money(Village, 290, Origin::Donor(NAMELESS, false), 2_000, None, "").in_cash(),
    money(Village, 210, Origin::Donor(AWAY, true), 15_000, Some("meals"), "老年食堂"),
    money(Village, 80, Origin::Donor("竹汀志愿服务队", true), 1_200, Some("care"), "探访用品").in_kind(),
    money(Village, 4, Origin::Donor(AWAY, true), 6_000, Some("meals"), "老年食堂").ends(Fate::Awaited),
];
