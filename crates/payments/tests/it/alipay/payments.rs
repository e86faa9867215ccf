//! Orders and refunds.

use ::payments::{
    Channel, Closing, Created, Paid, PaymentError, Payments as _, QueryState, RefundState, Refunded,
};
use chrono::TimeDelta;
use serde_json::json;

use super::gateway::{alipay, asked, gateway, refusal, success};
use crate::support::{call, fen, intent, json as recorded, now, number, refund};

const TRADE: &str = r#","out_trade_no":"G20260701000001","trade_no":"2026070122001456380542497258","buyer_user_id":"2088","total_amount":"88.00""#;

async fn queried(more: &'static str) -> Result<QueryState, PaymentError> {
    let server = gateway(move |method| success(method, &format!("{TRADE}{more}"))).await;
    alipay(&server.origin).query(call(), &number()).await
}

#[tokio::test]
async fn an_order_becomes_a_code_to_scan() {
    // Recorded: blanks and escaped slashes are part of what is signed.
    let server = gateway(|_| recorded("alipay-precreate.json")["body"].as_str().unwrap().to_owned()).await;
    let created = alipay(&server.origin).create(call(), &intent(Channel::Alipay)).await;
    assert_eq!(created, Ok(Created::Scan("https://qr.alipay.com/bavh4wjlxf12tper3a".to_owned())));
    let content = json!({
        "out_trade_no": "G20260701000001", "total_amount": "88.00", "subject": "萤川镇助学公益金",
        "time_expire": "2026-07-01 11:00:00", "product_code": "QR_CODE_OFFLINE",
    });
    assert_eq!(asked(&server, 0), ("alipay.trade.precreate".to_owned(), content));
}

#[tokio::test]
async fn an_order_that_expires_too_late_or_of_another_number_is_not_taken() {
    let server =
        gateway(|method| success(method, r#","out_trade_no":"G20260701000002","qr_code":"x""#)).await;
    let mut late = intent(Channel::Alipay);
    late.expires_at = now() + TimeDelta::hours(3);
    assert_eq!(alipay(&server.origin).create(call(), &late).await, Err(PaymentError::Expiry));
    assert!(server.targets().is_empty());
    let other = alipay(&server.origin).create(call(), &intent(Channel::Alipay)).await;
    assert_eq!(other, Err(PaymentError::NotOurs("another order")));
}

#[tokio::test]
async fn a_query_tells_each_state() {
    let paid = Paid {
        number: number(),
        transaction: "2026070122001456380542497258".to_owned(),
        amount: fen(8800),
        paid_at: now() - TimeDelta::seconds(2),
    };
    let in_time = QueryState::Paid { paid: paid.clone(), refund_begun: false };
    let pay_date = r#","trade_status":"TRADE_SUCCESS","send_pay_date":"2026-07-01 10:29:58""#;
    assert_eq!(queried(pay_date).await, Ok(in_time.clone()));
    assert_eq!(
        queried(r#","trade_status":"TRADE_FINISHED","send_pay_date":"2026-07-01 10:29:58""#).await,
        Ok(in_time)
    );
    let gone = queried(r#","trade_status":"TRADE_CLOSED","send_pay_date":"2026-07-01 10:29:58""#).await;
    assert_eq!(gone, Ok(QueryState::Paid { paid, refund_begun: true }));
    assert_eq!(queried(r#","trade_status":"WAIT_BUYER_PAY""#).await, Ok(QueryState::Waiting));
    assert_eq!(queried(r#","trade_status":"TRADE_CLOSED""#).await, Ok(QueryState::Closed));
    assert!(matches!(queried(r#","trade_status":"TRADE_SUCCESS""#).await, Err(PaymentError::Malformed(_))));
    assert!(matches!(queried(r#","trade_status":"NEW""#).await, Err(PaymentError::Malformed(_))));
}

#[tokio::test]
async fn closing_says_what_came_of_it() {
    for (code, trade, closing) in [
        (None, "", Closing::Closed),
        (Some("ACQ.TRADE_NOT_EXIST"), "", Closing::NotFound),
        (
            Some("ACQ.TRADE_STATUS_ERROR"),
            r#","trade_status":"TRADE_SUCCESS","send_pay_date":"2026-07-01 10:29:58""#,
            Closing::AlreadyPaid,
        ),
        (Some("ACQ.REASON_TRADE_STATUS_INVALID"), r#","trade_status":"TRADE_CLOSED""#, Closing::Closed),
    ] {
        let server = gateway(move |method| match (method, code) {
            ("alipay.trade.close", Some(code)) => refusal(method, code),
            _ => success(method, &format!("{TRADE}{trade}")),
        })
        .await;
        assert_eq!(alipay(&server.origin).close(call(), &number()).await, Ok(closing), "{code:?}");
    }
}

#[tokio::test]
async fn a_refund_is_done_only_where_money_moved() {
    let refund = refund();
    let answer = |more: &'static str| {
        gateway(move |method| success(method, &format!(r#","out_trade_no":"G20260701000001"{more}"#)))
    };
    let done = Refunded {
        order: number(),
        number: refund.number.clone(),
        amount: fen(3000),
        refunded_at: Some(now() - TimeDelta::seconds(1)),
    };
    // What went back in all is more than this refund.
    let moved =
        answer(r#","fund_change":"Y","refund_fee":"40.00","gmt_refund_pay":"2026-07-01 10:29:59""#).await;
    assert_eq!(alipay(&moved.origin).refund(call(), &refund).await, Ok(RefundState::Refunded(done)));
    let content = json!({
        "out_trade_no": "G20260701000001", "out_request_no": "R20260701000001", "refund_amount": "30.00",
        "refund_reason": "捐赠人申请",
    });
    assert_eq!(asked(&moved, 0), ("alipay.trade.refund".to_owned(), content));
    for more in [r#","fund_change":"N","refund_fee":"30.00""#, ""] {
        let server = answer(more).await;
        assert_eq!(
            alipay(&server.origin).refund(call(), &refund).await,
            Ok(RefundState::Processing),
            "{more}"
        );
    }
}

#[tokio::test]
async fn a_refund_is_asked_about() {
    let refund = refund();
    let query = |more: &'static str| async move {
        let server = gateway(move |method| success(method, more)).await;
        alipay(&server.origin).query_refund(call(), &number(), &crate::support::refund().number).await
    };
    let found = r#","out_trade_no":"G20260701000001","out_request_no":"R20260701000001","refund_amount":"30.00","refund_status":"REFUND_SUCCESS","gmt_refund_pay":"2026-07-01 10:29:59""#;
    let done = Refunded {
        order: number(),
        number: refund.number,
        amount: fen(3000),
        refunded_at: Some(now() - TimeDelta::seconds(1)),
    };
    assert_eq!(query(found).await, Ok(RefundState::Refunded(done)));
    assert_eq!(query("").await, Ok(RefundState::NotFound));
    let vague =
        r#","out_trade_no":"G20260701000001","out_request_no":"R20260701000001","refund_amount":"30.00""#;
    assert_eq!(query(vague).await, Ok(RefundState::Processing));
    let other = r#","out_trade_no":"G20260701000001","out_request_no":"R2","refund_amount":"30.00","refund_status":"REFUND_SUCCESS""#;
    assert_eq!(query(other).await, Err(PaymentError::NotOurs("another refund")));
}
