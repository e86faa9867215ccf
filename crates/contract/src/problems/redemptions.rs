//! Problems of offers and redemptions.

crate::problems! {
    /// Somebody has decided on it.
    OFFER_DECIDED = "offer_decided", 409,
        title: ["已经审核过", "已經審核過", "Decided already"],
        detail: ["这项兑换已有人审核，请刷新后查看。", "這項兌換已有人審核，請重新整理後查看。", "Somebody has decided on this offer already. Load the page again."];
    /// It is offered no more.
    OFFER_ENDED = "offer_ended", 409,
        title: ["已经下架", "已經下架", "Offered no more"],
        detail: ["这项兑换已经下架，不能再修改。要继续提供，请新建一项。", "這項兌換已經下架，不能再修改。要繼續提供，請新建一項。", "This offer is over and cannot be changed. Make a new one to offer it again."];
    /// Whoever serves the provider does not decide.
    OFFER_OWN = "offer_own", 403,
        title: ["不能审核自己单位的", "不能審核自己單位的", "Not one's own"],
        detail: ["您在这家服务单位任职，请让另一位工作人员审核。", "您在這家服務單位任職，請讓另一位工作人員審核。", "You serve this provider. Ask another official to decide."];
    /// There is no such programme where the provider serves, or it is not running.
    PROGRAMME_NOT_HERE = "programme_not_here", 422,
        title: ["积分项目不能用于这里", "積分項目不能用於這裡", "Not a programme of this place"],
        detail: ["这个积分项目不在服务单位的区域内，或者没有在进行。请另选一个。", "這個積分項目不在服務單位的區域內，或者沒有在進行。請另選一個。", "This programme is not one of the provider's area, or is not running. Choose another."];
    /// It is not shown now, so it is not redeemed either.
    OFFER_NOT_SHOWN = "offer_not_shown", 409,
        title: ["现在不能兑换", "現在不能兌換", "Not offered now"],
        detail: ["这项兑换现在不提供，请看看其他的。", "這項兌換現在不提供，請看看其他的。", "This is not offered now. Have a look at the others."];
    /// The price is another one than the resident has seen.
    OFFER_PRICE_CHANGED = "offer_price_changed", 409,
        title: ["所需积分已变", "所需積分已變", "The price has changed"],
        detail: ["现在需要 {price} 分。请确认后再兑换。", "現在需要 {price} 分。請確認後再兌換。", "It costs {price} points now. Check and redeem it again."];
    /// Nothing is left.
    OFFER_SOLD_OUT = "offer_sold_out", 409,
        title: ["已经兑完", "已經兌完", "Nothing is left"],
        detail: ["已经兑完，您的积分没有动。", "已經兌完，您的積分沒有動。", "Nothing is left. Your points were not touched."];
    /// The person has redeemed as many as they may.
    REDEMPTION_LIMIT_MONTH = "redemption_limit_month", 409,
        title: ["本月已兑满", "本月已兌滿", "No more this month"],
        detail: ["这一项每人每月最多兑换 {max} 份，请下月再来。", "這一項每人每月最多兌換 {max} 份，請下月再來。", "One person may redeem this {max} times a month. Come back next month."];
    /// The person has redeemed as many as they may.
    REDEMPTION_LIMIT = "redemption_limit", 409,
        title: ["已兑满", "已兌滿", "No more for you"],
        detail: ["这一项每人最多兑换 {max} 份。", "這一項每人最多兌換 {max} 份。", "One person may redeem this {max} times in all."];
    /// The code is unknown here; for which reason is not told.
    REDEMPTION_CODE_INVALID = "redemption_code_invalid", 422,
        title: ["兑换码无效", "兌換碼無效", "This code does not work"],
        detail: ["没有这个兑换码，或者不在您这里领取。请核对后再输入。", "沒有這個兌換碼，或者不在您這裡領取。請核對後再輸入。", "There is no such code, or it is not for your place. Check it and enter it again."];
    /// Handed out already.
    REDEMPTION_COLLECTED = "redemption_collected", 409,
        title: ["已经领取", "已經領取", "Collected already"],
        detail: ["这一份已经领取，不能再领，也不能取消。", "這一份已經領取，不能再領，也不能取消。", "This was collected already; it can neither be collected again nor cancelled."];
    /// Called off.
    REDEMPTION_CANCELLED = "redemption_cancelled", 409,
        title: ["已经取消", "已經取消", "Cancelled"],
        detail: ["这次兑换已经取消，积分已退回。", "這次兌換已經取消，積分已退回。", "This redemption was cancelled; the points are back."];
    /// Its time is over.
    REDEMPTION_EXPIRED = "redemption_expired", 409,
        title: ["已过领取期限", "已過領取期限", "Too late"],
        detail: ["已过领取期限，积分会退回。", "已過領取期限，積分會退回。", "The time to collect it is over; the points go back."];
    /// Given back.
    REDEMPTION_RETURNED = "redemption_returned", 409,
        title: ["已经退回", "已經退回", "Returned"],
        detail: ["这一份已经退回，积分已退还。", "這一份已經退回，積分已退還。", "This was returned; the points are back."];
    /// Nobody has collected it.
    REDEMPTION_NOT_COLLECTED = "redemption_not_collected", 409,
        title: ["还没有领取", "還沒有領取", "Not collected"],
        detail: ["还没有领取，不用办退回；可以直接取消。", "還沒有領取，不用辦退回；可以直接取消。", "Nobody has collected it yet: cancel it instead."];
    /// Too late to give it back.
    REDEMPTION_RETURN_LATE = "redemption_return_late", 409,
        title: ["已过退回期限", "已過退回期限", "Too late to return it"],
        detail: ["领取后 {days} 天内可以退回，现在已过期限。", "領取後 {days} 天內可以退回，現在已過期限。", "It could be returned within {days} days of being collected."];
    /// More lines than one statement holds.
    SETTLEMENT_TOO_LARGE = "settlement_too_large", 422,
        title: ["明细太多", "明細太多", "Too many lines"],
        detail: ["这段时间的明细超过 {max} 条，请缩短时间。", "這段時間的明細超過 {max} 條，請縮短時間。", "These days have more than {max} lines; choose fewer of them."];
}
