//! The trade bill: <https://pay.weixin.qq.com/doc/v3/merchant/4012791907> (asking),
//! <https://pay.weixin.qq.com/docs/merchant/products/bill-download/format-trade.html> (format).

use serde::Deserialize;

use super::config::Config;
use crate::beijing;
use crate::bill::{Kind, Line, Progress, Table, push};
use crate::error::PaymentError;
use crate::keys;
use crate::money::Fen;

/// Where a bill is to be had, and its hash.
#[derive(Deserialize)]
pub(crate) struct Location {
    hash_type: String,
    hash_value: String,
    pub(crate) download_url: String,
}

impl Location {
    /// Whether the bytes are those that the hash was made of. The download itself is not signed.
    ///
    /// # Errors
    ///
    /// [`PaymentError::BillHash`], [`PaymentError::Malformed`] where the hash is of another kind.
    pub(crate) fn check(&self, bytes: &[u8]) -> Result<(), PaymentError> {
        if self.hash_type != "SHA1" {
            return Err(PaymentError::Malformed("the hash of the bill is of an unknown kind"));
        }
        if keys::sha1(bytes).eq_ignore_ascii_case(&self.hash_value) {
            Ok(())
        } else {
            Err(PaymentError::BillHash)
        }
    }
}

/// Reads a bill of the type `ALL`: a line of names, the payments and refunds, then a line of names and one of sums.
///
/// # Errors
///
/// [`PaymentError::Malformed`], [`PaymentError::NotOurs`], [`PaymentError::Amount`].
pub(crate) fn read(bytes: &[u8], config: &Config) -> Result<Vec<Line>, PaymentError> {
    let text = std::str::from_utf8(bytes).map_err(|_| PaymentError::Malformed("the bill is no UTF-8"))?;
    let mut rows = text.lines();
    // Each value has a backtick before it, so a comma in a description does not cut.
    let table = Table::new(rows.next().unwrap_or_default(), ",`", "商品名称");
    let columns = Columns::find(&table)?;
    let mut lines = Vec::new();
    for row in rows {
        if row.trim_start_matches('`').starts_with("总交易单数") {
            return Ok(lines);
        }
        if !row.trim().is_empty() {
            push(&mut lines, columns.line(&table.fields(row)?, config)?)?;
        }
    }
    Err(PaymentError::Malformed("the bill was cut off"))
}

/// Where the columns are.
struct Columns {
    at: usize,
    merchant: usize,
    transaction: usize,
    order: usize,
    state: usize,
    currency: usize,
    total: usize,
    refund: usize,
    refunded: usize,
    refund_state: usize,
}

impl Columns {
    /// The names of two generations: merchants of old keep the older ones.
    fn find(table: &Table<'_>) -> Result<Self, PaymentError> {
        let newer = |name, older| table.column(name).map_or_else(|| table.need(older), Ok);
        Ok(Self {
            at: table.need("交易时间")?,
            merchant: table.need("商户号")?,
            transaction: table.need("微信订单号")?,
            order: table.need("商户订单号")?,
            state: table.need("交易状态")?,
            currency: table.need("货币种类")?,
            total: newer("订单金额", "总金额")?,
            refund: table.need("商户退款单号")?,
            refunded: newer("申请退款金额", "退款金额")?,
            refund_state: table.need("退款状态")?,
        })
    }

    fn line(&self, fields: &[&str], config: &Config) -> Result<Line, PaymentError> {
        if fields[self.merchant] != config.mchid {
            return Err(PaymentError::NotOurs("another merchant's bill"));
        }
        if fields[self.currency] != "CNY" {
            return Err(PaymentError::NotOurs("another currency"));
        }
        let (kind, progress) = match fields[self.state] {
            "SUCCESS" => (Kind::Payment, Progress::Done),
            // Money that a cashier took back has no number of a refund.
            "REVOKED" => (Kind::Refund, Progress::Done),
            "REFUND" => (Kind::Refund, refund_progress(fields[self.refund_state])?),
            _ => return Err(PaymentError::Malformed("the state of a line of the bill is unknown")),
        };
        let number = Some(fields[self.refund]).filter(|number| !number.is_empty() && *number != "0");
        let amount = match kind {
            Kind::Payment => fields[self.total],
            Kind::Refund => fields[self.refunded],
        };
        Ok(Line {
            kind,
            order: fields[self.order].to_owned(),
            refund: number.filter(|_| kind == Kind::Refund).map(str::to_owned),
            transaction: fields[self.transaction].to_owned(),
            amount: Fen::from_yuan(amount)?,
            progress,
            at: beijing::read(fields[self.at])?,
        })
    }
}

fn refund_progress(state: &str) -> Result<Progress, PaymentError> {
    match state {
        "SUCCESS" => Ok(Progress::Done),
        "PROCESSING" => Ok(Progress::Pending),
        // Refused by the payer's bank: the treasurer has to act.
        "FAIL" | "CHANGE" | "ABNORMAL" | "CLOSED" => Ok(Progress::Failed),
        _ => Err(PaymentError::Malformed("the state of a refund in the bill is unknown")),
    }
}
