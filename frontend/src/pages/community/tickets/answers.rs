//! What a kind asks beside the words: a field for each question, kept with the draft while it is answered.

use domain::tickets::form::{Field, FieldKind, FieldOption, Form};
use leptos::{prelude::*, text_prop::TextProp};

use super::report::ReportDraft;
use crate::{
    components::{Checks, Choice, DateField, RadioCards, SelectField, TextArea, TextField},
    i18n::{self, forms},
};

/// Up to so many answers are cards; more are a list that opens.
const CARDS_MAX: usize = 8;
/// Up to so many characters are asked for in one line.
const LINE_CHARS_MAX: u32 = 60;

/// The questions of a kind.
#[component]
pub fn AnswerFields(
    /// The kind's code.
    code: String,
    /// What it asks.
    form: Form,
    /// Where the answers are kept.
    draft: RwSignal<ReportDraft>,
) -> impl IntoView {
    let question = |field| view! { <Question field kept=Kept { code: code.clone(), draft }/> };
    form.fields.into_iter().map(question).collect_view()
}

/// Where the answer to one question is kept.
#[derive(Clone)]
struct Kept {
    code: String,
    draft: RwSignal<ReportDraft>,
}

impl Kept {
    fn texts(&self, key: &str) -> Vec<String> {
        self.draft.with_untracked(|draft| {
            draft.answers.get(&self.code).and_then(|answers| answers.get(key)).cloned().unwrap_or_default()
        })
    }

    fn keep(&self, key: &str, texts: Vec<String>) {
        if self.texts(key) != texts {
            self.draft.update(|draft| {
                draft.answers.entry(self.code.clone()).or_default().insert(key.to_owned(), texts);
            });
        }
    }

    /// One text that is kept whenever it changes.
    fn one(self, key: String) -> RwSignal<String> {
        let value = RwSignal::new(self.texts(&key).into_iter().next().unwrap_or_default());
        Effect::new(move |_| {
            let text = value.get();
            self.keep(&key, if text.is_empty() { Vec::new() } else { vec![text] });
        });
        value
    }

    /// Several.
    fn several(self, key: String) -> RwSignal<Vec<String>> {
        let value = RwSignal::new(self.texts(&key));
        Effect::new(move |_| self.keep(&key, value.get()));
        value
    }
}

#[component]
fn Question(field: Field, kept: Kept) -> impl IntoView {
    let Field { key, label, hint, required, kind } = field;
    let (name, optional) = (format!("answers/{key}"), !required);
    let label = TextProp::from(move || i18n::in_words(&label));
    let hint = hint.map(|hint| TextProp::from(move || i18n::in_words(&hint)));
    // What is no line of text says in its question that it may be left.
    let choice_label = {
        let label = label.clone();
        TextProp::from(
            move || {
                if optional { forms::may_be_left(label.get()) } else { label.get().to_string() }
            },
        )
    };
    match kind {
        FieldKind::Text { chars_max } if chars_max <= LINE_CHARS_MAX => view! {
            <TextField name label nostrip:hint=hint optional value=kept.one(key) characters_max=chars_max/>
        }
        .into_any(),
        FieldKind::Text { chars_max } => view! {
            <TextArea name label nostrip:hint=hint optional value=kept.one(key) characters_max=chars_max/>
        }
        .into_any(),
        FieldKind::Number { unit, .. } => {
            let hint = match (hint, unit) {
                (hint, None) => hint,
                (None, Some(unit)) => Some(TextProp::from(move || forms::in_unit(i18n::in_words(&unit)))),
                (Some(hint), Some(unit)) => Some(TextProp::from(move || {
                    forms::hint_and_unit(hint.get(), forms::in_unit(i18n::in_words(&unit)))
                })),
            };
            view! {
                <TextField name label nostrip:hint=hint optional value=kept.one(key) inputmode="numeric" characters_max=17_u32/>
            }
            .into_any()
        }
        FieldKind::Choice { options } if options.len() <= CARDS_MAX => view! {
            <RadioCards name label=choice_label nostrip:hint=hint value=kept.one(key) choices=cards(options, optional) columns=true/>
        }
        .into_any(),
        FieldKind::Choice { options } => {
            let options = Signal::derive(move || {
                options.iter().map(|option| (option.key.clone(), i18n::in_words(&option.label))).collect()
            });
            view! { <SelectField name label nostrip:hint=hint optional value=kept.one(key) options/> }.into_any()
        }
        FieldKind::Choices { options } => view! {
            <Checks name label=choice_label nostrip:hint=hint value=kept.several(key) choices=cards(options, false)/>
        }
        .into_any(),
        FieldKind::Date => {
            view! { <DateField name label nostrip:hint=hint optional value=kept.one(key)/> }.into_any()
        }
        FieldKind::YesNo => {
            let answers = move || {
                let all = [Choice::new("true", forms::yes), Choice::new("false", forms::no)];
                all.into_iter().chain(none(optional)).collect::<Vec<_>>()
            };
            view! {
                <RadioCards name label=choice_label nostrip:hint=hint value=kept.one(key) choices=Signal::derive(answers) columns=true/>
            }
            .into_any()
        }
    }
}

fn cards(options: Vec<FieldOption>, optional: bool) -> Signal<Vec<Choice>> {
    Signal::derive(move || {
        let card = |option: &FieldOption| Choice::new(option.key.clone(), i18n::in_words(&option.label));
        options.iter().map(card).chain(none(optional)).collect()
    })
}

/// No answer, where there need be none: one card that was chosen is otherwise never unchosen.
fn none(optional: bool) -> Option<Choice> {
    optional.then(|| Choice::new("", forms::leave_out))
}
