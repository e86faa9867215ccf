//! What points are spent on: offers of providers, and their redemption (plans 3, 4 and 9). Goods or services, never
//! cash.
//!
//! ```text
//! offer:       proposed ─approve→ approved ─end→ ended
//!                 └──refuse→ refused (changed, it is proposed again)
//! redemption:  reserved ─collect→ collected ─give back→ returned
//!                 ├──cancel→ cancelled
//!                 └──expire→ expired
//! ```

mod code;
mod events;
mod limits;
mod offer;
mod settlement;
mod state;

pub use self::{
    code::RedemptionCode,
    events::{OfferEvent, RedemptionEvent},
    limits::{Limits, LimitsError, Redeemed},
    offer::{
        KEEP_DAYS_MAX, LIMIT_MAX, OfferKind, OfferRefused, OfferState, PHOTOS_MAX, PRICE_MAX, STOCK_MAX,
        Shown, Stock, StockError, kept_until,
    },
    settlement::{FEN_PER_POINT_MAX, owed_fen},
    state::{RETURN_DAYS, RedemptionRefused, RedemptionState},
};
