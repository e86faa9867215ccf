//! Choosing any number of many: boxes to tick, with words to find one by.

use std::collections::BTreeMap;

use leptos::{prelude::*, text_prop::TextProp};

use super::{Choice, field::Around};
use crate::i18n::common;

/// From so many answers on, one can look for words.
const SEARCHED_FROM: usize = 9;

/// A question with any number of answers. What was chosen stays chosen while it is not offered.
#[component]
pub fn Checks(
    /// The field's name.
    #[prop(into)]
    name: String,
    /// The question.
    #[prop(into)]
    label: TextProp,
    /// The chosen answers' values.
    value: RwSignal<Vec<String>>,
    /// The answers.
    #[prop(into)]
    choices: Signal<Vec<Choice>>,
    /// What helps to answer.
    #[prop(optional, into)]
    hint: Option<TextProp>,
) -> impl IntoView {
    let around = Around::new(&name, &label, hint.is_some());
    let (described_by, invalid, id) = (around.described_by, around.invalid, around.id.clone());
    let words = RwSignal::new(String::new());
    // What was ever offered keeps its name.
    let known = StoredValue::new(BTreeMap::<String, TextProp>::new());
    Effect::new(move |_| {
        let offered = choices.get();
        known.update_value(|known| {
            known.extend(offered.into_iter().map(|choice| (choice.value, choice.label)));
        });
    });
    let searched = move || choices.with(|choices| choices.len() >= SEARCHED_FROM);
    let found = move || {
        let words = words.with(|words| words.trim().to_owned());
        let fits = |choice: &Choice| words.is_empty() || choice.label.get().contains(&words);
        choices.get().into_iter().filter(fits).collect::<Vec<_>>()
    };
    let chosen = move || {
        choices.track();
        value.with(|value| {
            let name =
                |one: &String| known.with_value(|known| known.get(one).map(|label| label.get().to_string()));
            let names: Vec<String> = value.iter().filter_map(name).collect();
            common::chosen(value.len(), names.join(" · "))
        })
    };
    let row = move |(index, choice): (usize, Choice)| {
        // The summary's link leads to the first answer.
        let id = if index == 0 { id.clone() } else { format!("{id}-{index}") };
        let Choice { value: mine, label, hint, .. } = choice;
        let checked = {
            let mine = mine.clone();
            move || value.with(|value| value.contains(&mine))
        };
        let press = move |event: leptos::ev::Event| {
            let on = event_target_checked(&event);
            value.update(|value| {
                value.retain(|one| *one != mine);
                if on {
                    value.push(mine.clone());
                }
            });
        };
        view! {
            <label class="checkbox">
                <input type="checkbox" id=id prop:checked=checked on:change=press/>
                <span>
                    {move || label.get()}
                    {hint.map(|hint| view! { <span class="choice__hint">" "{move || hint.get()}</span> })}
                </span>
            </label>
        }
    };
    view! {
        <fieldset class="field" class:field--bad=move || invalid.get().is_some() aria-describedby=move || described_by.get()>
            <legend class="field__label">{move || label.get()}</legend>
            {around.hint_view(hint)}
            {around.error_view()}
            <Show when=searched>
                <input class="input" type="search" aria-label=common::find_among placeholder=common::find_among
                    prop:value=move || words.get() on:input:target=move |event| words.set(event.target().value())/>
            </Show>
            <div class="checks" class:checks--long=searched>
                {move || found().into_iter().enumerate().map(row.clone()).collect_view()}
            </div>
            <p class="field__foot" role="status">{chosen}</p>
        </fieldset>
    }
}
