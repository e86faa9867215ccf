//! What the funds pay outside projects, and what is said about it.

use domain::funds::{Amount, findings::Kind};

use super::super::{
    Which::{self, Community, Town, Village},
    yuan,
};

/// With the account of each quarter.
pub(in super::super) const NOTE: &str =
    "本期收支已与银行对账单和票据逐笔核对。用途受限的捐款单独记账，没有挪作他用。";
/// Where the auditor is not content with an answer.
pub(in super::super) const ASKED_AGAIN: &str = "请补充：当时为什么没有合并成一次采购？";

/// What the office answers to what the auditor asks.
pub(in super::super) const fn answer(kind: Kind) -> &'static str {
    match kind {
        Kind::SplitPayments => {
            "两批楼道分两次报修、两次验收，不是为了绕开表决。今后同一商家三十天内的采购合并提出。"
        }
        Kind::RoundAmount => "按件计价，一百套每套一百元，清单和验收单附后。",
        Kind::InvoiceNumberTwice | Kind::InvoiceImageTwice => {
            "同一张票据重复提出，已核实，多付的一笔正在退回。"
        }
        Kind::FourEyes | Kind::PayeeApproves => "已核对经办人，三个环节由三人办理。",
    }
}

/// What becomes of a payment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Fate {
    Paid,
    /// It waits for its approver.
    Proposed,
    /// It waits for its payer.
    Approved,
    /// Its approver says no.
    Refused(&'static str),
    /// It was approved, and the bank refused it.
    Returned(&'static str),
    /// Its proposer takes it back.
    Withdrawn,
    /// It was paid, and booked back.
    Reversed(&'static str),
}

/// Something that a fund pays on a line of its own budget.
pub(in super::super) struct LineWords {
    pub(in super::super) fund: Which,
    /// How many days ago it is proposed.
    pub(in super::super) ago: i64,
    pub(in super::super) line: u16,
    /// Out of money that is restricted to this.
    pub(in super::super) purpose: Option<&'static str>,
    pub(in super::super) payee: &'static str,
    /// Whether the payee is a person.
    pub(in super::super) person: bool,
    pub(in super::super) amount: Amount,
    pub(in super::super) title: &'static str,
    pub(in super::super) fate: Fate,
    /// The payment whose invoice it shows again.
    pub(in super::super) same_invoice: Option<usize>,
}

type Line = (Which, u16, Option<&'static str>);

const fn line(
    ago: i64,
    (fund, line, purpose): Line,
    payee: &'static str,
    amount: Amount,
    title: &'static str,
) -> LineWords {
    let (person, fate, same_invoice) = (false, Fate::Paid, None);
    LineWords { fund, ago, line, purpose, payee, person, amount, title, fate, same_invoice }
}

impl LineWords {
    const fn of_a_person(self) -> Self {
        Self { person: true, ..self }
    }

    const fn ends(self, fate: Fate) -> Self {
        Self { fate, ..self }
    }

    const fn with_the_invoice_of(self, other: usize) -> Self {
        Self { same_invoice: Some(other), ..self }
    }
}

const RELIEF: Line = (Town, 1, Some("hardship"));
const PUPILS: Line = (Town, 2, Some("education"));
const VISITS: Line = (Town, 3, None);
const OFFICE: Line = (Town, 5, None);
const LIGHTS: Line = (Community, 1, None);
const SUMMER: Line = (Community, 2, Some("children"));
const HELPERS: Line = (Community, 3, None);
const FEASTS: Line = (Community, 4, None);
const CANTEEN: Line = (Village, 1, Some("meals"));
const GREETINGS: Line = (Village, 2, None);
const ROUNDS: Line = (Village, 3, None);

const SCHOOL: &str = "镇中心小学";
const GRAIN: &str = "集镇粮油店";
const LAMPS: &str = "巷口灯具行";
const STORE: &str = "竹汀粮油代销点";
const TEAM: &str = "竹汀志愿服务队";

/// The place of the payment whose invoice is shown twice.
const TRAVEL: usize = 35;

/// All of them. Payments to one payee lie apart, but for those that the auditor is to ask about.
#[rustfmt::skip]
pub(in super::super) const LINES: [LineWords; 39] = [
    line(688, RELIEF, "受助家庭甲", yuan(3_000), "住院临时救助").of_a_person(),
    line(640, PUPILS, SCHOOL, yuan(12_600), "困难学生助学金，第一学期"),
    line(610, VISITS, GRAIN, yuan(9_860), "高龄老人慰问米油"),
    line(520, RELIEF, "受助家庭乙", yuan(5_000), "房屋受灾临时救助").of_a_person(),
    line(455, PUPILS, SCHOOL, yuan(13_200), "困难学生助学金，第二学期"),
    line(430, VISITS, GRAIN, yuan(15_480), "节日慰问米油"),
    line(400, OFFICE, "云汀会计服务社", yuan(4_800), "年度审计费"),
    line(270, PUPILS, SCHOOL, yuan(12_900), "困难学生助学金，第三学期"),
    line(250, VISITS, GRAIN, yuan(11_240), "高龄老人慰问米油"),
    line(215, RELIEF, "受助家庭丙", yuan(4_000), "意外伤害临时救助").of_a_person()
        .ends(Fate::Refused("材料里缺住院发票，补齐以后重新提出。")),
    line(205, RELIEF, "受助家庭丙", yuan(4_000), "意外伤害临时救助（补齐材料）").of_a_person(),
    line(150, VISITS, GRAIN, yuan(6_320), "节日慰问物资")
        .ends(Fate::Returned("收款账号写错一位，银行退回；核对后另行提出。")),
    line(144, VISITS, GRAIN, yuan(6_320), "节日慰问物资（更正账号）"),
    line(95, OFFICE, "镇印刷服务部", yuan(1_260), "票据印制"),
    line(40, PUPILS, SCHOOL, yuan(13_800), "困难学生助学金，第四学期"),
    line(6, RELIEF, "受助家庭丁", yuan(3_600), "住院临时救助").of_a_person().ends(Fate::Approved),
    line(3, VISITS, GRAIN, yuan(8_940), "入户慰问物资").ends(Fate::Proposed),
    line(670, LIGHTS, LAMPS, yuan(4_260), "三号楼楼道灯更换"),
    line(560, HELPERS, "邻里保险代办点", yuan(3_600), "志愿者意外保险"),
    line(470, SUMMER, "社区文化站", yuan(7_800), "暑期课堂材料"),
    line(380, FEASTS, "望舒文具店", yuan(2_380), "社区灯会材料"),
    line(300, LIGHTS, LAMPS, yuan(11_200), "七至九号楼楼道照明（上半段）"),
    line(290, LIGHTS, LAMPS, yuan(9_900), "七至九号楼楼道照明（下半段）"),
    line(200, HELPERS, "邻里保险代办点", yuan(3_750), "志愿者意外保险，第二年"),
    line(165, LIGHTS, "巷口五金店", yuan(10_000), "单元门闭门器一百套"),
    line(110, SUMMER, "社区文化站", yuan(8_150), "暑期课堂材料，第二年"),
    line(75, FEASTS, "望舒文具店", yuan(1_980), "邻里节物料").ends(Fate::Withdrawn),
    line(22, LIGHTS, LAMPS, yuan(11_600), "十至十二号楼楼道照明（上半段）"),
    line(14, LIGHTS, LAMPS, yuan(9_700), "十至十二号楼楼道照明（下半段）"),
    line(660, CANTEEN, STORE, yuan(4_850), "老年食堂食材，第一批"),
    line(600, GREETINGS, STORE, yuan(4_320), "高龄老人慰问"),
    line(540, CANTEEN, STORE, yuan(4_720), "老年食堂食材，第二批"),
    line(430, GREETINGS, STORE, yuan(3_960), "节日慰问"),
    line(330, CANTEEN, STORE, yuan(4_910), "老年食堂食材，第三批"),
    line(260, ROUNDS, TEAM, yuan(1_440), "探访志愿者交通补贴，上半年"),
    line(180, ROUNDS, TEAM, yuan(1_380), "探访志愿者交通补贴，下半年"),
    line(172, ROUNDS, TEAM, yuan(1_380), "探访志愿者交通补贴").with_the_invoice_of(TRAVEL)
        .ends(Fate::Reversed("与前一笔是同一张票据，多付的款已退回基金账户。")),
    line(120, CANTEEN, STORE, yuan(4_880), "老年食堂食材，第四批"),
    line(30, CANTEEN, STORE, yuan(4_930), "老年食堂食材，第五批"),
];
