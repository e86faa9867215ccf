//! Problems of kept filters.

crate::problems! {
    /// As many are kept as may be.
    SAVED_FILTERS_FULL = "saved_filters_full", 409,
        title: ["保存的筛选已满", "儲存的篩選已滿", "Too many saved filters"],
        detail: ["每个列表最多保存 {max} 个筛选。请先删除不用的。", "每個列表最多儲存 {max} 個篩選。請先刪除不用的。", "You can keep {max} filters for a list. Delete one that you do not use."];
}
