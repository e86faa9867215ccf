//! Answers: as they come in, and as they are kept.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{FieldOption, Words, accept::DAY};

/// What was answered, by the key of its field.
pub type RawAnswers = BTreeMap<String, RawAnswer>;

/// An answer as it comes in. Whether it fits is for the form to say.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(untagged)]
pub enum RawAnswer {
    /// Of a field of yes or no.
    YesNo(bool),
    /// Of a number.
    Number(i64),
    /// Of a text; of a choice the key of an option; of a date `YYYY-MM-DD`.
    Text(String),
    /// Of several choices: the keys of the options.
    Choices(Vec<String>),
}

/// What was answered, with the words under which it was asked; in the form's order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Answers(pub(super) Vec<Answer>);

impl Answers {
    /// Each answer.
    #[must_use]
    pub fn each(&self) -> &[Answer] {
        &self.0
    }

    /// Whether nothing was answered.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The answers alone, as they come in.
    #[must_use]
    pub fn raw(&self) -> RawAnswers {
        self.0.iter().map(|answer| (answer.key.clone(), answer.value.raw())).collect()
    }
}

impl From<Answers> for Vec<Answer> {
    fn from(answers: Answers) -> Self {
        answers.0
    }
}

/// An answer with the words under which it was asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Answer {
    /// What programs call the field.
    #[cfg_attr(feature = "openapi", schema(example = "pole_number"))]
    pub key: String,
    /// What people were asked.
    pub label: Words,
    /// What they said.
    pub value: AnswerValue,
}

/// What was answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum AnswerValue {
    /// Words.
    Text {
        /// The words.
        text: String,
    },
    /// A number.
    Number {
        /// The number.
        number: i64,
        /// Of what.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        unit: Option<Words>,
    },
    /// One of several.
    Choice {
        /// What was chosen.
        option: FieldOption,
    },
    /// Any of several.
    Choices {
        /// What was chosen, in the form's order.
        options: Vec<FieldOption>,
    },
    /// A day.
    Date {
        /// The day.
        date: NaiveDate,
    },
    /// Yes or no.
    YesNo {
        /// Whether it is yes.
        yes: bool,
    },
}

impl AnswerValue {
    fn raw(&self) -> RawAnswer {
        match self {
            Self::Text { text } => RawAnswer::Text(text.clone()),
            Self::Number { number, .. } => RawAnswer::Number(*number),
            Self::Choice { option } => RawAnswer::Text(option.key.clone()),
            Self::Choices { options } => {
                RawAnswer::Choices(options.iter().map(|option| option.key.clone()).collect())
            }
            Self::Date { date } => RawAnswer::Text(date.format(DAY).to_string()),
            Self::YesNo { yes } => RawAnswer::YesNo(*yes),
        }
    }
}
