//! What is on a page, before it is drawn. Points from the top left corner.

use krilla::geom::{Path, PathBuilder, Rect};

use crate::colour::Colour;
use crate::tags::Element;
use crate::text::Style;

/// One mark.
pub(crate) enum Mark {
    /// A line of text from `x` on the baseline `y`.
    Text { x: f32, y: f32, text: String, style: Style },
    /// A filled figure.
    Fill { path: Path, colour: Colour },
    /// A drawn figure.
    Stroke { path: Path, width: f32, colour: Colour },
    /// The outline of one character, turned by `degrees` around the middle of its baseline.
    Turned { x: f32, y: f32, degrees: f32, character: char, style: Style },
}

/// Marks that belong together: to an element of the structure, or to none when they are decoration.
pub(crate) struct Piece {
    pub(crate) element: Option<Element>,
    pub(crate) marks: Vec<Mark>,
    /// Whether what is below shines through, as through the ink of a stamp.
    pub(crate) stamped: bool,
}

/// One page.
#[derive(Default)]
pub(crate) struct Sheet {
    pub(crate) pieces: Vec<Piece>,
}

impl Sheet {
    /// Adds marks of an element.
    pub(crate) fn put(&mut self, element: Element, marks: Vec<Mark>) {
        self.pieces.push(Piece { element: Some(element), marks, stamped: false });
    }

    /// Adds decoration.
    pub(crate) fn decorate(&mut self, mark: Mark) {
        self.pieces.push(Piece { element: None, marks: vec![mark], stamped: false });
    }
}

/// A filled rectangle, which is also how rules are drawn.
pub(crate) fn rectangle(x: f32, y: f32, width: f32, height: f32, colour: Colour) -> Option<Mark> {
    Some(Mark::Fill { path: rectangle_path(x, y, width, height)?, colour })
}

/// The path of a rectangle; none if it is empty.
pub(crate) fn rectangle_path(x: f32, y: f32, width: f32, height: f32) -> Option<Path> {
    let mut builder = PathBuilder::new();
    builder.push_rect(Rect::from_xywh(x, y, width, height)?);
    builder.finish()
}
