//! Problems of inspections.

crate::problems! {
    /// The area has as many templates as it may.
    TEMPLATES_FULL = "templates_full", 409,
        title: ["检查表太多", "檢查表太多", "Too many templates"],
        detail: ["一个区域最多 {max} 份检查表。请修改已有的。", "一個區域最多 {max} 份檢查表。請修改已有的。", "An area has at most {max} templates. Revise one of them."];
    /// The template has as many versions as it may.
    TEMPLATE_VERSIONS_FULL = "template_versions_full", 409,
        title: ["版本太多", "版本太多", "Too many versions"],
        detail: ["一份检查表最多 {max} 个版本。请另建一份。", "一份檢查表最多 {max} 個版本。請另建一份。", "A template has at most {max} versions. Make a new one."];
    /// The area has as many versions of its rules as it may.
    AWARD_RULES_FULL = "award_rules_full", 409,
        title: ["奖励规则太多", "獎勵規則太多", "Too many rules"],
        detail: ["一个区域最多 {max} 份奖励规则。", "一個區域最多 {max} 份獎勵規則。", "An area has at most {max} versions of its rules."];
    /// The draft is in force already, or will be.
    AWARD_RULES_ADOPTED = "award_rules_adopted", 409,
        title: ["已经采用", "已經採用", "Adopted already"],
        detail: ["这份规则已经采用，不能再改期。请另拟一份。", "這份規則已經採用，不能再改期。請另擬一份。", "These rules are adopted and keep their date. Draft others."];
    /// What a half-year pays does not change once it has begun.
    HALF_YEAR_BEGUN = "half_year_begun", 409,
        title: ["这个半年已经开始", "這個半年已經開始", "The half-year has begun"],
        detail: ["半年开始后，它的规则不能再改。请选以后的半年。", "半年開始後，它的規則不能再改。請選以後的半年。", "The rules of a half-year that has begun do not change. Choose a later one."];
    /// Other rules begin with the same half-year.
    HALF_YEAR_TAKEN = "half_year_taken", 409,
        title: ["这个半年已有规则", "這個半年已有規則", "The half-year has rules"],
        detail: ["这个区域从这个半年起已采用另一份规则。", "這個區域從這個半年起已採用另一份規則。", "This area has adopted other rules from this half-year on."];
}
