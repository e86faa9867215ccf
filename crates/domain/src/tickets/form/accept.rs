//! Whether answers fit a form.

use chrono::NaiveDate;

use super::{
    Answer, AnswerValue, Answers, Field, FieldKind, FieldOption, Form, NUMBER_MAX, RawAnswer, RawAnswers,
};

/// How days are written.
pub(super) const DAY: &str = "%Y-%m-%d";

/// An answer that does not fit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnswerFault {
    /// To which field.
    pub key: String,
    /// What is wrong.
    pub code: AnswerFaultCode,
}

/// What is wrong with an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnswerFaultCode {
    /// The form has no such field.
    Unknown,
    /// The field must be answered.
    Missing,
    /// Words were asked for.
    NotText,
    /// Words hold no characters that control.
    Control,
    /// Words have at most so many characters.
    TooLong {
        /// The most.
        chars_max: u32,
    },
    /// A whole number was asked for.
    NotNumber,
    /// A number lies between two others.
    OutOfBounds {
        /// The smallest.
        min: Option<i64>,
        /// The largest.
        max: Option<i64>,
    },
    /// One of the options was asked for.
    NotOption,
    /// Some of the options were asked for.
    NotOptions,
    /// A day was asked for.
    NotDate,
    /// Yes or no was asked for.
    NotYesNo,
}

impl Form {
    /// Checks answers. Texts lose the space around them; an empty text, and no choice of several, is no answer.
    ///
    /// # Errors
    /// Every answer that does not fit, in the form's order; what is not asked comes last.
    pub fn accept(&self, raw: &RawAnswers) -> Result<Answers, Vec<AnswerFault>> {
        let (mut answers, mut faults) = (Vec::new(), Vec::new());
        for field in &self.fields {
            let answer = raw.get(&field.key).filter(|answer| !is_blank(answer));
            let value = match answer {
                Some(answer) => field.kind.accept(answer).map(Some),
                None if field.required => Err(AnswerFaultCode::Missing),
                None => Ok(None),
            };
            match value {
                Ok(None) => {}
                Ok(Some(value)) => answers.push(answer_of(field, value)),
                Err(code) => faults.push(AnswerFault { key: field.key.clone(), code }),
            }
        }
        let asked = |key: &str| self.fields.iter().any(|field| field.key == key);
        let unknown = raw.keys().filter(|key| !asked(key)).cloned();
        faults.extend(unknown.map(|key| AnswerFault { key, code: AnswerFaultCode::Unknown }));
        if faults.is_empty() { Ok(Answers(answers)) } else { Err(faults) }
    }
}

fn answer_of(field: &Field, value: AnswerValue) -> Answer {
    Answer { key: field.key.clone(), label: field.label.clone(), value }
}

fn is_blank(answer: &RawAnswer) -> bool {
    match answer {
        RawAnswer::Text(text) => text.trim().is_empty(),
        RawAnswer::Choices(keys) => keys.is_empty(),
        RawAnswer::YesNo(_) | RawAnswer::Number(_) => false,
    }
}

impl FieldKind {
    fn accept(&self, raw: &RawAnswer) -> Result<AnswerValue, AnswerFaultCode> {
        use AnswerFaultCode as Code;
        match (self, raw) {
            (Self::Text { chars_max }, RawAnswer::Text(text)) => words(text, *chars_max),
            (Self::Text { .. }, _) => Err(Code::NotText),
            (Self::Number { min, max, unit }, RawAnswer::Number(number)) => {
                let above = min.unwrap_or(-NUMBER_MAX) <= *number;
                if above && *number <= max.unwrap_or(NUMBER_MAX) {
                    Ok(AnswerValue::Number { number: *number, unit: unit.clone() })
                } else {
                    Err(Code::OutOfBounds { min: *min, max: *max })
                }
            }
            (Self::Number { .. }, _) => Err(Code::NotNumber),
            (Self::Choice { options }, RawAnswer::Text(key)) => {
                let option = find(options, key).ok_or(Code::NotOption)?;
                Ok(AnswerValue::Choice { option: option.clone() })
            }
            (Self::Choice { .. }, _) => Err(Code::NotOption),
            (Self::Choices { options }, RawAnswer::Choices(keys)) => {
                if keys.iter().any(|key| find(options, key).is_none()) {
                    return Err(Code::NotOptions);
                }
                let chosen = options.iter().filter(|option| keys.contains(&option.key));
                Ok(AnswerValue::Choices { options: chosen.cloned().collect() })
            }
            (Self::Choices { .. }, _) => Err(Code::NotOptions),
            (Self::Date, RawAnswer::Text(text)) => date(text).map(|date| AnswerValue::Date { date }),
            (Self::Date, _) => Err(Code::NotDate),
            (Self::YesNo, RawAnswer::YesNo(yes)) => Ok(AnswerValue::YesNo { yes: *yes }),
            (Self::YesNo, _) => Err(Code::NotYesNo),
        }
    }
}

fn words(raw: &str, chars_max: u32) -> Result<AnswerValue, AnswerFaultCode> {
    let text = raw.trim().replace("\r\n", "\n");
    if u32::try_from(text.chars().count()).map_or(true, |chars| chars > chars_max) {
        Err(AnswerFaultCode::TooLong { chars_max })
    } else if text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\t')) {
        Err(AnswerFaultCode::Control)
    } else {
        Ok(AnswerValue::Text { text })
    }
}

fn find<'a>(options: &'a [FieldOption], key: &str) -> Option<&'a FieldOption> {
    options.iter().find(|option| option.key == key)
}

/// A day as it is written, `2027-03-05`, and no other way.
fn date(raw: &str) -> Result<NaiveDate, AnswerFaultCode> {
    let text = raw.trim();
    let date = NaiveDate::parse_from_str(text, DAY).ok();
    date.filter(|date| date.format(DAY).to_string() == text).ok_or(AnswerFaultCode::NotDate)
}
