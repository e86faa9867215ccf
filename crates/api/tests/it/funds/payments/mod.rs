//! Paying on line, against a server that speaks the providers' protocols.

mod begin;
mod bills;
mod callbacks;
mod expiry;
mod refunds;

use std::sync::{Arc, OnceLock};

use api::{Providers, chores::run_due};
use app::db::Database;
use chrono::{DateTime, TimeDelta, Utc};
use client::{Client, ClientError};
use contract::funds::{BeginPayment, Payment, PaymentBegun};
use domain::{
    funds::payments::PaymentChannel,
    ids::{NodeId, PaymentIntentId},
};
use payments::testing::{Provider, Sent};

use super::{Town, amount};
use crate::support::TestServer;

pub(super) const BOTH: [PaymentChannel; 2] = [PaymentChannel::Wechat, PaymentChannel::Alipay];
/// A key that nobody guesses.
pub(super) const KEY: &str = "0198f3a4-2d6e-7c11-9f00-5a3b1c2d4e6f";

/// A town with a fund to which one can pay on line.
pub(super) struct Till {
    town: Town,
    provider: Provider,
}

/// A gift without an account.
pub(super) fn gift(channel: PaymentChannel, fen: i64) -> BeginPayment {
    BeginPayment {
        channel,
        amount_fen: amount(fen),
        purpose: None,
        donor_name: Some("热心居民".to_owned()),
        named: false,
        message: "给孩子们买书".to_owned(),
    }
}

/// The number of a payment's order.
pub(super) fn order(id: PaymentIntentId) -> String {
    id.0.simple().to_string()
}

impl Till {
    pub(super) async fn open() -> Self {
        let store: Arc<OnceLock<Database>> = Arc::default();
        let clock = Arc::clone(&store);
        let provider = Provider::start(move || clock.get().unwrap().now()).await;
        let providers = Providers::new(vec![
            Arc::new(provider.wechat("https://town.example/payments/wechat/notify")),
            Arc::new(provider.alipay("https://town.example/payments/alipay/notify")),
        ]);
        let server = TestServer::start_in(|state| {
            store.set(state.db.clone()).ok().unwrap();
            state.with_payments(providers)
        });
        Self { town: Town::open_on(server.await, 3).await, provider }
    }

    fn server(&self) -> &TestServer {
        &self.town.server
    }

    fn now(&self) -> DateTime<Utc> {
        self.server().store.db.now()
    }

    fn anonymous(&self) -> Client {
        self.server().anonymous()
    }

    async fn begin(&self, channel: PaymentChannel, fen: i64) -> PaymentBegun {
        self.anonymous().begin_payment(self.town.fund, &gift(channel, fen), None).await.unwrap().body
    }

    /// What whoever began it sees of it.
    async fn seen(&self, begun: &PaymentBegun) -> Payment {
        self.anonymous().get_payment(begun.payment.id, Some(&begun.token)).await.unwrap().body
    }

    /// Somebody pays it now; nobody is told.
    fn pay(&self, begun: &PaymentBegun) -> String {
        let order = order(begun.payment.id);
        self.provider.pay(&order, self.now());
        order
    }

    /// Begun, paid and told of.
    async fn paid(&self, channel: PaymentChannel, fen: i64) -> PaymentBegun {
        let begun = self.begin(channel, fen).await;
        let order = self.pay(&begun);
        assert!(self.notify(channel, &self.provider.paid(&order)).await);
        begun
    }

    /// Sends a callback; whether it was answered as kept.
    async fn notify(&self, channel: PaymentChannel, sent: &Sent) -> bool {
        notify(&self.server().origin, channel, sent).await
    }

    /// Lets time pass, and the chores that are due by then be done.
    async fn later(&self, by: TimeDelta) {
        self.server().store.clock.advance(by);
        let node: NodeId = self.server().store.db.fresh_id();
        for (_, done) in run_due(&self.server().state, node).await {
            done.unwrap();
        }
    }
}

/// Sends a callback as a provider does; whether it was answered as kept.
pub(super) async fn notify(origin: &str, channel: PaymentChannel, sent: &Sent) -> bool {
    let request = reqwest::Client::new().post(format!("{origin}/payments/{}/notify", channel.as_str()));
    let request = sent
        .headers
        .iter()
        .fold(request, |request, (name, value)| request.header(name.as_str(), value.as_str()));
    let answer = request.body(sent.body.clone()).send().await.unwrap();
    match (channel, answer.status().as_u16()) {
        (PaymentChannel::Wechat, 204) => true,
        (PaymentChannel::Wechat, 500) => false,
        (PaymentChannel::Alipay, 200) => match answer.text().await.unwrap().as_str() {
            "success" => true,
            "failure" => false,
            other => panic!("{other}"),
        },
        (_, status) => panic!("{status}"),
    }
}

/// Refused before anything was begun.
pub(super) fn none_begun(answer: Result<client::Created<PaymentBegun>, ClientError>) -> String {
    crate::support::code(answer)
}
