//! Tables.

use crate::colour::{HAIRLINE, INK, JADE};
use crate::flow::Flow;
use crate::row::{Cell, Place, Row};
use crate::tags::{Element, Role};
use crate::text::{Line, Style};
use crate::{PaperError, limits};

/// Space between two columns.
const GUTTER: f32 = 12.0;
/// Space above and below the lines of a row.
const PADDING: f32 = 3.8;
/// The rule under the heading.
const HEADING_RULE: f32 = 1.2;
/// The rule under a row.
const ROW_RULE: f32 = 0.5;

/// At which edge of its column a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// At the left edge.
    Left,
    /// In the middle.
    Center,
    /// At the right edge, as numbers are.
    Right,
}

/// A column of a [`Table`].
#[derive(Debug, Clone)]
pub struct Column {
    heading: String,
    width: u16,
    align: Align,
}

impl Column {
    /// A column that takes `width` parts of the table's width, from the left.
    pub fn new(heading: impl Into<String>, width: u16) -> Self {
        Self { heading: heading.into(), width, align: Align::Left }
    }

    /// The same with texts in the middle.
    #[must_use]
    pub fn center(self) -> Self {
        Self { align: Align::Center, ..self }
    }

    /// The same with texts at the right edge.
    #[must_use]
    pub fn right(self) -> Self {
        Self { align: Align::Right, ..self }
    }
}

/// Rows under a heading that repeats on every page. A row stays in one piece unless it is higher than a page.
#[derive(Debug, Clone)]
pub struct Table {
    columns: Vec<Column>,
    rows: Vec<Vec<String>>,
    empty: Option<String>,
}

impl Table {
    /// A table of these columns.
    pub fn new(columns: impl IntoIterator<Item = Column>) -> Self {
        Self { columns: columns.into_iter().collect(), rows: Vec::new(), empty: None }
    }

    /// Adds a row with a cell for each column.
    #[must_use]
    pub fn row<T: Into<String>>(mut self, cells: impl IntoIterator<Item = T>) -> Self {
        self.rows.push(cells.into_iter().map(Into::into).collect());
        self
    }

    /// Adds rows.
    #[must_use]
    pub fn rows(mut self, rows: impl IntoIterator<Item = Vec<String>>) -> Self {
        self.rows.extend(rows);
        self
    }

    /// What stands under the heading when there are no rows, such as 暂无记录.
    #[must_use]
    pub fn empty(self, text: impl Into<String>) -> Self {
        Self { empty: Some(text.into()), ..self }
    }

    fn check(&self) -> Result<(), PaperError> {
        let columns = self.columns.len();
        if !(1..=limits::TABLE_COLUMNS_MAX).contains(&columns) || self.columns.iter().any(|c| c.width == 0) {
            return Err(PaperError::Columns);
        }
        if self.rows.len() > limits::TABLE_ROWS_MAX {
            return Err(PaperError::Rows(self.rows.len()));
        }
        match self.rows.iter().enumerate().find(|(_, cells)| cells.len() != columns) {
            Some((row, cells)) => Err(PaperError::Cells { row, cells: cells.len(), columns }),
            None => Ok(()),
        }
    }

    /// Draws the table.
    pub(crate) fn draw(&self, flow: &mut Flow<'_>) -> Result<(), PaperError> {
        self.check()?;
        let places = self.places(flow.column());
        let table = flow.structure.add(Role::Table);
        let mut heading = self.heading(flow, table, &places)?;
        let body = flow.structure.add_to(table, Role::TableBody);
        let page_room = flow.page_height() - heading.height();

        // The heading does not stand alone at the foot of a page.
        let line = 2.0 * PADDING + Style::CELL.leading;
        flow.need(heading.height() + 2.0 * line)?;
        draw_heading(flow, &heading)?;
        // From now on it only repeats, and is not read again.
        heading.cells.iter_mut().for_each(|cell| cell.element = None);

        for cells in &self.rows {
            let row = self.body_row(flow, body, cells, &places)?;
            flow.whole(&row, page_room, |flow| draw_heading(flow, &heading))?;
            flow.rule(flow.column(), ROW_RULE, HAIRLINE);
        }
        if self.rows.is_empty() {
            let row = self.empty_row(flow, body)?;
            flow.whole(&row, page_room, |flow| draw_heading(flow, &heading))?;
        }
        flow.rule(flow.column(), ROW_RULE, INK);
        Ok(())
    }

    fn heading(&self, flow: &mut Flow<'_>, table: Element, places: &[Place]) -> Result<Row, PaperError> {
        let head = flow.structure.add_to(table, Role::TableHead);
        let row = flow.structure.add_to(head, Role::TableRow);
        let mut cells = Vec::with_capacity(places.len());
        for (column, place) in self.columns.iter().zip(places) {
            let text = flow.clean(&column.heading)?;
            let element = flow.structure.add_to(row, Role::TableHeading);
            let cell =
                Cell::new(flow.fonts, element, &text, Style::TABLE_HEADING, *place).align(column.align);
            cells.push(cell);
        }
        stand_at_foot(&mut cells);
        Ok(Row { cells, padding: PADDING })
    }

    fn body_row(
        &self,
        flow: &mut Flow<'_>,
        body: Element,
        texts: &[String],
        places: &[Place],
    ) -> Result<Row, PaperError> {
        let row = flow.structure.add_to(body, Role::TableRow);
        let mut cells = Vec::with_capacity(places.len());
        for ((column, place), text) in self.columns.iter().zip(places).zip(texts) {
            let text = flow.clean(text)?;
            let element = flow.structure.add_to(row, Role::TableCell);
            cells.push(Cell::new(flow.fonts, element, &text, Style::CELL, *place).align(column.align));
        }
        Ok(Row { cells, padding: PADDING })
    }

    /// One cell over all columns.
    fn empty_row(&self, flow: &mut Flow<'_>, body: Element) -> Result<Row, PaperError> {
        let text = flow.clean(self.empty.as_deref().unwrap_or("—"))?;
        let row = flow.structure.add_to(body, Role::TableRow);
        let columns = u32::try_from(self.columns.len()).unwrap_or(1);
        let element = flow.structure.add_to(row, Role::TableCellOver(columns));
        let style = Style { colour: crate::colour::MUTED, ..Style::CELL };
        let cell = Cell::new(flow.fonts, element, &text, style, flow.column()).align(Align::Center);
        Ok(Row { cells: vec![cell], padding: 2.0 * PADDING })
    }

    fn places(&self, column: Place) -> Vec<Place> {
        let parts: f32 = self.columns.iter().map(|column| f32::from(column.width)).sum();
        let gutters = GUTTER * f32::from(u16::try_from(self.columns.len() - 1).unwrap_or_default());
        let part = (column.width - gutters) / parts;
        let mut x = column.x;
        let place = |column: &Column| {
            let place = Place { x, width: part * f32::from(column.width) };
            x += place.width + GUTTER;
            place
        };
        self.columns.iter().map(place).collect()
    }
}

fn draw_heading(flow: &mut Flow<'_>, heading: &Row) -> Result<(), PaperError> {
    flow.whole(heading, flow.page_height(), |_| Ok(()))?;
    flow.rule(flow.column(), HEADING_RULE, JADE);
    Ok(())
}

/// Short headings stand on the rule, beside longer ones of several lines.
fn stand_at_foot(cells: &mut [Cell]) {
    let lines = cells.iter().map(|cell| cell.lines.len()).max().unwrap_or(0);
    for cell in cells {
        let above = lines - cell.lines.len();
        let nothing = Line { text: String::new(), width: 0.0, goes_on: false };
        cell.lines.splice(0..0, std::iter::repeat_n(nothing, above));
    }
}
