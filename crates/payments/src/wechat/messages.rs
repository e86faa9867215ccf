//! The JSON of payments: <https://pay.weixin.qq.com/doc/v3/merchant/4012791877> (order),
//! <https://pay.weixin.qq.com/doc/v3/merchant/4012791880> (query).

use serde::{Deserialize, Serialize};

use super::config::Config;
use crate::beijing;
use crate::error::PaymentError;
use crate::intent::{Intent, OrderNumber};
use crate::money::Fen;
use crate::outcome::{Paid, QueryState};

/// The only currency.
pub(crate) const CURRENCY: &str = "CNY";

#[derive(Serialize)]
pub(crate) struct NewOrder<'a> {
    appid: &'a str,
    mchid: &'a str,
    description: &'a str,
    out_trade_no: &'a str,
    time_expire: String,
    notify_url: &'a str,
    amount: NewAmount,
}

#[derive(Serialize)]
struct NewAmount {
    total: i64,
    currency: &'static str,
}

impl<'a> NewOrder<'a> {
    pub(crate) fn new(config: &'a Config, intent: &'a Intent) -> Self {
        Self {
            appid: &config.appid,
            mchid: &config.mchid,
            description: intent.description.as_str(),
            out_trade_no: intent.number.as_str(),
            time_expire: beijing::write_rfc3339(intent.expires_at),
            notify_url: &config.notify_url,
            amount: NewAmount { total: intent.amount.get(), currency: CURRENCY },
        }
    }
}

#[derive(Deserialize)]
pub(crate) struct Order {
    pub(crate) code_url: String,
}

#[derive(Serialize)]
pub(crate) struct Close<'a> {
    pub(crate) mchid: &'a str,
}

/// A payment, in a query's answer and in a callback. Who paid is in it too, and is not read.
#[derive(Deserialize)]
pub(crate) struct Transaction {
    appid: String,
    mchid: String,
    out_trade_no: String,
    transaction_id: Option<String>,
    trade_state: String,
    success_time: Option<String>,
    amount: Option<Amount>,
}

#[derive(Deserialize)]
struct Amount {
    total: i64,
    currency: Option<String>,
}

impl Transaction {
    /// What it says of an order of ours.
    ///
    /// # Errors
    ///
    /// [`PaymentError::NotOurs`], [`PaymentError::Malformed`].
    pub(crate) fn state(self, config: &Config) -> Result<(OrderNumber, QueryState), PaymentError> {
        if self.mchid != config.mchid {
            return Err(PaymentError::NotOurs("another merchant"));
        }
        if self.appid != config.appid {
            return Err(PaymentError::NotOurs("another application"));
        }
        let number = OrderNumber::new(self.out_trade_no.clone())
            .map_err(|_| PaymentError::NotOurs("another system's order"))?;
        let state = match self.trade_state.as_str() {
            "SUCCESS" => QueryState::Paid { paid: self.paid(number.clone())?, refund_begun: false },
            "REFUND" => QueryState::Paid { paid: self.paid(number.clone())?, refund_begun: true },
            // A payment that failed may be tried again until the order expires.
            "NOTPAY" | "USERPAYING" | "PAYERROR" => QueryState::Waiting,
            "CLOSED" | "REVOKED" => QueryState::Closed,
            _ => return Err(PaymentError::Malformed("the state of a payment is unknown")),
        };
        Ok((number, state))
    }

    fn paid(self, number: OrderNumber) -> Result<Paid, PaymentError> {
        const MISSING: PaymentError =
            PaymentError::Malformed("a payment lacks its number, its amount or its time");
        let (amount, transaction) = (self.amount.ok_or(MISSING)?, self.transaction_id.ok_or(MISSING)?);
        if amount.currency.is_some_and(|currency| currency != CURRENCY) {
            return Err(PaymentError::NotOurs("another currency"));
        }
        let paid_at = beijing::read_rfc3339(&self.success_time.ok_or(MISSING)?)?;
        Ok(Paid { number, transaction, amount: Fen::new(amount.total)?, paid_at })
    }
}

/// A refusal.
#[derive(Deserialize)]
pub(crate) struct Refusal {
    pub(crate) code: String,
    #[serde(default)]
    pub(crate) message: String,
}
