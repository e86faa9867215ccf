//! A round seal: a ring, a five-pointed star, and the issuer's name along the arc.

use std::f32::consts::PI;

use krilla::geom::{Path, PathBuilder};

use crate::PaperError;
use crate::colour::VERMILION;
use crate::fonts::{Fonts, Weight};
use crate::sheet::Mark;
use crate::text::Style;

/// 38 mm across.
pub(crate) const RADIUS: f32 = 54.0;
const RING: f32 = 2.8;
/// Between the ring and the heads of the characters.
const GAP: f32 = 4.0;
const STAR: f32 = 17.0;
/// How much of the circle the name may take; the foot stays free.
const ARC: f32 = 226.0 / 180.0 * PI;
/// Sizes of the name, in half points: the largest that fits is taken.
const NAME_HALF_POINTS: std::ops::RangeInclusive<u8> = 10..=28;
/// Names of few characters stand further apart, up to this many times their width.
const STRETCH_MAX: f32 = 1.4;

/// The marks of a seal around this centre. The name is drawn as outlines: it is a picture, and the text beside it says who issued.
///
/// # Errors
/// [`PaperError::DoesNotFit`] if the name is too long for the arc.
pub(crate) fn marks(fonts: &Fonts, name: &str, x: f32, y: f32) -> Result<Vec<Mark>, PaperError> {
    let ring =
        circle(x, y, RADIUS - RING / 2.0).map(|path| Mark::Stroke { path, width: RING, colour: VERMILION });
    let star = star(x, y, STAR).map(|path| Mark::Fill { path, colour: VERMILION });
    let mut marks: Vec<Mark> = ring.into_iter().chain(star).collect();
    marks.extend(name_marks(fonts, name, x, y)?);
    Ok(marks)
}

fn name_marks(fonts: &Fonts, name: &str, x: f32, y: f32) -> Result<Vec<Mark>, PaperError> {
    let face = fonts.face(Weight::Bold);
    let ems: f32 = name.chars().map(|character| face.advance(character)).sum();
    let fits = |size: &f32| ems * size * 1.04 <= ARC * baseline_radius(*size);
    let size =
        NAME_HALF_POINTS.rev().map(|half| f32::from(half) / 2.0).find(fits).ok_or(PaperError::DoesNotFit)?;
    let radius = baseline_radius(size);
    let stretch = (ARC * radius / (ems * size).max(1.0)).min(STRETCH_MAX);
    let style = Style { weight: Weight::Bold, size, leading: size, colour: VERMILION, tracking: 0.0 };

    let mut angle = -ems * size * stretch / radius / 2.0;
    let mut marks = Vec::new();
    for character in name.chars() {
        let half = face.advance(character) * size * stretch / radius / 2.0;
        angle += half;
        if character != ' ' {
            marks.push(Mark::Turned {
                x: x + radius * angle.sin(),
                y: y - radius * angle.cos(),
                degrees: angle.to_degrees(),
                character,
                style,
            });
        }
        angle += half;
    }
    Ok(marks)
}

/// Where the characters stand so that their heads keep their distance from the ring.
fn baseline_radius(size: f32) -> f32 {
    RADIUS - RING - GAP - 0.88 * size
}

fn circle(x: f32, y: f32, radius: f32) -> Option<Path> {
    // How long the handles of a quarter circle are.
    let handle = 0.552_285 * radius;
    let mut builder = PathBuilder::new();
    builder.move_to(x + radius, y);
    builder.cubic_to(x + radius, y + handle, x + handle, y + radius, x, y + radius);
    builder.cubic_to(x - handle, y + radius, x - radius, y + handle, x - radius, y);
    builder.cubic_to(x - radius, y - handle, x - handle, y - radius, x, y - radius);
    builder.cubic_to(x + handle, y - radius, x + radius, y - handle, x + radius, y);
    builder.close();
    builder.finish()
}

fn star(x: f32, y: f32, radius: f32) -> Option<Path> {
    // The inner corners of a pentagram.
    let inner = 0.381_966 * radius;
    let mut builder = PathBuilder::new();
    for corner in 0..10u8 {
        let angle = PI / 5.0 * f32::from(corner);
        let radius = if corner % 2 == 0 { radius } else { inner };
        let (corner_x, corner_y) = (x + radius * angle.sin(), y - radius * angle.cos());
        if corner == 0 {
            builder.move_to(corner_x, corner_y);
        } else {
            builder.line_to(corner_x, corner_y);
        }
    }
    builder.close();
    builder.finish()
}
