//! The code on the organiser's screen: it names the shift, whether one comes or goes, and the half minute in which it was
//! shown. Whoever has the key makes and checks it; what is here says what is signed and how long it holds.

use std::fmt;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::ids::ShiftId;

/// How long a code is shown, in seconds; it is taken for as long again.
pub const CHECK_SECONDS: i64 = 30;
/// Digits of the code that people type.
pub const SHORT_DIGITS: usize = 6;
const SHORT_RANGE: u32 = 1_000_000;
/// Longest text of a whole code, in characters.
const TEXT_CHARS_MAX: usize = 200;

/// Whether one comes or goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum CheckKind {
    /// One comes.
    In,
    /// One goes.
    Out,
}

impl CheckKind {
    /// Both.
    pub const ALL: [Self; 2] = [Self::In, Self::Out];

    /// Its name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::In => "in",
            Self::Out => "out",
        }
    }

    fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }
}

/// A half minute, counted from the beginning of 1970.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct CheckWindow(i64);

impl CheckWindow {
    /// The one that a moment lies in.
    #[must_use]
    pub const fn at(now: DateTime<Utc>) -> Self {
        Self(now.timestamp().div_euclid(CHECK_SECONDS))
    }

    /// The one before.
    #[must_use]
    pub const fn previous(self) -> Self {
        Self(self.0 - 1)
    }

    /// When the next one begins.
    #[must_use]
    pub fn ends_at(self) -> DateTime<Utc> {
        DateTime::from_timestamp((self.0 + 1).saturating_mul(CHECK_SECONDS), 0).unwrap_or_default()
    }

    /// Whether a code of this half minute is taken at `now`: while it is shown, and in the half minute after.
    #[must_use]
    pub fn holds_at(self, now: DateTime<Utc>) -> bool {
        let current = Self::at(now);
        self == current || self == current.previous()
    }
}

/// What a code says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CheckToken {
    /// Of which shift.
    pub shift: ShiftId,
    /// Whether one comes or goes.
    pub kind: CheckKind,
    /// In which half minute it was shown.
    pub window: CheckWindow,
}

/// What is signed: `<shift>.<in|out>.<window>`.
impl fmt::Display for CheckToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.shift.0.simple(), self.kind.as_str(), self.window.0)
    }
}

impl CheckToken {
    /// Reads what [`fmt::Display`] writes; `None` for anything else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('.');
        let (shift, kind, window) = (parts.next()?, parts.next()?, parts.next()?);
        let (shift, kind) = (Uuid::try_parse(shift).ok()?, CheckKind::parse(kind)?);
        let window = CheckWindow(window.parse().ok()?);
        parts.next().is_none().then_some(Self { shift: shift.into(), kind, window })
    }

    /// The digits that people type, of a signature of this token.
    #[must_use]
    pub fn short(signature: &[u8]) -> String {
        let number = signature.iter().take(4).fold(0_u32, |number, byte| number << 8 | u32::from(*byte));
        format!("{:06}", number % SHORT_RANGE)
    }
}

/// A code as somebody hands it in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CheckCode {
    /// Scanned: what it says, and its signature.
    Whole(CheckToken, String),
    /// Typed: its digits.
    Short(String),
}

impl CheckCode {
    /// Reads what was scanned (the whole address behind the picture, or its last part) or typed (blanks and hyphens
    /// between digits, and full-width digits, are fine).
    #[must_use]
    pub fn parse(raw: &str) -> Option<Self> {
        let text = raw.trim();
        if text.chars().count() > TEXT_CHARS_MAX {
            return None;
        }
        let last = text.rsplit('#').next().unwrap_or(text);
        if let Some((token, signature)) = last.rsplit_once('.') {
            return Some(Self::Whole(CheckToken::parse(token)?, signature.to_owned()));
        }
        let digits: Option<String> =
            last.chars().filter(|c| !c.is_whitespace() && *c != '-').map(digit).collect();
        digits.filter(|digits| digits.len() == SHORT_DIGITS).map(Self::Short)
    }
}

/// A digit, also one of full width, as an input method may write it.
fn digit(c: char) -> Option<char> {
    let plain = match c {
        '０'..='９' => char::from_u32(u32::from(c) - u32::from('０') + u32::from('0'))?,
        other => other,
    };
    plain.is_ascii_digit().then_some(plain)
}
