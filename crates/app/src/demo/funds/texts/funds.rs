//! What the funds are called and are for. All of it is invented.

use domain::funds::Amount;

use super::super::{Which, yuan};

/// Of which books the opening balances are.
pub(in super::super) const BOOKS: &str = "由原手工账结转，经镇财政所和监督小组核对";

/// What is said of a fund.
pub(in super::super) struct Words {
    pub(in super::super) name: &'static str,
    pub(in super::super) description: &'static str,
    /// What gifts can be restricted to: code and name.
    pub(in super::super) purposes: &'static [(&'static str, &'static str)],
    pub(in super::super) charter: &'static str,
    /// What was there, by purpose.
    pub(in super::super) balances: &'static [(Option<&'static str>, Amount)],
    /// Lines of its own budget: what they pay, how much, what they serve.
    pub(in super::super) lines: &'static [(&'static str, Amount, Option<&'static str>)],
}

impl Words {
    pub(in super::super) const fn of(which: Which) -> &'static Self {
        match which {
            Which::Town => &TOWN,
            Which::Community => &COMMUNITY,
            Which::Village => &VILLAGE,
        }
    }
}

const TOWN: Words = Words {
    name: "萤川镇公益基金",
    description: "用于全镇的助学、帮困、敬老和人居环境整治。收入来自捐赠、财政补助和企业赞助，每一笔收支都公开，重大用款由管理委员会表决。",
    purposes: &[
        ("education", "助学"),
        ("hardship", "困难帮扶"),
        ("elders", "敬老"),
        ("environment", "人居环境整治"),
    ],
    charter: "萤川镇公益基金章程",
    balances: &[(None, yuan(268_450)), (Some("education"), yuan(36_000))],
    lines: &[
        ("困难家庭临时救助", yuan(60_000), Some("hardship")),
        ("助学金", yuan(80_000), Some("education")),
        ("节日慰问", yuan(70_000), None),
        ("人居环境评比奖励", yuan(900_000), Some("environment")),
        ("审计和票据印制", yuan(20_000), None),
    ],
};

const COMMUNITY: Words = Words {
    name: "望舒社区邻里基金",
    description: "用于改善楼道、庭院和公共空间，支持居民自己提出、自己动手的小项目，并补贴社区的儿童和志愿服务活动。",
    purposes: &[("courtyard", "庭院改造"), ("children", "儿童活动")],
    charter: "望舒社区邻里基金章程",
    balances: &[(None, yuan(92_300)), (Some("courtyard"), yuan(18_500))],
    lines: &[
        ("楼道照明和小修", yuan(70_000), None),
        ("儿童暑期活动", yuan(24_000), Some("children")),
        ("志愿者保险和物资", yuan(30_000), None),
        ("社区节庆", yuan(24_000), None),
    ],
};

const VILLAGE: Words = Words {
    name: "竹汀村长者关爱基金",
    description: "用于本村老年助餐、探访照料和适老化改造。钱从村民、在外乡亲和镇里的补助来，用到每一位老人身上。",
    purposes: &[("meals", "老年助餐"), ("care", "照料和适老化")],
    charter: "竹汀村长者关爱基金章程",
    balances: &[(None, yuan(41_680))],
    lines: &[
        ("老年食堂食材补贴", yuan(60_000), Some("meals")),
        ("重阳节和春节慰问", yuan(24_000), None),
        ("探访志愿者交通补贴", yuan(12_000), None),
    ],
};
