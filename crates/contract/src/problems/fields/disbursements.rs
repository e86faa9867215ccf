//! Rules of what funds pay.

use super::{Rule, rule};

pub(super) const RULES: &[Rule] = &[
    rule(
        "invoice_number",
        "发票号码应为 1 到 {max} 位字母和数字",
        "發票號碼應為 1 到 {max} 位字母和數字",
        "The number of an invoice has 1 to {max} letters and digits",
    ),
    rule(
        "disbursement_invoices",
        "请附上发票，最多 {max} 张；签约预付的可以后补",
        "請附上發票，最多 {max} 張；簽約預付的可以後補",
        "Add the invoices, at most {max}; what is paid ahead may come before them",
    ),
    rule(
        "invoice_twice",
        "同一张发票只能用一次",
        "同一張發票只能用一次",
        "An invoice stands in a payment once",
    ),
    rule(
        "budget_total",
        "预算合计不能超过一百亿元",
        "預算合計不能超過一百億元",
        "A budget comes to at most ten thousand million yuan",
    ),
];
