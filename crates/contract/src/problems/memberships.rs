//! Problems of household memberships.

crate::problems! {
    /// The code is unknown, used up or past its time; which of these is not told.
    HOUSEHOLD_CODE_INVALID = "household_code_invalid", 422,
        title: ["邀请码无效", "邀請碼無效", "This code does not work"],
        detail: ["邀请码有误、已用完或已过期。请核对，或请网格员重新开具。", "邀請碼有誤、已用完或已過期。請核對，或請網格員重新開具。", "The code is wrong, used up or has expired. Check it, or ask your grid worker for a new one."];
    /// The person belongs to the household, or has asked to.
    ALREADY_MEMBER = "already_member", 409,
        title: ["已经加入或正在等待确认", "已經加入或正在等待確認", "Already a member or waiting"],
        detail: ["您已是这一户的成员，或申请正在等待网格员确认。", "您已是這一戶的成員，或申請正在等待網格員確認。", "You belong to this household, or your request is waiting for the grid worker."];
    /// Too many memberships or waiting requests.
    MEMBERSHIPS_FULL = "memberships_full", 409,
        title: ["申请太多", "申請太多", "Too many households"],
        detail: ["一个人最多加入 {max} 户，同时等待确认的申请最多 {waiting} 个。", "一個人最多加入 {max} 戶，同時等待確認的申請最多 {waiting} 個。", "One person may belong to at most {max} households and wait for at most {waiting}."];
    /// Somebody has decided the request.
    MEMBERSHIP_DECIDED = "membership_decided", 409,
        title: ["申请已经处理", "申請已經處理", "Already decided"],
        detail: ["这个申请已有人处理。", "這個申請已有人處理。", "Somebody has decided this request already."];
    /// The membership is over.
    MEMBERSHIP_OVER = "membership_over", 409,
        title: ["成员关系已经结束", "成員關係已經結束", "Already over"],
        detail: ["这个成员关系已经结束。", "這個成員關係已經結束。", "This membership is over already."];
}
