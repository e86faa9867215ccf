//! Reading a table from a file that somebody sent: whatever is in it, time and memory stay bounded.

use std::io::{Cursor, Read};

use app::households::{CELL_CHARS_MAX, IMPORT_ROWS_MAX, Sheet, SheetRow};
use calamine::{DataRef, Reader, Xlsx};
use encoding_rs::{Encoding, GB18030, UTF_8};
use zip::ZipArchive;

/// Most bytes that a workbook's parts may have unpacked, all together.
const UNPACKED_BYTES_MAX: u64 = 64 << 20;
/// Most parts of a workbook.
const PARTS_MAX: usize = 500;
/// Most columns of a line.
const COLUMNS_MAX: usize = 50;

/// Why a file is no table for us.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum ReadError {
    /// Neither text nor a workbook, or a damaged one.
    Unreadable(String),
    /// More than [`IMPORT_ROWS_MAX`] lines.
    TooManyRows,
}

fn unreadable(what: impl std::fmt::Display) -> ReadError {
    ReadError::Unreadable(what.to_string())
}

/// Reads a workbook's first sheet, or CSV. The first line that is not blank is the header.
///
/// # Errors
/// [`ReadError`].
pub(crate) fn read(bytes: Vec<u8>) -> Result<Sheet, ReadError> {
    read_as(bytes, Dates::Refused)
}

/// [`read`] for a table that has days in it: those of a workbook become `2027-03-05`.
///
/// # Errors
/// [`ReadError`].
pub(crate) fn read_dated(bytes: Vec<u8>) -> Result<Sheet, ReadError> {
    read_as(bytes, Dates::Read)
}

/// What becomes of a cell that a spreadsheet took for a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Dates {
    /// It was a number on a door (`3-1`), and is shown as what went wrong.
    Refused,
    /// It is a day.
    Read,
}

fn read_as(bytes: Vec<u8>, dates: Dates) -> Result<Sheet, ReadError> {
    let mut lines = Lines::default();
    if bytes.starts_with(b"PK\x03\x04") {
        read_workbook(bytes, &mut lines, dates)?;
    } else {
        read_text(&decode(&bytes)?, &mut lines)?;
    }
    let header = lines.header.ok_or_else(|| unreadable("the table is empty"))?;
    Ok(Sheet { header, rows: lines.rows })
}

#[derive(Default)]
struct Lines {
    header: Option<SheetRow>,
    rows: Vec<SheetRow>,
}

impl Lines {
    /// Takes a line unless it is blank.
    fn take(&mut self, line: u32, cells: Vec<String>) -> Result<(), ReadError> {
        if cells.iter().all(String::is_empty) {
            return Ok(());
        }
        let row = SheetRow { line, cells };
        if self.header.is_none() {
            self.header = Some(row);
        } else if self.rows.len() < IMPORT_ROWS_MAX {
            self.rows.push(row);
        } else {
            return Err(ReadError::TooManyRows);
        }
        Ok(())
    }
}

/// A cell as it is kept: trimmed, without the apostrophe that an export puts before what looks like a formula,
/// and no longer than anything that could be used.
fn cell(text: &str) -> String {
    let text = text.trim();
    let plain = text.strip_prefix('\'').filter(|rest| rest.starts_with(['=', '+', '-', '@'])).unwrap_or(text);
    plain.chars().take(CELL_CHARS_MAX).collect()
}

/// UTF-8 or UTF-16 by its mark, UTF-8, or else GB 18030 (which GBK and GB 2312 are parts of).
fn decode(bytes: &[u8]) -> Result<String, ReadError> {
    let encoding = match Encoding::for_bom(bytes) {
        Some((marked, _)) => marked,
        None if std::str::from_utf8(bytes).is_ok() => UTF_8,
        None => GB18030,
    };
    let (text, _, damaged) = encoding.decode(bytes);
    if damaged || text.contains('\0') {
        Err(unreadable("neither UTF-8 nor GBK text"))
    } else {
        Ok(text.into_owned())
    }
}

fn read_text(text: &str, lines: &mut Lines) -> Result<(), ReadError> {
    // One kind of line end, also at the end: then the reader's line after a record tells where the record was.
    let text = format!("{}\n", text.replace("\r\n", "\n").replace('\r', "\n"));
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or("");
    let tabs = first.contains('\t') && !first.contains(',');
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(if tabs { b'\t' } else { b',' })
        .from_reader(text.as_bytes());
    let mut record = csv::StringRecord::new();
    while reader.read_record(&mut record).map_err(unreadable)? {
        if record.len() > COLUMNS_MAX {
            return Err(unreadable("too many columns"));
        }
        let inside: usize = record.iter().map(|cell| cell.matches('\n').count()).sum();
        let after = usize::try_from(reader.position().line()).unwrap_or(usize::MAX);
        let line = u32::try_from(after.saturating_sub(inside + 1)).unwrap_or(u32::MAX);
        lines.take(line, record.iter().map(cell).collect())?;
    }
    Ok(())
}

fn read_workbook(bytes: Vec<u8>, lines: &mut Lines, dates: Dates) -> Result<(), ReadError> {
    check_unpacked(&bytes)?;
    let mut workbook = Xlsx::new(Cursor::new(bytes)).map_err(unreadable)?;
    let name = workbook.sheet_names().first().cloned().ok_or_else(|| unreadable("the workbook is empty"))?;
    // Cells are streamed: a range would be allocated as large as the sheet says it is.
    let mut cells = workbook.worksheet_cells_reader(&name).map_err(unreadable)?;
    let (mut at, mut line) = (0, Vec::new());
    while let Some(found) = cells.next_cell().map_err(unreadable)? {
        let (row, column) = found.get_position();
        let text = cell_text(found.get_value(), dates);
        if text.is_empty() {
            continue;
        }
        if row != at {
            lines.take(at + 1, std::mem::take(&mut line))?;
            at = row;
        }
        let column = usize::try_from(column).unwrap_or(usize::MAX);
        if column >= COLUMNS_MAX {
            return Err(unreadable("too many columns"));
        }
        if line.len() <= column {
            line.resize(column + 1, String::new());
        }
        line[column] = text;
    }
    lines.take(at.saturating_add(1), line)
}

fn cell_text(value: &DataRef<'_>, dates: Dates) -> String {
    match value {
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => cell(text),
        DataRef::SharedString(text) => cell(text),
        DataRef::Int(number) => number.to_string(),
        // The shortest text that names the number: 13800000000 and 89.5 as they were typed.
        DataRef::Float(number) => number.to_string(),
        DataRef::Bool(yes) => yes.to_string(),
        DataRef::DateTime(moment) if dates == Dates::Read => {
            let (year, month, day, ..) = moment.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        DataRef::DateTime(_) => "date".to_owned(),
        DataRef::Error(_) => "#ERROR".to_owned(),
        DataRef::Empty => String::new(),
    }
}

/// Unpacks every part and throws it away, up to the limit: what a part claims to hold may be a lie.
fn check_unpacked(bytes: &[u8]) -> Result<(), ReadError> {
    let mut parts = ZipArchive::new(Cursor::new(bytes)).map_err(unreadable)?;
    if parts.len() > PARTS_MAX {
        return Err(unreadable("too many parts"));
    }
    let mut left = UNPACKED_BYTES_MAX;
    for index in 0..parts.len() {
        let part = parts.by_index(index).map_err(unreadable)?;
        let unpacked = std::io::copy(&mut part.take(left + 1), &mut std::io::sink()).map_err(unreadable)?;
        left = left.checked_sub(unpacked).ok_or_else(|| unreadable("the workbook is too large unpacked"))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use rust_xlsxwriter::Workbook;
    use zip::{ZipWriter, write::SimpleFileOptions};

    use super::*;

    fn cells(sheet: &Sheet) -> Vec<(u32, Vec<&str>)> {
        let all = std::iter::once(&sheet.header).chain(&sheet.rows);
        all.map(|row| (row.line, row.cells.iter().map(String::as_str).collect())).collect()
    }

    #[test]
    fn text_is_read_in_every_encoding_that_offices_write() {
        let text = "门牌号,户主姓名\r\n\r\n1号,赵大山\r\n";
        let (gbk, _, _) = GB18030.encode(text);
        let utf16: Vec<u8> =
            std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
        for bytes in
            [text.as_bytes().to_vec(), format!("\u{feff}{text}").into_bytes(), gbk.into_owned(), utf16]
        {
            let sheet = read(bytes).unwrap();
            assert_eq!(cells(&sheet), [(1, vec!["门牌号", "户主姓名"]), (3, vec!["1号", "赵大山"])]);
        }
    }

    #[test]
    fn a_workbook_is_read_with_its_numbers_as_typed() {
        let mut workbook = Workbook::new();
        let sheet = workbook.add_worksheet();
        sheet.write_string(0, 0, "门牌号").unwrap();
        sheet.write_string(0, 1, "手机号").unwrap();
        sheet.write_string(2, 0, "1号").unwrap();
        sheet.write_number(2, 1, 13_800_000_000.0).unwrap();
        sheet.write_number(2, 3, 89.5).unwrap();
        let sheet = read(workbook.save_to_buffer().unwrap()).unwrap();
        assert_eq!(
            cells(&sheet),
            [(1, vec!["门牌号", "手机号"]), (3, vec!["1号", "13800000000", "", "89.5"])]
        );
    }

    #[test]
    fn a_workbook_that_unpacks_to_gigabytes_is_refused() {
        let mut bomb = ZipWriter::new(Cursor::new(Vec::new()));
        bomb.start_file("xl/worksheets/sheet1.xml", SimpleFileOptions::default()).unwrap();
        let zeros = vec![0; 1 << 20];
        for _ in 0..=(UNPACKED_BYTES_MAX >> 20) {
            bomb.write_all(&zeros).unwrap();
        }
        let bytes = bomb.finish().unwrap().into_inner();
        assert!(bytes.len() < 1 << 20);
        assert_eq!(read(bytes).unwrap_err(), unreadable("the workbook is too large unpacked"));
    }

    #[test]
    fn what_is_no_table_is_refused() {
        for bytes in [
            &b""[..],
            b"PK\x03\x04 and so on",
            b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\x00",
            b"\x89PNG\r\n\x1a\n\x00",
        ] {
            assert!(matches!(read(bytes.to_vec()), Err(ReadError::Unreadable(_))), "{bytes:?}");
        }
    }

    #[test]
    fn a_table_of_too_many_lines_is_refused() {
        let text = format!("number\n{}", "1\n".repeat(IMPORT_ROWS_MAX + 1));
        assert_eq!(read(text.into_bytes()).unwrap_err(), ReadError::TooManyRows);
    }
}
