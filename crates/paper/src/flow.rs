//! Pages that fill from the top.

use std::collections::BTreeSet;

use crate::colour::Colour;
use crate::draw::{Bookmark, Composed};
use crate::fonts::Fonts;
use crate::limits;
use crate::row::{Place, Row};
use crate::sheet::{Mark, Sheet, rectangle};
use crate::tags::Structure;
use crate::{Orientation, PaperError};

/// Space left and right of the text.
const MARGIN: f32 = 60.0;
/// Space above the text.
const MARGIN_TOP: f32 = 62.0;
/// Space below the text; the footer is in it.
const MARGIN_BOTTOM: f32 = 74.0;

/// Pages that fill from the top. Lengths in points.
pub(crate) struct Flow<'a> {
    pub(crate) fonts: &'a Fonts,
    pub(crate) missing: BTreeSet<char>,
    pub(crate) structure: Structure,
    size: (f32, f32),
    sheets: Vec<Sheet>,
    bookmarks: Vec<Bookmark>,
    y: f32,
}

impl<'a> Flow<'a> {
    pub(crate) fn new(fonts: &'a Fonts, orientation: Orientation) -> Self {
        Self {
            fonts,
            missing: BTreeSet::new(),
            structure: Structure::default(),
            size: orientation.size(),
            sheets: vec![Sheet::default()],
            bookmarks: Vec::new(),
            y: MARGIN_TOP,
        }
    }

    /// The text as it is drawn.
    ///
    /// # Errors
    /// [`PaperError::Text`] if it is too long.
    pub(crate) fn clean(&mut self, text: &str) -> Result<String, PaperError> {
        self.fonts.clean(text, limits::TEXT_CHARS_MAX, &mut self.missing)
    }

    /// A title or a heading as it is drawn.
    ///
    /// # Errors
    /// [`PaperError::Text`] if it is too long.
    pub(crate) fn clean_heading(&mut self, text: &str) -> Result<String, PaperError> {
        self.fonts.clean(text, limits::HEADING_CHARS_MAX, &mut self.missing)
    }

    /// The whole width of the text.
    pub(crate) fn column(&self) -> Place {
        Place { x: MARGIN, width: self.size.0 - 2.0 * MARGIN }
    }

    pub(crate) fn y(&self) -> f32 {
        self.y
    }

    /// What is left of the page.
    pub(crate) fn room(&self) -> f32 {
        self.size.1 - MARGIN_BOTTOM - self.y
    }

    /// What an empty page holds.
    pub(crate) fn page_height(&self) -> f32 {
        self.size.1 - MARGIN_BOTTOM - MARGIN_TOP
    }

    fn at_top(&self) -> bool {
        self.y <= MARGIN_TOP
    }

    /// Leaves space, but none at the top of a page.
    pub(crate) fn space(&mut self, height: f32) {
        if !self.at_top() {
            self.y += height;
        }
    }

    /// Starts a page unless `height` fits on this one. Returns whether it did.
    pub(crate) fn need(&mut self, height: f32) -> Result<bool, PaperError> {
        if height <= self.room() || self.at_top() {
            return Ok(false);
        }
        self.new_page()?;
        Ok(true)
    }

    fn new_page(&mut self) -> Result<(), PaperError> {
        if self.sheets.len() >= limits::PAGES_MAX {
            return Err(PaperError::Pages);
        }
        self.sheets.push(Sheet::default());
        self.y = MARGIN_TOP;
        Ok(())
    }

    pub(crate) fn sheet(&mut self) -> &mut Sheet {
        // There is always a page, from `new` on.
        let last = self.sheets.len() - 1;
        &mut self.sheets[last]
    }

    pub(crate) fn bookmark(&mut self, text: String) {
        self.bookmarks.push(Bookmark { text, page: self.sheets.len() - 1, y: self.y });
    }

    /// Draws a rule at this height.
    pub(crate) fn rule(&mut self, place: Place, width: f32, colour: Colour) {
        let y = self.y - width / 2.0;
        if let Some(mark) = rectangle(place.x, y, place.width, width, colour) {
            self.sheet().decorate(mark);
        }
    }

    /// Draws lines that may go on over the next page, two or more at a time.
    pub(crate) fn lines(&mut self, row: &Row) -> Result<(), PaperError> {
        self.need(row.height_of(row.lines().min(2)))?;
        self.split(row, |_| Ok(()))
    }

    /// Draws a row that stays in one piece unless it is higher than `page_room`. `on_page` draws what is at the top of
    /// each page that the row begins or goes on.
    pub(crate) fn whole(
        &mut self,
        row: &Row,
        page_room: f32,
        mut on_page: impl FnMut(&mut Self) -> Result<(), PaperError>,
    ) -> Result<(), PaperError> {
        let least = if row.height() > page_room { row.height_of(row.lines().min(2)) } else { row.height() };
        if self.need(least)? {
            on_page(self)?;
        }
        self.split(row, on_page)
    }

    fn split(
        &mut self,
        row: &Row,
        mut on_page: impl FnMut(&mut Self) -> Result<(), PaperError>,
    ) -> Result<(), PaperError> {
        let lines = row.lines();
        let mut start = 0;
        while start < lines {
            // At least one, or a line higher than a page would never end.
            let fitting = row.lines_in(self.room()).clamp(1, lines - start);
            let top = self.y;
            let pieces: Vec<_> = row.pieces(start, fitting, top).collect();
            self.sheet().pieces.extend(pieces);
            self.y += row.height_of(fitting);
            start += fitting;
            if start < lines {
                self.new_page()?;
                on_page(self)?;
            }
        }
        Ok(())
    }

    /// Moves down.
    pub(crate) fn advance(&mut self, height: f32) {
        self.y += height;
    }

    /// The pages, with the marks that `footer` gives for each: page, pages, and the baseline of the footer.
    pub(crate) fn finish(
        mut self,
        mut footer: impl FnMut(&mut Self, usize, usize, f32) -> Result<Vec<Mark>, PaperError>,
    ) -> Result<(Composed, Vec<char>), PaperError> {
        let pages = self.sheets.len();
        let baseline = self.size.1 - MARGIN_BOTTOM / 2.0;
        for page in 0..pages {
            for mark in footer(&mut self, page + 1, pages, baseline)? {
                self.sheets[page].decorate(mark);
            }
        }
        let composed = Composed {
            size: self.size,
            sheets: self.sheets,
            structure: self.structure,
            bookmarks: self.bookmarks,
        };
        Ok((composed, self.missing.into_iter().collect()))
    }
}
