//! Answers that prove nothing.

use ::payments::{PaymentError, Payments as _, QueryState, SignatureFault};

use super::gateway::{alipay, answer, config, gateway, refusal, success};
use crate::server::{Reply, Server};
use crate::support::{call, number, vector};

const NAME: &str = "alipay_trade_query_response";
const NODE: &str = r#"{"code":"10000","msg":"Success","out_trade_no":"G20260701000001","trade_no":"2","trade_status":"WAIT_BUYER_PAY","total_amount":"88.00"}"#;

async fn queried(body: String) -> Result<QueryState, PaymentError> {
    let server = gateway(move |_| body.clone()).await;
    alipay(&server.origin).query(call(), &number()).await
}

#[tokio::test]
async fn an_answer_is_read_wherever_its_signature_stands() {
    assert_eq!(queried(answer(NAME, NODE, "alipay")).await, Ok(QueryState::Waiting));
    let sign = crate::support::sign("alipay", NODE.as_bytes());
    assert_eq!(
        queried(format!(" {{\"sign\" : \"{sign}\", \"{NAME}\" :\n {NODE} }}\n")).await,
        Ok(QueryState::Waiting)
    );
}

#[tokio::test]
async fn an_answer_that_was_changed_or_signed_by_somebody_else_proves_nothing() {
    let right = answer(NAME, NODE, "alipay");
    let wrong = Err(SignatureFault::Wrong.into());
    assert_eq!(queried(right.replace("WAIT_BUYER_PAY", "TRADE_CLOSED")).await, wrong);
    assert_eq!(queried(right.replace("88.00\"}", "88.00\" }")).await, wrong, "a blank more");
    assert_eq!(queried(answer(NAME, NODE, "alipay-app")).await, wrong, "the application's own key");
    assert_eq!(queried(answer(NAME, NODE, "stranger")).await, wrong);
    assert_eq!(queried(format!(r#"{{"{NAME}":{NODE}}}"#)).await, Err(SignatureFault::Incomplete.into()));
}

#[tokio::test]
async fn a_signed_answer_to_something_else_is_none() {
    let other = queried(answer("alipay_trade_close_response", NODE, "alipay")).await;
    assert!(matches!(other, Err(PaymentError::Malformed(_))), "{other:?}");
    let gateways = queried(answer("error_response", NODE, "alipay")).await;
    assert!(matches!(gateways, Err(PaymentError::Refused { .. })), "{gateways:?}");
    for body in ["", "{", "[]", r#"{"alipay_trade_query_response":1,"sign":2}"#] {
        assert!(matches!(queried(body.to_owned()).await, Err(PaymentError::Malformed(_))), "{body}");
    }
}

#[tokio::test]
async fn a_refusal_that_is_not_signed_decides_nothing() {
    assert_eq!(queried(refusal("alipay.trade.query", "ACQ.TRADE_NOT_EXIST")).await, Ok(QueryState::NotFound));
    let forged = r#"{"alipay_trade_query_response":{"code":"40004","msg":"Business Failed","sub_code":"ACQ.TRADE_NOT_EXIST"}}"#;
    let refused = queried(forged.to_owned()).await;
    let expected = PaymentError::Refused {
        code: "ACQ.TRADE_NOT_EXIST".to_owned(),
        message: "Business Failed".to_owned(),
        signed: false,
    };
    assert_eq!(refused, Err(expected));
}

#[tokio::test]
async fn overload_is_not_a_refusal() {
    let busy = answer(
        NAME,
        r#"{"code":"20000","msg":"Service Currently Unavailable","sub_code":"isp.unknow-error"}"#,
        "alipay",
    );
    assert_eq!(queried(busy).await, Err(PaymentError::Busy { code: "isp.unknow-error".to_owned() }));
    let error = queried(refusal("alipay.trade.query", "ACQ.SYSTEM_ERROR")).await;
    assert_eq!(error, Err(PaymentError::Busy { code: "ACQ.SYSTEM_ERROR".to_owned() }));
    let server = Server::start(|_| Reply { status: 502, ..Reply::default() }).await;
    let page = alipay(&server.origin).query(call(), &number()).await;
    assert_eq!(page, Err(PaymentError::Busy { code: "502".to_owned() }));
}

#[tokio::test]
async fn a_request_signed_with_another_key_is_refused_by_the_gateway() {
    let server = gateway(|method| success(method, "")).await;
    let mut settings = config(&server.origin);
    settings.key = ::payments::SigningKey::read(&vector("stranger.key.pem")).unwrap();
    let refused = ::payments::alipay::Alipay::new(settings).unwrap().query(call(), &number()).await;
    assert!(matches!(refused, Err(PaymentError::Refused { code, .. }) if code == "isv.invalid-signature"));
}
