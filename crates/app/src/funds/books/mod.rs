//! What everybody reads of a fund's books: totals, and the postings behind each of them. Pages, files and disclosures all come
//! from [`totals`] and [`lines`], so that they are equal to the fen.

mod lines;
mod spans;
mod totals;

pub use self::{
    lines::{Cursor, IncomeSeen, Line, count, lines},
    totals::{Choice, Total, Totals, totals},
};
pub(super) use self::{
    lines::{income_of, payment_of},
    spans::{Span, span},
    totals::of,
};
