//! What a list of tickets is searched for.

use super::TicketNumber;
use crate::search::{Query, QueryError, fold};

/// A number, or words of the report and of where it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sought {
    /// The one ticket of this number.
    Number(TicketNumber),
    /// Every ticket with these words.
    Words(Query),
}

impl Sought {
    /// Reads what somebody typed: a ticket's number is that ticket, everything else is words. `None` for blanks.
    ///
    /// # Errors
    /// Those of [`Query::new`].
    pub fn new(raw: &str) -> Result<Option<Self>, QueryError> {
        let Some(query) = Query::new(raw)? else { return Ok(None) };
        Ok(Some(fold(raw).parse().map_or(Self::Words(query), Self::Number)))
    }

    /// The words, where it is words.
    #[must_use]
    pub const fn words(&self) -> Option<&Query> {
        match self {
            Self::Words(query) => Some(query),
            Self::Number(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_a_number_in_any_width() {
        let number = Some(Sought::Number(TicketNumber { year: 2026, serial: 123 }));
        for raw in ["2026-000123", " 2026-123 ", "２０２６－０００１２３"] {
            assert_eq!(Sought::new(raw), Ok(number.clone()), "{raw}");
        }
        assert!(matches!(Sought::new("2026-000123 路灯"), Ok(Some(Sought::Words(_)))));
        assert_eq!(Sought::new(" "), Ok(None));
        assert_eq!(Sought::new("灯"), Err(QueryError::TooShort));
    }
}
