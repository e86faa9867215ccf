//! Where everything on a certificate is.

use crate::colour::{INK, MUTED};
use crate::draw::{Bookmark, Composed};
use crate::fonts::{Fonts, Weight};
use crate::qr::Qr;
use crate::row::{Cell, Place, Row};
use crate::script::is_chinese;
use crate::sheet::{Mark, Piece, Sheet};
use crate::table::Align;
use crate::tags::{Role, Structure};
use crate::text::Style;
use crate::{Orientation, PaperError, seal};

use super::{Certificate, Texts, border};

/// Space left and right of the text.
const MARGIN: f32 = 112.0;
const TITLE_TOP: f32 = 76.0;
const NUMBER_TOP: f32 = 142.0;
/// The text is between these.
const BODY_TOP: f32 = 184.0;
const BODY_BOTTOM: f32 = 370.0;
/// The middle of the issuer's name, and of the seal.
const ISSUER_X: f32 = 636.0;
const ISSUER_TOP: f32 = 446.0;
const ISSUER_WIDTH: f32 = 300.0;
const SEAL_Y: f32 = 431.0;
/// The QR code and what is under it.
const QR_X: f32 = 76.0;
const QR_TOP: f32 = 414.0;
const QR_SIDE: f32 = 74.0;
const QR_TEXT_WIDTH: f32 = 330.0;
/// Sizes of the text: the largest that fits is taken.
const BODY_SIZES: std::ops::RangeInclusive<u8> = 11..=18;

const TITLE: Style = Style { weight: Weight::Bold, size: 44.0, leading: 60.0, colour: INK, tracking: 0.3 };
const NUMBER: Style =
    Style { weight: Weight::Regular, size: 10.5, leading: 18.0, colour: MUTED, tracking: 0.03 };
const ISSUER: Style = Style { weight: Weight::Bold, size: 16.0, leading: 28.0, colour: INK, tracking: 0.06 };
const DATE: Style = Style { weight: Weight::Regular, size: 14.0, leading: 26.0, colour: INK, tracking: 0.06 };
const CAPTION: Style =
    Style { weight: Weight::Regular, size: 8.5, leading: 13.0, colour: INK, tracking: 0.0 };
const ADDRESS: Style =
    Style { weight: Weight::Regular, size: 7.5, leading: 11.0, colour: MUTED, tracking: 0.0 };

/// The sheet while it fills.
struct Page<'a> {
    fonts: &'a Fonts,
    sheet: Sheet,
    structure: Structure,
}

pub(super) fn compose(
    fonts: &Fonts,
    certificate: &Certificate,
    texts: &Texts,
) -> Result<Composed, PaperError> {
    let size = Orientation::Landscape.size();
    let mut page = Page { fonts, sheet: Sheet::default(), structure: Structure::default() };
    border::marks(size.0, size.1).into_iter().for_each(|mark| page.sheet.decorate(mark));
    let column = Place { x: MARGIN, width: size.0 - 2.0 * MARGIN };

    page.line(Role::Heading(1, texts.title.clone()), &texts.title, TITLE, Align::Center, column, TITLE_TOP)?;
    if let Some(number) = &texts.number {
        page.line(Role::Paragraph, number, NUMBER, Align::Center, column, NUMBER_TOP)?;
    }
    page.body(texts, column)?;

    let issuer = Place { x: ISSUER_X - ISSUER_WIDTH / 2.0, width: ISSUER_WIDTH };
    page.line(Role::Paragraph, &texts.issuer, ISSUER, Align::Center, issuer, ISSUER_TOP)?;
    if let Some(date) = &texts.date {
        page.line(Role::Paragraph, date, DATE, Align::Center, issuer, ISSUER_TOP + ISSUER.leading)?;
    }
    if certificate.seal {
        let figure = page.structure.add(Role::Figure(texts.issuer.clone()));
        let marks = seal::marks(fonts, &texts.issuer, ISSUER_X, SEAL_Y)?;
        page.sheet.pieces.push(Piece { element: Some(figure), marks, stamped: true });
    }
    if let (Some((content, _)), Some(caption), Some(address)) =
        (&certificate.verification, &texts.caption, &texts.address)
    {
        page.qr(content, caption, address)?;
    }
    let bookmarks = vec![Bookmark { text: texts.title.clone(), page: 0, y: TITLE_TOP }];
    Ok(Composed { size, sheets: vec![page.sheet], structure: page.structure, bookmarks })
}

impl Page<'_> {
    /// One line, smaller if it must be, but not smaller than half.
    fn line(
        &mut self,
        role: Role,
        text: &str,
        style: Style,
        align: Align,
        place: Place,
        top: f32,
    ) -> Result<(), PaperError> {
        let style = spaced(style, text);
        let shrink = (place.width / style.width(self.fonts, text).max(1.0)).min(1.0);
        if shrink < 0.5 {
            return Err(PaperError::DoesNotFit);
        }
        // A little less, so that rounding does not break the line.
        let size = if shrink < 1.0 { style.size * shrink * 0.995 } else { style.size };
        let element = self.structure.add(role);
        let cell = Cell::new(self.fonts, element, text, Style { size, ..style }, place).align(align);
        self.put(&Row { cells: vec![cell], padding: 0.0 }, top);
        Ok(())
    }

    fn body(&mut self, texts: &Texts, column: Place) -> Result<(), PaperError> {
        let room = BODY_BOTTOM - BODY_TOP;
        for size in BODY_SIZES.rev().map(f32::from) {
            // Elements are added once, for the size that fits: measure with a structure that is thrown away.
            let mut draft = Structure::default();
            let height: f32 =
                body_rows(self.fonts, &mut draft, texts, size, column).iter().map(Row::height).sum();
            if height <= room {
                let mut top = BODY_TOP + (room - height) * 0.4;
                for row in body_rows(self.fonts, &mut self.structure, texts, size, column) {
                    self.put(&row, top);
                    top += row.height();
                }
                return Ok(());
            }
        }
        Err(PaperError::DoesNotFit)
    }

    fn qr(&mut self, content: &str, caption: &str, address: &str) -> Result<(), PaperError> {
        let qr = Qr::new(content)?;
        let figure = self.structure.add(Role::Figure(content.to_owned()));
        let marks: Vec<Mark> = qr.mark(QR_X, QR_TOP, QR_SIDE).into_iter().collect();
        self.sheet.put(figure, marks);
        let place = Place { x: QR_X, width: QR_TEXT_WIDTH };
        let top = QR_TOP + QR_SIDE + 6.0;
        self.line(Role::Paragraph, caption, CAPTION, Align::Left, place, top)?;
        let element = self.structure.add(Role::Paragraph);
        let address =
            Row { cells: vec![Cell::new(self.fonts, element, address, ADDRESS, place)], padding: 0.0 };
        if address.lines() > 2 {
            return Err(PaperError::DoesNotFit);
        }
        self.put(&address, top + CAPTION.leading);
        Ok(())
    }

    fn put(&mut self, row: &Row, top: f32) {
        let pieces: Vec<Piece> = row.pieces(0, row.lines(), top).collect();
        self.sheet.pieces.extend(pieces);
    }
}

fn body_rows(fonts: &Fonts, structure: &mut Structure, texts: &Texts, size: f32, place: Place) -> Vec<Row> {
    let style = Style { weight: Weight::Regular, size, leading: size * 1.9, colour: INK, tracking: 0.02 };
    let mut rows = Vec::new();
    let mut add = |text: &str, style: Style| {
        let element = structure.add(Role::Paragraph);
        let cell = Cell::new(fonts, element, text, style, place).justified();
        rows.push(Row { cells: vec![cell], padding: 0.0 });
    };
    if let Some(addressee) = &texts.addressee {
        add(addressee, spaced(Style { weight: Weight::Bold, ..style }, addressee));
    }
    for paragraph in &texts.paragraphs {
        // The first line of a Chinese paragraph begins two characters further in.
        let indent = if is_chinese(paragraph) { "\u{3000}\u{3000}" } else { "" };
        add(&format!("{indent}{paragraph}"), spaced(style, paragraph));
    }
    rows
}

/// The style with its space between the characters only if the text is Chinese.
fn spaced(style: Style, text: &str) -> Style {
    Style { tracking: if is_chinese(text) { style.tracking } else { 0.0 }, ..style }
}
