//! What a paid repair would cost, line by line, and who decides whether it is done for that.

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use super::Quantity;

/// Who pays for a repair, and therefore decides on its price.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Payer {
    /// Whose matter it is: a repair inside their home.
    Reporter,
    /// The office: what belongs to everybody.
    Office,
}

impl Payer {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Reporter, Self::Office];

    /// The name, in the API and in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Reporter => "reporter",
            Self::Office => "office",
        }
    }

    /// Reads the name back; `None` for a word that names none.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|payer| payer.as_str() == word)
    }
}

/// Where a quotation stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum QuotationState {
    /// Waits for the payer's word.
    Open,
    /// It is done for that.
    Accepted,
    /// It is not done for that.
    Declined,
    /// Taken back by those who made it.
    Withdrawn,
    /// The ticket ended, or went to somebody else, before the payer's word; or its time passed.
    Lapsed,
}

impl QuotationState {
    /// Every state.
    pub const ALL: [Self; 5] = [Self::Open, Self::Accepted, Self::Declined, Self::Withdrawn, Self::Lapsed];

    /// The name, in the API and in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Accepted => "accepted",
            Self::Declined => "declined",
            Self::Withdrawn => "withdrawn",
            Self::Lapsed => "lapsed",
        }
    }

    /// Reads the name back; `None` for a word that names no state.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == word)
    }
}

/// Why a quotation cannot be made or decided on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum QuotationError {
    /// It is more than [`Quotation::TOTAL_FEN_MAX`], or nothing.
    #[error("a quotation comes to more than nothing and at most 100 million yuan")]
    Total,
    /// It is good until a day that has passed, or is further than [`Quotation::DAYS_MAX`] days away.
    #[error("a quotation is good for at most 90 days")]
    Until,
    /// As many were made for the ticket as may be.
    #[error("at most {} quotations for one ticket", Quotation::QUOTATIONS_MAX)]
    Full,
    /// Decided on, taken back or lapsed.
    #[error("this quotation has ended")]
    Ended,
    /// Its time has passed.
    #[error("this quotation is not good any more")]
    Passed,
    /// Another pays, and decides.
    #[error("whoever pays decides on a quotation")]
    NotPayer,
}

/// One line of a quotation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuotationLine {
    /// What is done or delivered.
    pub description: String,
    /// How much of it.
    pub quantity: Quantity,
    /// In which unit.
    pub unit: String,
    /// Fen for one unit.
    pub unit_price_fen: i64,
}

impl QuotationLine {
    /// What the line comes to, in fen, half a fen rounded up.
    #[must_use]
    pub fn amount_fen(&self) -> i64 {
        self.quantity.times_fen(self.unit_price_fen)
    }
}

/// What a repair would cost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// Its lines.
    pub lines: Vec<QuotationLine>,
    /// Who pays.
    pub payer: Payer,
    /// Until when (exclusive) it can be accepted.
    pub good_until: DateTime<Utc>,
}

impl Quotation {
    /// Most lines.
    pub const LINES_MAX: usize = 30;
    /// Most that one line may cost a unit, in fen: ten million yuan.
    pub const UNIT_PRICE_FEN_MAX: i64 = 1_000_000_000;
    /// Most that it may come to, in fen: a hundred million yuan.
    pub const TOTAL_FEN_MAX: i64 = 10_000_000_000;
    /// Longest time to decide, in days.
    pub const DAYS_MAX: i64 = 90;
    /// Most quotations of one ticket, ended ones counted.
    pub const QUOTATIONS_MAX: u32 = 20;

    /// What it comes to: the sum of its lines, each rounded by itself, as they are shown.
    ///
    /// # Errors
    /// [`QuotationError::Total`].
    pub fn total_fen(&self) -> Result<i64, QuotationError> {
        let total = self.lines.iter().try_fold(0_i64, |sum, line| sum.checked_add(line.amount_fen()));
        total.filter(|total| (1..=Self::TOTAL_FEN_MAX).contains(total)).ok_or(QuotationError::Total)
    }

    /// Lets pass a time until which it can be good.
    ///
    /// # Errors
    /// [`QuotationError::Until`].
    pub fn require_time(&self, now: DateTime<Utc>) -> Result<(), QuotationError> {
        let good = now < self.good_until && self.good_until <= now + TimeDelta::days(Self::DAYS_MAX);
        if good { Ok(()) } else { Err(QuotationError::Until) }
    }
}

/// Who decides on a price, as far as it matters.
#[derive(Clone, Copy, Debug)]
pub struct Decider {
    /// It is their report.
    pub reported: bool,
    /// They give out tickets there.
    pub may_assign: bool,
    /// They serve the provider that named the price.
    pub serves: bool,
}

impl QuotationState {
    /// The payer's word. An official who serves the provider besides does not decide for the office.
    ///
    /// # Errors
    /// [`QuotationError::NotPayer`], [`QuotationError::Ended`], [`QuotationError::Passed`].
    pub fn decide(
        self,
        payer: Payer,
        by: Decider,
        accepted: bool,
        (now, good_until): (DateTime<Utc>, DateTime<Utc>),
    ) -> Result<Self, QuotationError> {
        let pays = match payer {
            Payer::Reporter => by.reported,
            Payer::Office => by.may_assign && !by.serves,
        };
        if !pays {
            return Err(QuotationError::NotPayer);
        }
        self.require_open()?;
        if now >= good_until {
            return Err(QuotationError::Passed);
        }
        Ok(if accepted { Self::Accepted } else { Self::Declined })
    }

    /// Lets pass a quotation that waits for the payer's word.
    ///
    /// # Errors
    /// [`QuotationError::Ended`].
    pub const fn require_open(self) -> Result<(), QuotationError> {
        match self {
            Self::Open => Ok(()),
            _ => Err(QuotationError::Ended),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn line(quantity: &str, unit_price_fen: i64) -> QuotationLine {
        let (description, unit) = ("灯具".to_owned(), "个".to_owned());
        QuotationLine { description, quantity: quantity.parse().unwrap(), unit, unit_price_fen }
    }

    fn quotation(lines: Vec<QuotationLine>) -> Quotation {
        Quotation { lines, payer: Payer::Reporter, good_until: DateTime::UNIX_EPOCH + TimeDelta::days(7) }
    }

    #[test]
    fn lines_are_rounded_one_by_one_and_added() {
        assert_eq!(quotation(vec![line("2.5", 1999), line("1", 1)]).total_fen(), Ok(4998 + 1));
        assert_eq!(line("0.333", 100).amount_fen(), 33);
        assert_eq!(line("0.335", 100).amount_fen(), 34, "half a fen is rounded up");
        assert_eq!(quotation(vec![line("1", 0)]).total_fen(), Err(QuotationError::Total));
        assert_eq!(quotation(vec![line("1", 10_000_000_000)]).total_fen(), Ok(Quotation::TOTAL_FEN_MAX));
        assert_eq!(quotation(vec![line("1.001", 10_000_000_000)]).total_fen(), Err(QuotationError::Total));
    }

    #[test]
    fn whoever_pays_decides_in_time_and_once() {
        let (now, later) = (DateTime::UNIX_EPOCH, DateTime::UNIX_EPOCH + TimeDelta::days(1));
        let nobody = Decider { reported: false, may_assign: false, serves: false };
        let reporter = Decider { reported: true, ..nobody };
        let office = Decider { may_assign: true, ..nobody };
        let open = QuotationState::Open;
        let decide = |payer, by| open.decide(payer, by, true, (now, later));
        assert_eq!(decide(Payer::Reporter, reporter), Ok(QuotationState::Accepted));
        assert_eq!(decide(Payer::Office, office), Ok(QuotationState::Accepted));
        assert_eq!(decide(Payer::Reporter, office), Err(QuotationError::NotPayer));
        assert_eq!(decide(Payer::Office, reporter), Err(QuotationError::NotPayer));
        assert_eq!(decide(Payer::Office, Decider { serves: true, ..office }), Err(QuotationError::NotPayer));
        let declined = open.decide(Payer::Office, office, false, (now, later));
        assert_eq!(declined, Ok(QuotationState::Declined));
        let late = open.decide(Payer::Office, office, true, (later, later));
        assert_eq!(late, Err(QuotationError::Passed));
        for ended in QuotationState::ALL.into_iter().filter(|state| *state != open) {
            let again = ended.decide(Payer::Office, office, true, (now, later));
            assert_eq!(again, Err(QuotationError::Ended));
        }
    }

    #[test]
    fn names_read_back() {
        for state in QuotationState::ALL {
            assert_eq!(QuotationState::parse(state.as_str()), Some(state));
        }
        for payer in Payer::ALL {
            assert_eq!(Payer::parse(payer.as_str()), Some(payer));
        }
    }

    proptest! {
        #[test]
        fn a_line_is_within_half_a_fen_of_the_exact_product(
            thousandths in 1_i64..=Quantity::THOUSANDTHS_MAX, price in 0..=Quotation::UNIT_PRICE_FEN_MAX
        ) {
            let quantity = Quantity::from_thousandths(thousandths).unwrap();
            let exact = i128::from(thousandths) * i128::from(price);
            let off = i128::from(quantity.times_fen(price)) * 1000 - exact;
            prop_assert!((-499..=500).contains(&off), "{off}");
        }
    }
}
