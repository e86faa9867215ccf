//! What a file says of itself.

use chrono::{DateTime, Datelike, FixedOffset, Timelike};
use krilla::metadata::{DateTime as PdfDate, Metadata};

use crate::PaperError;

/// What a file says of itself: title, language, date.
#[derive(Debug, Clone)]
pub struct Meta {
    pub(crate) title: String,
    language: String,
    created: DateTime<FixedOffset>,
}

impl Meta {
    /// A file of this title, in this language (a BCP 47 tag such as `zh-CN`), made at this time.
    pub fn new(
        title: impl Into<String>,
        language: impl Into<String>,
        created: impl Into<DateTime<FixedOffset>>,
    ) -> Self {
        Self { title: title.into(), language: language.into(), created: created.into() }
    }

    pub(crate) fn language(&self) -> &str {
        &self.language
    }

    pub(crate) fn check(&self) -> Result<(), PaperError> {
        if self.title.trim().is_empty() {
            return Err(PaperError::NoTitle);
        }
        let mut parts = self.language.split('-');
        let primary = parts
            .next()
            .is_some_and(|p| (2..=8).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_alphabetic()));
        let others =
            parts.all(|p| (1..=8).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_alphanumeric()));
        if primary && others { Ok(()) } else { Err(PaperError::Language(self.language.clone())) }
    }

    pub(crate) fn to_pdf(&self) -> Metadata {
        Metadata::new()
            .title(self.title_in_xml())
            .language(self.language.clone())
            .creator("Gongzhi".to_owned())
            .producer("Gongzhi".to_owned())
            .creation_date(self.date())
    }

    /// The title also stands in XML, which has no control characters.
    fn title_in_xml(&self) -> String {
        let allowed =
            |character: char| !character.is_control() && !matches!(character, '\u{fffe}' | '\u{ffff}');
        self.title.chars().map(|character| if allowed(character) { character } else { ' ' }).collect()
    }

    fn date(&self) -> PdfDate {
        let offset_minutes = self.created.offset().local_minus_utc() / 60;
        let small = |number: u32| u8::try_from(number).unwrap_or_default();
        PdfDate::new(u16::try_from(self.created.year()).unwrap_or_default())
            .month(small(self.created.month()))
            .day(small(self.created.day()))
            .hour(small(self.created.hour()))
            .minute(small(self.created.minute()))
            .second(small(self.created.second()))
            .utc_offset_hour(i8::try_from(offset_minutes / 60).unwrap_or_default())
            .utc_offset_minute(small(offset_minutes.unsigned_abs() % 60))
    }
}
