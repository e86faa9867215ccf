//! Offers: what a provider gives for points, how much there is of it, and whether it is shown.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use crate::town_time;

/// The highest price, in points.
pub const PRICE_MAX: i64 = 1_000_000;
/// Most pieces in stock.
pub const STOCK_MAX: i64 = 1_000_000;
/// Highest limit a person.
pub const LIMIT_MAX: u32 = 1_000;
/// Longest time for which a reservation is kept, in days.
pub const KEEP_DAYS_MAX: u32 = 30;
/// Most photos of an offer.
pub const PHOTOS_MAX: u64 = 6;

/// What is offered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum OfferKind {
    /// 商品
    Goods,
    /// 服务
    Service,
}

impl OfferKind {
    /// The name in the API and in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Goods => "goods",
            Self::Service => "service",
        }
    }

    /// Reads the name back; `None` for a word that names no kind.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Goods, Self::Service].into_iter().find(|kind| kind.as_str() == word)
    }
}

/// Where an offer stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum OfferState {
    /// It waits for an official; nobody else sees it.
    Proposed,
    /// It is shown.
    Approved,
    /// An official said no; changed, it is proposed again.
    Refused,
    /// It is offered no more. What is reserved can still be collected.
    Ended,
}

/// Why an offer does not change, or is not reserved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OfferRefused {
    /// It is not proposed.
    #[error("the offer does not wait for a decision")]
    Decided,
    /// It is over.
    #[error("the offer is over")]
    Ended,
    /// Whoever serves the provider does not approve what it offers.
    #[error("who serves the provider does not decide on what it offers")]
    Own,
    /// It is not shown, or not now.
    #[error("the offer is not shown now")]
    NotShown,
}

impl OfferState {
    /// Every state.
    pub const ALL: [Self; 4] = [Self::Proposed, Self::Approved, Self::Refused, Self::Ended];

    /// The name in the API and in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Proposed => "proposed",
            Self::Approved => "approved",
            Self::Refused => "refused",
            Self::Ended => "ended",
        }
    }

    /// Reads the name back; `None` for a word that names no state.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == word)
    }

    /// Shows it from now on. `serves` tells whether who decides serves the provider.
    ///
    /// # Errors
    /// [`OfferRefused::Decided`], [`OfferRefused::Own`].
    pub const fn approve(self, serves: bool) -> Result<Self, OfferRefused> {
        match self {
            Self::Proposed if serves => Err(OfferRefused::Own),
            Self::Proposed => Ok(Self::Approved),
            Self::Approved | Self::Refused | Self::Ended => Err(OfferRefused::Decided),
        }
    }

    /// Says no.
    ///
    /// # Errors
    /// [`OfferRefused::Decided`], [`OfferRefused::Own`].
    pub const fn refuse(self, serves: bool) -> Result<Self, OfferRefused> {
        match self {
            Self::Proposed if serves => Err(OfferRefused::Own),
            Self::Proposed => Ok(Self::Refused),
            Self::Approved | Self::Refused | Self::Ended => Err(OfferRefused::Decided),
        }
    }

    /// What it is after a change. `again` tells whether the change must be approved: it is to what is offered or at what
    /// price, and who makes it may not approve it.
    ///
    /// # Errors
    /// [`OfferRefused::Ended`].
    pub const fn change(self, again: bool) -> Result<Self, OfferRefused> {
        match (self, again) {
            (Self::Ended, _) => Err(OfferRefused::Ended),
            (Self::Proposed | Self::Refused, _) | (Self::Approved, true) => Ok(Self::Proposed),
            (Self::Approved, false) => Ok(Self::Approved),
        }
    }

    /// Offers it no more.
    ///
    /// # Errors
    /// [`OfferRefused::Ended`].
    pub const fn end(self) -> Result<Self, OfferRefused> {
        match self {
            Self::Ended => Err(OfferRefused::Ended),
            Self::Proposed | Self::Approved | Self::Refused => Ok(Self::Ended),
        }
    }
}

/// The days on which an offer is shown, by the town's calendar: both inclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shown {
    /// Since when.
    pub from: NaiveDate,
    /// Until when; open where absent.
    pub until: Option<NaiveDate>,
}

impl Shown {
    /// Days in their order; `None` where the last comes before the first.
    #[must_use]
    pub fn new(from: NaiveDate, until: Option<NaiveDate>) -> Option<Self> {
        until.is_none_or(|until| from <= until).then_some(Self { from, until })
    }

    /// Whether a day is one of them.
    #[must_use]
    pub fn on(self, day: NaiveDate) -> bool {
        self.from <= day && self.until.is_none_or(|until| day <= until)
    }
}

/// The moment in which a reservation made now is over: the end of the day that is so many days ahead.
#[must_use]
pub fn kept_until(now: DateTime<Utc>, days: u32) -> DateTime<Utc> {
    let today = town_time::date(now);
    town_time::end(today.checked_add_signed(TimeDelta::days(i64::from(days))).unwrap_or(today))
}

/// How much there is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stock {
    /// As much as is asked for.
    Unlimited,
    /// So many.
    Pieces(i64),
}

/// Nothing is left, or there would be too much.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("nothing is left")]
pub struct StockError;

impl Stock {
    /// So many, or without a limit.
    #[must_use]
    pub const fn of(pieces: Option<i64>) -> Self {
        match pieces {
            Some(pieces) => Self::Pieces(pieces),
            None => Self::Unlimited,
        }
    }

    /// So many; none where there is no limit.
    #[must_use]
    pub const fn pieces(self) -> Option<i64> {
        match self {
            Self::Unlimited => None,
            Self::Pieces(pieces) => Some(pieces),
        }
    }

    /// One less.
    ///
    /// # Errors
    /// [`StockError`] where nothing is left.
    pub const fn take(self) -> Result<Self, StockError> {
        match self {
            Self::Unlimited => Ok(Self::Unlimited),
            Self::Pieces(pieces) if pieces > 0 => Ok(Self::Pieces(pieces - 1)),
            Self::Pieces(_) => Err(StockError),
        }
    }

    /// One more.
    #[must_use]
    pub const fn put_back(self) -> Self {
        match self {
            Self::Unlimited => Self::Unlimited,
            Self::Pieces(pieces) => Self::Pieces(pieces.saturating_add(1)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_offer_is_approved_once_by_somebody_else() {
        assert_eq!(OfferState::Proposed.approve(true), Err(OfferRefused::Own));
        let approved = OfferState::Proposed.approve(false).unwrap();
        assert_eq!(approved.approve(false), Err(OfferRefused::Decided));
        assert_eq!(approved.refuse(false), Err(OfferRefused::Decided));
    }

    #[test]
    fn a_change_by_the_provider_waits_again_and_one_of_an_official_does_not() {
        assert_eq!(OfferState::Approved.change(true), Ok(OfferState::Proposed));
        assert_eq!(OfferState::Approved.change(false), Ok(OfferState::Approved));
        assert_eq!(OfferState::Refused.change(false), Ok(OfferState::Proposed));
        assert_eq!(OfferState::Ended.change(false), Err(OfferRefused::Ended));
        assert_eq!(OfferState::Ended.end(), Err(OfferRefused::Ended));
    }

    #[test]
    fn the_last_piece_is_taken_once() {
        let last = Stock::Pieces(1).take().unwrap();
        assert_eq!(last.take(), Err(StockError));
        assert_eq!(last.put_back(), Stock::Pieces(1));
        assert_eq!(Stock::Unlimited.take(), Ok(Stock::Unlimited));
    }

    #[test]
    fn a_reservation_is_kept_to_the_end_of_its_last_day() {
        // Ten at night in the town: that day and three more.
        let kept = kept_until("2026-01-05T14:00:00Z".parse().unwrap(), 3);
        assert_eq!(kept, "2026-01-08T16:00:00Z".parse::<DateTime<Utc>>().unwrap());
    }

    #[test]
    fn an_offer_is_shown_on_its_first_and_its_last_day() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let shown = Shown::new(day("2026-01-05"), Some(day("2026-01-06"))).unwrap();
        assert!(!shown.on(day("2026-01-04")) && shown.on(day("2026-01-05")));
        assert!(shown.on(day("2026-01-06")) && !shown.on(day("2026-01-07")));
        assert_eq!(Shown::new(day("2026-01-06"), Some(day("2026-01-05"))), None);
    }
}
