//! Cells side by side: table rows, facts, and with one cell, paragraphs.

use crate::fonts::Fonts;
use crate::script::is_chinese;
use crate::sheet::{Mark, Piece};
use crate::table::Align;
use crate::tags::Element;
use crate::text::{Line, Style, wrap};

/// A cell with its lines. Lengths in points.
#[derive(Debug, Clone)]
pub(crate) struct Cell {
    /// None for what repeats on each page and is read once.
    pub(crate) element: Option<Element>,
    pub(crate) x: f32,
    pub(crate) width: f32,
    pub(crate) align: Align,
    pub(crate) style: Style,
    pub(crate) lines: Vec<Line>,
    /// Whether spare width goes between the characters of Chinese lines, so that both edges are straight.
    pub(crate) justified: bool,
}

/// Where a cell is: its left edge and its width.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place {
    pub(crate) x: f32,
    pub(crate) width: f32,
}

impl Cell {
    /// A cell with a clean text, from the left.
    pub(crate) fn new(fonts: &Fonts, element: Element, text: &str, style: Style, place: Place) -> Self {
        Self {
            element: Some(element),
            x: place.x,
            width: place.width,
            align: Align::Left,
            lines: wrap(fonts, text, &style, place.width),
            style,
            justified: false,
        }
    }

    pub(crate) fn align(self, align: Align) -> Self {
        Self { align, ..self }
    }

    pub(crate) fn justified(self) -> Self {
        Self { justified: true, ..self }
    }

    /// Up to `count` lines from `start`, the first at `top`.
    fn pieces(&self, start: usize, count: usize, top: f32) -> impl Iterator<Item = Piece> + '_ {
        let mut y = top + self.style.ascent();
        self.lines.iter().skip(start).take(count).map(move |line| {
            let mark = self.mark(line, y);
            y += self.style.leading;
            Piece { element: self.element, marks: vec![mark], stamped: false }
        })
    }

    fn mark(&self, line: &Line, y: f32) -> Mark {
        let spare = (self.width - line.width).max(0.0);
        let x = match self.align {
            Align::Left => self.x,
            Align::Center => self.x + spare / 2.0,
            Align::Right => self.x + spare,
        };
        let mut style = self.style;
        if self.justified && line.goes_on && is_chinese(&line.text) {
            style.tracking += justification(line, spare / style.size);
        }
        Mark::Text { x, y, text: line.text.clone(), style }
    }
}

/// What to add after each character, in ems, so that the line fills its width; nothing if that would tear it apart.
fn justification(line: &Line, spare_ems: f32) -> f32 {
    let gaps = line.text.trim_end_matches(' ').chars().count().saturating_sub(1);
    let each = spare_ems / f32::from(u16::try_from(gaps).unwrap_or(u16::MAX)).max(1.0);
    if each <= JUSTIFICATION_EM_MAX { each } else { 0.0 }
}

/// Readers of PDF take wider gaps for spaces.
const JUSTIFICATION_EM_MAX: f32 = 0.08;

/// Cells side by side.
#[derive(Debug, Clone)]
pub(crate) struct Row {
    pub(crate) cells: Vec<Cell>,
    /// Space above and below the lines, each, in points.
    pub(crate) padding: f32,
}

impl Row {
    /// How many lines the highest cell has.
    pub(crate) fn lines(&self) -> usize {
        self.cells.iter().map(|cell| cell.lines.len()).max().unwrap_or(0)
    }

    /// The height of `count` lines with the padding.
    pub(crate) fn height_of(&self, count: usize) -> f32 {
        2.0 * self.padding + self.leading() * f32::from(u16::try_from(count).unwrap_or(u16::MAX))
    }

    pub(crate) fn height(&self) -> f32 {
        self.height_of(self.lines())
    }

    /// How many lines fit into `room`.
    pub(crate) fn lines_in(&self, room: f32) -> usize {
        (0..=self.lines()).rev().find(|count| self.height_of(*count) <= room).unwrap_or(0)
    }

    /// Up to `count` lines of each cell from `start`, the row's top at `top`.
    pub(crate) fn pieces(&self, start: usize, count: usize, top: f32) -> impl Iterator<Item = Piece> + '_ {
        self.cells.iter().flat_map(move |cell| cell.pieces(start, count, top + self.padding))
    }

    fn leading(&self) -> f32 {
        self.cells.iter().map(|cell| cell.style.leading).fold(0.0, f32::max)
    }
}
