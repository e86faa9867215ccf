//! Problems of tickets, their categories and photos.

crate::problems! {
    /// Somebody works on it already: the slower of two handlers.
    TICKET_ALREADY_TAKEN = "ticket_already_taken", 409,
        title: ["已有人受理", "已有人受理", "Already taken"],
        detail: ["这件事已经有人受理。请刷新后查看。", "這件事已經有人受理。請重新整理後查看。", "Somebody has taken this already. Reload to see who."];
    /// Nobody works on it yet.
    TICKET_NOT_TAKEN = "ticket_not_taken", 409,
        title: ["还没有人受理", "還沒有人受理", "Not taken yet"],
        detail: ["请先受理，再做下一步。", "請先受理，再做下一步。", "Take it on first."];
    /// It is solved already.
    TICKET_ALREADY_SOLVED = "ticket_already_solved", 409,
        title: ["已经办结", "已經辦結", "Already solved"],
        detail: ["这件事已经办结，正等待居民确认。", "這件事已經辦結，正等待居民確認。", "This was declared done and waits for the reporter's word."];
    /// It is not solved, so there is nothing to confirm or object to.
    TICKET_NOT_SOLVED = "ticket_not_solved", 409,
        title: ["还没有办结", "還沒有辦結", "Not solved yet"],
        detail: ["这件事还在办理中，办结后才能评价或提出异议。", "這件事還在辦理中，辦結後才能評價或提出異議。", "It is still being worked on. You can rate or object once it is declared done."];
    /// The time to confirm, to object or to appeal is over.
    OBJECTION_WINDOW_PASSED = "objection_window_passed", 409,
        title: ["异议期已过", "異議期已過", "The time to object is over"],
        detail: ["评价、异议和申诉的期限已过。如问题仍在，请重新上报。", "評價、異議和申訴的期限已過。如問題仍在，請重新上報。", "The time to rate, to object or to appeal is over. If the matter persists, report it again."];
    /// It is closed, rejected, merged or withdrawn.
    TICKET_ENDED = "ticket_ended", 409,
        title: ["这件事已经结束", "這件事已經結束", "This has ended"],
        detail: ["已经结束的事项不能再改动。", "已經結束的事項不能再改動。", "What has ended cannot be changed any more."];
    /// Somebody else works on it.
    TICKET_NOT_YOURS = "ticket_not_yours", 403,
        title: ["不是由您受理", "不是由您受理", "Somebody else handles this"],
        detail: ["只有受理人才能这样做。需要时请负责人改派。", "只有受理人才能這樣做。需要時請負責人改派。", "Only its handler may do this. An official can assign it to you."];
    /// Whoever handled a ticket cannot rate it.
    OWN_WORK_NOT_RATED = "own_work_not_rated", 409,
        title: ["不能评价自己办理的事", "不能評價自己辦理的事", "Own work is not rated"],
        detail: ["上报人和受理人是同一人时不评价；异议期过后自动确认。", "上報人和受理人是同一人時不評價；異議期過後自動確認。", "You handled this yourself. It is confirmed when the time to object is over."];
    /// A look-back says whether it is done: neither its reporter nor time does.
    TICKET_AWAITS_LOOK_BACK = "ticket_awaits_look_back", 409,
        title: ["由回头看确认", "由回頭看確認", "For a look-back to say"],
        detail: ["这是检查后要求整改的事项，是否完成由回头看确认。", "這是檢查後要求整改的事項，是否完成由回頭看確認。", "This was demanded after an inspection. A look-back says whether it is done."];
    /// A provider keeps it.
    TICKET_ENTRUSTED = "ticket_entrusted", 409,
        title: ["已交给服务单位", "已交給服務單位", "A provider sees to this"],
        detail: ["这件事由服务单位办理。需要时请负责人先收回。", "這件事由服務單位辦理。需要時請負責人先收回。", "A provider works on this. An official can take it back first."];
    /// No provider keeps it.
    TICKET_NOT_ENTRUSTED = "ticket_not_entrusted", 409,
        title: ["没有交给服务单位", "沒有交給服務單位", "No provider sees to this"],
        detail: ["这件事不在服务单位手里，不需要收回。", "這件事不在服務單位手裡，不需要收回。", "No provider works on this, so there is nothing to take back."];
    /// Others were called to it and have not reported.
    TICKET_CALLS_OPEN = "ticket_calls_open", 409,
        title: ["还有单位没有反馈", "還有單位沒有回饋", "Reports are missing"],
        detail: ["被吹哨的单位都反馈后才能办结。也可以撤回不再需要的哨。", "被吹哨的單位都回饋後才能辦結。也可以撤回不再需要的哨。", "Everybody who was called has to report first. Take back a call that is not needed any more."];
    /// A price was named and nobody has decided on it.
    TICKET_QUOTATION_OPEN = "ticket_quotation_open", 409,
        title: ["报价还没有答复", "報價還沒有答覆", "A price waits for an answer"],
        detail: ["请等付费方答复报价，或者先撤回报价。", "請等付費方答覆報價，或者先撤回報價。", "Wait until whoever pays has answered, or take the quotation back first."];
    /// They were called already and have not reported.
    CALL_REPEATED = "call_repeated", 409,
        title: ["已经吹过哨", "已經吹過哨", "Called already"],
        detail: ["{provider}已被吹哨，还没有反馈。", "{provider}已被吹哨，還沒有回饋。", "{provider} was called already and has not reported yet."];
    /// As many were called as may be.
    CALLS_FULL = "calls_full", 409,
        title: ["吹哨次数太多", "吹哨次數太多", "Too many calls"],
        detail: ["一件事最多吹哨 {max} 次。", "一件事最多吹哨 {max} 次。", "At most {max} calls for one ticket."];
    /// Reported, taken back or lapsed.
    CALL_ENDED = "call_ended", 409,
        title: ["这次吹哨已经结束", "這次吹哨已經結束", "This call has ended"],
        detail: ["已经反馈或撤回。请刷新后查看。", "已經回饋或撤回。請重新整理後查看。", "It was reported on or taken back. Reload to see."];
    /// As many prices were named as may be.
    QUOTATIONS_FULL = "quotations_full", 409,
        title: ["报价次数太多", "報價次數太多", "Too many quotations"],
        detail: ["一件事最多报价 {max} 次。", "一件事最多報價 {max} 次。", "At most {max} quotations for one ticket."];
    /// Decided on, taken back or lapsed.
    QUOTATION_ENDED = "quotation_ended", 409,
        title: ["这份报价已经结束", "這份報價已經結束", "This quotation has ended"],
        detail: ["已经答复、撤回或失效。请刷新后查看。", "已經答覆、撤回或失效。請重新整理後查看。", "It was answered, taken back or is void. Reload to see."];
    /// Its time has passed.
    QUOTATION_PASSED = "quotation_passed", 409,
        title: ["报价已过有效期", "報價已過有效期", "The quotation is not good any more"],
        detail: ["请服务单位重新报价。", "請服務單位重新報價。", "Ask the provider for a new one."];
    /// Another pays, and decides.
    QUOTATION_NOT_YOURS = "quotation_not_yours", 403,
        title: ["由付费方答复", "由付費方答覆", "Whoever pays decides"],
        detail: ["只有付费方才能答复报价。", "只有付費方才能答覆報價。", "Only whoever pays can accept or decline this."];
    /// It waits for others: first work has to go on.
    TICKET_WAITS = "ticket_waits", 409,
        title: ["正在等待", "正在等待", "Waiting for others"],
        detail: ["这件事正在等待他人。请先继续办理，再做下一步。", "這件事正在等待他人。請先繼續辦理，再做下一步。", "This waits for others. Go on with it first."];
    /// It does not wait.
    TICKET_NOT_WAITING = "ticket_not_waiting", 409,
        title: ["没有在等待", "沒有在等待", "Not waiting"],
        detail: ["这件事没有在等待，可以直接办理。", "這件事沒有在等待，可以直接辦理。", "This does not wait for anybody; work on it is going on."];
    /// It was not rejected.
    TICKET_NOT_REJECTED = "ticket_not_rejected", 409,
        title: ["没有被退回", "沒有被退回", "Not rejected"],
        detail: ["这件事没有被拒绝受理，不需要申诉。", "這件事沒有被拒絕受理，不需要申訴。", "This was not rejected, so there is nothing to appeal against."];
    /// An appeal has to be decided first.
    TICKET_APPEAL_OPEN = "ticket_appeal_open", 409,
        title: ["正在申诉", "正在申訴", "An appeal is open"],
        detail: ["居民已申诉，先由另一位负责人裁定。", "居民已申訴，先由另一位負責人裁定。", "The reporter has appealed. Somebody else has to decide on that first."];
    /// Nobody has appealed.
    TICKET_NOT_APPEALED = "ticket_not_appealed", 409,
        title: ["没有申诉", "沒有申訴", "No appeal"],
        detail: ["这件事没有待裁定的申诉。", "這件事沒有待裁定的申訴。", "There is no appeal to decide on."];
    /// Who rejected it does not decide on the appeal.
    OWN_REJECTION_NOT_DECIDED = "own_rejection_not_decided", 403,
        title: ["不能裁定自己的决定", "不能裁定自己的決定", "Your own decision"],
        detail: ["拒绝受理的人不能裁定对它的申诉，请由另一位负责人裁定。", "拒絕受理的人不能裁定對它的申訴，請由另一位負責人裁定。", "You rejected this yourself. Somebody else has to decide on the appeal."];
    /// The other ticket cannot take this one in.
    TICKET_MERGE_UNFIT = "ticket_merge_unfit", 409,
        title: ["不能合并到那件事", "不能合併到那件事", "Cannot be merged there"],
        detail: ["只能合并到另一件还没有结束的居民上报事项。", "只能合併到另一件還沒有結束的居民上報事項。", "A ticket can only be merged into another report that has not ended."];
    /// The ticket that somebody wants to join has ended.
    TICKET_NOT_JOINABLE = "ticket_not_joinable", 409,
        title: ["那件事已经结束", "那件事已經結束", "That matter has ended"],
        detail: ["那件事已经结束，不能再加入。您填写的内容都还在，请直接提交上报。", "那件事已經結束，不能再加入。您填寫的內容都還在，請直接提交上報。", "That matter has ended and cannot be joined. Everything you wrote is still here: send it as a report of your own."];
    /// A search of single characters: each alone is in half of everything.
    SEARCH_TOO_SHORT = "search_too_short", 400,
        title: ["搜索的字太少", "搜尋的字太少", "Too short to search for"],
        detail: ["请至少输入连在一起的两个字，或者完整的编号，例如“路灯”“2026-000123”。", "請至少輸入連在一起的兩個字，或者完整的編號，例如「路燈」「2026-000123」。", "Type at least two characters together, or a whole number: lamp, 2026-000123."];
    /// As many years were imported as can be.
    CALENDAR_FULL = "calendar_full", 409,
        title: ["日历年份太多", "日曆年份太多", "Too many years"],
        detail: ["最多可以导入 {max} 年。", "最多可以匯入 {max} 年。", "At most {max} years can be imported."];
    /// The timeline holds as much as it may.
    TICKET_TIMELINE_FULL = "ticket_timeline_full", 409,
        title: ["记录已满", "記錄已滿", "The timeline is full"],
        detail: ["一件事最多 1000 条记录。请另行上报。", "一件事最多 1000 條記錄。請另行上報。", "A ticket has at most 1000 entries. Please report the matter anew."];
    /// The reporter left no phone number.
    CONTACT_MISSING = "contact_missing", 409,
        title: ["没有联系电话", "沒有聯絡電話", "No phone number"],
        detail: ["上报人没有留下电话。请用留言联系。", "上報人沒有留下電話。請用留言聯絡。", "The reporter has left no number. Write a message instead."];
    /// The area has this code already.
    CATEGORY_CODE_TAKEN = "category_code_taken", 409,
        title: ["代码已被使用", "代碼已被使用", "The code is taken"],
        detail: ["这个区域已有相同代码的类别，请直接修改它。", "這個區域已有相同代碼的類別，請直接修改它。", "This area has a category with this code. Change that one."];
    /// The area has as many categories as it may.
    CATEGORIES_FULL = "categories_full", 409,
        title: ["类别太多", "類別太多", "Too many categories"],
        detail: ["一个区域最多 {max} 个类别。", "一個區域最多 {max} 個類別。", "An area has at most {max} categories."];
    /// Larger than an upload may be.
    PHOTO_TOO_LARGE = "photo_too_large", 413,
        title: ["照片太大", "照片太大", "The photo is too large"],
        detail: ["每张照片最大 {max}。", "每張照片最大 {max}。", "A photo has at most {max}."];
    /// More pixels than are read.
    PHOTO_TOO_MANY_PIXELS = "photo_too_many_pixels", 422,
        title: ["照片像素太高", "照片像素太高", "The photo has too many pixels"],
        detail: ["照片为 {width} × {height}，最多 {max} 百万像素。请缩小后再传。", "照片為 {width} × {height}，最多 {max} 百萬像素。請縮小後再傳。", "The photo has {width} × {height} pixels; at most {max} megapixels can be read. Make it smaller."];
    /// Not a picture that is read here.
    PHOTO_FORMAT_UNSUPPORTED = "photo_format_unsupported", 415,
        title: ["不支持这种照片", "不支援這種照片", "This is no photo we can read"],
        detail: ["无法读取这种文件（{seen}）。请上传 JPEG、PNG、WebP 或 HEIC 照片。", "無法讀取這種檔案（{seen}）。請上傳 JPEG、PNG、WebP 或 HEIC 照片。", "This kind of file ({seen}) cannot be read. Send a JPEG, PNG, WebP or HEIC photo."];
    /// The picture is broken.
    PHOTO_DAMAGED = "photo_damaged", 422,
        title: ["照片已损坏", "照片已損壞", "The photo is damaged"],
        detail: ["照片已损坏或没有传完，请重新上传。", "照片已損壞或沒有傳完，請重新上傳。", "The photo is damaged or incomplete. Send it again."];
}
