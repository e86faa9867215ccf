//! What goes back of a payment.

use super::settlement::{RefundEntry, RefundProgress, Settlement, Step};
use super::{Effect, SettleError};
use crate::intent::RefundNumber;
use crate::limits;
use crate::money::Fen;
use crate::outcome::Refunded;

impl Settlement {
    pub(super) fn want_refund(mut self, number: RefundNumber, amount: Fen) -> Step {
        let Some(paid) = &self.paid else {
            return Err(SettleError::NotPaid);
        };
        if let Some(before) = self.refunds.get(&number) {
            return match before {
                RefundEntry { amount: same, .. } if *same != amount => Err(SettleError::RefundDiffers),
                RefundEntry { progress: RefundProgress::Failed, .. } => Err(SettleError::RefundFailed),
                // Asked for again: sent again, which is safe under the same number.
                RefundEntry { progress: RefundProgress::Asked, .. } => {
                    let effect = Effect::SendRefund { number, amount };
                    Ok((self, vec![effect]))
                }
                RefundEntry { progress: RefundProgress::Done, .. } => Ok((self, Vec::new())),
            };
        }
        if self.refunds.len() >= limits::REFUNDS_MAX {
            return Err(SettleError::TooManyRefunds);
        }
        if self.promised_fen() + amount.get() > paid.amount.get() {
            return Err(SettleError::RefundTooMuch);
        }
        self.refunds.insert(number.clone(), RefundEntry { amount, progress: RefundProgress::Asked });
        Ok((self, vec![Effect::SendRefund { number, amount }]))
    }

    pub(super) fn book_refund(mut self, refunded: Refunded) -> Step {
        if refunded.order != self.number {
            return Err(SettleError::OtherOrder);
        }
        let Some(paid) = &self.paid else {
            return self.remember_refund(refunded);
        };
        let before = self.refunds.get(&refunded.number).copied();
        match before {
            Some(entry) if entry.amount != refunded.amount => return Err(SettleError::RefundDiffers),
            Some(RefundEntry { progress: RefundProgress::Done, .. }) => return Ok((self, Vec::new())),
            // Asked for, or failed and yet done, or made in the provider's own pages.
            _ => {}
        }
        if self.refunded_fen() + refunded.amount.get() > paid.amount.get() {
            return Err(SettleError::RefundTooMuch);
        }
        if before.is_none() && self.refunds.len() >= limits::REFUNDS_MAX {
            return Err(SettleError::TooManyRefunds);
        }
        let entry = RefundEntry { amount: refunded.amount, progress: RefundProgress::Done };
        self.refunds.insert(refunded.number.clone(), entry);
        Ok((self, vec![Effect::BookRefund(refunded)]))
    }

    fn remember_refund(mut self, refunded: Refunded) -> Step {
        match self.early_refunds.get(&refunded.number) {
            Some(before) if before.amount != refunded.amount => return Err(SettleError::RefundDiffers),
            Some(_) => return Ok((self, Vec::new())),
            None => {}
        }
        let sum: i64 = self.early_refunds.values().map(|early| early.amount.get()).sum();
        if sum + refunded.amount.get() > self.amount.get() {
            return Err(SettleError::RefundTooMuch);
        }
        if self.early_refunds.len() >= limits::REFUNDS_MAX {
            return Err(SettleError::TooManyRefunds);
        }
        self.early_refunds.insert(refunded.number.clone(), refunded);
        Ok((self, Vec::new()))
    }

    pub(super) fn fail_refund(mut self, number: &RefundNumber) -> Self {
        if let Some(refund) = self.refunds.get_mut(number)
            && refund.progress == RefundProgress::Asked
        {
            refund.progress = RefundProgress::Failed;
        }
        self
    }
}
