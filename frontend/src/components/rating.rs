//! One to five stars.

use leptos::{prelude::*, text_prop::TextProp};

use super::Icon;
use crate::i18n::common;

/// The most stars.
const STARS: u8 = 5;

/// Asks for one to five stars; 0 is no answer yet.
#[component]
pub fn Rating(
    /// The field's name.
    name: &'static str,
    /// What is rated.
    #[prop(into)]
    label: TextProp,
    /// The answer.
    value: RwSignal<u8>,
) -> impl IntoView {
    let star = move |number: u8| {
        view! {
            <label class:rating__star--on=move || { value.get() >= number }>
                <input
                    type="radio"
                    name=name
                    value=number
                    aria-label=move || common::stars(number)
                    prop:checked=move || value.get() == number
                    on:change=move |_| value.set(number)
                />
                <Icon icon=icondata_lu::LuStar/>
            </label>
        }
    };
    view! {
        <fieldset class="field">
            <legend class="field__label">{move || label.get()}</legend>
            <div class="rating">{(1..=STARS).map(star).collect_view()}</div>
            <p class="field__hint" aria-live="polite">
                {move || match value.get() {
                    0 => common::please_choose().to_owned(),
                    stars => common::stars(stars),
                }}
            </p>
        </fieldset>
    }
}

/// Stars that somebody gave.
#[component]
pub fn Stars(
    /// How many.
    value: u8,
) -> impl IntoView {
    view! {
        <span class="rating" role="img" aria-label=move || common::stars(value)>
            {(1..=STARS)
                .map(|number| view! { <span class:rating__star--on={number <= value}><Icon icon=icondata_lu::LuStar/></span> })
                .collect_view()}
        </span>
    }
}
