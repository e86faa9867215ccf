//! The fields of the editor of questions: a row for each question, in it the answers that can be chosen.

use domain::tickets::form::{FIELDS_MAX, OPTIONS_MAX};
use leptos::{ev::KeyboardEvent, prelude::*};

use super::{
    outline::{ALL, OptionRow, Outline, QuestionRow, WordsRow},
    typed::KINDS,
};
use crate::{
    components::{Button, Cell, CellCheck, CellSelect, FormState, called, row_tools},
    i18n::forms,
    rows::{Row, entered, moves_by_keys, refocus},
};

/// All questions.
pub(super) fn question_fields(outline: Outline, state: FormState) -> impl IntoView {
    let (all, full, none) = (outline.questions.clone(), outline.questions.clone(), outline.questions.clone());
    let adding = outline.clone();
    let add = move |()| {
        let key = adding.add_question();
        refocus(state.field_id(&format!("q{key}-zh-Hans")));
    };
    let rows = outline.questions;
    state.register(ALL, forms::questions.into());
    let question = move |row: Row<QuestionRow>| {
        let (key, keyed) = (row.key, rows.clone());
        let name = RwSignal::from(row.content.label.hans.clone());
        let about = called(rows.clone(), key, name, forms::question_number);
        let keys = move |event: KeyboardEvent| {
            moves_by_keys(&keyed, key, &event);
        };
        let tools = row_tools(rows.clone(), key, state.field_id(ALL), about).into_any();
        view! { <li class="outline__line" on:keydown=keys>{one(&row, about, tools, state)}</li> }
    };
    view! {
        <div class="outline" id=state.field_id(ALL) tabindex="-1" on:keydown=|event| { entered(&event); }>
            <p class="field__error" hidden=move || state.error_of(ALL).is_none()>{move || state.error_of(ALL)}</p>
            <Show when=move || none.count() == 0>
                <p class="soft">{forms::no_questions}</p>
            </Show>
            <ol class="outline__lines" aria-label=forms::questions>
                <For each=move || all.get() key=|row| row.key children=question/>
            </ol>
            <Show when=move || { full.count() < FIELDS_MAX }>
                <div><Button icon=icondata_lu::LuPlus on_press=add.clone()>{forms::add_question}</Button></div>
            </Show>
        </div>
    }
}

/// A line of text for each language.
fn in_three(
    start: &str,
    words: &WordsRow,
    labels: [fn() -> &'static str; 3],
    about: Signal<String>,
) -> impl IntoView + use<> {
    let signal = |signal: &ArcRwSignal<String>| RwSignal::from(signal.clone());
    let [hans, hant, en] = labels;
    view! {
        <Cell name=format!("{start}-zh-Hans") label=hans about value=signal(&words.hans) wide=true/>
        <Cell name=format!("{start}-zh-Hant") label=hant about value=signal(&words.hant) wide=true/>
        <Cell name=format!("{start}-en") label=en about value=signal(&words.en) wide=true/>
    }
}

const QUESTION: [fn() -> &'static str; 3] = [forms::question_hans, forms::question_hant, forms::question_en];
const HINT: [fn() -> &'static str; 3] = [forms::hint_hans, forms::hint_hant, forms::hint_en];
const UNIT: [fn() -> &'static str; 3] = [forms::unit_hans, forms::unit_hant, forms::unit_en];
const OPTION: [fn() -> &'static str; 3] = [forms::option_hans, forms::option_hant, forms::option_en];

fn kind_words(kind: &str) -> &'static str {
    match kind {
        "number" => forms::kind_number(),
        "choice" => forms::kind_choice(),
        "choices" => forms::kind_choices(),
        "date" => forms::kind_date(),
        "yes_no" => forms::kind_yes_no(),
        _ => forms::kind_text(),
    }
}

/// One question.
fn one(
    row: &Row<QuestionRow>,
    about: Signal<String>,
    tools: AnyView,
    state: FormState,
) -> impl IntoView + use<> {
    let (key, question) = (row.key, &row.content);
    let signal = |signal: &ArcRwSignal<String>| RwSignal::from(signal.clone());
    let kind = signal(&question.kind);
    let kinds = Signal::derive(|| {
        KINDS.iter().map(|kind| ((*kind).to_owned(), kind_words(kind).to_owned())).collect::<Vec<_>>()
    });
    let required = RwSignal::from(question.required.clone());
    let open = RwSignal::from(question.open.clone());
    let code = signal(&question.key);
    let (held, hints) = (question.clone(), question.hint.clone());
    view! {
        {in_three(&format!("q{key}"), &question.label, QUESTION, about)}
        {tools}
        <div class="outline__more">
            <div class="outline__finding">
                <CellSelect name=format!("q{key}-kind") label=forms::kind about value=kind options=kinds/>
                <CellCheck name=format!("q{key}-required") label=forms::required about value=required/>
                {move || settings(key, &kind.get(), &held, about, state)}
            </div>
            <button type="button" class="button button--small" aria-expanded=move || open.get().to_string()
                aria-controls=format!("more-{key}") on:click=move |_| open.update(|open| *open = !*open)>
                {forms::more}<span class="visually-hidden">{move || format!(" {}", about.get())}</span>
            </button>
            <div id=format!("more-{key}") class="outline__inside" hidden=move || !open.get()>
                <div class="outline__finding">{in_three(&format!("q{key}-hint"), &hints, HINT, about)}</div>
                <Cell name=format!("q{key}-key") label=forms::code about value=code/>
            </div>
        </div>
    }
}

/// What a kind of answer needs beside the question.
fn settings(
    key: u32,
    kind: &str,
    question: &QuestionRow,
    about: Signal<String>,
    state: FormState,
) -> AnyView {
    let signal = |signal: &ArcRwSignal<String>| RwSignal::from(signal.clone());
    match kind {
        "number" => view! {
            <Cell name=format!("q{key}-min") label=forms::smallest about value=signal(&question.min) inputmode="numeric"/>
            <Cell name=format!("q{key}-max") label=forms::largest about value=signal(&question.max) inputmode="numeric"/>
            {in_three(&format!("q{key}-unit"), &question.unit, UNIT, about)}
        }
        .into_any(),
        "choice" | "choices" => {
            view! { <Options question=question.clone() about state after=state.field_id(&format!("q{key}-kind"))/> }
                .into_any()
        }
        "date" | "yes_no" => ().into_any(),
        _ => view! {
            <Cell name=format!("q{key}-chars_max") label=forms::chars_max about value=signal(&question.chars_max) inputmode="numeric"/>
        }
        .into_any(),
    }
}

/// The answers that can be chosen.
#[component]
fn Options(
    question: QuestionRow,
    about: Signal<String>,
    state: FormState,
    /// The id of what has the focus when a row is gone.
    after: String,
) -> impl IntoView {
    let rows = question.options.clone();
    let (all, full) = (rows.clone(), rows.clone());
    let add = move |()| {
        let key = question.add_option(None);
        refocus(state.field_id(&format!("o{key}-zh-Hans")));
    };
    let option = move |row: Row<OptionRow>| {
        let Row { key, content } = row;
        let (keyed, placed) = (rows.clone(), rows.clone());
        let keys = move |event: KeyboardEvent| {
            moves_by_keys(&keyed, key, &event);
        };
        let of = Signal::derive(move || {
            let number = placed.place(key).map_or(0, |place| place + 1);
            format!("{} · {}", about.get(), forms::option_number(number))
        });
        let code = RwSignal::from(content.key);
        view! {
            <li class="outline__finding" on:keydown=keys>
                {in_three(&format!("o{key}"), &content.label, OPTION, of)}
                <Cell name=format!("o{key}-key") label=forms::code about=of value=code/>
                {row_tools(rows.clone(), key, after.clone(), of)}
            </li>
        }
    };
    view! {
        <div class="outline__more">
            <ol class="outline__findings"><For each=move || all.get() key=|row| row.key children=option/></ol>
            <Show when=move || { full.count() < OPTIONS_MAX }>
                <div>
                    <Button small=true icon=icondata_lu::LuPlus on_press=add.clone()>
                        {forms::add_option}<span class="visually-hidden">{move || format!(" {}", about.get())}</span>
                    </Button>
                </div>
            </Show>
        </div>
    }
}
