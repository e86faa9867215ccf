//! The JSON of refunds: <https://pay.weixin.qq.com/doc/v3/merchant/4012791883> (refund),
//! <https://pay.weixin.qq.com/doc/v3/merchant/4012791884> (query), <https://pay.weixin.qq.com/doc/v3/merchant/4012791865> (callback).

use serde::{Deserialize, Serialize};

use super::config::Config;
use super::messages::CURRENCY;
use crate::beijing;
use crate::error::PaymentError;
use crate::intent::{OrderNumber, Refund, RefundNumber};
use crate::money::Fen;
use crate::outcome::{RefundState, Refunded};

#[derive(Serialize)]
pub(crate) struct NewRefund<'a> {
    out_trade_no: &'a str,
    out_refund_no: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'a str>,
    notify_url: &'a str,
    amount: NewAmount,
}

#[derive(Serialize)]
struct NewAmount {
    refund: i64,
    total: i64,
    currency: &'static str,
}

impl<'a> NewRefund<'a> {
    pub(crate) fn new(config: &'a Config, refund: &'a Refund) -> Self {
        let amount = NewAmount { refund: refund.amount.get(), total: refund.paid.get(), currency: CURRENCY };
        Self {
            out_trade_no: refund.order.as_str(),
            out_refund_no: refund.number.as_str(),
            reason: refund.reason.as_ref().map(|reason| reason.as_str()),
            notify_url: &config.notify_url,
            amount,
        }
    }
}

/// A refund, in an answer (`status`) and in a callback (`refund_status` and `mchid`).
#[derive(Deserialize)]
pub(crate) struct RefundMessage {
    mchid: Option<String>,
    out_trade_no: String,
    out_refund_no: String,
    #[serde(alias = "refund_status")]
    status: String,
    success_time: Option<String>,
    amount: Amount,
}

#[derive(Deserialize)]
struct Amount {
    refund: i64,
    currency: Option<String>,
}

impl RefundMessage {
    /// The merchant that a callback is for.
    pub(crate) fn merchant(&self) -> Option<&str> {
        self.mchid.as_deref()
    }

    /// What it says of a refund of ours.
    ///
    /// # Errors
    ///
    /// [`PaymentError::NotOurs`], [`PaymentError::Malformed`].
    pub(crate) fn state(self) -> Result<(OrderNumber, RefundNumber, RefundState), PaymentError> {
        let order = OrderNumber::new(self.out_trade_no)
            .map_err(|_| PaymentError::NotOurs("another system's order"))?;
        let number = RefundNumber::new(self.out_refund_no)
            .map_err(|_| PaymentError::NotOurs("another system's refund"))?;
        if self.amount.currency.is_some_and(|currency| currency != CURRENCY) {
            return Err(PaymentError::NotOurs("another currency"));
        }
        let state = match self.status.as_str() {
            "SUCCESS" => {
                let refunded_at = self.success_time.as_deref().map(beijing::read_rfc3339).transpose()?;
                let amount = Fen::new(self.amount.refund)?;
                RefundState::Refunded(Refunded {
                    order: order.clone(),
                    number: number.clone(),
                    amount,
                    refunded_at,
                })
            }
            "PROCESSING" => RefundState::Processing,
            "CLOSED" => RefundState::Closed,
            "ABNORMAL" => RefundState::Abnormal,
            _ => return Err(PaymentError::Malformed("the state of a refund is unknown")),
        };
        Ok((order, number, state))
    }
}
