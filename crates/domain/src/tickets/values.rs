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

/// Why something does not show that a matter is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EvidenceError {
    /// There is no photo, and matters of this kind need one.
    #[error("a photo has to show that it is done")]
    PhotoMissing,
    /// There is neither a photo nor a word.
    #[error("say or show what was done")]
    Missing,
    /// A photo twice, or more than [`Evidence::PHOTOS_MAX`].
    #[error("each photo once, and at most {}", Evidence::PHOTOS_MAX)]
    Photos,
}

/// What shows what was done: photos, and for kinds of matters that do not need one, words alone. There is always something:
/// nothing closes by a bare press.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence(Vec<PhotoId>);

impl Evidence {
    /// Most photos.
    pub const PHOTOS_MAX: usize = 6;

    /// Checks what is shown and said, where the kind of matter needs a photo or does not.
    ///
    /// # Errors
    /// [`EvidenceError`].
    pub fn new(
        photos: Vec<PhotoId>,
        said: Option<&TicketText>,
        photo_required: bool,
    ) -> Result<Self, EvidenceError> {
        let twice = photos.iter().enumerate().any(|(at, photo)| photos[..at].contains(photo));
        match (photos.is_empty(), said) {
            _ if twice || photos.len() > Self::PHOTOS_MAX => Err(EvidenceError::Photos),
            (true, _) if photo_required => Err(EvidenceError::PhotoMissing),
            (true, None) => Err(EvidenceError::Missing),
            _ => Ok(Self(photos)),
        }
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
    fn evidence_is_never_nothing_and_names_no_photo_twice() {
        let photo = |n: u128| PhotoId(Uuid::from_u128(n));
        let words = TicketText::new("已上门说明").unwrap();
        let of = |photos: Vec<PhotoId>, said, required| Evidence::new(photos, said, required).map(drop);
        assert_eq!(of(vec![], Some(&words), true), Err(EvidenceError::PhotoMissing));
        assert_eq!(of(vec![], Some(&words), false), Ok(()));
        assert_eq!(of(vec![], None, false), Err(EvidenceError::Missing));
        assert_eq!(of(vec![photo(1)], None, true), Ok(()));
        for required in [true, false] {
            assert_eq!(of(vec![photo(1), photo(1)], None, required), Err(EvidenceError::Photos));
            assert_eq!(of((0..7).map(photo).collect(), None, required), Err(EvidenceError::Photos));
            assert_eq!(of((0..6).map(photo).collect(), None, required), Ok(()));
        }
    }

    #[test]
    fn a_rating_is_one_to_five() {
        assert_eq!((0..=6).filter(|n| Rating::new(*n).is_ok()).count(), 5);
    }
}
