//! Whether a form can be asked.

use std::collections::BTreeSet;

use super::{
    FIELDS_MAX, Field, FieldKind, FieldOption, Form, HINT_CHARS_MAX, LABEL_CHARS_MAX, NUMBER_MAX,
    OPTIONS_MAX, OPTIONS_MIN, TEXT_CHARS_MAX, UNIT_CHARS_MAX, Words,
};
use crate::tickets::CategoryCode;

/// Something about a form that is not possible.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormFault {
    /// Where, as a JSON pointer into the form: `/fields/2/label/en`.
    pub pointer: String,
    /// What is wrong.
    pub code: FormFaultCode,
}

/// What is wrong about a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FormFaultCode {
    /// There are more than [`FIELDS_MAX`] fields.
    FieldCount,
    /// A key has 1 to 32 characters of a-z, 0-9 and _.
    Key,
    /// Another one before it has the same key.
    KeyTwice,
    /// Words have 1 to so many characters, and none that control.
    Words {
        /// The most characters.
        chars_max: usize,
    },
    /// A text has 1 to [`TEXT_CHARS_MAX`] characters.
    CharsMax,
    /// A bound lies within [`NUMBER_MAX`] of zero.
    Bound,
    /// The smallest number is above the largest.
    Bounds,
    /// There are fewer than [`OPTIONS_MIN`] options or more than [`OPTIONS_MAX`].
    OptionCount,
}

impl Form {
    /// Checks everything at once.
    ///
    /// # Errors
    /// Everything that is not possible, in the form's order; each names its field.
    pub fn check(&self) -> Result<(), Vec<FormFault>> {
        let mut faults = Faults::default();
        if self.fields.len() > FIELDS_MAX {
            faults.add("/fields", FormFaultCode::FieldCount);
        }
        let mut keys = BTreeSet::new();
        for (index, field) in self.fields.iter().take(FIELDS_MAX).enumerate() {
            let at = format!("/fields/{index}");
            faults.key(&at, &field.key, &mut keys);
            faults.field(&at, field);
        }
        if faults.0.is_empty() { Ok(()) } else { Err(faults.0) }
    }
}

#[derive(Default)]
struct Faults(Vec<FormFault>);

impl Faults {
    fn add(&mut self, pointer: impl Into<String>, code: FormFaultCode) {
        self.0.push(FormFault { pointer: pointer.into(), code });
    }

    fn key<'a>(&mut self, at: &str, key: &'a str, before: &mut BTreeSet<&'a str>) {
        if CategoryCode::new(key).is_err() {
            self.add(format!("{at}/key"), FormFaultCode::Key);
        } else if !before.insert(key) {
            self.add(format!("{at}/key"), FormFaultCode::KeyTwice);
        }
    }

    fn words(&mut self, at: &str, words: &Words, chars_max: usize) {
        for (lang, text) in words.each() {
            let chars = text.trim().chars().count();
            if chars == 0 || text.chars().count() > chars_max || text.chars().any(char::is_control) {
                self.add(format!("{at}/{lang}"), FormFaultCode::Words { chars_max });
            }
        }
    }

    fn field(&mut self, at: &str, field: &Field) {
        self.words(&format!("{at}/label"), &field.label, LABEL_CHARS_MAX);
        if let Some(hint) = &field.hint {
            self.words(&format!("{at}/hint"), hint, HINT_CHARS_MAX);
        }
        let at = format!("{at}/kind");
        match &field.kind {
            FieldKind::Text { chars_max } => {
                if !(1..=TEXT_CHARS_MAX).contains(chars_max) {
                    self.add(format!("{at}/chars_max"), FormFaultCode::CharsMax);
                }
            }
            FieldKind::Number { min, max, unit } => {
                for (name, bound) in [("min", min), ("max", max)] {
                    if bound.is_some_and(|bound| !(-NUMBER_MAX..=NUMBER_MAX).contains(&bound)) {
                        self.add(format!("{at}/{name}"), FormFaultCode::Bound);
                    }
                }
                if min.zip(*max).is_some_and(|(min, max)| min > max) {
                    self.add(format!("{at}/max"), FormFaultCode::Bounds);
                }
                if let Some(unit) = unit {
                    self.words(&format!("{at}/unit"), unit, UNIT_CHARS_MAX);
                }
            }
            FieldKind::Choice { options } | FieldKind::Choices { options } => self.options(&at, options),
            FieldKind::Date | FieldKind::YesNo => {}
        }
    }

    fn options(&mut self, at: &str, options: &[FieldOption]) {
        if !(OPTIONS_MIN..=OPTIONS_MAX).contains(&options.len()) {
            self.add(format!("{at}/options"), FormFaultCode::OptionCount);
        }
        let mut keys = BTreeSet::new();
        for (index, option) in options.iter().take(OPTIONS_MAX).enumerate() {
            let at = format!("{at}/options/{index}");
            self.key(&at, &option.key, &mut keys);
            self.words(&format!("{at}/label"), &option.label, LABEL_CHARS_MAX);
        }
    }
}
