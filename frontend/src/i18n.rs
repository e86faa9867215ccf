//! Languages. The texts themselves are functions that `build.rs` makes from `locales/`: `i18n::common::save()`.
//!
//! A text without arguments can be given to a view or to a [`TextProp`](leptos::text_prop::TextProp) as it stands
//! (`<Button>{common::save}</Button>`) and then follows the language; one with arguments goes into a closure
//! (`{move || common::hello(name.get())}`).

use std::sync::LazyLock;

use leptos::prelude::*;

use crate::device;

include!(concat!(env!("OUT_DIR"), "/i18n.rs"));

/// A language that every text exists in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Locale {
    /// Simplified Chinese: the language that texts are written in first.
    ZhHans,
    /// Traditional Chinese.
    ZhHant,
    /// English.
    En,
}

impl Locale {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::ZhHans, Self::ZhHant, Self::En];

    /// The BCP 47 tag, as in `<html lang>`.
    pub fn tag(self) -> &'static str {
        match self {
            Self::ZhHans => "zh-Hans",
            Self::ZhHant => "zh-Hant",
            Self::En => "en",
        }
    }

    /// Its name in itself, the only form that somebody who landed in the wrong language can read.
    pub fn own_name(self) -> &'static str {
        match self {
            Self::ZhHans => "简体中文",
            Self::ZhHant => "繁體中文",
            Self::En => "English",
        }
    }

    /// What a browser's language tag asks for: `zh-TW`, `zh-HK` and `zh-Hant-…` are Traditional.
    pub fn from_tag(tag: &str) -> Option<Self> {
        let tag = tag.to_ascii_lowercase();
        let mut parts = tag.split(['-', '_']);
        match parts.next()? {
            // A script that is named decides; else the region does.
            "zh" => match parts.find(|part| matches!(*part, "hans" | "hant" | "tw" | "hk" | "mo")) {
                None | Some("hans") => Some(Self::ZhHans),
                Some(_) => Some(Self::ZhHant),
            },
            "en" => Some(Self::En),
            _ => None,
        }
    }
}

const REMEMBERED_AS: &str = "locale";

// One document has one language (`<html lang>`), so it is one signal and not a context that every helper must be handed.
static LOCALE: LazyLock<ArcRwSignal<Locale>> = LazyLock::new(|| ArcRwSignal::new(initial()));

/// The chosen language, else the first of the browser's languages that there is, else Simplified Chinese.
fn initial() -> Locale {
    let chosen = device::recall(REMEMBERED_AS).and_then(|tag| Locale::from_tag(&tag));
    chosen.or_else(|| device::languages().iter().find_map(|tag| Locale::from_tag(tag))).unwrap_or(Locale::ZhHans)
}

/// The current language; whoever asks inside a view or an effect follows its changes.
pub fn locale() -> Locale {
    LOCALE.get()
}

/// Switches the language and remembers it on this device.
pub fn choose(locale: Locale) {
    device::remember(REMEMBERED_AS, locale.tag());
    LOCALE.set(locale);
}

/// Keeps `<html lang>` what the page is written in.
pub fn announce_language() {
    Effect::new(|| device::set_root_attribute("lang", Some(locale().tag())));
}

/// The text in the current language.
pub fn pick(texts: &[&'static str; 3]) -> &'static str {
    match locale() {
        Locale::ZhHans => texts[0],
        Locale::ZhHant => texts[1],
        Locale::En => texts[2],
    }
}

/// A number that decides between "photo" and "photos".
pub trait Count {
    /// Whether it is one, and the number as it is shown.
    fn shown(self) -> (bool, String);
}

macro_rules! counts {
    ($($number:ty),*) => {$(
        impl Count for $number {
            fn shown(self) -> (bool, String) {
                (self == 1, crate::format::number(i64::try_from(self).unwrap_or(i64::MAX)))
            }
        }
    )*};
}
counts!(i32, i64, u8, u16, u32, u64, usize);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regions_that_write_traditional_get_traditional() {
        for (tag, locale) in [
            ("zh", Some(Locale::ZhHans)),
            ("zh-CN", Some(Locale::ZhHans)),
            ("zh-Hans-TW", Some(Locale::ZhHans)),
            ("zh-TW", Some(Locale::ZhHant)),
            ("zh-Hant-CN", Some(Locale::ZhHant)),
            ("zh-HK", Some(Locale::ZhHant)),
            ("en-GB", Some(Locale::En)),
            ("fr", None),
        ] {
            assert_eq!(Locale::from_tag(tag), locale, "{tag}");
        }
    }

    #[test]
    fn one_is_told_from_many_in_english_only() {
        LOCALE.set(Locale::En);
        assert_eq!(common::photos(1), "1 photo");
        assert_eq!(common::photos(1200), "1,200 photos");
        LOCALE.set(Locale::ZhHans);
        assert_eq!(common::photos(1), "1 张照片");
    }
}
