//! The colours of papers.

use krilla::color::rgb;
use krilla::paint::{Fill, Paint, Stroke};

/// Red, green and blue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Colour(u8, u8, u8);

/// Text.
pub(crate) const INK: Colour = Colour(0x1f, 0x1d, 0x1a);
/// Labels, notes and page numbers: still 5:1 on white.
pub(crate) const MUTED: Colour = Colour(0x6b, 0x65, 0x5c);
/// Rules between rows.
pub(crate) const HAIRLINE: Colour = Colour(0xdd, 0xd7, 0xcc);
/// The rule under a title and under a table's heading.
pub(crate) const JADE: Colour = Colour(0x1f, 0x6f, 0x5c);
/// Seals, and the border of a certificate.
pub(crate) const VERMILION: Colour = Colour(0xb3, 0x26, 0x1e);

impl Colour {
    /// Fills with the colour.
    pub(crate) fn fill(self) -> Fill {
        Fill { paint: self.paint(), ..Fill::default() }
    }

    /// Draws lines of this width, in points, with the colour.
    pub(crate) fn stroke(self, width: f32) -> Stroke {
        Stroke { paint: self.paint(), width, ..Stroke::default() }
    }

    fn paint(self) -> Paint {
        rgb::Color::new(self.0, self.1, self.2).into()
    }
}
