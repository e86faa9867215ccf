//! The trade bill.

use ::payments::{Kind, Line, PaymentError, Payments as _, Progress};
use aws_lc_rs::digest::{SHA1_FOR_LEGACY_USE_ONLY, digest};
use chrono::NaiveDate;
use serde_json::json;

use super::merchant::{checked, signed, wechat};
use crate::server::{Reply, Request, Server};
use crate::support::{call, fen};

const NAMES: &str = "交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注";
const SUMS: &str = "总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额\r\n`3,`100.00,`30.00,`0.00,`0.60000,`100.00,`30.00";

fn bill() -> String {
    let line = |at: &str,
                order: &str,
                state: &str,
                refund: &str,
                refund_state: &str,
                what: &str,
                total: &str,
                back: &str| {
        format!(
            "`2026-07-01 {at},`wxd678efh567hg6787,`1900007291,`0,`,`42{order},`{order},`o1,`NATIVE,`{state},`OTHERS,`CNY,`{total},`0.00,`0,`{refund},`{back},`0.00,`ORIGINAL,`{refund_state},`{what},`,`0.00000,`0.60%,`{total},`{back},`"
        )
    };
    [
        format!("\u{feff}{NAMES}"),
        line("09:00:00", "G20260701000001", "SUCCESS", "0", "", "公益金", "88.00", "0.00"),
        line("09:30:00", "G20260701000002", "SUCCESS", "0", "", "米,`油", "12.00", "0.00"),
        line("10:00:00", "G20260701000001", "REFUND", "R1", "PROCESSING", "公益金", "0.00", "30.00"),
        SUMS.to_owned(),
    ]
    .join("\r\n")
}

async fn server(bytes: Vec<u8>, hash: String) -> Server {
    Server::start(move |request: &Request| {
        checked(request).unwrap_or_else(|| match request.target.split('?').next().unwrap() {
            "/v3/bill/tradebill" => {
                let address = "https://api.mch.weixin.qq.com/v3/billdownload/file?token=a%2Fb";
                signed(
                    200,
                    &json!({"hash_type": "SHA1", "hash_value": hash, "download_url": address}).to_string(),
                )
            }
            // Not signed, as in truth.
            _ => Reply { status: 200, body: bytes.clone(), ..Reply::default() },
        })
    })
    .await
}

fn hash(bytes: &[u8]) -> String {
    digest(&SHA1_FOR_LEGACY_USE_ONLY, bytes).as_ref().iter().map(|byte| format!("{byte:02x}")).collect()
}

async fn fetched(text: &str) -> Result<Vec<Line>, PaymentError> {
    let server = server(text.as_bytes().to_vec(), hash(text.as_bytes())).await;
    let lines = wechat(&server.origin).bill(call(), NaiveDate::from_ymd_opt(2026, 7, 1).unwrap()).await;
    assert_eq!(
        server.targets(),
        [
            "GET /v3/bill/tradebill?bill_date=2026-07-01&bill_type=ALL",
            "GET /v3/billdownload/file?token=a%2Fb"
        ]
    );
    lines
}

#[tokio::test]
async fn a_bill_is_fetched_and_read() {
    let lines = fetched(&bill()).await.unwrap();
    let short: Vec<_> = lines
        .iter()
        .map(|line| (line.kind, line.order.as_str(), line.refund.as_deref(), line.amount, line.progress))
        .collect();
    assert_eq!(
        short,
        [
            (Kind::Payment, "G20260701000001", None, fen(8800), Progress::Done),
            (Kind::Payment, "G20260701000002", None, fen(1200), Progress::Done),
            (Kind::Refund, "G20260701000001", Some("R1"), fen(3000), Progress::Pending),
        ]
    );
    assert_eq!(lines[0].transaction, "42G20260701000001");
    assert_eq!(lines[0].at.to_rfc3339(), "2026-07-01T01:00:00+00:00");
}

#[tokio::test]
async fn a_bill_that_was_changed_is_refused() {
    let server = server(bill().replace("88.00", "89.00").into_bytes(), hash(bill().as_bytes())).await;
    let lines = wechat(&server.origin).bill(call(), NaiveDate::from_ymd_opt(2026, 7, 1).unwrap()).await;
    assert_eq!(lines, Err(PaymentError::BillHash));
}

#[tokio::test]
async fn a_bill_of_another_form_or_merchant_is_refused() {
    let cut = bill().split("总交易单数").next().unwrap().to_owned();
    assert_eq!(fetched(&cut).await, Err(PaymentError::Malformed("the bill was cut off")));
    let other = fetched(&bill().replace("`1900007291", "`1900007292")).await;
    assert!(matches!(other, Err(PaymentError::NotOurs(_))), "{other:?}");
    for (old, new) in
        [("商户订单号", "订单"), ("`SUCCESS", "`NEW"), ("`OTHERS,", ""), ("2026-07-01 09:00:00", "9")]
    {
        let lines = fetched(&bill().replace(old, new)).await;
        assert!(matches!(lines, Err(PaymentError::Malformed(_))), "{old}: {lines:?}");
    }
    assert_eq!(fetched(&bill().replace("`88.00", "`88.001")).await, Err(PaymentError::Amount));
}

#[tokio::test]
async fn a_day_without_a_bill_has_none() {
    for code in ["NO_STATEMENT_EXIST", "STATEMENT_CREATING"] {
        let server =
            super::merchant::server(signed(400, &format!(r#"{{"code":"{code}","message":""}}"#))).await;
        let lines = wechat(&server.origin).bill(call(), NaiveDate::from_ymd_opt(2026, 7, 1).unwrap()).await;
        assert_eq!(lines, Err(PaymentError::NoBill));
    }
}
