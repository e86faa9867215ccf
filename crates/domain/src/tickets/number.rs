//! The number that people read out to each other: `2026-000123`.

use std::{fmt, str::FromStr};

use chrono::{DateTime, Datelike, Utc};

use crate::town_time;

/// A ticket's number: unique in the installation, counted anew each year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TicketNumber {
    /// The year of the report, in China's time.
    pub year: i32,
    /// Counts from 1 within the year.
    pub serial: u32,
}

/// The text is no ticket's number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a ticket's number is a year and a serial: 2026-000123")]
pub struct TicketNumberError;

impl TicketNumber {
    /// The year that a moment's tickets are counted in: China has one time zone, UTC+8.
    #[must_use]
    pub fn year_of(now: DateTime<Utc>) -> i32 {
        town_time::date(now).year()
    }
}

impl fmt::Display for TicketNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:06}", self.year, self.serial)
    }
}

impl FromStr for TicketNumber {
    type Err = TicketNumberError;

    fn from_str(text: &str) -> Result<Self, TicketNumberError> {
        let (year, serial) = text.trim().split_once('-').ok_or(TicketNumberError)?;
        let digits = |part: &str, lengths: std::ops::RangeInclusive<usize>| {
            lengths.contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit())
        };
        if !digits(year, 4..=4) || !digits(serial, 1..=9) {
            return Err(TicketNumberError);
        }
        let year = year.parse().map_err(|_| TicketNumberError)?;
        let serial = serial.parse().map_err(|_| TicketNumberError)?;
        Ok(Self { year, serial })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_reads_back() {
        let number = TicketNumber { year: 2026, serial: 123 };
        assert_eq!(number.to_string(), "2026-000123");
        assert_eq!("2026-000123".parse(), Ok(number));
        assert_eq!(" 2026-123 ".parse(), Ok(number));
        assert_eq!(TicketNumber { year: 2026, serial: 1_234_567 }.to_string(), "2026-1234567");
        for bad in ["", "2026", "26-1", "2026-", "2026-x", "-2026-1", "2026-+1", "2026-1234567890"] {
            assert_eq!(bad.parse::<TicketNumber>(), Err(TicketNumberError), "{bad}");
        }
    }

    #[test]
    fn the_year_turns_at_midnight_in_china() {
        let at = |text: &str| TicketNumber::year_of(text.parse().unwrap());
        assert_eq!(at("2026-12-31T15:59:59Z"), 2026);
        assert_eq!(at("2026-12-31T16:00:00Z"), 2027);
    }
}
