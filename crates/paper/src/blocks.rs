//! The parts of a paper, from the top of the page to its foot.

use crate::PaperError;
use crate::colour::JADE;
use crate::flow::Flow;
use crate::qr::Qr;
use crate::row::{Cell, Place, Row};
use crate::sheet::{Mark, rectangle};
use crate::table::Table;
use crate::tags::Role;
use crate::text::{Style, wrap};

/// The side of a QR code: 25 mm.
const QR_SIDE: f32 = 71.0;

/// A part of a paper.
pub(crate) enum Block {
    Heading(String),
    Paragraph(String),
    Note(String),
    Facts(Vec<(String, String)>),
    Table(Table),
    Qr { content: String, caption: String },
}

impl Block {
    /// Draws the block and the space after it.
    pub(crate) fn draw(&self, flow: &mut Flow<'_>) -> Result<(), PaperError> {
        match self {
            Self::Heading(text) => {
                let text = flow.clean_heading(text)?;
                // PDF/UA has no headings without a text.
                if text.trim().is_empty() {
                    return Ok(());
                }
                flow.space(10.0);
                // Not at the foot of a page, away from what it announces.
                flow.need(Style::HEADING.leading + 64.0)?;
                flow.bookmark(text.replace('\n', " "));
                draw_lines(flow, Role::Heading(2, text.clone()), &text, Style::HEADING)?;
                flow.space(6.0);
            }
            Self::Paragraph(text) => {
                let text = flow.clean(text)?;
                draw_lines(flow, Role::Paragraph, &text, Style::BODY)?;
                flow.space(8.0);
            }
            Self::Note(text) => {
                let text = flow.clean(text)?;
                draw_lines(flow, Role::Paragraph, &text, Style::NOTE)?;
                flow.space(8.0);
            }
            Self::Facts(facts) => draw_facts(flow, facts)?,
            Self::Table(table) => {
                table.draw(flow)?;
                flow.space(16.0);
            }
            Self::Qr { content, caption } => draw_qr(flow, content, caption)?,
        }
        Ok(())
    }
}

/// Draws the title, the smaller line under it, and a short rule.
pub(crate) fn draw_title(flow: &mut Flow<'_>, title: &str, subtitle: Option<&str>) -> Result<(), PaperError> {
    let title = flow.clean_heading(title)?;
    if title.trim().is_empty() {
        return Err(PaperError::NoTitle);
    }
    flow.bookmark(title.replace('\n', " "));
    draw_lines(flow, Role::Heading(1, title.clone()), &title, Style::TITLE)?;
    if let Some(subtitle) = subtitle {
        let subtitle = flow.clean(subtitle)?;
        flow.advance(2.0);
        draw_lines(flow, Role::Paragraph, &subtitle, Style::SUBTITLE)?;
    }
    flow.advance(10.0);
    flow.rule(Place { width: 40.0, ..flow.column() }, 2.4, JADE);
    flow.advance(20.0);
    Ok(())
}

fn draw_lines(flow: &mut Flow<'_>, role: Role, text: &str, style: Style) -> Result<(), PaperError> {
    let element = flow.structure.add(role);
    let mut cell = Cell::new(flow.fonts, element, text, style, flow.column());
    if style == Style::BODY {
        cell = cell.justified();
    }
    flow.lines(&Row { cells: vec![cell], padding: 0.0 })
}

fn draw_facts(flow: &mut Flow<'_>, facts: &[(String, String)]) -> Result<(), PaperError> {
    if facts.is_empty() {
        return Ok(());
    }
    let mut cleaned = Vec::with_capacity(facts.len());
    for (label, value) in facts {
        cleaned.push((flow.clean(label)?, flow.clean(value)?));
    }
    let column = flow.column();
    let widest = cleaned.iter().map(|(label, _)| Style::LABEL.width(flow.fonts, label)).fold(0.0, f32::max);
    let label_place = Place { x: column.x, width: widest.clamp(40.0, column.width / 3.0) + 1.0 };
    let indent = label_place.width + 18.0;
    let value_place = Place { x: column.x + indent, width: column.width - indent };
    let list = flow.structure.add(Role::List);
    for (label, value) in &cleaned {
        let item = flow.structure.add_to(list, Role::Item);
        let label_element = flow.structure.add_to(item, Role::Label);
        let value_element = flow.structure.add_to(item, Role::Body);
        let cells = vec![
            Cell::new(flow.fonts, label_element, label, Style::LABEL, label_place),
            Cell::new(flow.fonts, value_element, value, Style::VALUE, value_place),
        ];
        let page_height = flow.page_height();
        flow.whole(&Row { cells, padding: 1.5 }, page_height, |_| Ok(()))?;
    }
    flow.space(14.0);
    Ok(())
}

fn draw_qr(flow: &mut Flow<'_>, content: &str, caption: &str) -> Result<(), PaperError> {
    let qr = Qr::new(content)?;
    let caption = flow.clean(caption)?;
    let address = flow.clean(content)?;
    flow.space(6.0);
    flow.need(QR_SIDE)?;
    let column = flow.column();
    let (top, indent) = (flow.y(), QR_SIDE + 16.0);
    let figure = flow.structure.add(Role::Figure(content.to_owned()));
    let mark = qr.mark(column.x, top, QR_SIDE);
    flow.sheet().put(figure, mark.into_iter().collect());

    let place = Place { x: column.x + indent, width: column.width - indent };
    let element = flow.structure.add(Role::Paragraph);
    let caption =
        Row { cells: vec![Cell::new(flow.fonts, element, &caption, Style::VALUE, place)], padding: 0.0 };
    let element = flow.structure.add(Role::Paragraph);
    let address =
        Row { cells: vec![Cell::new(flow.fonts, element, &address, Style::NOTE, place)], padding: 0.0 };
    let middle = top + ((QR_SIDE - caption.height() - address.height()) / 2.0).max(0.0);
    let pieces: Vec<_> = caption
        .pieces(0, caption.lines(), middle)
        .chain(address.pieces(0, address.lines(), middle + caption.height()))
        .collect();
    flow.sheet().pieces.extend(pieces);
    flow.advance(QR_SIDE.max(caption.height() + address.height()));
    flow.space(14.0);
    Ok(())
}

/// The title at the left, the caller's text at the right, and a rule above them.
pub(crate) fn footer_marks(
    flow: &mut Flow<'_>,
    title: &str,
    text: &str,
    y: f32,
) -> Result<Vec<Mark>, PaperError> {
    let style = Style::NOTE;
    let text = flow.clean(text)?.replace('\n', " ");
    let column = flow.column();
    let width = style.width(flow.fonts, &text);
    let mut lines = wrap(flow.fonts, title, &style, (column.width - width - 40.0).max(80.0)).into_iter();
    let mut title = lines.next().map(|line| line.text).unwrap_or_default();
    if lines.next().is_some() {
        title.push('…');
    }
    let mut marks: Vec<Mark> =
        rectangle(column.x, y - 16.0, column.width, 0.5, crate::colour::HAIRLINE).into_iter().collect();
    marks.push(Mark::Text { x: column.x, y, text: title, style });
    marks.push(Mark::Text { x: column.x + column.width - width, y, text, style });
    Ok(marks)
}
