//! Questions as they are typed: texts everywhere, so that what is half written can be kept, and read only when it is saved.

use contract::{
    lang::Lang,
    problems::{FieldProblem, fields},
    tickets::form_problems,
};
use domain::tickets::form::{Field, FieldKind, FieldOption, Form, Words};
use serde::{Deserialize, Serialize};

/// The kinds of answers, by their name on the wire.
pub(super) const KINDS: [&str; 6] = ["text", "number", "choice", "choices", "date", "yes_no"];
/// Characters that a new question for words allows.
const CHARS_MAX: &str = "100";

/// All questions.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct TypedForm {
    pub(super) questions: Vec<TypedQuestion>,
}

/// A question.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct TypedQuestion {
    pub(super) key: String,
    pub(super) label: Words,
    pub(super) hint: Words,
    pub(super) required: bool,
    pub(super) kind: String,
    pub(super) chars_max: String,
    pub(super) min: String,
    pub(super) max: String,
    pub(super) unit: Words,
    pub(super) options: Vec<TypedOption>,
}

/// An answer that can be chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct TypedOption {
    pub(super) key: String,
    pub(super) label: Words,
}

impl TypedOption {
    /// An empty one, with a code that none of these has.
    pub(super) fn fresh(taken: &[String]) -> Self {
        Self { key: free("o", taken), label: Words::default() }
    }
}

impl TypedQuestion {
    /// An empty one for a few words, with a code that none of these has.
    pub(super) fn fresh(taken: &[String]) -> Self {
        let first = TypedOption::fresh(&[]);
        let second = TypedOption::fresh(std::slice::from_ref(&first.key));
        Self {
            key: free("q", taken),
            kind: KINDS[0].to_owned(),
            chars_max: CHARS_MAX.to_owned(),
            options: vec![first, second],
            ..Self::default()
        }
    }
}

/// The first of `q1`, `q2` and so on that is not taken.
fn free(start: &str, taken: &[String]) -> String {
    let mut number = 1_usize;
    loop {
        let key = format!("{start}{number}");
        if !taken.contains(&key) {
            return key;
        }
        number += 1;
    }
}

impl From<&Form> for TypedForm {
    fn from(form: &Form) -> Self {
        Self { questions: form.fields.iter().map(TypedQuestion::from).collect() }
    }
}

impl From<&Field> for TypedQuestion {
    fn from(field: &Field) -> Self {
        let mut typed = Self {
            key: field.key.clone(),
            label: field.label.clone(),
            hint: field.hint.clone().unwrap_or_default(),
            required: field.required,
            ..Self::fresh(&[])
        };
        let number = |number: Option<i64>| number.map(|number| number.to_string()).unwrap_or_default();
        let options = |options: &[FieldOption]| {
            let option =
                |option: &FieldOption| TypedOption { key: option.key.clone(), label: option.label.clone() };
            options.iter().map(option).collect()
        };
        let kind = match &field.kind {
            FieldKind::Text { chars_max } => {
                typed.chars_max = chars_max.to_string();
                0
            }
            FieldKind::Number { min, max, unit } => {
                (typed.min, typed.max) = (number(*min), number(*max));
                typed.unit = unit.clone().unwrap_or_default();
                1
            }
            FieldKind::Choice { options: all } => {
                typed.options = options(all);
                2
            }
            FieldKind::Choices { options: all } => {
                typed.options = options(all);
                3
            }
            FieldKind::Date => 4,
            FieldKind::YesNo => 5,
        };
        KINDS[kind].clone_into(&mut typed.kind);
        typed
    }
}

/// Reads numbers, and remembers which could not be read.
#[derive(Default)]
struct Reader(Vec<String>);

impl Reader {
    fn number(&mut self, text: &str, pointer: impl FnOnce() -> String) -> Option<i64> {
        let text = text.trim();
        if text.is_empty() {
            return None;
        }
        let read = text.parse().ok();
        if read.is_none() {
            self.0.push(pointer());
        }
        read
    }
}

fn words(typed: &Words) -> Words {
    let trimmed = |text: &str| text.trim().to_owned();
    Words { hans: trimmed(&typed.hans), hant: trimmed(&typed.hant), en: trimmed(&typed.en) }
}

/// Words that need not be there.
fn maybe(typed: &Words) -> Option<Words> {
    let words = words(typed);
    (words != Words::default()).then_some(words)
}

impl TypedForm {
    /// As the rules have it.
    ///
    /// # Errors
    /// Everything that is wrong, each with a JSON pointer into the form.
    pub(super) fn form(&self, lang: Lang) -> Result<Form, Vec<FieldProblem>> {
        let mut reader = Reader::default();
        let read = |(at, typed): (usize, &TypedQuestion)| {
            let at = format!("/fields/{at}/kind");
            let options = || {
                let option = |typed: &TypedOption| FieldOption {
                    key: typed.key.trim().to_owned(),
                    label: words(&typed.label),
                };
                typed.options.iter().map(option).collect()
            };
            let kind = match typed.kind.as_str() {
                "number" => FieldKind::Number {
                    min: reader.number(&typed.min, || format!("{at}/min")),
                    max: reader.number(&typed.max, || format!("{at}/max")),
                    unit: maybe(&typed.unit),
                },
                "choice" => FieldKind::Choice { options: options() },
                "choices" => FieldKind::Choices { options: options() },
                "date" => FieldKind::Date,
                "yes_no" => FieldKind::YesNo,
                _ => {
                    let most = reader.number(&typed.chars_max, || format!("{at}/chars_max"));
                    FieldKind::Text { chars_max: most.and_then(|most| most.try_into().ok()).unwrap_or(0) }
                }
            };
            Field {
                key: typed.key.trim().to_owned(),
                label: words(&typed.label),
                hint: maybe(&typed.hint),
                required: typed.required,
                kind,
            }
        };
        let form = Form { fields: self.questions.iter().enumerate().map(read).collect() };
        // What cannot be read is said first: it is what the field shows.
        let mut wrong: Vec<FieldProblem> = reader
            .0
            .into_iter()
            .map(|pointer| fields::problem(pointer, "answer_number", lang, &[]))
            .collect();
        wrong.extend(form_problems(&form, lang));
        if wrong.is_empty() { Ok(form) } else { Err(wrong) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Words {
        Words { hans: text.to_owned(), hant: text.to_owned(), en: text.to_owned() }
    }

    fn of(kind: &str) -> TypedQuestion {
        let mut typed =
            TypedQuestion { label: words("a"), kind: kind.to_owned(), ..TypedQuestion::fresh(&[]) };
        typed.options.iter_mut().for_each(|option| option.label = words("o"));
        typed
    }

    #[test]
    fn what_was_saved_is_typed_and_read_the_same() {
        let questions =
            KINDS.iter().enumerate().map(|(at, kind)| TypedQuestion { key: format!("k{at}"), ..of(kind) });
        let form = TypedForm { questions: questions.collect() }.form(Lang::En).unwrap();
        assert_eq!(form.fields.len(), KINDS.len());
        assert_eq!(TypedForm::from(&form).form(Lang::En), Ok(form));
    }

    #[test]
    fn what_cannot_be_read_is_named() {
        let number = TypedQuestion { min: "few".into(), max: "9".into(), ..of("number") };
        let text = TypedQuestion { key: "k".into(), chars_max: "many".into(), ..of("text") };
        let wrong = TypedForm { questions: vec![number, text] }.form(Lang::En).unwrap_err();
        let pointers: Vec<&str> = wrong.iter().map(|error| error.pointer.as_str()).collect();
        assert_eq!(pointers[..2], ["/fields/0/kind/min", "/fields/1/kind/chars_max"]);
    }

    #[test]
    fn a_new_code_is_one_that_is_free() {
        let taken = ["q1".to_owned(), "q3".to_owned()];
        assert_eq!(TypedQuestion::fresh(&taken).key, "q2");
    }
}
