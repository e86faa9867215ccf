//! Draws pages as PDF.

use krilla::blend::BlendMode;
use krilla::configure::{Accessibility, Archival, ConfigurationBuilder};
use krilla::destination::XyzDestination;
use krilla::error::KrillaError;
use krilla::geom::{Point, Transform};
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag, SpanTag};
use krilla::{Document, SerializeSettings};

use crate::fonts::Fonts;
use crate::sheet::{Mark, Piece, Sheet};
use crate::tags::Structure;
use crate::text::Style;
use crate::{Meta, PaperError};

/// A heading in the outline of the file.
#[derive(Debug)]
pub(crate) struct Bookmark {
    pub(crate) text: String,
    pub(crate) page: usize,
    pub(crate) y: f32,
}

/// All that a file is made of.
pub(crate) struct Composed {
    /// Width and height of the pages.
    pub(crate) size: (f32, f32),
    pub(crate) sheets: Vec<Sheet>,
    pub(crate) structure: Structure,
    pub(crate) bookmarks: Vec<Bookmark>,
}

/// Writes the file.
pub(crate) fn draw(meta: &Meta, fonts: &Fonts, mut composed: Composed) -> Result<Vec<u8>, PaperError> {
    let configuration = ConfigurationBuilder::new()
        .with_archival_validator(Archival::A2_A)
        .with_accessibility_validator(Accessibility::UA1)
        .finish()
        .map_err(|error| PaperError::Writer(format!("{error:?}")))?;
    let mut document =
        Document::new_with(SerializeSettings { configuration, ..SerializeSettings::default() });
    document.set_metadata(meta.to_pdf());
    document.set_outline(outline(&composed.bookmarks));
    let (width, height) = composed.size;
    let settings = PageSettings::from_wh(width, height)
        .ok_or_else(|| PaperError::Writer("a page has no size".to_owned()))?;
    for sheet in &composed.sheets {
        let mut page = document.start_page_with(settings.clone());
        let mut surface = page.surface();
        for piece in &sheet.pieces {
            draw_piece(&mut surface, fonts, piece, &mut composed.structure);
        }
        surface.finish();
        page.finish();
    }
    document.set_tag_tree(composed.structure.into_tree(meta.language()));
    document.finish().map_err(writer_error)
}

fn draw_piece(surface: &mut Surface<'_>, fonts: &Fonts, piece: &Piece, structure: &mut Structure) {
    let is_text = piece.marks.iter().all(|mark| matches!(mark, Mark::Text { .. }));
    let tag = match piece.element {
        None => ContentTag::Artifact(Artifact::with_kind(if is_text {
            ArtifactType::PaginationOther
        } else {
            ArtifactType::Layout
        })),
        Some(_) if is_text => ContentTag::Span(SpanTag::empty()),
        Some(_) => ContentTag::Other,
    };
    let identifier = surface.start_tagged(tag);
    if piece.stamped {
        surface.push_blend_mode(BlendMode::Multiply);
    }
    for mark in &piece.marks {
        draw_mark(surface, fonts, mark);
    }
    if piece.stamped {
        surface.pop();
    }
    surface.end_tagged();
    if let Some(element) = piece.element {
        structure.draw(element, identifier);
    }
}

fn draw_mark(surface: &mut Surface<'_>, fonts: &Fonts, mark: &Mark) {
    match mark {
        Mark::Text { x, y, text, style } => {
            use_fill(surface, style);
            draw_glyphs(surface, fonts, Point::from_xy(*x, *y), text, style, false);
        }
        Mark::Fill { path, colour } => {
            surface.set_stroke(None);
            surface.set_fill(Some(colour.fill()));
            surface.draw_path(path);
        }
        Mark::Stroke { path, width, colour } => {
            surface.set_fill(None);
            surface.set_stroke(Some(colour.stroke(*width)));
            surface.draw_path(path);
        }
        Mark::Turned { x, y, degrees, character, style } => {
            use_fill(surface, style);
            let text = character.to_string();
            let half = style.width(fonts, &text) / 2.0;
            surface.push_transform(&Transform::from_rotate_at(*degrees, *x, *y));
            draw_glyphs(surface, fonts, Point::from_xy(*x - half, *y), &text, style, true);
            surface.pop();
        }
    }
}

fn use_fill(surface: &mut Surface<'_>, style: &Style) {
    surface.set_stroke(None);
    surface.set_fill(Some(style.colour.fill()));
}

fn draw_glyphs(
    surface: &mut Surface<'_>,
    fonts: &Fonts,
    at: Point,
    text: &str,
    style: &Style,
    outlined: bool,
) {
    let face = style.face(fonts);
    let glyphs = face.glyphs(text, style.tracking);
    surface.draw_glyphs(at, &glyphs, face.krilla.clone(), text, style.size, outlined);
}

fn outline(bookmarks: &[Bookmark]) -> Outline {
    let mut outline = Outline::new();
    for bookmark in bookmarks {
        let destination = XyzDestination::new(bookmark.page, Point::from_xy(0.0, bookmark.y));
        outline.push_child(OutlineNode::new(bookmark.text.clone(), destination));
    }
    outline
}

fn writer_error(error: KrillaError) -> PaperError {
    match error {
        KrillaError::Validation(errors) => PaperError::Writer(format!("{errors:?}")),
        error => PaperError::Writer(error.to_string()),
    }
}
