//! Problems that any operation may answer.

crate::problems! {
    /// The body is not JSON, or a value has the wrong type, or a field is unknown.
    BODY_MALFORMED = "body_malformed", 400,
        title: ["请求格式不对", "請求格式不對", "The request cannot be read"],
        detail: ["无法读取请求：{reason}", "無法讀取請求：{reason}", "The request cannot be read: {reason}"];
    /// Fields break their rules; `errors` names them all.
    FIELDS_INVALID = "fields_invalid", 422,
        title: ["有几处需要修改", "有幾處需要修改", "Some fields need a change"],
        detail: ["请修改标出的内容后再提交。", "請修改標出的內容後再提交。", "Please change what is marked and send it again."];
    /// A query parameter or a path part cannot be read.
    QUERY_INVALID = "query_invalid", 400,
        title: ["查询条件不对", "查詢條件不對", "The query cannot be read"],
        detail: ["查询条件无法识别：{reason}", "查詢條件無法識別：{reason}", "The query cannot be read: {reason}"];
    /// No sign-in, or it has ended.
    SIGN_IN_REQUIRED = "sign_in_required", 401,
        title: ["请先登录", "請先登入", "Please sign in"],
        detail: ["登录后才能继续。", "登入後才能繼續。", "Sign in to go on."];
    /// Signed in, but not allowed.
    NOT_ALLOWED = "not_allowed", 403,
        title: ["没有权限", "沒有權限", "Not allowed"],
        detail: ["您在这个区域没有办理此事的权限。如有需要，请联系管理员。", "您在這個區域沒有辦理此事的權限。如有需要，請聯絡管理員。", "You have no permission for this here. Ask an administrator if you need it."];
    /// Not there, or not for the caller to know about.
    NOT_FOUND = "not_found", 404,
        title: ["没有找到", "沒有找到", "Not found"],
        detail: ["您要找的内容不存在，或者已经移走。", "您要找的內容不存在，或者已經移走。", "What you look for does not exist or has gone."];
    /// The path is known, the method is not.
    METHOD_NOT_ALLOWED = "method_not_allowed", 405,
        title: ["不支持的方法", "不支援的方法", "Method not allowed"],
        detail: ["这个地址不支持这种请求方法。", "這個地址不支援這種請求方法。", "This address does not take that method."];
    /// The resource changed since the caller read it.
    CHANGED_MEANWHILE = "changed_meanwhile", 412,
        title: ["内容已被他人更新", "內容已被他人更新", "Changed meanwhile"],
        detail: ["在您编辑期间，内容已经更新。请刷新后再改一次；您填写的内容还在。", "在您編輯期間，內容已經更新。請重新整理後再改一次；您填寫的內容還在。", "It was changed while you were editing. Reload and apply your change again; what you typed is still here."];
    /// An update without `If-Match`.
    VERSION_REQUIRED = "version_required", 428,
        title: ["缺少版本", "缺少版本", "Version required"],
        detail: ["修改时请带上 If-Match 标头。", "修改時請帶上 If-Match 標頭。", "Send the resource's ETag in If-Match."];
    /// The body is too large.
    BODY_TOO_LARGE = "body_too_large", 413,
        title: ["内容太大", "內容太大", "Too large"],
        detail: ["提交的内容超过上限 {max}。", "提交的內容超過上限 {max}。", "What you send is larger than the limit of {max}."];
    /// The body did not come.
    BODY_TOO_SLOW = "body_too_slow", 408,
        title: ["网络太慢", "網路太慢", "Too slow"],
        detail: ["提交的内容没有传完。填写的内容还在，网络好些时再试一次。", "提交的內容沒有傳完。填寫的內容還在，網路好些時再試一次。", "What you send did not arrive in time. Nothing that you typed is lost; try again with a better connection."];
    /// The body's type is not what the operation reads.
    MEDIA_TYPE_UNSUPPORTED = "media_type_unsupported", 415,
        title: ["不支持的格式", "不支援的格式", "Unsupported format"],
        detail: ["请用 {expected} 格式提交。", "請用 {expected} 格式提交。", "Please send {expected}."];
    /// The key was used with another body.
    IDEMPOTENCY_KEY_REUSED = "idempotency_key_reused", 422,
        title: ["重复的请求标识", "重複的請求標識", "Idempotency key reused"],
        detail: ["这个请求标识已用于另一份内容，请换一个。", "這個請求標識已用於另一份內容，請換一個。", "This key was used for another request. Use a new one."];
    /// The key is empty, too long or has unprintable characters.
    IDEMPOTENCY_KEY_INVALID = "idempotency_key_invalid", 400,
        title: ["请求标识不对", "請求標識不對", "Bad idempotency key"],
        detail: ["请求标识为 1 到 100 个可见字符。", "請求標識為 1 到 100 個可見字元。", "An idempotency key has 1 to 100 visible characters."];
    /// Too many requests.
    TOO_MANY_REQUESTS = "too_many_requests", 429,
        title: ["操作太频繁", "操作太頻繁", "Too many requests"],
        detail: ["请等 {seconds} 秒再试。", "請等 {seconds} 秒再試。", "Please try again in {seconds} seconds."];
    /// More rows than one file may hold.
    EXPORT_TOO_LARGE = "export_too_large", 422,
        title: ["导出内容太多", "匯出內容太多", "Too much to export"],
        detail: ["一次最多导出 {max} 条，请缩小范围。", "一次最多匯出 {max} 條，請縮小範圍。", "A file holds at most {max} rows. Please narrow the list."];
    /// A fault of ours; nothing internal is told.
    INTERNAL = "internal", 500,
        title: ["系统出错了", "系統出錯了", "Something went wrong"],
        detail: ["没有任何改动被保存。请稍后再试；如仍不行，请把编号告诉我们。", "沒有任何改動被儲存。請稍後再試；如仍不行，請把編號告訴我們。", "Nothing was saved. Try again later; if it stays so, tell us the request's number."];
    /// The store is busy, full, restarting or away.
    TEMPORARILY_UNAVAILABLE = "temporarily_unavailable", 503,
        title: ["暂时无法办理", "暫時無法辦理", "Temporarily unavailable"],
        detail: ["系统正忙，没有任何改动被保存。请过几秒再试。", "系統正忙，沒有任何改動被儲存。請過幾秒再試。", "The system is busy and nothing was saved. Try again in a few seconds."];
}
