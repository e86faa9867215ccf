//! A provider's bill of one day, as reconciling needs it.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::error::PaymentError;
use crate::limits;
use crate::money::Fen;

/// Which way the money of a line went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// To us.
    Payment,
    /// Back to the payer.
    Refund,
}

/// How far it got.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Progress {
    /// On its way. A bill is never updated: what it calls pending may be done since.
    Pending,
    /// Done.
    Done,
    /// It did not happen.
    Failed,
}

/// One payment or one refund of a day: a line of a bill, or one of ours.
///
/// The numbers are plain texts, because a merchant's bill also has what other systems of the merchant did.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Line {
    /// Which way.
    pub kind: Kind,
    /// Our number of the order.
    pub order: String,
    /// Our number of the refund; none for a payment.
    pub refund: Option<String>,
    /// The provider's number of the payment.
    pub transaction: String,
    /// How much, in fen.
    pub amount: Fen,
    /// How far it got.
    pub progress: Progress,
    /// When.
    pub at: DateTime<Utc>,
}

/// The table of a bill: finds columns by their names, which keep their meaning where their order does not.
pub(crate) struct Table<'a> {
    names: Vec<&'a str>,
    separator: &'static str,
    free_text: Option<usize>,
}

impl<'a> Table<'a> {
    /// Reads the line of names. In `free_text` payers' and merchants' own words may hold separators.
    pub(crate) fn new(header: &'a str, separator: &'static str, free_text: &str) -> Self {
        let names: Vec<&str> = header.split(',').map(clean).collect();
        let free_text = names.iter().position(|name| name.starts_with(free_text));
        Self { names, separator, free_text }
    }

    /// The column of a name; a unit may follow it, such as `（元）`.
    pub(crate) fn column(&self, name: &str) -> Option<usize> {
        self.names.iter().position(|candidate| *candidate == name).or_else(|| {
            let unit = |rest: &str| rest.starts_with(['（', '(']);
            self.names.iter().position(|candidate| candidate.strip_prefix(name).is_some_and(unit))
        })
    }

    /// The column of a name that must be there.
    ///
    /// # Errors
    ///
    /// [`PaymentError::Malformed`].
    pub(crate) fn need(&self, name: &str) -> Result<usize, PaymentError> {
        self.column(name).ok_or(PaymentError::Malformed("a column of the bill is missing"))
    }

    /// Cuts a line into fields, as many as there are names.
    ///
    /// # Errors
    ///
    /// [`PaymentError::Malformed`] where there are fewer, or more than free text explains.
    pub(crate) fn fields<'l>(&self, line: &'l str) -> Result<Vec<&'l str>, PaymentError> {
        let mut fields: Vec<&str> = line.split(self.separator).map(clean).collect();
        let surplus = fields.len().checked_sub(self.names.len());
        match (surplus, self.free_text) {
            (Some(0), _) => {}
            (Some(surplus), Some(at)) => drop(fields.drain(at + 1..=at + surplus)),
            _ => return Err(PaymentError::Malformed("a line of the bill has not a field for each column")),
        }
        Ok(fields)
    }
}

/// Takes off what keeps spreadsheets from turning numbers into other numbers.
fn clean(field: &str) -> &str {
    field.trim_matches(|c: char| c.is_whitespace() || c == '`' || c == '\u{feff}')
}

/// Adds a line within the limit.
///
/// # Errors
///
/// [`PaymentError::Malformed`] where there are too many.
pub(crate) fn push(lines: &mut Vec<Line>, line: Line) -> Result<(), PaymentError> {
    if lines.len() >= limits::BILL_LINES_MAX {
        return Err(PaymentError::Malformed("the bill has too many lines"));
    }
    lines.push(line);
    Ok(())
}
