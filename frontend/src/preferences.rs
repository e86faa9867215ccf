//! How this person wants the app to look on this device: large text, light or dark.

use std::sync::LazyLock;

use leptos::prelude::*;

use crate::device;

/// Light, dark, or as the system says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    /// As the system says.
    System,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

impl Theme {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    /// Its name in storage and in `<html data-theme>`.
    pub fn name(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

const THEME: &str = "theme";
const SIZE: &str = "size";
const LARGE: &str = "large";

// Like the language these belong to the document (`<html data-theme data-size>`), not to a part of the tree.
static THEME_CHOSEN: LazyLock<ArcRwSignal<Theme>> = LazyLock::new(|| {
    let name = device::recall(THEME);
    ArcRwSignal::new(
        Theme::ALL.into_iter().find(|theme| Some(theme.name()) == name.as_deref()).unwrap_or(Theme::System),
    )
});
static LARGE_TEXT: LazyLock<ArcRwSignal<bool>> =
    LazyLock::new(|| ArcRwSignal::new(device::recall(SIZE).as_deref() == Some(LARGE)));

/// The chosen theme; tracked.
pub fn theme() -> Theme {
    THEME_CHOSEN.get()
}

/// Chooses a theme and remembers it.
pub fn choose_theme(theme: Theme) {
    device::remember(THEME, theme.name());
    THEME_CHOSEN.set(theme);
}

/// Whether large-text mode is on; tracked. Pages show fewer things then.
pub fn large_text() -> bool {
    LARGE_TEXT.get()
}

/// Switches large-text mode and remembers it.
pub fn choose_large_text(large: bool) {
    device::remember(SIZE, if large { LARGE } else { "normal" });
    LARGE_TEXT.set(large);
}

/// Keeps the attributes of `<html>` that the style sheets look at.
pub fn apply_to_document() {
    Effect::new(|| {
        let chosen = theme();
        device::set_root_attribute("data-theme", (chosen != Theme::System).then(|| chosen.name()));
    });
    Effect::new(|| device::set_root_attribute("data-size", large_text().then_some(LARGE)));
}
