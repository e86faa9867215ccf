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
}
