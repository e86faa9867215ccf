//! Problems of projects of funds, and of calls for them.

crate::problems! {
    /// It is published: it stays as it is.
    CALL_PUBLISHED = "proposal_call_published", 409,
        title: ["征集已经发布", "徵集已經發布", "The call is published"],
        detail: ["已发布的征集不能再改，只能提前截止。", "已發布的徵集不能再改，只能提前截止。", "A published call stays as it is. It can only close earlier."];
    /// It is not published.
    CALL_NOT_PUBLISHED = "proposal_call_not_published", 409,
        title: ["征集还没有发布", "徵集還沒有發布", "The call is not published"],
        detail: ["征集发布以后才能这样做。", "徵集發布以後才能這樣做。", "This can be done once the call is published."];
    /// It has not opened yet.
    CALL_NOT_OPEN_YET = "proposal_call_not_open_yet", 409,
        title: ["征集还没有开始", "徵集還沒有開始", "The call is not open yet"],
        detail: ["到了开始时间才能提交申报。草稿会留着。", "到了開始時間才能提交申報。草稿會留著。", "Proposals can be sent once the call opens. Your draft is kept."];
    /// It has closed.
    CALL_CLOSED = "proposal_call_closed", 409,
        title: ["征集已经截止", "徵集已經截止", "The call is closed"],
        detail: ["这次征集已经截止。", "這次徵集已經截止。", "This call takes nothing in any more."];
    /// It is for something else.
    CALL_OTHER_PURPOSE = "proposal_call_other_purpose", 409,
        title: ["不在征集范围内", "不在徵集範圍內", "Outside the call"],
        detail: ["这次征集不包括“{purpose}”这个用途。", "這次徵集不包括「{purpose}」這個用途。", "The call is not for the purpose {purpose}."];
    /// It is somebody else's to do.
    PROJECT_NOT_YOURS = "project_not_yours", 403,
        title: ["不是由您办理", "不是由您辦理", "Not yours to do"],
        detail: ["这一步由别人办理：申报人、项目成员、主管部门、委员会成员或者本地居民。", "這一步由別人辦理：申報人、項目成員、主管部門、委員會成員或者本地居民。", "This is for somebody else: the proposer, those who take part, the office, a member of the committee, or a resident."];
    /// Whoever takes part does not judge.
    PROJECT_OWN = "project_own", 403,
        title: ["参与者回避", "參與者迴避", "Own project"],
        detail: ["您参与了这个项目，不能审核、表决或者评价它。", "您參與了這個項目，不能審核、表決或者評價它。", "You take part in this project, so you do not judge it."];
    /// It has ended: nothing more happens to it.
    PROJECT_ENDED = "project_ended", 409,
        title: ["项目已经结束", "項目已經結束", "The project has ended"],
        detail: ["这个项目已经归档、未通过、撤回或者终止，不能再改动。", "這個項目已經歸檔、未通過、撤回或者終止，不能再改動。", "It was archived, rejected, withdrawn or terminated. Nothing more happens to it."];
    /// It is being written.
    PROJECT_IS_DRAFT = "project_is_draft", 409,
        title: ["项目还没有提交", "項目還沒有提交", "Still a draft"],
        detail: ["项目还在起草，提交以后才能这样做。", "項目還在起草，提交以後才能這樣做。", "It is a draft. This can be done once it is handed in."];
    /// It waits to be screened.
    PROJECT_IS_SUBMITTED = "project_is_submitted", 409,
        title: ["项目已经提交", "項目已經提交", "Handed in already"],
        detail: ["项目已经提交，正等待审核。请刷新后查看。", "項目已經提交，正等待審核。請重新整理後查看。", "It was handed in and waits to be screened. Reload to see."];
    /// It has to be written better.
    PROJECT_IS_RETURNED = "project_is_returned", 409,
        title: ["项目已经退回", "項目已經退回", "Returned"],
        detail: ["项目已经退回修改，重新提交以后才能这样做。", "項目已經退回修改，重新提交以後才能這樣做。", "It was returned to its proposer, who hands it in again."];
    /// The public reads it and comments on it.
    PROJECT_IN_COMMENT = "project_in_comment", 409,
        title: ["项目正在公示", "項目正在公示", "The public comments"],
        detail: ["项目已经通过审核，正在公示。请刷新后查看。", "項目已經通過審核，正在公示。請重新整理後查看。", "It was screened and the public comments on it. Reload to see."];
    /// The committee decides.
    PROJECT_DECIDING = "project_deciding", 409,
        title: ["委员会正在表决", "委員會正在表決", "The committee decides"],
        detail: ["项目已经提交委员会表决。请刷新后查看。", "項目已經提交委員會表決。請重新整理後查看。", "It was put to the committee. Reload to see."];
    /// The committee said yes.
    PROJECT_APPROVED = "project_approved", 409,
        title: ["项目已经批准", "項目已經批准", "Approved already"],
        detail: ["委员会已经批准这个项目，正等待签约。请刷新后查看。", "委員會已經批准這個項目，正等待簽約。請重新整理後查看。", "The committee said yes; the agreement is to be signed. Reload to see."];
    /// The office has signed the agreement; the proposer is to sign it too.
    PROJECT_OFFERED = "project_offered", 409,
        title: ["等待申报人签约", "等待申報人簽約", "The proposer is to sign"],
        detail: ["主管部门已经签约，正等待申报人签约。请刷新后查看。", "主管部門已經簽約，正等待申報人簽約。請重新整理後查看。", "The office has signed the agreement; its proposer is to sign it too. Reload to see."];
    /// Members of the committee still vote.
    PROJECT_NOT_DECIDED = "project_not_decided", 409,
        title: ["委员会还没有决定", "委員會還沒有決定", "Not decided yet"],
        detail: ["还有成员没有表决，表决时间也没有到。全部表决完或者时间到了才能决定。", "還有成員沒有表決，表決時間也沒有到。全部表決完或者時間到了才能決定。", "Some members have not voted and there is time left. It is decided once all have voted or the time is over."];
    /// The committee votes on its early end already.
    PROJECT_TERMINATION_ASKED = "project_termination_asked", 409,
        title: ["已经在表决是否终止", "已經在表決是否終止", "The committee votes on that"],
        detail: ["委员会正在表决是否终止这个项目。请等表决结束。", "委員會正在表決是否終止這個項目。請等表決結束。", "The committee already votes on the early end of this project. Wait until it has decided."];
    /// It is signed and runs.
    PROJECT_IN_PROGRESS = "project_in_progress", 409,
        title: ["项目正在实施", "項目正在實施", "In progress"],
        detail: ["双方已经签约，项目正在实施。请刷新后查看。", "雙方已經簽約，項目正在實施。請重新整理後查看。", "Both have signed the agreement and the project runs. Reload to see."];
    /// Its report waits to be accepted.
    PROJECT_REPORTED = "project_reported", 409,
        title: ["项目已经提交结项报告", "項目已經提交結項報告", "Reported already"],
        detail: ["结项报告已经提交，正等待验收。请刷新后查看。", "結項報告已經提交，正等待驗收。請重新整理後查看。", "Its report was handed in and waits to be accepted. Reload to see."];
    /// Residents rate it.
    PROJECT_IN_RATING = "project_in_rating", 409,
        title: ["项目正在评价", "項目正在評價", "Residents rate it"],
        detail: ["结项报告已经通过，居民正在评价。请刷新后查看。", "結項報告已經通過，居民正在評價。請重新整理後查看。", "Its report was accepted and residents rate it. Reload to see."];
    /// The time to comment or to rate is not over.
    PROJECT_WINDOW_OPEN = "project_window_open", 409,
        title: ["期限还没有到", "期限還沒有到", "There is time left"],
        detail: ["公示或者评价的期限还没有到，到期以后才能这样做。", "公示或者評價的期限還沒有到，到期以後才能這樣做。", "People can still comment or rate. This can be done once that time is over."];
    /// The time to comment or to rate is over.
    PROJECT_WINDOW_PASSED = "project_window_passed", 409,
        title: ["期限已过", "期限已過", "The time is over"],
        detail: ["公示或者评价的期限已过。", "公示或者評價的期限已過。", "The time to comment or to rate is over."];
    /// It costs more than the call lets a project cost.
    PROJECT_TOO_DEAR = "project_too_dear", 409,
        title: ["超过征集上限", "超過徵集上限", "More than the call allows"],
        detail: ["这次征集的项目预算最多 {max} 分。", "這次徵集的項目預算最多 {max} 分。", "A project of this call costs at most {max} fen."];
    /// The instalments are more, or less, than what it costs.
    PROJECT_INSTALMENTS = "project_instalments", 409,
        title: ["分期与预算不符", "分期與預算不符", "Instalments and budget differ"],
        detail: ["各期合计 {instalments} 分，预算合计 {budget} 分，两者应相等。", "各期合計 {instalments} 分，預算合計 {budget} 分，兩者應相等。", "The instalments come to {instalments} fen, the budget to {budget}. They have to be equal."];
    /// They have as many proposals that are not decided as they may.
    PROJECT_PROPOSALS_FULL = "project_proposals_full", 409,
        title: ["申报太多", "申報太多", "Too many proposals"],
        detail: ["每人最多有 {max} 个还没有决定的申报。", "每人最多有 {max} 個還沒有決定的申報。", "One person has at most {max} proposals that are not decided."];
    /// They have commented on it as often as they may.
    PROJECT_COMMENTS_FULL = "project_comments_full", 409,
        title: ["意见太多", "意見太多", "Too many comments"],
        detail: ["每人对一个项目最多提 {max} 条意见。", "每人對一個項目最多提 {max} 條意見。", "One person comments at most {max} times on a project."];
    /// The timeline holds as much as it may.
    PROJECT_TIMELINE_FULL = "project_timeline_full", 409,
        title: ["记录已满", "記錄已滿", "The timeline is full"],
        detail: ["这个项目的记录已满，只能往结束的方向办理。", "這個項目的記錄已滿，只能往結束的方向辦理。", "The project's timeline is full. Only what leads to its end can still be done."];
    /// There is no such milestone.
    MILESTONE_MISSING = "milestone_missing", 409,
        title: ["没有这个阶段", "沒有這個階段", "No such stage"],
        detail: ["这个项目没有编号为 {number} 的阶段。", "這個項目沒有編號為 {number} 的階段。", "The project has no stage {number}."];
    /// The one before it is not accepted.
    MILESTONE_ORDER = "milestone_order", 409,
        title: ["阶段要按顺序", "階段要按順序", "In their order"],
        detail: ["前一个阶段验收以后才能申报这一个。", "前一個階段驗收以後才能申報這一個。", "The stage before this one has to be accepted first."];
    /// It is reached already.
    MILESTONE_REACHED = "milestone_reached", 409,
        title: ["阶段已经申报", "階段已經申報", "Reached already"],
        detail: ["这个阶段已经申报或者验收。请刷新后查看。", "這個階段已經申報或者驗收。請重新整理後查看。", "Somebody said so already, or it is accepted. Reload to see."];
    /// Nobody says that it is reached.
    MILESTONE_NOT_REACHED = "milestone_not_reached", 409,
        title: ["阶段还没有申报", "階段還沒有申報", "Not reached"],
        detail: ["项目成员申报以后才能验收；也可能已经有人验收。请刷新后查看。", "項目成員申報以後才能驗收；也可能已經有人驗收。請重新整理後查看。", "Nobody says that it is reached, or somebody has judged it already. Reload to see."];
    /// There is nothing to see.
    MILESTONE_EVIDENCE = "milestone_evidence", 409,
        title: ["缺少照片或者发票", "缺少照片或者發票", "Nothing to see"],
        detail: ["请附上 1 到 {max} 张照片和 1 到 {max} 张发票。", "請附上 1 到 {max} 張照片和 1 到 {max} 張發票。", "Add 1 to {max} photos and 1 to {max} invoices."];
    /// Not all are accepted.
    MILESTONES_UNFINISHED = "milestones_unfinished", 409,
        title: ["还有阶段没有验收", "還有階段沒有驗收", "Stages are open"],
        detail: ["全部阶段验收以后才能提交结项报告。", "全部階段驗收以後才能提交結項報告。", "Every stage has to be accepted before the project is reported done."];
}
