//! Writing tables.

use std::borrow::Cow;

use actix_web::{HttpRequest, HttpResponse, Responder, body::BoxBody, http::header};
use contract::households::XLSX;
use rust_xlsxwriter::{Format, Workbook};

use crate::ApiError;

/// What tells spreadsheets that a CSV file is UTF-8.
pub(crate) const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// A CSV file (RFC 4180) to download.
pub(crate) struct Csv {
    name: &'static str,
    bytes: Vec<u8>,
}

impl Csv {
    /// Writes a table with its header; `name` is the file's, without the ending.
    ///
    /// # Errors
    /// `internal` where a row has not the header's length.
    pub(crate) fn write<'r, R>(name: &'static str, header: &[&str], rows: R) -> Result<Self, ApiError>
    where
        R: IntoIterator<Item: IntoIterator<Item = Cow<'r, str>>>,
    {
        let mut out =
            csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(BYTE_ORDER_MARK.to_vec());
        out.write_record(header).map_err(ApiError::internal)?;
        for row in rows {
            let row = row.into_iter().map(|cell| harmless(cell).into_owned());
            out.write_record(row.collect::<Vec<_>>()).map_err(ApiError::internal)?;
        }
        let bytes = out.into_inner().map_err(ApiError::internal)?;
        Ok(Self { name, bytes })
    }
}

/// A spreadsheet takes a cell that begins like a formula for one: an apostrophe in front makes it text.
/// Numbers stay numbers.
pub(crate) fn harmless(cell: Cow<'_, str>) -> Cow<'_, str> {
    let formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let number = cell.strip_prefix(['-', '+']).is_some_and(|rest| {
        rest.bytes().any(|b| b.is_ascii_digit()) && rest.bytes().all(|b| b.is_ascii_digit() || b == b'.')
    });
    if formula && !number { Cow::Owned(format!("'{cell}")) } else { cell }
}

impl Responder for Csv {
    type Body = BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        HttpResponse::Ok()
            .insert_header((header::CONTENT_TYPE, "text/csv; charset=utf-8"))
            .insert_header((header::CACHE_CONTROL, "no-store"))
            .insert_header((
                header::CONTENT_DISPOSITION,
                format!("attachment; filename=\"{}.csv\"", self.name),
            ))
            .body(self.bytes)
    }
}

/// An Excel workbook to download; every cell is text, so nothing in it is a formula.
pub(crate) struct Xlsx {
    name: &'static str,
    bytes: Vec<u8>,
}

/// Width of a column, in pixels.
const COLUMN_PIXELS: u32 = 150;

impl Xlsx {
    /// Writes a table with its header; `name` is the file's, without the ending.
    ///
    /// # Errors
    /// `internal` where the table is larger than a sheet.
    pub(crate) fn write<'r, R>(name: &'static str, header: &[&str], rows: R) -> Result<Self, ApiError>
    where
        R: IntoIterator<Item: IntoIterator<Item = Cow<'r, str>>>,
    {
        let mut workbook = Workbook::new();
        let sheet = workbook.add_worksheet();
        let text = Format::new().set_num_format("@");
        let head = Format::new().set_bold().set_num_format("@");
        for (column, title) in (0..).zip(header) {
            // Also what is typed below stays text: a long number would lose its last digits.
            sheet.set_column_format(column, &text).map_err(ApiError::internal)?;
            sheet.set_column_width_pixels(column, COLUMN_PIXELS).map_err(ApiError::internal)?;
            sheet.write_string_with_format(0, column, *title, &head).map_err(ApiError::internal)?;
        }
        sheet.set_freeze_panes(1, 0).map_err(ApiError::internal)?;
        for (line, row) in (1..).zip(rows) {
            for (column, cell) in (0..).zip(row) {
                sheet.write_string_with_format(line, column, cell, &text).map_err(ApiError::internal)?;
            }
        }
        Ok(Self { name, bytes: workbook.save_to_buffer().map_err(ApiError::internal)? })
    }
}

impl Responder for Xlsx {
    type Body = BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        HttpResponse::Ok()
            .insert_header((header::CONTENT_TYPE, XLSX))
            .insert_header((header::CACHE_CONTROL, "no-store"))
            .insert_header((
                header::CONTENT_DISPOSITION,
                format!("attachment; filename=\"{}.xlsx\"", self.name),
            ))
            .body(self.bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_like_a_formula_becomes_text() {
        for formula in ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "-", "+"] {
            assert_eq!(harmless(formula.into()), format!("'{formula}"));
        }
        for plain in ["柳塘村", "-12.5", "1=1", "", "+8613800000000"] {
            assert_eq!(harmless(plain.into()), plain);
        }
    }

    #[test]
    fn a_cell_with_commas_quotes_and_line_ends_is_quoted() {
        let rows = [["a,b".into(), "say \"hi\"\n".into()]];
        let csv = Csv::write("t", &["x", "y"], rows).unwrap();
        let text = String::from_utf8(csv.bytes).unwrap();
        assert_eq!(text, "\u{feff}x,y\r\n\"a,b\",\"say \"\"hi\"\"\n\"\r\n");
    }
}
