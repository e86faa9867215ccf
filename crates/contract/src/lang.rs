//! The three languages of the interface.

use serde::{Deserialize, Serialize};

/// A language of the interface.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Lang {
    /// 简体中文
    #[default]
    #[serde(rename = "zh-Hans")]
    ZhHans,
    /// 繁體中文
    #[serde(rename = "zh-Hant")]
    ZhHant,
    /// English
    #[serde(rename = "en")]
    En,
}

impl Lang {
    /// Every language.
    pub const ALL: [Self; 3] = [Self::ZhHans, Self::ZhHant, Self::En];

    /// The BCP 47 tag.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::ZhHans => "zh-Hans",
            Self::ZhHant => "zh-Hant",
            Self::En => "en",
        }
    }

    /// The language that a tag asks for; `None` where it is none of the three.
    #[must_use]
    pub fn from_tag(tag: &str) -> Option<Self> {
        let tag = tag.trim().to_ascii_lowercase();
        let mut parts = tag.split(['-', '_']);
        match parts.next()? {
            "en" => Some(Self::En),
            "zh" => {
                let traditional = parts.any(|part| matches!(part, "hant" | "tw" | "hk" | "mo"));
                Some(if traditional { Self::ZhHant } else { Self::ZhHans })
            }
            _ => None,
        }
    }

    /// The best language for an `Accept-Language` header (or a browser's list); the order of the text counts
    /// where no weights are given.
    #[must_use]
    pub fn negotiate(header: &str) -> Self {
        let weight = |item: &str| {
            let q = item.split(';').nth(1).and_then(|q| q.trim().strip_prefix("q="));
            // Thousandths, without floating point: "0.85" → 850.
            q.map_or(1000, |q| {
                let (whole, part) = q.split_once('.').unwrap_or((q, ""));
                let part: u32 = format!("{part:0<3.3}").parse().unwrap_or(0);
                whole.parse::<u32>().unwrap_or(0) * 1000 + part
            })
        };
        let mut best = (0, Self::default());
        for item in header.split(',').take(20) {
            if let Some(lang) = Self::from_tag(item.split(';').next().unwrap_or(item))
                && weight(item) > best.0
            {
                best = (weight(item), lang);
            }
        }
        best.1
    }
}

/// One text in the three languages; `{name}` marks a parameter.
#[derive(Clone, Copy, Debug)]
pub struct Text {
    /// 简体
    pub hans: &'static str,
    /// 繁體
    pub hant: &'static str,
    /// English
    pub en: &'static str,
}

impl Text {
    /// The text in one language.
    #[must_use]
    pub const fn get(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::ZhHans => self.hans,
            Lang::ZhHant => self.hant,
            Lang::En => self.en,
        }
    }

    /// The text with its parameters filled in.
    #[must_use]
    pub fn fill(&self, lang: Lang, params: &[(String, String)]) -> String {
        params.iter().fold(self.get(lang).to_owned(), |text, (name, value)| {
            text.replace(&format!("{{{name}}}"), value)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_heaviest_known_language_wins() {
        assert_eq!(Lang::negotiate("fr, en;q=0.8, zh-TW;q=0.9"), Lang::ZhHant);
        assert_eq!(Lang::negotiate("zh-CN,zh;q=0.9,en;q=0.8"), Lang::ZhHans);
        assert_eq!(Lang::negotiate("en-GB"), Lang::En);
        assert_eq!(Lang::negotiate("de"), Lang::ZhHans);
        assert_eq!(Lang::negotiate(""), Lang::ZhHans);
    }

    #[test]
    fn parameters_are_filled_in() {
        let text = Text { hans: "最多{max}字", hant: "最多{max}字", en: "at most {max} characters" };
        assert_eq!(text.fill(Lang::En, &[("max".into(), "120".into())]), "at most 120 characters");
    }
}
