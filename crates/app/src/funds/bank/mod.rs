//! The bank's side of a fund's books: statements that are imported, their lines, and which posting each belongs to
//! (`domain::funds::books::reconcile`).
//!
//! A line is matched with one posting at most and a posting with one line. What nobody booked is booked as anything else is, as income
//! or a disbursement; nothing here moves money.

mod cash;
mod columns;
mod import;
mod matching;
mod read;
mod row;
mod standing;

pub use self::{
    cash::{CashCursor, CashPosting},
    columns::{BadLine, COLUMNS, Column},
    import::{Imported, import},
    matching::{match_line, part_line, run},
    read::{LineCursor, Lines, ShownLine, line, lines, missing, statements},
    row::{MatchedHow, StoredLine, StoredStatement},
    standing::{Side, Standing, standing},
};
