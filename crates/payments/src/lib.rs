//! Ways of paying a donation: the counter, WeChat Pay and Alipay.
//!
//! [`Payments`] is what each of them can do; [`Counter`] is built in, [`wechat::Wechat`] and [`alipay::Alipay`] speak the providers'
//! real protocols. All of them only say what happened: [`settle`] decides what that means, and settles once whatever arrives how often
//! and in which order; [`reconcile()`] holds a day's books against a provider's bill.
//!
//! Nothing here has a store, a server, a clock or randomness of its own: [`Call`] brings the last two. Secrets have no `Debug`, and
//! amounts are whole fen. With the feature `testing` there is a server that speaks both protocols.
//!
//! ```
//! use chrono::DateTime;
//! use payments::settle::{Effect, Fact, Settlement, Status};
//! use payments::{Channel, Description, Fen, Intent, OrderNumber, Paid};
//!
//! let at = |text| DateTime::parse_from_rfc3339(text).map(|at| at.to_utc());
//! let intent = Intent {
//!     number: OrderNumber::new("G20260701000001")?,
//!     amount: Fen::from_yuan("88.00")?,
//!     description: Description::new("萤川镇助学公益金")?,
//!     expires_at: at("2026-07-01T10:30:00+08:00")?,
//!     channel: Channel::Counter,
//! };
//! let paid = Paid {
//!     number: intent.number.clone(),
//!     transaction: "0001".to_owned(),
//!     amount: intent.amount,
//!     paid_at: at("2026-07-01T10:29:58+08:00")?,
//! };
//!
//! // Told late, after the intent expired, and twice: settled once, because it was paid in time.
//! let (it, _) = Settlement::new(&intent).apply(Fact::Clock { now: at("2026-07-01T11:00:00+08:00")? })?;
//! let (it, effects) = it.apply(Fact::Paid(paid.clone()))?;
//! assert_eq!(effects, [Effect::Settle(paid.clone())]);
//! let (it, effects) = it.apply(Fact::Paid(paid))?;
//! assert_eq!(effects, []);
//! assert_eq!(it.status(), Status::Paid);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

pub mod alipay;
mod beijing;
mod bill;
pub mod counter;
mod error;
mod http;
mod intent;
mod keys;
pub mod limits;
mod money;
mod outcome;
mod provider;
mod reconcile;
pub mod settle;
#[cfg(feature = "testing")]
pub mod testing;
pub mod wechat;

pub use bill::{Kind, Line, Progress};
pub use counter::Counter;
pub use error::{PaymentError, SignatureFault};
pub use intent::{Channel, Description, Intent, OrderNumber, Reason, Refund, RefundNumber};
pub use keys::{ApiV3Key, SigningKey, VerifyingKey};
pub use money::Fen;
pub use outcome::{Closing, Created, Event, Paid, QueryState, RefundState, Refunded};
pub use provider::{Answer, Call, Callback, Payments, Reply};
pub use reconcile::{Difference, Side, reconcile};
