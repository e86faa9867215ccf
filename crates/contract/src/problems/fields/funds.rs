//! Rules of funds, their charters, committees and what comes in.

use super::{Rule, rule};

pub(super) const RULES: &[Rule] = &[
    rule(
        "purpose_code",
        "代码只用小写字母、数字和下划线，最多 {max} 位",
        "代碼只用小寫字母、數字和底線，最多 {max} 位",
        "A code has a-z, 0-9 and _, at most {max} of them",
    ),
    rule(
        "fund_limit_twice",
        "同一角色在同一环节只能有一个限额",
        "同一角色在同一環節只能有一個限額",
        "A role has one limit for a step",
    ),
    rule(
        "fund_step_nobody",
        "提出、批准、支付每个环节都要有人可办",
        "提出、批准、支付每個環節都要有人可辦",
        "Somebody has to be able to propose, to approve and to pay",
    ),
    rule(
        "fund_resolution_above",
        "须经表决的金额应在 0 到一百亿元之间",
        "須經表決的金額應在 0 到一百億元之間",
        "A resolution is needed above 0 to ten thousand million yuan",
    ),
    rule(
        "fund_unrecused_min",
        "不回避的委员至少 3 人才能表决",
        "不迴避的委員至少 3 人才能表決",
        "At least 3 members who are not recused decide",
    ),
    rule("fund_term", "任期应为 1 到 60 个月", "任期應為 1 到 60 個月", "A term has 1 to 60 months"),
    rule(
        "fund_days",
        "评议和评价时间应为 1 到 90 天",
        "評議和評價時間應為 1 到 90 天",
        "People have 1 to 90 days to comment and to rate",
    ),
    rule(
        "fund_disclosure",
        "至少每三个月公开一次，最迟在期满后 31 天内",
        "至少每三個月公開一次，最遲在期滿後 31 天內",
        "A disclosure covers at most three months and is due at most 31 days later",
    ),
    rule(
        "seat_grant",
        "请选一位任期内、负责这一区域的议事会成员",
        "請選一位任期內、負責這一區域的議事會成員",
        "Choose a council member's grant that covers the fund's area in that time",
    ),
    rule("seat_term", "任期最长 {max} 个月", "任期最長 {max} 個月", "A term has at most {max} months"),
    rule(
        "voting_until",
        "表决截止时间应在今后 {max} 天内",
        "表決截止時間應在今後 {max} 天內",
        "Voting ends within the next {max} days",
    ),
    rule(
        "document_number",
        "编号应为 1 到 {max} 个字",
        "編號應為 1 到 {max} 個字",
        "A number has 1 to {max} characters",
    ),
    rule(
        "income_channel",
        "网上支付由支付平台入账，这里只登记柜台现金和银行转账",
        "網上支付由支付平台入賬，這裡只登記櫃檯現金和銀行轉賬",
        "What is paid on line is booked by itself; this is for the counter and the bank",
    ),
    rule(
        "statement_day",
        "这不是日期，如 2026-03-05",
        "這不是日期，如 2026-03-05",
        "This is no date, such as 2026-03-05",
    ),
    rule(
        "statement_serial",
        "流水号应为 1 到 64 个字",
        "流水號應為 1 到 64 個字",
        "A serial number has 1 to 64 characters",
    ),
    rule(
        "statement_amount",
        "这不是金额，最多两位小数",
        "這不是金額，最多兩位小數",
        "This is no amount; it has at most two decimal places",
    ),
    rule(
        "statement_one_of_both",
        "这一行要有收入或者支出，只能有一项",
        "這一行要有收入或者支出，只能有一項",
        "A line has either what came in or what went out",
    ),
    rule(
        "statement_direction",
        "看不出是收入还是支出，请填“贷”或“借”",
        "看不出是收入還是支出，請填「貸」或「借」",
        "This tells neither credit nor debit",
    ),
    rule(
        "statement_gap",
        "这一行的余额接不上前一行，中间可能缺了几行",
        "這一行的餘額接不上前一行，中間可能缺了幾行",
        "The balance does not follow from the line before; lines may be missing",
    ),
    rule(
        "statement_serial_twice",
        "文件中有两行流水号相同",
        "檔案中有兩行流水號相同",
        "Another line of the file has this serial number",
    ),
    rule(
        "statement_serial_differs",
        "之前导入过同一流水号，但日期或金额不同",
        "之前匯入過同一流水號，但日期或金額不同",
        "This serial number was imported before with another date or amount",
    ),
    rule("other_purpose", "请选另一个用途", "請選另一個用途", "Choose another purpose"),
];
