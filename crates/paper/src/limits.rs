//! How much one paper takes.

/// Rows of a table.
pub const TABLE_ROWS_MAX: usize = 20_000;
/// Columns of a table.
pub const TABLE_COLUMNS_MAX: usize = 16;
/// Characters of a title or a heading: they are also in the outline of the file.
pub const HEADING_CHARS_MAX: usize = 500;
/// Characters of any other text: a paragraph, a cell.
pub const TEXT_CHARS_MAX: usize = 20_000;
/// Blocks of a paper, where each fact counts.
pub const BLOCKS_MAX: usize = 5_000;
/// Pages of a paper.
pub const PAGES_MAX: usize = 2_000;
/// Bytes in a QR code: more does not scan well at the size it is printed in.
pub const QR_BYTES_MAX: usize = 300;
