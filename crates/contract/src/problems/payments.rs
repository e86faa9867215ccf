//! Problems of paying on line.

crate::problems! {
    /// Nothing is paid in this way here.
    PAYMENT_CHANNEL_OFF = "payment_channel_off", 409,
        title: ["没有开通这种支付方式", "沒有開通這種支付方式", "Not offered"],
        detail: ["这里没有开通这种支付方式。请换一种方式，或者到柜台、用银行转账捐赠。", "這裡沒有開通這種支付方式。請換一種方式，或者到櫃檯、用銀行轉賬捐贈。", "Nothing is paid in this way here. Choose another one, or give over the counter or by bank."];
    /// The provider does not answer.
    PAYMENT_PROVIDER_AWAY = "payment_provider_away", 503,
        title: ["支付平台暂时没有回应", "支付平台暫時沒有回應", "The provider does not answer"],
        detail: ["支付平台暂时没有回应，还没有付款。请过一会儿再试。", "支付平台暫時沒有回應，還沒有付款。請過一會兒再試。", "The payment provider does not answer; nothing was paid. Try again in a moment."];
    /// As many payments as somebody may begin.
    PAYMENTS_FULL = "payments_full", 409,
        title: ["未完成的支付太多", "未完成的支付太多", "Too many payments"],
        detail: ["同时最多有 {max} 笔未完成的支付。请先完成，或者等它们过期。", "同時最多有 {max} 筆未完成的支付。請先完成，或者等它們過期。", "At most {max} payments are begun at a time. Make them first, or wait until they are over."];
    /// Nothing was paid that could go back.
    PAYMENT_NOT_PAID = "payment_not_paid", 409,
        title: ["还没有付款", "還沒有付款", "Nothing was paid"],
        detail: ["这笔支付没有付款，不能退款。", "這筆支付沒有付款，不能退款。", "Nothing was paid that could go back."];
    /// All of it is back, or on its way.
    PAYMENT_NOTHING_LEFT = "payment_nothing_left", 409,
        title: ["已经退款", "已經退款", "Nothing is left to go back"],
        detail: ["这笔款已经全部退回，或者正在退回。", "這筆款已經全部退回，或者正在退回。", "All of it is back with who paid it, or on its way."];
    /// As many refunds as a provider takes.
    PAYMENT_REFUNDS_FULL = "payment_refunds_full", 409,
        title: ["退款次数太多", "退款次數太多", "Too many refunds"],
        detail: ["一笔支付最多退款 {max} 次。请在支付平台自己的页面办理。", "一筆支付最多退款 {max} 次。請在支付平台自己的頁面辦理。", "A payment has at most {max} refunds. Make this one in the provider's own pages."];
    /// It goes back the way it came.
    INCOME_ONLINE = "income_online", 409,
        title: ["要经支付平台退款", "要經支付平台退款", "Goes back through its provider"],
        detail: ["网上支付的款项不能直接冲销，请在网上支付里退款。", "網上支付的款項不能直接沖銷，請在網上支付裡退款。", "What was paid on line goes back through its provider. Refund the payment instead."];
    /// Somebody said what became of it.
    PAYMENT_DIFFERENCE_ANSWERED = "payment_difference_answered", 409,
        title: ["已经说明过", "已經說明過", "Answered already"],
        detail: ["这处差异已经有人说明。请刷新后查看。", "這處差異已經有人說明。請重新整理後查看。", "Somebody said what became of this difference. Reload to see."];
}
