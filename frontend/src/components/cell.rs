//! Fields in the rows of an outline: a short label that also says, to those who do not see the row, which row it is of.

use leptos::{prelude::*, text_prop::TextProp};

use super::{Icon, field::Around};

/// One line of text in a row.
#[component]
pub fn Cell(
    /// The field's name in its form; it stays while the row moves.
    #[prop(into)]
    name: String,
    /// What is asked.
    #[prop(into)]
    label: TextProp,
    /// What the row is called.
    #[prop(into)]
    about: Signal<String>,
    /// What is typed.
    value: RwSignal<String>,
    /// Which keyboard a phone shows (`decimal`, `numeric`, …).
    #[prop(optional, into)]
    inputmode: Option<&'static str>,
    /// Takes the width that the others leave.
    #[prop(optional)]
    wide: bool,
) -> impl IntoView {
    let around = Around::new(&name, &named(&label, about), false);
    let (described_by, invalid) = (around.described_by, around.invalid);
    let element = view! {
        <input
            class="input"
            id=around.id.clone()
            name=name
            inputmode=inputmode
            autocomplete="off"
            aria-describedby=move || described_by.get()
            aria-invalid=move || invalid.get()
            bind:value=value
        />
    };
    framed(&around, label, about, wide, element.into_any())
}

/// One of a few answers in a row.
#[component]
pub fn CellSelect(
    /// The field's name in its form; it stays while the row moves.
    #[prop(into)]
    name: String,
    /// What is asked.
    #[prop(into)]
    label: TextProp,
    /// What the row is called.
    #[prop(into)]
    about: Signal<String>,
    /// The chosen answer's value.
    value: RwSignal<String>,
    /// Value and words of every answer.
    #[prop(into)]
    options: Signal<Vec<(String, String)>>,
) -> impl IntoView {
    let around = Around::new(&name, &named(&label, about), false);
    let (described_by, invalid) = (around.described_by, around.invalid);
    let option = move |(key, words): (String, String)| {
        let mine = key.clone();
        view! { <option value=key selected=move || value.with(|value| *value == mine)>{words}</option> }
    };
    let element = view! {
        <select
            class="input"
            id=around.id.clone()
            name=name
            aria-describedby=move || described_by.get()
            aria-invalid=move || invalid.get()
            on:change:target=move |event| value.set(event.target().value())
        >
            {move || options.get().into_iter().map(option).collect_view()}
        </select>
    };
    framed(&around, label, about, false, element.into_any())
}

/// One thing that is so or not in a row.
#[component]
pub fn CellCheck(
    /// The field's name in its form; it stays while the row moves.
    #[prop(into)]
    name: String,
    /// What holds when it is ticked.
    #[prop(into)]
    label: TextProp,
    /// What the row is called.
    #[prop(into)]
    about: Signal<String>,
    /// Whether it is ticked.
    value: RwSignal<bool>,
) -> impl IntoView {
    let around = Around::new(&name, &named(&label, about), false);
    let (described_by, invalid) = (around.described_by, around.invalid);
    view! {
        <div class:field--bad=move || invalid.get().is_some()>
            <label class="checkbox">
                <input
                    type="checkbox"
                    id=around.id.clone()
                    name=name
                    aria-describedby=move || described_by.get()
                    aria-invalid=move || invalid.get()
                    bind:checked=value
                />
                <span>
                    {move || label.get()}
                    <span class="visually-hidden">{move || format!(" {}", about.get())}</span>
                </span>
            </label>
            {around.error_view()}
        </div>
    }
}

/// What the summary of errors calls a field of a row.
fn named(label: &TextProp, about: Signal<String>) -> TextProp {
    let label = label.clone();
    TextProp::from(move || {
        let about = about.get();
        if about.is_empty() { label.get().to_string() } else { format!("{about} · {}", label.get()) }
    })
}

fn framed(
    around: &Around,
    label: TextProp,
    about: Signal<String>,
    wide: bool,
    element: AnyView,
) -> impl IntoView + use<> {
    let (invalid, error) = (around.invalid, around.error);
    let error_id = format!("{}-error", around.id);
    view! {
        <div class="cell" class:cell--wide=wide class:field--bad=move || invalid.get().is_some()>
            <label class="cell__label" for=around.id.clone()>
                {move || label.get()}
                <span class="visually-hidden">{move || format!(" {}", about.get())}</span>
            </label>
            {element}
            {move || error.get().map(|message| view! {
                <p class="field__error small" id=error_id.clone()><Icon icon=icondata_lu::LuCircleAlert/><span>{message}</span></p>
            })}
        </div>
    }
}
