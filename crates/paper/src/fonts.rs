//! The embedded fonts: which character is which glyph, and how wide.

use std::collections::BTreeSet;

use krilla::text::{Font, GlyphId, KrillaGlyph};
use skrifa::charmap::Charmap;
use skrifa::instance::{LocationRef, Size};
use skrifa::metrics::GlyphMetrics;
use skrifa::{FontRef, MetadataProvider};

use crate::PaperError;

/// Stands for a character that the fonts lack: the geta mark, a printer's sign for exactly that.
pub const MISSING: char = '〓';

static REGULAR: &[u8] = include_bytes!("../fonts/NotoSansSC-Regular.otf");
static BOLD: &[u8] = include_bytes!("../fonts/NotoSansSC-Bold.otf");

/// How heavy a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Weight {
    Regular,
    Bold,
}

/// Both weights.
pub(crate) struct Fonts {
    regular: Face,
    bold: Face,
}

/// One weight.
pub(crate) struct Face {
    pub(crate) krilla: Font,
    charmap: Charmap<'static>,
    metrics: GlyphMetrics<'static>,
    units_per_em: f32,
}

impl Fonts {
    pub(crate) fn load() -> Result<Self, PaperError> {
        Ok(Self { regular: Face::load(REGULAR)?, bold: Face::load(BOLD)? })
    }

    pub(crate) fn face(&self, weight: Weight) -> &Face {
        match weight {
            Weight::Regular => &self.regular,
            Weight::Bold => &self.bold,
        }
    }

    /// The text as it is drawn; what the fonts lack becomes [`MISSING`] and is added to `missing`.
    /// Line feeds stay.
    ///
    /// # Errors
    /// [`PaperError::Text`] if it has more than `chars_max` characters.
    pub(crate) fn clean(
        &self,
        raw: &str,
        chars_max: usize,
        missing: &mut BTreeSet<char>,
    ) -> Result<String, PaperError> {
        let chars = raw.chars().count();
        if chars > chars_max {
            return Err(PaperError::Text { chars, chars_max });
        }
        let mut text = String::with_capacity(raw.len());
        for character in raw.replace("\r\n", "\n").chars() {
            match character {
                '\n' => text.push('\n'),
                '\t' => text.push(' '),
                '\r' | '\u{2028}' | '\u{2029}' => text.push('\n'),
                _ if has_no_ink(character) => {}
                // Both weights have the same characters, see `tests/it/fonts.rs`.
                _ if self.regular.has(character) => text.push(character),
                _ => {
                    missing.insert(character);
                    text.push(MISSING);
                }
            }
        }
        Ok(text)
    }
}

impl Face {
    fn load(data: &'static [u8]) -> Result<Self, PaperError> {
        let font = FontRef::new(data).map_err(|_| PaperError::Fonts)?;
        let location = LocationRef::default();
        let krilla = Font::new(data.into(), 0).ok_or(PaperError::Fonts)?;
        Ok(Self {
            units_per_em: krilla.units_per_em(),
            krilla,
            charmap: font.charmap(),
            metrics: font.glyph_metrics(Size::unscaled(), location),
        })
    }

    fn has(&self, character: char) -> bool {
        self.charmap.map(character).is_some_and(|glyph| glyph.to_u32() != 0)
    }

    /// How wide the character is, in ems.
    pub(crate) fn advance(&self, character: char) -> f32 {
        let glyph = self.charmap.map(character).unwrap_or_default();
        self.metrics.advance_width(glyph).unwrap_or(self.units_per_em) / self.units_per_em
    }

    /// The glyphs of a line, with `tracking` (in ems) after each.
    pub(crate) fn glyphs(&self, line: &str, tracking: f32) -> Vec<KrillaGlyph> {
        line.char_indices()
            .map(|(at, character)| {
                let id = GlyphId::new(self.charmap.map(character).unwrap_or_default().to_u32());
                let range = at..at + character.len_utf8();
                KrillaGlyph::new(id, self.advance(character) + tracking, 0.0, 0.0, 0.0, range, None)
            })
            .collect()
    }
}

/// Soft hyphens, zero-width characters and variation selectors: there is nothing of them to draw.
fn has_no_ink(character: char) -> bool {
    matches!(character, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{e0100}'..='\u{e01ef}')
}
