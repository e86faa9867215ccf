//! Lines: how wide a text is, and how it wraps.

use crate::colour::{Colour, INK, MUTED};
use crate::fonts::{Face, Fonts, Weight};
use crate::linebreak;

/// How a text looks. Lengths in points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Style {
    pub(crate) weight: Weight,
    pub(crate) size: f32,
    pub(crate) leading: f32,
    pub(crate) colour: Colour,
    /// Space after each character, in ems.
    pub(crate) tracking: f32,
}

impl Style {
    const fn new(weight: Weight, size: f32, leading: f32, colour: Colour) -> Self {
        Self { weight, size, leading, colour, tracking: 0.0 }
    }

    pub(crate) const TITLE: Self = Self::new(Weight::Bold, 21.0, 30.0, INK);
    pub(crate) const SUBTITLE: Self = Self::new(Weight::Regular, 11.5, 18.0, MUTED);
    pub(crate) const HEADING: Self = Self::new(Weight::Bold, 13.0, 20.0, INK);
    pub(crate) const BODY: Self = Self::new(Weight::Regular, 10.5, 18.5, INK);
    pub(crate) const LABEL: Self = Self::new(Weight::Regular, 10.0, 17.0, MUTED);
    pub(crate) const VALUE: Self = Self::new(Weight::Regular, 10.0, 17.0, INK);
    pub(crate) const TABLE_HEADING: Self = Self::new(Weight::Bold, 9.0, 14.0, INK);
    pub(crate) const CELL: Self = Self::new(Weight::Regular, 9.0, 14.0, INK);
    pub(crate) const NOTE: Self = Self::new(Weight::Regular, 8.5, 13.5, MUTED);

    pub(crate) fn face<'a>(&self, fonts: &'a Fonts) -> &'a Face {
        fonts.face(self.weight)
    }

    /// How far below the top of its line the text stands: the letters are in the middle of the leading.
    pub(crate) fn ascent(&self) -> f32 {
        // From the baseline, ideographs reach 0.88 em up and 0.12 em down.
        (self.leading - self.size) / 2.0 + 0.88 * self.size
    }

    /// How wide the line is, without the spaces at its end.
    pub(crate) fn width(&self, fonts: &Fonts, line: &str) -> f32 {
        let face = self.face(fonts);
        let line = line.trim_end_matches(' ');
        let advances: f32 = line.chars().map(|c| (face.advance(c) + self.tracking) * self.size).sum();
        if line.is_empty() { 0.0 } else { advances - self.tracking * self.size }
    }
}

/// One line of a text.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Line {
    pub(crate) text: String,
    /// Without the spaces at its end.
    pub(crate) width: f32,
    /// Whether the paragraph goes on in the next line.
    pub(crate) goes_on: bool,
}

/// Breaks a clean text into lines of at most `width`, and at line feeds. There is at least one line.
pub(crate) fn wrap(fonts: &Fonts, text: &str, style: &Style, width: f32) -> Vec<Line> {
    let mut lines = Vec::new();
    for paragraph in text.split('\n') {
        let first = lines.len();
        wrap_paragraph(fonts, paragraph, style, width, &mut lines);
        let last = lines.len() - 1;
        lines[first..last].iter_mut().for_each(|line| line.goes_on = true);
    }
    lines
}

fn wrap_paragraph(fonts: &Fonts, paragraph: &str, style: &Style, width: f32, lines: &mut Vec<Line>) {
    let mut current = String::new();
    // The width of `current` with the spaces at its end: adding to it saves measuring the line anew for each piece.
    let mut used = 0.0;
    let mut finish = |current: &mut String| {
        let text = std::mem::take(current);
        lines.push(Line { width: style.width(fonts, &text), text, goes_on: false });
    };
    let mut start = 0;
    for end in linebreak::opportunities(paragraph) {
        let piece = &paragraph[start..end];
        start = end;
        let visible = style.width(fonts, piece);
        if !current.is_empty() && used + visible > width {
            finish(&mut current);
            used = 0.0;
        }
        if visible <= width {
            current.push_str(piece);
            used += advances(fonts, piece, style);
        } else {
            // No line holds this piece: it breaks anywhere.
            for character in piece.chars() {
                let advance = advances(fonts, character.encode_utf8(&mut [0; 4]), style);
                if !current.is_empty() && character != ' ' && used + advance > width {
                    finish(&mut current);
                    used = 0.0;
                }
                current.push(character);
                used += advance;
            }
        }
    }
    finish(&mut current);
}

fn advances(fonts: &Fonts, text: &str, style: &Style) -> f32 {
    text.chars().map(|c| (style.face(fonts).advance(c) + style.tracking) * style.size).sum()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn lines(text: &str, width: f32) -> Vec<String> {
        let fonts = Fonts::load().unwrap();
        wrap(&fonts, text, &Style::BODY, width).into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn no_line_starts_with_a_comma() {
        // Four ideographs of 10.5 points fit; the comma would be the fifth.
        assert_eq!(lines("一二三四，五", 43.0), ["一二三", "四，五"]);
    }

    #[test]
    fn an_unbroken_word_longer_than_the_line_breaks_anywhere() {
        let word = "a".repeat(100);
        let lines = lines(&word, 60.0);
        assert!(lines.len() > 5);
        assert_eq!(lines.concat(), word);
    }

    #[test]
    fn a_line_feed_ends_a_line_and_an_empty_text_is_one_line() {
        assert_eq!(lines("甲\n\n乙", 100.0), ["甲", "", "乙"]);
        assert_eq!(lines("", 100.0), [""]);
    }

    proptest! {
        #[test]
        fn wrapping_loses_nothing_and_keeps_to_the_width(
            text in "[一-十，。“”a-z0-9 ]{0,120}", width in 20.0f32..300.0
        ) {
            let fonts = Fonts::load().unwrap();
            let lines = wrap(&fonts, &text, &Style::BODY, width);
            prop_assert_eq!(lines.iter().map(|line| line.text.as_str()).collect::<String>(), text);
            prop_assert!(lines.iter().all(|line| line.width <= width + 0.01));
        }
    }
}
