//! Answers as fields of text bring them: those of a page, and those of a form that is sent as such.

use std::collections::BTreeMap;

use super::{Field, FieldKind, Form, RawAnswer, RawAnswers};

impl Field {
    /// What is meant by what was typed or chosen: a whole number by its digits, yes and no by `true` and `false`. What
    /// cannot be read stays a text, for the form to refuse. Nothing where nothing is there.
    #[must_use]
    pub fn read(&self, typed: &[String]) -> Option<RawAnswer> {
        let first = typed.iter().map(|text| text.trim()).find(|text| !text.is_empty())?;
        Some(match &self.kind {
            FieldKind::Number { .. } => match first.parse() {
                Ok(number) => RawAnswer::Number(number),
                Err(_) => RawAnswer::Text(first.to_owned()),
            },
            FieldKind::YesNo => match first {
                "true" => RawAnswer::YesNo(true),
                "false" => RawAnswer::YesNo(false),
                other => RawAnswer::Text(other.to_owned()),
            },
            FieldKind::Choices { .. } => RawAnswer::Choices(typed.to_vec()),
            FieldKind::Text { .. } | FieldKind::Choice { .. } | FieldKind::Date => {
                RawAnswer::Text(first.to_owned())
            }
        })
    }
}

impl Form {
    /// What is meant by what was typed or chosen, by the keys of the fields. What the form does not ask is left out.
    #[must_use]
    pub fn read(&self, typed: &BTreeMap<String, Vec<String>>) -> RawAnswers {
        let answer = |field: &Field| Some((field.key.clone(), field.read(typed.get(&field.key)?)?));
        self.fields.iter().filter_map(answer).collect()
    }
}
