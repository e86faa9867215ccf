//! Why nothing becomes of a payment.

use contract::problems::payments as p;
use payments::{limits::REFUNDS_MAX, settle::SettleError};

use crate::ApiError;

impl From<SettleError> for ApiError {
    fn from(error: SettleError) -> Self {
        match error {
            SettleError::NotPaid => Self::new(&p::PAYMENT_NOT_PAID),
            SettleError::TooManyRefunds => Self::new(&p::PAYMENT_REFUNDS_FULL).with("max", REFUNDS_MAX),
            SettleError::RefundTooMuch => Self::new(&p::PAYMENT_NOTHING_LEFT),
            // Only providers say such things, and are not answered with a problem.
            SettleError::OtherOrder
            | SettleError::AmountDiffers
            | SettleError::PaidTwice
            | SettleError::RefundDiffers
            | SettleError::RefundFailed => Self::internal(error),
        }
    }
}
