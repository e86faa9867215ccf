//! Keys of our own, and what the tests have in common.

use chrono::{DateTime, TimeDelta, Utc};
pub use payments::testing::keys::{API_V3_KEY, seal, sign, vector, verifies};
use payments::{Call, Channel, Description, Fen, Intent, OrderNumber, Reason, Refund, RefundNumber};
use serde_json::Value;

/// 2026-07-01 10:30:00 in Beijing: when the recorded messages were signed.
pub const NOW: i64 = 1_782_873_000;

pub fn json(name: &str) -> Value {
    serde_json::from_str(&vector(name)).unwrap()
}

pub fn now() -> DateTime<Utc> {
    DateTime::from_timestamp(NOW, 0).unwrap()
}

pub fn call() -> Call {
    Call { now: now(), nonce: [7; 16] }
}

pub fn later(seconds: i64) -> Call {
    Call { now: now() + TimeDelta::seconds(seconds), nonce: [7; 16] }
}

pub fn number() -> OrderNumber {
    OrderNumber::new("G20260701000001").unwrap()
}

pub fn fen(fen: i64) -> Fen {
    Fen::new(fen).unwrap()
}

pub fn intent(channel: Channel) -> Intent {
    Intent {
        number: number(),
        amount: fen(8800),
        description: Description::new("萤川镇助学公益金").unwrap(),
        expires_at: now() + TimeDelta::minutes(30),
        channel,
    }
}

pub fn refund() -> Refund {
    Refund {
        order: number(),
        number: RefundNumber::new("R20260701000001").unwrap(),
        amount: fen(3000),
        paid: fen(8800),
        reason: Some(Reason::new("捐赠人申请").unwrap()),
    }
}
