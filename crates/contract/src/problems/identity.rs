//! Problems of accounts and sign-ins.

crate::problems! {
    /// Wrong login or password; which, and whether the account exists, is not told.
    SIGN_IN_FAILED = "sign_in_failed", 401,
        title: ["登录没有成功", "登入沒有成功", "Sign-in failed"],
        detail: ["登录名或密码不对，请核对后再试。", "登入名或密碼不對，請核對後再試。", "The login or the password is not right. Check both and try again."];
    /// The code is wrong, over, used, or was tried too often.
    CODE_REFUSED = "code_refused", 401,
        title: ["验证码不对", "驗證碼不對", "The code does not work"],
        detail: ["验证码不对，或已过期、已用过。请核对，或重新获取一个。", "驗證碼不對，或已過期、已用過。請核對，或重新取得一個。", "The code is wrong, has expired or was used. Check it, or ask for a new one."];
    /// The right password of an account that somebody in charge has locked.
    ACCOUNT_LOCKED = "account_locked", 403,
        title: ["账号已锁定", "帳號已鎖定", "The account is locked"],
        detail: ["这个账号已被管理员锁定。如有疑问，请到村（居）委会询问。", "這個帳號已被管理員鎖定。如有疑問，請到村（居）委會詢問。", "An administrator has locked this account. Ask at the village or community office."];
    /// The password that confirms a change is wrong.
    PASSWORD_WRONG = "password_wrong", 422,
        title: ["密码不对", "密碼不對", "Wrong password"],
        detail: ["您输入的密码不对，没有任何改动。", "您輸入的密碼不對，沒有任何改動。", "The password is not right. Nothing was changed."];
    /// Signed in, but the second factor has not been shown.
    SECOND_FACTOR_REQUIRED = "second_factor_required", 403,
        title: ["需要二次验证", "需要二次驗證", "Second factor required"],
        detail: ["请输入验证器上的 6 位数字以完成登录。", "請輸入驗證器上的 6 位數字以完成登入。", "Enter the 6 digits of your authenticator app to finish signing in."];
    /// There is a second factor already.
    SECOND_FACTOR_ENROLLED = "second_factor_enrolled", 409,
        title: ["已经绑定验证器", "已經綁定驗證器", "A second factor is set up already"],
        detail: ["要更换验证器，请先停用现在的。", "要更換驗證器，請先停用現在的。", "Remove the present one first to replace it."];
    /// There is no second factor to confirm or remove.
    SECOND_FACTOR_MISSING = "second_factor_missing", 409,
        title: ["还没有绑定验证器", "還沒有綁定驗證器", "No second factor"],
        detail: ["请先开始绑定验证器。", "請先開始綁定驗證器。", "Begin to set one up first."];
    /// Another account has this login name.
    LOGIN_TAKEN = "login_taken", 409,
        title: ["登录名已被使用", "登入名已被使用", "The login is taken"],
        detail: ["请换一个登录名。", "請換一個登入名。", "Please choose another login."];
    /// The refresh token is not that of a live session.
    SESSION_OVER = "session_over", 401,
        title: ["登录已失效", "登入已失效", "The sign-in is over"],
        detail: ["请重新登录。", "請重新登入。", "Please sign in again."];
    /// Another request refreshed the same sign-in a moment ago.
    SESSION_REFRESHED_MEANWHILE = "session_refreshed_meanwhile", 409,
        title: ["登录刚刚更新过", "登入剛剛更新過", "Refreshed a moment ago"],
        detail: ["另一个页面刚刚更新了登录，请再试一次。", "另一個頁面剛剛更新了登入，請再試一次。", "Another tab refreshed this sign-in. Try again."];
    /// One's own account cannot be locked by oneself.
    OWN_ACCOUNT = "own_account", 409,
        title: ["不能对自己的账号这样做", "不能對自己的帳號這樣做", "Not on your own account"],
        detail: ["请由另一位管理员办理。", "請由另一位管理員辦理。", "Ask another administrator to do this."];
    /// The account is closed.
    ACCOUNT_CLOSED = "account_closed", 409,
        title: ["账号已注销", "帳號已註銷", "The account is closed"],
        detail: ["这个账号已由本人注销，不能再办理。", "這個帳號已由本人註銷，不能再辦理。", "Its owner has closed this account; nothing can be done with it."];
    /// There is no number to confirm.
    PHONE_MISSING = "phone_missing", 409,
        title: ["还没有填写手机号", "還沒有填寫手機號", "No phone number"],
        detail: ["请先填写手机号，或确认它尚未验证。", "請先填寫手機號，或確認它尚未驗證。", "Enter a number first; one that is confirmed needs nothing more."];
    /// Whoever closes their account must first give back the roles they hold.
    GRANTS_HELD = "grants_held", 409,
        title: ["请先交回职务权限", "請先交回職務權限", "Roles are still held"],
        detail: ["注销前请联系管理员收回您的职务权限。", "註銷前請聯絡管理員收回您的職務權限。", "Ask an administrator to take back your roles before you close the account."];
}
