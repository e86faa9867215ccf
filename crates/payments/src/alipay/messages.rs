//! The JSON of payments: <https://opendocs.alipay.com/open/8ad49e4a_alipay.trade.precreate>,
//! <https://opendocs.alipay.com/open/82ea786a_alipay.trade.query>, <https://opendocs.alipay.com/open/ce0b4954_alipay.trade.close>.

use serde::{Deserialize, Serialize};

use crate::beijing;
use crate::error::PaymentError;
use crate::intent::{Intent, OrderNumber};
use crate::money::Fen;
use crate::outcome::{Paid, QueryState};

#[derive(Serialize)]
pub(crate) struct NewOrder<'a> {
    out_trade_no: &'a str,
    total_amount: String,
    subject: &'a str,
    time_expire: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    product_code: Option<&'a str>,
}

impl<'a> NewOrder<'a> {
    pub(crate) fn new(intent: &'a Intent, product_code: Option<&'a str>) -> Self {
        Self {
            out_trade_no: intent.number.as_str(),
            total_amount: intent.amount.yuan(),
            subject: intent.description.as_str(),
            time_expire: beijing::write(intent.expires_at),
            product_code,
        }
    }
}

#[derive(Deserialize)]
pub(crate) struct Order {
    pub(crate) out_trade_no: String,
    pub(crate) qr_code: String,
}

#[derive(Serialize)]
pub(crate) struct Named<'a> {
    pub(crate) out_trade_no: &'a str,
}

/// A trade, as a query says. Who paid is in it too, and is not read.
#[derive(Deserialize)]
pub(crate) struct Trade {
    out_trade_no: String,
    trade_no: String,
    trade_status: String,
    total_amount: String,
    send_pay_date: Option<String>,
}

impl Trade {
    /// What it says of an order.
    ///
    /// # Errors
    ///
    /// [`PaymentError::NotOurs`], [`PaymentError::Malformed`], [`PaymentError::Amount`].
    pub(crate) fn state(self, number: &OrderNumber) -> Result<QueryState, PaymentError> {
        if self.out_trade_no != number.as_str() {
            return Err(PaymentError::NotOurs("another order"));
        }
        let paid = |at: &str| -> Result<Paid, PaymentError> {
            let (amount, paid_at) = (Fen::from_yuan(&self.total_amount)?, beijing::read(at)?);
            Ok(Paid { number: number.clone(), transaction: self.trade_no.clone(), amount, paid_at })
        };
        match (self.trade_status.as_str(), self.send_pay_date.as_deref().filter(|at| !at.is_empty())) {
            ("WAIT_BUYER_PAY", _) => Ok(QueryState::Waiting),
            ("TRADE_SUCCESS" | "TRADE_FINISHED", Some(at)) => {
                Ok(QueryState::Paid { paid: paid(at)?, refund_begun: false })
            }
            ("TRADE_SUCCESS" | "TRADE_FINISHED", None) => {
                Err(PaymentError::Malformed("a payment lacks its time"))
            }
            // Closed after it was paid: all of it went back.
            ("TRADE_CLOSED", Some(at)) => Ok(QueryState::Paid { paid: paid(at)?, refund_begun: true }),
            ("TRADE_CLOSED", None) => Ok(QueryState::Closed),
            _ => Err(PaymentError::Malformed("the state of a payment is unknown")),
        }
    }
}

/// An answer whose success is all that counts.
#[derive(Deserialize)]
pub(crate) struct Nothing {}

#[derive(Serialize)]
pub(crate) struct BillOf {
    pub(crate) bill_type: &'static str,
    pub(crate) bill_date: String,
}

#[derive(Deserialize)]
pub(crate) struct Location {
    pub(crate) bill_download_url: String,
}
