//! Choosing: cards for a few answers, segments for a few short ones, a box to tick.

use leptos::{prelude::*, text_prop::TextProp};

use super::{Icon, field::Around};

/// One answer of several.
#[derive(Clone)]
pub struct Choice {
    /// What is sent.
    pub value: String,
    /// What is read.
    pub label: TextProp,
    /// What helps to decide.
    pub hint: Option<TextProp>,
    /// A picture.
    pub icon: Option<icondata_core::Icon>,
}

impl Choice {
    /// A choice of a value and words.
    pub fn new(value: impl Into<String>, label: impl Into<TextProp>) -> Self {
        Self { value: value.into(), label: label.into(), hint: None, icon: None }
    }

    /// With a sentence that helps to decide.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<TextProp>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// With a picture.
    #[must_use]
    pub fn icon(mut self, icon: icondata_core::Icon) -> Self {
        self.icon = Some(icon);
        self
    }
}

/// A question with a few answers, each a card that a thumb can hit.
#[component]
pub fn RadioCards(
    /// The field's name.
    #[prop(into)]
    name: String,
    /// The question.
    #[prop(into)]
    label: TextProp,
    /// The chosen answer's value; empty for none yet.
    value: RwSignal<String>,
    /// The answers.
    #[prop(into)]
    choices: Signal<Vec<Choice>>,
    /// What helps to answer.
    #[prop(optional, into)]
    hint: Option<TextProp>,
    /// Side by side where there is room.
    #[prop(optional)]
    columns: bool,
) -> impl IntoView {
    let around = Around::new(&name, &label, hint.is_some());
    let (described_by, invalid, id) = (around.described_by, around.invalid, around.id.clone());
    let card = move |(index, choice): (usize, Choice)| {
        // The summary's link leads to the first answer.
        let id = if index == 0 { id.clone() } else { format!("{id}-{index}") };
        let Choice { value: mine, label, hint, icon } = choice;
        let checked = {
            let mine = mine.clone();
            move || value.with(|value| *value == mine)
        };
        view! {
            <label class="choice">
                <input type="radio" id=id name=name.clone() value=mine.clone() prop:checked=checked
                    on:change=move |_| value.set(mine.clone())/>
                {icon.map(|icon| view! { <Icon icon/> })}
                <span class="choice__text">
                    <span class="choice__label">{move || label.get()}</span>
                    {hint.map(|hint| view! { <span class="choice__hint">{move || hint.get()}</span> })}
                </span>
            </label>
        }
    };
    view! {
        <fieldset class="field" class:field--bad=move || invalid.get().is_some() aria-describedby=move || described_by.get()>
            <legend class="field__label">{move || label.get()}</legend>
            {around.hint_view(hint)}
            {around.error_view()}
            <div class="choices" class:choices--columns=columns>
                {move || choices.get().into_iter().enumerate().map(card.clone()).collect_view()}
            </div>
        </fieldset>
    }
}

/// A few short answers in one line, of which one always holds.
#[component]
pub fn Segments(
    /// The name of the group.
    name: &'static str,
    /// What is chosen, for those who do not see the group.
    #[prop(into)]
    label: TextProp,
    /// The answers.
    #[prop(into)]
    choices: Signal<Vec<Choice>>,
    /// The current answer's value.
    #[prop(into)]
    value: Signal<String>,
    /// Takes a new answer.
    #[prop(into)]
    on_choose: Callback<String>,
) -> impl IntoView {
    let segment = move |choice: Choice| {
        let Choice { value: mine, label, icon, .. } = choice;
        let checked = {
            let mine = mine.clone();
            move || value.with(|value| *value == mine)
        };
        view! {
            <label class="segment">
                <input type="radio" name=name value=mine.clone() prop:checked=checked
                    on:change=move |_| on_choose.run(mine.clone())/>
                {icon.map(|icon| view! { <Icon icon/> })}
                <span>{move || label.get()}</span>
            </label>
        }
    };
    view! {
        <fieldset>
            <legend class="visually-hidden">{move || label.get()}</legend>
            <div class="segments">{move || choices.get().into_iter().map(segment).collect_view()}</div>
        </fieldset>
    }
}

/// One thing that is so or not.
#[component]
pub fn Checkbox(
    /// The field's name.
    name: &'static str,
    /// What holds when it is ticked.
    #[prop(into)]
    label: TextProp,
    /// Whether it is ticked.
    value: RwSignal<bool>,
) -> impl IntoView {
    let around = Around::new(name, &label, false);
    let (described_by, invalid) = (around.described_by, around.invalid);
    view! {
        <div class="field" class:field--bad=move || invalid.get().is_some()>
            {around.error_view()}
            <label class="checkbox">
                <input
                    type="checkbox"
                    id=around.id.clone()
                    name=name
                    aria-describedby=move || described_by.get()
                    aria-invalid=move || invalid.get()
                    bind:checked=value
                />
                <span>{move || label.get()}</span>
            </label>
        </div>
    }
}
