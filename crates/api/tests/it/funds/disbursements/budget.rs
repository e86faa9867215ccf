//! A fund's own budget, line by line.

use domain::funds::Amount;

use super::{Paying, amount, line};
use crate::{
    points::{fault, faults},
    support::code,
};

#[actix_web::test]
async fn a_line_keeps_its_purpose_and_never_goes_below_what_is_used() {
    let it = Paying::new().await;
    let (office, fund) = (it.it.official(), it.it.fund);
    it.approved(80_000).await;
    let set = |number, title: &str, fen, purpose: Option<&str>| {
        let (office, body) = (office.clone(), line(title, fen, purpose));
        async move { office.set_fund_line(fund, number, &body, None).await }
    };
    assert_eq!(code(set(1, "慰问", 79_999, None).await), "budget_line_used");
    let changed = set(1, "节日慰问", 80_000, None).await.unwrap().lines;
    assert_eq!((changed[0].title.as_str(), changed[0].left_fen), ("节日慰问", 0));
    assert_eq!(code(set(2, "助学", 5, None).await), "budget_line_purpose");
    assert_eq!(code(set(4, "跳号", 5, None).await), "not_found");
    assert_eq!(code(set(0, "零号", 5, None).await), "not_found");
    assert_eq!(code(set(3, "助残", 5, Some("disabled")).await), "fund_no_purpose");
    assert_eq!(faults(set(3, "过大", Amount::FEN_MAX, None).await), fault("/limit_fen", "budget_total"));
    for number in 3..=50 {
        set(number, "一行", 1, None).await.unwrap();
    }
    assert_eq!(code(set(51, "一行", 1, None).await), "budget_lines_full");
    assert_eq!(amount(80_000).fen(), it.used(1).await.0);
}
