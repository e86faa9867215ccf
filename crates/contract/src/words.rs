//! Rules about words that people write.

use validator::ValidationError;

/// Text that has something in it beside spaces, and nothing that cannot be shown. Its length is a rule of its own.
///
/// # Errors
/// `required` for spaces alone, `not_text` for control characters other than line breaks.
pub(crate) fn not_blank(raw: &str) -> Result<(), ValidationError> {
    if raw.trim().is_empty() {
        Err(ValidationError::new("required"))
    } else if raw.chars().any(|c| c.is_control() && c != '\n') {
        Err(ValidationError::new("not_text"))
    } else {
        Ok(())
    }
}

/// Words that may be none, but can be shown.
pub(crate) fn text(raw: &str) -> Result<(), ValidationError> {
    if raw.trim().is_empty() { Ok(()) } else { not_blank(raw) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_more_than_spaces_and_can_be_shown() {
        assert!(not_blank("第二项\n扣分有误").is_ok());
        assert_eq!(not_blank(" \n").unwrap_err().code, "required");
        assert_eq!(not_blank("a\u{7}").unwrap_err().code, "not_text");
    }
}
