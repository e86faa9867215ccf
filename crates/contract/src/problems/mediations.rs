//! Problems of mediations.

crate::problems! {
    /// Nothing more happens to it.
    MEDIATION_ENDED = "mediation_ended", 409,
        title: ["调解已经结束", "調解已經結束", "The mediation has ended"],
        detail: ["这次调解已经结束，不能再改。有新的情况请另开一份。", "這次調解已經結束，不能再改。有新的情況請另開一份。", "This mediation has ended and stays as it is. Open another record for what is new."];
    /// There is no text to answer to.
    MEDIATION_NOTHING_AGREED = "mediation_nothing_agreed", 409,
        title: ["还没有协议", "還沒有協議", "Nothing to answer to"],
        detail: ["现在没有等待确认的协议。请刷新后再看。", "現在沒有等待確認的協議。請重新整理後再看。", "There is no agreement that waits to be confirmed. Reload to see where it stands."];
    /// There is another text now.
    AGREEMENT_CHANGED = "agreement_changed", 409,
        title: ["协议已经修改", "協議已經修改", "There is another text"],
        detail: ["协议已经修改，请看过新的内容再确认。", "協議已經修改，請看過新的內容再確認。", "The agreement was changed. Read the new text before you answer."];
    /// The party has said what they say.
    AGREEMENT_ANSWERED = "agreement_answered", 409,
        title: ["已经确认过", "已經確認過", "Answered already"],
        detail: ["这位当事人已经确认过这份协议。", "這位當事人已經確認過這份協議。", "This party has confirmed this text already."];
    /// They answer by themselves.
    PARTY_HAS_ACCOUNT = "party_has_account", 409,
        title: ["请本人确认", "請本人確認", "They confirm by themselves"],
        detail: ["这位当事人有账号，请本人登录后确认。", "這位當事人有帳號，請本人登入後確認。", "This party has an account: they sign in and confirm."];
    /// It has as many meetings as it may.
    MEETINGS_FULL = "meetings_full", 409,
        title: ["会面太多", "會面太多", "Too many meetings"],
        detail: ["一次调解最多 {max} 次会面。", "一次調解最多 {max} 次會面。", "A mediation has at most {max} meetings."];
    /// It has as many texts as it may.
    AGREEMENTS_FULL = "agreements_full", 409,
        title: ["协议修改太多次", "協議修改太多次", "Too many texts"],
        detail: ["协议最多修改到第 {max} 稿。", "協議最多修改到第 {max} 稿。", "An agreement has at most {max} texts."];
}
