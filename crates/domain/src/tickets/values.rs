//! What people write and send, checked once at the border.

use serde::{Deserialize, Serialize};

use crate::ids::PhotoId;

/// Why a value cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ValueError {
    /// See [`TicketText::new`].
    #[error("a text has 1 to 2000 characters")]
    Text,
    /// See [`Rating::new`].
    #[error("a rating is 1 to 5")]
    Rating,
    /// See [`Evidence::new`].
    #[error("evidence is 1 to 6 photos, each once")]
    Evidence,
}

/// What somebody wrote: trimmed, 1 to 2000 characters, no control characters but line breaks and tabs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct TicketText(String);

impl TicketText {
    /// Longest text, in characters.
    pub const CHARS_MAX: usize = 2000;

    /// Trims and checks a raw text; line ends become `\n`.
    ///
    /// # Errors
    /// [`ValueError::Text`] where it is empty, too long or has control characters.
    pub fn new(raw: &str) -> Result<Self, ValueError> {
        let text = raw.trim().replace("\r\n", "\n");
        let control = |c: char| c.is_control() && !matches!(c, '\n' | '\t');
        let good = (1..=Self::CHARS_MAX).contains(&text.chars().count()) && !text.chars().any(control);
        if good { Ok(Self(text)) } else { Err(ValueError::Text) }
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// How content the reporter is, 1 (not at all) to 5 (fully).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Rating(u8);

impl Rating {
    /// From this rating on a reporter counts as satisfied in the third rate.
    pub const SATISFIED_MIN: Self = Self(4);

    /// Checks a raw rating.
    ///
    /// # Errors
    /// [`ValueError::Rating`] outside 1 to 5.
    pub fn new(raw: u8) -> Result<Self, ValueError> {
        if (1..=5).contains(&raw) { Ok(Self(raw)) } else { Err(ValueError::Rating) }
    }

    /// The number.
    #[must_use]
    pub const fn get(self) -> u8 {
        self.0
    }
}

/// Photos that show what was done. There is always at least one: nothing closes on a bare word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence(Vec<PhotoId>);

impl Evidence {
    /// Most photos.
    pub const PHOTOS_MAX: usize = 6;

    /// Checks a list of photos.
    ///
    /// # Errors
    /// [`ValueError::Evidence`] where there is none, one twice, or more than [`Self::PHOTOS_MAX`].
    pub fn new(photos: Vec<PhotoId>) -> Result<Self, ValueError> {
        let twice = photos.iter().enumerate().any(|(at, photo)| photos[..at].contains(photo));
        let good = (1..=Self::PHOTOS_MAX).contains(&photos.len()) && !twice;
        if good { Ok(Self(photos)) } else { Err(ValueError::Evidence) }
    }

    /// The photos in their order.
    #[must_use]
    pub fn photos(&self) -> &[PhotoId] {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn a_text_is_trimmed_and_bounded() {
        assert_eq!(TicketText::new(" 路灯不亮\r\n三天了 ").unwrap().as_str(), "路灯不亮\n三天了");
        assert!(TicketText::new(&"灯".repeat(2000)).is_ok());
        for bad in ["", " \n ", "a\u{0}b", &"灯".repeat(2001)] {
            assert_eq!(TicketText::new(bad), Err(ValueError::Text));
        }
    }

    #[test]
    fn evidence_is_never_empty_and_names_no_photo_twice() {
        let photo = |n: u128| PhotoId(Uuid::from_u128(n));
        assert_eq!(Evidence::new(vec![]), Err(ValueError::Evidence));
        assert_eq!(Evidence::new(vec![photo(1), photo(1)]), Err(ValueError::Evidence));
        assert_eq!(Evidence::new((0..7).map(photo).collect()), Err(ValueError::Evidence));
        assert!(Evidence::new((0..6).map(photo).collect()).is_ok());
    }

    #[test]
    fn a_rating_is_one_to_five() {
        assert_eq!((0..=6).filter(|n| Rating::new(*n).is_ok()).count(), 5);
    }
}
