//! What the funds' calls for projects say.

use domain::funds::Amount;

use super::super::{Which, yuan};

/// A call, by how many days ago it opens and closes; what is still to come is below zero.
pub(in super::super) struct CallWords {
    pub(in super::super) fund: Which,
    pub(in super::super) title: &'static str,
    pub(in super::super) text: &'static str,
    pub(in super::super) opens: i64,
    pub(in super::super) closes: i64,
    pub(in super::super) most: Amount,
    pub(in super::super) purposes: &'static [&'static str],
    /// Whether it is published, and not a draft that the office still works on.
    pub(in super::super) published: bool,
}

const fn call(
    fund: Which,
    title: &'static str,
    (opens, closes): (i64, i64),
    most: Amount,
    text: &'static str,
) -> CallWords {
    CallWords { fund, title, text, opens, closes, most, purposes: &[], published: true }
}

const TOWN_MOST: Amount = yuan(60_000);
const COMMUNITY_MOST: Amount = yuan(20_000);
const VILLAGE_MOST: Amount = yuan(12_000);

const TOWN_TEXT: &str = "面向全镇居民和村民小组，征集助学、帮困、敬老和环境整治的公益项目。请写清楚为谁做、怎么做、花多少钱、怎样算做成。";
const COMMUNITY_TEXT: &str =
    "征集改善楼道、庭院和公共空间的小项目，也征集儿童和志愿服务活动。谁提出，谁参与，做完请邻居来评。";
const VILLAGE_TEXT: &str = "征集助餐、探访、适老化改造方面的项目。能自己动手的自己动手，钱花在材料和伙食上。";

/// All calls. Those of one fund do not overlap, so that the day on which something is handed in says which it answers.
pub(in super::super) const CALLS: [CallWords; 14] = [
    call(Which::Town, "第一期公益项目征集", (695, 600), TOWN_MOST, TOWN_TEXT),
    call(Which::Town, "第二期公益项目征集", (440, 340), TOWN_MOST, TOWN_TEXT),
    call(Which::Town, "第三期公益项目征集", (170, 60), TOWN_MOST, TOWN_TEXT),
    call(Which::Town, "第四期公益项目征集", (59, -14), TOWN_MOST, TOWN_TEXT),
    CallWords {
        purposes: &["education"],
        ..call(
            Which::Town,
            "助学专项征集",
            (-20, -65),
            yuan(30_000),
            "下学期的助学项目征集，只用于指定助学的捐款，欢迎学校、家长小组和返乡学生提出。",
        )
    },
    CallWords {
        published: false,
        ..call(
            Which::Town,
            "河岸整治专项征集",
            (-45, -100),
            yuan(50_000),
            "征集沿河护坡、清淤和绿化的项目。（草稿：补充范围图以后发布）",
        )
    },
    call(Which::Community, "邻里小项目征集（一）", (690, 590), COMMUNITY_MOST, COMMUNITY_TEXT),
    call(Which::Community, "邻里小项目征集（二）", (450, 330), COMMUNITY_MOST, COMMUNITY_TEXT),
    call(Which::Community, "邻里小项目征集（三）", (172, 61), COMMUNITY_MOST, COMMUNITY_TEXT),
    call(Which::Community, "邻里小项目征集（四）", (60, -20), COMMUNITY_MOST, COMMUNITY_TEXT),
    call(Which::Village, "长者关爱项目征集（一）", (670, 560), VILLAGE_MOST, VILLAGE_TEXT),
    call(Which::Village, "长者关爱项目征集（二）", (420, 310), VILLAGE_MOST, VILLAGE_TEXT),
    call(Which::Village, "长者关爱项目征集（三）", (171, 62), VILLAGE_MOST, VILLAGE_TEXT),
    call(Which::Village, "长者关爱项目征集（四）", (61, -10), VILLAGE_MOST, VILLAGE_TEXT),
];
