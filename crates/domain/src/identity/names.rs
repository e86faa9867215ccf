//! Login names, display names, telephone numbers.

use std::fmt;

/// What somebody signs in with. Lower case; never like a telephone number, so that one field takes both.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct LoginName(String);

impl LoginName {
    /// Shortest, in characters.
    pub const CHARS_MIN: usize = 3;
    /// Longest, in characters.
    pub const CHARS_MAX: usize = 32;

    /// Lowers and checks a raw name: `[a-z0-9][a-z0-9._-]*`, not of digits alone.
    ///
    /// # Errors
    /// [`NameError::Login`].
    pub fn new(raw: &str) -> Result<Self, NameError> {
        let name = raw.trim().to_ascii_lowercase();
        let good = (Self::CHARS_MIN..=Self::CHARS_MAX).contains(&name.len())
            && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"._-".contains(&b))
            && name.bytes().next().is_some_and(|b| b.is_ascii_alphanumeric())
            && !name.bytes().all(|b| b.is_ascii_digit());
        if good { Ok(Self(name)) } else { Err(NameError::Login) }
    }

    /// The name as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What others call somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DisplayName(String);

impl DisplayName {
    /// Longest, in characters.
    pub const CHARS_MAX: usize = 30;

    /// Trims and checks a raw name.
    ///
    /// # Errors
    /// [`NameError::Display`] where it is empty, too long, or has characters that cannot be seen (controls,
    /// and the marks that turn the direction of writing round).
    pub fn new(raw: &str) -> Result<Self, NameError> {
        let name = raw.trim();
        let hidden = |c: char| {
            c.is_control()
                || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
        };
        let good = (1..=Self::CHARS_MAX).contains(&name.chars().count()) && !name.chars().any(hidden);
        if good { Ok(Self(name.to_owned())) } else { Err(NameError::Display) }
    }

    /// The name as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A mobile number of the mainland: 11 digits. Shown masked by `Debug`.
#[derive(Clone, PartialEq, Eq)]
pub struct Phone(String);

impl Phone {
    /// Reads a number; spaces, dashes and the country's code in front are dropped.
    ///
    /// # Errors
    /// [`NameError::Phone`].
    pub fn new(raw: &str) -> Result<Self, NameError> {
        let digits: String = raw.chars().filter(|c| !matches!(c, ' ' | '-')).take(20).collect();
        let digits = digits.strip_prefix("+86").or_else(|| digits.strip_prefix("0086")).unwrap_or(&digits);
        let bytes = digits.as_bytes();
        let good = bytes.len() == 11
            && bytes.iter().all(u8::is_ascii_digit)
            && bytes.first() == Some(&b'1')
            && bytes.get(1).is_some_and(|b| (b'3'..=b'9').contains(b));
        if good { Ok(Self(digits.to_owned())) } else { Err(NameError::Phone) }
    }

    /// The eleven digits.
    #[must_use]
    pub fn digits(&self) -> &str {
        &self.0
    }

    /// The number as others may see it: `138****0000`.
    #[must_use]
    pub fn masked(&self) -> String {
        format!("{}****{}", &self.0[..3], &self.0[7..])
    }
}

impl fmt::Debug for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Phone({})", self.masked())
    }
}

/// Why a text cannot be a name or a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NameError {
    /// See [`LoginName::new`].
    #[error("a login has 3 to 32 letters, digits, dots, underscores or dashes, and not only digits")]
    Login,
    /// See [`DisplayName::new`].
    #[error("a display name has 1 to 30 visible characters")]
    Display,
    /// See [`Phone::new`].
    #[error("a mobile number has 11 digits and begins with 13 to 19")]
    Phone,
}

/// What others are called by those who need not know whom they deal with: `林霞` → `林*`. A name of one character is a star.
#[must_use]
pub fn masked_name(name: &str) -> String {
    match name.chars().count() {
        0 | 1 => "*".to_owned(),
        _ => name.chars().enumerate().map(|(at, c)| if at == 0 { c } else { '*' }).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_login_name_is_lowered_and_never_looks_like_a_number() {
        assert_eq!(LoginName::new(" Lin.Xia ").unwrap().as_str(), "lin.xia");
        for bad in ["ab", "13800000000", ".abc", "林霞", "a b c", "a@b.cn", &"x".repeat(33)] {
            assert_eq!(LoginName::new(bad), Err(NameError::Login), "{bad}");
        }
    }

    #[test]
    fn a_masked_name_keeps_its_first_character_alone() {
        assert_eq!(masked_name("林小霞"), "林**");
        assert_eq!(masked_name("林"), "*");
    }

    #[test]
    fn a_phone_is_read_as_people_write_it_and_shown_masked() {
        let phone = Phone::new("+86 138-0000-0000").unwrap();
        assert_eq!(phone.digits(), "13800000000");
        assert_eq!(format!("{phone:?}"), "Phone(138****0000)");
        for bad in ["12800000000", "1380000000", "138000000000", "1380000000x", ""] {
            assert_eq!(Phone::new(bad), Err(NameError::Phone), "{bad}");
        }
    }

    #[test]
    fn a_display_name_has_nothing_hidden_in_it() {
        assert_eq!(DisplayName::new(" 林霞 ").unwrap().as_str(), "林霞");
        for bad in ["", "  ", "a\nb", "a\u{202e}b", "\u{200b}", &"字".repeat(31)] {
            assert_eq!(DisplayName::new(bad), Err(NameError::Display), "{bad:?}");
        }
    }
}
