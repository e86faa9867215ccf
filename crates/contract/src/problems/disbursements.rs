//! Problems of what funds pay, and of their budgets.

crate::problems! {
    /// No role of theirs takes this step.
    DISBURSEMENT_NO_ROLE = "disbursement_no_role", 403,
        title: ["不是由您办理", "不是由您辦理", "Not yours to do"],
        detail: ["按照基金章程，您的职务不能办理这一步。", "按照基金章程，您的職務不能辦理這一步。", "By the charter of the fund, none of your roles may take this step."];
    /// Somebody else proposed it.
    DISBURSEMENT_NOT_PROPOSER = "disbursement_not_proposer", 403,
        title: ["不是您申请的", "不是您申請的", "Proposed by somebody else"],
        detail: ["只有申请人自己才能撤回。", "只有申請人自己才能撤回。", "Only who proposed a payment takes it back."];
    /// It is more than their roles may.
    DISBURSEMENT_ABOVE_LIMIT = "disbursement_above_limit", 409,
        title: ["超出您的限额", "超出您的限額", "Above your limit"],
        detail: ["按照基金章程，您在这一步最多能办理 {max} 分。", "按照基金章程，您在這一步最多能辦理 {max} 分。", "By the charter of the fund, you may take this step for at most {max} fen."];
    /// They took another step of it.
    DISBURSEMENT_SAME_PERSON = "disbursement_same_person", 409,
        title: ["要由另一个人办理", "要由另一個人辦理", "Somebody else has to"],
        detail: ["申请、批准和付款要由三个不同的人办理；冲销也不能由付款人自己办理。", "申請、批准和付款要由三個不同的人辦理；沖銷也不能由付款人自己辦理。", "A payment is proposed, approved and paid by three different people, and not booked back by who paid it."];
    /// They would be paid.
    DISBURSEMENT_OWN_PAYMENT = "disbursement_own_payment", 409,
        title: ["收款人回避", "收款人迴避", "You are paid by it"],
        detail: ["付给您本人或者您所在单位的款项，要由别人批准和支付。", "付給您本人或者您所在單位的款項，要由別人批准和支付。", "Somebody else has to approve and to pay what goes to you, or to whom you work for."];
    /// It waits for its approver.
    DISBURSEMENT_IS_PROPOSED = "disbursement_is_proposed", 409,
        title: ["还没有批准", "還沒有批准", "Not approved yet"],
        detail: ["这笔支出还在等批准。", "這筆支出還在等批准。", "This payment waits to be approved."];
    /// Somebody approved it.
    DISBURSEMENT_IS_APPROVED = "disbursement_is_approved", 409,
        title: ["已经批准", "已經批准", "Approved already"],
        detail: ["这笔支出已经批准，在等付款。请刷新后查看。", "這筆支出已經批准，在等付款。請重新整理後查看。", "This payment was approved and waits to be paid. Reload to see."];
    /// It was paid.
    DISBURSEMENT_IS_PAID = "disbursement_is_paid", 409,
        title: ["已经付款", "已經付款", "Paid already"],
        detail: ["这笔支出已经付款。请刷新后查看。", "這筆支出已經付款。請重新整理後查看。", "This was paid. Reload to see."];
    /// It is not paid.
    DISBURSEMENT_IS_REFUSED = "disbursement_is_refused", 409,
        title: ["已经拒绝", "已經拒絕", "Refused already"],
        detail: ["这笔支出已经被拒绝。请刷新后查看。", "這筆支出已經被拒絕。請重新整理後查看。", "This payment was refused. Reload to see."];
    /// Its proposer took it back.
    DISBURSEMENT_IS_WITHDRAWN = "disbursement_is_withdrawn", 409,
        title: ["已经撤回", "已經撤回", "Taken back already"],
        detail: ["申请人已经撤回这笔支出。", "申請人已經撤回這筆支出。", "Its proposer took this payment back."];
    /// It was booked back.
    DISBURSEMENT_IS_REVERSED = "disbursement_is_reversed", 409,
        title: ["已经冲销", "已經沖銷", "Booked back already"],
        detail: ["这笔支出已经冲销。请刷新后查看。", "這筆支出已經沖銷。請重新整理後查看。", "This payment was booked back. Reload to see."];
    /// It was approved too long ago.
    DISBURSEMENT_EXPIRED = "disbursement_expired", 409,
        title: ["批准已经过期", "批准已經過期", "Approved too long ago"],
        detail: ["批准后超过 {max} 天没有付款，不能再付。请拒绝后重新申请。", "批准後超過 {max} 天沒有付款，不能再付。請拒絕後重新申請。", "It was not paid within {max} days of its approval. Refuse it and propose it anew."];
    /// It names no decision of the committee.
    DISBURSEMENT_RESOLUTION_NEEDED = "disbursement_resolution_needed", 409,
        title: ["要有委员会的决议", "要有委員會的決議", "A resolution is needed"],
        detail: ["项目支出和超过章程限额的支出，要写明委员会通过的决议。", "項目支出和超過章程限額的支出，要寫明委員會通過的決議。", "What is paid for a project, or above the amount of the charter, names a resolution of the committee."];
    /// What it names does not belong together.
    DISBURSEMENT_OTHER_GROUNDS = "disbursement_other_grounds", 409,
        title: ["依据不一致", "依據不一致", "The grounds do not fit"],
        detail: ["项目、里程碑、决议和基金要对得上：项目支出要写明里程碑，并用批准这个项目的决议。", "項目、里程碑、決議和基金要對得上：項目支出要寫明里程碑，並用批准這個項目的決議。", "Project, milestone, resolution and fund belong together: what is paid for a project names its milestone and the resolution that approved it."];
    /// The project is not in progress.
    DISBURSEMENT_PROJECT_IDLE = "disbursement_project_idle", 409,
        title: ["项目没有在实施", "項目沒有在實施", "The project is not in progress"],
        detail: ["项目签约以后、结束以前才能付款。", "項目簽約以後、結束以前才能付款。", "A project is paid for from when it is signed until it ends."];
    /// The invoices come to less.
    DISBURSEMENT_BEYOND_INVOICES = "disbursement_beyond_invoices", 409,
        title: ["超过发票金额", "超過發票金額", "More than the invoices"],
        detail: ["发票合计 {invoiced} 分，支出不能比这更多。", "發票合計 {invoiced} 分，支出不能比這更多。", "The invoices come to {invoiced} fen; no more than that is paid."];
    /// The resolution allows less.
    RESOLUTION_USED_UP = "resolution_used_up", 409,
        title: ["超过决议金额", "超過決議金額", "More than the resolution allows"],
        detail: ["这项决议还能用 {left} 分。", "這項決議還能用 {left} 分。", "{left} fen are left of what the resolution allows."];
    /// Less is left of the line.
    BUDGET_EXCEEDED = "budget_exceeded", 409,
        title: ["超过预算", "超過預算", "Beyond the budget"],
        detail: ["这一行预算还能用 {left} 分。", "這一行預算還能用 {left} 分。", "{left} fen are left of this line of the budget."];
    /// The money is for something else.
    BUDGET_RESTRICTED = "budget_restricted", 409,
        title: ["用途不符", "用途不符", "For something else"],
        detail: ["限定用于“{purpose}”的钱，不能用在这一行预算上。", "限定用於「{purpose}」的錢，不能用在這一行預算上。", "Money for {purpose} is not spent on this line of the budget."];
    /// More of the line is used.
    BUDGET_LINE_USED = "budget_line_used", 409,
        title: ["低于已用金额", "低於已用金額", "Less than is used"],
        detail: ["这一行预算已经用了 {used} 分，不能改得更少。", "這一行預算已經用了 {used} 分，不能改得更少。", "{used} fen of this line are spent or approved; it cannot be less."];
    /// A line keeps its purpose.
    BUDGET_LINE_PURPOSE = "budget_line_purpose", 409,
        title: ["不能改用途", "不能改用途", "The purpose stays"],
        detail: ["这一行预算的用途不能改，请另加一行。", "這一行預算的用途不能改，請另加一行。", "A line of the budget keeps its purpose. Add another line."];
    /// A budget has as many lines as it may.
    BUDGET_LINES_FULL = "budget_lines_full", 409,
        title: ["预算行太多", "預算行太多", "Too many lines"],
        detail: ["一份预算最多 {max} 行。", "一份預算最多 {max} 行。", "A budget has at most {max} lines."];
    /// Nothing is paid for it yet.
    MILESTONE_NOT_ACCEPTED = "milestone_not_accepted", 409,
        title: ["还没有验收", "還沒有驗收", "Not accepted yet"],
        detail: ["这个里程碑验收以后才能付款。", "這個里程碑驗收以後才能付款。", "The instalment is paid once its milestone is accepted."];
    /// Less is left of the instalment.
    MILESTONE_EXCEEDED = "milestone_exceeded", 409,
        title: ["超过这一期金额", "超過這一期金額", "More than the instalment"],
        detail: ["这一期还能付 {left} 分。", "這一期還能付 {left} 分。", "{left} fen are left of this instalment."];
    /// The fund pays them already.
    PAYEE_TAKEN = "payee_taken", 409,
        title: ["已有这位收款人", "已有這位收款人", "This payee is there already"],
        detail: ["这只基金的收款人里已经有这个账号或者单位。", "這隻基金的收款人裡已經有這個帳號或者單位。", "The fund has this account or provider among its payees already."];
    /// A later revision counts.
    SETTLEMENT_REVISED = "settlement_revised", 409,
        title: ["结果已经更正", "結果已經更正", "Settled anew"],
        detail: ["这个半年已经更正，请用最新一版结果。", "這個半年已經更正，請用最新一版結果。", "This half-year was settled anew. Use the latest revision."];
    /// All of it is paid, or about to be.
    PAYOUT_NOTHING_OWED = "payout_nothing_owed", 409,
        title: ["没有要发的奖金", "沒有要發的獎金", "Nothing is left to pay"],
        detail: ["这个半年的奖金都已经申请或者付清。", "這個半年的獎金都已經申請或者付清。", "All awards of this half-year are paid, or were proposed."];
    /// It has its answer.
    FINDING_ANSWERED = "finding_answered", 409,
        title: ["已经答复", "已經答覆", "Answered already"],
        detail: ["这个疑点已经有人答复，在等审计处理。请刷新后查看。", "這個疑點已經有人答覆，在等審計處理。請重新整理後查看。", "This was answered and waits for the auditor. Reload to see."];
    /// Nobody answered.
    FINDING_NOT_ANSWERED = "finding_not_answered", 409,
        title: ["还没有答复", "還沒有答覆", "Not answered"],
        detail: ["有人答复以后才能处理。", "有人答覆以後才能處理。", "This can be judged once somebody has answered."];
    /// The auditor took the answer.
    FINDING_SETTLED = "finding_settled", 409,
        title: ["已经了结", "已經了結", "Settled already"],
        detail: ["这个疑点已经了结。请刷新后查看。", "這個疑點已經了結。請重新整理後查看。", "The auditor took the answer. Reload to see."];
    /// Nobody judges their own answer.
    FINDING_OWN = "finding_own", 409,
        title: ["不能处理自己的答复", "不能處理自己的答覆", "Your own answer"],
        detail: ["自己答复的，请另一位审计来处理。", "自己答覆的，請另一位審計來處理。", "Another auditor has to judge what you answered."];
    /// They took part in what was found.
    FINDING_TOOK_PART = "finding_took_part", 409,
        title: ["经办人回避", "經辦人迴避", "You took part in it"],
        detail: ["经办过这些支出的人不能处理这个疑点。", "經辦過這些支出的人不能處理這個疑點。", "Whoever proposed, approved or paid something does not judge findings about it."];
}
