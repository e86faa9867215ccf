//! Certificates: one landscape page.

mod border;
mod layout;

use std::collections::BTreeSet;

use crate::draw::draw;
use crate::fonts::Fonts;
use crate::{Meta, PaperError, Rendered, limits};

/// A certificate on one landscape A4 page: a double border, a large title, the text, who issued it with a round
/// seal, and a QR code by which it can be checked.
///
/// The seal is decoration that anybody can draw: what proves a certificate is its number, looked up at its issuer.
#[derive(Debug, Clone)]
pub struct Certificate {
    meta: Meta,
    issuer: String,
    number: Option<String>,
    addressee: Option<String>,
    paragraphs: Vec<String>,
    date: Option<String>,
    verification: Option<(String, String)>,
    seal: bool,
    replace_missing: bool,
}

/// The texts as they are drawn.
struct Texts {
    title: String,
    issuer: String,
    number: Option<String>,
    addressee: Option<String>,
    paragraphs: Vec<String>,
    date: Option<String>,
    caption: Option<String>,
    address: Option<String>,
}

impl Certificate {
    /// A certificate with the title of the file as its large title, such as 荣誉证书, and a seal with the issuer's name.
    pub fn new(meta: Meta, issuer: impl Into<String>) -> Self {
        Self {
            meta,
            issuer: issuer.into(),
            number: None,
            addressee: None,
            paragraphs: Vec::new(),
            date: None,
            verification: None,
            seal: true,
            replace_missing: false,
        }
    }

    /// The line under the title, such as "编号：GZ-2025-0001".
    #[must_use]
    pub fn number(self, text: impl Into<String>) -> Self {
        Self { number: Some(text.into()), ..self }
    }

    /// Whom it addresses, above the text: "张三同志：".
    #[must_use]
    pub fn addressee(self, text: impl Into<String>) -> Self {
        Self { addressee: Some(text.into()), ..self }
    }

    /// Adds a paragraph; the first line of a Chinese one is indented.
    #[must_use]
    pub fn paragraph(mut self, text: impl Into<String>) -> Self {
        self.paragraphs.push(text.into());
        self
    }

    /// The date, as it is written under the issuer.
    #[must_use]
    pub fn date(self, text: impl Into<String>) -> Self {
        Self { date: Some(text.into()), ..self }
    }

    /// A QR code of this address, with a caption and the address under it.
    #[must_use]
    pub fn verification(self, address: impl Into<String>, caption: impl Into<String>) -> Self {
        Self { verification: Some((address.into(), caption.into())), ..self }
    }

    /// The same without a seal, for an issuer who stamps by hand.
    #[must_use]
    pub fn without_seal(self) -> Self {
        Self { seal: false, ..self }
    }

    /// Draws [`MISSING`](crate::MISSING) for characters that the fonts lack, instead of refusing: a certificate with
    /// a name that is not quite right is otherwise not made.
    #[must_use]
    pub fn replace_missing(self) -> Self {
        Self { replace_missing: true, ..self }
    }

    /// Makes the file.
    ///
    /// # Errors
    /// [`PaperError::Missing`] for characters that the fonts lack, unless they are replaced;
    /// [`PaperError::DoesNotFit`] for texts too long for the page; an empty title or issuer, or an invalid language.
    pub fn render(&self) -> Result<Rendered, PaperError> {
        self.meta.check()?;
        let fonts = Fonts::load()?;
        let mut missing = BTreeSet::new();
        let texts = self.texts(&fonts, &mut missing)?;
        if texts.title.trim().is_empty() {
            return Err(PaperError::NoTitle);
        }
        if texts.issuer.trim().is_empty() {
            return Err(PaperError::NoIssuer);
        }
        let missing: Vec<char> = missing.into_iter().collect();
        if !missing.is_empty() && !self.replace_missing {
            return Err(PaperError::Missing(missing));
        }
        let composed = layout::compose(&fonts, self, &texts)?;
        let pages = composed.sheets.len();
        Ok(Rendered { pdf: draw(&self.meta, &fonts, composed)?, pages, missing })
    }

    fn texts(&self, fonts: &Fonts, missing: &mut BTreeSet<char>) -> Result<Texts, PaperError> {
        let mut one = |text: &str| fonts.clean(text, limits::TEXT_CHARS_MAX, missing);
        let mut line = |text: &str| one(text).map(|text| text.replace('\n', " "));
        let mut maybe = |text: Option<&String>| text.map(|text| line(text)).transpose();
        Ok(Texts {
            number: maybe(self.number.as_ref())?,
            addressee: maybe(self.addressee.as_ref())?,
            date: maybe(self.date.as_ref())?,
            caption: maybe(self.verification.as_ref().map(|(_, caption)| caption))?,
            address: maybe(self.verification.as_ref().map(|(address, _)| address))?,
            title: line(&self.meta.title)?,
            issuer: line(&self.issuer)?,
            paragraphs: self.paragraphs.iter().map(|text| one(text)).collect::<Result<_, _>>()?,
        })
    }
}
