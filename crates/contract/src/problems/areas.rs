//! Problems of the tree of places.

crate::problems! {
    /// Another area has the official code.
    AREA_CODE_TAKEN = "area_code_taken", 409,
        title: ["编码已被使用", "編碼已被使用", "Code taken"],
        detail: ["另一个区域已经使用这个编码。", "另一個區域已經使用這個編碼。", "Another area has this official code."];
    /// A sibling has the local code.
    AREA_SEGMENT_TAKEN = "area_segment_taken", 409,
        title: ["本地代码已被使用", "本地代碼已被使用", "Local code taken"],
        detail: ["同一上级下已有区域使用这个本地代码，请换一个或留空由系统编号。", "同一上級下已有區域使用這個本地代碼，請換一個或留空由系統編號。", "A sibling has this local code. Choose another, or leave it to the system."];
    /// Households have operations of their own.
    AREA_IS_HOUSEHOLD = "area_is_household", 409,
        title: ["请按住户办理", "請按住戶辦理", "This is a household"],
        detail: ["住户请在住户管理中添加和修改。", "住戶請在住戶管理中添加和修改。", "Households are added and changed under households."];
    /// No outline holds the position.
    AREA_NOT_CHARTED = "area_not_charted", 404,
        title: ["这里没有划定的区域", "這裡沒有劃定的區域", "No area here"],
        detail: ["这个位置不在任何已划定边界的区域内。", "這個位置不在任何已劃定邊界的區域內。", "The position lies in no area whose boundary is known."];
}
