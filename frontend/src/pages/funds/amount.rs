//! Amounts of money as they are typed into forms: in yuan, read to the last fen.

use contract::problems::FieldProblem;
use domain::funds::Amount;

use crate::{amounts::hundredths, i18n::funds};

/// Reads an amount; what is none is a problem of its field.
///
/// # Errors
/// The problem of the field with this pointer.
pub fn read(text: &str, pointer: &str) -> Result<Amount, FieldProblem> {
    let amount = hundredths(text).and_then(|fen| Amount::new(fen).ok());
    amount.ok_or_else(|| wrong(pointer, funds::not_an_amount()))
}

/// Something that this page noticed at a field, before anything was sent.
pub fn wrong(pointer: &str, detail: &str) -> FieldProblem {
    FieldProblem { pointer: pointer.to_owned(), code: "type".into(), detail: detail.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn yuan_are_read_as_fen_and_nothing_is_no_amount() {
        assert_eq!(read("1,234.50", "/amount_fen").map(Amount::fen), Ok(123_450));
        for bad in ["", "0", "-5", "1.234", "99999999999"] {
            assert_eq!(read(bad, "/amount_fen").unwrap_err().pointer, "/amount_fen", "{bad}");
        }
    }
}
