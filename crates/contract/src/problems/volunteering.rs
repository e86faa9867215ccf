//! Problems of volunteering.

crate::problems! {
    /// It was called off.
    SHIFT_CANCELLED = "shift_cancelled", 409,
        title: ["活动已取消", "活動已取消", "Cancelled"],
        detail: ["这次志愿活动已经取消。原因写在活动页上。", "這次志願活動已經取消。原因寫在活動頁上。", "This shift was called off. Its page says why."];
    /// It has begun.
    SHIFT_STARTED = "shift_started", 409,
        title: ["活动已经开始", "活動已經開始", "It has begun"],
        detail: ["活动开始以后不能再这样改。请找现场的组织者。", "活動開始以後不能再這樣改。請找現場的組織者。", "This is not possible any more once a shift has begun. Speak to the organiser there."];
    /// It is over.
    SHIFT_OVER = "shift_over", 409,
        title: ["活动已经结束", "活動已經結束", "It is over"],
        detail: ["活动已经结束。时长有误请找组织者更正。", "活動已經結束。時長有誤請找組織者更正。", "The shift is over. If your hours are wrong, ask the organiser to correct them."];
    /// It is not over.
    SHIFT_NOT_OVER = "shift_not_over", 409,
        title: ["活动还没有结束", "活動還沒有結束", "It is not over"],
        detail: ["分钟数和缺席要等活动结束以后再定。", "分鐘數和缺席要等活動結束以後再定。", "Minutes and absence are decided once the shift is over."];
    /// Nobody can sign up any more.
    SHIFT_SIGN_UP_CLOSED = "shift_sign_up_closed", 409,
        title: ["报名已截止", "報名已截止", "Sign-up is closed"],
        detail: ["报名已经截止。想参加请直接问组织者，可以由他们登记。", "報名已經截止。想參加請直接問組織者，可以由他們登記。", "Sign-up has closed. Ask the organiser, who can still sign you up."];
    /// The waiting list is full, too.
    SHIFT_WAITING_FULL = "shift_waiting_full", 409,
        title: ["候补也满了", "候補也滿了", "The waiting list is full"],
        detail: ["名额和 {max} 个候补都满了。请看看别的活动。", "名額和 {max} 個候補都滿了。請看看別的活動。", "All places and all {max} on the waiting list are taken. Have a look at other shifts."];
    /// More people have a place than there would be.
    SHIFT_PLACES_TAKEN = "shift_places_taken", 409,
        title: ["名额少于已报名人数", "名額少於已報名人數", "More are signed up"],
        detail: ["已有 {taken} 人报上名，名额不能比这少。", "已有 {taken} 人報上名，名額不能比這少。", "{taken} people have a place already; there cannot be fewer."];
    /// They wait, or have withdrawn.
    SHIFT_NO_PLACE = "shift_no_place", 409,
        title: ["没有名额", "沒有名額", "No place"],
        detail: ["还在候补或者已经退出，没有名额。请找组织者。", "還在候補或者已經退出，沒有名額。請找組織者。", "There is no place for this sign-up: it waits or was withdrawn. Speak to the organiser."];
    /// The project of a fund for which it would be does not run.
    SHIFT_PROJECT_NOT_RUNNING = "shift_project_not_running", 409,
        title: ["项目不在实施中", "項目不在實施中", "The project does not run"],
        detail: ["只能为双方已签约、正在实施的项目安排活动。请换一个项目，或者不选项目。", "只能為雙方已簽約、正在實施的項目安排活動。請換一個項目，或者不選項目。", "Shifts are planned for projects that both sides have signed and that run. Choose another one, or none."];
    /// They live in no household of the town.
    SHIFT_RESIDENTS_ONLY = "shift_residents_only", 403,
        title: ["本镇居民才能报名", "本鎮居民才能報名", "For residents of this town"],
        detail: ["报名要先加入本镇的一户。请用邀请码加入，或者请网格员确认。", "報名要先加入本鎮的一戶。請用邀請碼加入，或者請網格員確認。", "Join a household of this town first: with its code, or by asking your grid worker."];
    /// They have signed up.
    ALREADY_SIGNED_UP = "already_signed_up", 409,
        title: ["已经报名", "已經報名", "Already signed up"],
        detail: ["已经报过名，或者正在候补，不用再报。", "已經報過名，或者正在候補，不用再報。", "This person is signed up or waits already."];
    /// They have not signed up.
    NOT_SIGNED_UP = "not_signed_up", 409,
        title: ["没有报名", "沒有報名", "Not signed up"],
        detail: ["您没有报名这次活动。请先报名，或者请组织者登记。", "您沒有報名這次活動。請先報名，或者請組織者登記。", "You are not signed up for this shift. Sign up first, or ask the organiser to."];
    /// They are signed up for another at the same time.
    SHIFT_OVERLAP = "shift_overlap", 409,
        title: ["时间有冲突", "時間有衝突", "Two at the same time"],
        detail: ["同一时间已报名了另一次活动（{shift}）。请先退出那一次。", "同一時間已報名了另一次活動（{shift}）。請先退出那一次。", "There is another sign-up at this time (shift {shift}). Withdraw from that one first."];
    /// At the new time some of those signed up have another.
    SHIFT_VOLUNTEERS_OVERLAP = "shift_volunteers_overlap", 409,
        title: ["有人时间冲突", "有人時間衝突", "Some have another shift then"],
        detail: ["已报名的人里有 {count} 位在新的时间有别的活动。请换个时间，或者先请他们退出一次。", "已報名的人裡有 {count} 位在新的時間有別的活動。請換個時間，或者先請他們退出一次。", "{count} of those signed up have another shift at the new time. Choose another time, or ask them to withdraw from one first."];
    /// Too early to check in.
    CHECK_TOO_EARLY = "check_too_early", 409,
        title: ["还没到签到时间", "還沒到簽到時間", "Too early"],
        detail: ["活动开始前 30 分钟起可以签到。", "活動開始前 30 分鐘起可以簽到。", "Checking in opens 30 minutes before the shift begins."];
    /// Too late to check out.
    CHECK_TOO_LATE = "check_too_late", 409,
        title: ["签退时间已过", "簽退時間已過", "Too late"],
        detail: ["活动结束 2 小时以后不能再签退，时长由组织者决定。", "活動結束 2 小時以後不能再簽退，時長由組織者決定。", "Checking out ends 2 hours after the shift. The organiser decides how many minutes count."];
    /// No code that is shown now.
    CHECK_CODE_INVALID = "check_code_invalid", 422,
        title: ["签到码不对", "簽到碼不對", "This code does not work"],
        detail: ["签到码有误或者刚换过。请看组织者的屏幕再扫、再输一次。", "簽到碼有誤或者剛換過。請看組織者的螢幕再掃、再輸一次。", "The code is wrong or has just changed. Look at the organiser's screen and try again."];
    /// They are checked in.
    ALREADY_CHECKED_IN = "already_checked_in", 409,
        title: ["已经签到", "已經簽到", "Already checked in"],
        detail: ["已经签到，不用再签。走的时候请签退。", "已經簽到，不用再簽。走的時候請簽退。", "This person is checked in. Check out when leaving."];
    /// They are not checked in.
    NOT_CHECKED_IN = "not_checked_in", 409,
        title: ["还没有签到", "還沒有簽到", "Not checked in"],
        detail: ["还没有签到，不能签退。请找组织者。", "還沒有簽到，不能簽退。請找組織者。", "Without checking in nobody checks out. Speak to the organiser."];
    /// Their minutes are settled.
    ATTENDANCE_SETTLED = "attendance_settled", 409,
        title: ["时长已经记下", "時長已經記下", "Already settled"],
        detail: ["这次的时长已经记下。有误请找组织者更正。", "這次的時長已經記下。有誤請找組織者更正。", "The minutes of this shift are settled. If they are wrong, ask the organiser to correct them."];
    /// They are noted as absent.
    ALREADY_ABSENT = "already_absent", 409,
        title: ["已经记为缺席", "已經記為缺席", "Already absent"],
        detail: ["已经记为缺席，不用再记。", "已經記為缺席，不用再記。", "This person is noted as absent already."];
    /// More than a day has.
    DAY_FULL = "day_full", 409,
        title: ["一天超过 24 小时", "一天超過 24 小時", "More than a day has"],
        detail: ["此人在 {day} 各次活动的时长合计超过 24 小时，请核对。", "此人在 {day} 各次活動的時長合計超過 24 小時，請核對。", "Over all shifts this person would have more than 24 hours on {day}. Check what was entered."];
}
