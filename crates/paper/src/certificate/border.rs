//! The double border of a certificate.

use krilla::geom::PathBuilder;

use crate::colour::VERMILION;
use crate::sheet::{Mark, rectangle_path};

/// From the edge of the page to the outer line.
const OUTER: f32 = 26.0;
const OUTER_LINE: f32 = 3.0;
/// From the edge of the page to the inner line.
const INNER: f32 = 35.0;
const INNER_LINE: f32 = 0.8;
/// How far the corners of the inner line step in.
const STEP: f32 = 16.0;
/// The square in each corner.
const SQUARE: f32 = 7.0;

/// Two lines around a page of this size; the inner one steps in at its corners around a small square.
pub(super) fn marks(width: f32, height: f32) -> Vec<Mark> {
    let mut marks = Vec::new();
    let outer = rectangle_path(OUTER, OUTER, width - 2.0 * OUTER, height - 2.0 * OUTER);
    marks.extend(outer.map(|path| Mark::Stroke { path, width: OUTER_LINE, colour: VERMILION }));

    let (left, top, right, bottom) = (INNER, INNER, width - INNER, height - INNER);
    let mut builder = PathBuilder::new();
    builder.move_to(left + STEP, top);
    for (x, y) in [
        (right - STEP, top),
        (right - STEP, top + STEP),
        (right, top + STEP),
        (right, bottom - STEP),
        (right - STEP, bottom - STEP),
        (right - STEP, bottom),
        (left + STEP, bottom),
        (left + STEP, bottom - STEP),
        (left, bottom - STEP),
        (left, top + STEP),
        (left + STEP, top + STEP),
    ] {
        builder.line_to(x, y);
    }
    builder.close();
    marks.extend(builder.finish().map(|path| Mark::Stroke { path, width: INNER_LINE, colour: VERMILION }));

    let inset = (STEP - SQUARE) / 2.0;
    for x in [left + inset, right - inset - SQUARE] {
        for y in [top + inset, bottom - inset - SQUARE] {
            let square = rectangle_path(x, y, SQUARE, SQUARE);
            marks.extend(square.map(|path| Mark::Stroke { path, width: INNER_LINE, colour: VERMILION }));
        }
    }
    marks
}
