//! Months, in which inspections happen, and half-years, over which they are settled.

use std::{fmt, str::FromStr};

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// A month of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month {
    year: u16,
    /// 0 is January.
    month0: u8,
}

/// January to June, or July to December, of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct HalfYear {
    year: u16,
    /// 0 or 1.
    half0: u8,
}

/// Why a text names no month or half-year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PeriodError {
    /// Not like `2026-03`.
    #[error("a month is written like 2026-03, from 2000-01 to 2999-12")]
    Month,
    /// Not like `2026-H1`.
    #[error("a half-year is written like 2026-H1 or 2026-H2, from 2000 to 2999")]
    HalfYear,
}

/// Months of a half-year.
pub const MONTHS: usize = 6;
const YEARS: std::ops::RangeInclusive<u16> = 2000..=2999;

impl Month {
    /// A month, counted from 1.
    ///
    /// # Errors
    /// [`PeriodError::Month`] where there is no such month, or the year has not four digits beginning with 2.
    pub fn new(year: u16, month: u8) -> Result<Self, PeriodError> {
        let month0 = month.checked_sub(1).filter(|month0| *month0 < 12).ok_or(PeriodError::Month)?;
        if YEARS.contains(&year) { Ok(Self { year, month0 }) } else { Err(PeriodError::Month) }
    }

    /// Its place in a count of months that goes through all years: the next month has the next number.
    #[must_use]
    pub fn index(self) -> u32 {
        u32::from(self.year) * 12 + u32::from(self.month0)
    }

    /// The month of an [`index`](Self::index).
    ///
    /// # Errors
    /// [`PeriodError::Month`].
    pub fn from_index(index: u32) -> Result<Self, PeriodError> {
        let year = u16::try_from(index / 12).map_err(|_| PeriodError::Month)?;
        let month0 = u8::try_from(index % 12).map_err(|_| PeriodError::Month)?;
        Self::new(year, month0 + 1)
    }

    /// The half-year it lies in.
    #[must_use]
    pub fn half_year(self) -> HalfYear {
        HalfYear { year: self.year, half0: self.month0 / 6 }
    }

    /// Which month of its half-year it is, from 0.
    #[must_use]
    pub fn place_in_half_year(self) -> usize {
        usize::from(self.month0 % 6)
    }

    /// The year.
    #[must_use]
    pub fn year(self) -> u16 {
        self.year
    }

    /// The month, from 1.
    #[must_use]
    pub fn month(self) -> u8 {
        self.month0 + 1
    }
}

impl HalfYear {
    /// The day it begins on.
    #[must_use]
    pub fn first_day(self) -> NaiveDate {
        // Both days exist in every year.
        NaiveDate::from_ymd_opt(self.year.into(), u32::from(self.half0) * 6 + 1, 1).unwrap_or_default()
    }

    /// The first day after it.
    #[must_use]
    pub fn end(self) -> NaiveDate {
        let (year, month) = if self.half0 == 0 { (self.year, 7) } else { (self.year + 1, 1) };
        NaiveDate::from_ymd_opt(year.into(), month, 1).unwrap_or_default()
    }

    /// Its months, the earliest first.
    #[must_use]
    pub fn months(self) -> [Month; MONTHS] {
        let first = self.half0 * 6;
        [0, 1, 2, 3, 4, 5].map(|step| Month { year: self.year, month0: first + step })
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month())
    }
}

impl fmt::Display for HalfYear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-H{}", self.year, self.half0 + 1)
    }
}

/// A number of exactly so many digits.
fn number<T: FromStr>(text: &str, digits: usize) -> Option<T> {
    let plain = text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| text.parse().ok()).flatten()
}

impl FromStr for Month {
    type Err = PeriodError;

    fn from_str(text: &str) -> Result<Self, PeriodError> {
        let (year, month) = text.split_once('-').ok_or(PeriodError::Month)?;
        let (year, month) = number(year, 4).zip(number(month, 2)).ok_or(PeriodError::Month)?;
        Self::new(year, month)
    }
}

impl FromStr for HalfYear {
    type Err = PeriodError;

    fn from_str(text: &str) -> Result<Self, PeriodError> {
        let half_year = |(year, half): (&str, &str)| {
            let (year, half) = (number(year, 4)?, number::<u8>(half, 1)?);
            (YEARS.contains(&year) && matches!(half, 1 | 2)).then(|| Self { year, half0: half - 1 })
        };
        text.split_once("-H").and_then(half_year).ok_or(PeriodError::HalfYear)
    }
}

macro_rules! as_text {
    ($($name:ident)*) => {$(
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
            }
        }
    )*};
}

as_text! { Month HalfYear }

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_and_half_years_are_read_back_as_written() {
        for index in 2000 * 12..2001 * 12 {
            let month = Month::from_index(index).unwrap();
            assert_eq!((month.to_string().parse(), month.index()), (Ok(month), index));
            assert_eq!(month.half_year().months()[month.place_in_half_year()], month);
        }
        let half: HalfYear = "2026-H2".parse().unwrap();
        assert_eq!((half.to_string(), half.first_day().to_string()), ("2026-H2".into(), "2026-07-01".into()));
        assert_eq!(half.end().to_string(), "2027-01-01");
        assert_eq!("2026-H1".parse::<HalfYear>().unwrap().end(), half.first_day());
        assert_eq!(half.months().map(|month| month.month()), [7, 8, 9, 10, 11, 12]);
    }

    #[test]
    fn what_names_no_period_is_refused() {
        for text in [
            "",
            "2026",
            "2026-00",
            "2026-13",
            "2026-1",
            "2026-001",
            "1999-12",
            "3000-01",
            "2026/01",
            "二〇二六-01",
        ] {
            assert_eq!(text.parse::<Month>(), Err(PeriodError::Month), "{text}");
        }
        for text in ["", "2026-H0", "2026-H3", "2026H1", "2026-1", "H2026-1", "1999-H1", "2026-H1H"] {
            assert_eq!(text.parse::<HalfYear>(), Err(PeriodError::HalfYear), "{text}");
        }
        assert!(Month::from_index(u32::MAX).is_err());
    }
}
