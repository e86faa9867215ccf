//! Buttons do something here; links go somewhere.

use leptos::{prelude::*, text_prop::TextProp};

use super::Icon;
use crate::i18n::common;

/// How loud a button is. A page has at most one primary one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ButtonKind {
    /// What the page is for.
    Primary,
    /// Another way.
    #[default]
    Secondary,
    /// What cannot be undone.
    Danger,
    /// A word among others.
    Quiet,
}

impl ButtonKind {
    fn class(self) -> &'static str {
        match self {
            Self::Primary => "button button--primary",
            Self::Secondary => "button button--secondary",
            Self::Danger => "button button--danger",
            Self::Quiet => "button",
        }
    }
}

/// A button. While busy it keeps its place and its focus, says so, and does nothing when pressed.
#[component]
pub fn Button(
    /// The words on it: a plain verb.
    children: Children,
    /// How loud it is.
    #[prop(optional)]
    kind: ButtonKind,
    /// A picture before the words.
    #[prop(optional)]
    icon: Option<icondata_core::Icon>,
    /// Whether it sends the form it is in.
    #[prop(optional)]
    submit: bool,
    /// As wide as its column.
    #[prop(optional)]
    wide: bool,
    /// For a row of a table.
    #[prop(optional)]
    small: bool,
    /// While what it started goes on.
    #[prop(optional, into)]
    busy: Signal<bool>,
    /// What pressing it does.
    #[prop(optional, into)]
    on_press: Option<Callback<()>>,
) -> impl IntoView {
    let press = move |event: leptos::ev::MouseEvent| {
        if busy.get_untracked() {
            event.prevent_default();
        } else if let Some(on_press) = on_press {
            on_press.run(());
        }
    };
    let waiting = move || busy.get().then_some("true");
    view! {
        <button
            type=if submit { "submit" } else { "button" }
            class=kind.class()
            class:button--wide=wide
            class:button--small=small
            aria-busy=waiting
            aria-disabled=waiting
            on:click=press
        >
            {move || {
                if busy.get() {
                    view! { <span class="button__spinner" aria-hidden="true"></span> }.into_any()
                } else {
                    icon.map(|icon| view! { <Icon icon/> }).into_any()
                }
            }}
            <span>{children()}</span>
            <Show when=move || busy.get()>
                <span class="visually-hidden">{common::please_wait}</span>
            </Show>
        </button>
    }
}

/// A link that looks like a button.
#[component]
pub fn ButtonLink(
    /// The words on it.
    children: Children,
    /// Where it goes.
    #[prop(into)]
    href: Signal<String>,
    /// How loud it is.
    #[prop(optional)]
    kind: ButtonKind,
    /// A picture before the words.
    #[prop(optional)]
    icon: Option<icondata_core::Icon>,
    /// As wide as its column.
    #[prop(optional)]
    wide: bool,
) -> impl IntoView {
    view! {
        <a class=kind.class() class:button--wide=wide href=move || href.get()>
            {icon.map(|icon| view! { <Icon icon/> })}
            <span>{children()}</span>
        </a>
    }
}

/// One of the few large buttons of a first screen.
#[component]
pub fn BigButton(
    /// Where it goes.
    #[prop(into)]
    href: Signal<String>,
    /// What it is called.
    #[prop(into)]
    label: TextProp,
    /// Its picture.
    icon: icondata_core::Icon,
    /// Whether it is the one most people come for.
    #[prop(optional)]
    first: bool,
) -> impl IntoView {
    view! {
        <a class="big-button" class:big-button--first=first href=move || href.get()>
            <Icon icon/>
            <span>{move || label.get()}</span>
        </a>
    }
}
