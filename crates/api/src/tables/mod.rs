//! Tables as files: CSV and Excel workbooks, out and in.

mod read;
mod sheet;
mod write;

use actix_web::{HttpRequest, http::header};
use contract::{households::XLSX, lang::Lang};

pub(crate) use self::{
    read::{ReadError, read, read_dated},
    sheet::{Column, SheetCell, SheetWriter},
    write::{BYTE_ORDER_MARK, Csv, Xlsx, harmless},
};

/// Most rows of one exported file.
pub(crate) const EXPORT_ROWS_MAX: i64 = 50_000;

/// How a list is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wanted {
    /// A page of JSON.
    Json,
    /// The whole list as CSV.
    Csv,
    /// The whole list as an Excel workbook.
    Xlsx,
}

impl Wanted {
    /// The first type of `Accept` that is one of ours counts; JSON where none is.
    pub(crate) fn of(request: &HttpRequest) -> Self {
        let accept = request.headers().get(header::ACCEPT).and_then(|v| v.to_str().ok()).unwrap_or("");
        let kind =
            |item: &str| match item.split(';').next().unwrap_or(item).trim().to_ascii_lowercase().as_str() {
                "application/json" => Some(Self::Json),
                "text/csv" => Some(Self::Csv),
                XLSX => Some(Self::Xlsx),
                _ => None,
            };
        accept.split(',').take(20).find_map(kind).unwrap_or(Self::Json)
    }
}

/// The caller's language.
pub(crate) fn lang(request: &HttpRequest) -> Lang {
    let accept = request.headers().get(header::ACCEPT_LANGUAGE).and_then(|v| v.to_str().ok());
    Lang::negotiate(accept.unwrap_or(""))
}

/// A column as spreadsheets call it: A … Z, AA, AB …
pub(crate) fn letter(column: usize) -> String {
    let digit = |n: usize| char::from(b'A' + u8::try_from(n % 26).unwrap_or(0));
    match column / 26 {
        0 => digit(column).to_string(),
        more => format!("{}{}", letter(more - 1), digit(column)),
    }
}

#[cfg(test)]
mod tests {
    use super::letter;

    #[test]
    fn columns_have_the_letters_of_a_spreadsheet() {
        assert_eq!([0, 2, 25, 26, 51, 52].map(letter), ["A", "C", "Z", "AA", "AZ", "BA"]);
    }
}
