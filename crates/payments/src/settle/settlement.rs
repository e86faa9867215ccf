//! An intent with all that happened to it.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use super::{Effect, Fact, SettleError, Status};
use crate::intent::{Intent, OrderNumber, RefundNumber};
use crate::limits;
use crate::money::Fen;
use crate::outcome::{Paid, Refunded};

/// How far a refund got.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RefundProgress {
    /// Wanted, and asked for.
    Asked,
    /// Booked.
    Done,
    /// It did not happen.
    Failed,
}

/// A refund.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefundEntry {
    /// How much, in fen.
    pub amount: Fen,
    /// How far it got.
    pub progress: RefundProgress,
}

/// An intent with all that happened to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settlement {
    /// Our number of the order.
    pub number: OrderNumber,
    /// How much was asked for, in fen.
    pub amount: Fen,
    /// Until when it could be paid.
    pub expires_at: DateTime<Utc>,
    /// When it was closed, first.
    pub closed_at: Option<DateTime<Utc>>,
    /// Whether it was seen to have expired.
    pub expired: bool,
    /// What was paid.
    pub paid: Option<Paid>,
    /// Whether that was too late.
    pub late: bool,
    /// The refunds.
    pub refunds: BTreeMap<RefundNumber, RefundEntry>,
    /// Refunds that were told before the payment that they are of: callbacks overtake each other.
    pub early_refunds: BTreeMap<RefundNumber, Refunded>,
}

/// What a fact leads to.
pub(super) type Step = Result<(Settlement, Vec<Effect>), SettleError>;

impl Settlement {
    /// Begins with an intent that nobody has paid.
    #[must_use]
    pub fn new(intent: &Intent) -> Self {
        Self {
            number: intent.number.clone(),
            amount: intent.amount,
            expires_at: intent.expires_at,
            closed_at: None,
            expired: false,
            paid: None,
            late: false,
            refunds: BTreeMap::new(),
            early_refunds: BTreeMap::new(),
        }
    }

    /// Where it stands.
    #[must_use]
    pub fn status(&self) -> Status {
        match &self.paid {
            None if self.closed_at.is_some() => Status::Closed,
            None if self.expired => Status::Expired,
            None => Status::Created,
            Some(paid) => match self.refunded_fen() {
                all if all >= paid.amount.get() => Status::Refunded,
                _ if self.late => Status::PaidLate,
                0 => Status::Paid,
                _ => Status::PartRefunded,
            },
        }
    }

    /// How much went back, in fen.
    #[must_use]
    pub fn refunded_fen(&self) -> i64 {
        self.sum(|progress| progress == RefundProgress::Done)
    }

    /// How much went back or may yet, in fen.
    #[must_use]
    pub fn promised_fen(&self) -> i64 {
        self.sum(|progress| progress != RefundProgress::Failed)
    }

    fn sum(&self, counts: impl Fn(RefundProgress) -> bool) -> i64 {
        self.refunds.values().filter(|refund| counts(refund.progress)).map(|refund| refund.amount.get()).sum()
    }

    /// Applies a fact.
    ///
    /// # Errors
    ///
    /// [`SettleError`]: the fact contradicts what is known. Nothing changes then, so keep a copy, or load it again.
    pub fn apply(self, fact: Fact) -> Step {
        match fact {
            Fact::Paid(paid) => self.pay(paid),
            Fact::Closed { at } => Ok((self.close(at), Vec::new())),
            Fact::Clock { now } => Ok((self.expire(now), Vec::new())),
            Fact::RefundWanted { number, amount } => self.want_refund(number, amount),
            Fact::Refunded(refunded) => self.book_refund(refunded),
            Fact::RefundFailed { number } => Ok((self.fail_refund(&number), Vec::new())),
        }
    }

    fn pay(mut self, paid: Paid) -> Step {
        if paid.number != self.number {
            return Err(SettleError::OtherOrder);
        }
        if paid.amount != self.amount {
            return Err(SettleError::AmountDiffers);
        }
        if let Some(before) = &self.paid {
            return if before.transaction == paid.transaction {
                Ok((self, Vec::new()))
            } else {
                Err(SettleError::PaidTwice)
            };
        }
        // When it was paid decides, not when that was told.
        let grace = TimeDelta::seconds(limits::EXPIRY_GRACE_SECONDS);
        self.late = paid.paid_at.signed_duration_since(self.expires_at) > grace
            || self.closed_at.is_some_and(|closed_at| paid.paid_at > closed_at);
        self.paid = Some(paid.clone());
        let mut effects = vec![if self.late { Effect::RefundLate(paid) } else { Effect::Settle(paid) }];
        for refunded in std::mem::take(&mut self.early_refunds).into_values() {
            let (next, more) = self.book_refund(refunded)?;
            self = next;
            effects.extend(more);
        }
        Ok((self, effects))
    }

    fn close(mut self, at: DateTime<Utc>) -> Self {
        // A payment that is booked stays booked: what a provider closes then is the trade whose money went back.
        if self.paid.is_none() {
            self.closed_at = Some(self.closed_at.map_or(at, |before| before.min(at)));
        }
        self
    }

    fn expire(mut self, now: DateTime<Utc>) -> Self {
        self.expired |= self.paid.is_none() && now > self.expires_at;
        self
    }
}
