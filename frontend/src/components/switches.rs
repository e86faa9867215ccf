//! How the app looks and in which language: on every screen, remembered on the device.

use contract::lang::Lang;
use leptos::prelude::*;

use super::{Choice, Icon, Segments};
use crate::{
    i18n::{self, common},
    preferences::{self, Theme},
};

/// Chooses the language; every name is in its own language.
#[component]
pub fn LanguageSwitch() -> impl IntoView {
    let choose = move |tag: String| {
        if let Some(lang) = Lang::ALL.into_iter().find(|lang| lang.tag() == tag) {
            i18n::choose(lang);
        }
    };
    view! {
        <select class="language" aria-label="语言 Language" on:change:target=move |event| choose(event.target().value())>
            {Lang::ALL
                .into_iter()
                .map(|lang| {
                    let chosen = move || i18n::lang() == lang;
                    view! { <option value=lang.tag() lang=lang.tag() selected=chosen>{i18n::own_name(lang)}</option> }
                })
                .collect_view()}
        </select>
    }
}

/// Large-text mode on and off.
#[component]
pub fn LargeTextSwitch() -> impl IntoView {
    view! {
        <button
            type="button"
            class="switch"
            aria-pressed=move || preferences::large_text().to_string()
            on:click=move |_| preferences::choose_large_text(!preferences::large_text())
        >
            <Icon icon=icondata_lu::LuAArrowUp/>
            <span>{common::large_text}</span>
        </button>
    }
}

/// Light, dark, or as the system says, in one line of a bar.
#[component]
pub fn ThemeSelect() -> impl IntoView {
    let words = |theme| match theme {
        Theme::System => common::theme_system(),
        Theme::Light => common::theme_light(),
        Theme::Dark => common::theme_dark(),
    };
    view! {
        <select class="language" aria-label=common::theme on:change:target=move |event| choose_theme(&event.target().value())>
            {Theme::ALL
                .into_iter()
                .map(|theme| {
                    let chosen = move || preferences::theme() == theme;
                    view! { <option value=theme.name() selected=chosen>{move || words(theme)}</option> }
                })
                .collect_view()}
        </select>
    }
}

fn choose_theme(name: &str) {
    if let Some(theme) = Theme::ALL.into_iter().find(|theme| theme.name() == name) {
        preferences::choose_theme(theme);
    }
}

/// Light, dark, or as the system says.
#[component]
pub fn ThemeSwitch() -> impl IntoView {
    let choices = move || {
        vec![
            Choice::new(Theme::System.name(), common::theme_system).icon(icondata_lu::LuMonitorSmartphone),
            Choice::new(Theme::Light.name(), common::theme_light).icon(icondata_lu::LuSun),
            Choice::new(Theme::Dark.name(), common::theme_dark).icon(icondata_lu::LuMoon),
        ]
    };
    view! {
        <Segments
            name="theme"
            label=common::theme
            choices=Signal::derive(choices)
            value=Signal::derive(|| preferences::theme().name().to_owned())
            on_choose=|name: String| choose_theme(&name)
        />
    }
}
