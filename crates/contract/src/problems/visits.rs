//! Problems of visits.

crate::problems! {
    /// The household has as many plans as it may.
    VISIT_PLANS_FULL = "visit_plans_full", 409,
        title: ["计划太多", "計劃太多", "Too many plans"],
        detail: ["一户最多同时有 {max} 份走访计划。请先结束一份。", "一戶最多同時有 {max} 份走訪計劃。請先結束一份。", "A household has at most {max} plans at a time. End one first."];
    /// Not possible from where the plan stands.
    VISIT_PLAN_STEP_FORBIDDEN = "visit_plan_step_forbidden", 409,
        title: ["现在不能这样做", "現在不能這樣做", "Not possible now"],
        detail: ["这份走访计划的状态已经变了。请刷新后再看。", "這份走訪計劃的狀態已經變了。請重新整理後再看。", "This plan stands elsewhere by now. Reload to see where."];
    /// Another visit has this id.
    VISIT_EXISTS = "visit_exists", 409,
        title: ["这次走访已有记录", "這次走訪已有記錄", "Recorded already"],
        detail: ["这次走访已经记录过，内容不同。请打开记录更正。", "這次走訪已經記錄過，內容不同。請打開記錄更正。", "This visit is recorded and says something else. Open the record and correct it there."];
    /// Somebody else recorded it.
    VISIT_NOT_YOURS = "visit_not_yours", 403,
        title: ["不是您记录的", "不是您記錄的", "Somebody else recorded it"],
        detail: ["只有记录的人能更正。您可以补充说明。", "只有記錄的人能更正。您可以補充說明。", "Only who recorded a visit corrects it. You can add a note."];
    /// The time to correct it is over.
    VISIT_CORRECTION_OVER = "visit_correction_over", 409,
        title: ["不能再更正", "不能再更正", "No longer corrected"],
        detail: ["记录 {hours} 小时后不能再更正。您可以补充说明。", "記錄 {hours} 小時後不能再更正。您可以補充說明。", "After {hours} hours a visit is no longer corrected. You can add a note."];
    /// It has as many notes as it may.
    VISIT_NOTES_FULL = "visit_notes_full", 409,
        title: ["补充说明太多", "補充說明太多", "Too many notes"],
        detail: ["一次走访最多 {max} 条补充说明。", "一次走訪最多 {max} 條補充說明。", "A visit has at most {max} notes."];
    /// Its outcome asks for nothing.
    VISIT_NOTHING_TO_FOLLOW_UP = "visit_nothing_to_follow_up", 409,
        title: ["没有要跟进的", "沒有要跟進的", "Nothing to follow up"],
        detail: ["只有结果为“需要跟进”的走访才能转为事项。请先更正结果。", "只有結果為「需要跟進」的走訪才能轉為事項。請先更正結果。", "Only a visit that needs a follow-up becomes a ticket. Correct its outcome first."];
    /// It was reported already.
    VISIT_FOLLOWED_UP = "visit_followed_up", 409,
        title: ["已经转为事项", "已經轉為事項", "Reported already"],
        detail: ["这次走访发现的问题已经转为事项。", "這次走訪發現的問題已經轉為事項。", "What was found at this visit is reported already."];
}
