//! What the funds' charters say. The numbers of their rules stand beside the text.

use super::{super::Which, funds::Words};

/// What the committee is asked about the town's charter.
pub(in super::super) const AMENDING: &str = "修订公益基金章程";
/// Why.
pub(in super::super) const WHY: &str =
    "居民代表建议把须经表决的用款门槛从五万元降到四万元，并把项目评价期改为十天，与各村一致。";

/// The articles that all charters have, but for those of their own.
const COMMON: [&str; 6] = [
    "基金的收入来自捐赠、财政补助、企业赞助和利息。捐赠人指定用途的，只用于该用途。",
    "每一笔支出由三人办理：一人提出，一人批准，一人付款，三人不得相同；收款人不得批准付给自己的款项。",
    "管理委员会由议事代表组成，任期三年。与议题有利害关系的委员回避，不回避的不足三人时不作表决。",
    "项目先公示七天，听取居民意见，再由管理委员会表决；通过后签订协议，按节点验收、按节点付款。",
    "项目完成后由居民评价，评价结果公开。",
    "每季度结束后十五日内公布账目，由出纳和审计签字。逾期没有公布的，在公开页面上写明。",
];

const PURPOSES: [&str; 3] = [
    "本基金用于全镇的助学、困难帮扶、敬老和人居环境整治。",
    "本基金用于改善本社区的楼道、庭院和公共空间，支持居民自己提出的项目。",
    "本基金用于本村六十岁以上老人的助餐、探访照料和居家适老化改造。",
];
const LIMITS: [&str; 3] = [
    "单笔五万元以上的用款，须经管理委员会表决。",
    "单笔两万元以上的用款，须经管理委员会表决。",
    "单笔五千元以上的用款，须经管理委员会表决。",
];
/// What the town's charter says of amounts since it was amended.
const LIMIT_AMENDED: &str = "单笔四万元以上的用款，须经管理委员会表决；项目评价期为十天。";

fn written(first: &str, limit: &str) -> String {
    const NUMBERS: [&str; 8] = ["一", "二", "三", "四", "五", "六", "七", "八"];
    let articles = [first].into_iter().chain(COMMON).chain([limit]);
    let lines = NUMBERS.iter().zip(articles).map(|(number, words)| format!("第{number}条 {words}"));
    lines.collect::<Vec<_>>().join("\n")
}

/// The text with which a fund begins.
pub(in super::super) fn document(which: Which) -> String {
    let at = which as usize;
    format!("{}\n{}", Words::of(which).charter, written(PURPOSES[at], LIMITS[at]))
}

/// The text of the town's second charter.
pub(in super::super) fn amended() -> String {
    format!("{}\n{}", Words::of(Which::Town).charter, written(PURPOSES[0], LIMIT_AMENDED))
}
