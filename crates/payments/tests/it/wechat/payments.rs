//! Orders and refunds.

use ::payments::{
    Channel, Closing, Created, Paid, PaymentError, Payments as _, QueryState, RefundState, Refunded,
};
use chrono::TimeDelta;
use serde_json::{Value, json};

use super::merchant::{PUBLIC_KEY_ID, server, signed, wechat};
use crate::support::{call, fen, intent, now, number, refund};

fn transaction() -> Value {
    json!({
        "appid": "wxd678efh567hg6787", "mchid": "1900007291", "out_trade_no": "G20260701000001",
        "transaction_id": "4200000925202607011234567890", "trade_type": "NATIVE", "trade_state": "SUCCESS",
        "trade_state_desc": "支付成功", "success_time": "2026-07-01T10:29:58+08:00",
        "payer": {"openid": "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o"},
        "amount": {"total": 8800, "payer_total": 8800, "currency": "CNY", "payer_currency": "CNY"},
    })
}

fn with(name: &str, value: Value) -> Value {
    let mut changed = transaction();
    changed[name] = value;
    changed
}

async fn queried(answer: &Value) -> Result<QueryState, PaymentError> {
    let server = server(signed(200, &answer.to_string())).await;
    wechat(&server.origin).query(call(), &number()).await
}

#[tokio::test]
async fn an_order_becomes_a_code_to_scan() {
    let server = server(signed(200, r#"{"code_url":"weixin://wxpay/bizpayurl?pr=NwY5Mz9"}"#)).await;
    let created = wechat(&server.origin).create(call(), &intent(Channel::Wechat)).await;
    assert_eq!(created, Ok(Created::Scan("weixin://wxpay/bizpayurl?pr=NwY5Mz9".to_owned())));

    let asked = server.asked.lock().unwrap()[0].clone();
    assert_eq!((asked.method.as_str(), asked.target.as_str()), ("POST", "/v3/pay/transactions/native"));
    assert_eq!(asked.header("wechatpay-serial"), PUBLIC_KEY_ID);
    let body: Value = serde_json::from_str(&asked.body).unwrap();
    assert_eq!(
        body,
        json!({
            "appid": "wxd678efh567hg6787", "mchid": "1900007291", "description": "萤川镇助学公益金",
            "out_trade_no": "G20260701000001", "time_expire": "2026-07-01T11:00:00+08:00",
            "notify_url": "https://town.example/callbacks/wechat", "amount": {"total": 8800, "currency": "CNY"},
        })
    );
}

#[tokio::test]
async fn an_order_that_expires_too_soon_or_too_late_is_not_sent() {
    let server = server(signed(200, "{}")).await;
    for left in [TimeDelta::seconds(59), TimeDelta::minutes(121)] {
        let mut intent = intent(Channel::Wechat);
        intent.expires_at = now() + left;
        assert_eq!(wechat(&server.origin).create(call(), &intent).await, Err(PaymentError::Expiry));
    }
    assert!(server.targets().is_empty());
}

#[tokio::test]
async fn a_query_tells_each_state() {
    let paid = Paid {
        number: number(),
        transaction: "4200000925202607011234567890".to_owned(),
        amount: fen(8800),
        paid_at: now() - TimeDelta::seconds(2),
    };
    assert_eq!(
        queried(&transaction()).await,
        Ok(QueryState::Paid { paid: paid.clone(), refund_begun: false })
    );
    assert_eq!(
        queried(&with("trade_state", json!("REFUND"))).await,
        Ok(QueryState::Paid { paid, refund_begun: true })
    );
    for state in ["NOTPAY", "USERPAYING", "PAYERROR"] {
        assert_eq!(queried(&with("trade_state", json!(state))).await, Ok(QueryState::Waiting), "{state}");
    }
    for state in ["CLOSED", "REVOKED"] {
        assert_eq!(queried(&with("trade_state", json!(state))).await, Ok(QueryState::Closed), "{state}");
    }
    assert!(matches!(queried(&with("trade_state", json!("NEW"))).await, Err(PaymentError::Malformed(_))));
}

#[tokio::test]
async fn a_query_is_asked_for_by_the_merchants_number_of_the_order() {
    let server = server(signed(404, r#"{"code":"ORDER_NOT_EXIST","message":"订单不存在"}"#)).await;
    assert_eq!(wechat(&server.origin).query(call(), &number()).await, Ok(QueryState::NotFound));
    assert_eq!(server.targets(), ["GET /v3/pay/transactions/out-trade-no/G20260701000001?mchid=1900007291"]);
}

#[tokio::test]
async fn an_answer_about_somebody_else_is_not_ours() {
    for (name, value) in [
        ("mchid", json!("1900007292")),
        ("appid", json!("wxd678efh567hg6788")),
        ("out_trade_no", json!("G20260701000002")),
        ("out_trade_no", json!("another-systems")),
        ("amount", json!({"total": 8800, "currency": "USD"})),
    ] {
        let answer = queried(&with(name, value)).await;
        assert!(matches!(answer, Err(PaymentError::NotOurs(_))), "{name}: {answer:?}");
    }
    assert_eq!(
        queried(&with("amount", json!({"total": 0, "currency": "CNY"}))).await,
        Err(PaymentError::Amount)
    );
    assert!(matches!(queried(&with("amount", Value::Null)).await, Err(PaymentError::Malformed(_))));
}

#[tokio::test]
async fn closing_says_what_came_of_it() {
    for (status, body, closing) in [
        (204, "", Closing::Closed),
        (400, r#"{"code":"ORDERPAID","message":""}"#, Closing::AlreadyPaid),
        (400, r#"{"code":"ORDER_CLOSED","message":""}"#, Closing::Closed),
        (404, r#"{"code":"ORDER_NOT_EXIST","message":""}"#, Closing::NotFound),
    ] {
        let server = server(signed(status, body)).await;
        assert_eq!(wechat(&server.origin).close(call(), &number()).await, Ok(closing), "{body}");
        assert_eq!(server.targets(), ["POST /v3/pay/transactions/out-trade-no/G20260701000001/close"]);
    }
}

#[tokio::test]
async fn a_refund_is_sent_and_asked_about() {
    let refund = refund();
    let answer = |status: &str| {
        json!({
            "refund_id": "50200207182026070100011301001", "out_refund_no": "R20260701000001",
            "transaction_id": "4200000925202607011234567890", "out_trade_no": "G20260701000001", "status": status,
            "success_time": "2026-07-01T10:29:59+08:00", "channel": "ORIGINAL",
            "amount": {"total": 8800, "refund": 3000, "payer_total": 8800, "payer_refund": 3000, "currency": "CNY"},
        })
        .to_string()
    };
    let asking = server(signed(200, &answer("PROCESSING"))).await;
    assert_eq!(wechat(&asking.origin).refund(call(), &refund).await, Ok(RefundState::Processing));
    let asked = asking.asked.lock().unwrap()[0].clone();
    assert_eq!(asked.target, "/v3/refund/domestic/refunds");
    let body: Value = serde_json::from_str(&asked.body).unwrap();
    assert_eq!(body["amount"], json!({"refund": 3000, "total": 8800, "currency": "CNY"}));
    assert_eq!((&body["out_refund_no"], &body["reason"]), (&json!("R20260701000001"), &json!("捐赠人申请")));

    let done = Refunded {
        order: number(),
        number: refund.number.clone(),
        amount: fen(3000),
        refunded_at: Some(now() - TimeDelta::seconds(1)),
    };
    for (status, state) in [
        ("SUCCESS", RefundState::Refunded(done)),
        ("CLOSED", RefundState::Closed),
        ("ABNORMAL", RefundState::Abnormal),
    ] {
        let server = server(signed(200, &answer(status))).await;
        assert_eq!(wechat(&server.origin).query_refund(call(), &number(), &refund.number).await, Ok(state));
        assert_eq!(server.targets(), ["GET /v3/refund/domestic/refunds/R20260701000001"]);
    }
    let none = server(signed(404, r#"{"code":"RESOURCE_NOT_EXISTS","message":""}"#)).await;
    assert_eq!(
        wechat(&none.origin).query_refund(call(), &number(), &refund.number).await,
        Ok(RefundState::NotFound)
    );
}
