//! The code with which a redemption is collected.

use crate::codes::TypedCode;

/// What the resident shows and the provider reads: once, for one redemption. It is derived from the redemption, so that
/// it can be shown again while only its keyed hash is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RedemptionCode(TypedCode);

impl RedemptionCode {
    /// The code that a keyed hash gives: its first 40 bits.
    #[must_use]
    pub fn from_hash(hash: &[u8; 32]) -> Self {
        let mut bytes = [0; TypedCode::BYTES];
        bytes.copy_from_slice(&hash[..TypedCode::BYTES]);
        Self(TypedCode::from_bytes(bytes))
    }

    /// Reads what was typed or scanned: the code itself, or an address that ends with `code=` and the code.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let typed = text.rsplit_once("code=").map_or(text, |(_, code)| code);
        TypedCode::parse(typed).map(Self)
    }

    /// The code as it is compared.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// The code as it is shown: in two groups of four.
    #[must_use]
    pub fn grouped(&self) -> String {
        self.0.grouped()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_reads_back_as_it_is_shown_typed_or_scanned() {
        let code = RedemptionCode::from_hash(&[0xA7; 32]);
        let shown = code.grouped();
        assert_eq!(RedemptionCode::parse(&shown), Some(code.clone()));
        assert_eq!(RedemptionCode::parse(&shown.to_lowercase().replace('-', " ")), Some(code.clone()));
        let scanned = format!("https://town.example/provider/collect?code={}", code.as_str());
        assert_eq!(RedemptionCode::parse(&scanned), Some(code));
        for bad in ["", "code=", "1234-567", "1234-56789", "UUUU-UUUU"] {
            assert_eq!(RedemptionCode::parse(bad), None, "{bad}");
        }
    }
}
