//! Problems of inspections.

crate::problems! {
    /// The area has as many templates as it may.
    TEMPLATES_FULL = "templates_full", 409,
        title: ["检查表太多", "檢查表太多", "Too many templates"],
        detail: ["一个区域最多 {max} 份检查表。请修改已有的。", "一個區域最多 {max} 份檢查表。請修改已有的。", "An area has at most {max} templates. Revise one of them."];
    /// The template has as many versions as it may.
    TEMPLATE_VERSIONS_FULL = "template_versions_full", 409,
        title: ["版本太多", "版本太多", "Too many versions"],
        detail: ["一份检查表最多 {max} 个版本。请另建一份。", "一份檢查表最多 {max} 個版本。請另建一份。", "A template has at most {max} versions. Make a new one."];
    /// The area has as many versions of its rules as it may.
    AWARD_RULES_FULL = "award_rules_full", 409,
        title: ["奖励规则太多", "獎勵規則太多", "Too many rules"],
        detail: ["一个区域最多 {max} 份奖励规则。", "一個區域最多 {max} 份獎勵規則。", "An area has at most {max} versions of its rules."];
    /// The draft is in force already, or will be.
    AWARD_RULES_ADOPTED = "award_rules_adopted", 409,
        title: ["已经采用", "已經採用", "Adopted already"],
        detail: ["这份规则已经采用，不能再改期。请另拟一份。", "這份規則已經採用，不能再改期。請另擬一份。", "These rules are adopted and keep their date. Draft others."];
    /// What a half-year pays does not change once it has begun.
    HALF_YEAR_BEGUN = "half_year_begun", 409,
        title: ["这个半年已经开始", "這個半年已經開始", "The half-year has begun"],
        detail: ["半年开始后，它的规则不能再改。请选以后的半年。", "半年開始後，它的規則不能再改。請選以後的半年。", "The rules of a half-year that has begun do not change. Choose a later one."];
    /// Other rules begin with the same half-year.
    HALF_YEAR_TAKEN = "half_year_taken", 409,
        title: ["这个半年已有规则", "這個半年已有規則", "The half-year has rules"],
        detail: ["这个区域从这个半年起已采用另一份规则。", "這個區域從這個半年起已採用另一份規則。", "This area has adopted other rules from this half-year on."];
    /// The area has its routine inspection of this month.
    ROUND_MONTH_TAKEN = "round_month_taken", 409,
        title: ["这个月已有例行检查", "這個月已有例行檢查", "The month has its inspection"],
        detail: ["每个区域每月只有一次例行检查。请选其他月份，或者改为不定期检查。", "每個區域每月只有一次例行檢查。請選其他月份，或者改為不定期檢查。", "An area has one routine inspection a month. Choose another month, or make it an irregular one."];
    /// Not from where the round stands.
    ROUND_STEP_FORBIDDEN = "round_step_forbidden", 409,
        title: ["现在不能这样做", "現在不能這樣做", "Not possible now"],
        detail: ["这次检查的进度已经变了。请刷新后再看。", "這次檢查的進度已經變了。請重新整理後再看。", "The inspection stands elsewhere by now. Reload to see where."];
    /// Nobody leads the round.
    ROUND_LEAD_MISSING = "round_lead_missing", 409,
        title: ["还没有带队领导", "還沒有帶隊領導", "Nobody leads it"],
        detail: ["检查开始前须明确一名带队领导。", "檢查開始前須明確一名帶隊領導。", "Name the official who leads the inspection before it starts."];
    /// Not every place is scored.
    SHEETS_MISSING = "sheets_missing", 409,
        title: ["还有没评完的", "還有沒評完的", "Sheets are missing"],
        detail: ["还有 {count} 份检查表没有交。", "還有 {count} 份檢查表沒有交。", "{count} sheets have not been handed in."];
    /// Villages may still object.
    OBJECTION_WINDOW_OPEN = "objection_window_open", 409,
        title: ["申诉期未结束", "申訴期未結束", "The time to object is not over"],
        detail: ["申诉期到 {until} 结束，之后才能公布。", "申訴期到 {until} 結束，之後才能公布。", "Villages may object until {until}; publish after that."];
    /// Objections wait for a decision.
    OBJECTIONS_UNDECIDED = "objections_undecided", 409,
        title: ["还有申诉未处理", "還有申訴未處理", "Objections wait"],
        detail: ["还有 {count} 件申诉没有处理，处理完才能公布。", "還有 {count} 件申訴沒有處理，處理完才能公布。", "{count} objections wait for a decision; publish after that."];
    /// Whoever joined the team would read where a covert round goes.
    ROUND_TEAM_FIXED = "round_team_fixed", 409,
        title: ["人员已经固定", "人員已經固定", "The team is fixed"],
        detail: ["暗访的对象确定后，到开始前不能再换检查人员。", "暗訪的對象確定後，到開始前不能再換檢查人員。", "Once the places of a covert inspection are fixed, its team stays as it is until the start."];
    /// The public value of a draw has not come about.
    DRAW_WAITS = "draw_waits", 409,
        title: ["请稍等", "請稍等", "Wait a moment"],
        detail: ["承诺还没有写入公开日志，几秒后再试。", "承諾還沒有寫入公開日誌，幾秒後再試。", "The commitment is not in the journal yet. Try again in a few seconds."];
    /// For some places nobody of the team may inspect.
    INSPECTORS_MISSING = "inspectors_missing", 409,
        title: ["检查人员不够", "檢查人員不夠", "Inspectors are missing"],
        detail: ["有 {count} 个地方找不到可以去的人：大家都要回避。请增加检查人员。", "有 {count} 個地方找不到可以去的人：大家都要迴避。請增加檢查人員。", "For {count} places everybody of the team is tied to the place. Add inspectors."];
    /// There is nothing to inspect, or too much for one round.
    ROUND_SIZE = "round_size", 409,
        title: ["对象数量不对", "對象數量不對", "Nothing to inspect, or too much"],
        detail: ["一次检查要有 1 到 {max} 个对象。", "一次檢查要有 1 到 {max} 個對象。", "An inspection goes to 1 to {max} places."];
    /// Nobody can be drawn.
    NOTHING_TO_DRAW = "nothing_to_draw", 409,
        title: ["没有可抽取的对象", "沒有可抽取的對象", "Nothing to draw from"],
        detail: ["这些地方没有可抽取的对象。请先建好网格或住户。", "這些地方沒有可抽取的對象。請先建好網格或住戶。", "There is nothing to draw from in these places. Add grids or households first."];
    /// Where a covert round goes is known to its inspectors alone.
    TARGETS_SECRET = "targets_secret", 403,
        title: ["暗访对象保密", "暗訪對象保密", "Kept secret"],
        detail: ["暗访开始前，只有检查人员知道去哪里。", "暗訪開始前，只有檢查人員知道去哪裡。", "Until it starts, only its inspectors know where a covert inspection goes."];
    /// The caller is tied to the place.
    RECUSED = "recused", 403,
        title: ["需要回避", "需要迴避", "You are tied to this place"],
        detail: ["您在这里任职、居住或者有亲属，不能在这里检查。请让其他检查人员来。", "您在這裡任職、居住或者有親屬，不能在這裡檢查。請讓其他檢查人員來。", "You hold an office here, live here or have kin here. Let another inspector do this."];
    /// The round takes no scores now.
    NOT_SCORING = "not_scoring", 409,
        title: ["现在不能打分", "現在不能打分", "No scores now"],
        detail: ["检查还没开始，或者打分已经结束。您填的内容还在本机上。", "檢查還沒開始，或者打分已經結束。您填的內容還在本機上。", "The inspection has not started, or its scoring has ended. What you entered is still on this device."];
    /// The time to object has not begun, or is over.
    NO_OBJECTIONS_NOW = "no_objections_now", 409,
        title: ["不在申诉期内", "不在申訴期內", "Not the time to object"],
        detail: ["申诉期还没开始，或者已经结束。", "申訴期還沒開始，或者已經結束。", "The time to object has not begun, or is over."];
    /// Somebody objected to this mark.
    OBJECTION_EXISTS = "objection_exists", 409,
        title: ["已经申诉过", "已經申訴過", "Objected to already"],
        detail: ["这一项已经有人申诉。", "這一項已經有人申訴。", "Somebody has objected to this mark already."];
    /// It is decided or taken back.
    OBJECTION_ENDED = "objection_ended", 409,
        title: ["申诉已经处理", "申訴已經處理", "No longer open"],
        detail: ["这件申诉已经处理或撤回。请刷新后再看。", "這件申訴已經處理或撤回。請重新整理後再看。", "This objection is decided or taken back. Reload to see."];
    /// Who inspected or objected does not judge.
    OWN_CASE = "own_case", 409,
        title: ["不能处理自己的事", "不能處理自己的事", "Not in one's own case"],
        detail: ["检查人员和申诉人不能处理这件申诉。请让别人处理。", "檢查人員和申訴人不能處理這件申訴。請讓別人處理。", "Neither the inspectors nor who objected decide. Ask somebody else."];
    /// Only who objected takes it back.
    OBJECTION_NOT_YOURS = "objection_not_yours", 409,
        title: ["不是您提出的", "不是您提出的", "Somebody else's"],
        detail: ["只有提出的人可以撤回申诉。", "只有提出的人可以撤回申訴。", "Only who objected can take it back."];
    /// It was demanded already, perhaps a moment ago.
    RECTIFICATION_EXISTS = "rectification_exists", 409,
        title: ["已经要求整改", "已經要求整改", "Demanded already"],
        detail: ["所选的项目里有已经要求整改的。请刷新后再选。", "所選的項目裡有已經要求整改的。請重新整理後再選。", "Some of what you chose has been demanded already. Reload and choose again."];
    /// Nothing lost points, or all of it was demanded.
    NOTHING_TO_RECTIFY = "nothing_to_rectify", 409,
        title: ["没有要整改的", "沒有要整改的", "Nothing to rectify"],
        detail: ["这次检查没有扣分，或者都已经要求整改。", "這次檢查沒有扣分，或者都已經要求整改。", "No points were lost in this round, or all of it has been demanded."];
    /// The village has not said that it is done.
    LOOK_BACK_TOO_EARLY = "look_back_too_early", 409,
        title: ["还没有办结", "還沒有辦結", "Not done yet"],
        detail: ["村里还没有办结这一项，办结后才能回头看。", "村裡還沒有辦結這一項，辦結後才能回頭看。", "The village has not closed this yet. Look back once it has."];
    /// Nobody looks back at their own work.
    LOOK_BACK_OWN_WORK = "look_back_own_work", 409,
        title: ["是您自己办的", "是您自己辦的", "Your own work"],
        detail: ["办结的人不能做回头看。请让别人去看。", "辦結的人不能做回頭看。請讓別人去看。", "Whoever closed it does not look back at it. Ask somebody else."];
    /// It is declared already.
    KINSHIP_EXISTS = "kinship_exists", 409,
        title: ["已经申报过", "已經申報過", "Declared already"],
        detail: ["这个地方您已经申报过。", "這個地方您已經申報過。", "You have declared this place already."];
    /// The person declared as many as they may.
    KINSHIPS_FULL = "kinships_full", 409,
        title: ["申报太多", "申報太多", "Too many"],
        detail: ["最多申报 {max} 个地方。可以申报一个更大的区域。", "最多申報 {max} 個地方。可以申報一個更大的區域。", "At most {max} places. Declare a wider one instead."];
    /// The half-year is not over.
    HALF_YEAR_NOT_OVER = "half_year_not_over", 409,
        title: ["这个半年还没结束", "這個半年還沒結束", "The half-year is not over"],
        detail: ["半年结束后才能结算。", "半年結束後才能結算。", "Settle it once it is over."];
    /// It was settled.
    HALF_YEAR_SETTLED = "half_year_settled", 409,
        title: ["已经结算", "已經結算", "Settled already"],
        detail: ["这个半年已经结算。更正检查结果会自动重新结算。", "這個半年已經結算。更正檢查結果會自動重新結算。", "This half-year is settled. Correcting a round settles it again by itself."];
    /// Nobody adopted rules for it.
    AWARD_RULES_MISSING = "award_rules_missing", 409,
        title: ["还没有奖励规则", "還沒有獎勵規則", "No rules of awards"],
        detail: ["这个半年没有采用任何奖励规则，不能结算。", "這個半年沒有採用任何獎勵規則，不能結算。", "No rules were adopted for this half-year, so it cannot be settled."];
    /// Rounds of the half-year are not published.
    ROUNDS_UNPUBLISHED = "rounds_unpublished", 409,
        title: ["还有检查没公布", "還有檢查沒公布", "Rounds are not published"],
        detail: ["这个半年还有 {count} 次检查没有公布。", "這個半年還有 {count} 次檢查沒有公布。", "{count} rounds of this half-year are not published. Publish or cancel them."];
    /// None of its rounds is published.
    NOTHING_TO_SETTLE = "nothing_to_settle", 409,
        title: ["没有可结算的成绩", "沒有可結算的成績", "Nothing to settle"],
        detail: ["这个半年没有公布过检查结果。", "這個半年沒有公布過檢查結果。", "No results were published in this half-year."];
    /// The village did not reach the threshold.
    CERTIFICATE_NOT_EARNED = "certificate_not_earned", 409,
        title: ["未达到标准", "未達到標準", "The threshold was not reached"],
        detail: ["这个村这半年没有达到奖励标准，不能发荣誉证书。", "這個村這半年沒有達到獎勵標準，不能發榮譽證書。", "This village did not reach the threshold in this half-year."];
    /// The certificate is revoked already.
    CERTIFICATE_REVOKED = "certificate_revoked", 409,
        title: ["证书已撤销", "證書已撤銷", "Revoked already"],
        detail: ["这份证书已经撤销。", "這份證書已經撤銷。", "This certificate is revoked already."];
    /// There is another text of the pledge now.
    PLEDGE_TEXT_CHANGED = "pledge_text_changed", 409,
        title: ["承诺内容已更新", "承諾內容已更新", "The text has changed"],
        detail: ["承诺的内容刚刚更新。请刷新后重新阅读，再签。", "承諾的內容剛剛更新。請重新整理後再讀一遍，再簽。", "The text of the pledge has changed. Reload, read it again and sign."];
    /// The household has pledged.
    PLEDGE_EXISTS = "pledge_exists", 409,
        title: ["已经承诺过", "已經承諾過", "Pledged already"],
        detail: ["这一户的承诺正在生效，不用再签。", "這一戶的承諾正在生效，不用再簽。", "This household's pledge is in force. It need not sign again."];
    /// There is no pledge in force.
    PLEDGE_MISSING = "pledge_missing", 409,
        title: ["没有生效的承诺", "沒有生效的承諾", "No pledge in force"],
        detail: ["这一户现在没有生效的承诺，不用撤回。", "這一戶現在沒有生效的承諾，不用撤回。", "This household has no pledge in force to take back."];
    /// The rules in force have no such titles.
    TITLE_RULE_MISSING = "title_rule_missing", 409,
        title: ["规则里没有这种称号", "規則裡沒有這種稱號", "The rules have no such title"],
        detail: ["这个半年采用的奖励规则没有写这种称号的条件。请在以后半年的规则里加上。", "這個半年採用的獎勵規則沒有寫這種稱號的條件。請在以後半年的規則裡加上。", "The rules in force in this half-year say nothing of this title. Add it to the rules of a later one."];
    /// They are awarded.
    TITLES_AWARDED = "titles_awarded", 409,
        title: ["已经授予", "已經授予", "Awarded already"],
        detail: ["这个半年的这种称号已经授予，不能再改。有误的可以逐个撤销。", "這個半年的這種稱號已經授予，不能再改。有誤的可以逐個撤銷。", "The titles of this half-year are awarded and stay as they are. Revoke one that is wrong."];
    /// Nobody meets the conditions.
    TITLES_NONE = "titles_none", 409,
        title: ["没有符合条件的", "沒有符合條件的", "Nobody meets the conditions"],
        detail: ["这个半年没有符合条件的，不用授予。", "這個半年沒有符合條件的，不用授予。", "Nobody meets the conditions in this half-year, so there is nothing to award."];
    /// The title is revoked.
    TITLE_REVOKED = "title_revoked", 409,
        title: ["称号已撤销", "稱號已撤銷", "Revoked already"],
        detail: ["这个称号已经撤销。", "這個稱號已經撤銷。", "This title is revoked already."];
}
