//! Problems of funds' accounts to the public.

crate::problems! {
    /// Its period goes on.
    DISCLOSURE_NOT_OVER = "disclosure_not_over", 409,
        title: ["这一期还没有结束", "這一期還沒有結束", "The period is not over"],
        detail: ["这一期结束以后才能编制账目公告。", "這一期結束以後才能編製帳目公告。", "Its account can be prepared once the period is over."];
    /// Its numbers do not agree with each other.
    DISCLOSURE_UNBALANCED = "disclosure_unbalanced", 409,
        title: ["账目不平", "帳目不平", "The books do not balance"],
        detail: ["期初、收入和支出与期末余额对不上。请联系系统管理员核对账簿。", "期初、收入和支出與期末餘額對不上。請聯絡系統管理員核對帳簿。", "What came in and went out does not come to what is there. Ask the administrator to check the books."];
    /// It is out: it stays as it is.
    DISCLOSURE_PUBLISHED = "disclosure_published", 409,
        title: ["这一期已经公告", "這一期已經公告", "The account is published"],
        detail: ["已经公告的账目不能再改；差错在以后的账目中更正。", "已經公告的帳目不能再改；差錯在以後的帳目中更正。", "A published account stays as it is. Mistakes are mended in the books of a later period."];
    /// It is not what was read, or not what the books say any more.
    DISCLOSURE_CHANGED = "disclosure_changed", 409,
        title: ["内容已经变动", "內容已經變動", "It has changed"],
        detail: ["您看过以后，这份公告或者账簿有变动。请重新编制或者重新阅读后再办理。", "您看過以後，這份公告或者帳簿有變動。請重新編製或者重新閱讀後再辦理。", "This account or the books have changed since. Prepare it anew, or read it again first."];
    /// One person signs once.
    DISCLOSURE_SAME_PERSON = "disclosure_same_person", 409,
        title: ["要由两个人签字", "要由兩個人簽字", "Two people sign"],
        detail: ["出纳和审计要由两个不同的人签字，您已经签过。", "出納和審計要由兩個不同的人簽字，您已經簽過。", "Treasurer and auditor are two different people, and you have signed already."];
    /// The auditor's questions have to be answered first.
    DISCLOSURE_FINDINGS_OPEN = "disclosure_findings_open", 409,
        title: ["还有疑点没有答复", "還有疑點沒有答覆", "Findings are not answered"],
        detail: ["这一期还有 {count} 个疑点没有答复，答复以后审计才能签字。", "這一期還有 {count} 個疑點沒有答覆，答覆以後審計才能簽字。", "Findings of the period that nobody has answered: {count}. The auditor signs after that."];
    /// One or both signatures are missing.
    DISCLOSURE_NOT_SIGNED = "disclosure_not_signed", 409,
        title: ["还没有签字", "還沒有簽字", "Not signed"],
        detail: ["出纳和审计都签字以后才能公告。", "出納和審計都簽字以後才能公告。", "It is published once treasurer and auditor have signed."];
}
