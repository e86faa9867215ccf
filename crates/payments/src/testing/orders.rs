//! What a provider remembers of orders.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use crate::{Channel, Line};

/// A callback as a provider sends it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sent {
    /// Names and values of its headers.
    pub headers: Vec<(String, String)>,
    /// Its body.
    pub body: String,
}

/// How the provider behaves.
#[derive(Debug, Clone, Default)]
pub struct Behaviour {
    /// It does nothing and answers that it is busy.
    pub away: bool,
    /// It does what it is asked to, and then breaks off in place of an answer.
    pub answers_lost: bool,
    /// Refunds are on their way until [`super::Provider::end_refunds`].
    pub refunds_slow: bool,
    /// There is no bill yet.
    pub no_bill: bool,
    /// Lines of a bill that nobody ordered here.
    pub surplus: Vec<Line>,
    /// Orders that are left out of a bill.
    pub omitted: Vec<String>,
}

/// Where an order stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Standing {
    Waiting,
    Paid { at: DateTime<Utc>, transaction: String },
    Closed,
}

/// Where a refund stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Returning {
    OnItsWay,
    Done { at: DateTime<Utc> },
    Closed,
}

/// An order.
#[derive(Debug, Clone)]
pub(super) struct Order {
    pub(super) channel: Channel,
    pub(super) fen: i64,
    pub(super) standing: Standing,
    pub(super) refunds: BTreeMap<String, (i64, Returning)>,
}

/// All of them, by our numbers.
#[derive(Debug, Default)]
pub(super) struct Orders {
    pub(super) behaviour: Behaviour,
    pub(super) all: BTreeMap<String, Order>,
}

impl Orders {
    /// An order of this number; made where there is none.
    pub(super) fn open(&mut self, number: &str, channel: Channel, fen: i64) {
        let new = Order { channel, fen, standing: Standing::Waiting, refunds: BTreeMap::new() };
        self.all.entry(number.to_owned()).or_insert(new);
    }

    /// A refund of this number; made where there is none. None where nothing was paid, or too much would go back.
    pub(super) fn refund(&mut self, order: &str, number: &str, fen: i64, now: DateTime<Utc>) -> Option<()> {
        let slow = self.behaviour.refunds_slow;
        let order = self.all.get_mut(order)?;
        let counts = |other: &str, state: Returning| other != number && state != Returning::Closed;
        let back: i64 = order
            .refunds
            .iter()
            .filter(|(other, (_, state))| counts(other, *state))
            .map(|(_, (fen, _))| fen)
            .sum();
        if !matches!(order.standing, Standing::Paid { .. }) || back + fen > order.fen {
            return None;
        }
        let state = if slow { Returning::OnItsWay } else { Returning::Done { at: now } };
        order.refunds.entry(number.to_owned()).or_insert((fen, state));
        Some(())
    }
}
