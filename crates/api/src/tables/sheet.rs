//! An Excel workbook with one sheet, written row by row to whoever reads it meanwhile.
//!
//! The library that writes the other workbooks goes back in its file when it ends, so it could send nothing before it has read
//! everything. This writes the few parts of a workbook (ECMA-376, part 1) that one sheet of text, numbers and moments needs,
//! and what it writes is read back by another library in its tests.

use std::{
    fmt::Write as _,
    io::{self, Write},
};

use chrono::{DateTime, Datelike, Timelike, Utc};
use domain::town_time;
use zip::{
    CompressionMethod, ZipWriter,
    result::ZipError,
    write::{SimpleFileOptions, StreamWriter},
};

/// Most characters of a cell (the format's limit).
const CELL_CHARS_MAX: usize = 32_767;
/// Spreadsheets count days from 30 December 1899; the calendar counts this many days from its first to there.
const DAY_ZERO: i32 = 693_594;
/// The styles of `STYLES`: the head, and moments. Everything else has none.
const HEAD_STYLE: u32 = 1;
const MOMENT_STYLE: u32 = 2;

const TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>"#;
const RELATIONS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const WORKBOOK_RELATIONS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>"#;
const STYLES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\-mm\-dd hh:mm"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf/><xf fontId="1" applyFont="1"/><xf numFmtId="164" applyNumberFormat="1"/></cellXfs></styleSheet>"#;

/// What a cell holds.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum SheetCell {
    /// Words. They never run as a formula.
    Text(String),
    /// A number.
    Number(i64),
    /// A moment, shown in the town's time to the minute.
    Moment(DateTime<Utc>),
    /// Nothing.
    Empty,
}

/// A column: its heading, and how wide it is in characters.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Column<'a> {
    pub(crate) heading: &'a str,
    pub(crate) width: u32,
}

/// The workbook while it is written.
pub(crate) struct SheetWriter<W: Write> {
    zip: ZipWriter<StreamWriter<W>>,
    /// The row that is being put together.
    row: String,
}

impl<W: Write> SheetWriter<W> {
    /// Begins a workbook whose sheet has this name; its head stays in view.
    ///
    /// # Errors
    /// Where nobody reads any more.
    pub(crate) fn begin(out: W, name: &str, columns: &[Column<'_>]) -> io::Result<Self> {
        let mut zip = ZipWriter::new_stream(out);
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        let workbook = format!(
            r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="{}" sheetId="1" r:id="rId1"/></sheets></workbook>"#,
            escaped(name)
        );
        for (path, text) in [
            ("[Content_Types].xml", TYPES),
            ("_rels/.rels", RELATIONS),
            ("xl/workbook.xml", &workbook),
            ("xl/_rels/workbook.xml.rels", WORKBOOK_RELATIONS),
            ("xl/styles.xml", STYLES),
        ] {
            zip.start_file(path, options).map_err(broken)?;
            zip.write_all(text.as_bytes())?;
        }
        zip.start_file("xl/worksheets/sheet1.xml", options).map_err(broken)?;
        let mut head = String::from(
            r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>"#,
        );
        for (at, column) in (1..).zip(columns) {
            put(
                &mut head,
                format_args!(r#"<col min="{at}" max="{at}" width="{}" customWidth="1"/>"#, column.width),
            );
        }
        head.push_str("</cols><sheetData>");
        zip.write_all(head.as_bytes())?;
        let mut sheet = Self { zip, row: String::new() };
        let headings: Vec<_> =
            columns.iter().map(|column| SheetCell::Text(column.heading.to_owned())).collect();
        sheet.put_row(&headings, Some(HEAD_STYLE))?;
        Ok(sheet)
    }

    /// Writes a row.
    ///
    /// # Errors
    /// Where nobody reads any more.
    pub(crate) fn row(&mut self, cells: &[SheetCell]) -> io::Result<()> {
        self.put_row(cells, None)
    }

    fn put_row(&mut self, cells: &[SheetCell], style: Option<u32>) -> io::Result<()> {
        self.row.clear();
        self.row.push_str("<row>");
        let style = style.map(|style| format!(r#" s="{style}""#)).unwrap_or_default();
        for cell in cells {
            match cell {
                SheetCell::Text(text) => {
                    let text = escaped(text);
                    put(
                        &mut self.row,
                        format_args!(
                            r#"<c t="inlineStr"{style}><is><t xml:space="preserve">{text}</t></is></c>"#
                        ),
                    );
                }
                SheetCell::Number(number) => {
                    put(&mut self.row, format_args!("<c{style}><v>{number}</v></c>"));
                }
                SheetCell::Moment(at) => {
                    let days = serial(*at);
                    put(&mut self.row, format_args!(r#"<c s="{MOMENT_STYLE}"><v>{days}</v></c>"#));
                }
                SheetCell::Empty => self.row.push_str("<c/>"),
            }
        }
        self.row.push_str("</row>");
        self.zip.write_all(self.row.as_bytes())
    }

    /// Ends the workbook: without this it cannot be opened.
    ///
    /// # Errors
    /// Where nobody reads any more.
    pub(crate) fn end(mut self) -> io::Result<()> {
        self.zip.write_all(b"</sheetData></worksheet>")?;
        self.zip.finish().map_err(broken)?.into_inner().flush()
    }
}

fn put(out: &mut String, text: std::fmt::Arguments<'_>) {
    // Writing to a string does not fail.
    let _ = out.write_fmt(text);
}

fn broken(error: ZipError) -> io::Error {
    match error {
        ZipError::Io(error) => error,
        other => io::Error::other(other),
    }
}

/// Days since [`DAY_ZERO`] in the town's time, with the part of the day to the minute as a decimal fraction.
fn serial(at: DateTime<Utc>) -> String {
    let local = at.with_timezone(&town_time::offset());
    let days = local.num_days_from_ce() - DAY_ZERO;
    let minute = u64::from(local.hour() * 60 + local.minute());
    // Rounded up, so that it is never shown as the minute before; a minute is 0.00069.
    let part = (minute * 100_000_000).div_ceil(24 * 60);
    format!("{days}.{part:08}")
}

/// The text as XML takes it: characters that it cannot hold are left out, and what no cell can hold is cut off.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().take(CELL_CHARS_MAX) {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            // A carriage return would be read as a line feed.
            '\r' => out.push_str("&#13;"),
            '\t' | '\n' => out.push(c),
            c if c < ' ' || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use calamine::{Data, Reader as _, Xlsx};

    use super::*;

    fn read(bytes: Vec<u8>) -> (String, Vec<Vec<Data>>) {
        let mut book = Xlsx::new(io::Cursor::new(bytes)).unwrap();
        let name = book.sheet_names().first().unwrap().clone();
        let range = book.worksheet_range(&name).unwrap();
        (name, range.rows().map(<[Data]>::to_vec).collect())
    }

    #[test]
    fn another_library_reads_what_was_written() {
        let mut file = Vec::new();
        let columns = [Column { heading: "编号", width: 12 }, Column { heading: "A & <B>", width: 40 }];
        let mut sheet = SheetWriter::begin(&mut file, "工单", &columns).unwrap();
        let moment = "2026-11-26T16:30:00Z".parse().unwrap();
        let words = "=1+1 \"路灯\"\u{1}\n不亮";
        sheet.row(&[SheetCell::Number(-7), SheetCell::Text(words.to_owned())]).unwrap();
        sheet.row(&[SheetCell::Empty, SheetCell::Moment(moment)]).unwrap();
        sheet.end().unwrap();
        let (name, rows) = read(file);
        assert_eq!(name, "工单");
        assert_eq!(rows.len(), 3);
        assert_eq!(rows[0], [Data::String("编号".into()), Data::String("A & <B>".into())]);
        assert_eq!(rows[1], [Data::Float(-7.0), Data::String("=1+1 \"路灯\"\n不亮".into())]);
        let Data::DateTime(at) = &rows[2][1] else { panic!("{:?}", rows[2]) };
        // Half past midnight of the next day, in the town.
        assert_eq!(at.to_string(), serial(moment).trim_end_matches('0'));
        assert!(serial(moment).starts_with("46353.0208333"), "{}", serial(moment));
    }

    #[test]
    fn no_text_is_too_long_for_a_cell() {
        assert_eq!(escaped(&"字".repeat(40_000)).chars().count(), CELL_CHARS_MAX);
        assert_eq!(serial("2026-01-01T15:59:59Z".parse().unwrap()), "46023.99930556");
    }
}
