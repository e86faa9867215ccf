//! WeChat Pay, API v3, for a merchant of its own (直连商户) and Native payments: a QR code for a browser.
//!
//! Requests are signed, answers and callbacks verified, what is encrypted decrypted; see the modules for the rules and their
//! sources. What is not verified decides nothing.

mod answers;
mod bill;
mod callback;
mod certificates;
mod client;
mod config;
mod messages;
mod platform;
mod refunds;
mod resource;
mod sign;
mod verify;

use chrono::NaiveDate;
pub use config::{Config, ENDPOINT};

use self::answers::{ALREADY_PAID, CLOSED, NO_BILL, NO_ORDER, is};
use self::client::Client;
use self::messages::{Close, NewOrder, Order, Transaction};
use self::refunds::{NewRefund, RefundMessage};
use crate::bill::Line;
use crate::error::PaymentError;
use crate::intent::{Channel, Intent, OrderNumber, Refund, RefundNumber};
use crate::limits;
use crate::outcome::{Closing, Created, Event, QueryState, RefundState};
use crate::provider::{Answer, Call, Callback, Payments, Reply};

/// WeChat Pay.
#[derive(Debug)]
pub struct Wechat {
    client: Client,
}

impl Wechat {
    /// Takes a merchant's settings.
    ///
    /// # Errors
    ///
    /// [`PaymentError::Configuration`] where one of them cannot be used.
    pub fn new(config: Config) -> Result<Self, PaymentError> {
        Ok(Self { client: Client::new(config)? })
    }

    async fn create(&self, call: Call, intent: &Intent) -> Result<Created, PaymentError> {
        intent.check_scan_expiry(call.now)?;
        let order = NewOrder::new(self.client.config(), intent);
        let order: Order = self.client.post(call, "/v3/pay/transactions/native", &order).await?.json()?;
        Ok(Created::Scan(order.code_url))
    }

    async fn query(&self, call: Call, number: &OrderNumber) -> Result<QueryState, PaymentError> {
        let target =
            format!("/v3/pay/transactions/out-trade-no/{number}?mchid={}", self.client.config().mchid);
        let answer = match self.client.get(call, &target).await {
            Err(refusal) if is(&refusal, NO_ORDER) => return Ok(QueryState::NotFound),
            answer => answer?,
        };
        let (of, state) = answer.json::<Transaction>()?.state(self.client.config())?;
        if of == *number { Ok(state) } else { Err(PaymentError::NotOurs("another order")) }
    }

    async fn close(&self, call: Call, number: &OrderNumber) -> Result<Closing, PaymentError> {
        let target = format!("/v3/pay/transactions/out-trade-no/{number}/close");
        match self.client.post(call, &target, &Close { mchid: &self.client.config().mchid }).await {
            Ok(_) => Ok(Closing::Closed),
            Err(refusal) if is(&refusal, CLOSED) => Ok(Closing::Closed),
            Err(refusal) if is(&refusal, ALREADY_PAID) => Ok(Closing::AlreadyPaid),
            Err(refusal) if is(&refusal, NO_ORDER) => Ok(Closing::NotFound),
            Err(error) => Err(error),
        }
    }

    async fn refund(&self, call: Call, refund: &Refund) -> Result<RefundState, PaymentError> {
        let answer = self
            .client
            .post(call, "/v3/refund/domestic/refunds", &NewRefund::new(self.client.config(), refund))
            .await?;
        one_of(answer.json()?, &refund.order, &refund.number)
    }

    async fn query_refund(
        &self,
        call: Call,
        order: &OrderNumber,
        number: &RefundNumber,
    ) -> Result<RefundState, PaymentError> {
        match self.client.get(call, &format!("/v3/refund/domestic/refunds/{number}")).await {
            Err(refusal) if is(&refusal, NO_ORDER) => Ok(RefundState::NotFound),
            answer => one_of(answer?.json()?, order, number),
        }
    }

    async fn read_callback(&self, call: Call, callback: Callback<'_>) -> Result<Event, PaymentError> {
        if callback.body.len() > limits::CALLBACK_BYTES_MAX {
            return Err(PaymentError::TooLong { bytes_max: limits::CALLBACK_BYTES_MAX });
        }
        self.client.check_callback(call, &callback).await?;
        callback::read(callback.body, self.client.config())
    }

    async fn bill(&self, call: Call, day: NaiveDate) -> Result<Vec<Line>, PaymentError> {
        let answer =
            match self.client.get(call, &format!("/v3/bill/tradebill?bill_date={day}&bill_type=ALL")).await {
                Err(refusal) if is(&refusal, NO_BILL) => return Err(PaymentError::NoBill),
                answer => answer?,
            };
        let location: bill::Location = answer.json()?;
        let bytes = self.client.download(call, &location.download_url).await?;
        location.check(&bytes)?;
        bill::read(&bytes, self.client.config())
    }
}

/// What an answer says of the refund that was asked about.
fn one_of(
    message: RefundMessage,
    order: &OrderNumber,
    number: &RefundNumber,
) -> Result<RefundState, PaymentError> {
    let (of, named, state) = message.state()?;
    if of == *order && named == *number { Ok(state) } else { Err(PaymentError::NotOurs("another refund")) }
}

impl Payments for Wechat {
    fn channel(&self) -> Channel {
        Channel::Wechat
    }

    fn create<'a>(&'a self, call: Call, intent: &'a Intent) -> Answer<'a, Created> {
        Box::pin(self.create(call, intent))
    }

    fn query<'a>(&'a self, call: Call, number: &'a OrderNumber) -> Answer<'a, QueryState> {
        Box::pin(self.query(call, number))
    }

    fn close<'a>(&'a self, call: Call, number: &'a OrderNumber) -> Answer<'a, Closing> {
        Box::pin(self.close(call, number))
    }

    fn refund<'a>(&'a self, call: Call, refund: &'a Refund) -> Answer<'a, RefundState> {
        Box::pin(self.refund(call, refund))
    }

    fn query_refund<'a>(
        &'a self,
        call: Call,
        order: &'a OrderNumber,
        number: &'a RefundNumber,
    ) -> Answer<'a, RefundState> {
        Box::pin(self.query_refund(call, order, number))
    }

    fn read_callback<'a>(&'a self, call: Call, callback: Callback<'a>) -> Answer<'a, Event> {
        Box::pin(self.read_callback(call, callback))
    }

    /// Nothing but the status counts where a callback was kept; WeChat Pay sends it again otherwise
    /// (<https://pay.weixin.qq.com/doc/v3/merchant/4012791882>).
    fn reply(&self, kept: bool) -> Reply {
        let (status, body) = if kept { (204, "") } else { (500, r#"{"code":"FAIL","message":"失败"}"#) };
        Reply { status, content_type: "application/json", body }
    }

    fn bill(&self, call: Call, day: NaiveDate) -> Answer<'_, Vec<Line>> {
        Box::pin(self.bill(call, day))
    }
}
