//! Fields: a label, a hint, the native element, and its own error.

use leptos::{prelude::*, text_prop::TextProp};

use super::{FormState, Icon};
use crate::{format, i18n::common};

/// What surrounds every field. The native element inside takes `id`, `describedby` and `invalid` from here.
#[derive(Clone)]
pub(super) struct Around {
    pub(super) id: String,
    pub(super) described_by: Signal<Option<String>>,
    pub(super) invalid: Signal<Option<&'static str>>,
    pub(super) error: Signal<Option<String>>,
}

impl Around {
    pub(super) fn new(name: &str, label: &TextProp, has_hint: bool) -> Self {
        // Of a step that was left, the form is gone and its state with it; the context is not.
        let form = use_context::<FormState>().filter(|form| form.is_there());
        if let Some(form) = form {
            form.register(name, label.clone());
        }
        let id = form.map_or_else(|| format!("field-{name}"), |form| form.field_id(name));
        let name = name.to_owned();
        let error = Signal::derive(move || form.and_then(|form| form.error_of(&name)));
        let base = id.clone();
        let described_by = Signal::derive(move || {
            let hint = has_hint.then(|| format!("{base}-hint"));
            let error = error.get().map(|_| format!("{base}-error"));
            match (hint, error) {
                (Some(hint), Some(error)) => Some(format!("{hint} {error}")),
                (one, other) => one.or(other),
            }
        });
        Self { id, described_by, invalid: Signal::derive(move || error.get().map(|_| "true")), error }
    }

    pub(super) fn error_view(&self) -> impl IntoView + use<> {
        let (id, error) = (format!("{}-error", self.id), self.error);
        move || {
            let message = error.get()?;
            Some(view! {
                <p class="field__error" id=id.clone()><Icon icon=icondata_lu::LuCircleAlert/><span>{message}</span></p>
            })
        }
    }

    pub(super) fn hint_view(&self, hint: Option<TextProp>) -> impl IntoView + use<> {
        let id = format!("{}-hint", self.id);
        hint.map(|hint| view! { <p class="field__hint" id=id>{move || hint.get()}</p> })
    }
}

/// Label, hint and error around one native element that is given as `children` and carries the id.
#[component]
pub fn Field(
    /// The field's name: its place in the request's body.
    name: &'static str,
    /// What is asked.
    #[prop(into)]
    label: TextProp,
    /// What helps to answer.
    #[prop(optional, into)]
    hint: Option<TextProp>,
    /// Whether it may be left empty: said in words.
    #[prop(optional)]
    optional: bool,
    /// The native element; it is handed the id it must carry.
    children: Box<dyn FnOnce(String) -> AnyView + Send>,
) -> impl IntoView {
    let around = Around::new(name, &label, hint.is_some());
    framed(&around, label, hint, optional, children(around.id.clone()))
}

pub(super) fn framed(
    around: &Around,
    label: TextProp,
    hint: Option<TextProp>,
    optional: bool,
    element: AnyView,
) -> impl IntoView + use<> {
    let invalid = around.invalid;
    view! {
        <div class="field" class:field--bad=move || invalid.get().is_some()>
            <label class="field__label" for=around.id.clone()>
                {move || label.get()}
                {optional.then(|| view! { <span class="field__optional">{common::optional}</span> })}
            </label>
            {around.hint_view(hint)}
            {around.error_view()}
            {element}
        </div>
    }
}

/// One line of text.
#[component]
pub fn TextField(
    /// The field's name.
    #[prop(into)]
    name: String,
    /// What is asked.
    #[prop(into)]
    label: TextProp,
    /// What is typed.
    value: RwSignal<String>,
    /// What helps to answer.
    #[prop(optional, into)]
    hint: Option<TextProp>,
    /// Whether it may be left empty.
    #[prop(optional)]
    optional: bool,
    /// `text`, `password`, `tel`, `email`, `number`, `url`.
    #[prop(default = "text")]
    kind: &'static str,
    /// What the browser may fill in (`username`, `current-password`, `one-time-code`, …).
    #[prop(optional, into)]
    autocomplete: Option<&'static str>,
    /// Which keyboard a phone shows (`numeric`, `tel`, …).
    #[prop(optional, into)]
    inputmode: Option<&'static str>,
    /// The most characters it takes.
    #[prop(optional, into)]
    characters_max: Option<u32>,
    /// For short codes: large and spaced.
    #[prop(optional)]
    code: bool,
) -> impl IntoView {
    let around = Around::new(&name, &label, hint.is_some());
    let (described_by, invalid) = (around.described_by, around.invalid);
    let element = view! {
        <input
            class="input"
            class:input--code=code
            id=around.id.clone()
            name=name
            type=kind
            autocomplete=autocomplete
            inputmode=inputmode
            maxlength=characters_max
            required=!optional
            aria-describedby=move || described_by.get()
            aria-invalid=move || invalid.get()
            bind:value=value
        />
    };
    framed(&around, label, hint, optional, element.into_any())
}

/// Several lines of text, with how many characters are left.
#[component]
pub fn TextArea(
    /// The field's name.
    #[prop(into)]
    name: String,
    /// What is asked.
    #[prop(into)]
    label: TextProp,
    /// What is typed.
    value: RwSignal<String>,
    /// What helps to answer.
    #[prop(optional, into)]
    hint: Option<TextProp>,
    /// Whether it may be left empty.
    #[prop(optional)]
    optional: bool,
    /// The most characters it takes. More can be typed and is said: cutting off what somebody pastes loses it.
    characters_max: u32,
) -> impl IntoView {
    let around = Around::new(&name, &label, hint.is_some());
    let (described_by, invalid) = (around.described_by, around.invalid);
    let left = move || {
        i64::from(characters_max) - i64::try_from(value.with(|text| text.chars().count())).unwrap_or(i64::MAX)
    };
    let element = view! {
        <textarea
            class="input"
            id=around.id.clone()
            name=name
            rows="4"
            required=!optional
            aria-describedby=move || described_by.get()
            aria-invalid=move || invalid.get()
            bind:value=value
        ></textarea>
        <p class="field__foot" aria-live="off">
            {move || {
                let left = left();
                if left < 0 { common::characters_over(-left) } else { common::characters_left(left) }
            }}
        </p>
    };
    framed(&around, label, hint, optional, element.into_any())
}

/// One of several, where there are too many for cards.
#[component]
pub fn SelectField(
    /// The field's name.
    #[prop(into)]
    name: String,
    /// What is asked.
    #[prop(into)]
    label: TextProp,
    /// The chosen option's value; empty for none yet.
    value: RwSignal<String>,
    /// Value and words of every option.
    #[prop(into)]
    options: Signal<Vec<(String, String)>>,
    /// What helps to answer.
    #[prop(optional, into)]
    hint: Option<TextProp>,
    /// Whether it may be left empty.
    #[prop(optional)]
    optional: bool,
) -> impl IntoView {
    let around = Around::new(&name, &label, hint.is_some());
    let (described_by, invalid) = (around.described_by, around.invalid);
    let element = view! {
        <select
            class="input"
            id=around.id.clone()
            name=name
            required=!optional
            aria-describedby=move || described_by.get()
            aria-invalid=move || invalid.get()
            on:change:target=move |event| value.set(event.target().value())
        >
            <option value="" selected=move || value.with(String::is_empty)>{common::please_choose}</option>
            {move || {
                options
                    .get()
                    .into_iter()
                    .map(|(key, words)| {
                        let mine = key.clone();
                        view! { <option value=key selected=move || value.with(|value| *value == mine)>{words}</option> }
                    })
                    .collect_view()
            }}
        </select>
    };
    framed(&around, label, hint, optional, element.into_any())
}

/// A calendar day, in the browser's own picker.
#[component]
pub fn DateField(
    /// The field's name.
    #[prop(into)]
    name: String,
    /// What is asked.
    #[prop(into)]
    label: TextProp,
    /// The day as `YYYY-MM-DD`; empty for none.
    value: RwSignal<String>,
    /// What helps to answer.
    #[prop(optional, into)]
    hint: Option<TextProp>,
    /// Whether it may be left empty.
    #[prop(optional)]
    optional: bool,
    /// The first day that can be chosen.
    #[prop(optional, into)]
    min: Option<chrono::NaiveDate>,
    /// The last day that can be chosen.
    #[prop(optional, into)]
    max: Option<chrono::NaiveDate>,
) -> impl IntoView {
    let around = Around::new(&name, &label, hint.is_some());
    let (described_by, invalid) = (around.described_by, around.invalid);
    let element = view! {
        <input
            class="input"
            id=around.id.clone()
            name=name
            type="date"
            min=min.map(format::iso_date)
            max=max.map(format::iso_date)
            required=!optional
            aria-describedby=move || described_by.get()
            aria-invalid=move || invalid.get()
            bind:value=value
        />
    };
    framed(&around, label, hint, optional, element.into_any())
}
