//! What a kind of matter asks of whoever reports it: a few fields, and the answers to them.
//!
//! A [`Form`] crosses the wire as it is and is checked by [`Form::check`]. What was answered is checked by
//! [`Form::accept`] and kept as [`Answers`], which carry the words under which they were asked: a form that is changed
//! later never changes what an older ticket says.

mod accept;
mod answers;
mod check;
mod read;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

pub use self::{
    accept::{AnswerFault, AnswerFaultCode},
    answers::{Answer, AnswerValue, Answers, RawAnswer, RawAnswers},
    check::{FormFault, FormFaultCode},
};

/// Most fields of a form.
pub const FIELDS_MAX: usize = 20;
/// Longest label of a field, in characters.
pub const LABEL_CHARS_MAX: usize = 60;
/// Longest hint of a field, in characters.
pub const HINT_CHARS_MAX: usize = 120;
/// Longest unit of a number, in characters.
pub const UNIT_CHARS_MAX: usize = 20;
/// Longest text that a field may ask for, in characters.
pub const TEXT_CHARS_MAX: u32 = 500;
/// Fewest options of a choice.
pub const OPTIONS_MIN: usize = 2;
/// Most options of a choice.
pub const OPTIONS_MAX: usize = 30;
/// The largest number and, below zero, the smallest: a browser too holds each of them exactly.
pub const NUMBER_MAX: i64 = 1_000_000_000_000_000;

/// Words in the three languages.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// 简体中文
    #[serde(rename = "zh-Hans")]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, example = "灯杆编号"))]
    pub hans: String,
    /// 繁體中文
    #[serde(rename = "zh-Hant")]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, example = "燈桿編號"))]
    pub hant: String,
    /// English
    #[serde(rename = "en")]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, example = "Number on the pole"))]
    pub en: String,
}

impl Words {
    /// The words in each language, with the name of the language as it is written on the wire.
    pub fn each(&self) -> [(&'static str, &str); 3] {
        [("zh-Hans", &self.hans), ("zh-Hant", &self.hant), ("en", &self.en)]
    }
}

/// What is asked beside the words of a report, in the order in which it is asked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Form {
    /// The fields.
    #[cfg_attr(feature = "openapi", schema(max_items = 20))]
    pub fields: Vec<Field>,
}

impl Form {
    /// Whether it asks nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.fields.is_empty()
    }
}

/// One thing that is asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Field {
    /// What programs call it; each field of a form its own.
    #[cfg_attr(
        feature = "openapi",
        schema(min_length = 1, max_length = 32, pattern = "^[a-z0-9_]+$", example = "pole_number")
    )]
    pub key: String,
    /// What people read: 1 to 60 characters in each language.
    pub label: Words,
    /// What helps to answer: 1 to 120 characters in each language.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hint: Option<Words>,
    /// Whether nothing is reported without an answer.
    #[serde(default)]
    pub required: bool,
    /// What an answer is.
    pub kind: FieldKind,
}

/// What an answer is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum FieldKind {
    /// Words.
    Text {
        /// The most characters.
        #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 500))]
        chars_max: u32,
    },
    /// A whole number.
    Number {
        /// The smallest.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        min: Option<i64>,
        /// The largest.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        max: Option<i64>,
        /// Of what: 1 to 20 characters in each language.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        unit: Option<Words>,
    },
    /// One of several.
    Choice {
        /// The answers there are.
        #[cfg_attr(feature = "openapi", schema(min_items = 2, max_items = 30))]
        options: Vec<FieldOption>,
    },
    /// Any of several.
    Choices {
        /// The answers there are.
        #[cfg_attr(feature = "openapi", schema(min_items = 2, max_items = 30))]
        options: Vec<FieldOption>,
    },
    /// A day.
    Date,
    /// Yes or no.
    YesNo,
}

/// One answer that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct FieldOption {
    /// What programs call it; each option of a field its own.
    #[cfg_attr(
        feature = "openapi",
        schema(min_length = 1, max_length = 32, pattern = "^[a-z0-9_]+$", example = "dark")
    )]
    pub key: String,
    /// What people read: 1 to 60 characters in each language.
    pub label: Words,
}
