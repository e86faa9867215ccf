//! Problems of the journal and of live updates.

crate::problems! {
    /// The entry is committed and gets its place in the journal within a second.
    ENTRY_NOT_SEALED = "entry_not_sealed", 409,
        title: ["尚未入册", "尚未入冊", "Not sealed yet"],
        detail: ["这条记录刚刚发生，正在编入公开账册。请过一两秒再试。", "這條記錄剛剛發生，正在編入公開帳冊。請過一兩秒再試。", "This has only just happened and is being entered into the journal. Try again in a second or two."];
    /// No root of that size was published, or it is older than the entry, or the two are in the wrong order.
    JOURNAL_ROOT_UNKNOWN = "journal_root_unknown", 404,
        title: ["没有这个账册根", "沒有這個帳冊根", "No such root"],
        detail: ["没有公布过可用于此证明、条数为 {size} 的账册根。", "沒有公布過可用於此證明、條數為 {size} 的帳冊根。", "No root of {size} entries that could prove this was published."];
    /// The person or the server has too many open live connections.
    TOO_MANY_LIVE_CONNECTIONS = "too_many_live_connections", 429,
        title: ["打开的页面太多", "開啟的頁面太多", "Too many live connections"],
        detail: ["实时更新的连接太多。请关闭几个页面后再试。", "即時更新的連線太多。請關閉幾個頁面後再試。", "There are too many live connections. Close a few pages and try again."];
}
