//! Short codes that people show, read out and type.

use std::fmt;

/// Eight letters and digits of Crockford's base 32, which leaves out the ones that are mistaken for others.
#[derive(Clone, PartialEq, Eq)]
pub struct TypedCode(String);

impl TypedCode {
    /// Characters of a code; each carries five bits.
    pub const CHARS: usize = 8;
    /// Bytes behind a code.
    pub const BYTES: usize = 5;
    const ALPHABET: &'static [u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    /// The code that stands for 40 bits.
    #[must_use]
    pub fn from_bytes(bytes: [u8; Self::BYTES]) -> Self {
        let bits = bytes.iter().fold(0_u64, |bits, byte| bits << 8 | u64::from(*byte));
        let letter = |n: usize| {
            let five = bits >> (5 * (Self::CHARS - 1 - n)) & 31;
            char::from(Self::ALPHABET[usize::try_from(five).unwrap_or(0)])
        };
        Self((0..Self::CHARS).map(letter).collect())
    }

    /// Reads a code as people type it: in any case, with blanks or dashes, O for 0, I or L for 1.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let code: String = text
            .chars()
            .filter(|c| !matches!(c, ' ' | '-'))
            .take(Self::CHARS + 1)
            .map(|c| match c.to_ascii_uppercase() {
                'O' => '0',
                'I' | 'L' => '1',
                other => other,
            })
            .collect();
        let good = code.len() == Self::CHARS && code.bytes().all(|b| Self::ALPHABET.contains(&b));
        good.then_some(Self(code))
    }

    /// The code as it is kept and compared.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The code as it is shown: in two groups of four.
    #[must_use]
    pub fn grouped(&self) -> String {
        let (left, right) = self.0.split_at(Self::CHARS / 2);
        format!("{left}-{right}")
    }
}

/// A code is a secret: it is not written into logs.
impl fmt::Debug for TypedCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TypedCode(…)")
    }
}
