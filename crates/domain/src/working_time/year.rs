//! The days of a year that differ from the week: public holidays, and weekends that are worked in their place.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

/// Most special days of one year.
pub const DAYS_MAX: usize = 120;
/// The first year that can be imported.
pub const YEAR_MIN: i32 = 2020;
/// The last one.
pub const YEAR_MAX: i32 = 2099;
/// Longest name of a holiday, in characters.
const NAME_CHARS_MAX: usize = 40;

/// How a day differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Special {
    /// Nobody works; which holiday it is.
    Holiday(String),
    /// Worked like a Monday, whichever day it is.
    Works,
}

/// A day that differs, as it stands in a file: with the name of its holiday, or with `works`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SpecialDay {
    /// Which day.
    pub day: NaiveDate,
    /// The holiday's name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// A weekend that is worked.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub works: bool,
}

/// A year's special days.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Year {
    /// Which year.
    pub year: i32,
    /// Whether the State Council's notice about it is in it; before, only what the regulation on holidays fixes can be.
    pub announced: bool,
    /// The days.
    pub days: Vec<SpecialDay>,
}

/// What is wrong with a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum YearFault {
    /// A year that nobody plans for here.
    #[error("a year is one from {YEAR_MIN} to {YEAR_MAX}")]
    Range,
    /// More days than a year may have.
    #[error("a year has at most {DAYS_MAX} special days")]
    TooMany,
    /// A day of another year.
    #[error("{0} is not in this year")]
    OtherYear(NaiveDate),
    /// A day that stands there twice.
    #[error("{0} stands there twice")]
    Twice(NaiveDate),
    /// A day that is neither a holiday nor worked, or both.
    #[error("{0} is either a holiday with a name or worked")]
    Kind(NaiveDate),
    /// A name that is too long.
    #[error("the name of {0} is too long (at most {NAME_CHARS_MAX} characters)")]
    Name(NaiveDate),
}

impl SpecialDay {
    /// How it differs; nothing where the line contradicts itself.
    pub(super) fn special(&self) -> Option<Special> {
        match (&self.name, self.works) {
            (Some(name), false) if !name.trim().is_empty() => Some(Special::Holiday(name.clone())),
            (None, true) => Some(Special::Works),
            _ => None,
        }
    }
}

impl Year {
    /// Whether it is possible.
    ///
    /// # Errors
    /// The first [`YearFault`].
    pub fn check(&self) -> Result<(), YearFault> {
        if !(YEAR_MIN..=YEAR_MAX).contains(&self.year) {
            return Err(YearFault::Range);
        }
        if self.days.len() > DAYS_MAX {
            return Err(YearFault::TooMany);
        }
        let mut seen = BTreeSet::new();
        for one in &self.days {
            let day = one.day;
            if day.year() != self.year {
                return Err(YearFault::OtherYear(day));
            }
            if !seen.insert(day) {
                return Err(YearFault::Twice(day));
            }
            if one.special().is_none() {
                return Err(YearFault::Kind(day));
            }
            if one.name.as_ref().is_some_and(|name| name.chars().count() > NAME_CHARS_MAX) {
                return Err(YearFault::Name(day));
            }
        }
        Ok(())
    }
}

/// The years that come with Gongzhi: 2026 as the State Council announced it on 4 November 2025; 2027 with what the regulation
/// on public holidays fixes (its notice was not out), so without worked weekends.
///
/// # Panics
/// Never: a test reads the file.
#[must_use]
#[allow(clippy::expect_used, reason = "the file is part of the program")]
pub fn ready() -> Vec<Year> {
    serde_json::from_str(include_str!("china.json")).expect("the years in the program can be read")
}
