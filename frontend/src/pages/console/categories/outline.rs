//! Questions while somebody writes them: rows of rows, each field a signal of its own.

use contract::problems::FieldProblem;
use domain::tickets::form::Words;
use leptos::prelude::*;

use super::typed::{TypedForm, TypedOption, TypedQuestion};
use crate::rows::Rows;

/// What is said about all questions together.
pub(super) const ALL: &str = "fields";

/// The questions.
#[derive(Clone)]
pub(super) struct Outline {
    pub(super) questions: Rows<QuestionRow>,
}

/// Words in three languages.
#[derive(Clone)]
pub(super) struct WordsRow {
    pub(super) hans: ArcRwSignal<String>,
    pub(super) hant: ArcRwSignal<String>,
    pub(super) en: ArcRwSignal<String>,
}

/// A question.
#[derive(Clone)]
pub(super) struct QuestionRow {
    pub(super) key: ArcRwSignal<String>,
    pub(super) label: WordsRow,
    pub(super) hint: WordsRow,
    pub(super) required: ArcRwSignal<bool>,
    pub(super) kind: ArcRwSignal<String>,
    pub(super) chars_max: ArcRwSignal<String>,
    pub(super) min: ArcRwSignal<String>,
    pub(super) max: ArcRwSignal<String>,
    pub(super) unit: WordsRow,
    pub(super) options: Rows<OptionRow>,
    /// Whether all of it is shown.
    pub(super) open: ArcRwSignal<bool>,
}

/// An answer that can be chosen.
#[derive(Clone)]
pub(super) struct OptionRow {
    pub(super) key: ArcRwSignal<String>,
    pub(super) label: WordsRow,
}

impl WordsRow {
    fn of(words: Words) -> Self {
        let signal = ArcRwSignal::new;
        Self { hans: signal(words.hans), hant: signal(words.hant), en: signal(words.en) }
    }

    fn typed(&self) -> Words {
        Words { hans: self.hans.get(), hant: self.hant.get(), en: self.en.get() }
    }
}

impl OptionRow {
    pub(super) fn of(typed: TypedOption) -> Self {
        Self { key: ArcRwSignal::new(typed.key), label: WordsRow::of(typed.label) }
    }

    fn typed(&self) -> TypedOption {
        TypedOption { key: self.key.get(), label: self.label.typed() }
    }
}

impl QuestionRow {
    pub(super) fn of(typed: TypedQuestion) -> Self {
        let signal = ArcRwSignal::new;
        Self {
            key: signal(typed.key),
            label: WordsRow::of(typed.label),
            hint: WordsRow::of(typed.hint),
            required: ArcRwSignal::new(typed.required),
            kind: signal(typed.kind),
            chars_max: signal(typed.chars_max),
            min: signal(typed.min),
            max: signal(typed.max),
            unit: WordsRow::of(typed.unit),
            options: Rows::new(typed.options.into_iter().map(OptionRow::of)),
            open: ArcRwSignal::new(false),
        }
    }

    fn typed(&self) -> TypedQuestion {
        TypedQuestion {
            key: self.key.get(),
            label: self.label.typed(),
            hint: self.hint.typed(),
            required: self.required.get(),
            kind: self.kind.get(),
            chars_max: self.chars_max.get(),
            min: self.min.get(),
            max: self.max.get(),
            unit: self.unit.typed(),
            options: self.options.get().iter().map(|row| row.content.typed()).collect(),
        }
    }

    /// An empty option more; answers its row.
    pub(super) fn add_option(&self, after: Option<u32>) -> u32 {
        let taken: Vec<String> =
            untrack(|| self.typed()).options.into_iter().map(|option| option.key).collect();
        self.options.add(OptionRow::of(TypedOption::fresh(&taken)), after)
    }
}

impl Outline {
    pub(super) fn of(typed: TypedForm) -> Self {
        Self { questions: Rows::new(typed.questions.into_iter().map(QuestionRow::of)) }
    }

    /// What is typed; tracked.
    pub(super) fn typed(&self) -> TypedForm {
        TypedForm { questions: self.questions.get().iter().map(|row| row.content.typed()).collect() }
    }

    /// An empty question more; answers its row.
    pub(super) fn add_question(&self) -> u32 {
        let taken: Vec<String> =
            untrack(|| self.typed()).questions.into_iter().map(|typed| typed.key).collect();
        self.questions.add(QuestionRow::of(TypedQuestion::fresh(&taken)), None)
    }

    /// Errors with pointers into the form, as errors of the page's fields. Questions with something wrong inside are opened.
    pub(super) fn at_fields(&self, errors: Vec<FieldProblem>) -> Vec<FieldProblem> {
        let at_field = |error: FieldProblem| {
            let pointer = error.pointer.strip_prefix("/form").unwrap_or(&error.pointer);
            FieldProblem { pointer: format!("/{}", self.field(pointer).unwrap_or_default()), ..error }
        };
        errors.into_iter().map(at_field).collect()
    }

    fn field(&self, pointer: &str) -> Option<String> {
        let steps: Vec<&str> = pointer.split('/').skip(1).collect();
        let ["fields", place, rest @ ..] = steps.as_slice() else {
            return (steps == [ALL]).then(|| ALL.to_owned());
        };
        let question = self.questions.at(place.parse().ok()?)?;
        let key = question.key;
        Some(match rest {
            ["label", lang] => format!("q{key}-{lang}"),
            ["kind", "options", place, rest @ ..] => {
                let option = question.content.options.at(place.parse().ok()?)?.key;
                format!("o{option}-{}", rest.last()?)
            }
            ["kind", "unit", lang] => format!("q{key}-unit-{lang}"),
            ["kind", name @ ("chars_max" | "min" | "max")] => format!("q{key}-{name}"),
            ["kind", ..] => format!("q{key}-kind"),
            rest => {
                question.content.open.set(true);
                match rest {
                    ["hint", lang] => format!("q{key}-hint-{lang}"),
                    _ => format!("q{key}-key"),
                }
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_lands_on_its_field_wherever_the_row_has_moved() {
        let outline = Outline::of(TypedForm::default());
        let (first, second) = (outline.add_question(), outline.add_question());
        outline.questions.step(second, false);
        let field = |pointer| outline.field(pointer).unwrap();
        assert_eq!(field("/fields/0/label/zh-Hans"), format!("q{second}-zh-Hans"));
        assert_eq!(field("/fields/1/kind/chars_max"), format!("q{first}-chars_max"));
        assert_eq!(field("/fields/1/kind/options"), format!("q{first}-kind"));
        let top = outline.questions.at(0).unwrap().content;
        assert!(!top.open.get_untracked());
        assert_eq!(field("/fields/0/key"), format!("q{second}-key"));
        assert!(top.open.get_untracked());
        let option = top.add_option(None);
        assert_eq!(field("/fields/0/kind/options/2/label/en"), format!("o{option}-en"));
        assert_eq!(field("/fields"), ALL);
        assert_eq!(untrack(|| outline.typed()).questions[0].key, "q2");
    }
}
