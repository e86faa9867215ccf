//! Problems of the ledger.

crate::problems! {
    /// An account takes no part for now.
    LEDGER_ACCOUNT_FROZEN = "ledger_account_frozen", 409,
        title: ["账户已冻结", "帳戶已凍結", "The account is frozen"],
        detail: ["这个账户正在核对，暂时不能进出。请联系审计人员。", "這個帳戶正在核對，暫時不能進出。請聯絡審計人員。", "The account is being checked; nothing goes in or out for now. Ask the auditor."];
    /// An account takes no part any more.
    LEDGER_ACCOUNT_CLOSED = "ledger_account_closed", 409,
        title: ["账户已关闭", "帳戶已關閉", "The account is closed"],
        detail: ["这个账户已经关闭，不能再进出。", "這個帳戶已經關閉，不能再進出。", "The account is closed; nothing goes in or out any more."];
    /// An account that still has something cannot be closed.
    LEDGER_ACCOUNT_NOT_EMPTY = "ledger_account_not_empty", 409,
        title: ["账户里还有", "帳戶裡還有", "The account is not empty"],
        detail: ["账户里还有余额，或者还有没完成的进出。清空以后才能关闭。", "帳戶裡還有餘額，或者還有沒完成的進出。清空以後才能關閉。", "The account still holds something, or something is on its way. It can be closed once it is empty."];
}
