//! Alipay's open platform, for payments by a QR code that a browser shows (当面付 and 订单码支付).
//!
//! Keys are used in **public-key mode** (公钥模式). Certificate mode, which moving money out needs and taking it in does not,
//! is left out (<https://opendocs.alipay.com/common/02kipl>): an application that is set to it is refused by Alipay.

mod answers;
mod bill;
mod client;
mod config;
mod messages;
mod notify;
mod refunds;
mod sign;

use chrono::NaiveDate;
pub use config::{Config, ENDPOINT};

use self::answers::is;
use self::client::Client;
use self::messages::{BillOf, Location, Named, NewOrder, Nothing, Order, Trade};
use self::refunds::{NewRefund, RefundAnswer, RefundFound, RefundQuery};
use crate::bill::Line;
use crate::error::PaymentError;
use crate::intent::{Channel, Intent, OrderNumber, Refund, RefundNumber};
use crate::outcome::{Closing, Created, Event, QueryState, RefundState};
use crate::provider::{Answer, Call, Callback, Payments, Reply};

/// The trade does not exist; the names of two tables of Alipay's.
const NO_TRADE: &[&str] = &["ACQ.TRADE_NOT_EXIST", "TRADE_NOT_EXIST"];
/// The trade is not waiting to be paid.
const NOT_WAITING: &[&str] =
    &["ACQ.TRADE_STATUS_ERROR", "ACQ.REASON_TRADE_STATUS_INVALID", "ACQ.REASON_ILLEGAL_STATUS"];
/// There is no bill; the last is the one that Alipay sends, the others are those that it documents.
const NO_BILL: &[&str] = &["BILL_NOT_EXIST", "NO_BILL_DATA", "isp.bill_not_exist"];

/// Alipay.
#[derive(Debug)]
pub struct Alipay {
    client: Client,
}

impl Alipay {
    /// Takes an application's settings.
    ///
    /// # Errors
    ///
    /// [`PaymentError::Configuration`] where one of them cannot be used.
    pub fn new(config: Config) -> Result<Self, PaymentError> {
        Ok(Self { client: Client::new(config)? })
    }

    async fn create(&self, call: Call, intent: &Intent) -> Result<Created, PaymentError> {
        intent.check_scan_expiry(call.now)?;
        let order = NewOrder::new(intent, self.client.config().product_code.as_deref());
        let order: Order = self.client.call(call, "alipay.trade.precreate", &order).await?;
        if order.out_trade_no != intent.number.as_str() {
            return Err(PaymentError::NotOurs("another order"));
        }
        Ok(Created::Scan(order.qr_code))
    }

    async fn query(&self, call: Call, number: &OrderNumber) -> Result<QueryState, PaymentError> {
        let named = Named { out_trade_no: number.as_str() };
        match self.client.call::<Trade>(call, "alipay.trade.query", &named).await {
            Err(refusal) if is(&refusal, NO_TRADE) => Ok(QueryState::NotFound),
            answer => answer?.state(number),
        }
    }

    async fn close(&self, call: Call, number: &OrderNumber) -> Result<Closing, PaymentError> {
        let named = Named { out_trade_no: number.as_str() };
        match self.client.call::<Nothing>(call, "alipay.trade.close", &named).await {
            Ok(Nothing {}) => Ok(Closing::Closed),
            Err(refusal) if is(&refusal, NO_TRADE) => Ok(Closing::NotFound),
            // Paid or closed: the refusal does not say which.
            Err(refusal) if is(&refusal, NOT_WAITING) => match self.query(call, number).await? {
                QueryState::Paid { .. } => Ok(Closing::AlreadyPaid),
                QueryState::Closed => Ok(Closing::Closed),
                QueryState::NotFound => Ok(Closing::NotFound),
                QueryState::Waiting => Err(refusal),
            },
            Err(error) => Err(error),
        }
    }

    async fn refund(&self, call: Call, refund: &Refund) -> Result<RefundState, PaymentError> {
        let answer: RefundAnswer =
            self.client.call(call, "alipay.trade.refund", &NewRefund::new(refund)).await?;
        answer.state(refund)
    }

    async fn query_refund(
        &self,
        call: Call,
        order: &OrderNumber,
        number: &RefundNumber,
    ) -> Result<RefundState, PaymentError> {
        let (out_trade_no, out_request_no) = (order.as_str(), number.as_str());
        let query = RefundQuery { out_trade_no, out_request_no, query_options: ["gmt_refund_pay"] };
        match self.client.call::<RefundFound>(call, "alipay.trade.fastpay.refund.query", &query).await {
            Err(refusal) if is(&refusal, NO_TRADE) => Ok(RefundState::NotFound),
            answer => answer?.state(order, number),
        }
    }

    async fn bill(&self, call: Call, day: NaiveDate) -> Result<Vec<Line>, PaymentError> {
        let wanted = BillOf { bill_type: "trade", bill_date: day.to_string() };
        match self
            .client
            .call::<Location>(call, "alipay.data.dataservice.bill.downloadurl.query", &wanted)
            .await
        {
            Err(refusal) if is(&refusal, NO_BILL) => Err(PaymentError::NoBill),
            location => bill::read(&self.client.download(&location?.bill_download_url).await?),
        }
    }
}

impl Payments for Alipay {
    fn channel(&self) -> Channel {
        Channel::Alipay
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

    fn read_callback<'a>(&'a self, _call: Call, callback: Callback<'a>) -> Answer<'a, Event> {
        let event = notify::read(callback.body, self.client.config());
        Box::pin(std::future::ready(event))
    }

    /// These seven letters, or Alipay sends it again (<https://opendocs.alipay.com/open/194/103296>).
    fn reply(&self, kept: bool) -> Reply {
        Reply { status: 200, content_type: "text/plain", body: if kept { "success" } else { "failure" } }
    }

    fn bill(&self, call: Call, day: NaiveDate) -> Answer<'_, Vec<Line>> {
        Box::pin(self.bill(call, day))
    }
}
