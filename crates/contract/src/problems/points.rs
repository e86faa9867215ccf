//! Problems of programmes, claims, wallets and gifts.

crate::problems! {
    /// It has started: what only a draft allows is over.
    PROGRAMME_STARTED = "programme_started", 409,
        title: ["项目已经开始", "項目已經開始", "The programme has started"],
        detail: ["项目开始后，这一处不能再改。", "項目開始後，這一處不能再改。", "This cannot be changed any more once a programme has started."];
    /// It does not run.
    PROGRAMME_NOT_RUNNING = "programme_not_running", 409,
        title: ["项目没有在进行", "項目沒有在進行", "The programme is not running"],
        detail: ["只有正在进行的项目才能这样做。", "只有正在進行的項目才能這樣做。", "This takes a programme that is running."];
    /// It has ended.
    PROGRAMME_ENDED = "programme_ended", 409,
        title: ["项目已经结束", "項目已經結束", "The programme has ended"],
        detail: ["已经结束的项目不能再改动。", "已經結束的項目不能再改動。", "A programme that has ended cannot be changed any more."];
    /// Its last day is over, or a day lies after it.
    PROGRAMME_PERIOD = "programme_period", 409,
        title: ["项目期不合适", "項目期不合適", "The programme's time does not fit"],
        detail: ["项目的最后一天不能早于第一天，也不能已经过去；规则的生效日要在项目期内。", "項目的最後一天不能早於第一天，也不能已經過去；規則的生效日要在項目期內。", "A programme's last day is not before its first and not over, and rules come into force before it."];
    /// Who manages a programme does not fund it.
    PROGRAMME_OWN_FUNDING = "programme_own_funding", 409,
        title: ["不能给自己管理的项目拨积分", "不能給自己管理的項目撥積分", "Who manages it does not fund it"],
        detail: ["您写过或启动过这个项目，请另一位出纳拨付。", "您寫過或啟動過這個項目，請另一位出納撥付。", "You wrote or started this programme. Another treasurer has to fund it."];
    /// Claims wait to be decided.
    PROGRAMME_CLAIMS_WAIT = "programme_claims_wait", 409,
        title: ["还有申报没有审批", "還有申報沒有審批", "Claims are waiting"],
        detail: ["还有 {count} 条申报等待审批，处理完才能结束项目。", "還有 {count} 條申報等待審批，處理完才能結束項目。", "{count} claims wait to be decided. Decide them before you end the programme."];
    /// The rules are adopted.
    PROGRAMME_RULES_ADOPTED = "programme_rules_adopted", 409,
        title: ["规则已经采用", "規則已經採用", "The rules are adopted"],
        detail: ["这一版规则已经采用，不能再改；请另写一份草案。", "這一版規則已經採用，不能再改；請另寫一份草案。", "These rules are adopted and stay as they are. Write another draft."];
    /// Rules come into force tomorrow at the earliest.
    PROGRAMME_RULES_EARLY = "programme_rules_early", 409,
        title: ["生效日太早", "生效日太早", "Too early"],
        detail: ["新规则最早从明天起生效。", "新規則最早從明天起生效。", "New rules come into force tomorrow at the earliest."];
    /// Other rules come into force on the same day.
    PROGRAMME_RULES_TAKEN = "programme_rules_taken", 409,
        title: ["这一天已有规则生效", "這一天已有規則生效", "This day is taken"],
        detail: ["已有另一版规则从这一天起生效，请换一天。", "已有另一版規則從這一天起生效，請換一天。", "Other rules come into force on this day. Choose another one."];
    /// A programme has as many versions of its rules as it may.
    PROGRAMME_RULES_FULL = "programme_rules_full", 409,
        title: ["规则版本太多", "規則版本太多", "Too many versions"],
        detail: ["一个项目最多 {max} 版规则。", "一個項目最多 {max} 版規則。", "A programme has at most {max} versions of its rules."];
    /// The claim is decided or withdrawn.
    CLAIM_DECIDED = "claim_decided", 409,
        title: ["申报已经处理", "申報已經處理", "Decided already"],
        detail: ["这条申报已经处理或撤回。请刷新后查看。", "這條申報已經處理或撤回。請重新整理後查看。", "This claim is decided or was withdrawn. Reload to see."];
    /// The claim does not wait for a second look.
    CLAIM_NOT_DRAWN = "claim_not_drawn", 409,
        title: ["不在复核之列", "不在複核之列", "Not up for a second look"],
        detail: ["这条申报没有被抽中复核，或者已经复核过。", "這條申報沒有被抽中複核，或者已經複核過。", "This claim was not drawn for a second look, or was looked at already."];
    /// Nobody judges what they made, earn by or approved.
    CLAIM_OWN = "claim_own", 409,
        title: ["不能审批与自己有关的申报", "不能審批與自己有關的申報", "Not your own"],
        detail: ["申报人、受益人和审批人要是三个不同的人。请另一位来处理。", "申報人、受益人和審批人要是三個不同的人。請另一位來處理。", "Who claims, who earns and who approves are three people. Somebody else has to judge this."];
    /// Members of a household do not judge each other.
    CLAIM_HOUSEHOLD = "claim_household", 409,
        title: ["不能审批同一户的申报", "不能審批同一戶的申報", "Your own household"],
        detail: ["同一户的人不能互相审批。请另一位来处理。", "同一戶的人不能互相審批。請另一位來處理。", "Members of a household do not judge each other's claims. Somebody else has to."];
    /// The caller declared kin there.
    CLAIM_KIN = "claim_kin", 409,
        title: ["不能审批亲属的申报", "不能審批親屬的申報", "Your kin"],
        detail: ["您申报过在那里有亲属，应当回避。请另一位来处理。", "您申報過在那裡有親屬，應當迴避。請另一位來處理。", "You declared kin there, so somebody else has to judge this."];
    /// A cap leaves fewer points; `errors` says which cap.
    POINTS_CAP_REACHED = "points_cap_reached", 409,
        title: ["超过上限", "超過上限", "A cap is reached"],
        detail: ["上限 {max} 分，还可得 {left} 分。", "上限 {max} 分，還可得 {left} 分。", "The cap is {max} points, and {left} are left."];
    /// The programme's budget has fewer points.
    POINTS_BUDGET_SHORT = "points_budget_short", 409,
        title: ["项目积分不足", "項目積分不足", "The budget is too small"],
        detail: ["这个项目剩下的积分不够。请出纳拨付后再审批。", "這個項目剩下的積分不夠。請出納撥付後再審批。", "The programme has too few points left. Approve it once the treasurer has funded it."];
    /// The wallet has fewer points.
    POINTS_SHORT = "points_short", 409,
        title: ["积分不足", "積分不足", "Too few points"],
        detail: ["需要 {wanted} 分，可用 {available} 分。", "需要 {wanted} 分，可用 {available} 分。", "This takes {wanted} points; {available} are there to be spent."];
    /// The programme allows no gifts.
    GIFTS_NOT_ALLOWED = "gifts_not_allowed", 409,
        title: ["不能转赠", "不能轉贈", "No gifts"],
        detail: ["这个项目的积分不能转赠。", "這個項目的積分不能轉贈。", "Points of this programme cannot be given away."];
    /// A gift is larger than one may be.
    GIFT_TOO_LARGE = "gift_too_large", 409,
        title: ["一次转赠太多", "一次轉贈太多", "The gift is too large"],
        detail: ["一次最多转赠 {max} 分。", "一次最多轉贈 {max} 分。", "A gift has at most {max} points."];
    /// The wallet has given what it may in a month.
    GIFT_MONTH_REACHED = "gift_month_reached", 409,
        title: ["本月转赠已到上限", "本月轉贈已到上限", "Enough for this month"],
        detail: ["本月还可转赠 {left} 分。", "本月還可轉贈 {left} 分。", "{left} points can still be given this month."];
    /// To oneself, or into the same wallet.
    GIFT_OWN = "gift_own", 409,
        title: ["不能转赠给自己", "不能轉贈給自己", "Not to yourself"],
        detail: ["不能转赠给自己或同一户的家庭账户。", "不能轉贈給自己或同一戶的家庭帳戶。", "You cannot give points to yourself or to your own household's wallet."];
    /// Nobody has this login or code, or they cannot be given points of this wallet.
    GIFT_RECIPIENT_UNKNOWN = "gift_recipient_unknown", 422,
        title: ["找不到这个人", "找不到這個人", "Nobody was found"],
        detail: ["没有这个登录名或收分码，收分码已过期，或对方不住在本镇。请核对后再试。", "沒有這個登入名或收分碼，收分碼已過期，或對方不住在本鎮。請核對後再試。", "Nobody in this town has this login, or shows this code now. Check it and try again."];
    /// Who uploaded a table does not commit it.
    BULK_AWARD_OWN = "bulk_award_own", 409,
        title: ["不能审批自己上传的表格", "不能審批自己上傳的表格", "Not your own table"],
        detail: ["上传人和审批人要是不同的人。请另一位来确认。", "上傳人和審批人要是不同的人。請另一位來確認。", "Who uploads a table does not approve it. Somebody else has to."];
    /// The table was committed, taken back, or its time is over.
    BULK_AWARD_DECIDED = "bulk_award_decided", 409,
        title: ["这份表格已经处理", "這份表格已經處理", "Decided already"],
        detail: ["这份表格已经发放、撤回或者过期。需要时请重新上传。", "這份表格已經發放、撤回或者過期。需要時請重新上傳。", "This table was committed or taken back, or its time is over. Upload it again if need be."];
    /// Rows cannot be awarded as things stand now.
    BULK_AWARD_REFUSED = "bulk_award_refused", 409,
        title: ["有些行不能发放", "有些行不能發放", "Rows are refused"],
        detail: ["有 {count} 行现在不能发放，一行也没有发放。请查看标出的行。", "有 {count} 行現在不能發放，一行也沒有發放。請查看標出的行。", "{count} rows cannot be awarded now, and none was. See what is marked."];
}
