//! What can go wrong.

use crate::limits;

/// Why a paper was not made.
#[derive(Debug, thiserror::Error)]
pub enum PaperError {
    /// The title is empty: a PDF/UA file must have one.
    #[error("the title is empty")]
    NoTitle,
    /// The issuer's name is empty: nobody issues the certificate.
    #[error("the issuer is empty")]
    NoIssuer,
    /// The language is no BCP 47 tag.
    #[error("{0:?} is no language tag such as zh-CN")]
    Language(String),
    /// A table has no columns, too many, or one of no width.
    #[error("a table has from 1 to {max} columns, each with a width above 0", max = limits::TABLE_COLUMNS_MAX)]
    Columns,
    /// A row has not a cell for each column.
    #[error("row {row} has {cells} cells for {columns} columns")]
    Cells {
        /// Which row, from 0.
        row: usize,
        /// How many cells it has.
        cells: usize,
        /// How many columns the table has.
        columns: usize,
    },
    /// A table has too many rows.
    #[error("a table of {0} rows is too long (at most {max})", max = limits::TABLE_ROWS_MAX)]
    Rows(usize),
    /// A text is too long.
    #[error("a text of {chars} characters is too long (at most {chars_max})")]
    Text {
        /// How many characters it has.
        chars: usize,
        /// How many it may have: [`limits::HEADING_CHARS_MAX`] or [`limits::TEXT_CHARS_MAX`].
        chars_max: usize,
    },
    /// The paper has too many blocks.
    #[error("too many blocks (at most {max})", max = limits::BLOCKS_MAX)]
    Blocks,
    /// The paper fills too many pages.
    #[error("too many pages (at most {max})", max = limits::PAGES_MAX)]
    Pages,
    /// What the QR code is to hold is too long, or empty.
    #[error("a QR code holds from 1 to {max} bytes", max = limits::QR_BYTES_MAX)]
    Qr,
    /// The texts of a certificate do not fit on its one page.
    #[error("the texts are too long for one page")]
    DoesNotFit,
    /// The fonts lack characters of a certificate that is to be exact.
    #[error("the fonts lack {}", .0.iter().map(|c| format!("{c} (U+{:04X})", u32::from(*c))).collect::<Vec<_>>().join(", "))]
    Missing(Vec<char>),
    /// The fonts in the program could not be read.
    #[error("the embedded fonts are damaged")]
    Fonts,
    /// The PDF could not be written, or would not conform to its standards.
    #[error("the PDF could not be written: {0}")]
    Writer(String),
}
