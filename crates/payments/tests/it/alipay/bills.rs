//! The trade bill.

use std::io::{Cursor, Write as _};

use ::payments::{Kind, Line, PaymentError, Payments as _};
use chrono::NaiveDate;
use encoding_rs::GBK;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::gateway::{alipay, gateway, refusal, success};
use crate::server::{Reply, Server};
use crate::support::{call, fen};

const NAMES: &str = "支付宝交易号,商户订单号,业务类型,商品名称,创建时间,完成时间,门店编号,门店名称,操作员,终端号,对方账户,订单金额（元）,商家实收（元）,支付宝红包（元）,集分宝（元）,支付宝优惠（元）,商家优惠（元）,券核销金额（元）,券名称,商家红包消费金额（元）,卡消费金额（元）,退款批次号/请求号,服务费（元）,分润（元）,备注";

fn bill() -> String {
    let line = |order: &str, kind: &str, what: &str, amount: &str, refund: &str| {
        format!(
            "2026{order}\t,{order}\t,{kind},{what},2026-07-01 09:00:00,2026-07-01 09:00:10,,,,,don***@example.com,{amount},{amount},0.00,0.00,0.00,0.00,0.00,,0.00,0.00,{refund}\t,-0.53,0.00,"
        )
    };
    [
        "#支付宝业务明细查询",
        "#账号：[20880319408315750156]",
        "#-----------------------------------------业务明细列表----------------------------------------",
        NAMES,
        &line("G20260701000001", "交易", "公益金", "88.00", ""),
        &line("G20260701000002", "交易", "米,油", "12.00", ""),
        &line("G20260701000001", "退款", "公益金", "-30.00", "R20260701000001"),
        "#-----------------------------------------业务明细列表结束------------------------------------",
        "#交易合计：2笔，商家实收共100.00元，商家优惠共0.00元",
    ]
    .join("\r\n")
}

fn packed(files: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in files {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(&GBK.encode(text).0).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

async fn fetched(bytes: Vec<u8>) -> Result<Vec<Line>, PaymentError> {
    let files = Server::start(move |_| Reply { status: 200, body: bytes.clone(), ..Reply::default() }).await;
    let address = format!(r#","bill_download_url":"{}/downloadBillFile.resource?fileId=1""#, files.origin);
    let server = gateway(move |method| success(method, &address)).await;
    let lines = alipay(&server.origin).bill(call(), NaiveDate::from_ymd_opt(2026, 7, 1).unwrap()).await;
    assert_eq!(files.targets(), ["GET /downloadBillFile.resource?fileId=1"]);
    lines
}

#[tokio::test]
async fn a_bill_is_fetched_unpacked_and_read() {
    let sums = "#支付宝业务汇总查询\r\n门店编号,门店名称,交易订单总笔数\r\n";
    let lines = fetched(packed(&[("汇总.csv", sums), ("明细.csv", &bill())])).await.unwrap();
    let short: Vec<_> = lines
        .iter()
        .map(|line| (line.kind, line.order.as_str(), line.refund.as_deref(), line.amount))
        .collect();
    assert_eq!(
        short,
        [
            (Kind::Payment, "G20260701000001", None, fen(8800)),
            (Kind::Payment, "G20260701000002", None, fen(1200)),
            (Kind::Refund, "G20260701000001", Some("R20260701000001"), fen(3000)),
        ]
    );
    assert_eq!(lines[0].transaction, "2026G20260701000001");
    assert_eq!(lines[0].at.to_rfc3339(), "2026-07-01T01:00:10+00:00");
}

#[tokio::test]
async fn a_bill_of_another_form_is_refused() {
    for bytes in [
        b"no zip".to_vec(),
        packed(&[("汇总.csv", "#支付宝业务汇总查询\r\n")]),
        packed(&[(
            "明细.csv",
            bill().split("#-----------------------------------------业务明细列表结束").next().unwrap(),
        )]),
        packed(&[("明细.csv", &bill().replace("退款,公益金", "转账,公益金"))]),
        packed(&[("明细.csv", &bill().replace(",don***@example.com", ""))]),
        packed(&NUMBERS.map(|name| (name, ""))),
    ] {
        let lines = fetched(bytes).await;
        assert!(matches!(lines, Err(PaymentError::Malformed(_))), "{lines:?}");
    }
}

const NUMBERS: [&str; 17] =
    ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "a", "b", "c", "d", "e", "f", "g"];

#[tokio::test]
async fn a_day_without_a_bill_has_none() {
    for code in ["isp.bill_not_exist", "BILL_NOT_EXIST"] {
        let server = gateway(move |method| refusal(method, code)).await;
        let lines = alipay(&server.origin).bill(call(), NaiveDate::from_ymd_opt(2026, 7, 1).unwrap()).await;
        assert_eq!(lines, Err(PaymentError::NoBill));
    }
}
