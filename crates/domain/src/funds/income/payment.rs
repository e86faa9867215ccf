//! Money that somebody is about to pay in. Providers tell of a payment many times, late, and out of order: it is booked
//! once.
//!
//! ```text
//! awaiting ─succeeded→ settled         a second payment, or another amount: to be returned
//!    │ failed, time over → lapsed ─succeeded→ settled (what came is booked, however late)
//! ```

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{Channel, DocumentNumber};
use crate::{
    funds::Amount,
    ids::{IncomeId, PaymentIntentId, UserId},
};

/// Where an intent stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum IntentState {
    /// Nothing is heard of it yet.
    Awaiting,
    /// It failed, or its time is over. What comes in nevertheless counts.
    Lapsed,
    /// The money is there: booked once, by this reference.
    Settled {
        /// The provider's number of the payment, or that of the receipt.
        reference: DocumentNumber,
        /// When it was paid.
        at: DateTime<Utc>,
    },
}

/// What a provider, or somebody at a counter, tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// The number of the payment: the same in every notice of it.
    pub reference: DocumentNumber,
    /// How it ended.
    pub outcome: NoticeOutcome,
    /// When, by the one who tells.
    pub at: DateTime<Utc>,
}

/// How a payment ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoticeOutcome {
    /// So much was paid.
    Succeeded {
        /// How much.
        amount: Amount,
    },
    /// Nothing was paid.
    Failed,
}

/// What follows from a notice. The application does it in the transaction that saves the intent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Nothing: it was known, or changes nothing.
    Nothing,
    /// The income is received.
    Settle {
        /// Which.
        income: IncomeId,
    },
    /// Money came that nobody meant to pay: it is to be returned, or booked by hand.
    Return {
        /// How much.
        amount: Amount,
    },
}

/// Why a payment is not confirmed by hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PaymentError {
    /// Only the provider tells of what is paid on line.
    #[error("a payment on line is confirmed by its provider")]
    Online,
    /// Nobody confirms what they paid themselves.
    #[error("nobody confirms their own payment")]
    Own,
    /// It was confirmed already, with another number.
    #[error("this payment is settled already")]
    Settled,
    /// More or less came than was meant.
    #[error("the amount is not the one that was to be paid")]
    OtherAmount,
}

/// Somebody's intent to pay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Intent {
    /// Its id: what providers are given as the order's number.
    pub id: PaymentIntentId,
    /// What it pays for.
    pub income: IncomeId,
    /// How.
    pub channel: Channel,
    /// How much.
    pub amount: Amount,
    /// Until when it is waited for.
    pub until: DateTime<Utc>,
    /// Where it stands.
    pub state: IntentState,
    /// References whose money is to be returned: told once each.
    pub returned: BTreeSet<DocumentNumber>,
}

impl Intent {
    /// Takes a notice in. However often, late or out of order notices come, the income is settled at most once, and each
    /// other payment is reported once.
    #[must_use]
    pub fn hear(mut self, notice: &Notice) -> (Self, Effect) {
        let NoticeOutcome::Succeeded { amount } = notice.outcome else {
            // One attempt failed; what is settled stays, and another attempt may still succeed.
            if self.state == IntentState::Awaiting {
                self.state = IntentState::Lapsed;
            }
            return (self, Effect::Nothing);
        };
        match &self.state {
            IntentState::Settled { reference, .. } if *reference == notice.reference => {
                (self, Effect::Nothing)
            }
            IntentState::Awaiting | IntentState::Lapsed
                if amount == self.amount && !self.returned.contains(&notice.reference) =>
            {
                let (reference, at, income) = (notice.reference.clone(), notice.at, self.income);
                (Self { state: IntentState::Settled { reference, at }, ..self }, Effect::Settle { income })
            }
            _ if self.returned.insert(notice.reference.clone()) => (self, Effect::Return { amount }),
            _ => (self, Effect::Nothing),
        }
    }

    /// Stops waiting; what comes later is heard all the same.
    #[must_use]
    pub fn lapse(mut self, now: DateTime<Utc>) -> Self {
        if self.state == IntentState::Awaiting && self.until <= now {
            self.state = IntentState::Lapsed;
        }
        self
    }

    /// Confirms what was paid at a counter or to the bank. Saying the same twice changes nothing.
    ///
    /// # Errors
    /// [`PaymentError::Online`]; [`PaymentError::Own`] where `payer` confirms it; [`PaymentError::Settled`] with another
    /// number; [`PaymentError::OtherAmount`].
    pub fn confirm(
        self,
        notice: &Notice,
        by: UserId,
        payer: Option<UserId>,
    ) -> Result<(Self, Effect), PaymentError> {
        if self.channel == Channel::Online {
            return Err(PaymentError::Online);
        }
        if payer == Some(by) {
            return Err(PaymentError::Own);
        }
        if notice.outcome != (NoticeOutcome::Succeeded { amount: self.amount }) {
            return Err(PaymentError::OtherAmount);
        }
        match &self.state {
            IntentState::Settled { reference, .. } if *reference != notice.reference => {
                Err(PaymentError::Settled)
            }
            _ => Ok(self.hear(notice)),
        }
    }
}
