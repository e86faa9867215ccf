//! Languages. The texts themselves are functions that `build.rs` makes from `locales/`: `i18n::common::save()`.
//!
//! A text without arguments can be given to a view or to a [`TextProp`](leptos::text_prop::TextProp) as it stands
//! (`<Button>{common::save}</Button>`) and then follows the language; one with arguments goes into a closure
//! (`{move || common::hello(name.get())}`).

use std::sync::LazyLock;

use contract::lang::Lang;
use domain::tickets::form::Words;
use leptos::prelude::*;

use crate::device;

include!(concat!(env!("OUT_DIR"), "/i18n.rs"));

/// A language's name in itself, the only form that somebody who landed in the wrong language can read.
pub fn own_name(lang: Lang) -> &'static str {
    match lang {
        Lang::ZhHans => "简体中文",
        Lang::ZhHant => "繁體中文",
        Lang::En => "English",
    }
}

const REMEMBERED_AS: &str = "lang";

// One document has one language (`<html lang>`), so it is one signal and not a context that every helper must be handed.
static LANG: LazyLock<ArcRwSignal<Lang>> = LazyLock::new(|| ArcRwSignal::new(initial()));

/// The chosen language, else the first of the browser's languages that there is, else Simplified Chinese.
fn initial() -> Lang {
    let chosen = device::recall(REMEMBERED_AS).and_then(|tag| Lang::from_tag(&tag));
    chosen.or_else(|| device::languages().iter().find_map(|tag| Lang::from_tag(tag))).unwrap_or_default()
}

/// The current language; whoever asks inside a view or an effect follows its changes.
pub fn lang() -> Lang {
    LANG.get()
}

/// Switches the language and remembers it on this device.
pub fn choose(lang: Lang) {
    device::remember(REMEMBERED_AS, lang.tag());
    LANG.set(lang);
}

/// Keeps `<html lang>` what the page is written in.
pub fn announce_language() {
    Effect::new(|| device::set_root_attribute("lang", Some(lang().tag())));
}

/// The text in the current language.
pub fn pick(texts: &[&'static str; 3]) -> &'static str {
    match lang() {
        Lang::ZhHans => texts[0],
        Lang::ZhHant => texts[1],
        Lang::En => texts[2],
    }
}

/// Words that an office wrote, in the current language.
pub fn in_words(words: &Words) -> String {
    match lang() {
        Lang::ZhHans => &words.hans,
        Lang::ZhHant => &words.hant,
        Lang::En => &words.en,
    }
    .clone()
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
    fn one_is_told_from_many_in_english_only() {
        LANG.set(Lang::En);
        assert_eq!(common::photos(1), "1 photo");
        assert_eq!(common::photos(1200), "1,200 photos");
        LANG.set(Lang::ZhHans);
        assert_eq!(common::photos(1), "1 张照片");
    }
}
