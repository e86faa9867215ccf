//! Paying on line: begun by anybody, told of by providers, sent back by treasurers, held against bills.

mod act;
mod ask;
mod begin;
mod differences;
mod notify;
mod problem;
mod read;
mod render;

use std::{collections::BTreeMap, sync::Arc};

use domain::funds::payments::PaymentChannel;
use payments::{Call, Channel, Payments};
use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) use self::{
    ask::{ask_due, compare_bills},
    notify::configure as notifications,
};
use crate::State;

pub(super) fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.configure(begin::routes).configure(read::routes).configure(act::routes);
    cfg.configure(differences::routes);
}

/// The providers through which one can pay here.
#[derive(Clone, Debug, Default)]
pub struct Providers(BTreeMap<PaymentChannel, Arc<dyn Payments>>);

impl Providers {
    /// Puts providers side by side, each by its channel; the counter is none.
    #[must_use]
    pub fn new(all: Vec<Arc<dyn Payments>>) -> Self {
        let by_channel = all.into_iter().filter_map(|provider| {
            let channel = match provider.channel() {
                Channel::Wechat => PaymentChannel::Wechat,
                Channel::Alipay => PaymentChannel::Alipay,
                Channel::Counter => return None,
            };
            Some((channel, provider))
        });
        Self(by_channel.collect())
    }

    /// Which there are.
    pub fn channels(&self) -> impl Iterator<Item = PaymentChannel> {
        self.0.keys().copied()
    }

    pub(crate) fn get(&self, channel: PaymentChannel) -> Option<Arc<dyn Payments>> {
        self.0.get(&channel).map(Arc::clone)
    }
}

/// The clock and the randomness of one call.
fn call(state: &State) -> Call {
    let mut nonce = [0; 16];
    state.db.entropy().fill(&mut nonce);
    Call { now: state.db.now(), nonce }
}
