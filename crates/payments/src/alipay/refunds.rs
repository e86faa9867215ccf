//! The JSON of refunds: <https://opendocs.alipay.com/open/6c0cdd7d_alipay.trade.refund>,
//! <https://opendocs.alipay.com/open/8c776df6_alipay.trade.fastpay.refund.query>.

use serde::{Deserialize, Serialize};

use crate::beijing;
use crate::error::PaymentError;
use crate::intent::{OrderNumber, Refund, RefundNumber};
use crate::money::Fen;
use crate::outcome::{RefundState, Refunded};

#[derive(Serialize)]
pub(crate) struct NewRefund<'a> {
    out_trade_no: &'a str,
    out_request_no: &'a str,
    refund_amount: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    refund_reason: Option<&'a str>,
}

impl<'a> NewRefund<'a> {
    pub(crate) fn new(refund: &'a Refund) -> Self {
        Self {
            out_trade_no: refund.order.as_str(),
            out_request_no: refund.number.as_str(),
            refund_amount: refund.amount.yuan(),
            refund_reason: refund.reason.as_ref().map(|reason| reason.as_str()),
        }
    }
}

/// The answer to a refund. Its `refund_fee` is what went back in all, so it does not say how much this refund was.
#[derive(Deserialize)]
pub(crate) struct RefundAnswer {
    out_trade_no: String,
    fund_change: Option<String>,
    gmt_refund_pay: Option<String>,
}

impl RefundAnswer {
    /// Money moved only where `fund_change` says `Y`; anything else is to be queried.
    ///
    /// # Errors
    ///
    /// [`PaymentError::NotOurs`], [`PaymentError::Malformed`].
    pub(crate) fn state(self, refund: &Refund) -> Result<RefundState, PaymentError> {
        if self.out_trade_no != refund.order.as_str() {
            return Err(PaymentError::NotOurs("another order"));
        }
        if self.fund_change.as_deref() != Some("Y") {
            return Ok(RefundState::Processing);
        }
        Ok(RefundState::Refunded(Refunded {
            order: refund.order.clone(),
            number: refund.number.clone(),
            amount: refund.amount,
            refunded_at: self.gmt_refund_pay.as_deref().map(beijing::read).transpose()?,
        }))
    }
}

#[derive(Serialize)]
pub(crate) struct RefundQuery<'a> {
    pub(crate) out_trade_no: &'a str,
    pub(crate) out_request_no: &'a str,
    pub(crate) query_options: [&'static str; 1],
}

/// The answer to a query of a refund: of a refund that did not happen it says nothing.
#[derive(Deserialize)]
pub(crate) struct RefundFound {
    out_trade_no: Option<String>,
    out_request_no: Option<String>,
    refund_amount: Option<String>,
    refund_status: Option<String>,
    gmt_refund_pay: Option<String>,
}

impl RefundFound {
    /// What it says of a refund.
    ///
    /// # Errors
    ///
    /// [`PaymentError::NotOurs`], [`PaymentError::Malformed`], [`PaymentError::Amount`].
    pub(crate) fn state(
        self,
        order: &OrderNumber,
        number: &RefundNumber,
    ) -> Result<RefundState, PaymentError> {
        let (Some(of), Some(named), Some(amount)) =
            (self.out_trade_no, self.out_request_no, self.refund_amount)
        else {
            return Ok(RefundState::NotFound);
        };
        if of != order.as_str() || named != number.as_str() {
            return Err(PaymentError::NotOurs("another refund"));
        }
        if self.refund_status.as_deref() != Some("REFUND_SUCCESS") {
            return Ok(RefundState::Processing);
        }
        Ok(RefundState::Refunded(Refunded {
            order: order.clone(),
            number: number.clone(),
            amount: Fen::from_yuan(&amount)?,
            refunded_at: self.gmt_refund_pay.as_deref().map(beijing::read).transpose()?,
        }))
    }
}
