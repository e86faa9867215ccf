//! Problems of funds.

crate::problems! {
    /// It is open already, or was.
    FUND_FOUNDED = "fund_founded", 409,
        title: ["基金已经设立", "基金已經設立", "The fund was founded already"],
        detail: ["这只基金已经启用，不能再次启用。", "這隻基金已經啟用，不能再次啟用。", "The fund is open already, or was."];
    /// No charter of it is in force.
    FUND_NO_CHARTER = "fund_no_charter", 409,
        title: ["还没有章程", "還沒有章程", "There is no charter"],
        detail: ["章程生效以后才能这样做。", "章程生效以後才能這樣做。", "This takes a charter that is in force."];
    /// Too few people sit in its committee to decide.
    FUND_TOO_FEW_MEMBERS = "fund_too_few_members", 409,
        title: ["委员人数不足", "委員人數不足", "Too few members"],
        detail: ["委员会现有 {seated} 人，至少要 {needed} 人才能表决。", "委員會現有 {seated} 人，至少要 {needed} 人才能表決。", "The committee has {seated} members; decisions need {needed}."];
    /// It takes nothing in.
    FUND_NOT_OPEN = "fund_not_open", 409,
        title: ["基金没有启用", "基金沒有啟用", "The fund is not open"],
        detail: ["基金尚未启用或者正在结束，不能再收入。", "基金尚未啟用或者正在結束，不能再收入。", "The fund is not open yet, or is being wound up; it takes nothing in."];
    /// It neither takes in nor spends.
    FUND_NOT_RUNNING = "fund_not_running", 409,
        title: ["基金没有在运行", "基金沒有在運行", "The fund is not running"],
        detail: ["基金尚未启用或者已经结束。", "基金尚未啟用或者已經結束。", "The fund is not open yet, or has ended."];
    /// It has as many purposes as it may.
    FUND_PURPOSES_FULL = "fund_purposes_full", 409,
        title: ["用途太多", "用途太多", "Too many purposes"],
        detail: ["一只基金最多 {max} 个用途。", "一隻基金最多 {max} 個用途。", "A fund has at most {max} purposes."];
    /// It has this purpose already.
    FUND_PURPOSE_TAKEN = "fund_purpose_taken", 409,
        title: ["已有这个用途", "已有這個用途", "This purpose is there already"],
        detail: ["这只基金已有这个代码的用途。", "這隻基金已有這個代碼的用途。", "The fund has a purpose with this code already."];
    /// Nothing is given for this.
    FUND_NO_PURPOSE = "fund_no_purpose", 409,
        title: ["没有这个用途", "沒有這個用途", "No such purpose"],
        detail: ["这只基金没有“{purpose}”这个用途。", "這隻基金沒有「{purpose}」這個用途。", "The fund has no purpose {purpose}."];
    /// There is money in it, or on its way.
    FUND_NOT_EMPTY = "fund_not_empty", 409,
        title: ["基金里还有", "基金裡還有", "The fund is not empty"],
        detail: ["基金里还有钱或物资，用完以后才能结束。", "基金裡還有錢或物資，用完以後才能結束。", "Money or goods are left in the fund. It ends once they are used up."];
    /// It was adopted: it stays as it is.
    CHARTER_ADOPTED = "charter_adopted", 409,
        title: ["章程已经采用", "章程已經採用", "The charter is adopted"],
        detail: ["这一版章程已经采用，不能再改；请另写一版。", "這一版章程已經採用，不能再改；請另寫一版。", "An adopted charter stays as it is. Write a new version."];
    /// Only the first version comes from those who found the fund.
    CHARTER_NOT_FOUNDING = "charter_not_founding", 409,
        title: ["要由委员会表决", "要由委員會表決", "The committee decides"],
        detail: ["只有第一版章程随基金设立生效，以后各版由委员会表决采用。", "只有第一版章程隨基金設立生效，以後各版由委員會表決採用。", "Every version but the first is adopted by the committee."];
    /// What has happened was judged by other rules.
    CHARTER_TOO_EARLY = "charter_too_early", 409,
        title: ["生效日太早", "生效日太早", "Too early"],
        detail: ["新章程最早从明天起生效。", "新章程最早從明天起生效。", "A charter comes into force tomorrow at the earliest."];
    /// A fund has as many versions of its charter as it may.
    CHARTERS_FULL = "charters_full", 409,
        title: ["章程版本太多", "章程版本太多", "Too many versions"],
        detail: ["一只基金最多 {max} 版章程。", "一隻基金最多 {max} 版章程。", "A fund has at most {max} versions of its charter."];
    /// The committee does not vote on it any more.
    RESOLUTION_NOT_OPEN = "resolution_not_open", 409,
        title: ["表决已经结束", "表決已經結束", "Voting is over"],
        detail: ["这项议案已经表决或者撤回。请刷新后查看。", "這項議案已經表決或者撤回。請重新整理後查看。", "The committee has decided on this, or it was taken back. Reload to see."];
    /// Voting goes on.
    RESOLUTION_VOTING = "resolution_voting", 409,
        title: ["表决还没有结束", "表決還沒有結束", "Voting goes on"],
        detail: ["要等全体委员投票，或者表决时间到了，才能宣布结果。", "要等全體委員投票，或者表決時間到了，才能宣布結果。", "The result is told once every member has voted, or the time is over."];
    /// It is another fund's.
    RESOLUTION_OTHER_FUND = "resolution_other_fund", 409,
        title: ["不是这只基金的决议", "不是這隻基金的決議", "Another fund's resolution"],
        detail: ["这项决议属于另一只基金。", "這項決議屬於另一隻基金。", "The resolution is another fund's."];
    /// The committee did not say yes.
    RESOLUTION_NOT_CARRIED = "resolution_not_carried", 409,
        title: ["决议没有通过", "決議沒有通過", "The resolution was not carried"],
        detail: ["要有通过的决议才能这样做。", "要有通過的決議才能這樣做。", "This takes a resolution that was carried."];
    /// It is about something else.
    RESOLUTION_OTHER_MATTER = "resolution_other_matter", 409,
        title: ["决议说的是另一件事", "決議說的是另一件事", "About something else"],
        detail: ["这项决议不是关于这件事的。", "這項決議不是關於這件事的。", "The resolution is about something else."];
    /// They did not sit in the committee when voting opened.
    VOTE_NOT_MEMBER = "vote_not_member", 409,
        title: ["不参加这次表决", "不參加這次表決", "Not among the members"],
        detail: ["只有表决开始时在任的委员才能参加。", "只有表決開始時在任的委員才能參加。", "Only who sat in the committee when voting opened takes part."];
    /// One vote each, and it stays.
    VOTE_CAST = "vote_cast", 409,
        title: ["已经投票", "已經投票", "Voted already"],
        detail: ["每位委员投一票，投后不能更改。", "每位委員投一票，投後不能更改。", "Each member has one vote, and it stays."];
    /// They keep out of it.
    VOTE_RECUSED = "vote_recused", 409,
        title: ["已经回避", "已經迴避", "Recused"],
        detail: ["这位委员在这件事上回避，不能投票。", "這位委員在這件事上迴避，不能投票。", "This member keeps out of this and does not vote."];
    /// They have a seat in these days already.
    SEAT_OVERLAPS = "seat_overlaps", 409,
        title: ["任期重叠", "任期重疊", "The terms overlap"],
        detail: ["此人在这段时间里已是委员。", "此人在這段時間裡已是委員。", "This person has a seat in these days already."];
    /// A committee has as many seats as it may, ended ones counted.
    SEATS_FULL = "seats_full", 409,
        title: ["席位太多", "席位太多", "Too many seats"],
        detail: ["一只基金前后最多 {max} 个席位。", "一隻基金前後最多 {max} 個席位。", "A committee has at most {max} seats in all."];
    /// Less is there than would be taken back.
    FUND_SHORT = "fund_short", 409,
        title: ["余额不足", "餘額不足", "Too little is left"],
        detail: ["需要 {wanted} 分，这一用途只剩 {available} 分可用。", "需要 {wanted} 分，這一用途只剩 {available} 分可用。", "This takes {wanted} fen; {available} are left for this purpose."];
    /// What comes from there is money.
    INCOME_NOT_IN_KIND = "income_not_in_kind", 409,
        title: ["不能是物资", "不能是物資", "Not in kind"],
        detail: ["只有捐赠、补助和赞助可以是物资。", "只有捐贈、補助和贊助可以是物資。", "Only donations, subsidies and sponsorships come in kind."];
    /// A sponsor agreed on no use.
    INCOME_NO_AGREED_USE = "income_no_agreed_use", 409,
        title: ["没有写明用途", "沒有寫明用途", "No use was named"],
        detail: ["赞助要写明约定的用途。", "贊助要寫明約定的用途。", "A sponsorship names the use that was agreed on."];
    /// The fund has it, or it never comes.
    INCOME_NOT_EXPECTED = "income_not_expected", 409,
        title: ["不在待收之列", "不在待收之列", "Not expected any more"],
        detail: ["这笔款物已经收到、取消或者冲销。请刷新后查看。", "這筆款物已經收到、取消或者沖銷。請重新整理後查看。", "This came already, was cancelled or taken back. Reload to see."];
    /// The fund does not have it.
    INCOME_NOT_RECEIVED = "income_not_received", 409,
        title: ["还没有收到", "還沒有收到", "Not received"],
        detail: ["这笔款物没有收到，或者已经冲销。", "這筆款物沒有收到，或者已經沖銷。", "This was not received, or was taken back."];
    /// Nobody confirms what they paid themselves, or takes it back.
    INCOME_OWN = "income_own", 409,
        title: ["不能办理自己的捐赠", "不能辦理自己的捐贈", "Your own gift"],
        detail: ["自己捐的钱物，请另一位出纳来确认或冲销。", "自己捐的錢物，請另一位出納來確認或沖銷。", "Another treasurer has to confirm what you gave, or to take it back."];
    /// It was confirmed already, with another number.
    INCOME_SETTLED = "income_settled", 409,
        title: ["已用另一凭证号确认", "已用另一憑證號確認", "Confirmed with another number"],
        detail: ["这笔款物已用另一个凭证号确认过。请核对后再办理。", "這筆款物已用另一個憑證號確認過。請核對後再辦理。", "This was confirmed already, with another number. Check which is right."];
    /// More or less came than was meant.
    INCOME_OTHER_AMOUNT = "income_other_amount", 409,
        title: ["金额不符", "金額不符", "Another amount"],
        detail: ["收到的金额与登记的不同。请取消后按实收重新登记。", "收到的金額與登記的不同。請取消後按實收重新登記。", "More or less came than was registered. Cancel this and register what came."];
    /// The payment was booked as something else.
    INCOME_REFERENCE_TAKEN = "income_reference_taken", 409,
        title: ["凭证号已经用过", "憑證號已經用過", "Booked already"],
        detail: ["这个凭证号的款项已经入账，不能再记一次。", "這個憑證號的款項已經入賬，不能再記一次。", "The payment of this number was booked already, as something else."];
    /// As many gifts as somebody may promise.
    PROMISES_FULL = "promises_full", 409,
        title: ["待收的捐赠太多", "待收的捐贈太多", "Too many promises"],
        detail: ["您还有 {max} 笔捐赠没有交到，交到以后再登记。", "您還有 {max} 筆捐贈沒有交到，交到以後再登記。", "{max} of your gifts have not come yet. Promise more once they have."];
    /// What was there for this was brought in.
    BALANCE_BROUGHT = "balance_brought", 409,
        title: ["已经记过期初余额", "已經記過期初餘額", "Brought in already"],
        detail: ["这一用途的期初余额已经记入；如有误，先冲销。", "這一用途的期初餘額已經記入；如有誤，先沖銷。", "The opening balance for this was brought in already. Take it back first where it is wrong."];
    /// A bank's file without the columns that are needed.
    STATEMENT_COLUMNS = "statement_columns", 422,
        title: ["找不到需要的列", "找不到需要的欄", "Columns are missing"],
        detail: ["对账单要有交易日期、流水号，以及金额（或者收入、支出两列）。请从网上银行导出完整的对账单再上传。", "對賬單要有交易日期、流水號，以及金額（或者收入、支出兩欄）。請從網上銀行匯出完整的對賬單再上傳。", "A statement needs columns for the date, the bank's serial number, and the amount (or credit and debit). Export it whole from the bank and upload it again."];
    /// No lines, or more than one statement may have.
    STATEMENT_ROWS = "statement_rows", 422,
        title: ["行数不对", "行數不對", "Too few or too many lines"],
        detail: ["一份对账单有 1 到 {max} 行，请按月导出。", "一份對賬單有 1 到 {max} 行，請按月匯出。", "A statement has 1 to {max} lines. Export it month by month."];
    /// It belongs to another posting.
    BANK_LINE_MATCHED = "bank_line_matched", 409,
        title: ["这一行已经对上", "這一行已經對上", "Matched already"],
        detail: ["这一行已经对上另一笔账，请先取消再重新对。", "這一行已經對上另一筆賬，請先取消再重新對。", "This line belongs to another posting. Take that back first."];
    /// It belongs to no posting.
    BANK_LINE_NOT_MATCHED = "bank_line_not_matched", 409,
        title: ["这一行没有对上", "這一行沒有對上", "Not matched"],
        detail: ["这一行还没有对上任何一笔账。请刷新后查看。", "這一行還沒有對上任何一筆賬。請重新整理後查看。", "This line belongs to no posting. Reload to see."];
    /// Another line of the bank's belongs to it.
    POSTING_MATCHED = "posting_matched", 409,
        title: ["这笔账已经对上", "這筆賬已經對上", "The posting is matched already"],
        detail: ["这笔账已经对上银行的另一行。", "這筆賬已經對上銀行的另一行。", "Another line of the bank's belongs to this posting."];
    /// They are of different amounts.
    BANK_LINE_OTHER_AMOUNT = "bank_line_other_amount", 409,
        title: ["金额不同", "金額不同", "Different amounts"],
        detail: ["银行这一行与这笔账金额不同，不能对上。", "銀行這一行與這筆賬金額不同，不能對上。", "The line and the posting are of different amounts."];
    /// Its donor let a part of it be used for something else.
    INCOME_LIFTED = "income_lifted", 409,
        title: ["已经改了用途", "已經改了用途", "A part is for something else now"],
        detail: ["这笔捐赠有一部分经捐赠人同意改了用途，不能再冲回。", "這筆捐贈有一部分經捐贈人同意改了用途，不能再沖回。", "The donor let a part of this be used for something else. It can no longer be taken back."];
    /// Less of what the committee set aside is left.
    SET_ASIDE_SHORT = "set_aside_short", 409,
        title: ["没有这么多可以放开", "沒有這麼多可以放開", "Not so much was set aside"],
        detail: ["委员会划出而还没有用掉的只剩 {left} 分；捐赠人指定的部分不能这样动用。", "委員會劃出而還沒有用掉的只剩 {left} 分；捐贈人指定的部分不能這樣動用。", "Of what the committee set aside {left} fen are left. What donors gave is not freed this way."];
    /// Nothing of this gift is restricted and in the fund.
    GIFT_NOT_RESTRICTED = "gift_not_restricted", 409,
        title: ["没有指定用途", "沒有指定用途", "Nothing is restricted"],
        detail: ["这笔收入没有指定用途，或者钱不在基金里了。", "這筆收入沒有指定用途，或者錢不在基金裡了。", "Nothing of this is restricted money that the fund has."];
    /// Nobody gave it who could let go of it.
    GIFT_NO_DONOR = "gift_no_donor", 409,
        title: ["没有捐赠人", "沒有捐贈人", "Nobody gave it"],
        detail: ["这笔收入没有捐赠人，没有人能同意改变用途。", "這筆收入沒有捐贈人，沒有人能同意改變用途。", "This has no donor who could agree to another use."];
    /// Less is left of the gift.
    GIFT_SHORT = "gift_short", 409,
        title: ["剩下的不够", "剩下的不夠", "Less is left"],
        detail: ["这笔捐赠还没有用掉、也没有答应出去的只剩 {left} 分。", "這筆捐贈還沒有用掉、也沒有答應出去的只剩 {left} 分。", "Of this gift {left} fen are neither spent nor promised."];
}
