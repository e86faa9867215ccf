//! Invoices that a disbursement pays.

use serde::Serialize;

use crate::{funds::Amount, journal::NodeHash};

/// The number of an invoice: letters and digits, as they are compared (wide ones made narrow, lower case made upper,
/// everything else left out), 1 to 40 of them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct InvoiceNumber(String);

/// No number of an invoice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the number of an invoice has 1 to {max} letters and digits", max = InvoiceNumber::CHARS_MAX)]
pub struct InvoiceNumberError;

impl InvoiceNumber {
    /// Longest number.
    pub const CHARS_MAX: usize = 40;

    /// Reads a number as it is written on paper: spaces, dashes and case make no other number of it.
    ///
    /// # Errors
    /// [`InvoiceNumberError`].
    pub fn new(raw: &str) -> Result<Self, InvoiceNumberError> {
        use unicode_normalization::UnicodeNormalization;
        let kept = raw.nfkc().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase);
        let number: String = kept.take(Self::CHARS_MAX + 1).collect();
        let fits = (1..=Self::CHARS_MAX).contains(&number.chars().count());
        if fits { Ok(Self(number)) } else { Err(InvoiceNumberError) }
    }

    /// The number.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// An invoice.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Invoice {
    /// Its number: that of an electronic invoice has twenty digits and is the only one of its kind in the country; of older
    /// ones code and number together.
    pub number: InvoiceNumber,
    /// The SHA-256 of its picture or file.
    pub image: NodeHash,
    /// What it asks for.
    pub amount: Amount,
}
