//! Alipay, against a gateway that checks and signs.

mod answers;
mod bills;
pub mod gateway;
mod notifications;
mod payments;
