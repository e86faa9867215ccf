//! Bills as the providers write them.

use std::io::{Cursor, Write as _};

use chrono::{DateTime, NaiveDate, Utc};
use encoding_rs::GBK;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::orders::{Orders, Returning, Standing};
use super::wechat::{APPID, MCHID};
use crate::beijing;
use crate::{Channel, Fen, Kind, Line, Progress};

/// The names of the columns of WeChat Pay's bill.
const WECHAT_NAMES: &str = "交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注";
const WECHAT_SUMS: &str =
    "总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额";
/// The names of the columns of Alipay's bill.
const ALIPAY_NAMES: &str = "支付宝交易号,商户订单号,业务类型,商品名称,创建时间,完成时间,门店编号,门店名称,操作员,终端号,对方账户,订单金额（元）,商家实收（元）,支付宝红包（元）,集分宝（元）,支付宝优惠（元）,商家优惠（元）,券核销金额（元）,券名称,商家红包消费金额（元）,卡消费金额（元）,退款批次号/请求号,服务费（元）,分润（元）,备注";

/// What was paid and went back on a day of Beijing.
pub(super) fn lines(orders: &Orders, channel: Channel, day: NaiveDate) -> Vec<Line> {
    let on_day = |at: DateTime<Utc>| beijing::write(at).starts_with(&day.to_string());
    let listed = orders
        .all
        .iter()
        .filter(|(number, order)| order.channel == channel && !orders.behaviour.omitted.contains(*number));
    let mut lines = Vec::new();
    for (number, order) in listed {
        let Standing::Paid { at, transaction } = &order.standing else { continue };
        let line = |kind, refund: Option<&String>, fen, progress, at| Line {
            kind,
            order: number.clone(),
            refund: refund.cloned(),
            transaction: transaction.clone(),
            amount: Fen::new(fen).unwrap(),
            progress,
            at,
        };
        if on_day(*at) {
            lines.push(line(Kind::Payment, None, order.fen, Progress::Done, *at));
        }
        for (refund, (fen, state)) in &order.refunds {
            if let Returning::Done { at } = state
                && on_day(*at)
            {
                lines.push(line(Kind::Refund, Some(refund), *fen, Progress::Done, *at));
            }
        }
    }
    lines.extend(orders.behaviour.surplus.iter().cloned());
    lines
}

/// As WeChat Pay writes them: text, with a backtick before each value.
pub(super) fn wechat(lines: &[Line]) -> Vec<u8> {
    let row = |line: &Line| {
        let (at, order, transaction) = (beijing::write(line.at), &line.order, &line.transaction);
        let (state, refund, refund_state, total, back) = match line.kind {
            Kind::Payment => ("SUCCESS", "0", "", line.amount.yuan(), "0.00".to_owned()),
            Kind::Refund => {
                let number = line.refund.as_deref().unwrap_or("0");
                ("REFUND", number, progress(line.progress), "0.00".to_owned(), line.amount.yuan())
            }
        };
        format!(
            "`{at},`{APPID},`{MCHID},`0,`,`{transaction},`{order},`o1,`NATIVE,`{state},`OTHERS,`CNY,`{total},`0.00,`0,`{refund},`{back},`0.00,`ORIGINAL,`{refund_state},`公益金,`,`0.00000,`0.60%,`{total},`{back},`"
        )
    };
    let mut text = vec![format!("\u{feff}{WECHAT_NAMES}")];
    text.extend(lines.iter().map(row));
    text.push(format!("{WECHAT_SUMS}\r\n`{},`0.00,`0.00,`0.00,`0.00000,`0.00,`0.00", lines.len()));
    text.join("\r\n").into_bytes()
}

const fn progress(progress: Progress) -> &'static str {
    match progress {
        Progress::Pending => "PROCESSING",
        Progress::Done => "SUCCESS",
        Progress::Failed => "CLOSED",
    }
}

/// As Alipay writes them: a ZIP of files in GBK.
pub(super) fn alipay(lines: &[Line]) -> Vec<u8> {
    let row = |line: &Line| {
        let (at, order, transaction) = (beijing::write(line.at), &line.order, &line.transaction);
        let (kind, sign) = if line.kind == Kind::Payment { ("交易", "") } else { ("退款", "-") };
        let (amount, refund) = (line.amount.yuan(), line.refund.as_deref().unwrap_or_default());
        format!(
            "{transaction}\t,{order}\t,{kind},公益金,{at},{at},,,,,don***@example.com,{sign}{amount},{sign}{amount},0.00,0.00,0.00,0.00,0.00,,0.00,0.00,{refund}\t,0.00,0.00,"
        )
    };
    let mut text = vec!["#支付宝业务明细查询".to_owned(), ALIPAY_NAMES.to_owned()];
    text.extend(lines.iter().map(row));
    text.push("#-----业务明细列表结束-----".to_owned());
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    writer.start_file("明细.csv", SimpleFileOptions::default()).unwrap();
    writer.write_all(&GBK.encode(&text.join("\r\n")).0).unwrap();
    writer.finish().unwrap().into_inner()
}
